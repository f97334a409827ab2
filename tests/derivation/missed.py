"""What the sample says of relevant records among those that the first reader alone excluded."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction
from math import comb
from typing import NamedTuple

from tests.derivation.funnel import Funnel, Stage
from tests.derivation.independent import AtOpening, came_late, open_rounds
from tests.derivation.said import Said
from tests.derivation.samples import share
from tests.derivation.sealed import PILOT
from tests.derivation.words import Document

Counts = tuple[int, int, int]
"""Excluded, read twice, and of these found relevant."""


def missed(review: Funnel, stage: Stage) -> Document | None:
    """The estimate at a stage with a drawn sample, in all and by search round.

    Args:
        review: The review, without what was said at second looks: found relevant is what was settled without.
        stage: Its stage.
    """
    sampled = [who for who, reads_all in stage.reads_all.items() if not reads_all]
    first = next((who for who, reads_all in stage.reads_all.items() if reads_all), None)
    if stage.shared and stage.shared.get("one_more") and open_rounds(review, stage):
        first = ""
    if review.samples.sample(stage.id) is None or not sampled or first is None:
        return None
    rounds: dict[int, Counts] = {}
    groups: dict[object, list[int]] = {}
    opened, survivor = open_rounds(review, stage), review.records.survivor
    kept = len(_settled(review, stage, PILOT).relevant) if (stage.id, PILOT) in review.openings.of else 0
    unresolved = added_later = 0
    unsettled = {*stage.disagreements, *stage.conflicts}
    for number, then in opened.items():
        settled, sample = _settled(review, stage, number), then.sample or set()
        twice = {each for who in sampled for each in then.said[who]}
        for who in sampled:
            now = {each for each, word in stage.decisions[who].items() if word.verdict}
            twice |= {each for each in then.late if survivor[each] in now}
        drawn = review.samples.words.get((stage.id, number))
        frame = {then.records.survivor.get(each) for each in drawn["frame_ids"]} if drawn else set(settled.entered)
        said = then.said[first] if first else _first(then, 0)
        if not first:
            sample, twice = {each for each, those in then.read_by.items() if len(those) > 1}, {*_first(then, 1)}
        excluded = {
            each for each in settled.entered & frame & said.keys() if stage.counted(said[each].verdict) == "exclude"
        }
        read = excluded & twice & sample
        rounds[number] = (len(excluded), len(read), len(read & settled.relevant))
        kept += len(settled.relevant)
        unresolved += sum(survivor[each] in unsettled for each in read)
        added_later += len(read & then.late)
        if excluded:
            whole = drawn and not drawn["extensions"] and read == excluded & sample
            fraction = (stage.shared or {}).get("one_more") or (drawn or {}).get("fraction", "1")
            groups.setdefault(share(fraction) if drawn and whole else -number, []).append(number)
    found = estimate(added(rounds.values()))
    parts = [added(rounds[each] for each in numbers) for numbers in groups.values()]
    unread = sum(part[0] for part in parts if not part[1])
    limits = [part for part in parts if part[1]]
    if limits:
        each_at = [limit(part, Fraction(5, 100) / len(limits)) for part in limits]
        low, high, one_sided = (sum(sides) for sides in zip(*each_at, strict=True))
        found |= {
            "estimate": sum(found_in * (m - n) / n for m, n, found_in in limits),
            "ci": [low, high + unread],
            "upper_one_sided": one_sided + unread,
        }
    value = found["estimate"]
    return {
        **found,
        "rounds": [{"round": number, **estimate(rounds[number])} for number in rounds],
        "recall": kept / (kept + value) if value is not None and kept else None,
        "unresolved": unresolved,
        "read_after_opening": added_later,
    }


def _first(then: AtOpening, place: int) -> dict[str, Said]:
    """What who comes first among the readers of a record said of it, or who comes second."""
    return {
        record: then.said[those[place]][record]
        for record, those in then.read_by.items()
        if len(those) > place and record in then.said.get(those[place], {})
    }


class _Settled(NamedTuple):
    """What entered an open batch in time, as records were then, and what of it was found relevant."""

    entered: set[str]
    relevant: set[str]


def _settled(review: Funnel, stage: Stage, batch: int) -> _Settled:
    """What the group of now comes to counts; where that waits, what the one of the opening comes to."""
    then = AtOpening(review, stage, batch).records
    before = Funnel(review.folder, review.audience, second_looks=review.second_looks, records=then)
    old, survivor = before.stages[stage.id], review.records.survivor
    late = set(came_late(before, old))
    entered = {each for each in old.entered if old.batch_of[each] == batch and each not in late}
    ended = {*stage.included, *stage.excluded}
    relevant = {
        each
        for each in entered
        if (survivor[each] in stage.included if survivor[each] in ended else each in old.included)
    }
    return _Settled(entered, relevant)


def added(parts: Iterable[Counts]) -> Counts:
    """The counts of several samples together."""
    excluded, read, found = map(sum, zip(*parts, (0, 0, 0), strict=True))
    return excluded, read, found


def estimate(counts: Counts) -> Document:
    """m (M - n) / n, and its exact limits; where nothing was read twice, anything up to all."""
    excluded, read, found = counts
    low, high, one_sided = limit(counts, Fraction(5, 100)) if read else (0, excluded, excluded)
    return {
        "excluded": excluded,
        "double_read": read,
        "found_relevant": found,
        "estimate": found * (excluded - read) / read if read else None if excluded else 0.0,
        "ci": [low, high],
        "upper_one_sided": one_sided,
    }


def limit(counts: Counts, error: Fraction) -> tuple[int, int, int]:
    """The further relevant ones that are not refuted: lowest, highest, and highest of a one-sided test."""
    excluded, read, found = counts

    def at_least(marked: int, seen: int) -> Fraction:
        ways = sum(comb(marked, k) * comb(excluded - marked, read - k) for k in range(seen, min(marked, read) + 1))
        return Fraction(ways, comb(excluded, read))

    def fewest(seen: int, tail: Fraction) -> int:
        return next(marked for marked in range(seen, excluded + 1) if at_least(marked, seen) > tail)

    def most(tail: Fraction) -> int:
        return excluded - fewest(read - found, tail)

    return fewest(found, error / 2) - found, most(error / 2) - found, most(error) - found
