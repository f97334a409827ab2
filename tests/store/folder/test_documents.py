"""Documents found by their place, in a file that TinyDB opens and that says so when it is damaged."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from tinydb import TinyDB

from store.folder.documents import Documents
from store.journal.errors import StoreCorrupt
from tests.documents import write_documents

MANY = [(number * 7 % 1009, {"title": f"“{number}”", "text": "x\n" * (number % 5)}) for number in range(1, 1001)]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "records.json"
    write_documents(path, "records", MANY)
    return path


def test_each_document_is_found_by_its_place(path: Path) -> None:
    found = Documents(path)
    assert list(found.ids) == [number for number, _ in MANY] and len(found) == len(MANY)
    assert [found.at(place) for place in range(len(found))] == list(found) == [each for _, each in MANY]


def test_the_pages_hold_every_line_once(path: Path) -> None:
    found = Documents(path)
    pages = list(found.pages())
    lines = [page.line(place).partition(b"\n")[0] for page in pages for place in range(len(page.numbers))]
    assert lines == [line.rstrip(b"\n") for line in found.lines()] and [
        each for page in pages for each in page.numbers
    ] == list(found.ids)


def test_lines_with_a_text_come_from_the_end_and_once(path: Path) -> None:
    (page, *_) = Documents(path).pages()
    wanted = "“1".encode()
    places = [place for place in range(len(page.numbers)) if wanted in page.line(place)]
    assert list(page.lines_with(wanted)) == places[::-1] and list(page.lines_with(b"nowhere")) == []
    assert list(page.lines_with(b"x")) == sorted({p for p in range(len(page.numbers)) if b"x" in page.line(p)})[::-1]


def test_it_is_written_once_and_tinydb_opens_it(tmp_path: Path) -> None:
    path = tmp_path / "two.json"
    digest = write_documents(path, "records", [(5, {"a": "æ"}), (3, {"a": 1})])
    assert digest == hashlib.sha256(path.read_bytes()).hexdigest() and path.stat().st_mode & 0o777 == 0o444
    with TinyDB(path, access_mode="r") as stock:
        assert [(each.doc_id, dict(each)) for each in stock.table("records")] == [(5, {"a": "æ"}), (3, {"a": 1})]


def test_no_documents_are_a_file_too(tmp_path: Path) -> None:
    write_documents(tmp_path / "none.json", "records", [])
    found = Documents(tmp_path / "none.json")
    assert len(found) == 0 and list(found) == [] and list(found.pages()) == []


@pytest.mark.parametrize("place", [0, 100, 999])
@pytest.mark.parametrize("bit", range(7))
def test_a_damaged_number_of_a_document_is_named(path: Path, place: int, bit: int) -> None:
    """Also where it is no number any more, or another one, or another's."""
    start = Documents(path)._starts[place] + 1
    data = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(data[:start] + bytes([data[start] ^ 1 << bit]) + data[start + 1 :])
    with pytest.raises(StoreCorrupt, match=f"line {place + 2} is damaged|index") as refused:
        list(Documents(path))
    assert refused.value.where == str(path)


def test_a_damaged_line_is_named_and_costs_no_other(path: Path) -> None:
    lines = path.read_bytes().split(b"\n")
    lines[3] = b"!" + lines[3][1:]
    path.chmod(0o644)
    path.write_bytes(b"\n".join(lines))
    found = Documents(path)
    assert found.at(1) == MANY[1][1] and found.at(3) == MANY[3][1]
    with pytest.raises(StoreCorrupt, match="line 4 is damaged"):
        found.at(2)
    with pytest.raises(StoreCorrupt, match="line 4 is damaged"):
        list(found)


@pytest.mark.parametrize("left", [0, 10, -3])
def test_a_file_without_its_index_is_refused(path: Path, left: int) -> None:
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:left])
    with pytest.raises(StoreCorrupt, match="the index, is missing or damaged"):
        Documents(path)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(StoreCorrupt, match="not there"):
        Documents(tmp_path / "none.json")
