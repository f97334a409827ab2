"""Which format a file has, told from its content, wherever its first record begins."""

from __future__ import annotations

import contextlib
import random

import pytest

from core.errors import TamisError
from core.formats.readers.detect import detect_format
from core.formats.result import FORMATS, MODULES
from tests.core.formats.samples import SAMPLES, Sample, read_or_refuse


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_the_format_is_told_from_the_content(sample: Sample) -> None:
    assert detect_format(sample.text().encode()) == sample.format
    assert detect_format((sample.head + sample.records[-1]).encode()) == sample.format


def test_every_format_has_a_sample() -> None:
    assert {*SAMPLES, "auto", "xlsx"} == {*FORMATS}


@pytest.mark.parametrize("format", SAMPLES)
def test_a_file_of_a_format_is_of_no_other(format: str) -> None:
    """Without its own entry in the tables no other entry takes the file, or what it gives has no title."""
    for name, sample in SAMPLES.items():
        for line in sample.text().split("\n\n"):
            with contextlib.suppress(TamisError):
                assert detect_format(line.encode()) in (name, "csv"), line


@pytest.mark.parametrize("name", SAMPLES)
def test_a_file_read_as_another_format_gives_what_is_in_it_or_is_refused(name: str) -> None:
    """Many formats have lines that begin alike: read as another's they gave records with a title of their own."""
    data = SAMPLES[name].text().encode()
    right = [each.title for each in read_or_refuse(data)]
    for format in MODULES:
        found = [each.title for each in read_or_refuse(data, format)]
        assert found in ([], right) or not any(found), (format, found[:2])


def test_a_preface_that_looks_like_another_format_is_no_reason_to_refuse_what_is_said() -> None:
    text = "1. J Wards. 2020 May;11(2):100-9.\n\nPMID: 12345678\n\n" + SAMPLES["ris"].text()
    assert detect_format(text.encode()) == "pubmed-text"
    assert len(read_or_refuse(text.encode(), "ris")) == 5


WORDS = ("AU", "TI", "TI-", "1.", "PMID", "ID", "@", "%", "Title:", "peer", "RT", "PY", "-", "{", "AU revoir", "\n")


def test_random_texts_are_refused() -> None:
    chosen = random.Random(24)
    for _ in range(500):
        text = " ".join(chosen.choices(WORDS, k=40)).replace(" \n ", "\n")
        with contextlib.suppress(TamisError):
            format = detect_format(text.encode())
            assert not any(each.title for each in read_or_refuse(text.encode(), format)), (format, text)


@pytest.mark.parametrize(
    "text",
    [
        "AU revoir",
        "AU revoir\nTI amo\n",
        "TI amo",
        "NOTE - remember",
        "1. Peer work. 2014.",
        "Title: A page",
        "RT this",
        "%T x",
        "Notes\n%T x\nmore",
    ],
)
def test_a_line_that_only_looks_like_one_of_a_format_is_refused(text: str) -> None:
    with pytest.raises(TamisError, match="none that is known"):
        detect_format(text.encode())


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0", r"\.xls"),
        (b"<html><body>", "<html>"),
        (b"Dear all,\nplease find attached", "none that is known"),
    ],
)
def test_what_is_no_export_is_refused_with_a_reason(data: bytes, said: str) -> None:
    with pytest.raises(TamisError, match=said) as refused:
        detect_format(data)
    assert refused.value.advice


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("Search of 2020\n\nTY  - JOUR\nER  - \n", "ris"),
        ("PK\x03\x04..xl/workbook.xml", "xlsx"),
        ("searched for;\n3 hits;\nTitle;Year\nx;2020\n", "csv"),
        ("Title,Year\nTY  - JOUR,2020\n", "csv"),
        ("TI  - A title\nAU  - Larsen\n", "ris"),
        ("AU Larsen, M\nTI A title\n", "wos"),
        ("%T A title\n%A B, C\n", "enw"),
        ("\ufeff\n\n@article{x,\n", "bibtex"),
        ("<xml><records><record/></records></xml>", "endnote-xml"),
    ],
)
def test_the_first_line_that_starts_a_record_decides(text: str, format: str) -> None:
    assert detect_format(text.encode()) == format


def test_another_xml_is_named_by_its_first_element() -> None:
    with pytest.raises(TamisError, match="its first element is <OAI-PMH>"):
        detect_format(b'<?xml version="1.0"?><OAI-PMH><ListRecords><record><header/></record></ListRecords></OAI-PMH>')
