"""What a reader's words come to, and what resolutions do, where records became one publication after they were said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from tests.derivation.sealed import PILOT, Openings, folder_of
from tests.derivation.words import Document, Word, Words, lines, standing


class Said(NamedTuple):
    """What counts of one voice on one publication.

    Attributes:
        verdict: include, exclude or maybe; "" where there is none.
        about: The records that the verdicts were said of, as they were before they were merged.
        torn: Whether there is no verdict since there were different ones.
    """

    verdict: str
    reason: str
    order: str
    about: frozenset[str]
    torn: bool


def _records(word: Document) -> frozenset[str]:
    return frozenset(word.get("settles") or [word["record"]])


def _latest(word: Document) -> tuple[str, str]:
    return word.get("at", ""), word["record"]


def _what(word: Document) -> str:
    """What is compared of a word: the verdict, or how far a report has come; "" where it says nothing."""
    return word.get("verdict") or word.get("state") or ""


IN_BULK = ("suggested", "passed on")
"""The orders of decisions that were made on many records at once."""


def left(words: Iterable[Document], survivor: Mapping[str, str]) -> dict[str, list[Document]]:
    """Survivor → the words on its group that no other one settles; see “Words of several people” in folder.md.

    This is the one rule of merged records: all that one voice said, of whatever kind.
    """
    groups: defaultdict[str, list[Document]] = defaultdict(list)
    for word in words:
        homes = {survivor.get(each, each) for each in {*_records(word), word["record"]}}
        if len(homes) == 1:
            groups[homes.pop()].append(word)
    found = {}
    for home, together in groups.items():
        own = {each["record"]: _what(each) for each in together if "settles" not in each}
        holding = [
            each for each in together if all(own.get(one, "") == said for one, said in each.get("settles", {}).items())
        ]
        settled = [_records(each) for each in holding if "settles" in each and _what(each)]
        found[home] = [
            each
            for each in holding
            if not any(_records(each) < more if "settles" in each else each["record"] in more for more in settled)
        ]
    return {home: together for home, together in found.items() if together}


def decisions_on(words: Iterable[Document], survivor: Mapping[str, str]) -> dict[str, Said]:
    """Survivor → what one reader's words on its group come to: different verdicts to none."""
    found = {}
    for home, together in left(words, survivor).items():
        given = sorted((each for each in together if _what(each)), key=_latest)
        about = frozenset[str]().union(*map(_records, given))
        torn = len({_what(each) for each in given}) > 1
        last = given[-1] if given else {}
        if given:
            verdict = "" if torn else last["verdict"]
            # Read by itself where any record of the group was.
            order = next(
                (each for word in given if (each := word.get("order", "")) not in IN_BULK), last.get("order", "")
            )
            found[home] = Said(verdict, "" if torn else last.get("reason", ""), order, about, torn)
    return found


def resolutions_on(
    words: Iterable[Document], survivor: Mapping[str, str], decided: Callable[[str], frozenset[str]]
) -> tuple[dict[str, Document], set[str]]:
    """Survivor → the resolution, or escalation, that counts; and the survivors where several say different things."""
    found, differently = {}, set()
    for home, together in left(words, survivor).items():
        escalated = [each for each in together if not _what(each)]
        about = frozenset[str]().union(*map(_records, together))
        if not escalated and len(set(map(_what, together))) > 1:
            differently.add(home)
        elif escalated or decided(home) <= about:
            found[home] = max(escalated or together, key=_latest)
    return found, differently


class Report(NamedTuple):
    """What is known of the report of a publication.

    Attributes:
        state: sought, retrieved or not-retrieved; "" where different things were said.
        about: The records that it was said of.
    """

    state: str
    about: frozenset[str]


def reports_on(words: Iterable[Document], survivor: Mapping[str, str]) -> dict[str, Report]:
    """Survivor → what the words on its report come to."""
    found = {}
    for home, together in left(words, survivor).items():
        states = {_what(each) for each in together}
        about = frozenset[str]().union(
            *(_records(each) | {each["record"], *each.get("merged", ())} for each in together)
        )
        found[home] = Report(states.pop() if len(states) == 1 else "", about)
    return found


class Reader:
    """What one reader has said at one stage, as far as an audience may be told."""

    def __init__(self, words: Words, openings: Openings, reader: str, stage: str, audience: str | None) -> None:
        folders = (words.folder / "people" / reader).glob(f"{stage}.*")
        names = [path.name.removeprefix(f"{stage}.") for path in folders]
        batches = sorted(PILOT if name == "pilot" else int(name) for name in names)
        self._journals = {
            batch: lines(folder_of(words, reader, stage, batch) / "decisions.jsonl")
            for batch in batches
            if reader == audience or openings.told(reader, stage, batch)
        }

    def now(self, table: str) -> list[Document]:
        """The documents of a table that count: of all batches the word with the highest clock for each."""
        best: dict[int, Word] = {}
        for batch, journal in self._journals.items():
            for each in standing(str(batch), journal).values():
                if each.table == table and (each.key not in best or each.clock > best[each.key].clock):
                    best[each.key] = each
        return [each.says for each in best.values() if each.says is not None]

    def until(self, batch: int, last: int) -> list[Document]:
        """The decisions of one batch as they stood after a line of its journal."""
        journal = [line for line in self._journals.get(batch, ()) if line["seq"] <= last]
        said = standing(str(batch), journal).values()
        return [each.says for each in said if each.table == "decisions" and each.says is not None]
