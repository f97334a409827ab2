"""The files of a report by name; the long ones are made when they are asked for, so that few are held at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

Parts = Callable[[], bytes | Iterable[bytes]]
"""Gives a content, or its parts one by one; at each call anew and always the same."""


class Files(Mapping[str, bytes]):
    """Name → content.

    Args:
        made: The contents, or what gives their parts.
    """

    def __init__(self, made: Mapping[str, bytes | Parts]) -> None:
        self.made = made

    def __getitem__(self, name: str) -> bytes:
        return b"".join(self.parts(name))

    def parts(self, name: str) -> Iterable[bytes]:
        """A content piece by piece."""
        made = self.made[name]
        content = made if isinstance(made, bytes) else made()
        return (content,) if isinstance(content, bytes) else content

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)
