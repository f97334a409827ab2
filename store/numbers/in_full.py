"""Everything of one record: what it says, where it came from, and what may be known of where it stands."""

from __future__ import annotations

from dataclasses import dataclass

from core.fulltext.retrieval import Retrieval
from core.protocol.values import Stage
from core.records.imports import Import
from core.records.record import Record
from core.screening.decision import Decision, Resolution
from core.screening.funnel import StageState
from store.acts.duplicates.groups import pairs_to_review, shown_record
from store.acts.duplicates.verdicts import known_record
from store.acts.imports import sources_by_file
from store.acts.retrieval import retrievals
from store.state.flags import flagged
from store.state.late import entered_late
from store.state.review_state import ReviewState


@dataclass(frozen=True, slots=True, kw_only=True)
class AtStage:
    """What may be known of a record at one stage.

    Attributes:
        stands: "included", "excluded" or "waiting"; "" where it has not come to the stage.
        said: Each reader with their decision; None where there is none.
        sealed: The readers of whom the audience may not know whether they have decided, and how.
        resolution: How a disagreement on it ended, or that it was escalated.
        retrieval: How far the search for its report has come, at a full-text stage.
        flags: See `RecordInFull`.
    """

    stage: Stage
    stands: str
    said: tuple[tuple[str, Decision | None], ...]
    sealed: frozenset[str]
    resolution: Resolution | None
    retrieval: Retrieval | None
    flags: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInFull:
    """Everything of one record, as far as an audience may know it.

    Attributes:
        asked: The id that was asked for.
        record: What is read: the best field of each member of its duplicate group, and what speaks against it.
        members: The records of the group, the survivor first, each with the import that it came with.
        study: The records that report the same study; itself alone where no others do.
        stages: Where it stands, in the order of the plan.
        flags: What a person should know of it beside what speaks against it: "merged", "doubtful pair", "no abstract";
            at a stage "the readers differ", "escalated", "came late" and
            "what was said differs since records were merged".
    """

    asked: str
    record: Record
    members: tuple[tuple[Record, Import], ...]
    study: tuple[str, ...]
    stages: tuple[AtStage, ...]
    flags: tuple[str, ...]


def in_full(state: ReviewState, record: str) -> RecordInFull:
    """Everything of one record, as far as the audience of the state may know it.

    Raises:
        TamisError: The review does not have the record.
    """
    review, groups = state.review, state.groups
    survivor, around = groups.of(known_record(review, record)), groups.around(record)
    sources = sources_by_file(review)
    shown = flagged(review, groups, shown_record(review, groups, survivor))
    doubtful = any(not {pair.a, pair.b}.isdisjoint(around) for pair in pairs_to_review(review, groups))
    flags = {"merged": len(around) > 1, "doubtful pair": doubtful, "no abstract": not shown.abstract}
    return RecordInFull(
        asked=record,
        record=shown,
        members=tuple((review.records.get(each), sources[review.records.file_of(each)]) for each in around),
        study=state.studies.around(survivor),
        stages=tuple(_at_stage(state, each, survivor) for each in state.funnel.states),
        flags=tuple(flag for flag, holds in flags.items() if holds),
    )


def _at_stage(state: ReviewState, stage_state: StageState, record: str) -> AtStage:
    stage = stage_state.stage
    log = state.log(stage)
    readers = [each.reviewer for each in stage.readers]
    said = tuple((who, log.decisions[who].get(record)) for who in readers)
    reports = retrievals(state.review, state.groups, stage.id) if stage.kind == "fulltext" else {}
    flags = {
        "the readers differ": record in stage_state.disagreements,
        "escalated": record in stage_state.escalated,
        "came late": record in entered_late(state, stage),
        "what was said differs since records were merged": record in stage_state.conflicts,
    }
    stands = [each for each in ("included", "excluded", "waiting") if record in getattr(stage_state, each)]
    return AtStage(
        stage=stage,
        stands=stands[0] if stands else "",
        said=said,
        sealed=frozenset(who for who in readers if not state.hears(who, stage, record)),
        resolution=None if record in log.blind else log.resolutions.get(record),
        retrieval=reports.get(record),
        flags=tuple(flag for flag, holds in flags.items() if holds),
    )
