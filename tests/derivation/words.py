"""The journals of a review folder, and of several words on one thing the one that counts."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

Document = dict[str, Any]


class Word(NamedTuple):
    """A document as one person said it; `says` is None where the word removes it."""

    who: str
    seq: int
    table: str
    key: int
    clock: int
    says: Document | None


def lines(journal: Path) -> list[Document]:
    """The lines of a journal, without the one that announces its format."""
    if not journal.exists():
        return []
    read = [json.loads(line) for line in journal.read_bytes().splitlines()]
    return [line for line in read if line["table"]]


def word(who: str, line: Document) -> Word | None:
    """What a line leaves standing for its document; None where nothing of that person stands any more."""
    after = line["after"]
    return after and Word(who, line["seq"], line["table"], line["id"], after["clock"], after["says"])


def standing(who: str, journal: Iterable[Document]) -> dict[tuple[str, int], Word]:
    """Table and number → what a person's word is at the end of these lines."""
    found: dict[tuple[str, int], Word] = {}
    for line in journal:
        found.pop((line["table"], line["id"]), None)
        if (said := word(who, line)) is not None:
            found[said.table, said.key] = said
    return found


class Words:
    """What all people have said for all to see, and the plan.

    Attributes:
        plan: The plan, as `protocol.toml` has it.
        people: Whoever has said something: first those of the plan in its order, then the others by name.
        versions: Each version of the plan so far, with the clock of the word that logged it.
    """

    def __init__(self, folder: Path, read: Mapping[str, int] | None = None) -> None:
        """Read all words, or of each person those up to a line, as somebody had read them."""
        self.folder = folder
        self.plan = tomllib.loads((folder / "protocol.toml").read_text("utf-8"))
        self.roles = {each["id"]: each["role"] for each in self.plan["reviewer"]}
        journals = {path.parent.name: lines(path) for path in folder.glob("people/*/acts.jsonl")}
        places = {who: place for place, who in enumerate(self.roles)}
        self.people = sorted(journals, key=lambda who: (places.get(who, len(places)), who))
        self._lines = {
            who: [line for line in journals[who] if read is None or line["seq"] <= read.get(who, 0)]
            for who in self.people
        }
        self._standing = {who: standing(who, self._lines[who]) for who in self.people}
        logged = self.in_order("amendments")
        self.versions = [(each.clock, tomllib.loads((each.says or {})["text"])) for each in logged]

    def as_read_by(self, each: Word) -> Words:
        """The words that the writer of one had read when it was said."""
        own = [line for line in self._lines[each.who] if line["seq"] <= each.seq]
        seen: Document = next((line["after"]["seen"] for line in reversed(own) if "seen" in (line["after"] or ())), {})
        return Words(self.folder, {**{who: seq for who, (seq, _) in seen.items()}, each.who: each.seq - 1})

    def of(self, table: str, key: int | None = None) -> list[Word]:
        """Each person's word in a table, or for one document of it, in the people's order; removing ones too."""
        words = [each for own in self._standing.values() for each in own.values() if each.table == table]
        return [each for each in words if key in (None, each.key) and self._entitled(each)]

    def ever(self, who: str, table: str) -> list[Word]:
        """All that a person has ever said in a table, also what was said anew since."""
        own = (word(who, line) for line in self._lines.get(who, ()))
        return [each for each in own if each is not None and each.table == table and each.says is not None]

    def in_order(self, table: str) -> list[Word]:
        """The word that counts for each document of a table, without those that remove it, as they were said."""
        best: dict[int, Word] = {}
        for each in self.of(table):
            if each.key not in best or self._rank(each) > self._rank(best[each.key]):
                best[each.key] = each
        counting = [each for each in best.values() if each.says is not None]
        return sorted(counting, key=lambda each: (each.clock, self.people.index(each.who), each.key))

    def documents(self, table: str) -> list[Document]:
        """The documents of a table as they count."""
        return [each.says for each in self.in_order(table) if each.says is not None]

    def _rank(self, each: Word) -> tuple[bool, int]:
        """An adjudicator's ruling counts before a reader's word; of what is left the highest clock."""
        ruled = each.table.startswith(("resolutions/", "consensus/")) and each.says is not None
        rules = ruled and bool((each.says or {}).get("verdict", True)) and self.roles.get(each.who) == "adjudicator"
        return rules, each.clock

    def _entitled(self, each: Word) -> bool:
        """A draw is the word of who reads the sample, of a pilot the first reader's; one hands over one's own."""
        if each.table == "hand_overs" and each.says is not None:
            return each.who == each.says["giver"] or self.roles.get(each.who) == "adjudicator"
        if each.table != "samples" or each.says is None:
            return each.table != "samples"
        stage = next((stage for stage in self.plan["stage"] if stage["id"] == each.says["stage"]), None)
        if stage is None:
            return True
        if isinstance(stage["readers"], dict):
            return bool(each.who == stage["readers"]["of"][0])
        sampled = [reader["reviewer"] for reader in stage["readers"] if reader["coverage"] != "all"]
        first = stage["readers"][0]["reviewer"]
        drawer: str = first if each.says["round"] == 0 else (sampled or [first])[0]
        return each.who == drawer
