"""Files of folders and archives: what each is, what is known, and archives made to do harm."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.imports import Source
from store.folder.review import Review
from store.work.outside import export_files
from store.work.outside.export_files import bring_in, is_many, look_into, unfolded
from tests.core.formats.samples import workbook
from tests.refusing import refusals_of
from tests.reviews import make_review, protocol, ris

SCOPUS = ris(range(3)).replace("ER  -", "DB  - Scopus\nER  -")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three files of references, one that is none, a hidden one, one below."""
    top = tmp_path / "exports"
    (top / "more").mkdir(parents=True)
    (top / "a.ris").write_text(SCOPUS, encoding="utf-8")
    (top / "b.ris").write_text(ris(range(10, 14)), encoding="utf-8")
    (top / "more" / "cinahl.ris").write_text(ris(range(20, 25)), encoding="utf-8")
    (top / "same.ris").write_text(SCOPUS, encoding="utf-8")
    (top / "notes.txt").write_text("Dear all", encoding="utf-8")
    (top / ".hidden.ris").write_text(SCOPUS, encoding="utf-8")
    return top


def zipped(folder: Path) -> Path:
    path = folder.parent / "exports.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for each in sorted(folder.rglob("*")):
            archive.write(each, each.relative_to(folder))
    return path


@pytest.mark.parametrize("packed", [False, True])
def test_each_file_is_an_import_of_its_own_source(tmp_path: Path, folder: Path, packed: bool) -> None:
    path = zipped(folder) if packed else folder
    assert is_many(path)
    with unfolded([path]) as files, Review(make_review(tmp_path / "r")) as review:
        found = {each.name: each for each in look_into(review, files, Source(name="", route=""))}
        assert set(found) == {"a.ris", "b.ris", "more/cinahl.ris", "notes.txt", "same.ris"}
        assert [name for name, each in found.items() if each.ready] == sorted(["a.ris", "more/cinahl.ris"])
        assert found["same.ris"].twin == "a.ris" and found["notes.txt"].problem is not None
        assert found["b.ris"].source.name == "" and found["b.ris"].why
        done = bring_in(review, list(found.values()))
        assert [(each.source.name, each.new) for each in done] == [("Scopus", 3), ("CINAHL", 5)]
        assert done[1].files[0].file == "cinahl.ris"
        again = look_into(review, files, Source(name="", route=""))
        assert not any(each.ready for each in again)


def test_of_a_source_that_is_guessed_the_rest_is_as_planned_or_as_said(tmp_path: Path, folder: Path) -> None:
    plan = f'{protocol()}[[source]]\nname = "CINAHL"\nplatform = "Ovid"\nroute = "citation-searching"\n'
    with Review(make_review(tmp_path / "r", text=plan)) as review:
        for route, routes in (("", ("databases", "citation-searching")), ("registers", ("registers", "registers"))):
            files = [(name, folder / name) for name in ("a.ris", "more/cinahl.ris")]
            found = [each.source for each in look_into(review, files, Source(name="", route=route))]
            assert [(each.name, each.platform) for each in found] == [("Scopus", "Elsevier"), ("CINAHL", "Ovid")]
            assert tuple(each.route for each in found) == routes


def test_a_workbook_is_one_file(tmp_path: Path) -> None:
    (tmp_path / "a.xlsx").write_bytes(workbook([["Title", "Year"], ["A", 2020]]))
    assert not is_many(tmp_path / "a.xlsx")


def opened(path: Path) -> Callable[[], object]:
    """Unfold a folder or an archive."""

    def unfold() -> None:
        with unfolded([path]):
            pass

    return unfold


def test_what_holds_far_more_than_exports_is_refused_before(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    path, empty, full = zipped(folder), tmp_path / "empty", tmp_path / "full"
    empty.mkdir()
    shutil.copytree(folder, full)
    damaged = tmp_path / "damaged.zip"
    data = bytearray(path.read_bytes())
    at = data.index(b"a.ris") + 20
    data[at : at + 20] = bytes(20)
    damaged.write_bytes(data)
    grows, locked = tmp_path / "grows.zip", tmp_path / "locked.zip"
    assert (export_files.MOST_FILES, export_files.LARGEST_ARCHIVE) == (500, 2 << 30)
    assert (export_files._RATIO, export_files._SMALL, export_files._ENCRYPTED) == (100, 1 << 20, 0x2041)
    with zipfile.ZipFile(grows, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.ris", SCOPUS + " " * 3_000_000)
    with zipfile.ZipFile(locked, "w") as archive:
        archive.writestr("a.ris", SCOPUS)
    data = bytearray(locked.read_bytes())
    for start, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(start) + flags] |= 1
    locked.write_bytes(data)
    places = {tmp_path: "TMP"}
    cases = {"no file": empty, "damaged": damaged, "grows": grows, "locked": locked}
    told = refusals_of({name: opened(each) for name, each in cases.items()}, places)
    monkeypatch.setattr(export_files, "MOST_FILES", 4)
    told += "\n" + refusals_of({"many files": opened(full)}, places)
    told += "\n" + refusals_of({"many files in an archive": opened(path)}, places)
    with zipfile.ZipFile(path) as archive:
        size = sum(each.file_size for each in archive.infolist() if ".hidden" not in each.filename)
    monkeypatch.setattr(export_files, "MOST_FILES", 5)
    monkeypatch.setattr(export_files, "LARGEST_ARCHIVE", size)
    for just_within in (full, path):
        opened(just_within)()
    monkeypatch.setattr(export_files, "LARGEST_ARCHIVE", 100)
    told += "\n" + refusals_of({"far more": opened(path)}, places)
    # How many bytes a file is packed to, and what is wrong in a damaged one, is in the words of zlib.
    assert re.sub(r"(?<=bytes from )[\d,]+|(?<=cannot be read: ).*", "N", told) == snapshot


def test_paths_in_an_archive_lead_nowhere_else(tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name in ("../../outside.ris", "/etc/x.ris", "sub/../../y.ris"):
            archive.writestr(name, SCOPUS)
    before = set(tmp_path.iterdir())
    with unfolded([path]) as files:
        assert all(file.is_relative_to(tempfile.gettempdir()) for _, file in files)
        assert len(files) == 3 and not any(".." in file.parts for _, file in files)
    assert set(tmp_path.iterdir()) == before


def test_the_encoding_that_is_said_holds_for_every_file(tmp_path: Path) -> None:
    top = tmp_path / "exports"
    top.mkdir()
    (top / "a.ris").write_bytes("TY  - JOUR\nTI  - Поддержка равных\nER  -\n".encode("cp866"))
    given = Source(name="eLibrary", route="citation-searching")
    with unfolded([top]) as files, Review(make_review(tmp_path / "r", records=0)) as review:
        [found] = look_into(review, files, replace(given, route=""), encoding="cp866")
        assert found.source == replace(given, route="databases") and found.why == "as you say"
        [found] = look_into(review, files, given, encoding="cp866")
        assert found.source == given
        bring_in(review, [found])
        assert [review.records.get(each).title for each in review.records] == ["Поддержка равных"]
