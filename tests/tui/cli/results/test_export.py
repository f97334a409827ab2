"""What goes out of a review: each publication once, with all that its records say of it, and nothing of a neighbour."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
import rispy
from openpyxl import load_workbook

from core.formats.readers.read import read_file
from core.records.record import Record
from store.acts.duplicates.groups import duplicate_groups, shown_record
from store.folder.review import Review
from tests.reviews import make_review, record_ids, records_file, run, run_json

TITLE = "Synchrony between people who work side by side in hospital wards"
SHARED = f"TI  - {TITLE}\nAU  - Claus, Santa N.\nAU  - Reindeer, Rudolph\nPY  - 2021\nDO  - 10.1000/dd.1\n"
PLACED = (
    f"TY  - JOUR\n{SHARED}T2  - Journal of Wards\nVL  - 3\nIS  - 2\nSP  - 10\nEP  - 19\n"
    "SN  - 1234-5678\nKW  - one\nKW  - two\nLA  - English\nPB  - Elsevier\nUR  - https://example.org/1\n"
    "U1  - 23456 [pmid]\nZZ  - a tag of the database\nER  - \n"
)
ABSTRACT = "We asked forty people what they did."
BARE = f"TY  - JOUR\n{SHARED}AB  - {ABSTRACT}\nER  - \n"
RICH = PLACED.replace("ER  -", f"AB  - {ABSTRACT}\nER  -")
NBIB = (
    f"PMID- 23456\nOWN - NLM\nPT  - Journal Article\nTI  - {TITLE}\nFAU - Claus, Santa N.\nFAU - Reindeer, Rudolph\n"
    "DP  - 2021\nLID - 10.1000/dd.1 [doi]\nJT  - Journal of Wards\nVI  - 3\nIP  - 2\nPG  - 10-19\n"
    "LA  - eng\nIS  - 1234-5678\n"
)
BIB = (
    f"@article{{key,\n title = {{{TITLE}}},\n author = {{Claus, Santa N. and Reindeer, Rudolph}},\n year = 2021,\n"
    " doi = {10.1000/dd.1},\n journal = {Journal of Wards}, volume = 3, number = 2, pages = {10--19},\n"
    " keywords = {one, two}\n}\n"
)
ENW = (
    f"%0 Journal Article\n%T {TITLE.upper()}\n%A Claus, S. N.\n%D 2021\n%R 10.1000/dd.1\n%K three\n%K four\n%K five\n"
    "%U https://example.org/2\n%U https://example.org/3\n%G German\n"
)


def joined_review(tmp_path: Path, first: str, second: str, *, new_round: bool) -> Path:
    """A review with one publication, from two sources."""
    folder = make_review(tmp_path / "r")
    for number, text in enumerate((first, second)):
        file = tmp_path / f"{number}.txt"
        file.write_text(text, encoding="utf-8")
        later = ("--round", "new") if number and new_round else ()
        run(folder, "import", str(file), "--source", f"Source {number}", *later)
    run(folder, "dedup")
    assert len(record_ids(folder)) == 1
    return folder


def shown(folder: Path) -> Record:
    with Review(folder) as review:
        return shown_record(review, duplicate_groups(review), record_ids(folder)[0])


def exported(folder: Path, format: str, path: Path) -> Path:
    path.write_bytes(run(folder, "export", "--format", format).stdout_bytes)
    return path


def told(record: Record) -> dict[str, object]:
    """What a record says, whatever the tags that said it."""
    told = record._asdict()
    for name in ("id", "raw", "stray", "line", "kind", "accession"):
        del told[name]
    for name in ("languages", "types"):
        told[name] = {value for _, value in told[name]}
    return told


@pytest.mark.parametrize("new_round", [False, True])
@pytest.mark.parametrize(
    ("first", "second"),
    [
        (PLACED, BARE),
        (BARE, PLACED),
        (NBIB, BARE),
        (BARE, NBIB),
        (RICH, ENW),
        (ENW, RICH),
        (ENW, BARE),
        (BIB, BARE),
        (BARE, BIB),
        (PLACED.replace("AU  - Reindeer, Rudolph\n", "").replace("AU  -", "A1  -"), BARE),
        (PLACED.replace("EP  - 19\n", ""), BARE.replace("AB  -", "VL  - 3\nIS  - 2\nSP  - 10-19\nAB  -")),
    ],
)
def test_what_any_record_of_a_publication_says_goes_out(
    tmp_path: Path, first: str, second: str, new_round: bool
) -> None:
    folder = joined_review(tmp_path, first, second, new_round=new_round)
    expected = shown(folder)
    [back] = read_file(exported(folder, "ris", tmp_path / "out.ris")).records
    assert told(back) == told(expected)
    for name, format in (("csv", "out.csv"), ("xlsx", "out.xlsx"), ("bibtex", "out.bib")):
        [back] = read_file(exported(folder, name, tmp_path / format)).records
        for field in ("title", "abstract", "authors", "year", "journal", "volume", "issue", "pages", "doi", "pmid"):
            assert getattr(back, field) == getattr(expected, field), (name, field)
        assert back.issn == expected.issn and back.publisher == expected.publisher
        assert {value for _, value in back.languages} == {value for _, value in expected.languages}
        assert back.keywords == expected.keywords
    [entry] = rispy.loads((tmp_path / "out.ris").read_text(encoding="utf-8"))
    assert (entry["title"], entry.get("abstract", "")) == (expected.title, expected.abstract)
    [row] = csv.DictReader(io.StringIO(run(folder, "export", "--format", "asreview").stdout))
    assert (row["abstract"], row["doi"]) == (expected.abstract, expected.doi)


def test_a_fresh_review_takes_in_the_joined_record(tmp_path: Path) -> None:
    folder = joined_review(tmp_path, PLACED, BARE, new_round=True)
    file = exported(folder, "ris", tmp_path / "out.ris")
    fresh = make_review(tmp_path / "fresh")
    run(fresh, "import", str(file), "--source", "The other review")
    assert told(shown(fresh)) == told(shown(folder))
    assert shown(fresh).abstract == ABSTRACT and shown(fresh).pmid == "23456"


def test_the_tags_of_the_survivor_stay(tmp_path: Path) -> None:
    folder = joined_review(tmp_path, PLACED, BARE, new_round=True)
    lines = exported(folder, "ris", tmp_path / "out.ris").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line in PLACED.splitlines() and line] == PLACED.splitlines()
    assert "ZZ  - a tag of the database" in lines


def test_lists_of_records_name_the_title_that_is_shown(tmp_path: Path) -> None:
    folder = joined_review(tmp_path, RICH.replace(TITLE, TITLE.upper()), BARE, new_round=False)
    record = record_ids(folder)[0]
    run(folder, "decide", "title-abstract", record, "include", role="ANNA")
    run(folder, "decide", "title-abstract", record, "exclude", role="BO")
    assert {row["title"] for row in run_json(folder, "decisions", "export")} == {TITLE}
    assert [item["title"] for item in run_json(folder, "disagreements", "title-abstract")["items"]] == [TITLE]
    assert [row["title"] for row in run_json(folder, "records", "entered", "--stage", "title-abstract")] == [TITLE]
    assert TITLE in run(folder, "records", "entered", "--stage", "title-abstract").stdout
    run(folder, "resolve", "title-abstract", record, "include", "--rationale", "read again", role="CHIEF")
    assert [row["title"] for row in run_json(folder, "fulltext", "full-text")["reports"]] == [TITLE]


LOST = "AU  - Cole, B\nAB  - The abstract of a record that lost its first lines.\nDO  - 10.1000/lost.2\n"
LEFT_OVERS = {
    "ris": (
        "TY  - JOUR\nTI  - First record\nAU  - Berg, A\nPY  - 2001\nER  - \n\n"
        f"{LOST}ER  - \n\nTY  - JOUR\nTI  - Third record\nAU  - Dahl, C\nPY  - 2003\nER  - \n"
    ),
    "nbib": (
        "PMID- 1\nTI  - First record\nAU  - Berg A\nDP  - 2001\n\nAU  - Cole B\n"
        "AB  - The abstract of a record that lost its first lines.\nLID - 10.1000/lost.2 [doi]\n\n"
        "PMID- 3\nTI  - Third record\nAU  - Dahl C\nDP  - 2003\n"
    ),
    "ovid": (
        "<1>\nUI  - 1\nTI  - First record\nAU  - Berg A\nYR  - 2001\n\nAU  - Cole B\n"
        "SO  - Lost Journal. 8(2):1-2, 2002.\n"
        "AB  - The abstract of a record that lost its first lines.\nDO  - 10.1000/lost.2\n\n"
        "<3>\nUI  - 3\nTI  - Third record\nAU  - Dahl C\nYR  - 2003\n"
    ),
    "enw": (
        "%0 Journal Article\n%T First record\n%A Berg, A\n%D 2001\n%R 10.1000/one\n\n%D 2002\n"
        "%X The abstract of a record that lost its first lines.\n%R 10.1000/lost.2\n\n"
        "%0 Journal Article\n%T Third record\n%A Dahl, C\n%D 2003\n"
    ),
}


@pytest.mark.parametrize("name", LEFT_OVERS)
@pytest.mark.parametrize("format", ["ris", "csv", "xlsx", "bibtex"])
def test_what_belongs_to_no_record_is_said_and_kept_and_goes_out_with_none(
    tmp_path: Path, name: str, format: str
) -> None:
    folder = make_review(tmp_path / "r")
    file = tmp_path / "lost.txt"
    file.write_text(LEFT_OVERS[name], encoding="utf-8")
    text = run(folder, "import", str(file), "--source", "Testbase").stdout
    assert "line 6: lines" in text or "line 7: lines" in text
    assert "were kept with the record before them, unused and exported with none" in text
    out = exported(folder, format, tmp_path / f"out.{format}")
    if format == "xlsx":
        sheet = load_workbook(out).active
        said = " ".join(str(cell) for row in sheet.iter_rows(values_only=True) for cell in row)
    else:
        said = out.read_text(encoding="utf-8")
    assert "First record" in said and "Third record" in said
    assert not any(each in said for each in ("Cole", "lost", "2002", "Lost"))
    assert "10.1000/lost.2" in records_file(folder, ".raw.json").read_text(encoding="utf-8")
    assert run_json(folder, "check")["ok"]
    again = run_json(folder, "import", str(file), "--source", "Testbase")
    assert (again["new"], again["already_imported"]) == (0, 2)


def test_a_decision_of_another_program_is_not_taken_from_a_neighbours_lines(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    (tmp_path / "a.ris").write_text(LEFT_OVERS["ris"].replace(LOST, ""), encoding="utf-8")
    run(folder, "import", str(tmp_path / "a.ris"), "--source", "Testbase")
    note = 'N1  - RAYYAN-INCLUSION: {"Anna"=>"Included"}\n'
    rayyan = LEFT_OVERS["ris"].replace(LOST, LOST + note).replace("PY  - 2003\n", "PY  - 2003\n" + note)
    (tmp_path / "rayyan.ris").write_text(rayyan, encoding="utf-8")
    file = str(tmp_path / "rayyan.ris")
    done = run_json(folder, "decisions", "import", file, "--stage", "title-abstract", role="ANNA")
    assert done["stored"] == 1
    assert [row["title"] for row in run_json(folder, "decisions", "export", role="ANNA")] == ["Third record"]


def test_a_text_that_no_cell_of_excel_holds_is_said_to_be_cut(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "r")
    (tmp_path / "long.ris").write_text(f"TY  - JOUR\nTI  - One\nAB  - {'long ' * 7_000}\nER  - \n" + BARE)
    run(folder, "import", str(tmp_path / "long.ris"), "--source", "One")
    cut = "2 records, of 1 of them a text that is longer than a cell of Excel is cut: csv has it whole"
    assert cut in run(folder, "export", "--format", "xlsx").stderr
    assert "cut" not in run(folder, "export", "--format", "csv").stderr
