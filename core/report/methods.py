"""The paragraphs for the paper, written from the log: what was done, by whom, and what came of it.

Nothing is claimed that did not happen. What is still under way is said to be, and what is blind is left out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from core.protocol.appraisal import why_not_appraised
from core.records.imports import Import
from core.report.document.plain import markdown, one_line
from core.report.document.sentences import Passage, Sentence, as_markdown
from core.report.methods_reading import in_bulk, read_twice, second_looks
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
            passages.append(Passage(stage.name, list(_stage(stage, report))))
    suggested = [text for each in report.stages for text in disclosure(each.name, each.programs)]
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
    by_route: dict[str, dict[str, list[Import]]] = {}
    for search in report.sought:
        by_route.setdefault(search.source.route, {}).setdefault(search.source.name, []).append(search)
    source = "`tamis sources`; sources.csv"
    for route, noun in (("databases", "database"), ("registers", "register")):
        if found := by_route.get(route, {}):
            names = "; ".join(_source(report, *each) for each in found.items())
            yield Sentence(f"We searched {count(len(found), noun)}: {names}.", source)
    first_column = ("databases", "registers")
    others = [each for route, by_name in by_route.items() if route not in first_column for each in by_name.items()]
    if others:
        names = "; ".join(_source(report, *each) for each in others)
        yield Sentence(f"Further records came from other sources: {names}.", source)
    if len(report.rounds) > 1:
        yield Sentence(f"The searches were run in {len(report.rounds)} rounds.", "`tamis sources`")
    if kept := strategies_kept(report):
        yield Sentence(kept, "sources.csv, column strategy")
    total = len(report.funnel.identified)
    text = f"In all, {count(total, 'record')} {plural(total, 'was')} identified."
    yield Sentence(text, "`tamis status`; index.html, “The search”")


def strategies_kept(report: ReportValues) -> str:
    """Of how many searches the strategy is kept, in a sentence; "" where of none."""
    kept = sum(bool(each.source.strategy.strip()) for each in report.sought)
    searches = len(report.sought)
    whole = f"{number(kept)} of {count(searches, 'search')}"
    whole = "the one search" if kept == searches == 1 else "each search" if kept == searches else whole
    return f"The strategy of {whole} is kept as it was run." if kept else ""


def _source(report: ReportValues, name: str, searches: Sequence[Import]) -> str:
    """A source with each of its searches: when, and how many records it was the first to bring."""
    found: dict[tuple[str, str], int] = {}
    for each in searches:
        key = (each.source.platform, each.source.searched)
        found[key] = found.get(key, 0) + len(report.brought[each.number])
    platforms = list(dict.fromkeys(platform for platform, _ in found))
    parts = platforms[:1] if len(platforms) == 1 else []
    for place, ((platform, searched), brought) in enumerate(found.items()):
        via = f"via {platform} " if platform and len(platforms) > 1 else ""
        when = f"{via}on {day(searched)}" if searched else f"{via}on a date that is not noted"
        what = count(brought, "record") if not place else count(brought, "further record")
        parts.append(f"{when}, {what}")
    return f"{name} ({'; '.join(part for part in parts if part)})"


def _duplicates(report: ReportValues) -> Iterator[Sentence]:
    if not report.funnel.identified:
        return
    removed, left = report.duplicates, len(report.funnel.unique)
    by_rule, by_person = report.removed
    if not removed:
        yield Sentence(f"No record was removed as a duplicate; {count(left, 'record')} went on.", "`tamis dedup`")
        return
    ways = [f"{number(by_rule)} by fixed rules"] if by_rule else []
    if by_person:
        ways.append(f"{number(by_person)} by a person who compared them side by side")
    yield Sentence(
        f"We removed {count(removed, 'duplicate record')} ({listed(ways)}), which left {count(left, 'record')}.",
        "`tamis dedup --groups`; index.html, “The search”",
    )
    yield Sentence("No record was deleted: a duplicate goes on under the record it repeats.", "`tamis dedup --groups`")


def _stage(stage: StageReport, report: ReportValues) -> Iterator[Sentence]:
    state, readers = stage.state, stage.stage.readers
    source = f"`tamis status`; index.html, “From identified to included”, {markdown(stage.stage.title)}"
    entered = count(len(state.entered), stage.unit)
    if stage.blind:
        yield Sentence(f"This stage, which {entered} entered, is still blind: {stage.stated_as_read}.", source)
        yield Sentence("What was decided, and how far the readers agree, is therefore not reported yet.", source)
        return
    if stage.stage.kind == "fulltext":
        yield from _retrieval(stage, source)
    if len(readers) == 1:
        share = stage.progress[readers[0].reviewer]
        part = f"{number(share.done)} of " if share.left else ""
        yield Sentence(f"{readers[0].reviewer} alone decided on {part}{count(share.owed, stage.unit)}.", source)
    else:
        yield from read_twice(stage, report)
    for text in in_bulk(stage):
        yield Sentence(text, "`tamis status`; decisions.csv, column act")
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
            f"A reader said “maybe” of {count(undecided, stage.unit)}, which counts as {stage.stage.maybe}.",
            "protocol.toml, `maybe`; decisions.csv",
        )


def _retrieval(stage: StageReport, source: str) -> Iterator[Sentence]:
    sought = len(stage.state.entered)
    lost = len(stage.state.not_retrieved)
    yield Sentence(
        f"We sought {count(sought, 'report')}; {number(lost)} could not be retrieved, which left "
        f"{number(sought - lost)} to be read."
        if lost
        else f"We sought {count(sought, 'report')}, and none is marked as not retrieved.",
        source,
    )


def _outcome(stage: StageReport, source: str) -> Iterator[Sentence]:
    state = stage.state
    excluded = {key: ids for key, ids in state.read_reasons.items() if ids}
    gone = sum(map(len, excluded.values()))
    ordered = sorted(excluded.items(), key=lambda item: (-len(item[1]), item[0]))
    why = "; ".join(f"{stage.stage.reason_label(key)}, {number(len(ids))}" for key, ids in ordered)
    reasons = f" ({why})" if len(ordered) > 1 or (ordered and ordered[0][0]) else ""
    waiting = len(state.waiting)
    waits = f", {number(waiting)} still {plural(waiting, 'waits')}" if waiting else ""
    out = f"{count(gone, stage.unit)} {plural(gone, 'was')}" if gone else f"no {stage.unit} was"
    yield Sentence(f"Here {out} excluded{reasons}{waits} and {number(len(state.included))} went on.", source)


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
    if why := why_not_appraised(report.protocol):
        yield Sentence(why, "protocol.toml, `appraisal`")


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
    if report.amendments:
        yield protocol_changes(report)
    together = {
        each.reviewer for stage in report.screening if len(stage.stage.readers) > 1 for each in stage.stage.readers
    }
    if together:
        yield Sentence(_apart(report, together), "protocol.toml, `apart` and `login`")
    if report.at:
        yield Sentence(
            f"Screening was done with {report.software}; every figure here is derived from its log as it stood on "
            f"{day(report.at)} at {report.at[11:16]} UTC, under protocol version {report.version}.",
            "`tamis report`; `tamis check`",
        )


def _apart(report: ReportValues, readers: Collection[str]) -> str:
    """What kept the decisions of those who read independently apart until all had read."""
    if report.protocol.apart == "machines":
        return (
            "By the plan each of those who read independently worked on a machine of their own, and what they decided "
            "left it when all had stated that they had read."
        )
    if report.protocol.apart == "accounts":
        if all(each.logins for each in report.protocol.reviewers if each.id in readers):
            return (
                "By the plan each of those who read independently worked in an account of their own, so that the "
                "system kept their decisions apart."
            )
        return (
            "The plan names no account of their own for each of those who read independently: tamis kept their "
            "decisions apart, and not the system."
        )
    return "Those who read independently were kept apart by tamis alone, and not by accounts or machines of their own."


def protocol_changes(report: ReportValues) -> Sentence:
    """Whether the protocol was changed since it was first in use."""
    later = len(report.amendments) - 1
    text = "The protocol was not changed while in use."
    if later > 0:
        text = (
            f"The protocol was changed {count(later, 'time')} while in use; every decision is logged with the version "
        )
        text += "it was made under."
    return Sentence(text, "amendments.md")
