"""Resolves, escalates and reopens the disagreements of a stage. The decisions themselves stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from core.errors import TamisError
from core.protocol.values import Stage
from core.screening.decision import Resolution, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side
from store.acts.duplicates.merged_words import word_change
from store.acts.duplicates.verdicts import known_record
from store.acts.resolutions import resolutions_table
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.journal import Change, utc_now
from store.state.changed_after_opening import changed_after_opening
from store.state.conflicts import conflicts_at
from store.state.review_state import ReviewState


def disagreements(state: ReviewState, stage: Stage) -> list[Disagreement]:
    """The records on which the readers of a stage differ, or differed until it was resolved, and those in conflict.

    Records of a search round (or a pilot) in which the stage is still blind are left out, whoever asks, but for what
    the one who asks said of records that were merged. So is what was escalated and is agreed on since.
    """
    stage_state = state.funnel.state(stage.id)
    charts = stage.kind == "chart"
    resolutions, conflicts, sealed = ends(state, stage), conflicts_at(state, stage), state.sealed(stage)
    ended = {record for record, each in resolutions.items() if each.verdict is not None}
    wanted = ended.union(stage_state.disagreements).difference(sealed).union(conflicts)
    if wanted.isdisjoint(stage_state.entered):
        return []  # and no decision need be read
    said, at_once = state.words_on(stage, wanted), resolved_at_once(state, stage)
    later = {reviewer: changed_after_opening(state, stage, reviewer) for reviewer in said}
    again = {reviewer: state.brought_back(reviewer, stage) for reviewer in said}
    return [
        Disagreement(
            record=record,
            sides=tuple(
                Side(
                    reviewer=reviewer,
                    decision=decision,
                    late=record in later[reviewer],
                    before=later[reviewer].get(record),
                    again=again[reviewer].get(record),
                )
                for reviewer, decisions in said.items()
                if (decision := decisions.get(record)) is not None and decision.verdict is not None and not charts
            ),
            resolution=resolutions.get(record),
            conflict=conflicts.get(record, ()),
            at_once=at_once.get(record, ()),
            sealed=record in sealed,
        )
        for record in stage_state.entered
        if record in wanted
    ]


def resolved_at_once(state: ReviewState, stage: Stage) -> dict[str, tuple[Conflicting, ...]]:
    """Survivor → the different resolutions of people who did not know of each other's, until a word answers them."""
    acts, table = state.review.acts, resolutions_table(stage.id)
    found = {}
    for key in acts.tables.get(table, {}):
        words = [(word.who, Resolution.from_document(word.says)) for word in acts.at_once(table, key) if word.says]
        if len({(end.said, end.reason) for _, end in words}) > 1:
            found[state.groups.of(words[0][1].record)] = tuple(
                Conflicting("at once", (who,), end.record, end.said or "escalated", end.reason, end.rationale, end.at)
                for who, end in words
            )
    return found


def ends(state: ReviewState, stage: Stage) -> dict[str, Resolution]:
    """Survivor → how a disagreement ended at a stage, or that it was escalated.

    Where a reader said different things of records that are one, only what was said of them as one ends it.
    """
    stage_state = state.funnel.state(stage.id)
    open_still = {*stage_state.conflicts}.difference(stage_state.escalated)
    said = state.resolutions(stage.id)
    return {record: each for record, each in said.items() if each.as_one or record not in open_still}


def resolve(
    state: ReviewState,
    stage: Stage,
    record: str,
    verdict: Verdict,
    *,
    reason: str = "",
    rationale: str,
    by: Sequence[str] = (),
    ticked: Sequence[int] = (),
) -> Resolution:
    """End a disagreement.

    Args:
        state: The state of the review.
        stage: The stage.
        record: The record on which the readers differ.
        verdict: The verdict of the resolution.
        reason: One of the stage's reasons, when excluded.
        rationale: Why.
        by: Who agreed on it; by default all readers of the stage, or the adjudicator who acts.
        ticked: The indexes of the discussion questions that were answered yes.

    Raises:
        TamisError: The stage is still blind, the readers do not differ, only an adjudicator may end it, or reviewer,
            verdict or reason are unknown.
    """
    record = _in_disagreement(state, stage, record)
    check_reason(stage, verdict, reason)
    people = tuple(by) or resolvers(state.review, stage)
    if stage.sharing is not None and not by and not rules(state, stage):
        people = tuple(who for who, said in state.words(stage).items() if record in said)
    refuse_readers(state, stage, people)
    for each in people:
        state.review.protocol.reviewer(each)
    resolution = Resolution(
        record=record,
        verdict=verdict,
        reason=reason,
        rationale=rationale,
        by=people,
        escalated=_was_escalated(state, stage, record),
        ticked=tuple(ticked),
        at=utc_now(),
    )
    return _store(state, stage, resolution, "resolve")


def escalate(state: ReviewState, stage: Stage, record: str, rationale: str = "") -> Resolution:
    """Hand a disagreement to an adjudicator.

    Raises:
        TamisError: The stage is still blind, the readers do not differ, it waits for the adjudicator already, or the
            plan has none.
    """
    record = _in_disagreement(state, stage, record)
    if all(each.role != "adjudicator" for each in state.review.protocol.reviewers):
        raise TamisError(
            "there is no adjudicator to hand it to",
            where=f"stage {stage.id}, record {record}",
            advice=f"Agree on it (a verdict, --rationale WHY), or name one in {PROTOCOL_FILE}: "
            '[[reviewer]] with role = "adjudicator".',
        )
    if stage.only_ruled:
        raise TamisError(
            f"it waits for the {stage.ruler} already",
            where=f"stage {stage.id}, record {record}",
            advice=_only_ruled(state.review, stage),
        )
    by = resolvers(state.review, stage)
    return _store(
        state, stage, Resolution(record=record, rationale=rationale, by=by, escalated=True, at=utc_now()), "escalate"
    )


def reopen(state: ReviewState, stage: Stage, record: str) -> Resolution | None:
    """Take back the resolution or the escalation of a disagreement; the journal keeps both.

    A resolution of an escalated disagreement goes back to the escalation, so that it waits for the adjudicator again;
    any other disagreement is open again.

    Returns:
        The escalation that holds again, or None.

    Raises:
        TamisError: The disagreement is neither resolved nor escalated; or only an adjudicator may reopen it.
    """
    refuse_readers(state, stage, resolvers(state.review, stage))
    survivor = state.groups.of(record)
    resolution = state.resolutions(stage.id).get(survivor)
    if resolution is None:
        raise TamisError(
            "there is nothing to reopen", where=f"stage {stage.id}, record {record}", advice="It has not been resolved."
        )
    table, acts = resolutions_table(stage.id), state.review.acts
    documents = {str(each.doc_id): each for each in state.review.db.table(table).all()}
    # Remove it for the whole group: else a resolution of a record merged into this one would count instead.
    after: dict[int, Any] = {
        int(key): None for key, each in documents.items() if state.groups.of(each["record"]) == survivor
    }
    before = None
    if resolution.escalated and resolution.verdict is not None:
        said = (event for _, events in acts.events() for event in events if event.table == table and event.id in after)
        escalations = [(event.id, event.after) for event in said if event.after and not event.after["verdict"]]
        before = max(escalations, key=lambda each: str(each[1]["at"]), default=None)
    if before is not None:
        after[before[0]] = before[1]
    state.review.say([Change(table, *each) for each in after.items()], act="reopen")
    return state.resolutions(stage.id).get(survivor)


def check_reason(stage: Stage, verdict: Verdict | None, reason: str) -> None:
    """Make sure that a reason is one of the stage's, and given only with an exclusion; charting has no verdicts.

    Raises:
        TamisError: The reason does not fit, or the exclusion of a full text has none.
    """
    where = f"stage {stage.id}"
    if stage.kind == "chart":
        raise TamisError(
            "a form is filled in here, nothing is included or excluded",
            where=where,
            advice="“tamis chart complete” says that a form is complete.",
        )
    if reason and verdict is not Verdict.EXCLUDE:
        raise TamisError(
            f"a reason goes with “exclude”, not with “{verdict or 'no verdict'}”", where=where, advice="Use a note."
        )
    if reason and stage.reason(reason) is None:
        known = ", ".join(each.id for each in stage.reasons) or "none"
        raise TamisError(f"there is no reason “{reason}”", where=where, advice=f"The stage's reasons: {known}.")
    if not reason and verdict is Verdict.EXCLUDE and stage.kind == "fulltext" and stage.reasons:
        known = ", ".join(each.id for each in stage.reasons)
        advice = f"The first that applies of: {known}."
        raise TamisError("a full text is excluded for one main reason", where=where, advice=advice)


def resolvers(review: Review, stage: Stage) -> tuple[str, ...]:
    """The people in whose name a resolution is made: the acting adjudicator or lead, else all readers of the stage."""
    if review.role is not None and review.protocol.rules(review.role, stage):
        return (review.role,)
    return tuple(reader.reviewer for reader in stage.readers)


def rules(state: ReviewState, stage: Stage) -> bool:
    """Whether who looks may end what the readers of a stage cannot."""
    return state.audience.who is not None and state.review.protocol.rules(state.audience.who, stage)


def _only_ruled(review: Review, stage: Stage) -> str:
    if stage.ruler == "lead":
        return f"The protocol gives the disagreements of this stage to the lead at once: --as {review.protocol.lead}."
    return "The protocol gives the disagreements of this stage to an adjudicator at once: --as ADJUDICATOR."


def refuse_readers(state: ReviewState, stage: Stage, people: Sequence[str]) -> None:
    """Refuse people who may not rule where the protocol leaves disagreements to the adjudicator, or to the lead.

    Raises:
        TamisError: It does, and one of them may not.
    """
    ruling = all(state.review.protocol.rules(each, stage) for each in people)
    if stage.only_ruled and not ((state.audience.trusted or rules(state, stage)) and ruling):
        advice = _only_ruled(state.review, stage)
        raise TamisError("the readers cannot end a disagreement here", where=f"stage {stage.id}", advice=advice)


def _in_disagreement(state: ReviewState, stage: Stage, record: str) -> str:
    survivor = state.groups.of(known_record(state.review, record))
    where = f"stage {stage.id}, record {record}"
    if survivor in state.sealed(stage):
        raise TamisError(
            "the stage is still blind",
            where=where,
            advice="It opens when every reader has finished; “tamis unblind” opens it earlier, and that is logged.",
        )
    stage_state = state.funnel.state(stage.id)
    if survivor not in {*stage_state.disagreements, *stage_state.conflicts, *state.resolutions(stage.id)}:
        advice = f"“tamis disagreements {stage.id}” lists those on which they do."
        raise TamisError("the readers do not differ on this record", where=where, advice=advice)
    return survivor


def _was_escalated(state: ReviewState, stage: Stage, record: str) -> bool:
    earlier = state.resolutions(stage.id).get(record)
    return earlier is not None and earlier.escalated


def _store(state: ReviewState, stage: Stage, resolution: Resolution, act: str) -> Resolution:
    about = state.decided_as(stage, resolution.record)
    change = word_change(state.review.acts, resolutions_table(stage.id), state.groups, resolution, about)
    state.review.say([change], act=act, note=resolution.rationale)
    return resolution
