"""Gathers the report of a review, as far as the whole team may know it, and gives its files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, nullcontext
from functools import lru_cache, partial
from importlib.metadata import version
from itertools import chain, islice, product, starmap

from core.charting.charted import Charted
from core.dedup.merge import best_fields
from core.fulltext.retrieval import Sought
from core.protocol.values import Stage
from core.records.seeds import Seed, seeds
from core.report.charting_part import chart_map
from core.report.checklists.prisma_2020 import prisma_2020_md
from core.report.checklists.prisma_s import prisma_s_md
from core.report.checklists.prisma_scr import prisma_scr_md
from core.report.contents import contents, subtitle
from core.report.document.citation import CITED, Citation, cite
from core.report.document.files import Files, Parts
from core.report.document.map_page import crossings, map_page
from core.report.document.markdown_page import report_md
from core.report.document.page import Pages
from core.report.flags_part import flags_csv
from core.report.flow.csv import flow_csv
from core.report.flow.svg import flow_svg
from core.report.included_part import included_csv, included_reports
from core.report.methods import amendments_md, methods_md
from core.report.study_tables import StudyTables
from core.report.tables import (
    agreement_csv,
    charting_csv,
    decisions_csv,
    disagreements_csv,
    excluded_fulltext_csv,
    not_retrieved_csv,
    sample_json,
    sources_csv,
)
from core.report.values import (
    ReportValues,
    StageReport,
)
from core.screening.audience import PUBLIC
from core.screening.columns import those
from core.screening.decision import Decision, ToldInFull, Verdict
from core.screening.placed import those_in
from store.acts.amendments import amendments
from store.acts.duplicates.groups import pairs_to_review, shown_record
from store.acts.duplicates.searches import let_go_found
from store.acts.imports import records_with_imports
from store.acts.losses import losses
from store.acts.retractions import imported_since, retraction_file
from store.acts.retrieval import retrievals
from store.decisions.access import read_once
from store.folder.review import Review
from store.numbers.agreement import agreement_of_all, stage_agreements
from store.numbers.flow import flow_diagram
from store.numbers.missed import missed_at_stages
from store.numbers.outside_suggestions import programs_at
from store.numbers.strategy_cache import line_finds
from store.state.changed_after_opening import changed_after_opening
from store.state.charted import all_charted, charted
from store.state.duplicate_counts import removed_by
from store.state.flags import flags, flags_of
from store.state.late import entered_late
from store.state.review_state import ReviewState, review_state
from store.work.resolutions import disagreements

CHECKLISTS: Mapping[str, Callable[[ReportValues], dict[str, bytes]]] = {
    "scoping": lambda report: {"prisma-scr.md": prisma_scr_md(report).encode()},
    "systematic": lambda report: {"prisma-2020.md": prisma_2020_md(report).encode()},
}
"""The checklist that a kind of review asks for, besides that of searches."""
_TOGETHER = 200
"""Duplicate groups of which the records are read at once: more of them are no quicker, and held for longer."""


def report_files(review: Review) -> dict[str, bytes]:
    """The files of the report by their names below its folder.

    The same review folder gives the same bytes: nothing depends on the clock, the reader, the language or the machine.
    Nothing is written to disk, and nothing that is still blind is in the report. How far the readers of a blind stage
    are is taken from `progress.json`.

    Raises:
        TamisError: The review cannot be read.
    """
    return dict(files_of(gather(review_state(review))))


def files_of(report: ReportValues) -> Files:
    """The files of a report that has been gathered, as long as its review is open; see `report_files`."""
    files: dict[str, bytes | Parts] = {
        "flow.svg": flow_svg(report.flow, report.protocol.title).encode(),
        "prisma2020.csv": flow_csv(report.flow).encode(),
        "sources.csv": sources_csv(report),
        "agreement.csv": agreement_csv(report),
        "disagreements.csv": disagreements_csv(report),
        "sample.json": sample_json(report),
        "excluded-fulltext.csv": excluded_fulltext_csv(report),
        "not-retrieved.csv": not_retrieved_csv(report),
        "included.csv": included_csv(included_reports(report.funnel, report.cite)),
        "flags.csv": flags_csv(report),
        "decisions.csv": partial(decisions_csv, report),
        "amendments.md": amendments_md(report).encode(),
        "methods.md": methods_md(report).encode(),
        **CHECKLISTS[report.protocol.kind](report),
        "prisma-s.md": prisma_s_md(report).encode(),
    }
    for each in report.charts:
        name = "charting.csv" if each is report.charts[0] else f"charting-{each.form.stage}.csv"
        files[name] = charting_csv(each, report)
        if drawn := chart_map(each, report.protocol.title):
            files[name.replace("charting", "map").replace(".csv", ".svg")] = drawn.encode()
        if crossings(each):
            page = partial(map_page, each, report.protocol.title, report.cite)
            files[name.replace("charting", "map").replace(".csv", ".html")] = page
    title, about, sections = report.protocol.title, subtitle(report).text, contents(report, ("report.md", *files))
    files["report.md"] = report_md(title, about, sections).encode()
    return Files(Pages(report.cite_all).write(title, about, sections) | files)


def gather(state: ReviewState) -> ReportValues:
    """The values of a report: only what the public may know, whoever asks.

    Where a stage is blind, all its records wait, whatever has been decided. So all may read a report that one member
    writes, and it is the same whoever writes it.
    """
    state, review = state.told_to(PUBLIC), state.review
    removed, in_doubt = removed_by(review, state.groups), len(pairs_to_review(review, state.groups))
    flagged = those_in(state.groups.unique, set(state.groups.of_all(list(flags(review)))))
    let_go_found(review)
    brought = brought_by(state)
    stages, charts = _stages_and_charts(state)
    return ReportValues(
        protocol=review.protocol,
        at=last_event(state),
        version=review.version,
        software=f"tamis {version('tamis')}",
        removed=removed,
        pairs_in_doubt=in_doubt,
        rounds=state.rounds,
        round_of=state.round_of,
        searches=state.imports,
        brought=brought,
        flow=flow_diagram(state),
        funnel=state.funnel,
        stages=stages,
        charts=charts,
        amendments=amendments(review),
        losses=losses(review),
        cite=_citations(state),
        cite_all=partial(_all_citations, state),
        flags={each: found for each in flagged if (found := flags_of(review, state.groups, each))},
        retractions=None if (file := retraction_file(review)) is None else (file, imported_since(review, file)),
        line_finds=lambda each: line_finds(review, each, brought[each.number]),
    )


def seeds_of(state: ReviewState) -> list[Seed]:
    """The records that citations were searched of: as `gather`, only what all may know, whoever asks."""
    state = state.told_to(PUBLIC)
    included = state.funnel.included if state.funnel.states else ()
    return seeds(state.imports, brought_by(state), state.funnel.unique, included)


def study_tables(state: ReviewState, stage: Stage) -> StudyTables:
    """What the tables of a stage that charts are made from: as `gather`, only what all may know, whoever asks.

    Raises:
        TamisError: The stage has no form.
    """
    state = state.told_to(PUBLIC)
    return StudyTables(
        title=state.review.protocol.title,
        charted=charted(state, stage),
        chosen=state.review.protocol.characteristics,
        reports=included_reports(state.funnel, _citations(state)),
        at=last_event(state),
        certainty=state.review.protocol.certainty,
        certainty_of=state.review.protocol.certainty_of,
    )


def last_event(state: ReviewState) -> str:
    """The time of the last event that all may know of, in UTC, ISO 8601; "" when there is none."""
    stages = state.review.protocol.stages
    said = (state.last_open(reader.reviewer, stage.id) for stage in stages for reader in stage.readers)
    return max(state.review.acts.last_at(), *said, "")


def _citations(state: ReviewState) -> Callable[[str], Citation]:
    """A function that cites a record, with the best fields of its duplicate group.

    A sample may hold a record whose import was withdrawn since, on a machine that had not heard of the draw.
    """
    records = state.review.records

    @lru_cache(maxsize=8192)
    def cited(record: str) -> Citation:
        if record not in records:
            return _cite_withdrawn(record)
        return cite(shown_record(state.review, state.groups, record, CITED))

    return cited


def _all_citations(state: ReviewState, records: Iterable[str]) -> Iterator[Citation]:
    """As `_citations`, of whole duplicate groups: so the records of a group are read once, and many records at once."""
    there, groups = state.review.records, state.groups
    homes = iter(dict.fromkeys(groups.of_all(list(records))))
    while some := list(islice(homes, _TOGETHER)):
        wanted = [groups.members.get(each, (each,)) for each in some]
        read = {each.id: each for each in there.several(list(chain.from_iterable(wanted)), CITED)}
        for survivor, *merged in wanted:
            if survivor not in read:
                yield _cite_withdrawn(survivor)
                continue
            several = [read[survivor], *map(read.__getitem__, merged)]
            yield cite(best_fields(several, CITED)[0] if merged else several[0])
            yield from map(cite, several[1:])


def _cite_withdrawn(record: str) -> Citation:
    return Citation(record, "", "n.d.", f"Record {record}, of an import that was withdrawn", "", "")


def brought_by(state: ReviewState) -> dict[int, list[str]]:
    """Number of an import → the records that it was the first to bring."""
    found: dict[int, list[str]] = {each.number: [] for each in state.imports}
    for record, came_with in records_with_imports(state.review):
        found[came_with.number].append(record)
    return found


def _stages_and_charts(state: ReviewState) -> tuple[list[StageReport], list[Charted]]:
    """What there is of each stage, and what was charted; what a stage that charts says is read once for both."""
    stages = state.review.protocol.stages
    with ExitStack() as charting:
        for each in stages:
            if each.kind == "chart":
                charting.enter_context(_reading(state, each))
        return [_read_once(state, each) for each in stages], all_charted(state)


def _read_once(state: ReviewState, stage: Stage) -> StageReport:
    """As `_stage`; what is read for it is let go."""
    with _reading(state, stage) if stage.kind != "chart" else nullcontext():
        return _stage(state, stage)


@contextmanager
def _reading(state: ReviewState, stage: Stage) -> Iterator[None]:
    """Let go at the end of all that is read of the stage's decisions meanwhile, and that the report does not hold."""
    with ExitStack() as stack:
        stack.callback(state.let_go, stage)
        for each, own in product(stage.readers, (True, False)):
            stack.enter_context(read_once(state.review, each.reviewer, stage.id, own=own))
        yield


def _stage(state: ReviewState, stage: Stage) -> StageReport:
    stage_state = state.funnel.state(stage.id)
    blind = tuple(state.unfinished_rounds(stage))
    drawn = {key[1]: each for key, each in sorted(state.samples.items()) if key[0] == stage.id}
    said = state.bare_decisions(stage)
    return StageReport(
        state=stage_state,
        blind=blind,
        waiting_before=_waiting_before(state, stage) if blind else 0,
        opened=tuple(each for key, each in sorted(state.openings.items()) if key[0] == stage.id),
        progress=state.reviewers(stage_state),
        pilot=len(state.pilot(stage)),
        samples=tuple(each.sample for each in drawn.values()),
        frames={number: each.frame_ids for number, each in drawn.items()},
        decisions=said,
        in_full=partial(_in_full, state, stage),
        undecided=_undecided(state, stage),
        again={who: dict(sorted(state.second_words(who, stage).items())) for who in said},
        late={who: frozenset(changed_after_opening(state, stage, who)) for who in said},
        pairs=stage_agreements(state, stage) if stage.kind != "chart" else (),
        together=agreement_of_all(state, stage) if stage.kind != "chart" else None,
        disagreements=disagreements(state, stage),
        came_late=entered_late(state, stage),
        missed=None if state.withholds(stage) else missed_at_stages(state, stage),
        programs=programs_at(state, stage),
        hand_overs=state.hand_overs(stage),
        lost={
            record: each.why
            for record, each in retrievals(state.review, state.groups, stage.id).items()
            if each.state is Sought.NOT_RETRIEVED
        },
    )


def _waiting_before(state: ReviewState, stage: Stage) -> int:
    """How many records wait at the stages before."""
    states = state.funnel.states
    place = next((n for n, each in enumerate(states) if each.stage.id == stage.id), 0)
    return sum(len(each.waiting) for each in states[:place])


def _in_full(state: ReviewState, stage: Stage, reviewer: str) -> Iterator[ToldInFull]:
    """A reader's decisions in the order of record ids, which does not depend on the snapshot."""
    with read_once(state.review, reviewer, stage.id, own=state.audience.hears(reviewer)):
        said = state.in_full(reviewer, stage)
        yield from map(said.__getitem__, sorted(said))


def _undecided(state: ReviewState, stage: Stage) -> frozenset[str]:
    """The records of which a reader says “maybe”, those too that are in no import any more."""

    def of(who: str, said: Mapping[str, Decision]) -> Iterable[str]:
        if said and state.speaks_of_gone_records(who, stage.id, state.audience.hears(who)):
            return (each.record for each in _in_full(state, stage, who) if each.verdict == Verdict.MAYBE)
        return those(said, lambda decision: decision.verdict is Verdict.MAYBE)

    return frozenset().union(*starmap(of, state.bare_decisions(stage).items()))
