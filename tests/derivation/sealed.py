"""Which batches are open, and up to which line what their readers said is independent."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from tests.derivation.dealt import idle
from tests.derivation.words import Document, Word, Words

PILOT = 0
"""The batch of a stage's pilot; search rounds count from 1."""


class Opening(NamedTuple):
    """That a batch is open.

    Attributes:
        ends: Reader → the last line of their journal that counts as independent; who is missing said nothing.
        word: The first word that opens it.
    """

    early: bool
    ends: dict[str, int]
    at: str
    word: Word


def readers_of(plan: Document, stage: str) -> list[str]:
    """The readers of a stage under a version of the plan."""
    readers = next((each["readers"] for each in plan["stage"] if each["id"] == stage), [])
    return list(readers["of"]) if isinstance(readers, dict) else [each["reviewer"] for each in readers]


def folder_of(words: Words, reader: str, stage: str, batch: int) -> Path:
    """Where a reader says what they decide in a batch."""
    return words.folder / "people" / reader / f"{stage}.{batch or 'pilot'}"


class Openings:
    """What is sealed, by everybody's words.

    Attributes:
        of: Stage and batch → its opening; what is not in it is not open.
    """

    def __init__(self, words: Words) -> None:
        self._words = words
        self._plans = [*words.versions, (1 << 60, words.plan)]
        said = {(each.says["stage"], each.says["round"]): each.key for each in self._all("openings") if each.says}
        early = {(each.says["stage"], each.says["round"]): each.key for each in self._all("unblindings") if each.says}
        found = {batch: self._opened(*batch, key) for batch, key in said.items()}
        found |= {batch: self._opened_early(*batch, key) for batch, key in early.items() if not found.get(batch)}
        self.of: dict[tuple[str, int], Opening] = {batch: each for batch, each in found.items() if each}

    def hides(self, stage: str) -> bool:
        """Whether two or more read a stage, or did so under any version of the plan."""
        return any(len(readers_of(plan, stage)) > 1 for _, plan in self._plans)

    def sealed_by(self, stage: str, batch: int) -> str:
        """The stage that keeps a batch sealed, itself or the first before it; "" where it is open."""
        if self.hides(stage):
            return "" if (stage, batch) in self.of else stage
        before = [each["id"] for each in self._words.plan["stage"]]
        ahead = before[: before.index(stage)] if batch != PILOT else []
        return next((each for each in ahead if self.hides(each) and (each, batch) not in self.of), "")

    def told(self, reader: str, stage: str, batch: int) -> bool:
        """Whether what a reader said in a batch is open to all."""
        if not self.hides(stage):
            return not self.sealed_by(stage, batch)
        return (stage, batch) in self.of and reader in self.of[stage, batch].ends

    def _all(self, table: str) -> list[Word]:
        return [each for each in self._words.of(table) if each.says is not None]

    def _began(self, stage: str, batch: int) -> set[str]:
        names = {path.name for path in (self._words.folder / "people").iterdir()}
        return {who for who in names if folder_of(self._words, who, stage, batch).exists()}

    def _statements(self, who: str, stage: str, batch: int) -> list[Word]:
        said = self._words.ever(who, "statements")
        own = [each for each in said if ((each.says or {})["stage"], (each.says or {})["round"]) == (stage, batch)]
        return sorted(own, key=lambda each: each.clock)

    def _opened(self, stage: str, batch: int, key: int) -> Opening | None:
        """A word opens where it names a complete statement of each of its readers; of each the earliest counts."""
        now, named, words = set(readers_of(self._words.plan, stage)), dict[str, Word](), list[Word]()
        unread = set[str]()
        for each in self._words.of("openings", key):
            clocks = (each.says or {}).get("statements", {})
            found = {who: self._statement(who, stage, batch, clock) for who, clock in clocks.items()}
            good = {who: said for who, said in found.items() if said is not None and (said.says or {})["complete"]}
            before = [plan for clock, plan in self._plans if clock < each.clock]
            ever = {who for plan in before for who in readers_of(plan, stage)}
            needed = {*readers_of(before[-1], stage), *(now & ever), *self._began(stage, batch)}
            nothing = idle(self._words, stage, batch, each.clock)
            needed -= nothing
            if each.says is not None and clocks and good.keys() == clocks.keys() and needed <= good.keys():
                words.append(each)
                unread |= nothing - good.keys()
                for who, said in good.items():
                    named[who] = min(said, named.get(who, said), key=lambda word: word.clock)
        if not words:
            return None
        ends = {**dict.fromkeys(unread, 0), **{who: (each.says or {})["last"] for who, each in named.items()}}
        at: str = min((each.says or {})["at"] for each in words)
        return Opening(False, ends, at, min(words, key=lambda word: word.clock))

    def _statement(self, who: str, stage: str, batch: int, clock: int) -> Word | None:
        return next((each for each in self._statements(who, stage, batch) if each.clock == clock), None)

    def _opened_early(self, stage: str, batch: int, key: int) -> Opening | None:
        """An adjudicator's word opens early, or one of each reader; each stands where they stated it thereafter."""
        said = [each for each in self._words.of("unblindings", key) if each.says and each.says["rationale"].strip()]
        bound = any(each.get("login") for each in self._words.plan["reviewer"])
        roles = self._words.roles
        trusted = [each for each in said if roles.get(each.who, "" if bound else "adjudicator") == "adjudicator"]
        readers = {*readers_of(self._words.plan, stage), *self._began(stage, batch)}
        if not trusted and not (readers and readers <= {each.who for each in said}):
            return None
        first = min(trusted or said, key=lambda each: each.clock)
        ends = {}
        for who in readers:
            stated = self._statements(who, stage, batch)
            if stated:
                stands = next((each for each in stated if each.clock > first.clock), stated[-1])
                ends[who] = (stands.says or {})["last"]
        return Opening(True, ends, (first.says or {})["at"], first)
