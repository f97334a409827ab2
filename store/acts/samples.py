"""Draws samples and stores them for good, with all that a third party needs to draw them again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from core.errors import TamisError
from core.protocol.values import Protocol, Stage
from core.records.ids import record_ids
from core.sampling import sample as sampling
from core.sampling.allocation import deal_seed
from core.sampling.sample import PILOT, Sample
from core.toml.lines import key_lines
from core.words import count, number
from store.folder.people import SAMPLES, drawer
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sample and the records that it was drawn from.

    Attributes:
        frame_ids: The ids of the records that it was drawn from, sorted.
    """

    sample: Sample
    frame_ids: Sequence[str]

    def as_document(self) -> dict[str, Any]:
        """The journal's form, which is also what `tamis sample --json` prints."""
        return {**self.sample.as_document(), "frame_ids": list(self.frame_ids)}


def drawn_samples(review: Review) -> dict[tuple[str, int], Drawn]:
    """(stage, search round, or `PILOT` for the pilot) → sample.

    A stage that is shared out has deals, any other samples; what was drawn before the plan said so does not count.
    A sample is drawn from what its pilot left. A pilot that was drawn elsewhere at the same time, so that a sample of
    the stage did not leave it out, counts for nothing.
    """
    return review.once(_drawn, SAMPLES)


def _drawn(review: Review) -> dict[tuple[str, int], Drawn]:
    # One after the other: a frame may be all records that there are, and is held in a tenth of what its words take.
    every = [Drawn(Sample.from_document(each), record_ids(each["frame_ids"])) for each in review.db.table(SAMPLES)]
    shared = {each.id for each in review.protocol.stages if each.sharing is not None}
    every = [each for each in every if each.sample.round == PILOT or _is_deal(each) == (each.sample.stage in shared)]
    found = {(each.sample.stage, each.sample.round): each for each in every}
    for stage, batch in list(found):
        if batch == PILOT:
            pilot = frozenset(found[stage, batch].sample.ids)
            samples = (each for (of, number), each in found.items() if of == stage and number != PILOT)
            if any(not pilot.isdisjoint(each.frame_ids) for each in samples):
                del found[stage, batch]
    return found


def _is_deal(drawn: Drawn) -> bool:
    return drawn.sample.shared is not None


def seed_of(protocol: Protocol, stage: Stage, search_round: int) -> str:
    """The seed of a stage's sample: the protocol's seed for the first sampled stage, else one derived from it.

    With one seed for all, the sample of a later stage would be mostly records of the earlier sample. A pilot has a seed
    of its own.
    """
    if search_round == PILOT:
        return sampling.pilot_seed(protocol.seed, stage.id)
    if stage.sharing is not None:
        return deal_seed(protocol.seed, stage.id)
    first = next(each for each in protocol.stages if each.sampled_reader is not None and each.sharing is None)
    return protocol.seed if stage.id == first.id else sampling.stage_seed(protocol.seed, stage.id)


def plan_sample(review: Review, stage: Stage, search_round: int, frame: Sequence[str]) -> Drawn:
    """The sample of a stage in a search round as it would be drawn; `freeze` draws it.

    Args:
        review: The review.
        stage: A stage with a reader of a fraction.
        search_round: The search round.
        frame: The ids of the records to draw from.

    Raises:
        TamisError: Nobody reads a fraction, there is nothing to draw from, it is drawn already, or the protocol's seed
            cannot be drawn with.
    """
    where = f"stage {stage.id}, search round {search_round}"
    reader = stage.sampled_reader
    if reader is None:
        advice = "There is nothing to draw: every reader reads all. A share is set in protocol.toml, as coverage."
        raise TamisError("no reader of this stage reads a fraction", where=where, advice=advice)
    if (stage.id, search_round) in drawn_samples(review):
        raise TamisError("the sample is drawn already, and it is frozen", where=where)
    _refuse_empty(frame, where)
    _check_seed(review)
    sample = sampling.draw_sample(
        stage=stage.id,
        search_round=search_round,
        seed=seed_of(review.protocol, stage, search_round),
        fraction=reader.coverage_text if stage.sharing is None else "all",
        frame_ids=frame,
        drawn_at=utc_now(),
        base=stage.sample_base,
        shared=stage.sharing,
    )
    return Drawn(sample, tuple(sorted(frame)))


def plan_pilot(review: Review, stage: Stage, size: int, frame: Sequence[str]) -> Drawn:
    """The pilot of a stage as it would be drawn; `freeze` draws it.

    Args:
        review: The review.
        stage: A stage with two readers or more.
        size: How many records: fewer than the frame has.
        frame: The ids of the records to draw from.

    Raises:
        TamisError: There is nothing to draw from, nothing would be left after it, the pilot or the stage's sample is
            drawn already, or the protocol's seed cannot be drawn with.
    """
    where = f"stage {stage.id}, pilot"
    drawn = [search_round for name, search_round in drawn_samples(review) if name == stage.id]
    if PILOT in drawn:
        raise TamisError("the pilot is drawn already, and it is frozen", where=where)
    if drawn:
        # The sample is drawn from the frame without the pilot, so that both are random samples.
        raise TamisError("the sample is drawn already; a pilot comes before it", where=where)
    _refuse_empty(frame, where)
    if size >= len(frame):  # a round of which all is in the pilot would never be read to its end, and stay sealed
        what = f"found a pilot of {number(size)} of {count(len(frame), 'record')}, so that none is left for the reading"
        raise TamisError(what, where=where, advice="Make it smaller, or take the line “pilot” out of protocol.toml.")
    _check_seed(review)
    pilot = sampling.draw_pilot(
        stage=stage.id, seed=review.protocol.seed, size=size, frame_ids=frame, drawn_at=utc_now()
    )
    return Drawn(pilot, tuple(sorted(frame)))


def plan_extension(review: Review, stage: Stage, search_round: int, added: int, reason: str) -> Drawn:
    """A drawn sample, extended by the next records in the same hash order, and the reason; `freeze` stores it.

    Raises:
        TamisError: There is no such sample, no reason, or fewer records are left in the frame; or the protocol's seed
            is not the one that the samples were drawn with.
    """
    where = f"stage {stage.id}, search round {search_round}"
    if not reason.strip():
        raise TamisError("an extension needs its reason in words", where=where, advice="Say why; it is logged.")
    _check_seed(review)
    drawn = drawn_samples(review).get((stage.id, search_round))
    if drawn is None:
        raise TamisError("no sample has been drawn", where=where, advice=f"tamis sample {stage.id} --draw")
    sample = sampling.extend(drawn.sample, drawn.frame_ids, added=added, reason=reason.strip(), at=utc_now())
    return Drawn(sample, drawn.frame_ids)


def freeze(review: Review, planned: Drawn) -> None:
    """Store a planned sample for good.

    Raises:
        TamisError: Somebody has drawn or extended it since it was planned.
    """
    sample = planned.sample
    review.check_login(drawer(review.stage(sample.stage), sample.round))
    with review.saying():
        there = drawn_samples(review).get((sample.stage, sample.round))
        if (-1 if there is None else len(there.sample.extensions)) != len(sample.extensions) - 1:
            where = f"stage {sample.stage}, {'pilot' if sample.round == PILOT else f'search round {sample.round}'}"
            raise TamisError("somebody else has drawn meanwhile; nothing was drawn here", where=where)
        act = "extend" if sample.extensions else "draw pilot" if sample.round == PILOT else "draw"
        note = sample.extensions[-1].reason if sample.extensions else ""
        key = document_id(f"{sample.stage}/{sample.round}{'/dealt' if sample.shared is not None else ''}")
        who = drawer(review.stage(sample.stage), sample.round)
        review.say([Change(SAMPLES, key, planned.as_document())], act=act, note=note, who=who)


def _refuse_empty(frame: Sequence[str], where: str) -> None:
    if not frame:
        raise TamisError(
            "there is nothing to draw from",
            where=where,
            advice="Decide the stages before it first; “tamis status” shows what waits.",
        )


def _check_seed(review: Review) -> None:
    """Make sure that the protocol's seed can be drawn with, and is the one that the samples so far were drawn with.

    Raises:
        TamisError: It cannot be drawn with, or was changed after a draw.
    """
    before = drawn_samples(review)
    for (name, search_round), drawn in before.items():
        stage = next((each for each in review.protocol.stages if each.id == name), None)
        if stage is not None and drawn.sample.seed != seed_of(review.protocol, stage, search_round):
            raise TamisError(
                f"the seed is no longer “{drawn.sample.seed}”, with which the sample of {name}, search round "
                f"{search_round}, was drawn",
                where="protocol.toml, sample.seed",
                advice="Put the seed back: changing it after a draw would let samples be chosen.",
            )
    try:
        if not before:
            sampling.check_seed(review.protocol.seed)
    except TamisError as problem:
        line = key_lines(review.protocol_text)["sample", "seed"]
        where = f"{PROTOCOL_FILE}, line {line}, sample.seed"
        raise TamisError(problem.what, where=where, advice=problem.advice) from None
