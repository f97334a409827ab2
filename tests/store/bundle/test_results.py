"""What a bundle derives, and how a difference from it is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.bundle.results import agreement, as_bytes, as_parts, differences, funnel, samples
from store.folder.review import Review
from store.state.review_state import review_state
from tests.bundles import finished_review


@pytest.mark.parametrize(
    ("said", "found", "words"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": {"b": [1, 2]}}, {"a": {"b": [1, 3]}}, ["a.b.1: the bundle says 2, its journals give 3"]),
        (
            {"a": 1},
            {"b": 1},
            ["a: the bundle says 1, its journals give null", "b: the bundle says null, its journals give 1"],
        ),
        ({"a": [1]}, {"a": [1, 2]}, ["a: the bundle says 1 values, its journals give 2 values"]),
        ({"a": [1]}, {"a": {"b": 1}}, ["a: the bundle says 1 values, its journals give 1 values"]),
        ({"a": {"b": 1}}, {"a": [1]}, ["a: the bundle says 1 values, its journals give 1 values"]),
        ({"a": [1]}, {"a": "x"}, ['a: the bundle says 1 values, its journals give "x"']),
        ({"a": "x"}, {"a": [1]}, ['a: the bundle says "x", its journals give 1 values']),
        ({"a": {}}, {"a": 1.5}, ["a: the bundle says 0 values, its journals give 1.5"]),
        ({"a": 1.5}, {"a": {}}, ["a: the bundle says 1.5, its journals give 0 values"]),
        ("x" * 78, "x" * 79, [f': the bundle says "{"x" * 78}", its journals give "{"x" * 79}…']),
        ({"a": "x" * 99}, {"a": 1}, [f'a: the bundle says "{"x" * 79}…, its journals give 1']),
    ],
)
def test_each_difference_has_its_place(said: object, found: object, words: list[str]) -> None:
    assert differences(said, found) == words


def test_a_file_is_json_whatever_is_in_it() -> None:
    assert json.loads(as_bytes({"a": "æ\ud800"})) == {"a": "æ\ud800"} and as_bytes([]).endswith(b"\n")


def test_what_follows_from_a_review(tmp_path: Path) -> None:
    with Review(finished_review(tmp_path / "review")) as review:
        state = review_state(review)
        [(name, sample)] = samples(state).items()
        [stages] = agreement(state).values()
        [counts] = funnel(state).values()
    assert name == "samples/title-abstract-1.json" and len(sample["frame_ids"]) == 10
    assert [each["stage"] for each in stages["stages"]] == ["title-abstract", "full-text"]
    assert [each["stage"] for each in stages["missed"]] == ["title-abstract"] and stages["all_readers"] == []
    assert counts["adds_up"] is True and counts["leaks"] == []
    identified = {"identified": 10, "duplicates_removed": 0}
    [found] = counts["rounds"]
    assert {name: counts[name] for name in identified} == identified
    assert found == {"round": 1, **identified, "unique": 10, "sources": {"Testbase": 10}}
    stage = counts["stages"][0]
    assert (stage["title"], stage["kind"], stage["blind"], stage["pilot"]) == (
        "Title and abstract",
        "screen",
        False,
        None,
    )
    assert stage["reviewers"] == {"ANNA": {"owed": 10, "done": 10}, "BO": {"owed": 5, "done": 5}}
    acts = {"found_in_bulk": 0, "confirmed_in_bulk": 0, "passed_in_bulk": 0}
    assert stage["acts"] == {"ANNA": {"one_by_one": 10, **acts}, "BO": {"one_by_one": 5, **acts}}
    assert stage["sample_drawn"] is True and "acts_note" not in stage
    first = counts["records"][0]
    assert len(first["entered"]) == counts["stages"][0]["entered"] == 10 and first["waiting"] == []


def test_a_document_comes_in_pieces_and_is_the_same_together(monkeypatch: pytest.MonkeyPatch) -> None:
    document = {"ids": [f"{each}å\ud800" for each in range(50)], "empty": [], "n": {"x": None}}
    whole = json.dumps(document, indent=1, ensure_ascii=False).encode("utf-8", "backslashreplace") + b"\n"
    monkeypatch.setattr("store.bundle.results._A_PART", 7)
    assert as_bytes(document) == whole and len(list(as_parts(document))) > 5
