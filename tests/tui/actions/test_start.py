from __future__ import annotations

from tui.actions.start import STARTING


def test_what_begins_a_review_is_no_key_of_the_screens_of_one() -> None:
    assert {screen for each in STARTING for screen in each.screens} == {"start", "who"}
    assert [each.id for each in STARTING if each.decides] == ["make"]
