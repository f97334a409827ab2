"""The records of a file that is brought in lie in a nameless file."""

from __future__ import annotations

import errno
import tempfile
from pathlib import Path

import pytest

from core.errors import TamisError
from core.formats.readers.read import read_export, read_file
from store.folder.records_on_disk import RecordsOnDisk
from tests.reviews import ris

DESCRIPTORS = Path("/proc/self/fd")


@pytest.fixture
def export(tmp_path: Path) -> Path:
    """Six records and one without a title; of the last some pairs are not its own; one has an odd character."""
    text = ris(range(4)).replace("Title 2", "Title \ud800 \x1e ÆØ") + "TY  - JOUR\nAB  - no title\nER  - \n\n"
    text += ris(range(4, 6)) + "\nKW  - lost\nAU  - Ness, Ottar\nLA  - English\nM3  - Review\n"
    (tmp_path / "some.ris").write_text(text, "utf-8", "surrogatepass")
    return tmp_path / "some.ris"


@pytest.mark.parametrize("keep_untitled", [False, True])
def test_they_are_the_records_of_the_file(export: Path, keep_untitled: bool) -> None:
    one = read_export(export, keep_untitled=keep_untitled)
    other = read_export(export, keep_untitled=keep_untitled, records=RecordsOnDisk)
    assert one == other and len(other.records) == 6 + keep_untitled
    assert any(each.stray for each in other.records) and all(each.raw and each.line for each in other.records)
    assert list(one.records.raws) == list(other.records.raws) and one.records.raws[-1] == other.records.raws[-1]
    assert [type(field) for each in one.records for field in each] == [type(f) for each in other.records for f in each]
    assert [type(a) for each in one.records for a in (*each.authors, *each.types, *each.languages)] == [
        type(a) for each in other.records for a in (*each.authors, *each.types, *each.languages)
    ]
    assert other.records[1:4] == one.records[1:4] and other.records[-1] == one.records[-1]
    with pytest.raises(IndexError):
        other.records[7]


def test_no_name_is_left_and_nothing_is_held(export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    before = len(list(DESCRIPTORS.iterdir()))
    read = read_export(export, records=RecordsOnDisk)
    assert list(aside.iterdir()) == [] and len(list(DESCRIPTORS.iterdir())) > before
    del read
    assert len(list(DESCRIPTORS.iterdir())) == before


def test_where_there_is_no_room_it_is_said(export: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    with pytest.raises(TamisError, match="cannot be put aside: No such file") as refused:
        read_file(export, records=RecordsOnDisk)
    assert refused.value.where == str(tmp_path / "gone") and "TMPDIR" in refused.value.advice

    def none() -> str:
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setattr(tempfile, "gettempdir", none)
    with pytest.raises(TamisError, match=r"cannot be put aside: No usable .*/tmp") as refused:
        read_file(export, records=RecordsOnDisk)
    assert "TMPDIR" in refused.value.advice
