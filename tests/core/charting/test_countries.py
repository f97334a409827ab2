"""Countries under one name each, however they are written."""

from __future__ import annotations

import pytest

from core.charting.countries import _ALSO, COUNTRIES, country, suggestions
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
    assert len(suggestions("")) == 5 and suggestions("nia") == ["India", "Tunisia", "Romania", "Nigeria", "Namibia"]


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


def test_every_other_name_leads_to_a_country_of_the_list() -> None:
    assert {country(other) for other in _ALSO} <= set(COUNTRIES) and len(_ALSO) == 30
    assert [country(each.upper()) for each in ("uk", "usa", "uae", "drc", "us")] == [
        "United Kingdom", "United States", "United Arab Emirates", "Democratic Republic of the Congo", "United States",
    ]  # fmt: skip
    assert (
        COUNTRIES[0] == "Afghanistan"
        and COUNTRIES[-1] == "Zimbabwe"
        and all(each == each.strip() for each in COUNTRIES)
    )


def test_codes_are_in_capitals_and_suggestions_are_five_at_most() -> None:
    assert country("SWE") == "Sweden" and country("Swe") == "Swe"
    assert suggestions("s") == ["Saint Kitts and Nevis", "Saint Lucia", "Saint Vincent and the Grenadines", "Samoa",
                                "San Marino"]  # fmt: skip
    assert suggestions("xqzw") == [] and suggestions("Swedn")[0] == "Sweden"
