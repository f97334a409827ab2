"""The languages of ISO 639 are those of pycountry, and every name and code of theirs is known."""

from __future__ import annotations

import pytest

from core.formats.languages import language_codes
from core.records.iso_639 import ISO_639
from core.records.language import LANGUAGES

WHY = "the development dependency pycountry is not installed"


def test_the_table_is_what_pycountry_has() -> None:
    pytest.importorskip("pycountry", reason=WHY)
    from tests.iso_tables import LANGUAGES_FILE, languages_module

    assert LANGUAGES_FILE.read_text(encoding="utf-8") == languages_module()


def test_every_name_and_code_gives_the_code_that_a_rule_knows() -> None:
    for line in filter(None, ISO_639.split("\n")):
        code, others, names = line.split("|")
        for written in (code, *others.split(), *names.split("; "), names.upper().split("; ")[0]):
            # "NA" is what R writes for nothing, which is met more often than Nauru.
            assert language_codes(written) == ([code] if written != "na" else []), written
        assert code in LANGUAGES


def test_the_first_name_of_several_is_said() -> None:
    assert [LANGUAGES[code] for code in ("gla", "sot", "gre")] == ["Scottish Gaelic", "Southern Sotho", "Greek"]
