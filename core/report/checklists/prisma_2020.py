"""The checklist for systematic reviews, PRISMA 2020 (Page et al. 2021, doi 10.1136/bmj.n71), and for abstracts."""

from __future__ import annotations

from core.report.checklists.answers import Answers
from core.report.checklists.checklist import Done, Item, Says, checklist_md
from core.report.values import ReportValues
from core.sentences import Fact, say

ABOUT = (
    "The items of PRISMA 2020 (Page et al. 2021, doi 10.1136/bmj.n71), worded by us: compare them with the published "
    "checklist before you submit. How the search was run is asked for in more detail by PRISMA-S: prisma-s.md."
)
ABOUT_ABSTRACT = "The items of PRISMA 2020 for abstracts, from the same source, worded by us."


def prisma_2020_md(report: ReportValues) -> str:
    """The checklist as Markdown, and below it that of abstracts."""
    abstract = checklist_md("PRISMA 2020 for abstracts", ABOUT_ABSTRACT, abstract_items(report))
    return f"{checklist_md('PRISMA 2020', ABOUT, items(report), Answers(report).absent)}\n{abstract}"


def items(report: ReportValues) -> list[Item]:
    """The 27 items, those with several parts as one each: 42."""
    answers, left = Answers(report), Done.LEFT
    appraised = answers.appraised
    # That none was done is an answer here: the item is asked of every systematic review.
    appraisal = Done.DRAFTED if answers.appraisal is Done.NONE else answers.appraisal
    charted = answers.charting or ("Nothing has been charted yet.",)
    lists = [
        say(
            "{stage}: {out:no} read and excluded, {lost:none} not retrieved, each in a list of its own.",
            stage=each.titled,
            out=each.read_out,
            lost=each.counted("not_retrieved"),
        )
        for each in report.screening
        if each.stage.kind == "fulltext"
    ]
    drafted = Done.DRAFTED
    doi = Fact(answers.protocol.protocol_doi, "", "protocol.toml: review/protocol_doi")
    published = say("DOI: {doi}.", doi=doi) if doi.number else "Its file is protocol.toml."
    rows: list[tuple[str, str, str, Done, Says, str]] = [
        ("1", "Title", "Call the report a systematic review.", left, answers.title, ""),
        (
            "2",
            "Abstract",
            "Give an abstract that follows the checklist for abstracts.",
            left,
            ("It stands below.",),
            "",
        ),
        ("3", "Rationale", "Say why the review is needed, given what is known.", left, (), ""),
        ("4", "Objectives", "State what the review asks.", left, answers.question, ""),
        (
            "5",
            "Eligibility criteria",
            "Say what was included and excluded, and how studies were grouped for syntheses.",
            answers.criteria_noted,
            answers.criteria,
            "protocol.toml",
        ),
        (
            "6",
            "Information sources",
            "Name every source, with the date on which it was last searched or asked.",
            answers.searched,
            answers.sources,
            "sources.csv",
        ),
        (
            "7",
            "Search strategy",
            "Give the full strategy of every database, register and web site, with limits.",
            answers.all_kept,
            answers.strategies,
            "prisma-s.md; sources.csv",
        ),
        (
            "8",
            "Selection process",
            "Say how it was decided what is eligible: how many readers, whether independent, which automation.",
            answers.selected,
            answers.selection,
            "methods.md; sample.json; agreement.csv",
        ),
        (
            "9",
            "Data collection process",
            "Say who collected data, whether independently, and how they were confirmed.",
            answers.begun,
            charted,
            "charting.csv",
        ),
        (
            "10a",
            "Data items: outcomes",
            "Define the outcomes sought, and which results of each.",
            drafted if answers.items else left,
            answers.items,
            "protocol.toml, chart.item",
        ),
        (
            "10b",
            "Data items: others",
            "Define all other variables sought, and what was assumed where they were missing.",
            drafted if answers.items else left,
            ("The items are those above; what was assumed is yours to say.",) if answers.items else (),
            "protocol.toml, chart.item",
        ),
        (
            "11",
            "Risk of bias of studies",
            "Say with what and by whom the risk of bias of each study was judged.",
            appraisal,
            appraised,
            "",
        ),
        ("12", "Effect measures", "Name the effect measure of each outcome.", left, (), ""),
        (
            "13a",
            "Synthesis: which studies",
            "Say how it was decided which studies were eligible for each synthesis.",
            answers.begun,
            answers.synthesis,
            "index.html",
        ),
        ("13b", "Synthesis: preparation", "Say how data were prepared, such as missing figures.", left, (), ""),
        (
            "13c",
            "Synthesis: tables and graphs",
            "Say how results of studies and syntheses were shown.",
            answers.begun,
            answers.synthesis,
            "index.html; map.svg",
        ),
        ("13d", "Synthesis: methods", "Say how results were synthesised, and why so.", left, (), ""),
        ("13e", "Synthesis: heterogeneity", "Say how causes of heterogeneity were explored.", left, (), ""),
        ("13f", "Synthesis: robustness", "Describe sensitivity analyses.", left, (), ""),
        ("14", "Reporting bias", "Say how bias from missing results was judged.", left, (), ""),
        ("15", "Certainty", "Say how certainty of the evidence was judged.", answers.judged, answers.certainty, ""),
        (
            "16a",
            "Study selection",
            "Give the results of search and selection, best as a flow diagram.",
            answers.selected,
            (*answers.numbers, *answers.included),
            "flow.svg; index.html",
        ),
        (
            "16b",
            "Studies that might seem eligible",
            "Cite the reports that seem to meet the criteria and were excluded, and why.",
            answers.selected,
            lists,
            "excluded-fulltext.csv; not-retrieved.csv",
        ),
        (
            "17",
            "Study characteristics",
            "Cite each included study, with its characteristics.",
            answers.characteristics,
            (*answers.included, *answers.charting),
            "included.csv; charting.csv",
        ),
        ("18", "Risk of bias: results", "Give the judgement on each included study.", appraisal, appraised, ""),
        (
            "19",
            "Results of studies",
            "Give for each study and outcome its summary and its effect, with precision.",
            answers.charted,
            charted,
            "charting.csv",
        ),
        ("20a", "Results: studies", "Sum up what each synthesis rests on, and its bias.", left, (), ""),
        ("20b", "Results: statistics", "Give the result of every statistical synthesis.", left, (), ""),
        ("20c", "Results: heterogeneity", "Give what was found of causes of heterogeneity.", left, (), ""),
        ("20d", "Results: robustness", "Give the results of sensitivity analyses.", left, (), ""),
        ("21", "Reporting bias: results", "Give the judgement for each synthesis.", left, (), ""),
        ("22", "Certainty: results", "Give the certainty of each outcome.", answers.rated, answers.certainty, ""),
        ("23a", "Interpretation", "Discuss the results beside other evidence.", left, (), ""),
        ("23b", "Limits of the evidence", "Discuss the limits of what was included.", left, (), ""),
        (
            "23c",
            "Limits of the review",
            "Discuss the limits of how the review was done.",
            answers.limited,
            answers.limits,
            "methods.md",
        ),
        ("23d", "Implications", "Say what follows for practice, policy and research.", left, (), ""),
        (
            "24a",
            "Registration",
            "Give register and number, or say that there is none.",
            answers.registered,
            answers.registration,
            "",
        ),
        (
            "24b",
            "Protocol",
            "Say where the protocol is, or that there is none.",
            drafted,
            (published,),
            "protocol.toml",
        ),
        ("24c", "Amendments", "Describe and explain what was changed.", drafted, answers.changes, "amendments.md"),
        ("25", "Support", "Name who paid or supported, and their part in it.", answers.paid, answers.funding, ""),
        ("26", "Competing interests", "Declare the authors’ interests.", left, (), ""),
        (
            "27",
            "Data, code, materials",
            "Say what is public, and where: forms, data, analyses.",
            drafted,
            ("A bundle has all data, so that others can verify them (tamis bundle); where they are is yours to say.",),
            "",
        ),
    ]
    return [Item(*row) for row in rows]


def abstract_items(report: ReportValues) -> list[Item]:
    """The 12 items of abstracts."""
    answers, left, drafted = Answers(report), Done.LEFT, Done.DRAFTED
    appraised = answers.appraised
    rows: list[tuple[str, str, str, Done, Says]] = [
        ("1", "Title", "Call the report a systematic review.", left, ()),
        ("2", "Objectives", "State the main question.", left, answers.question),
        ("3", "Eligibility criteria", "Give the criteria.", answers.criteria_noted, answers.criteria),
        (
            "4",
            "Information sources",
            "Name the sources, with the dates of the last searches.",
            answers.searched,
            answers.sources,
        ),
        (
            "5",
            "Risk of bias",
            "Say how the risk of bias of the studies was judged.",
            drafted if answers.appraisal is Done.NONE else answers.appraisal,
            appraised,
        ),
        ("6", "Synthesis of results", "Say how results were shown and synthesised.", left, ()),
        (
            "7",
            "Included studies",
            "Give the number of studies and participants, and what the studies are like.",
            Done.FILLED if report.finished else drafted if answers.included else left,
            answers.included,
        ),
        ("8", "Synthesis of results: findings", "Give the main results.", left, ()),
        ("9", "Limitations of evidence", "Sum up the limits of the evidence.", left, ()),
        ("10", "Interpretation", "Interpret the results, and what follows.", left, ()),
        ("11", "Funding", "Name who paid for the review.", answers.paid, answers.funding),
        ("12", "Registration", "Give register and number.", answers.registered, answers.registration),
    ]
    return [Item(*row) for row in rows]
