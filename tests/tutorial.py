"""Writes the tables beside the tutorial, for those who do not want to read its 247 records; part of `make reference`.

They are what the invented readers of the sample review say of the records in the tutorial's four files.
"""

from __future__ import annotations

import csv
import tempfile
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from sample_data import build
from sample_data.charting import ITEMS
from sample_data.decisions import import_rows, read_decisions, read_resolutions
from sample_data.truth import FILE, Truth
from store.acts.imports import records_with_imports
from store.folder.review import Review
from store.state.review_state import review_state
from tests.reviews import run, run_json

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "tutorial"
SOURCES = {"medline": "Medline", "cinahl": "Cinahl", "reference-lists": "Reference lists", "experts": "Experts"}
"""What the tutorial imports, in its order."""


def write_tables(folder: Path) -> None:
    """Screen the tutorial's records as its readers do, and write what they decide as tables."""
    with tempfile.TemporaryDirectory() as temporary:
        review = Path(temporary) / "review"
        run(review.parent, "init", str(review), "--template", "peer-support-2021")
        for file, source in SOURCES.items():
            run(review, "import", str(build.shipped() / f"{file}.ris"), "--source", source)
        run(review, "dedup")
        for pair in run_json(review, "dedup", "--pairs"):
            run(review, "dedup", "--not-same", pair["a"], pair["b"])
        found = _publications(review)
        for stage in ("language", "publication-type"):
            run(review, "suggest", stage, "--apply", "--pass-rest", role="KBAA")
        for stage in ("language", "publication-type", "field", "title-abstract", "eligibility", "full-text"):
            readers = ("KBAA", "ON") if stage in ("title-abstract", "eligibility", "full-text") else ("KBAA",)
            if stage in ("title-abstract", "eligibility"):
                run(review, "sample", stage, "--draw", "--yes")
            for reader in readers:
                _decide(review, folder, reader, stage, found)
            if len(readers) > 1:
                _resolve(review, stage, found)
        _chart(review, folder, found)


def _publications(review: Path) -> dict[str, list[str]]:
    """For each publication the ids of its records that survive."""
    truth = Truth.read(build.shipped() / FILE)
    publication_of = truth.publication_of()
    found: defaultdict[str, list[str]] = defaultdict(list)
    place: Counter[str] = Counter()
    with Review(review) as opened:
        groups = review_state(opened).groups
        names = {source: name for name, source in SOURCES.items()}
        for record, each in records_with_imports(opened):
            name = names[each.source.name]
            place[name] += 1
            if groups.of(record) == record:
                found[publication_of[f"{name}.ris", place[name]]].append(record)
    return found


def _decide(review: Path, folder: Path, reader: str, stage: str, found: Mapping[str, Sequence[str]]) -> None:
    waiting = (
        {each["record_id"] for each in run_json(review, "records", "waiting", "--stage", stage)}
        if stage in ("language", "publication-type")
        else {
            each["record_id"]
            for each in run_json(review, "records", "owed", "--stage", stage, "--reviewer", reader, role=reader)
        }
    )
    planned = read_decisions(build.shipped(), reader, stage)
    rows = [row for row in import_rows(planned, found) if row["record_id"] in waiting]
    rows += [_unplanned(record, stage) for record in sorted(waiting - {row["record_id"] for row in rows})]
    path = folder / f"{reader}-{stage}.csv"
    _write(path, ("record_id", "verdict", "reason", "note", "labels"), rows)
    run(review, "decisions", "import", str(path), "--stage", stage, "--reviewer", reader)


def _unplanned(record: str, stage: str) -> dict[str, str]:
    """A verdict on what these four sources do not reveal to be no article; another database would have said so."""
    if stage == "field":
        return {"record_id": record, "verdict": "include"}
    return {"record_id": record, "verdict": "exclude", "reason": "other", "note": "neither an article nor a book"}


def _resolve(review: Path, stage: str, found: Mapping[str, Sequence[str]]) -> None:
    said = {
        record: each for each in read_resolutions(build.shipped(), stage) for record in found.get(each.publication, ())
    }
    for item in run_json(review, "disagreements", stage)["items"]:
        how = said[item["record_id"]]
        reason = ("--reason", how.reason) if how.reason else ()
        call = ("resolve", stage, item["record_id"], how.verdict, *reason, "--rationale", how.rationale)
        run(review, *call, "--by", "KBAA,ON")


def _chart(review: Path, folder: Path, found: Mapping[str, Sequence[str]]) -> None:
    by_id = {each.id: each for each in Truth.read(build.shipped() / FILE).publications}
    publication_of = {record: by_id[name] for name, records in found.items() for record in records}
    rows = []
    for study in run_json(review, "chart", "forms", role="KBAA")["studies"]:
        values = publication_of[study["record_id"]].charting
        row = {name: ";".join(of) if isinstance(of, list) else str(of) for name, of in values.items()}
        rows.append({"record_id": study["record_id"], **row})
    _write(folder / "KBAA-charting.csv", ("record_id", *ITEMS), rows)


def _write(path: Path, columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    write_tables(FOLDER)
