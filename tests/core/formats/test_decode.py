"""Encodings, line ends and the format: found from the content, and said where they are a guess."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from core.errors import TamisError
from core.formats.decode import _BLOCK
from core.formats.readers.read import read_file
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
