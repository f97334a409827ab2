"""The checklist for scoping reviews, PRISMA-ScR (Tricco et al. 2018, doi 10.7326/M18-0850): 22 items."""

from __future__ import annotations

from core.report.checklists.answers import Answers
from core.report.checklists.checklist import Done, Item, checklist_md
from core.report.methods_search import strategies_kept
from core.report.values import ReportValues
from core.sentences import Fact, say

ABOUT = (
    "The items of PRISMA-ScR (Tricco et al. 2018, doi 10.7326/M18-0850), worded by us: compare them with the published "
    "checklist before you submit."
)


def prisma_scr_md(report: ReportValues) -> str:
    """The checklist as Markdown."""
    return checklist_md("PRISMA-ScR", ABOUT, items(report), Answers(report).absent)


def items(report: ReportValues) -> list[Item]:
    """The 22 items."""
    answers = Answers(report)
    appraised = answers.appraised
    charted = answers.charting or ("Nothing has been charted yet.",)
    found = {"all": answers.identified, "unique": Fact(len(report.funnel.unique), "record", "status: rounds/unique")}
    return [
        Item("1", "Title", "Call the report a scoping review.", Done.LEFT, answers.title),
        Item(
            "2",
            "Structured summary",
            "Summarise the whole, from background to conclusions.",
            Done.DRAFTED,
            (say("Figures for it: {all} identified, {unique:#} without duplicates.", **found), *answers.included),
            "methods.md",
        ),
        Item("3", "Rationale", "Say why the review is needed, given what is known.", Done.LEFT),
        Item(
            "4",
            "Objectives",
            "State the questions and what they are made of.",
            Done.LEFT,
            answers.question,
        ),
        Item(
            "5",
            "Protocol and registration",
            "Say whether there is a protocol, and where.",
            answers.registered,
            answers.registration,
            "amendments.md",
        ),
        Item(
            "6",
            "Eligibility criteria",
            "List what made a source eligible, and why.",
            answers.criteria_noted,
            answers.criteria,
            "protocol.toml",
        ),
        Item(
            "7",
            "Information sources",
            "List every source, its dates, and contacts with authors.",
            answers.searched,
            answers.sources,
            "sources.csv",
        ),
        Item(
            "8",
            "Search",
            "Give the full strategy of at least one database.",
            Done.FILLED if strategies_kept(report) else Done.LEFT,
            answers.strategies,
            "prisma-s.md; sources.csv",
        ),
        Item(
            "9",
            "Selection of sources of evidence",
            "Say how sources were screened and assessed.",
            answers.selected,
            answers.selection,
            "methods.md; sample.json; agreement.csv",
        ),
        Item(
            "10",
            "Data charting process",
            "Say how data were charted, by whom, and how it was tested.",
            answers.begun,
            charted,
            "charting.csv",
        ),
        Item(
            "11",
            "Data items",
            "List and define every item that was charted.",
            Done.FILLED if answers.items else Done.LEFT,
            answers.items,
            "protocol.toml, chart.item",
        ),
        Item(
            "12",
            "Critical appraisal of sources",
            "If sources were appraised, say why and how.",
            answers.appraisal,
            appraised,
        ),
        Item(
            "13",
            "Synthesis of results",
            "Say how the charted data were handled and summed up.",
            answers.begun,
            answers.synthesis,
            "index.html",
        ),
        Item(
            "14",
            "Selection of sources: results",
            "Give the numbers at each stage, with reasons, best as a diagram.",
            answers.selected,
            (*answers.numbers, *answers.included),
            "flow.svg; index.html",
        ),
        Item(
            "15",
            "Characteristics of sources",
            "Describe each included source, with its citation.",
            answers.characteristics,
            (*answers.included, *answers.charting),
            "included.csv; charting.csv; index.html",
        ),
        Item(
            "16",
            "Critical appraisal: results",
            "If done, give its results.",
            answers.appraisal,
            appraised,
        ),
        Item(
            "17",
            "Results of individual sources",
            "Give the charted data of each included source.",
            answers.charted,
            charted,
            "charting.csv",
        ),
        Item(
            "18",
            "Synthesis of results",
            "Sum up the charted results as they answer the questions.",
            answers.begun,
            ("Tables and the map are drafts; what they mean is yours to say.",) if answers.synthesis else (),
            "index.html; map.svg",
        ),
        Item("19", "Summary of evidence", "Discuss the main findings and for whom they matter.", Done.LEFT),
        Item(
            "20",
            "Limitations",
            "Discuss the limits of how the review was done.",
            answers.limited,
            answers.limits,
            "methods.md",
        ),
        Item("21", "Conclusions", "Conclude, with what follows for practice or research.", Done.LEFT),
        Item(
            "22",
            "Funding",
            "Name who paid for the sources and for the review, and their part in it.",
            answers.paid,
            answers.funding,
        ),
    ]
