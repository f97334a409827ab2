"""The second look at the exclusions of a finished stage, and what was said in it.

What is said in it lies in the reader's journal of the stage, in a table of its own: the decisions stay as they were,
and with them the agreement and all that is inferred from the sample. Only the funnel goes by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from core.errors import TamisError
from core.protocol.values import Stage
from core.ranking.features import features, text_of
from core.ranking.likely_first import lessons, off_topic
from core.ranking.second_look import Suspicion, second_look
from core.ranking.slices import whole
from core.screening.decision import Decision, Verdict
from store.acts.duplicates import known_record
from store.decisions.access import decisions_of
from store.journal.journal import Change, utc_now
from store.state.review_state import SECOND_LOOKS, ReviewState
from store.state.shown_records import DiskShownRecords


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondLook:
    """A second look, as far as it is.

    Attributes:
        stage: The stage's id.
        reviewer: Whose exclusions are looked at; None for those of the team.
        excluded: The exclusions that it is about, by survivor.
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


def look_again(state: ReviewState, stage: Stage) -> SecondLook:
    """The second look of the reader for whom the state is derived; for the team that at what one reader alone excluded.

    Raises:
        TamisError: The reader has not finished the stage, or it is still sealed to the team, or it has no verdicts.
    """
    reviewer = state.audience.who if stage.reader(state.audience.who or "") else None
    decisions = _own(state, stage, reviewer) if reviewer else _of_one_alone(state, stage)
    learnt = lessons(decisions, off_topic(state.review.protocol, stage))
    excluded = frozenset(each for each, said in decisions.items() if said.verdict is Verdict.EXCLUDE)
    store = DiskShownRecords(state.review, state.groups)
    texts = {each: text_of(store.record(each)) for each in decisions}
    words = whole(features(texts))
    single = excluded if reviewer else excluded & state.read_by_one(stage)
    listed = whole(second_look(words, learnt, state.review.protocol.seed, sorted(single)))
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


def say_again(state: ReviewState, stage: Stage, record: str, verdict: Verdict) -> Decision:
    """Keep what was said of an excluded record that was read again: `exclude` confirms it.

    Raises:
        TamisError: The reader for whom the state is derived has not finished the stage, or has not excluded the record.
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
    reason = before.reason if verdict is Verdict.EXCLUDE else ""
    said = Decision(record=survivor, verdict=verdict, reason=reason, at=utc_now(), order="second-look")
    change = Change(SECOND_LOOKS, int(survivor, 16), said.as_document())
    state.review.log_amendment()
    batch = str(state.batch_of(stage)[survivor])
    decisions_of(state.review, reviewer, stage.id).commit({batch: [change]}, act="second-look")
    return said


def _own(state: ReviewState, stage: Stage, reviewer: str) -> dict[str, Decision]:
    _check_verdicts(stage)
    left = len(state.funnel.state(stage.id).left.get(reviewer, ()))
    decisions = {each: said for each, said in state.decisions(reviewer, stage.id).items() if said.verdict is not None}
    if left or not decisions:
        raise TamisError(
            f"{reviewer} has {left:,} records to read here first" if left else f"{reviewer} has read nothing here",
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
