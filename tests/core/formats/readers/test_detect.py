"""Which format a file has, told from its content, wherever its first record begins."""

from __future__ import annotations

import pytest

from core.errors import TamisError
from core.formats.readers.detect import detect_format
from tests.core.formats.samples import SAMPLES, Sample


@pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
def test_the_format_is_told_from_the_content(sample: Sample) -> None:
    assert detect_format(sample.text().encode()) == sample.format


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
        ("PK\x03\x04", "xlsx"),
        ("searched for;\n3 hits;\nTitle;Year\nx;2020\n", "csv"),
        ("Title,Year\nTY  - JOUR,2020\n", "csv"),
        ("TI  - A title\nAU  - Larsen\n", "ris"),
        ("AU Larsen, M\nTI A title\n", "wos"),
        ("%T A title\n", "enw"),
        ("\ufeff\n\n@article{x,\n", "bibtex"),
        ("<xml><records><record/></records></xml>", "endnote-xml"),
    ],
)
def test_the_first_line_that_starts_a_record_decides(text: str, format: str) -> None:
    assert detect_format(text.encode()) == format


def test_another_xml_is_named_by_its_first_element() -> None:
    with pytest.raises(TamisError, match="its first element is <OAI-PMH>"):
        detect_format(b'<?xml version="1.0"?><OAI-PMH><ListRecords><record><header/></record></ListRecords></OAI-PMH>')
