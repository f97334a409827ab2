from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.reviews import make_review
from tui.settings.reviews import MOST, SeenReview, remember, reviews_path, seen_reviews, who_in


@pytest.fixture(autouse=True)
def own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))


def test_the_last_one_comes_first_and_who_one_is_stays(tmp_path: Path) -> None:
    one, two = (make_review(tmp_path / name) for name in ("one", "two"))
    assert seen_reviews() == [] and who_in(one) == ""
    remember(one, "One", "ANNA")
    remember(two, "Two")
    remember(one, "One anew")
    assert seen_reviews() == [
        SeenReview(folder=str(one), title="One anew", who="ANNA"),
        SeenReview(folder=str(two), title="Two"),
    ]
    assert who_in(one) == "ANNA" and reviews_path().stat().st_mode & 0o077 == 0
    (two / "protocol.toml").unlink()
    assert [each.folder for each in seen_reviews()] == [str(one)]


def test_it_is_never_long_and_damage_costs_nothing_but_the_list(tmp_path: Path) -> None:
    for each in range(MOST + 5):
        remember(make_review(tmp_path / f"r{each}"), "")
    assert len(seen_reviews()) == MOST
    for damaged in ("", "[", "{}", "[1]", '[{"folder": "x", "other": 1}]', "null"):
        reviews_path().write_text(damaged)
        assert seen_reviews() == [] and who_in(tmp_path) == ""
    remember(tmp_path / "r1", "Again")
    assert [each.title for each in seen_reviews()] == ["Again"]


def test_where_it_cannot_be_written_nothing_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "file"))
    remember(tmp_path, "Title", "ANNA")
    assert seen_reviews() == []


def test_the_place_and_the_form_of_the_file(tmp_path: Path) -> None:
    assert reviews_path({"XDG_STATE_HOME": "/x"}) == Path("/x/tamis/reviews.json")
    assert reviews_path({}) == reviews_path({"XDG_STATE_HOME": ""}) == Path.home() / ".local/state/tamis/reviews.json"
    folder = make_review(tmp_path / "one")
    remember(tmp_path / "x" / ".." / "one", "One", "ANNA")
    assert json.loads(reviews_path().read_bytes()) == [{"folder": str(folder), "title": "One", "who": "ANNA"}]
    assert reviews_path().stat().st_mode & 0o777 == 0o600 and reviews_path().parent.stat().st_mode & 0o777 == 0o700
    reviews_path().write_text(json.dumps([{"folder": str(folder), "title": 5}]))
    assert seen_reviews() == [SeenReview(folder=str(folder), title="5", who="")]


def test_twenty_are_remembered_the_last_first(tmp_path: Path) -> None:
    for each in range(21):
        remember(make_review(tmp_path / f"r{each}"), f"{each}")
    assert [each.title for each in seen_reviews()] == [f"{each}" for each in range(20, 0, -1)]
