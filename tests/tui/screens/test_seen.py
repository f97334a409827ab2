"""What a key decides on must have been shown for long enough, by the frame that shows it."""

from __future__ import annotations

from tests.tui.fake import Clock
from tui.screens.seen import LEAST, Seen


def test_from_the_frame_that_shows_it_to_the_key() -> None:
    clock = Clock()
    seen = Seen(clock)
    assert not seen.long_enough(["a"], 99), "it was never shown"
    clock.now = 1
    seen.written(["a"])
    assert not seen.long_enough(["a"], 1 + LEAST - 0.01) and seen.long_enough(["a"], 1 + LEAST)


def test_a_further_frame_does_not_begin_it_anew_and_one_without_it_does() -> None:
    clock = Clock()
    seen = Seen(clock)
    for clock.now, things in ((1, "a"), (2, "ab"), (3, "b"), (4, "ab")):
        seen.written(things)
    assert not seen.long_enough("a", 4.1) and seen.long_enough("b", 4.1)
    assert not seen.long_enough("ab", 4.1) and seen.long_enough("", 4.1)


def test_a_key_that_was_pressed_before_the_frame_is_too_early() -> None:
    clock = Clock()
    seen = Seen(clock)
    clock.now = 5
    seen.written(["a"])
    assert not seen.long_enough(["a"], 4)
