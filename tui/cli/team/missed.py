"""`tamis missed`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.cli.call import Call, command, print_json, say

if TYPE_CHECKING:
    from core.agreement.missed import Chapman, MissedAtStage


@command("missed")
@click.argument("stage", required=False)
def missed_command(call: Call, stage: str | None) -> None:
    """What the second reader's sample says about the records that only the first reader has read."""
    from core.screening.decision import Verdict
    from core.words import plural
    from store.numbers.missed import missed_at_stages
    from store.work.second_look import second_words

    found: list[MissedAtStage] = []
    again: dict[str, tuple[int, int]] = {}
    with call.state() as state:
        for this in [state.review.stage(stage)] if stage else state.review.protocol.stages:
            if this.sharing is not None and not this.sharing.one_more:
                if stage:
                    say(f"{stage}: no share of it is read by one more, so that nothing can be inferred from one")
                continue
            if this.sampled_reader is None:
                if stage:
                    say(f"{stage}: nobody reads a share of it, so that nothing can be inferred from one")
                continue
            if state.withholds(this):
                say(f"{this.id}: withheld until every reader has finished")
                continue
            result = missed_at_stages(state, this)
            if result is None:
                what = "no sample has been drawn" if this.sharing is None else "no records have been dealt"
                say(f"{this.id}: {what} yet")
            else:
                found.append(result)
                said = second_words(state, this).values()
                again[this.id] = len(said), sum(each.verdict is not Verdict.EXCLUDE for each in said)
    if call.json:
        print_json({"stages": [_document(each) for each in found]})
        return
    for each in found:
        _print(each)
        read, changed = again[each.stage]
        if read:
            click.echo(
                f"  a second look added {changed:,}: of the exclusions, {read:,} {plural(read, 'was')} read again; "
                "not counted above"
            )


def _document(each: MissedAtStage) -> dict[str, Any]:
    from core.agreement.missed import ASSUMPTION
    from store.bundle.json_forms import missed_form

    recall = each.recall
    document = {
        "stage": each.stage,
        **missed_form(each.total),
        "method": each.total.method,
        "pooled": each.total.pooled,
        "bounded": each.total.bounded,
        "rounds": [{"round": number, **missed_form(result)} for number, result in each.rounds.items()],
        "recall": recall.value if recall else None,
        "recall_ci": [recall.low, recall.high] if recall else None,
        "recall_of": each.recall_of,
        "within_sample": _chapman_document(each.within_sample),
        "sentence": each.total.sentence(each.first, each.second),
        "assumption": ASSUMPTION,
        "complete": each.complete,
        "unresolved": each.unresolved,
        "read_after_opening": each.read_late,
        "regrouped": len(each.regrouped),
        "regrouped_ids": each.regrouped,
    }
    if recall is None:
        why = "there is no estimate, or nothing was relevant"
        document |= {"recall_note": why, "recall_ci_note": why}
    return document


def _chapman_document(each: Chapman) -> dict[str, Any]:
    document: dict[str, Any] = {
        "what": "a lower bound of the relevant records in the sample (Chapman)",
        "seen": each.seen,
        "estimate": each.estimate,
        "ci": list(each.ci) if each.ci else None,
    }
    return document if each.ci else {**document, "ci_note": each.note}


def _print(each: MissedAtStage) -> None:
    from core.agreement.missed import ASSUMPTION
    from core.agreement.readers import regrouped_sentence
    from core.words import approximately, count, figure, interval, plural

    click.echo(f"{each.stage}: {each.total.sentence(each.first, each.second)}")
    click.echo(f"  {ASSUMPTION}")
    if len(each.rounds) > 1:
        for number, result in each.rounds.items():
            low, high = result.ci
            further = (
                f"not estimable, {low:,} to {high:,}"
                if result.estimate is None
                else f"{approximately(result.estimate)} (95% CI {low:,}–{high:,})"
            )
            click.echo(
                f"  search round {number}: {result.excluded:,} excluded, {result.double_read:,} read twice, "
                f"{result.found:,} found relevant; further relevant: {further}"
            )
    if each.recall is not None:
        bounds = interval((each.recall.low, each.recall.high))
        click.echo(f"  recall: {figure(each.recall.value)} ({bounds}), {each.recall_of}")
    click.echo(f"  {each.within_sample.sentence()}")
    if not each.complete:
        click.echo("  interim: not every reader has finished; not for reporting")
    if each.unresolved:
        still = f"{count(each.unresolved, 'disagreement')} {plural(each.unresolved, 'is')} still open"
        click.echo(f"  {still}, which may raise the number found relevant")
    if each.regrouped:
        click.echo(f"  {regrouped_sentence(each.regrouped)}")
    if each.read_late:
        click.echo(
            f"  {each.read_late:,} of those read twice came into the sample after the stage had been opened, when "
            f"{each.second} could look up what {each.first} had said"
        )
