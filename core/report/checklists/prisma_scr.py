"""The checklist for scoping reviews, PRISMA-ScR (Tricco et al. 2018, doi 10.7326/M18-0850): 22 items."""

from __future__ import annotations

from core.protocol.appraisal import NOT_DONE
from core.report.checklists.checklist import Done, Item, checklist_md
from core.report.methods import methods
from core.report.values import ReportValues
from core.words import count, day, listed, number, plural

ABOUT = (
    "The items of PRISMA-ScR (Tricco et al. 2018, doi 10.7326/M18-0850), worded by us: compare them with the published "
    "checklist before you submit."
)


def prisma_scr_md(report: ReportValues) -> str:
    """The checklist as Markdown."""
    return checklist_md("PRISMA-ScR", ABOUT, items(report))


def items(report: ReportValues) -> list[Item]:
    """The 22 items."""
    protocol = report.protocol
    passages = {each.title: " ".join(sentence.text for sentence in each.sentences) for each in methods(report)}
    stages = " ".join(
        f"{each.stage.title}: {passages[each.stage.title]}" for each in report.screening if each.stage.title in passages
    )
    filled = Done.FILLED if report.finished else Done.DRAFTED
    begun = any(each.complete for each in report.charts)
    complete = report.finished and begun and all(len(x.complete) == len(x.studies) for x in report.charts)
    charted = Done.FILLED if complete else Done.DRAFTED if begun else Done.LEFT
    registered = "; ".join(each for each in (protocol.registration, protocol.protocol_doi) if each)
    criteria = " ".join(
        f"{each.group}: "
        + "; ".join(part for part in (each.include, each.exclude and f"not {each.exclude}") if part)
        + "."
        for each in protocol.criteria
    )
    form = "; ".join(f"{each.label} ({each.type})" for each in protocol.chart_items)
    charting = passages.get("Charting", "")
    searched = sorted({each.source.searched for each in report.searches if each.source.searched})
    last = f" The last search was on {day(searched[-1])}." if searched else ""
    strategies = sum(bool(each.source.strategy.strip()) for each in report.searches)
    included = passages.get("What is included", "")
    return [
        Item("1", "Title", "Call the report a scoping review.", Done.LEFT, f"Title of the protocol: {protocol.title}"),
        Item(
            "2",
            "Structured summary",
            "Summarise the whole, from background to conclusions.",
            Done.DRAFTED,
            f"Figures for it: {count(len(report.funnel.identified), 'record')} identified, "
            f"{number(len(report.funnel.unique))} without duplicates. {included}",
            "methods.md",
        ),
        Item("3", "Rationale", "Say why the review is needed, given what is known.", Done.LEFT, ""),
        Item(
            "4",
            "Objectives",
            "State the questions and what they are made of.",
            Done.LEFT,
            f"Question in the protocol: {protocol.question}" if protocol.question else "",
        ),
        Item(
            "5",
            "Protocol and registration",
            "Say whether there is a protocol, and where.",
            Done.DRAFTED,
            (f"Registered or published: {registered}. " if registered else "No registration is noted. ")
            + _changes(report),
            "amendments.md",
        ),
        Item(
            "6",
            "Eligibility criteria",
            "List what made a source eligible, and why.",
            Done.DRAFTED,
            f"{criteria} The reasons for these criteria are yours to give." if criteria else "None are noted.",
            "protocol.toml",
        ),
        Item(
            "7",
            "Information sources",
            "List every source, its dates, and contacts with authors.",
            Done.FILLED if report.searches else Done.LEFT,
            f"{passages['Search']}{last}",
            "sources.csv",
        ),
        Item(
            "8",
            "Search",
            "Give the full strategy of at least one database.",
            Done.FILLED if strategies else Done.LEFT,
            f"The strategies of {strategies} of {count(len(report.searches), 'search')} are kept as run.",
            "prisma-s.md; sources.csv",
        ),
        Item(
            "9",
            "Selection of sources of evidence",
            "Say how sources were screened and assessed.",
            filled,
            stages or "Nothing has been screened yet.",
            "methods.md; sample.json; agreement.csv",
        ),
        Item(
            "10",
            "Data charting process",
            "Say how data were charted, by whom, and how it was tested.",
            Done.DRAFTED,
            charting or "Nothing has been charted yet.",
            "charting.csv",
        ),
        Item(
            "11",
            "Data items",
            "List and define every item that was charted.",
            Done.FILLED if form else Done.LEFT,
            form,
            "protocol.toml, chart.item",
        ),
        Item(
            "12",
            "Critical appraisal of sources",
            "If sources were appraised, say why and how.",
            Done.LEFT if protocol.appraisal else Done.NONE,
            "" if protocol.appraisal else NOT_DONE,
        ),
        Item(
            "13",
            "Synthesis of results",
            "Say how the charted data were handled and summed up.",
            Done.DRAFTED,
            "Frequencies of each item, and two items crossed as a map, are counted from complete forms.",
            "index.html",
        ),
        Item(
            "14",
            "Selection of sources: results",
            "Give the numbers at each stage, with reasons, best as a diagram.",
            filled,
            f"{_numbers(report)} {included}",
            "flow.svg; index.html",
        ),
        Item(
            "15",
            "Characteristics of sources",
            "Describe each included source, with its citation.",
            charted,
            f"{included} {charting}".strip(),
            "charting.csv; index.html",
        ),
        Item(
            "16",
            "Critical appraisal: results",
            "If done, give its results.",
            Done.LEFT if protocol.appraisal else Done.NONE,
            "" if protocol.appraisal else NOT_DONE,
        ),
        Item(
            "17",
            "Results of individual sources",
            "Give the charted data of each included source.",
            charted,
            charting or "Nothing has been charted yet.",
            "charting.csv",
        ),
        Item(
            "18",
            "Synthesis of results",
            "Sum up the charted results as they answer the questions.",
            Done.DRAFTED,
            "Tables and the map are drafts; what they mean is yours to say.",
            "index.html; map.svg",
        ),
        Item("19", "Summary of evidence", "Discuss the main findings and for whom they matter.", Done.LEFT, ""),
        Item(
            "20",
            "Limitations",
            "Discuss the limits of how the review was done.",
            Done.DRAFTED,
            _limits(report),
            "methods.md",
        ),
        Item("21", "Conclusions", "Conclude, with what follows for practice or research.", Done.LEFT, ""),
        Item("22", "Funding", "Name who paid for the sources and for the review, and their part in it.", Done.LEFT, ""),
    ]


def _numbers(report: ReportValues) -> str:
    """The counts from the search to the last stage that excludes, in one sentence."""
    parts = [f"{number(len(report.funnel.identified))} identified", f"{number(report.duplicates)} duplicates removed"]
    parts += [
        f"{each.stage.title}: {number(len(each.state.entered))} in, {number(len(each.state.read_excluded))} out"
        + (f", {number(len(each.state.not_retrieved))} not retrieved" if each.state.not_retrieved else "")
        + (f", {number(len(each.state.waiting))} waiting" if each.state.waiting else "")
        for each in report.screening
        if each.state.entered
    ]
    return f"{'; '.join(parts)}."


def _changes(report: ReportValues) -> str:
    later = max(len(report.amendments) - 1, 0)
    return f"It was changed {count(later, 'time')} while in use." if later else "It was not changed while in use."


def _limits(report: ReportValues) -> str:
    """What one reader alone decided on, and what the samples say about it."""
    alone = [each.stage.title for each in report.screening if len(each.stage.readers) == 1 and each.state.entered]
    parts = []
    if alone:
        parts.append(f"One reader alone decided at {count(len(alone), 'stage')}: {listed(alone)}.")
    for stage in report.screening:
        if stage.missed is not None:
            text = stage.missed.total.sentence(stage.missed.first, stage.missed.second)
            parts.append(f"{stage.stage.title}: {text}")
    blind = [each.stage.title for each in report.screening if each.blind and each.state.entered]
    if blind:
        parts.append(f"Still blind, and so without figures: {listed(blind)}.")
    missing = sum(len(each.state.not_retrieved) for each in report.screening)
    if missing:
        parts.append(f"{count(missing, 'report')} {plural(missing, 'was')} not retrieved.")
    return " ".join(parts)
