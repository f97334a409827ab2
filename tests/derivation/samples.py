"""What was drawn, drawn again; and so which batch of a stage each record is in."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from fractions import Fraction

from tests.derivation.dealt import Readers, by_itself, dealt, hand_over
from tests.derivation.records import Records
from tests.derivation.sealed import PILOT, Openings
from tests.derivation.words import Document, Words


def frame_hash(ids: Iterable[str]) -> str:
    """SHA-256 of the sorted ids, each with a line feed."""
    return hashlib.sha256("".join(f"{each}\n" for each in sorted(ids)).encode()).hexdigest()


def in_order(seed: str, ids: Iterable[str]) -> list[str]:
    """Ids in the order of SHA-256 of the seed, a line feed and the id."""
    return sorted(ids, key=lambda each: (hashlib.sha256(f"{seed}\n{each}".encode()).hexdigest(), each))


def share(text: str) -> Fraction:
    """A share as the plan states it: 1/5, 20% or 0.2."""
    return Fraction(text.removesuffix("%").strip()) / 100 if text.endswith("%") else Fraction(text)


class Samples:
    """The draws of a review.

    Attributes:
        drawn: Stage and search round, or `PILOT` → the ids drawn, in their order, as they were when drawn.
        words: Stage and search round → the word that says so.
    """

    def __init__(self, words: Words, records: Records, openings: Openings) -> None:
        self._plan, self._records, self._openings = words.plan, records, openings
        self._words = words
        self._of = {each["id"]: each["readers"] for each in words.plan["stage"] if isinstance(each["readers"], dict)}
        said = {
            (each["stage"], each["round"]): each
            for each in words.documents("samples")
            if each["round"] == PILOT or ("shared" in each) == (each["stage"] in self._of)
        }
        frames = {each["stage"]: set[str]() for each in said.values()}
        for (stage, batch), each in said.items():
            frames[stage].update(each["frame_ids"] if batch != PILOT else ())
        self.words = {
            (stage, batch): each
            for (stage, batch), each in said.items()
            if batch != PILOT or frames[stage].isdisjoint(self._draw(each))
        }
        self.drawn = {key: self._draw(each) for key, each in self.words.items()}

    def _draw(self, said: Document) -> list[str]:
        """The one rule of a draw: the ids that a word stands for."""
        frame: list[str] = said["frame_ids"]
        assert (len(frame), frame_hash(frame)) == (said["frame"], said["frame_sha256"]), said
        assert said["seed"] == self.seed(said["stage"], said["round"]), said["seed"]
        if "shared" in said:
            return in_order(said["seed"], frame)
        exact = share(said["fraction"]) * len(frame)
        size = -(-exact.numerator // exact.denominator) + sum(each["added"] for each in said["extensions"])
        return in_order(said["seed"], frame)[:size]

    def seed(self, stage: str, batch: int) -> str:
        """The plan's seed for the first stage with a sample; followed by the stage's id for another, or for a pilot."""
        seed: str = self._plan["sample"]["seed"]
        sampled = [
            each["id"]
            for each in self._plan["stage"]
            if each["id"] not in self._of and any(reader["coverage"] != "all" for reader in each["readers"])
        ]
        if batch == PILOT:
            return f"{seed} {stage} pilot"
        if stage in self._of:
            return f"{seed} {stage} dealt"
        return seed if sampled[:1] == [stage] else f"{seed} {stage}"

    def pilot(self, stage: str) -> set[str] | None:
        """The records of a stage's pilot, as they go on; None where there is none."""
        return self._going_on(self.drawn[stage, PILOT]) if (stage, PILOT) in self.drawn else None

    def sample(self, stage: str) -> set[str] | None:
        """The records of a stage's samples, as they go on; None before the first draw."""
        found = [ids for (name, batch), ids in self.drawn.items() if name == stage and batch != PILOT]
        return self._going_on(each for ids in found for each in ids) if found else None

    def owed(self, stage: str) -> set[str]:
        """What a reader of a share owes: the sample and the pilot."""
        return (self.sample(stage) or set()) | (self.pilot(stage) or set())

    def readers(self, stage: str) -> Readers:
        """Each record that goes on, in a batch that was dealt or the pilot → its readers."""
        of, found, batch_of = self._of[stage], Readers(), self.batch_of(stage)
        said = {batch: word for (name, batch), word in self.words.items() if name == stage and batch != PILOT}
        for batch in sorted(said):
            for record, those in dealt(said[batch]).items():
                home = self._records.survivor.get(record)
                if home is not None and (home == record or home not in found):
                    found[home] = those
        for record, batch in batch_of.items():
            if record not in found and batch in said:
                found[record] = by_itself(said[batch], record)
        weights = of.get("weights", {})
        by_name = dict(zip(of["of"], weights, strict=True)) if isinstance(weights, list) else weights
        found |= {each: [who for who in of["of"] if by_name.get(who, 1)] for each in self.pilot(stage) or ()}
        for word in self._words.documents("hand_overs"):
            if word["stage"] == stage:
                survivor = self._records.survivor
                for record, taker in word["given"].items():
                    hand_over(found, word["giver"], {survivor.get(record, record): taker})
        return found

    def batch_of(self, stage: str) -> dict[str, int]:
        """Each record that goes on → the pilot, or else its search round."""
        return {**self._records.round_of, **dict.fromkeys(self.pilot(stage) or (), PILOT)}

    def late(self, stage: str) -> set[str]:
        """What extensions added after the opening of its batch."""
        found: list[str] = []
        for (name, batch), ids in self.drawn.items():
            opening = self._openings.of.get((name, batch))
            if name == stage and batch != PILOT and opening:
                extensions = self.words[name, batch]["extensions"]
                added = sum(each["added"] for each in extensions if each["at"] > opening.at)
                found += ids[len(ids) - added :]
        return self._going_on(found)

    def _going_on(self, ids: Iterable[str]) -> set[str]:
        return {self._records.survivor[each] for each in ids if each in self._records.survivor}
