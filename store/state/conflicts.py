"""Gathers the different words of one voice on records that were merged, as far as an audience may know them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product

from core.protocol.values import Stage
from core.screening.disagreement import Conflicting
from store.acts.resolutions import consensus_table, ends
from store.acts.retrieval import conflicting_retrievals
from store.decisions.access import decisions_of
from store.decisions.decision_journal import VALUES
from store.journal.line import Document
from store.state.chart_answers import values_of
from store.state.review_state import ReviewState


def conflicts_at(state: ReviewState, stage: Stage) -> dict[str, tuple[Conflicting, ...]]:
    """Survivor → the words that contradict each other, of the records that wait at a stage since they do."""
    waiting = frozenset(state.funnel.state(stage.id).conflicts)
    found: dict[str, list[Conflicting]] = {}
    for record, word in _words(state, stage) if waiting else ():
        if record in waiting:  # of the reports of a study the one that stands for it there
            found.setdefault(record, []).append(word)
    return {record: tuple(words) for record, words in found.items()}


def _words(state: ReviewState, stage: Stage) -> Iterator[tuple[str, Conflicting]]:
    sealed, charts = state.sealed(stage), stage.kind == "chart"
    for who, said in state.words(stage).items():
        for record, decision in said.items():
            for each in decision.merged if decision.torn and not charts else ():
                yield record, Conflicting("decision", (who,), each.record, each.said, each.reason, each.note, each.at)
        if charts and any(decision.torn for decision in said.values()):
            own = state.audience.hears(who)
            documents = decisions_of(state.review, who, stage.id, own=own).tables.get(VALUES, {}).values()
            yield from _answers(state, stage.id, documents, "answer", (who,))
    for record, found in state.conflicting_resolutions(stage.id).items():
        for end in found if record not in sealed else ():
            yield record, Conflicting("resolution", end.by, end.record, end.said, end.reason, end.rationale, end.at)
    if charts:
        yield from _answers(state, stage.id, ends(state.review, consensus_table(stage.id)), "consensus", ())
    if stage.kind == "fulltext":
        for record, reports in conflicting_retrievals(state.review, state.groups, stage.id).items():
            for report in reports:
                where = report.path or report.url or report.why
                yield record, Conflicting("report", (report.by,), report.record, report.said, "", where, report.at)


def _answers(
    state: ReviewState, stage: str, documents: Iterable[Document], what: str, by: tuple[str, ...]
) -> Iterator[tuple[str, Conflicting]]:
    for study, values in values_of(state, stage, documents).items():
        for item, value in values.items():
            for report, each in product(state.studies.around(study), value.differing):
                yield report, Conflicting(what, by or each.by, each.study, each.text, item, each.quote, each.at)
