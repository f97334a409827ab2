"""Files made to fill the memory, to read other files, or to run something in a browser or a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from html.parser import HTMLParser
from pathlib import Path

import pytest
from openpyxl import Workbook

from core.errors import TamisError
from core.formats.readers.read import read_file
from core.formats.readers.tables import workbook as workbooks
from tests.reviews import make_review, ris, run

ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE xml [{}]>'
    "<xml><records><record><titles><title>A &x;</title></titles></record></records></xml>"
)


@pytest.mark.parametrize(
    "declared",
    [
        '<!ENTITY x SYSTEM "file:///etc/passwd">',
        '<!ENTITY x SYSTEM "http://localhost/">',
        '<!ENTITY a "aaaaaaaaaa"><!ENTITY x "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">',
        '<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;',
    ],
)
def test_xml_entities_are_refused(tmp_path: Path, declared: str) -> None:
    (tmp_path / "a.xml").write_text(ENTITY.replace("{}", declared), encoding="utf-8")
    with pytest.raises(TamisError, match="entities of its own"):
        read_file(tmp_path / "a.xml")


def workbook(path: Path, cells: int) -> Path:
    book = Workbook()
    book.active.append(["title", "abstract"])
    book.active.append(["A title", "x" * cells])
    book.save(path)
    return path


def test_a_workbook_that_would_unpack_to_far_more_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = workbook(tmp_path / "a.xlsx", 30_000)
    assert read_file(path).records[0].title == "A title"
    with zipfile.ZipFile(path) as archive:
        size = sum(each.file_size for each in archive.infolist())
    monkeypatch.setattr(workbooks, "_LARGEST_WORKBOOK", size - 1)
    with pytest.raises(TamisError, match=f"would unpack to {size:,} bytes"):
        read_file(path)


def test_a_field_of_megabytes_is_kept_whole_and_read_as_far_as_a_screen_can_show(tmp_path: Path) -> None:
    long = "words " * 500_000
    (tmp_path / "a.ris").write_text(f"TY  - JOUR\nTI  - {long}\nAB  - {long}\nKW  - {long}\nER  - \n\n" + ris([1]))
    first, second = read_file(tmp_path / "a.ris").records
    assert {pair.tag: len(pair.value) for pair in first.raw if pair.tag in ("TI", "AB", "KW")} == dict.fromkeys(
        ("TI", "AB", "KW"), len(long.rstrip())
    )
    assert len(json.dumps(first.as_document())) < 400_000
    assert second.accession == "T1"


class Page(HTMLParser):
    """Collects what a browser would run or fetch."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("img", "iframe", "object", "embed", "base", "form") or (tag == "script" and dict(attrs).get("src")):
            self.found.append(tag)
        for name, value in attrs:
            if name.startswith("on") or (value or "").strip().lower().startswith(("javascript:", "data:", "vbscript:")):
                self.found.append(f"{tag} {name}={value}")

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script" and "alert(" in data:
            self.found.append(data)


def test_what_a_record_says_is_text_in_every_file_of_the_report(tmp_path: Path) -> None:
    evil = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'><svg onload=alert(1)>"
    record = f"TY  - JOUR\nTI  - {evil}\nAU  - =cmd|' /C calc'!A0\nAN  - T1\nT2  - {evil}\nUR  - javascript:alert(1)\n"
    review = make_review(tmp_path / "review")
    (tmp_path / "a.ris").write_text(f'{record}DO  - 10.1000/a"><script>alert(1)</script>\nER  - \n', encoding="utf-8")
    run(review, "import", str(tmp_path / "a.ris"), "--source", f"={evil}", "--platform", evil, "--limits", "+1+1")
    run(review, "report", "--out", str(tmp_path / "report"))
    files = [path for path in (tmp_path / "report").rglob("*") if path.is_file()]
    assert any(evil.encode() in path.read_bytes() or b"&lt;script&gt;" in path.read_bytes() for path in files)
    for path in files:
        if path.suffix in (".html", ".svg"):
            page = Page()
            page.feed(path.read_text(encoding="utf-8"))
            assert page.found == [], path
        if path.suffix == ".csv":
            for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))):
                assert not [cell for cell in row if cell.startswith(("=", "+", "@", "\t", "\r"))], path
