from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviews import make_review


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of the settings, of this test alone."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return tmp_path / "config" / "tamis"


@pytest.fixture
def twelve(tmp_path: Path) -> Path:
    """A review of twelve records that two people read at title and abstract."""
    return make_review(tmp_path / "review", records=12)
