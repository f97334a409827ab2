"""A checklist as Markdown: its tally, its table, and its items one by one."""

from __future__ import annotations

import pytest

from core.report.checklists.checklist import Done, Item, checklist_md
from core.sentences import Fact, say

ITEMS = (
    Item(
        "1", "Title", "Say it.", Done.FILLED, (say("It *is* {it}.", it=Fact("a", "", "x: y")), "And."), "a.csv; b.csv"
    ),
    Item("2a", "One", "Do.", Done.LEFT, (), "b.csv"),
    Item("2b", "Other", "Do.", Done.LEFT),
    Item("10", "Ten", "Do.", Done.NONE),
)


def test_the_whole() -> None:
    assert checklist_md("A list", "About it.", ITEMS, {"b.csv"}).split("\n") == [
        "# A list", "", "About it.", "",
        "3 items, in 4 parts: 1 filled in, 2 left to you, 1 does not apply. The page in the paper is left to you "
        "throughout.", "",
        "| Item | About | State | See |", "|---|---|---|---|",
        "| 1 | Title | filled in | a.csv |", "| 2a | One | left to you | – |", "| 2b | Other | left to you | – |",
        "| 10 | Ten | does not apply | – |",
        "", "## 1. Title (filled in)", "", "*Say it.*", "", r"It \*is\* a. And.",
        "", "## 2a. One (left to you)", "", "*Do.*", "", "## 2b. Other (left to you)", "", "*Do.*",
        "", "## 10. Ten (does not apply)", "", "*Do.*", "",
    ]  # fmt: skip


def test_files_that_there_are_are_named_and_items_without_parts_are_not_counted_twice() -> None:
    found = checklist_md("A list", "About it.", [ITEMS[0], ITEMS[3]])
    assert "| 1 | Title | filled in | a.csv; b.csv |" in found and "2 items: 1 filled in, 1 does" in found


@pytest.mark.parametrize(("number", "words"), [(1, "does not apply"), (2, "do not apply")])
def test_how_many_do_not_apply(number: int, words: str) -> None:
    assert Done.NONE.of(number) == words and Done.LEFT.of(number) == "left to you"
