"""The records that count, the search rounds that found them, and which of them are one publication."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import product

from tests.derivation.words import Document, Words


class Records:
    """Records, search rounds and duplicate groups.

    Attributes:
        identified: Record → the import that brought it, in the order of the imports; duplicates too.
        survivor: Record → the record of its duplicate group that goes on.
        unique: The records that go on, in the order of import.
        rounds: The search rounds.
        round_of: Record that goes on → the earliest search round that found one of its group.
    """

    def __init__(self, words: Words, merging: Words | None = None) -> None:
        """Derive all; the groups from the searches and verdicts of other words, where such are given."""
        withdrawn = {each.key for each in words.in_order("withdrawals") if (each.says or {})["withdrawn"]}
        said = [each for each in words.in_order("imports") if each.key not in withdrawn]
        self.identified: dict[str, Document] = {}
        for each in said:
            says = each.says or {}
            stem = says["file"].removesuffix(".json")
            for part in range(1, len(says["checksums"]) // 3 + 1):
                file = f"{stem}.json" if part == 1 else f"{stem}-{part}.json"
                text = (words.folder / "people" / each.who / file).read_bytes()
                for record in json.loads(text)["records"].values():
                    self.identified.setdefault(record["id"], says)
        self.rounds = sorted({(each.says or {})["round"] for each in said})
        self.survivor = _survivors(merging or words, self.identified)
        self.unique = [each for each in self.identified if self.survivor[each] == each]
        self.round_of = dict.fromkeys(self.unique, max(self.rounds, default=1))
        for record, found in self.identified.items():
            home = self.survivor[record]
            self.round_of[home] = min(self.round_of[home], found["round"])

    def around(self, record: str) -> set[str]:
        """All records of a record's group."""
        return {each for each, home in self.survivor.items() if home == self.survivor[record]}


def _survivors(words: Words, identified: dict[str, Document]) -> dict[str, str]:
    searches = words.in_order("searches")
    replaced = {number for each in searches for number in (each.says or {})["replaces"]}
    pairs: dict[tuple[str, str], Document] = {}
    for each in searches:
        if each.key not in replaced:
            file = words.folder / "people" / each.who / (each.says or {})["file"]
            for table in json.loads(file.read_bytes()).values():
                pairs |= {(pair["a"], pair["b"]): pair for pair in table.values() if pair["outcome"] != "review"}
    verdicts = words.documents("verdicts")
    weights = {record: n for pair in (*pairs.values(), *verdicts) for record, n in pair.get("weights", {}).items()}
    apart = {frozenset((each["a"], each["b"])) for each in verdicts if not each["same"]}
    called_same = sorted((each["a"], each["b"]) for each in verdicts if each["same"])
    by_rule = sorted(pairs, key=lambda pair: _certainty(pairs[pair]))
    group = {record: {record} for record in identified}
    for a, b in (*called_same, *by_rule):
        if a not in group or b not in group or group[a] is group[b]:
            continue
        if not any(frozenset(pair) in apart for pair in product(group[a], group[b])):
            joined = group[a] | group[b]
            group.update(dict.fromkeys(joined, joined))
    rounds = {record: found["round"] for record, found in identified.items()}
    return {
        record: min(members, key=lambda each: (rounds[each], -weights.get(each, 0), each))
        for record, members in group.items()
    }


def _certainty(pair: Document) -> tuple[bool, int, Sequence[str]]:
    """Spare pairs last; before that, those first whose whole numbers of evidence sum up to more."""
    likeness = sum(each for each in pair["evidence"].values() if isinstance(each, int))
    return pair["outcome"] == "spare", -likeness, (pair["a"], pair["b"])
