"""The sample review charted in batch, from the demo to tables, map and consensus, against its known truth."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Collection
from pathlib import Path

import pytest

from sample_data import build
from sample_data.charting import ITEMS
from sample_data.truth import FILE, TruePublication, Truth
from store.acts.imports import sources_by_file
from store.folder.review import Review
from tests.reviews import run, run_json
from tui.adapter.demo import build_demo

pytestmark = pytest.mark.slow

FILES = build.shipped()


def finished_review(folder: Path) -> Path:
    """The sample review with every decision made, and a second reviewer added to the plan."""
    build_demo(folder, finished=True)
    plan = folder / "protocol.toml"
    one = 'kind = "chart"\nreaders = [{ reviewer = "KBAA", coverage = "all" }]'
    two = 'kind = "chart"\nreaders = [{ reviewer = "KBAA", coverage = "all" }, { reviewer = "ON", coverage = "all" }]'
    assert plan.read_text().count(one) == 1
    plan.write_text(plan.read_text().replace(one, two))
    return folder


def publications(folder: Path) -> dict[str, TruePublication]:
    """The publication behind each study that is to be charted, by the id of its record."""
    truth = Truth.read(FILES / FILE)
    publication_of, by_id = truth.publication_of(), {each.id: each for each in truth.publications}
    found: dict[str, TruePublication] = {}
    with Review(folder) as review:
        names = {path: each.files[0].file for path, each in sources_by_file(review).items()}
        place: Counter[str] = Counter()
        for record, path in review.records.with_files():
            place[names[path]] += 1
            found[record] = by_id[publication_of[names[path], place[names[path]]]]
    owed = run_json(folder, "chart", "charting", role="KBAA")["studies"]
    return {each["record_id"]: found[each["record_id"]] for each in owed}


def sheet(path: Path, studies: dict[str, TruePublication], unclear: Collection[str] = ()) -> Path:
    """The truth as a reviewer's spreadsheet, but that the process of some studies is called unclear."""
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, ("record_id", *ITEMS))
        writer.writeheader()
        for record, publication in studies.items():
            row = {name: ";".join(of) if isinstance(of, list) else str(of) for name, of in publication.charting.items()}
            writer.writerow({"record_id": record, **row} | ({"process": "unclear"} if record in unclear else {}))
    return path


def test_the_sample_review_is_charted_in_batch(tmp_path: Path) -> None:
    finished = finished_review(tmp_path / "review")
    studies = publications(finished)
    assert len(studies) > 20
    assert all(each.charting for each in studies.values())
    kbaa = sheet(tmp_path / "kbaa.csv", studies)
    done = run_json(finished, "chart", "import", str(kbaa), "--stage", "charting", role="KBAA")
    assert (len(done["completed"]), done["missing"]) == (len(studies), {})
    assert run_json(finished, "chart", "tables")["tables"][0]["studies"] == 0, "blind until both have finished"

    disputed = sorted(studies)[:3]
    on = sheet(tmp_path / "on.csv", studies, disputed)
    run(finished, "chart", "import", str(on), "--stage", "charting", role="ON")
    status = next(each for each in run_json(finished, "status")["stages"] if each["stage"] == "charting")
    assert (status["included"], status["waiting"], status["blind"]) == (len(studies), 0, False)

    [pair] = run_json(finished, "chart", "agreement")["pairs"]
    percent = {each["item"]: each["percent_agreement"] for each in pair["items"]}
    assert percent == dict.fromkeys(ITEMS, 1.0) | {"process": (len(studies) - 3) / len(studies)}
    differing = run_json(finished, "chart", "consensus")["items"]
    assert {(each["record_id"], each["item"]) for each in differing} == {(each, "process") for each in disputed}
    for each in disputed:
        run(finished, "chart", "consensus", "charting", each, "process", "--take", "KBAA")

    should = {name: Counter(_parts(studies, name)) for name in ITEMS}
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

    exported = tmp_path / "exported.csv"
    exported.write_bytes(run(finished, "chart", "export", role="KBAA").stdout_bytes)
    again = run_json(finished, "chart", "import", str(exported), "--stage", "charting", role="KBAA")
    assert again["stored"] == 0, "what was exported is read back without a change"
    assert again["unchanged"] > 10 * len(studies)


def _parts(studies: dict[str, TruePublication], item: str) -> list[str]:
    given = (each.charting[item] for each in studies.values() if item in each.charting)
    return [str(part) for value in given for part in (value if isinstance(value, list) else [value])]
