"""Countries under one name each, however they are written."""

from __future__ import annotations

import pytest

from core.charting.countries import COUNTRIES, country, suggestions
from core.errors import TamisError


def test_countries_have_one_name_each() -> None:
    assert len(set(COUNTRIES)) == len(COUNTRIES) > 190
    assert all(country(each) == each for each in COUNTRIES)
    assert suggestions("nor") == ["North Korea", "North Macedonia", "Norway"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("U.S.A.", "United States"),
        ("the  netherlands", "Netherlands"),
        ("Cote d\u2019Ivoire", "Côte d'Ivoire"),
        ("turkey", "Türkiye"),
        ("Scotland", "Scotland"),
        ("DR Congo", "Democratic Republic of the Congo"),
        ("Macedonia", "North Macedonia"),
        ("Holy See", "Vatican City"),
    ],
)
def test_the_usual_name_or_what_was_written(text: str, name: str) -> None:
    assert country(text) == name


def test_what_is_nearly_a_country_is_a_slip() -> None:
    with pytest.raises(TamisError, match="“Norwya” is no country") as refused:
        country("Norwya")
    assert refused.value.advice == "Did you mean “Norway”?"


def test_a_text_is_completed_or_mended() -> None:
    assert suggestions("the united k") == ["United Kingdom"] and "Norway" in suggestions("norwya")
    assert len(suggestions("")) == 5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Republic of Poland", "Poland"),
        ("Bolivia, Plurinational State of", "Bolivia"),
        ("Korea, Democratic People's Republic of", "North Korea"),
        ("Curacao", "Curaçao"),
        ("St. Lucia", "Saint Lucia"),
        ("Trinidad & Tobago", "Trinidad and Tobago"),
        ("NOR", "Norway"),
        ("Republic of Kurdistan", "Republic of Kurdistan"),
    ],
)
def test_names_of_the_standard_and_what_only_looks_like_one(text: str, name: str) -> None:
    assert country(text) == name


def test_a_slip_in_an_official_name_is_told_from_the_country() -> None:
    with pytest.raises(TamisError) as refused:
        country("Republic of Polnad")
    assert refused.value.advice == "Did you mean “Poland”?"
