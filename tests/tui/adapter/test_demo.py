from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from sample_data.truth import Truth
from store.folder.review import Review
from store.state.review_state import review_state
from tui.adapter.demo import build_demo


@pytest.mark.slow
def test_a_study_that_both_readers_include_by_mistake_is_charted_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a review of 13,178 records there are two; here one of which no answers are made stands for them."""
    read = Truth.read

    def forgetful(path: Path) -> Truth:
        truth = read(path)
        mistaken = next(place for place, each in enumerate(truth.publications) if each.charting)
        known = list(truth.publications)
        known[mistaken] = replace(known[mistaken], charting={})
        return replace(truth, publications=tuple(known))

    monkeypatch.setattr(Truth, "read", forgetful)
    build_demo(tmp_path / "review", finished=True)
    with Review(tmp_path / "review", role="KBAA") as review:
        for stage in ("charting", "coding"):
            last = review_state(review).funnel.state(stage)
            assert len(last.included) == len(last.entered) > 20


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ({}, "importing"),
        ({"seed": "another"}, "writing the sample files"),
        ({"records": 9}, "writing the sample files"),
    ],
)
def test_files_are_made_where_others_are_asked_for_than_those_that_ship(
    tmp_path: Path, asked: dict[str, Any], first: str
) -> None:
    class EnoughError(Exception):
        pass

    def say(text: str) -> None:
        raise EnoughError(text)

    with pytest.raises(EnoughError, match=f"^{first}"):
        build_demo(tmp_path / "review", say=say, **asked)
