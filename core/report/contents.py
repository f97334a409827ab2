"""What a report says, in its order."""

from __future__ import annotations

from core.protocol.appraisal import why_not_appraised
from core.report.agreement_part import agreement_part
from core.report.charting_part import charting_part, forms, forms_open
from core.report.document.parts import (
    Block,
    CountedRecords,
    Items,
    Section,
    TableBlock,
    listed_number,
    notice,
    said,
)
from core.report.flags_part import flags_part
from core.report.flow.part import flow_part
from core.report.funnel_part import funnel_part
from core.report.included_part import included_part
from core.report.methods import lines_changed, lost_lines, registration, support
from core.report.search_part import search_part
from core.report.values import ReportValues
from core.sentences import Fact, Sentence, Several, found, say
from core.words import day

FILES = (
    ("flow.svg", "the flow diagram of PRISMA 2020"),
    ("prisma2020.csv", "its numbers, for the PRISMA2020 package to draw again"),
    ("methods.md", "paragraphs for the paper, each sentence with where it comes from"),
    ("prisma-scr.md", "the checklist for scoping reviews"),
    ("prisma-2020.md", "the checklist for systematic reviews, and that of their abstracts"),
    ("prisma-s.md", "the checklist for reporting searches"),
    ("included.csv", "the included reports: number, author and date, citation, DOI, study"),
    ("report.md", "this report as Markdown"),
    ("agreement.csv", "every figure of agreement"),
    ("disagreements.csv", "both sides of each disagreement, and how it ended"),
    ("decisions.csv", "every decision that is no longer blind"),
    ("sample.json", "the samples, with all that is needed to draw them again"),
    ("sources.csv", "the searches, with their strategies"),
    ("excluded-fulltext.csv", "the reports read and excluded in full text, with reasons"),
    ("not-retrieved.csv", "the reports that could not be had, and so were not read"),
    ("flags.csv", "retractions, corrections and notices that speak against records"),
    ("charting.csv", "what was charted"),
    ("map.svg", "the evidence map, for print"),
    ("map.html", "the evidence map of any two items, to be opened in a browser: each number opens its studies"),
    ("amendments.md", "the versions of the protocol"),
)


def subtitle(report: ReportValues) -> Sentence:
    """What stands below the title."""
    state = "as it stood on {at:day} at {hour} UTC" if report.at else "with nothing in it yet"
    values = {"at": report.at, "version": report.version, "software": report.software}
    return say(
        f"{report.protocol.kind.capitalize()} review, {state}. Protocol version {{version}}. Written by {{software}}.",
        **{name: Fact(value, "", f"report: {name}") for name, value in values.items()},
        hour=Fact(report.at[11:16], "", "report: at"),
    )


def contents(report: ReportValues, files: tuple[str, ...] = ()) -> list[Section]:
    """The sections of the report.

    Args:
        report: What it is written from.
        files: The names of the other files of the report.
    """
    parts = [
        _state(report),
        search_part(report),
        funnel_part(report),
        flow_part(report.flow, report.protocol.title),
        agreement_part(report),
        _full_text(report),
        included_part(report),
        flags_part(report),
        *(charting_part(each, report.protocol.stage(each.form.stage).title) for each in report.charts),
        *_appraisal(report),
        _amendments(report),
    ]
    named = tuple(f"{name}: {what}" for name, what in FILES if name in files)
    if named:
        parts.append(Section("files", "The other files", [Items(named)]))
    return [each for each in parts if each.blocks]


def _state(report: ReportValues) -> Section:
    blocks: list[Block] = []
    if report.protocol.question:
        blocks.append(said(report.protocol.question))
    included = _included_number(report)
    many = {
        "reports": Fact(included.value, "report", "status: included_records"),
        "studies": Fact(len(report.funnel.included_studies), "study", "status: included_studies"),
    }
    if not report.funnel.identified:
        blocks.append(notice("The review is empty: nothing has been imported."))
    elif report.finished:
        came = found("{reports:unit} of {studies} {reports:is} included.", **many)
        none = found("Every stage that excludes is through; {reports:no is} included.", **many)
        blocks.append(said("Every stage that excludes is through.", included, came) if included.value else said(none))
        for each in report.charts:
            done, whole = len(each.complete), len(each.studies)
            if done != whole:
                title = report.protocol.stage(each.form.stage).title
                name = Fact(title, "", f"status: stages/stage={each.form.stage}/title")
                blocks.append(notice(found(f"{{name}} is not through: {forms_open(each)}.", name=name, **forms(each))))
    else:
        open_ones = [each.name for each in report.screening if not each.finished]
        blocks.append(
            notice(
                found(
                    "This is an interim state, not for reporting: {open:#} of {all} {open:is} not through ({names}).",
                    open=Fact(len(open_ones), "stage", "report: stages/through=False/#"),
                    all=Fact(len(report.screening), "stage", "report: stages/#"),
                    names=Several([Fact(each, "", "report: stages/name") for each in open_ones], "; "),
                ),
                *(
                    ("So far", included, found("{reports:unit} of {studies} came through all of them.", **many))
                    if included.value
                    else (found("So far {reports:no} came through all of them.", **many),)
                ),
            )
        )
    return Section("state", "Where the review stands", blocks)


def _included_number(report: ReportValues) -> CountedRecords:
    last = report.screening[-1] if report.screening else None
    if last is None:
        return listed_number("unique", "Records without duplicates", report.funnel.unique)
    return listed_number(
        f"{last.stage.id}-included", f"{last.stage.title}: included", last.state.included, unit="report"
    )


def _full_text(report: ReportValues) -> Section:
    stages = [each for each in report.stages if each.stage.kind == "fulltext"]
    excluded = tuple(
        (report.cite(record).text, stage.stage.reason_label(reason) or "no reason given")
        for stage in stages
        for reason, records in stage.state.read_reasons.items()
        for record in records
    )
    lost = tuple(
        (report.cite(record).text, stage.lost.get(record) or "not said")
        for stage in stages
        for record in stage.state.not_retrieved
    )
    blocks: list[Block] = []
    gone = " + ".join(each.at("not_retrieved") for each in stages)
    out = " + ".join(f"{each.at('excluded')} - {each.at('not_retrieved')}" for each in stages)
    for caption, head, rows, at in (
        ("Reports excluded in full text, with the reason that counts: {many:#}", "Reason", excluded, out),
        ("Reports that could not be retrieved, and so were not read: {many:#}", "Why", lost, gone),
    ):
        if rows:
            many = Fact(len(rows), "report", at)
            blocks.append(TableBlock(found(caption, many=many), ("Report", head), rows))
    return Section("full-text-exclusions", "Full texts excluded, or not to be had", blocks)


def _appraisal(report: ReportValues) -> list[Section]:
    """Says that no appraisal was made; nothing where the protocol plans one, which is among the charted stages."""
    return (
        []
        if report.protocol.appraisal
        else [Section("appraisal", "Critical appraisal", [said(why_not_appraised(report.protocol))])]
    )


def _amendments(report: ReportValues) -> Section:
    rows = tuple(
        (
            each.version,
            day(each.at),
            "the first version in use" if place == 0 else f"{lines_changed(each, place)} changed",
            f"{each.why} ({each.by})" if each.why else "" if place == 0 else "not noted",
        )
        for place, each in enumerate(report.amendments)
    )
    blocks: list[Block] = (
        [TableBlock("Versions of the protocol in use", ("Version", "Since", "What", "Why"), rows)] if rows else []
    )
    blocks += [notice("Lines were lost.", each) for each in lost_lines(report)]
    registered = registration(report)
    blocks[:0] = [said(each) for each in (*([registered] if registered else []), *support(report))]
    return Section("protocol", "The protocol", blocks)
