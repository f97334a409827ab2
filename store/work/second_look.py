"""The second look at the exclusions of a finished stage, and what was said in it.

What is said in it lies in the reader's journal of the stage, in a table of its own: the decisions stay as they were,
and with them the agreement and all that is inferred from the sample. Only the funnel goes by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.values import Stage
from core.ranking.features import features, texts_of
from core.ranking.likely_first import lessons, off_topic
from core.ranking.second_look import Suspicion, second_look
from core.ranking.second_look_session import SecondLookSession
from core.ranking.slices import Slices
from core.screening.decision import SECOND_LOOK, Decision, Verdict, counted
from core.words import count
from store.acts.duplicates.verdicts import known_record
from store.decisions.decision_journal import SECOND_LOOKS
from store.state.review_state import ReviewState
from store.state.shown_records import DiskShownRecords
from store.work.screening import DiskDecisionStore


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """A second look, as far as it is.

    Attributes:
        stage: The stage's id.
        reviewer: Whose exclusions are looked at; None for those of the team.
        excluded: The exclusions that it is about, by survivor; what the readers differ on is settled elsewhere.
        listed: Those that look most like included records, the likeliest first.
        said: What was said of them and of others when they were read again.
    """

    stage: str
    reviewer: str | None
    excluded: frozenset[str]
    listed: tuple[Suspicion, ...]
    said: Mapping[str, Decision]

    def state_of(self, record: str) -> str:
        """How far a record is: "open", "confirmed" or "changed"."""
        if record not in self.said:
            return "open"
        return "confirmed" if self.said[record].verdict is Verdict.EXCLUDE else "changed"

    @property
    def changed(self) -> tuple[str, ...]:
        """The records that it included."""
        return tuple(each for each in self.said if self.state_of(each) == "changed")


class DiskSecondLookStore(DiskDecisionStore):
    """What one reader says at second looks, durable before each call returns; no decision of theirs changes."""

    table = SECOND_LOOKS


def look_again(state: ReviewState, stage: Stage) -> Slices[SecondLook]:
    """The second look of the reader for whom the state is derived; for the team that at what one reader alone excluded.

    Raises:
        TamisError: The reader has not finished the stage, or it is still sealed to the team, or it has no verdicts.
    """
    reviewer = state.audience.who if stage.reader(state.audience.who or "") else None
    decisions = _own(state, stage, reviewer) if reviewer else _of_one_alone(state, stage)
    learnt = lessons(decisions, off_topic(state.review.protocol, stage))
    excluded = frozenset(each for each, said in decisions.items() if said.verdict is Verdict.EXCLUDE)
    store = DiskShownRecords(state.review, state.groups)
    texts = yield from texts_of(decisions, store.record)
    words = yield from features(texts)
    single = excluded - _differing(state, stage) if reviewer else excluded & state.read_by_one(stage)
    listed = yield from second_look(words, learnt, state.review.protocol.seed, sorted(single))
    return SecondLook(
        stage=stage.id,
        reviewer=reviewer,
        excluded=single,
        listed=tuple(listed),
        said=second_words(state, stage, reviewer),
    )


def second_words(state: ReviewState, stage: Stage, reviewer: str | None = None) -> dict[str, Decision]:
    """What was said at second looks of a stage, by survivor: by one reader, or by all whom the audience may hear of."""
    readers = [each.reviewer for each in stage.readers if reviewer in (None, each.reviewer)]
    return {record: said for each in readers for record, said in state.second_words(each, stage).items()}


def second_look_session(state: ReviewState, stage: Stage) -> Slices[SecondLookSession]:
    """The second look of the reader for whom the state is derived, to go through.

    Raises:
        TamisError: As `look_again`; or it is nobody who reads the stage.
    """
    who = state.audience.who or ""
    if stage.reader(who) is None:
        raise TamisError(
            f"{who} does not read this stage",
            where=f"stage {stage.id}",
            advice=f"A reader looks again; “tamis second-look {stage.id}” lists what one reader alone has excluded.",
        )
    found = yield from look_again(state, stage)
    store = DiskSecondLookStore(state.review, who, stage.id, state.groups)
    return SecondLookSession(stage, who, found.listed, state.decisions(who, stage.id), store)


def say_again(state: ReviewState, stage: Stage, record: str, verdict: Verdict) -> Decision:
    """Keep what was said of an excluded record that was read again: `exclude` confirms it.

    Raises:
        TamisError: The reader for whom the state is derived has not finished the stage, or has not excluded the
            record, or another reader has included it.
    """
    reviewer = state.audience.who or ""
    survivor = state.groups.of(known_record(state.review, record))
    before = _own(state, stage, reviewer).get(survivor)
    if before is None or before.verdict is not Verdict.EXCLUDE:
        raise TamisError(
            f"{reviewer} has not excluded this record",
            where=f"stage {stage.id}, record {record}",
            advice=f"A second look is at one's own exclusions: “tamis second-look {stage.id}” lists them.",
        )
    if survivor in _differing(state, stage):
        raise TamisError(
            "the readers differ on this record, and settle it together",
            where=f"stage {stage.id}, record {record}",
            advice=f"“tamis disagreements {stage.id}” shows where it stands.",
        )
    reason = before.reason if verdict is Verdict.EXCLUDE else ""
    store = DiskSecondLookStore(state.review, reviewer, stage.id, state.groups)
    return store.save(Decision(record=survivor, verdict=verdict, reason=reason, order=SECOND_LOOK))


def _differing(state: ReviewState, stage: Stage) -> frozenset[str]:
    """The records on which readers differ, as far as the audience may know: a second look ends no disagreement."""
    verdicts: dict[str, set[Verdict]] = {}
    for said in state.words(stage).values():
        for record, word in said.items():
            if word.verdict is not None:
                verdicts.setdefault(record, set()).add(counted(word.verdict, stage.maybe))
    return frozenset(record for record, each in verdicts.items() if len(each) > 1)


def _own(state: ReviewState, stage: Stage, reviewer: str) -> dict[str, Decision]:
    _check_verdicts(stage)
    left = len(state.funnel.state(stage.id).left.get(reviewer, ()))
    decisions = {each: said for each, said in state.decisions(reviewer, stage.id).items() if said.verdict is not None}
    if left or not decisions:
        raise TamisError(
            f"{reviewer} has {count(left, 'record')} to read here first"
            if left
            else f"{reviewer} has read nothing here",
            where=f"stage {stage.id}",
            advice="A second look comes when a stage is read: “tamis status” says what waits.",
        )
    return decisions


def _of_one_alone(state: ReviewState, stage: Stage) -> dict[str, Decision]:
    """The outcome of the stage as decisions, without the second looks."""
    _check_verdicts(stage)
    plain = state.without_second_looks()
    this = plain.funnel.state(stage.id)
    if state.unfinished_rounds(stage) or this.waiting or not this.entered:
        raise TamisError(
            "the stage is not read yet, or not opened",
            where=f"stage {stage.id}",
            advice="A reader who has finished says who they are, with --as; the team looks after the opening.",
        )
    said = [state.decisions(each.reviewer, stage.id) for each in stage.readers]
    included = set(this.included)
    found = {}
    for record in this.entered:
        words = [each[record] for each in said if record in each and each[record].verdict is not None]
        if words:
            found[record] = replace(words[0], verdict=Verdict.INCLUDE if record in included else Verdict.EXCLUDE)
    return found


def _check_verdicts(stage: Stage) -> None:
    if stage.kind == "chart":
        advice = "Name a stage that includes and excludes; “tamis status” lists them."
        raise TamisError("nothing is excluded by charting", where=f"stage {stage.id}", advice=advice)
