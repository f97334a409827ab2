"""Bars of one line: what gives way when there is little room."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.tui.widgets.bench import drawn, page
from tui.text.theme import ALARM, PLAIN, STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine


def test_a_bar_has_one_text_and_cuts_what_does_not_fit() -> None:
    bar = Bar()
    assert drawn(bar, 10, 1) == ""
    bar.show("a text that is long", STRONG)
    assert (bar.text, drawn(bar, 10, 1), page(bar, 30, 1)) == (
        "a text that is long",
        "⟨bold: a text t…⟩",
        [" a text that is long"],
    )
    bar.show("plain")
    assert drawn(bar, 10, 1) == " plain"
    assert [text for line in bar.lines(10, 1) for text, _ in line] == [" plain    "], "padded, so that it wipes out"


@pytest.mark.parametrize("keep", [0, 1, 2])
def test_parts_give_way_as_it_was_looked_at(keep: int, snapshot: SnapshotAssertion) -> None:
    bar = FittingBar(gap="   ", keep=keep)
    bar.show(["first", "", "second", "the last one of them"])
    assert bar.parts == ["first", "second", "the last one of them"]
    assert "\n".join(f"{width:2} {page(bar, width, 1)[0]}" for width in range(41, 4, -1)) == snapshot


def test_a_short_last_part_is_not_cut_and_one_part_is() -> None:
    bar = FittingBar(gap="  ", style=ALARM)
    assert page(bar, 10, 1) == [""]
    bar.show(["something", "short"])
    assert drawn(bar, 18, 1) == "⟨bold reverse red: something  short ⟩"
    assert drawn(bar, 17, 1) == "⟨bold reverse red: short           ⟩"
    bar.show(["only one of them"])
    assert page(bar, 18, 1) == [" only one of them"] and page(bar, 17, 1) == [" only one of th…"]
    assert FittingBar(gap=" ")._style is PLAIN


def test_a_thin_line_holds_words_near_its_end_or_stands() -> None:
    rule = ThinLine()
    assert drawn(rule, 8, 1) == "⟨dim:────────⟩" and drawn(rule, 1, 2) == "⟨dim:│⟩\n⟨dim:│⟩"
    rule.show("ab")
    assert drawn(rule, 8, 1) == "⟨dim:───⟩ ab ⟨dim:─⟩" and drawn(rule, 1, 2) == "⟨dim:│⟩\n⟨dim:│⟩"
    rule.show("abcdefg")
    assert [page(rule, width, 1)[0] for width in (12, 11, 10, 4)] == [
        "── abcdefg ─",
        "─ abcdefg ─",
        "─ abcde… ─",
        " … ─",
    ]
