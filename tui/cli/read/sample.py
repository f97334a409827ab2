"""`tamis sample`."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from core.errors import TamisError
from core.words import count
from tui.cli.call import Call, ask_first, command, print_json, say
from tui.text.plain import clean

if TYPE_CHECKING:
    from core.protocol.values import Stage
    from store.folder.review import Review
    from store.numbers.extension import DueExtension
    from store.state.review_state import ReviewState
    from store.work.samples import DrawPlan


@command("sample")
@click.argument("stage")
@click.option(
    "--draw", "draws", is_flag=True, help="Draw it now, for every search round that has none; then it is frozen."
)
@click.option("--verify", "verifies", is_flag=True, help="Draw it again from its frame and compare.")
@click.option("--frame", "prints_frame", is_flag=True, help="Print the ids it was drawn from, one a line, sorted.")
@click.option(
    "--pilot",
    "pilot_size",
    type=click.IntRange(min=1),
    metavar="K",
    help="Draw a pilot of K records that all readers read first; before the sample is drawn.",
)
@click.option("--extend", "added", type=click.IntRange(min=1), metavar="K", help="Add the next K in the same order.")
@click.option("--reason", default="", help="Why it is extended; it is logged. With --extend.")
@click.option(
    "--extend-by-rule", "by_rule", is_flag=True, help="Extend it as the protocol's rule asks, with the rule as reason."
)
@click.option("--round", "search_round", type=int, help="The search round, where there are several; 0: the pilot.")
@click.option("--yes", is_flag=True, help="Draw without asking. A draw is for good.")
def sample_command(
    call: Call,
    stage: str,
    draws: bool,
    verifies: bool,
    prints_frame: bool,
    pilot_size: int | None,
    added: int | None,
    by_rule: bool,
    reason: str,
    search_round: int | None,
    yes: bool,
) -> None:
    """The records of a STAGE that the second reader reads as well: a seeded sample that anyone can draw again.

    Where any few of several people read each record: who reads which, dealt so that anyone can deal it again.
    """
    from core.sampling.sample import verify
    from store.numbers.extension import due_extension
    from store.state.review_state import review_state
    from tui.words.draws import sharing_in_words

    if added is None and reason:
        raise click.UsageError("--reason goes with --extend")
    if search_round is not None and added is None and not prints_frame:
        raise click.UsageError("--round goes with --extend and --frame")
    if yes and not (draws or pilot_size or added or by_rule):
        raise click.UsageError("--yes goes with --draw, --pilot, --extend and --extend-by-rule")
    if added is not None and by_rule:
        raise click.UsageError("--extend or --extend-by-rule: one of them")
    with call.review() as review:
        this = review.stage(stage)
        if draws or pilot_size is not None:
            _draw(review, _plan(review_state(review), this, draws, pilot_size), yes)
        if by_rule:
            _extend_by_rule(review_state(review), this, yes)
        if added is not None:
            _extend(review_state(review), this, added, reason, search_round, yes)
        state = review_state(review)
        drawn = [each for (name, _), each in sorted(state.samples.items()) if name == this.id]
        pilot = state.pilots.get(this.id)
        sampled = this.sampled_reader.reviewer if this.sampled_reader else ""
        why = f"which records are in it is hidden from {state.audience.who} until the stage is opened"
        hidden = "" if state.audience.trusted or state.counts(sampled, this) else why
        due = due_extension(state, this)
        blind = bool(state.blind_rounds(this))
    everything = [*drawn, pilot] if pilot else drawn
    problems = [problem for each in everything for problem in verify(each.sample, each.frame_ids)] if verifies else []
    none = _none_drawn(this) if not drawn or this.sampled_reader is None else ""
    if prints_frame:
        wanted = drawn if search_round is None else [each for each in everything if each.sample.round == search_round]
        if not wanted:
            there = ", ".join(map(str, sorted(each.sample.round for each in everything)))
            raise TamisError(
                "nothing was drawn" + ("" if search_round is None else f" in search round {search_round}"),
                where=f"stage {stage}",
                advice=f"The rounds with a draw: {there}." if there else none[0].upper() + none[1:],
            )
        for each in wanted:
            click.echo("\n".join(each.frame_ids))
    elif call.json:
        documents = [{**each.as_document(), "due_extension": _due_in(due, each.sample.round)} for each in drawn]
        for document, each in zip(documents, drawn, strict=True):
            if hidden:
                document |= {"ids": None, "ids_note": hidden}
            if each.sample.shared is not None:
                shares = zip(each.sample.shared.of, each.sample.shared.loads(each.sample.frame), strict=True)
                loads = [{"reviewer": who, "records": load} for who, load in shares]
                dealt = [{"record_id": record, "readers": those} for record, those in each.sample.readers().items()]
                document |= {"loads": loads, "readers": None if blind else dealt}
                document |= {"readers_note": "sealed"} if blind else {}
        print_json([*documents, *([pilot.as_document()] if pilot else [])])
    else:
        for each in everything:
            sample = each.sample
            share = "" if each is pilot else f" ({sample.fraction})"
            which = "pilot" if each is pilot else f"search round {sample.round}"
            of = f"{sample.size:,} of {sample.frame:,}{share}"
            if sample.shared is not None:
                of = f"{sample.frame:,} dealt, {sharing_in_words(sample.shared, sample.frame)}"
            click.echo(f"{sample.stage}, {which}: {of}, seed “{sample.seed}”, drawn {sample.drawn_at}")
            for extension in sample.extensions:
                click.echo(f"  {extension.added:,} of them added {extension.at}: {clean(extension.reason)}")
            click.echo(f"  frame sha256 {sample.frame_sha256}")
            frame = f"--frame --round {sample.round}" if len(everything) > 1 else "--frame"
            click.echo(f"  check it: tamis sample {stage} {frame} > ids.txt; {sample.shell_line()}")
        if hidden:
            click.echo(hidden)
        if due is not None:
            click.echo(due.sentence())
        if none:
            say(none)
    if verifies:
        for problem in problems:
            say(problem)
        if problems:
            raise SystemExit(1)
        say("the sample is what its seed and frame give" if everything else "there is nothing to verify")


def _none_drawn(stage: Stage) -> str:
    """Why there is no sample at a stage, and where one is to be, what draws it."""
    if stage.sampled_reader is None:
        return f"there is no sample at {stage.id}: all who read it read everything"
    what = "no records have been dealt" if stage.sharing is not None else "no sample has been drawn"
    return f"{what} yet: tamis sample {stage.id} --draw"


def _plan(state: ReviewState, stage: Stage, draws: bool, pilot_size: int | None) -> DrawPlan:
    from store.work.samples import pilot_due, plan_draws

    pilot = pilot_size or (stage.pilot if pilot_due(state, stage) else 0)
    rounds: list[int] = []
    if draws and (stage.sampled_reader is not None or not pilot):
        rounds = [each for each in state.rounds or [1] if (stage.id, each) not in state.samples]
        if not rounds:
            raise TamisError("the sample is drawn already, and it is frozen", where=f"stage {stage.id}")
    return plan_draws(state, stage, rounds, pilot=pilot)


def _draw(review: Review, plan: DrawPlan, yes: bool) -> None:
    """Draw it after a yes to a question that says of what, by which seed, and what is unfinished."""
    from core.sampling.sample import PILOT
    from store.work.openings import settle_after_saving
    from store.work.samples import draw
    from tui.words.draws import FOR_GOOD, draws_in_words, sharing_in_words, unfinished_in_words

    for line in (*draws_in_words(plan), *unfinished_in_words(plan)):
        say(line)
    if not yes:
        ask_first(f"to draw is for good at {plan.stage.id}: {FOR_GOOD[0].lower()}{FOR_GOOD[1:-1]}")
    draw(review, plan)
    for each in plan.draws:
        sample = each.sample
        of = f"{sample.size:,} of {sample.frame:,}"
        if sample.extensions:
            say(f"search round {sample.round}: {count(sample.extensions[-1].added, 'more record')}, {of} now")
        elif sample.shared is not None:
            say(f"search round {sample.round}: dealt {sample.frame:,}, {sharing_in_words(sample.shared, sample.frame)}")
        elif sample.round == PILOT:
            say(f"pilot: drew {of}; all readers read them first")
        else:
            say(f"search round {sample.round}: drew {of}")
    settle_after_saving(review)


def _extend(state: ReviewState, stage: Stage, added: int, reason: str, search_round: int | None, yes: bool) -> None:
    from store.acts.samples import plan_extension
    from store.work.samples import planned

    rounds = sorted(number for name, number in state.samples if name == stage.id)
    if search_round is None and len(rounds) > 1:
        listed = ", ".join(map(str, rounds))
        raise TamisError(
            "there is a sample for each search round",
            where=f"stage {stage.id}",
            advice=f"Add --round, one of {listed}.",
        )
    chosen = search_round if search_round is not None else rounds[0] if rounds else 1
    _draw(state.review, planned(state, stage, [plan_extension(state.review, stage, chosen, added, reason)]), yes)
    if (stage.id, chosen) in state.openings:
        say("the stage is open: its agreement stays as it is, and what is read of these is reported apart")


def _extend_by_rule(state: ReviewState, stage: Stage, yes: bool) -> None:
    from store.numbers.extension import due_extension

    due = due_extension(state, stage)
    if due is None:
        raise TamisError(
            "the protocol's rule asks for no extension now",
            where=f"stage {stage.id}",
            advice="It applies once, when the agreement is complete and too low (extend_sample); see tamis agreement.",
        )
    _extend(state, stage, due.added, due.reason, due.round, yes)


def _due_in(due: DueExtension | None, search_round: int) -> dict[str, object] | None:
    return asdict(due) if due is not None and due.round == search_round else None
