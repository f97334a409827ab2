"""Suggestions of other programs: refused where the quote is not in the record, and counted nowhere."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from core.errors import TamisError
from store.work.outside.outside_suggestions import _confidence
from tests.reviews import decide_all, made_once, make_review, record_ids, run, run_json

STAGE = "title-abstract"
HEAD = ("record", "verdict", "confidence", "criterion", "quote", "model", "version")


def table(folder: Path, rows: list[tuple[str, ...]], head: tuple[str, ...] = HEAD) -> str:
    path = folder.parent / "suggested.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows([head, *rows])
    return str(path)


@made_once
def read_by_both(folder: Path) -> Path:
    """Both have read all ten; ANNA includes the even ones, BO the first five."""
    make_review(folder, records=10)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "exclude" if n % 2 else "include") for n in range(10)])
    decide_all(folder, "BO", STAGE, [(f"T{n}", "include" if n < 5 else "exclude") for n in range(10)])
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return read_by_both(tmp_path / "review")


def suggested(folder: Path, count: int = 8) -> list[tuple[str, ...]]:
    return [
        (
            each,
            "include" if n < 4 else "exclude",
            "0.9",
            "topic",
            "found  SOMETHING\nto say" if n else "",
            "gpt-x",
            "1.0",
        )
        for n, each in enumerate(record_ids(folder)[:count])
    ]


def test_they_agree_with_each_reader_on_what_two_have_read(folder: Path) -> None:
    stored = run_json(folder, "suggestions", "import", table(folder, suggested(folder)), "--stage", STAGE)
    assert stored == {"stage": STAGE, "stored": 8, "unchanged": 0, "without_quote": 1}
    again = run_json(folder, "suggestions", "import", table(folder, suggested(folder)), "--stage", STAGE)
    assert (again["stored"], again["unchanged"]) == (0, 8)
    other = [(*suggested(folder)[0][:2], "0.8", *suggested(folder)[0][3:]), *suggested(folder)[1:]]
    changed = run_json(folder, "suggestions", "import", table(folder, other), "--stage", STAGE)
    assert (changed["stored"], changed["unchanged"]) == (1, 7)
    found = run_json(folder, "suggestions", "agreement", STAGE)
    [program] = found["programs"]
    assert (program["model"], program["version"], program["suggested"]) == ("gpt-x", "1.0", 8)
    assert [(each["reviewer"], each["n"], each["table"]) for each in program["readers"]] == [
        ("ANNA", 8, [[2, 2], [2, 2]]),
        ("BO", 8, [[4, 1], [0, 3]]),
    ]
    said = run(folder, "suggestions", "agreement", STAGE).output
    assert "agreed with ANNA (50.0% of 8, kappa 0.000) and BO (87.5% of 8, kappa 0.750)" in said
    assert "RAISE and PRISMA-trAIce" in said
    run(folder, "report")
    assert "none counts as a verdict or a reader" in (folder / "report" / "methods.md").read_text(encoding="utf-8")


def test_no_number_of_the_review_is_another_with_them(folder: Path) -> None:
    commands = (["status"], ["agreement"], ["missed"], ["flow"], ["disagreements", STAGE], ["sample", STAGE])
    before = [run(folder, *each, "--json").output for each in commands]
    run(folder, "suggestions", "import", table(folder, suggested(folder)), "--stage", STAGE)
    assert [run(folder, *each, "--json").output for each in commands] == before
    assert run(folder, "check").exit_code == 0


def test_ones_own_differences_and_nobody_elses(folder: Path) -> None:
    run(folder, "suggestions", "import", table(folder, suggested(folder)), "--stage", STAGE)
    found = run_json(folder, "suggestions", "differences", STAGE, role="BO")
    ids = record_ids(folder)
    assert [(each["record"], each["verdict"], each["decided"]) for each in found["items"]] == [
        (ids[4], "exclude", "include")
    ]
    told = run(folder, "suggestions", "differences", STAGE, role="BO").output
    assert "included; gpt-x 1.0 suggested exclude (0.9, topic): “found SOMETHING to say”" in " ".join(told.split())


def test_while_it_is_sealed_no_agreement_is_told(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "sealed", records=4)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(4)])
    run(folder, "suggestions", "import", table(folder, suggested(folder, 4)), "--stage", STAGE)
    [program] = run_json(folder, "suggestions", "agreement", STAGE)["programs"]
    assert (program["readers"], program["readers_note"]) == ([], "sealed")
    assert run_json(folder, "suggestions", "differences", STAGE, role="BO")["items"] == []


@pytest.mark.parametrize(
    ("change", "what", "where"),
    [
        ({"quote": "words that are not there"}, "the quote does not stand in the record", "line 3, column quote"),
        ({"verdict": "perhaps"}, "is no verdict", "line 3, column verdict"),
        ({"confidence": "90"}, "is no confidence", "line 3, column confidence"),
        ({"confidence": "nan"}, "is no confidence", "line 3, column confidence"),
        ({"model": ""}, "names no model", "line 3, column model"),
        ({"version": ""}, "names no version", "line 3, column version"),
        ({"record": "0" * 16}, "no record has", "line 3"),
        ({"record": ""}, "names no record", "line 3"),
    ],
)
def test_a_wrong_line_refuses_all_of_them(folder: Path, change: dict[str, str], what: str, where: str) -> None:
    rows = suggested(folder)
    rows[1] = tuple(change.get(name, cell) for name, cell in zip(HEAD, rows[1], strict=True))
    rows[1] = (*rows[1][:4], change.get("quote", "in study 1"), *rows[1][5:])
    with pytest.raises(TamisError, match=what) as refused:
        run(folder, "suggestions", "import", table(folder, rows), "--stage", STAGE)
    assert where in refused.value.where
    assert run_json(folder, "suggestions", "agreement", STAGE)["programs"] == []


def test_a_quote_of_another_record_is_refused(folder: Path) -> None:
    rows = suggested(folder)
    rows[2] = (*rows[2][:4], "in study 7", *rows[2][5:])
    with pytest.raises(TamisError, match="does not stand in the record"):
        run(folder, "suggestions", "import", table(folder, rows), "--stage", STAGE)


def test_a_column_that_is_missing_is_named(folder: Path) -> None:
    with pytest.raises(TamisError, match="lacks quote"):
        names = tuple(name for name in HEAD if name != "quote")
        run(folder, "suggestions", "import", table(folder, [], names), "--stage", STAGE)
    with pytest.raises(TamisError, match="the header lacks record"):
        run(folder, "suggestions", "import", table(folder, [], HEAD[1:]), "--stage", STAGE)


def test_a_confidence_is_a_number_from_0_to_1_or_nothing() -> None:
    assert [_confidence(each, "here") for each in ("", "0", "0.5", "1")] == [None, 0, 0.5, 1]
    for wrong in ("-0.1", "1.1", "2", "-1", "high", "nan", "inf"):
        with pytest.raises(TamisError, match=f"“{wrong}” is no confidence"):
            _confidence(wrong, "here")


def test_two_lines_of_one_program_that_differ_are_refused(folder: Path) -> None:
    rows = suggested(folder)
    with pytest.raises(TamisError, match="than line 2 does"):
        run(
            folder,
            "suggestions",
            "import",
            table(folder, [*rows, (rows[0][0], "maybe", *rows[0][2:])]),
            "--stage",
            STAGE,
        )
