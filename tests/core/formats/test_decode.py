"""Encodings, line ends and the format: found from the content, and said where they are a guess."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest

from core.errors import TamisError
from core.formats.decode import _BLOCK, TextSource, decode_guessing, text_encoding
from core.formats.readers.read import read_file
from core.formats.result import WarningLog
from tests.core.formats.samples import SAMPLES, Sample, read_bytes
from tests.core.formats.words import lost_words

RIS = "TY  - JOUR\nTI  - Ærlig talt: “så” ble det\nER  - \n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_unicode_is_read_without_a_word(encoding: str) -> None:
    result = read_bytes(RIS.encode(encoding))
    assert result.records[0].title == "Ærlig talt: “så” ble det" and result.warnings == []


@pytest.mark.parametrize(("encoding", "said"), [("cp1252", "Windows-1252"), ("latin-1", "Latin-1")])
def test_a_guess_is_said_with_its_line(encoding: str, said: str) -> None:
    text = RIS.replace("“", '"').replace("”", "\x81" if encoding == "latin-1" else '"')
    result = read_bytes(text.encode(encoding))
    [warning] = result.warnings
    assert result.records[0].title.startswith("Ærlig talt")
    assert warning.line == 2 and said in warning.message and "guess" in warning.message
    assert result.encoding == encoding


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_line_numbers_do_not_depend_on_line_ends(line_end: str) -> None:
    records = read_bytes((RIS * 3).replace("\n", line_end).encode(), "ris").records
    assert [record.line for record in records] == [1, 4, 7]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("before", range(4))
def test_nor_on_where_a_line_ends_in_what_is_read_at_once(line_end: str, before: int) -> None:
    """A wide character more or less, and what is read at once ends before, between or after the two of a line end."""
    note = f"N1  - {'x' * 90}{line_end}"
    text = f"TY  - JOUR{line_end}" + note * (_BLOCK // 2 // len(note) - 1)
    text += "TI  - " + "x" * (_BLOCK // 2 - len(text) - 6 - before)
    records = read_bytes((text + line_end + f"ER  - {line_end}" + RIS.replace("\n", line_end)).encode("utf-16")).records
    assert [record.line for record in records] == [1, text.count(line_end) + 3]
    assert records[0].title == "x" * (len(text) - text.rindex("TI  - ") - 6)


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_no_word_of_a_file_is_lost(sample: Sample) -> None:
    assert lost_words(sample.text(), read_bytes(sample.text().encode())) == Counter()


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251", "cp1253", "cp1254", "cp932", "utf-16", "utf-8"])
def test_an_encoding_that_is_named_is_believed(encoding: str, tmp_path: Path) -> None:
    titles = {"cp1250": "Żółć", "cp1251": "Роль", "cp1253": "Ρόλος", "cp1254": "Sağlığı", "cp932": "役割"}
    title = titles.get(encoding, "Ærlig")
    for name, text in (("a.ris", f"TY  - JOUR\nTI  - {title}\nER  - \n"), ("a.csv", f"Title,Year\n{title},2020\n")):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        result = read_file(path, encoding=encoding)
        assert result.records[0].title == title and not result.warnings


def test_what_is_not_in_the_encoding_named_is_said(tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_bytes(RIS.encode("cp1252"))
    [warning] = read_file(path, encoding="utf-8").warnings
    assert "characters are not utf-8" in warning.message


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
@pytest.mark.parametrize("mark", [b"\0", "\ufffd".encode()], ids=["NUL", "replaced"])
def test_a_character_that_is_lost_is_said_with_its_line(sample: Sample, mark: bytes) -> None:
    damaged = sample.text().replace("Title number 3", "Title nu*ber 3").replace("Title 3", "Title* 3").encode()
    at = damaged.index(b"*")
    said = read_bytes(damaged[:at] + mark * 2 + damaged[at + 1 :], sample.format).warnings
    lost = [each for each in said if "2 characters are lost" in each.message]
    assert [each.line for each in lost] == [damaged[:at].count(b"\n") + 1]


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_half_a_character_at_the_end_is_said(sample: Sample) -> None:
    plain = f"{sample.text()}\n".encode("utf-16")
    assert not any("is not utf-16" in each.message for each in read_bytes(plain).warnings)
    assert any("1 character is not utf-16-le" in each.message for each in read_bytes(plain[:-1]).warnings)


@pytest.mark.parametrize("name", ["no-such", "base64", "rot13"])
def test_what_is_no_encoding_is_refused(name: str, tmp_path: Path) -> None:
    path = tmp_path / "a.ris"
    path.write_text(RIS)
    with pytest.raises(TamisError, match="no encoding"):
        read_file(path, "ris", encoding=name)


def source(data: bytes, encoding: str = "") -> tuple[TextSource, WarningLog]:
    log = WarningLog()
    return TextSource(io.BytesIO(data), log, encoding=encoding), log


def said(log: WarningLog) -> list[tuple[int | None, str]]:
    return [(each.line, each.message) for each in log.all()]


LINES = ["\ufeffone", "", "två “x” 漢", "", "", "\ufefftre", "a\u2028b \x0c c", "ends"]
TEXTS = {
    "utf-8": "\r\n".join(LINES).encode(), "feeds": "\n".join(LINES).encode(), "returns": "\r".join(LINES).encode(),
    "mixed": "\ufeffone\r\rtvå “x” 漢\n\r\n\n\ufefftre\na\u2028b \x0c c\rends".encode(),
    "utf-16": "\r\n".join(LINES).encode("utf-16-le"), "big": "\n".join(LINES).encode("utf-16-be"),
    "marked": "\n".join(LINES).removeprefix("\ufeff").encode("utf-16"),
}  # fmt: skip


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("block", [7, 8, 9, 16, 31, 1 << 18])
def test_the_lines_of_a_file_do_not_depend_on_what_is_read_at_once(
    name: str, block: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("core.formats.decode._BLOCK", block)
    plain = [each.removeprefix("\ufeff") for each in LINES]
    read, log = source(TEXTS[name])
    assert list(read) == plain
    pieces, _ = source(TEXTS[name])
    assert "".join(pieces.pieces()).replace("\ufeff", "") == "\n".join(plain)
    assert said(log) == [] and read.encoding == {"utf-16": "utf-16-le", "big": "utf-16-be", "marked": "utf-16-le"}.get(
        name, "utf-8"
    )


def test_pieces_end_after_the_line_that_is_asked_for() -> None:
    read, _ = source(b"a\nER  -\nb\nER  - x\n\nc\nER  -")
    assert list(read.blocks(cut_after=b"\nER  -")) == ["a\nER  -", "b\nER  - x", "\nc", "ER  -"]
    assert list(source(b"a\nb\n")[0].blocks()) == ["a\nb", ""] and list(source(b"")[0].blocks()) == [""]


GUESSED = (
    "not UTF-8 and read as {}, which is a guess: check accented letters, from this line on (--encoding names another)"
)


@pytest.mark.parametrize(
    ("data", "text", "encoding", "warnings"),
    [
        (b"a\nb\xe9\nc", "a\nbé\nc", "cp1252", [(2, f"1 line is {GUESSED.format('Windows-1252')}")]),
        (b"a\r\n\xe9\r\n\x81\r\n", "a\né\n\x81\n", "cp1252, latin-1",
         [(2, f"2 lines are {GUESSED.format('Windows-1252 and Latin-1')}")]),
        (b"\xc3\xa9\n\x90\n", "é\n\x90\n", "utf-8, latin-1", [(2, f"1 line is {GUESSED.format('Latin-1')}")]),
        (b"\x80\x8d\x8f\x9d\n", "€\x8d\x8f\x9d\n", "latin-1", [(1, f"1 line is {GUESSED.format('Latin-1')}")]),
        (b"a\n\0b\n\0", "a\n\0b\n\0", "utf-8",
         [(2, "2 characters are lost (NUL or “\ufffd”), from this line on: was the file damaged?")]),
        ("a\r\r\ufffd".encode(), "a\n\n\ufffd", "utf-8",
         [(3, "1 character is lost (NUL or “\ufffd”), from this line on: was the file damaged?")]),
        ("é\n".encode("utf-16") + b"\x00\xd8", "é\n\ufffd", "utf-16-le",
         [(None, "1 character is not utf-16-le: is the file damaged, or of another encoding?")]),
        (b"a\0b\0", "a\0b\0", "utf-8",
         [(1, "2 characters are lost (NUL or “\ufffd”), from this line on: was the file damaged?")]),
        (b"a\0b\0c\0d\0", "abcd", "utf-16-le", []), (b"\0a\0b\0c\0d", "abcd", "utf-16-be", []),
    ],
)  # fmt: skip
@pytest.mark.parametrize("whole", [True, False])
def test_what_is_no_utf_8_is_read_and_said(
    data: bytes, text: str, encoding: str, warnings: list[tuple[int | None, str]], whole: bool
) -> None:
    read, log = source(data)
    assert ("\n".join(read.blocks()) if whole else "".join(read.pieces())) == text
    assert (read.encoding, said(log)) == (encoding, warnings)


def test_what_is_said_of_another_script_and_of_an_encoding_that_is_none(tmp_path: Path) -> None:
    russian = ("Роль равных консультантов в отделениях. " * 3).encode("cp1251")
    read, log = source(b"a\n" + russian)
    assert list(read)[1].startswith("Роль равных") and read.encoding == "cp1251"
    assert said(log) == [
        (
            None,
            "the file is not UTF-8 and was read as cp1251, which is a guess: check its letters, and if they are wrong, "
            "take the import back and name the encoding with --encoding",
        )
    ]
    with pytest.raises(TamisError) as refused:
        text_encoding("rot13")
    assert (refused.value.what, refused.value.advice) == (
        "“rot13” is no encoding of text",
        "Names are such as utf-8, cp1250, cp1251, cp1252, cp932, gb18030, euc-kr, utf-16.",
    )
    declared = "<?xml version='1.0' encoding='iso-8859-2'?><a>Żółć</a>".encode("iso-8859-2")
    read, log = source(declared)
    assert "Żółć" in "".join(read.pieces()) and (read.encoding, said(log)) == ("iso8859-2", [])
    read, _ = source(declared.replace(b"iso-8859-2", b"klingon"))
    assert "Żółć" not in "".join(read.pieces()) and read.encoding == "cp1252"


def test_progress_is_told_in_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("core.formats.decode._BLOCK", 4)
    seen: list[int] = []
    assert list(TextSource(io.BytesIO(b"a\nb\nc\nd"), WarningLog(), seen.append)) == ["a", "b", "c", "d"]
    assert seen == [4, 7]


def test_bytes_by_themselves() -> None:
    assert decode_guessing("\ufeffé".encode()) == decode_guessing("\ufeffé".encode("utf-16-be")) == "é"
    assert decode_guessing(b"\xe9\x81") == "é\x81" and decode_guessing(b"a\0b\0c\0d\0") == "abcd"
    assert TextSource(io.BytesIO(b"PK\x03\x04x"), WarningLog()).is_zip()
    assert not source(b"PK\x03")[0].is_zip() and list(source(b"abc")[0]) == ["abc"]
