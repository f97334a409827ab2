"""The finished sample review, charted by two: tables, map and consensus against its known truth."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest

from sample_data import build
from sample_data.charting import ITEMS
from sample_data.coding import CODED, categories_of
from sample_data.truth import FILE, TruePublication, Truth
from store.acts.imports import records_with_imports
from store.folder.review import Review
from tests.reviews import copied_demo, run, run_json
from tui.adapter.demo import DIFFERING

pytestmark = pytest.mark.slow

FILES = build.shipped()


def publications(folder: Path) -> dict[str, TruePublication]:
    """The publication behind each study that is to be charted, by the id of its record."""
    truth = Truth.read(FILES / FILE)
    publication_of, by_id = truth.publication_of(), {each.id: each for each in truth.publications}
    found: dict[str, TruePublication] = {}
    with Review(folder) as review:
        place: Counter[str] = Counter()
        for record, came_with in records_with_imports(review):
            name = came_with.files[0].file
            place[name] += 1
            found[record] = by_id[publication_of[name, place[name]]]
    owed = run_json(folder, "chart", "charting", role="KBAA")["studies"]
    return {each["record_id"]: found[each["record_id"]] for each in owed}


def test_the_sample_review_is_charted(tmp_path: Path) -> None:
    finished = tmp_path / "review"
    copied_demo(finished, finished=True)
    studies = publications(finished)
    assert len(studies) > 20
    assert all(each.charting for each in studies.values())
    disputed = sorted(studies)[:DIFFERING]
    status = next(each for each in run_json(finished, "status")["stages"] if each["stage"] == "charting")
    assert (status["included"], status["waiting"], status["blind"]) == (len(studies), 0, False)

    [pair] = run_json(finished, "chart", "agreement")["pairs"]
    percent = {each["item"]: each["percent_agreement"] for each in pair["items"]}
    assert percent == dict.fromkeys(ITEMS, 1.0) | {"process": (len(studies) - 3) / len(studies)}
    differing = run_json(finished, "chart", "consensus")["items"]
    assert {(each["record_id"], each["item"]) for each in differing} == {(each, "process") for each in disputed}
    assert all(each["consensus"]["taken"] == "KBAA" for each in differing)

    should = {name: Counter(_parts(studies, name)) for name in ITEMS}
    for item in CODED:
        answers = [str(each.charting[item]) for each in studies.values()]
        should[item] = Counter(name for answer in answers for name in categories_of(item, answer))
    for table in run_json(finished, "chart", "tables")["tables"]:
        assert table["studies"] == len(studies)
        if table["type"] not in ("long-text", "text"):
            found = {row["value"]: row["n"] for row in table["rows"] if row["is_answer"] and row["n"]}
            assert found == should[table["item"]], table["item"]

    crossed = run_json(finished, "chart", "map", "involvement", "outcome", "--by", "process")
    for cell in crossed["cells"]:
        both = [
            each
            for each, publication in studies.items()
            if cell["row"] in publication.charting["involvement"] and cell["column"] in publication.charting["outcome"]
        ]
        assert set(cell["record_ids"]) == set(both), cell
    assert sum(cell["n"] for cell in crossed["cells"]) > 0
    assert "<svg" in run(finished, "chart", "map", "involvement", "outcome", "--format", "svg").stdout
    assert run(finished, "check").exit_code == 0

    for place in ("one", "two"):
        run(finished, "chart", "table", "--out", str(tmp_path / place))
    assert run_json(finished, "chart", "table", "crossing", "involvement", "outcome")["rows"] == [
        [row, *(cell["n"] for cell in crossed["cells"] if cell["row"] == row)] for row in crossed["rows"]
    ]
    made = {each.name: each.read_bytes() for each in (tmp_path / "one").iterdir()}
    assert made == {each.name: each.read_bytes() for each in (tmp_path / "two").iterdir()} and len(made) == 15, sorted(
        made
    )
    with (tmp_path / "one" / "tidy.csv").open(encoding="utf-8", newline="") as stream:
        tidy = Counter((row["item"], row["value"]) for row in csv.DictReader(stream) if row["status"] == "answered")
    for table in run_json(finished, "chart", "tables")["tables"]:
        if table["type"] not in ("long-text", "text") and table["item"] not in CODED:
            assert all(tidy[table["item"], row["value"]] == row["n"] for row in table["rows"] if row["is_answer"])
    with (tmp_path / "one" / "characteristics.csv").open(encoding="utf-8-sig", newline="") as stream:
        *rows, _ = csv.DictReader(stream)
    dois = {
        each["doi"]
        for each in csv.DictReader(
            io.StringIO(run(finished, "export", "--outcome", "included", "--format", "csv").stdout.lstrip("\ufeff"))
        )
    }
    assert len(rows) == len(studies) and {each["DOI"] for each in rows} <= dois | {""}

    exported = tmp_path / "exported.csv"
    exported.write_bytes(run(finished, "chart", "export", role="KBAA").stdout_bytes)
    again = run_json(finished, "chart", "import", str(exported), "--stage", "charting", role="KBAA")
    assert again["stored"] == 0, "what was exported is read back without a change"
    assert again["unchanged"] > 10 * len(studies)


def _parts(studies: dict[str, TruePublication], item: str) -> list[str]:
    given = (each.charting[item] for each in studies.values() if item in each.charting)
    return [str(part) for value in given for part in (value if isinstance(value, list) else [value])]
