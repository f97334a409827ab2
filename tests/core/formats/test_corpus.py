"""Real exports: the right number of records, and no value lost, against a scan of the lines that knows no dialect."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from pathlib import Path

import pytest

from core.formats.decode import decode_guessing
from core.formats.readers.read import read_file
from core.formats.readers.vendors import MARKED_BYTES, guess_source
from core.formats.result import ImportResult
from tests.core.formats.words import lost_words

CORPUS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus"
MANIFEST = list(csv.DictReader((CORPUS / "MANIFEST.csv").open(encoding="utf-8"))) if CORPUS.exists() else []
TAGGED = re.compile(r"[ \t]*([A-Z][A-Z0-9]) {1,2}-(?: (.*))?$")

pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the shared corpus is not here")


@cache
def read(path: Path) -> ImportResult:
    return read_file(path)


def path_of(name: str) -> Path:
    return next(CORPUS.rglob(name))


def folded(text: str) -> str:
    return " ".join(text.split())


# The three files of the manifest whose number of records no count of TY lines gives, and what is said of them.
EXCEPTIONS = {
    "citesource_citesource_benchmark_export.ris": (499, "no TY line in the file: each ER line was taken"),
    "zentouro_test.ris": (0, "3,748 ER lines, but no reference"),
    "jabref_RisImporterCorrupted.ris": (0, "left out: a single record that no TY line starts"),
}


def test_the_exceptions_are_the_manifests_and_are_said() -> None:
    ruled = {row["file"] for row in MANIFEST if row["format"] == "ris" and not row["rule"].startswith("^")}
    assert ruled == set(EXCEPTIONS)
    for name, (records, said) in EXCEPTIONS.items():
        result = read(path_of(name))
        assert (result.ty_lines, len(result.records)) == (0, records)
        assert any(said in each.message for each in result.warnings)
        assert result.skipped == (name == "jabref_RisImporterCorrupted.ris")


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_the_number_of_records_is_the_expected_one(row: dict[str, str]) -> None:
    result = read(path_of(row["file"]))
    assert len(result.records) == int(row["expected"])
    assert result.format == {"bib": "bibtex", "ciw": "wos", "wos-txt": "wos"}.get(row["format"], row["format"])
    if result.ty_lines is not None and result.format == "ris" and result.ty_lines != len(result.records):
        assert row["file"] in EXCEPTIONS


@pytest.mark.parametrize("row", [row for row in MANIFEST if row["format"] == "ris"], ids=lambda row: row["file"])
def test_no_value_of_a_tag_is_lost(row: dict[str, str]) -> None:
    path = path_of(row["file"])
    result = read(path)
    kept: defaultdict[str, set[str]] = defaultdict(set)
    for record in result.records:
        for tag, value in (*record.raw, *record.stray):
            kept[tag].add(folded(value))
    lost = []
    within = False
    for line in re.split(r"\r\n|\n|\r", path.read_bytes().decode("utf-8-sig")):
        found = TAGGED.match(line)
        if found is None:
            continue
        tag, value = found[1], folded(found[2] or "")
        within = within or tag == "TY" or result.ty_lines == 0
        if tag == "ER":
            within = result.ty_lines == 0
        elif within and value and value not in kept[tag]:
            # A value may go on in the lines that follow, or the line may itself continue the one before.
            if any(each.startswith(value) for each in kept[tag]) or any(
                value in each for values in kept.values() for each in values
            ):
                continue
            lost.append((tag, value))
    if int(row["expected"]):
        assert lost == []


@pytest.mark.parametrize("row", MANIFEST, ids=lambda row: row["file"])
def test_no_word_is_lost(row: dict[str, str]) -> None:
    """Whatever the format: each word of the file is in the raw pairs, as often as it is there."""
    path = path_of(row["file"])
    result = read(path)
    lost = lost_words(path.read_bytes().decode("utf-8-sig"), result)
    assert not lost or row["file"] == "jabref_RisImporterCorrupted.ris"


# Words of the manifest's column of vendors, and the source that must be recognised for them.
VENDORS = {
    "ACM DL": "ACM Digital Library",
    "DBLP": "DBLP",
    "Europe PMC": "Europe PMC",
    "Scopus": "Scopus",
    "Web of Science": "Web of Science",
    "ERIC": "ERIC",
    "PubMed": "PubMed",
    "Ovid PsycINFO": "PsycINFO",
    "ProQuest": "ProQuest",
    "Lens.org": "Lens.org",
    "EBSCO PsycINFO": "PsycINFO",
    "EBSCO GreenFILE": "GreenFILE",
    "EBSCO Environment Index/GreenFILE": "Environment Index",
    "EBSCO Academic Search Premier": "Academic Search Premier",
    "Medline (WoS)": "Medline",
    "Zoological Record (WoS/Ovid)": "Zoological Record",
}


@pytest.mark.parametrize("row", [row for row in MANIFEST if row["vendor"] in VENDORS], ids=lambda row: row["file"])
def test_the_source_of_a_file_that_its_vendor_marks_is_recognised(row: dict[str, str]) -> None:
    """The names of the files, which say it too, are not shown."""
    text = decode_guessing(path_of(row["file"]).read_bytes()[:MARKED_BYTES])
    assert guess_source(text, "export.txt").name == VENDORS[row["vendor"]]


def test_every_record_of_the_corpus_says_something() -> None:
    titled = total = 0
    for row in MANIFEST:
        if int(row["bytes"]) > 700_000:
            continue
        for record in read(path_of(row["file"])).records:
            total += 1
            titled += bool(record.title)
            assert record.raw, row["file"]
            assert "\x1b" not in record.title + record.abstract
            assert record.doi == "" or record.doi.startswith("10.")
    assert titled / total > 0.99
