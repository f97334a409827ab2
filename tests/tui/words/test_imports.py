"""An import in words: what its files brought, and all that is kept of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pytest

from core.records.imports import Import, ImportedFile, Source
from tui.text.paragraphs import Paragraph
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.words.imports import (
    brought,
    difference,
    file_paragraphs,
    found_paragraphs,
    kept_paragraphs,
    mismatch,
    warning_count,
)

STYLES = {PLAIN: "", DIM: "dim ", REMARK: "remark ", STRONG: "strong "}
FILE = ImportedFile(
    file="a.ris", format="ris", sha256="abc", encoding="utf-8", ty_lines=1200, er_lines=1199, records=1200, skipped=0
)
WARNED = replace(FILE, file="b.ris", warnings=((None, "odd"), (1234, "cut"), (0, "none")), known_as=(1, 2), skipped=3)
DONE = Import(
    number=3, id="i3", source=Source(name="Medline", platform="Ovid", searched="2024-01-02", limits="English",
    reported=1205, strategy="1. a\n2. b", found_by=("r1", "r2")), round=2, at="2024-05-03T10:11:12.000Z",
    files=(FILE, WARNED), records=1200, new=1190, file="people/x/records/3.json",
)  # fmt: skip


def shown(paragraphs: Iterable[Paragraph]) -> list[str]:
    return [f"{' ' * each.indent}{STYLES[each.style]}{each.text}" for each in paragraphs]


@pytest.mark.parametrize(
    ("reported", "long", "short"),
    [
        (None, "", ""), (1200, "", ""),
        (1201, "the database reported 1,201 records, the files hold 1,200", "1 fewer"),
        (1, "the database reported 1 record, the files hold 1,200", "1,199 more"),
        (0, "the database reported 0 records, the files hold 1,200", "1,200 more"),
    ],
)  # fmt: skip
def test_where_the_database_said_another_number(reported: int | None, long: str, short: str) -> None:
    done = replace(DONE, source=replace(DONE.source, reported=reported))
    assert (mismatch(done), difference(done)) == (long, short)


def test_how_much_was_new() -> None:
    assert brought(DONE, "brings") == (
        "Medline, search round 2: brings 1,190 of 1,200 records; 10 known already, or twice in the files"
    )
    assert brought(replace(DONE, records=1, new=1), "brought") == "Medline, search round 2: brought 1 of 1 record"


def test_a_file_with_its_warnings() -> None:
    assert shown(file_paragraphs(FILE, ())) == [
        "strong a.ris", "  ris · utf-8 · begin with TY: 1,200 · end with ER: 1,199 · records: 1,200",
    ]  # fmt: skip
    whole = shown(file_paragraphs(WARNED, [replace(DONE, number=2)]))
    assert whole[1].endswith("records: 1,200 · 3 skipped")
    assert whole[2:] == [
        "  remark ! odd", "  remark ! line 1,234: cut", "  remark ! none",
        "  remark ! all of it came in with import 1 and import 2 (Medline)",
    ]  # fmt: skip
    assert shown(file_paragraphs(WARNED, (), 1))[2:4] == ["  remark ! odd", "  remark ! … 2 more warnings"]
    assert shown(file_paragraphs(WARNED, (), 2))[4] == "  remark ! … 1 more warning"
    assert "more warning" not in " ".join(shown(file_paragraphs(WARNED, (), 3)))
    assert warning_count(DONE) == 3 and warning_count(replace(DONE, files=())) == 0


def test_what_was_found() -> None:
    found = shown(found_paragraphs(DONE, "brings", 1))
    assert found[:4] == [
        "strong Medline, search round 2: brings 1,190 of 1,200 records; 10 known already, or twice in the files",
        "remark ! the database reported 1,205 records, the files hold 1,200", "", "strong a.ris",
    ]  # fmt: skip
    assert found.count("") == 2 and "  remark ! … 2 more warnings" in found
    alike = shown(found_paragraphs(replace(DONE, source=replace(DONE.source, reported=None)), "brings", 1))
    assert alike[1] == ""


def test_all_that_is_kept() -> None:
    whole = shown(kept_paragraphs(DONE))
    start = whole.index("route: databases")
    assert whole[start - 1 :] == [
        "", "route: databases", "platform: Ovid", "searched: 2024-01-02", "limits: English", "reported: 1,205 records",
        "found by the references or citations of: r1, r2", "imported: 2024-05-03 10:11:12 UTC",
        "kept in: people/x/records/3.json", "", "strong files, by SHA-256", "a.ris", "  dim abc", "b.ris", "  dim abc",
        "", "strong strategy", "  1. a", "  2. b",
    ]  # fmt: skip
    bare = replace(DONE, source=Source(name="Medline"), withdrawn=True, file="")
    rest = shown(kept_paragraphs(bare))
    assert rest[0] == "remark taken back: its records are not part of the review" and rest[-1] == "  –"
    assert "kept in: no file: nothing was new" in rest and not {"platform: ", "reported: "} & set(rest)
    nothing = shown(kept_paragraphs(replace(DONE, source=replace(DONE.source, reported=0))))
    assert "reported: 0 records" in nothing
