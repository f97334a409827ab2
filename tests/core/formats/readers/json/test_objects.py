"""The objects of a JSON file: what wraps them, where they start, damage between and within."""

from __future__ import annotations

import io
import json

import pytest

from core.formats.decode import TextSource
from core.formats.readers.json.objects import JsonObjects, flat
from core.formats.result import Tally, WarningLog
from tests.core.formats.samples import SAMPLES, read_bytes

A, B, C = ({"id": n, "title": f"Title {n}", "by": [{"id": "p", "name": "x"}]} for n in "abc")


def found(text: str) -> tuple[list[str], list[int | None], int]:
    """(the titles, the lines of the warnings, how many were left out)."""
    log, tally = WarningLog(), Tally()
    read = JsonObjects(TextSource(io.BytesIO(text.encode()), log), log, tally, "message", "items")
    titles = [each.get("title", "?") for _, each in read]
    return titles, [each.line for each in log.all()], tally.skipped


@pytest.mark.parametrize("indent", [None, 1])
@pytest.mark.parametrize(
    "whole",
    [
        [A, B],
        {"items": [A, B]},
        {"message": "ok", "items": [A, B]},
        {"status": "ok", "message": {"total": 2, "items": [A, B], "query": {}}, "x": 1},
    ],
)
def test_an_array_wherever_it_stands(whole: object, indent: int | None) -> None:
    assert found(json.dumps(whole, indent=indent)) == (["Title a", "Title b"], [], 0)


def test_a_list_that_damage_left_open_takes_no_further_reference_with_it() -> None:
    text = json.dumps([A, B, C]).replace('"by": [', '"by": [{"x": "y"}, [', 1)
    assert found(text)[0] == ["Title b", "Title c"]
    assert found(json.dumps([{"id": "p", "name": "x", "title": "T", "by": [{"id": "q", "name": "y"}]}]))[0] == ["T"]


def test_one_alone_and_one_a_line() -> None:
    assert found(json.dumps(A, indent=2)) == (["Title a"], [], 0)
    assert found("\n".join(map(json.dumps, (A, B, C)))) == (["Title a", "Title b", "Title c"], [], 0)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('"id": "b", ', '"id": "b" '),
        ('"by": [{', '"by": [[{'),
        ('{"id": "b"', '"id": "b"'),
        ("}]}", "}]"),
        ("}]}", "}}"),
    ],
)
def test_a_damaged_one_is_said_with_its_line_and_the_next_is_found(old: str, new: str) -> None:
    broken = json.dumps(B).replace(old, new)
    for text in (f"[{json.dumps(A)},\n{broken},\n{json.dumps(C)}]", f"{json.dumps(A)}\n{broken}\n{json.dumps(C)}"):
        titles, lines, _ = found(text)
        assert titles[0] == "Title a" and titles[-1] == "Title c" and lines[:1] == [2], text


def test_damage_without_end_takes_linear_time() -> None:
    for text in ('[{"a":' * 200_000, '{"a":"' * 200_000, "[" * 300_000, '{"title":1,' * 200_000, "{}" * 300_000):
        assert found(text)[0].count("Title a") == 0


def test_flat_values_have_the_path_to_them() -> None:
    assert list(flat({"a": {"b": [1, {"c": True}]}, "d": None, "e": ""})) == [("a.b", "1"), ("a.b.c", "true")]


@pytest.mark.parametrize("deep", ['{"a":', "[", '{"a":[', '{"id":'])
@pytest.mark.parametrize("form", ["csl-json", "openalex", "eppi"])
def test_a_reference_nested_without_end_costs_no_other(form: str, deep: str) -> None:
    sample = SAMPLES[form]
    damaged = sample.records[1].replace('"Title number 2: a trial"', deep * 100_000)
    result = read_bytes(sample.with_record(1, damaged.encode()), form)
    assert len(result.records) == 4 and [each.line for each in result.warnings if "too deep" in each.message]


def test_what_is_no_reference_is_said_and_its_end_is_not() -> None:
    log = WarningLog()
    text = f'[{json.dumps(A)}, 7, "{"y" * 80}\n", null, {json.dumps(B)}]\n'
    assert len(list(JsonObjects(TextSource(io.BytesIO(text.encode()), log), log, Tally(), "items"))) == 2
    assert [each.message for each in log.all()] == ['left out, since it is no reference: “7, "' + "y" * 56 + "”"]


@pytest.mark.parametrize("key", ["title", "Title", "title-short"])
def test_a_reference_within_another_is_known_by_its_title(key: str) -> None:
    inner = {"a": 1, key: "T"}
    log = WarningLog()
    texts = json.dumps([{"x": 1, "in": [inner]}, {"b": {}, key: "U"}])
    read = JsonObjects(TextSource(io.BytesIO(texts.encode()), log), log, Tally(), "items")
    assert [each[key] for _, each in read] == ["T", "U"] and len(log.all()) == 1
