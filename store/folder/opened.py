"""What is opened for a review by name, such as a reader's journals: each once, and closed with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar


class Followed(Protocol):
    """What is read on while others write to it."""

    def refresh(self) -> object:
        """Read what was appended."""

    def close(self) -> None:
        """Close the files."""


Opened = TypeVar("Opened", bound=Followed)


class OpenedOnce:
    """What was opened, by name."""

    def __init__(self) -> None:
        self._opened: dict[str, Followed] = {}

    def get(self, name: str, make: Callable[[], Opened]) -> Opened:
        """What a function opens; by the same name the same is opened once."""
        if name not in self._opened:
            self._opened[name] = make()
        found: Opened = self._opened[name]  # type: ignore[assignment]  # one kind of thing a name
        return found

    def __contains__(self, name: str) -> bool:
        return name in self._opened

    def let_go(self, name: str) -> None:
        """Close what was opened by that name, if anything was."""
        if (opened := self._opened.pop(name, None)) is not None:
            opened.close()

    def refresh(self) -> None:
        """Read what was appended to all of it."""
        for each in self._opened.values():
            each.refresh()

    def close(self) -> None:
        """Close all of it."""
        for each in self._opened.values():
            each.close()
        self._opened.clear()
