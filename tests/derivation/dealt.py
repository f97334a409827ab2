"""Who reads which records where any few of several people read each: rule 14a of format.md, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from fractions import Fraction
from math import ceil

from tests.derivation.words import Document, Words

Readers = dict[str, list[str]]
"""Record → its readers."""


def _share(text: str) -> Fraction:
    return Fraction(text.removesuffix("%").strip()) / (100 if text.endswith("%") else 1) if text else Fraction(0)


def _digits(seed: str, record: str) -> str:
    return hashlib.sha256(f"{seed}\n{record}".encode()).hexdigest()


def loads(shared: Document, size: int) -> dict[str, int]:
    """How many of so many records each reader gets."""
    weights = dict(zip(shared["of"], shared["weights"], strict=True))
    rest, full = size * shared["any"] + ceil(size * _share(shared["one_more"])), dict[str, int]()
    while True:
        others = {who: weight for who, weight in weights.items() if weight and who not in full}
        due = {who: Fraction(rest * weight, sum(others.values())) for who, weight in others.items()}
        above = [who for who, share in due.items() if share > size]
        if not above:
            break
        full |= dict.fromkeys(above, size)
        rest -= size * len(above)
    found = {who: int(share) for who, share in due.items()}
    largest = sorted(due, key=lambda who: (found[who] - due[who], shared["of"].index(who)))
    for who in largest[: rest - sum(found.values())]:
        found[who] += 1
    return {**dict.fromkeys(shared["of"], 0), **full, **found}


def dealt(word: Document) -> Readers:
    """The readers of each record of a deal."""
    shared, seed, size = word["shared"], word["seed"], word["frame"]
    of: Sequence[str] = shared["of"]
    weights, quota = dict(zip(of, shared["weights"], strict=True)), loads(shared, size)
    twice = ceil(size * _share(shared["one_more"]))
    has: dict[str, int] = dict.fromkeys(of, 0)
    found: Readers = {}
    readings = 0
    for number, record in enumerate(sorted(word["frame_ids"], key=lambda each: (_digits(seed, each), each))):
        digits, many = _digits(seed, record), shared["any"] + (number < twice)
        readings += many
        chosen: list[str] = []
        for _ in range(many):
            ranked = [
                (
                    quota[who] - has[who] < size - number,
                    has[who] - readings * weights[who] // sum(weights.values()),
                    sum(who in those and other in those for those in found.values() for other in chosen),
                    digits[62 - 2 * at : 64 - 2 * at],
                    at,
                )
                for at, who in enumerate(of)
                if has[who] < quota[who] and who not in chosen
            ]
            chosen.append(of[min(ranked)[-1]])
        for who in chosen:
            has[who] += 1
        found[record] = chosen
    return found


def by_itself(word: Document, record: str) -> list[str]:
    """The readers of a record that came late."""
    shared, digits, chosen = word["shared"], _digits(word["seed"], record), list[str]()
    while len(chosen) < shared["any"]:
        digits = hashlib.sha256(digits.encode()).hexdigest()
        lots = [
            who
            for who, weight in zip(shared["of"], shared["weights"], strict=True)
            for _ in range(weight)
            if who not in chosen
        ]
        if not lots:
            break
        chosen.append(lots[int(digits, 16) % len(lots)])
    return chosen


def hand_over(readers: Readers, giver: str, given: Mapping[str, str]) -> None:
    """Let a hand-over move what it can."""
    for record, taker in given.items():
        those = readers.get(record, [])
        if giver in those and taker not in those:
            readers[record] = [taker if who == giver else who for who in those]


def deals(words: Words, stage: str) -> dict[int, Document]:
    """Search round → the word that deals a stage."""
    said = [each for each in words.documents("samples") if each["stage"] == stage and "shared" in each]
    return {each["round"]: each for each in said}


def idle(words: Words, stage: str, batch: int, clock: int) -> set[str]:
    """Who had nothing to read in a dealt batch, by the words before that clock."""
    of = next((each["readers"] for each in words.plan["stage"] if each["id"] == stage), [])
    word = deals(words, stage).get(batch) if isinstance(of, dict) else None
    if word is None:
        return set()
    readers = dealt(word)
    everybody = {*of["of"], *_people(readers.values())}
    others = set()
    for each in words.in_order("hand_overs"):
        says = each.says or {}
        if says["stage"] == stage and each.clock < clock:
            hand_over(readers, says["giver"], says["given"])
            others |= {taker for record, taker in says["given"].items() if record not in readers}
    return everybody - others - _people(readers.values())


def _people(readers: Iterable[list[str]]) -> set[str]:
    return {who for those in readers for who in those}
