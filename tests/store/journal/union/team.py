"""Three people whose words are one union, and what the tests do with them."""

from __future__ import annotations

import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from store.journal.journal import Change, Journal
from store.journal.line import START, Document, Event, encode
from store.journal.union.union import Union

ORDER = ("ANNA", "BO", "CHIEF")
TABLE, RULED, DRAWN = "said", "ruled", "drawn"


class Team:
    """Three people whose journals lie in one folder; CHIEF's word weighs more in `RULED`, only ANNA may say `DRAWN`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(exist_ok=True)

    def journals(self) -> Mapping[str, Path]:
        paths = {who: self.folder / f"{who}.jsonl" for who in ORDER}
        return {who: path for who, path in paths.items() if path.exists() or path.with_suffix(".json").exists()}

    def open_journal(self, who: str, *, write: bool) -> Journal:
        return Journal(self.folder / f"{who}.jsonl", who=who.lower(), read_only=not write)

    def may_say(self, who: str, table: str, says: Document | None) -> bool:
        return table != DRAWN or who == "ANNA"

    def holds(self, who: str) -> dict[str, list[int | str]]:
        return {}

    def weight(self, who: str, table: str, says: Document) -> int:
        return int(table == RULED and who == "CHIEF")


def say(union: Union, who: str, value: Any, *keys: int, table: str = TABLE) -> list[Event]:
    says = None if value is None else {"value": value}
    return union.commit(who, [Change(table, key, says) for key in keys or (1,)], act="say")


def value(union: Union, key: int = 1, table: str = TABLE) -> Any:
    document = union.document(table, key)
    return document and document["value"]


def words(union: Union, who: str) -> list[Document]:
    """What stands in a person's journal, word for word."""
    return [event.after or {} for event in union.journals[who].events() if event.table]


def copy(source: Path, target: Path, *people: str) -> None:
    """As an exchange does it: of each journal the longer one stays."""
    for who in people or ORDER:
        here, there = source / f"{who}.jsonl", target / f"{who}.jsonl"
        if here.exists() and (not there.exists() or there.stat().st_size < here.stat().st_size):
            shutil.copyfile(here, there)


def write(path: Path, *documents: Document, keys: Sequence[int] = (1, 1)) -> None:
    """A journal with whole chains that holds these documents as they are: what another program may have written."""
    lines, chain = [], START.chain
    header = Event(1, "", "x", "format", "", 0, None, {"format": 1})
    events = [
        Event(seq, "", "x", "say", TABLE, key, None, each)
        for seq, (key, each) in enumerate(zip(keys, documents, strict=False), start=2)
    ]
    for event in (header, *events):
        line, chain = encode(event, chain)
        lines.append(line)
    path.write_bytes(b"".join(lines))
