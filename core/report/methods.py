"""The paragraphs for the paper, written from the log: what was done, by whom, and what came of it.

Nothing is claimed that did not happen. What is still under way is said to be, and what is blind is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.protocol.appraisal import NOT_DONE
from core.protocol.values import NOT_RETRIEVED
from core.records.imports import Import, Source
from core.report.document.plain import markdown, one_line
from core.report.document.sentences import Passage, Sentence, as_markdown
from core.report.methods_reading import read_twice, second_looks
from core.report.values import ReportValues, StageReport
from core.screening.decision import Verdict
from core.screening.outside_suggestion import disclosure
from core.words import count, day, listed, number, plural

PREFACE = (
    "Paragraphs for the paper, written from the log. Each sentence carries a note that names the command or the file"
    " that shows what it says. Read them before you use them: tamis knows what was done, not why.",
)
INTERIM = "**Interim: not every stage is through. These figures are not for reporting.**"


def methods_md(report: ReportValues) -> str:
    """The paragraphs as Markdown."""
    preface = PREFACE if report.finished else (*PREFACE, INTERIM)
    return as_markdown("Methods and numbers", preface, methods(report))


def amendments_md(report: ReportValues) -> str:
    """Each version with its hash, the day it was first used, and the lines that changed."""
    lines = ["# Amendments to the protocol", "", f"Review: {markdown(report.protocol.title)}", ""]
    if not report.amendments:
        return "\n".join([*lines, "No version of the protocol has been in use yet.", ""])
    lines += ["Each version is known by the first 12 digits of its SHA-256; every decision is logged with the version"]
    lines += ["it was made under.", ""]
    for place, each in enumerate(report.amendments):
        in_use = ", in use now" if each.version == report.version and each is report.amendments[-1] else ""
        lines.append(f"## {place + 1}. Version {each.version}, {day(each.at)}{in_use}")
        lines.append("")
        if place == 0:
            lines += ["The first version in use.", ""]
            continue
        lines += [f"{count(len(each.changed), 'line')} taken out (−) or put in (+):", "", "```diff"]
        lines += [f"{line[:2]}{one_line(line[2:]).replace('```', '` ` `')}" for line in each.changed]
        lines += ["```", ""]
    return "\n".join(lines)


def methods(report: ReportValues) -> list[Passage]:
    """The paragraphs, in the order of the work."""
    passages = [
        Passage("Search", list(_search(report))),
        Passage("Duplicates", list(_duplicates(report))),
    ]
    for stage in report.stages:
        if stage.state.entered and stage.stage.kind != "chart":
            passages.append(Passage(stage.stage.title, list(_stage(stage, report))))
    suggested = [text for each in report.stages for text in disclosure(each.stage.title, each.programs)]
    source = "`tamis suggestions agreement STAGE`"
    passages += [
        *(
            [Passage("Suggestions of other programs", [Sentence(text, source) for text in suggested])]
            if suggested
            else []
        ),
        Passage("Charting", list(_charting(report))),
        Passage("Critical appraisal", list(_appraisal(report))),
        Passage("What is included", list(_included(report))),
        Passage("Protocol and software", list(_software(report))),
    ]
    return passages


def _search(report: ReportValues) -> Iterator[Sentence]:
    if not report.searches:
        yield Sentence("Nothing has been searched yet.", "`tamis sources`")
        return
    by_route: dict[str, dict[str, Import]] = {}
    for search in report.searches:
        by_route.setdefault(search.source.route, {}).setdefault(search.source.name, search)
    for route, noun in (("databases", "database"), ("registers", "register")):
        if sources := list(by_route.get(route, {}).values()):
            names = listed([_source(each.source) for each in sources])
            yield Sentence(f"We searched {count(len(sources), noun)}: {names}.", "`tamis sources`; sources.csv")
    first_column = ("databases", "registers")
    others = [each for route, by_name in by_route.items() if route not in first_column for each in by_name.values()]
    if others:
        names = listed([f"{each.source.name} ({count(len(report.brought[each.number]), 'record')})" for each in others])
        yield Sentence(f"Further records came from other sources: {names}.", "`tamis sources`; sources.csv")
    if len(report.rounds) > 1:
        yield Sentence(f"The searches were run in {len(report.rounds)} rounds.", "`tamis sources`")
    kept = sum(bool(each.source.strategy.strip()) for each in report.searches)
    if kept:
        all_of = count(len(report.searches), "search")
        whole = "each search" if kept == len(report.searches) else f"{number(kept)} of {all_of}"
        yield Sentence(f"The strategy of {whole} is kept as it was run.", "sources.csv, column strategy")
    total = len(report.funnel.identified)
    text = f"In all, {count(total, 'record')} {plural(total, 'was')} identified."
    yield Sentence(text, "`tamis status`; index.html, “The search”")


def _source(source: Source) -> str:
    about = [source.platform, f"searched on {day(source.searched)}" if source.searched else "date of search not noted"]
    return f"{source.name} ({', '.join(part for part in about if part)})"


def _duplicates(report: ReportValues) -> Iterator[Sentence]:
    if not report.funnel.identified:
        return
    removed, left = report.duplicates, len(report.funnel.unique)
    by_rule, by_person = report.removed
    if not removed:
        yield Sentence(f"No record was removed as a duplicate; {number(left)} went on.", "`tamis dedup`")
        return
    ways = [f"{number(by_rule)} by fixed rules"] if by_rule else []
    if by_person:
        ways.append(f"{number(by_person)} by a person who compared them side by side")
    yield Sentence(
        f"We removed {count(removed, 'duplicate record')} ({listed(ways)}), which left {number(left)}.",
        "`tamis dedup --groups`; index.html, “The search”",
    )
    yield Sentence("No record was deleted: a duplicate goes on under the record it repeats.", "`tamis dedup --groups`")


def _stage(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    state, readers = stage.state, stage.stage.readers
    source = f"`tamis status`; index.html, “From identified to included”, {markdown(stage.stage.title)}"
    entered = count(len(state.entered), "report" if stage.stage.kind == "fulltext" else "record")
    if stage.blind:
        done = [f"{who} has read {number(each.done)} of {number(each.owed)}" for who, each in stage.progress.items()]
        yield Sentence(f"This stage, which {entered} entered, is still blind: {listed(done)}.", source)
        yield Sentence("What was decided, and how far the readers agree, is therefore not reported yet.", source)
        return
    if stage.stage.kind == "fulltext":
        yield from _retrieval(stage, source)
    if len(readers) == 1:
        share = stage.progress[readers[0].reviewer]
        part = f"{number(share.done)} of " if share.left else ""
        yield Sentence(f"{readers[0].reviewer} alone decided on {part}{entered}.", source)
    else:
        yield from read_twice(stage, report)
    for text in second_looks(stage):
        yield Sentence(text, f"`tamis second-look {stage.stage.id}`; decisions.csv, column second_look")
    yield from _undecided(stage)
    yield from _outcome(stage, source)


def _undecided(stage: StageReport) -> Iterator[Sentence]:
    """How many records a reader called "maybe", and what that counts as; nothing where there are none."""
    maybe = {
        record
        for decisions in stage.decisions.values()
        for record, decision in decisions.items()
        if decision.verdict is Verdict.MAYBE
    }
    undecided = len(maybe.intersection(stage.state.entered))
    if undecided:
        yield Sentence(
            f"A reader said “maybe” of {count(undecided, 'record')}, which counts as {stage.stage.maybe}.",
            "protocol.toml, `maybe`; decisions.csv",
        )


def _retrieval(stage: StageReport, source: str) -> Iterator[Sentence]:
    sought = len(stage.state.entered)
    lost = len(stage.state.reasons.get(NOT_RETRIEVED, ()))
    yield Sentence(
        f"We sought {count(sought, 'report')}; {number(lost)} could not be retrieved."
        if lost
        else f"We sought {count(sought, 'report')}, and none is marked as not retrieved.",
        source,
    )


def _outcome(stage: StageReport, source: str) -> Iterator[Sentence]:
    state = stage.state
    excluded = {key: ids for key, ids in state.reasons.items() if key != NOT_RETRIEVED and ids}
    gone = sum(map(len, excluded.values()))
    ordered = sorted(excluded.items(), key=lambda item: (-len(item[1]), item[0]))
    why = "; ".join(f"{stage.stage.reason_label(key)}, {number(len(ids))}" for key, ids in ordered)
    reasons = f" ({why})" if len(ordered) > 1 or (ordered and ordered[0][0]) else ""
    waits = f", {number(len(state.waiting))} still {'waits' if len(state.waiting) == 1 else 'wait'}"
    still = waits if state.waiting else ""
    yield Sentence(
        f"Here {count(gone, 'record')} {plural(gone, 'was')} excluded{reasons}{still} and "
        f"{number(len(state.included))} passed on.",
        source,
    )


def _charting(report: ReportValues) -> Iterator[Sentence]:
    for charted in report.charts:
        total, done = len(charted.studies), len(charted.complete)
        if not total:
            continue
        form = f"a form of {count(len(charted.form.items), 'item')}"
        source = f"{markdown(report.protocol.stage(charted.form.stage).title)}: `tamis chart export`; charting.csv"
        if not done:
            yield Sentence(f"No form is complete yet; the form has {count(len(charted.form.items), 'item')}.", source)
            continue
        who = listed(list(dict.fromkeys(name for study in charted.complete for name in study.charters)))
        part = count(total, "study") if done == total else f"{number(done)} of {count(total, 'study')}"
        yield Sentence(f"{who} charted {part} with {form}.", source)


def _appraisal(report: ReportValues) -> Iterator[Sentence]:
    if not report.protocol.appraisal:
        yield Sentence(NOT_DONE, "protocol.toml, `appraisal`")


def _included(report: ReportValues) -> Iterator[Sentence]:
    if not report.funnel.identified:
        return
    records, studies = len(report.funnel.included), len(report.funnel.included_studies)
    when = "The review includes" if report.finished else "So far"
    of = f"{count(studies, 'study')} ({count(records, 'report')})"
    text = f"{when} {of}." if report.finished else f"{when}, {of} came through every stage that excludes."
    yield Sentence(text, "`tamis status`; `tamis export --outcome included`; index.html, “What is included”")


def _software(report: ReportValues) -> Iterator[Sentence]:
    registered = "; ".join(each for each in (report.protocol.registration, report.protocol.protocol_doi) if each)
    if registered:
        yield Sentence(f"The protocol was registered or published beforehand: {registered}.", "protocol.toml, `review`")
    later = len(report.amendments) - 1
    if later > 0:
        yield Sentence(
            f"It was changed {count(later, 'time')} while in use; every decision is logged with the version it was made"
            " under.",
            "amendments.md",
        )
    elif later == 0:
        yield Sentence("It was not changed while in use.", "amendments.md")
    if report.at:
        yield Sentence(
            f"Screening was done with {report.software}; every figure here is derived from its log as it stood on "
            f"{day(report.at)} at {report.at[11:16]} UTC, under protocol version {report.version}.",
            "`tamis report`; `tamis check`",
        )
