"""Each format by its name; no text stops an export."""

from __future__ import annotations

import pytest

from core.records.record import Author, Record
from tests.core.formats.writers.made import written


@pytest.mark.parametrize("format", ["csv", "xlsx", "bibtex", "asreview", "ris"])
def test_control_characters_stop_no_export(format: str) -> None:
    odd = Record(id="1", title="a\x07b\x1b[31m\ud800", doi="10.1000/a\x0bb", authors=(Author("A\x00B"),))
    assert written(format, [(odd, {"labels": "x\x07\ufffe"})])


def test_dois_stand_once_on_a_line_of_their_own() -> None:
    dois = ("10.1000/a", "", "10.1000/b\n10.1000/c\x1b[0m\ud800", "10.1000/a")
    lines = written("dois", [(Record(id=str(n), doi=doi), {}) for n, doi in enumerate(dois)]).decode().splitlines()
    assert lines[0] == "10.1000/a" and len(lines) == 2 and "\x1b" not in lines[1]


def test_a_format_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="“docx” is no export format"):
        written("docx", [])
