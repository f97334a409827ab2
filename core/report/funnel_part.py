"""The part of the report on the funnel: how many records entered each stage, stayed, were excluded or wait, and why."""

from __future__ import annotations

from core.report.document.parts import (
    Block,
    CountedRecords,
    PartOfWhole,
    Section,
    TableBlock,
    listed_number,
    notice,
    said,
)
from core.report.methods_reading import blind_rounds, in_bulk, rounds_of, second_looks, stated_as_read
from core.report.values import ReportValues, StageReport
from core.sampling.sample import PILOT
from core.sentences import Fact, Sentence, found
from core.words import listed, plural


def funnel_part(report: ReportValues) -> Section:
    """The stages, their reasons, and whether everything adds up."""
    most = len(report.funnel.unique)
    rows = tuple(
        (*_stage_row(report, place), PartOfWhole(len(each.state.entered), most))
        for place, each in enumerate(report.stages)
    )
    lost = any(each.state.not_retrieved for each in report.stages)
    head = ("Stage", "Read by", "Entered", "Went on", "Excluded", *(["Not retrieved"] if lost else []), "Waiting")
    head = (*head, "Share of all")
    blocks: list[Block] = [TableBlock("The stages, from top to bottom", head, rows)]
    blocks += [notice(still_blind(each)) for each in report.stages if each.blind and each.state.entered]
    leaks = report.funnel.leaks()
    if leaks:
        behind = listed_number("leaks", "Records at which the funnel does not add up", leaks)
        blocks.append(notice("The funnel does not add up at", behind, f"{plural(len(leaks), 'record')}."))
    else:
        blocks.append(
            said(
                "The counts add up: at every stage, what entered went on, was excluded"
                f"{', was not retrieved' if lost else ''} or waits, and only one of these; what goes on from one "
                "stage is what enters the next."
            )
        )
    for each in report.screening:
        for told in (*in_bulk(each), *second_looks(each)):
            blocks.append(said(found("{stage}: {told}", stage=each.titled, told=told)))
    reasons = tuple(row for each in report.stages for row in _reason_rows(each))
    if reasons:
        blocks.append(TableBlock("Why they were excluded", ("Reason", "Stage", "Excluded"), reasons))
    return Section("funnel", "From identified to included", blocks)


def _stage_row(report: ReportValues, place: int) -> tuple[str | CountedRecords, ...]:
    this = report.stages[place]
    state, key, title = this.state, this.stage.id, this.name
    before = report.stages[place - 1] if place else None
    unit = this.unit
    entered = (
        listed_number("unique", "Records without duplicates", state.entered)
        if before is None
        else listed_number(f"{before.stage.id}-included", f"{before.name}: went on", state.entered)
    )
    sharing = this.stage.sharing
    readers = (
        f"any {sharing.any} of {listed(sharing.of)}"
        if sharing is not None
        else listed(
            [each.reviewer + ("" if each.reads_all else f" ({each.coverage_text})") for each in this.stage.readers]
        )
    )
    lost = [listed_number(f"{key}-not-retrieved", f"{title}: not retrieved", state.not_retrieved, unit=unit)]
    shown = any(each.state.not_retrieved for each in report.stages)
    if this.stage.kind == "chart":
        return title, readers, entered, "–", "–", *(["–"] if shown else []), "–"
    return (
        title,
        readers,
        entered,
        listed_number(f"{key}-included", f"{title}: went on", state.included, unit=unit),
        listed_number(f"{key}-excluded", f"{title}: excluded", state.read_excluded, unit=unit),
        *(lost if shown else []),
        listed_number(f"{key}-waiting", f"{title}: waiting", state.waiting, unit=unit),
    )


def _reason_rows(stage: StageReport) -> list[tuple[str | CountedRecords, ...]]:
    return [
        (
            stage.stage.reason_label(reason),
            stage.stage.title,
            listed_number(
                f"{stage.stage.id}-for-{_place(stage, reason)}",
                f"{stage.stage.title}: excluded for “{stage.stage.reason_label(reason)}”",
                records,
                unit=stage.unit,
            ),
        )
        for reason, records in sorted(stage.state.read_reasons.items(), key=lambda item: (-len(item[1]), item[0]))
        if records
    ]


def _place(stage: StageReport, reason: str) -> str:
    """A reason in the name of a list: by its place, since its id may hold anything."""
    known = [each.id for each in stage.stage.reasons]
    others = sorted(each for each in stage.state.reasons if each not in known)
    return str(known.index(reason) + 1) if reason in known else f"other-{others.index(reason) + 1}"


def still_blind(stage: StageReport) -> Sentence:
    """What may be said of a stage that is blind."""
    rounds = f" in {blind_rounds(stage)}" if stage.opened and PILOT not in stage.blind else ""
    return found(
        f"“{{stage}}” is still blind{rounds}: what was decided there is not shown, and {{waits:# unit counts}} as "
        "waiting. {stated}.",
        stage=Fact(stage.stage.title, "", stage.at("title")),
        rounds=rounds_of(stage),
        waits=Fact(len(stage.state.waiting), stage.unit, f"report: stages/stage={stage.stage.id}/waiting"),
        stated=stated_as_read(stage),
    )
