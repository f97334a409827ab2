"""What the records of a stage are, counted before any of them is excluded."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.records.record import Record
from store.numbers.charting.categories import types_of
from tests.reviews import record_ids, run, run_json
from tests.store.numbers.test_status import stepped


def listed(folder: Path, *options: str) -> list[str]:
    return [each["record_id"] for each in run_json(folder, "records", "entered", "--stage", "language", *options)]


def test_all_that_entered_are_counted_excluded_or_not(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    ids = stepped(folder)
    said = f"{ids[8]},include,,good example\n{ids[0]},exclude,language,good example\n"
    (tmp_path / "said.csv").write_text(f"record_id,verdict,reason,labels\n{said}")
    run(folder, "decisions", "import", str(tmp_path / "said.csv"), "--stage", "language", "--reviewer", "ANNA")
    found = run_json(folder, "status", "--categories")["stages"][0]["categories"]
    assert found == {
        "labels": {"good example": 2},
        "types": {"not known": 9},
        "suggested": {"nothing suggested": 5, "German": 4},
    }
    assert "categories" not in run_json(folder, "status")["stages"][0]
    assert listed(folder, "--suggested", "german") == ids[:4] and listed(folder) == record_ids(folder)
    assert listed(folder, "--suggested", "German", "--label", "good example") == ids[:1]
    lines = run(folder, "status", "--categories").stdout.splitlines()
    assert ["suggested", "German", "4"] in [line.split() for line in lines]


def test_a_category_that_is_not_there_is_refused(tmp_path: Path) -> None:
    stepped(tmp_path / "review")
    with pytest.raises(TamisError, match="Of those that entered: nothing suggested, German"):
        listed(tmp_path / "review", "--suggested", "Frisian")
    with pytest.raises(TamisError, match="Of those that entered: none") as refused:
        listed(tmp_path / "review", "--label", "x")
    assert (refused.value.what, refused.value.where) == ("no record has “x”", "--label")
    with pytest.raises(TamisError, match="--label is of the records of a stage\nName the stage: --stage STAGE"):
        run(tmp_path / "review", "records", "identified", "--label", "x")


@pytest.mark.parametrize(
    ("types", "kind", "told"),
    [
        (("Journal Article", "Review"), "CONF", ["Article", "Review article"]),
        (("Letter", "Letter"), "", ["Letter"]),
        ((), "CONF", ["Conference paper"]),
        (("Odd",), "JOUR", ["not known"]),
        ((), "", ["not known"]),
    ],
)
def test_the_type_of_a_record_is_that_of_its_fields_else_of_its_kind(
    types: tuple[str, ...], kind: str, told: list[str]
) -> None:
    assert types_of(Record(id="1", types=tuple(("PT", each) for each in types), kind=kind)) == told
