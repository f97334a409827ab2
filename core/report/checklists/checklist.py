"""Reporting checklists as Markdown: each item with what tamis filled in, what it drafted, and what it leaves to you."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from core.report.document.plain import markdown


class Done(StrEnum):
    """How far an item is done."""

    FILLED = "filled in"
    DRAFTED = "drafted"
    LEFT = "left to you"
    NONE = "does not apply"


class Item(NamedTuple):
    """One item of a checklist.

    Attributes:
        asks: What the item asks for, in our words.
        says: The answer, in sentences; where it is left to the authors, what tamis knows that may help.
        where: The file that holds more; "" for none.
    """

    number: str
    name: str
    asks: str
    done: Done
    says: str
    where: str = ""


def checklist_md(title: str, about: str, items: Iterable[Item]) -> str:
    """A table of what is done, and below it the items one by one."""
    items = list(items)
    lines = [f"# {title}", "", about, ""]
    counts = ", ".join(f"{sum(item.done is done for item in items)} {done.value}" for done in Done)
    lines += [f"{len(items)} items: {counts}. The page in the paper is left to you throughout.", ""]
    lines += ["| Item | About | State | See |", "|---|---|---|---|"]
    lines += [f"| {each.number} | {each.name} | {each.done.value} | {each.where or '–'} |" for each in items]
    for each in items:
        lines += ["", f"## {each.number}. {each.name} ({each.done.value})", "", f"*{each.asks}*"]
        if each.says:
            lines += ["", markdown(each.says)]
    return "\n".join([*lines, ""])
