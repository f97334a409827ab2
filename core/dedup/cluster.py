"""Makes groups of pairs; no group holds two records that are known to be different."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from itertools import chain

from core.dedup.pairs import SPARE, RecordPair
from core.screening.merged_words import Said

Verdicts = Mapping[tuple[str, str], bool]
"""Pairs of record ids, in either order -> whether a person called them the same (True) or not the same (False)."""

Place = tuple[str, int, int]
"""DOI, volume and first page of a record; "" and 0 for what it does not say."""

Places = frozenset[Place]
"""Where one publication was found, according to a person; else the one place of a record."""


class Clusters:
    """Groups of records that grow by joining; a join that would bring together what must stay apart is refused."""

    def __init__(
        self,
        verdicts: Verdicts,
        place_of: Callable[[str], Place] = lambda _: ("", 0, 0),
        words_of: Callable[[str], Said] = lambda _: {},
    ) -> None:
        """Begins with every record alone, but for those that a person has called the same.

        Args:
            verdicts: What people said. Where they contradict one another, "not the same" holds.
            place_of: Where a record (by its id) was published; groups in other places are not joined.
            words_of: What was said of a record; groups of which one voice said different things are not joined.
        """
        self._root: dict[str, str] = {}
        self._members: dict[str, list[str]] = {}
        self._places: dict[str, set[Places]] = {}
        self._place_of = place_of
        self._words: dict[str, Said] = {}
        self._words_of = words_of
        self._apart: defaultdict[str, set[str]] = defaultdict(set)
        for (a, b), same in verdicts.items():
            if not same:
                self._apart[a].add(b)
                self._apart[b].add(a)
        for a, b in sorted((min(pair), max(pair)) for pair, same in verdicts.items() if same):
            if self.join(a, b, certain=True):
                # A person has said that these are one publication, so what is at the place of one of them fits it.
                root = self.root(a)
                self._places[root] = {frozenset().union(*self._places[root])}

    def root(self, record: str) -> str:
        """A member of the record's group, the same for all its members until the group grows."""
        return self._root.get(record, record)

    def members(self, record: str) -> list[str]:
        """The ids of the record's group, itself included."""
        return self._members.get(self.root(record), [record])

    def parted(self, a: str, b: str) -> bool:
        """Whether a person has called a member of one record's group and one of the other's different."""
        if not self._apart:
            return False
        ours, theirs = self.members(a), self.members(b)
        return any(not self._apart[one].isdisjoint(ours) for one in theirs if one in self._apart)

    def join(self, a: str, b: str, *, certain: bool = False) -> bool:
        """Joins the groups of two records; returns False, and does nothing, where that is refused.

        Args:
            a: A record's id.
            b: Another record's id.
            certain: Nothing but a person's "not the same" keeps them apart then.
        """
        root, other = self.root(a), self.root(b)
        if root == other:
            return True
        if len(self.members(root)) < len(self.members(other)):
            root, other = other, root
        ours, theirs = self.members(root), self.members(other)
        if self.parted(root, other):
            return False
        places = self._places.get(root) or {frozenset((self._place_of(root),))}
        added = self._places.get(other) or {frozenset((self._place_of(other),))}
        if not certain and any(_all_elsewhere(one, another) for one in places for another in added):
            return False
        words, more = (self._words.get(each) or self._words_of(each) for each in (root, other))
        differ = {voice for voice, word in more.items() if words.get(voice, word) != word}
        if differ and not certain:
            return False
        self._words[root] = {**words, **more, **dict.fromkeys(differ, "")}
        ours.extend(theirs)
        self._members[root] = ours
        self._members.pop(other, None)
        self._places[root] = places | added
        self._root[root] = root
        self._root.update(dict.fromkeys(theirs, root))
        return True


def _all_elsewhere(these: Places, those: Places) -> bool:
    """Whether two publications were found in places that differ, and in none that is the same."""
    pairs = [(one, other) for one in these for other in those]
    same = any(one[0] == other[0] != "" or (one[1:] == other[1:] and all(one[1:])) for one, other in pairs)
    return not same and any(_elsewhere(one, other) for one, other in pairs)


def _elsewhere(one: Place, other: Place) -> bool:
    """Whether two of DOI, volume and first page differ: a record that says little must not join two publications."""
    return sum([bool(a and b and a != b) for a, b in zip(one, other, strict=True)]) > 1


def connected(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Record of some pair → the smallest id of those that pairs lead to from it."""
    above: dict[str, str] = {}

    def smallest(record: str) -> str:
        while (upper := above.setdefault(record, record)) != record:
            above[record] = above[upper]
            record = upper
        return record

    for a, b in pairs:
        one, other = smallest(a), smallest(b)
        above[max(one, other)] = min(one, other)
    return {record: smallest(record) for record in above}


def groups(record_ids: Iterable[str], merges: Iterable[RecordPair], verdicts: Verdicts) -> dict[str, str]:
    """Record id -> the key of its group (the smallest id in it). Every record is in exactly one group.

    The result does not depend on the order of the arguments. What a person called the same is joined first, then the
    merges, the most certain first; whatever would put two records that a person called different into one group is
    left out. So are pairs with records that are not in `record_ids`.
    """
    ids = set(record_ids)
    said = {pair: same for pair, same in verdicts.items() if ids.issuperset(pair)}
    inside = [pair for pair in merges if pair.a in ids and pair.b in ids]
    keys = connected(chain(((pair.a, pair.b) for pair in inside), (pair for pair, same in said.items() if same)))
    # Where nobody has called two of those that are connected different, nothing keeps any apart.
    torn = {keys[a] for (a, b), same in said.items() if not same and a in keys and keys[a] == keys.get(b)}
    clusters = Clusters({pair: same for pair, same in said.items() if torn.intersection(map(keys.get, pair))})
    for pair in sorted((each for each in inside if keys[each.a] in torn), key=by_certainty):
        clusters.join(pair.a, pair.b)
    keys |= {record: min(clusters.members(record)) for record, key in keys.items() if key in torn}
    return {record: keys.get(record, record) for record in ids}


def by_certainty(pair: RecordPair) -> tuple[bool, int, str, str]:
    """Sort key: the most certain pair first, spare ones after all others."""
    return (pair.outcome == SPARE, -pair.certainty, pair.a, pair.b)
