"""The keys that move in a list."""

from __future__ import annotations

WHOLE = 1_000_000
"""More places than any list has."""


class Moving:
    """Moving by one, by a page, to the ends; a screen says what it is to go somewhere."""

    def go(self, steps: int) -> None:
        """Go a number of places on (or back, when negative), stopping at the ends, and say where one is."""
        raise NotImplementedError

    @property
    def page(self) -> int:
        """How many places a page is."""
        return 10

    def action_next(self) -> None:
        """One on."""
        self.go(1)

    def action_previous(self) -> None:
        """One back."""
        self.go(-1)

    def action_first(self) -> None:
        """To the first one."""
        self.go(-WHOLE)

    def action_last(self) -> None:
        """To the last one."""
        self.go(WHOLE)

    def action_page_down(self) -> None:
        """A page on."""
        self.go(self.page)

    def action_page_up(self) -> None:
        """A page back."""
        self.go(-self.page)
