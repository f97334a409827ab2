"""The countries of ISO 3166 are those of pycountry, and every name of theirs gives one."""

from __future__ import annotations

import pytest

from core.charting.countries import COUNTRIES, country
from core.charting.iso_3166 import ISO_3166

WHY = "the development dependency pycountry is not installed"


def test_the_table_is_what_pycountry_has() -> None:
    pytest.importorskip("pycountry", reason=WHY)
    from tests.iso_tables import COUNTRIES_FILE, countries_module

    assert COUNTRIES_FILE.read_text(encoding="utf-8") == countries_module()


def test_every_name_of_a_country_gives_the_usual_one() -> None:
    rows = [line.split("|") for line in ISO_3166.split("\n") if line]
    for code, usual, *others in rows:
        assert {country(each) for each in (code, usual, *others, usual.upper())} == {usual}
    assert set(COUNTRIES) - {usual for _, usual, *_ in rows} == {"Kosovo"}
