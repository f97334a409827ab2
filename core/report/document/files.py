"""The files of a report by name; the long ones are made when they are asked for, so that few are held at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping


class Files(Mapping[str, bytes]):
    """Name → content.

    Args:
        made: The contents; a function gives its content at each look, always the same.
    """

    def __init__(self, made: Mapping[str, bytes | Callable[[], bytes]]) -> None:
        self.made = made

    def __getitem__(self, name: str) -> bytes:
        content = self.made[name]
        return content if isinstance(content, bytes) else content()

    def __iter__(self) -> Iterator[str]:
        return iter(self.made)

    def __len__(self) -> int:
        return len(self.made)
