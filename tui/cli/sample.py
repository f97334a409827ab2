"""`tamis sample`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.cli.call import Call, command, print_json, say
from tui.plain import clean

if TYPE_CHECKING:
    from core.protocol import Stage
    from store.extending import DueExtension
    from store.overview import Overview


@command("sample")
@click.argument("stage")
@click.option(
    "--draw", "draws", is_flag=True, help="Draw it now, for every search round that has none; then it is frozen."
)
@click.option("--verify", "verifies", is_flag=True, help="Draw it again from its frame and compare.")
@click.option("--frame", "prints_frame", is_flag=True, help="Print the ids it was drawn from, one a line, sorted.")
@click.option("--extend", "added", type=click.IntRange(min=1), metavar="K", help="Add the next K in the same order.")
@click.option("--reason", default="", help="Why it is extended; it is logged. With --extend.")
@click.option("--round", "search_round", type=int, help="The search round to extend, where there are several.")
def sample_command(
    call: Call,
    stage: str,
    draws: bool,
    verifies: bool,
    prints_frame: bool,
    added: int | None,
    reason: str,
    search_round: int | None,
) -> None:
    """The records of a STAGE that the second reader reads as well: a seeded sample that anyone can draw again."""
    from core.sampling import verify
    from store.extending import due_extension
    from store.overview import overview

    if added is None and (reason or search_round is not None):
        raise click.UsageError("--reason and --round go with --extend")
    with call.review() as review:
        this = review.stage(stage)
        if draws:
            _draw(overview(review), this)
        if added is not None:
            _extend(overview(review), this, added, reason, search_round)
        seen = overview(review)
        drawn = [each for (name, _), each in sorted(seen.samples.items()) if name == this.id]
        hidden = _hidden(seen, this)
        due = due_extension(seen, this)
    problems = [problem for each in drawn for problem in verify(each.sample, each.frame_ids)] if verifies else []
    if prints_frame:
        for each in drawn:
            click.echo("\n".join(each.frame_ids))
    elif call.json:
        documents = [{**each.as_document(), "due_extension": _due_in(due, each.sample.round)} for each in drawn]
        for document in documents:
            if hidden:
                document |= {"ids": None, "ids_note": hidden}
        print_json(documents)
    else:
        for each in drawn:
            sample = each.sample
            click.echo(
                f"{sample.stage}, search round {sample.round}: {sample.size:,} of {sample.frame:,} "
                f"({sample.fraction}), seed “{sample.seed}”, drawn {sample.drawn_at}"
            )
            for extension in sample.extensions:
                click.echo(f"  {extension.added:,} of them added {extension.at}: {clean(extension.reason)}")
            click.echo(f"  frame sha256 {sample.frame_sha256}")
            click.echo(f"  check it: tamis sample {stage} --frame > ids.txt; {sample.shell_line()}")
        if hidden:
            click.echo(hidden)
        if due is not None:
            click.echo(due.sentence())
        if not drawn:
            say(f"no sample has been drawn yet: tamis sample {stage} --draw")
    if verifies:
        for problem in problems:
            say(problem)
        if problems:
            raise SystemExit(1)
        say("the sample is what its seed and frame give" if drawn else "there is nothing to verify")


def _draw(seen: Overview, stage: Stage) -> None:
    from core.errors import TamisError
    from store.drawing import frame
    from store.samples import draw_sample
    from store.settling import settle, waiting_before

    missing = [each for each in seen.rounds if (stage.id, each) not in seen.samples]
    if not missing and seen.rounds:
        raise TamisError("the sample is drawn already, and it is frozen", where=f"stage {stage.id}")
    for search_round in missing or [1]:
        waiting = waiting_before(seen, stage, search_round) if stage.sample_base == "entering" else []
        if waiting:
            say(
                f"note: {len(waiting):,} records of search round {search_round} still wait at an earlier stage; "
                "they cannot come into this sample any more"
            )
        drawn = draw_sample(seen.review, stage, search_round, frame(seen, stage, search_round))
        say(f"search round {search_round}: drew {drawn.sample.size:,} of {drawn.sample.frame:,}")
    settle(seen.review)


def _extend(seen: Overview, stage: Stage, added: int, reason: str, search_round: int | None) -> None:
    from core.errors import TamisError
    from store.samples import extend_sample
    from store.settling import settle

    rounds = sorted(number for name, number in seen.samples if name == stage.id)
    if search_round is None and len(rounds) > 1:
        listed = ", ".join(map(str, rounds))
        raise TamisError(
            "there is a sample for each search round",
            where=f"stage {stage.id}",
            advice=f"Add --round, one of {listed}.",
        )
    chosen = search_round if search_round is not None else rounds[0] if rounds else 1
    extended = extend_sample(seen.review, stage, chosen, added, reason)
    say(f"search round {chosen}: {added:,} more records, {extended.sample.size:,} of {extended.sample.frame:,} now")
    if (stage.id, chosen) in seen.openings:
        say("the stage is open: its agreement stays as it is, and what is read of these is reported apart")
    settle(seen.review)


def _due_in(due: DueExtension | None, search_round: int) -> dict[str, object] | None:
    return due.as_json() if due is not None and due.round == search_round else None


def _hidden(seen: Overview, stage: Stage) -> str:
    """Why the one who looks may not know who is in the sample; "" when they may."""
    sampled = stage.sampled_reader
    if seen.onlooker is None or not seen.blind_rounds(stage) or (sampled and sampled.reviewer == seen.onlooker):
        return ""
    return f"which records are in it is hidden from {seen.onlooker} until the stage is opened"
