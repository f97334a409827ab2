"""What is opened by name is opened once, followed, and closed once."""

from __future__ import annotations

from store.folder.opened import OpenedOnce


class Followed:
    """Notes what is done with it."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def refresh(self) -> None:
        self.done.append("refresh")

    def close(self) -> None:
        self.done.append("close")


def test_each_name_is_opened_once_until_it_is_let_go() -> None:
    opened = OpenedOnce()
    first, other = opened.get("a", Followed), opened.get("b", Followed)
    assert opened.get("a", Followed) is first is not other and "a" in opened and "c" not in opened
    opened.refresh()
    opened.let_go("a")
    opened.let_go("c")
    assert first.done == ["refresh", "close"] and other.done == ["refresh"] and "a" not in opened
    assert opened.get("a", Followed) is not first
    opened.close()
    opened.close()
    assert first.done == ["refresh", "close"] and other.done == ["refresh", "close"] and "b" not in opened
