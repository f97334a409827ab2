from __future__ import annotations

from dataclasses import replace

from core.errors import TamisError
from core.records.imports import Source
from store.acts.imports import ReadFiles, RecordsById
from store.work.outside.export_files import ExportFile
from tests.tui.fake_imports import make_import
from tui.words.exports import about, brings, brought, lacking, row, summary

ROW = ("!", "savedrecs (final) [2].txt", "Web of Science, Clarivate", "header line of the export", "1,300", "12")
DONE = make_import(0, "Medline", records=147, warnings=((811, "no title"), (902, "no title")))
FILE = ExportFile(
    name="medline.ris",
    source=Source(name="Medline", platform="Ovid"),
    why="DB field",
    read=ReadFiles(source=DONE.source, files=DONE.files, records=RecordsById()),
    found=DONE,
)


def test_a_file_is_told_in_a_row_and_what_is_odd_about_it_in_a_line() -> None:
    assert row(FILE, left_out=False) == ("!", "medline.ris", "Medline, Ovid", "DB field", "147", "0")
    assert row(FILE, left_out=True)[0::3] == ("-", "left out")
    assert about(FILE, "enter") == "! line 811: no title (1 of 2) — enter shows them"
    one = make_import(0, "Medline", records=147, warnings=((811, "no title"),))
    assert (
        about(replace(FILE, read=ReadFiles(source=one.source, files=one.files, records=RecordsById())), "e")
        == "! line 811: no title — e shows them"
    )
    nameless = replace(FILE, source=Source(name=""), why="none of its marks", found=None)
    assert row(nameless, left_out=False) == ("?", "medline.ris", "–", "none of its marks", "147", "")
    none = ExportFile(name="x", source=Source(name=""), why="", problem=TamisError("no references", advice="Look."))
    assert row(none, left_out=False)[:3] == ("!", "x", "–") and "no references" in about(none, "enter")


def test_what_is_known_already_says_as_what() -> None:
    known = replace(DONE, files=(replace(DONE.files[0], known_as=(4,)),), new=0)
    assert row(replace(FILE, found=known), left_out=False)[2:] == (
        "already here: import 4",
        "same content",
        "147",
        "147",
    )
    assert row(replace(FILE, twin="a.ris"), left_out=False)[2] == "same as a.ris"


def test_counts_before_and_after() -> None:
    assert summary([FILE, FILE]) == "2 files, 294 records"
    assert brings([FILE], "y") == "y brings in 147 records of 1 file" and brings([], "y") == "nothing new is ready"
    assert lacking(1, "e") == "? 1 file has no source — e names it" and lacking(0, "e") == ""
    assert lacking(2, "e").startswith("? 2 files have")
    assert brought([DONE], 0) == "brought in 147 records of 1 file"
    assert brought([DONE], 2).endswith("; 2 files without a source left")
