"""Encodings, line ends and the format: found from the content, and said where they are a guess."""

from __future__ import annotations

from collections import Counter

import pytest

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


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_no_word_of_a_file_is_lost(sample: Sample) -> None:
    assert lost_words(sample.text(), read_bytes(sample.text().encode())) == Counter()
