"""Reporting checklists as Markdown: each item with what tamis filled in, what it drafted, and what it leaves to you."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum
from typing import NamedTuple

from core.report.document.plain import markdown
from core.sentences import Sentence
from core.words import plural


class Done(StrEnum):
    """How far an item is done."""

    FILLED = "filled in"
    DRAFTED = "drafted"
    LEFT = "left to you"
    NONE = "does not apply"

    def of(self, number: int) -> str:
        """The word for so many items: "1 does not apply", "2 do not apply"."""
        return self.value.replace("does", plural(number, "does"))


Says = Sequence[Sentence | str]
"""An answer, sentence by sentence; what holds no value, such as a word to the authors, as text."""


class Item(NamedTuple):
    """One item of a checklist.

    Attributes:
        asks: What the item asks for, in our words.
        says: The answer; where it is left to the authors, what tamis knows that may help.
        where: The file that holds more; "" for none.
    """

    number: str
    name: str
    asks: str
    done: Done
    says: Says = ()
    where: str = ""


def checklist_md(title: str, about: str, items: Iterable[Item], absent: Collection[str] = ()) -> str:
    """A table of what is done, and below it the items one by one; the files that are absent are not named."""
    items = [
        each._replace(where="; ".join(name for name in each.where.split("; ") if name not in absent)) for each in items
    ]
    lines = [f"# {title}", "", about, ""]
    tally = {done: sum(item.done is done for item in items) for done in Done}
    counts = ", ".join(f"{n} {done.of(n)}" for done, n in tally.items() if n)
    asked = len({re.sub("[a-z]+$", "", item.number) for item in items})
    parts = f", in {len(items)} parts" if len(items) > asked else ""
    lines += [f"{asked} items{parts}: {counts}. The page in the paper is left to you throughout.", ""]
    lines += ["| Item | About | State | See |", "|---|---|---|---|"]
    lines += [f"| {each.number} | {each.name} | {each.done.value} | {each.where or '–'} |" for each in items]
    for each in items:
        lines += ["", f"## {each.number}. {each.name} ({each.done.value})", "", f"*{each.asks}*"]
        if each.says:
            lines += ["", " ".join(markdown(f"{one}") for one in each.says)]
    return "\n".join([*lines, ""])
