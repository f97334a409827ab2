"""What the dictionary of a bundle says of each field, as it was looked at."""

from __future__ import annotations

import json

import pytest
from syrupy.assertion import SnapshotAssertion

from store.bundle import fields


@pytest.mark.parametrize("name", ["LINE", "WORD", "TABLES", "RECORD", "PAIR", "AGREEMENT", "COLUMNS"])
def test_as_it_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    said = getattr(fields, name)
    told = {" of ".join(reversed(key)) if isinstance(key, tuple) else key: each for key, each in said.items()}
    assert json.dumps(told, indent=1, ensure_ascii=False) == snapshot
