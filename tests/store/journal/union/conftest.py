from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from store.journal.union.union import Union
from tests.store.journal.union.team import Team


@pytest.fixture
def place(tmp_path: Path) -> Callable[[str], Union]:
    """Gives the union of a folder of that name; the same name is the same folder, seen by another program."""
    return lambda name: Union(Team(tmp_path / name))


@pytest.fixture
def union(place: Callable[[str], Union]) -> Iterator[Union]:
    opened = place("here")
    yield opened
    opened.close()
