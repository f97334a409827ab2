"""Names of languages, in many languages and codes, as one code each."""

from __future__ import annotations

import pytest

from core.formats.languages import language_codes, languages_in_note


@pytest.mark.parametrize(
    ("value", "codes"),
    [
        ("English", ["eng"]),
        ("en-GB", ["eng"]),
        ("deu", ["ger"]),
        ("Deutsch", ["ger"]),
        ("English; French", ["eng", "fre"]),
        ("English and Norsk", ["eng", "nor"]),
        ("English (abstract)", ["eng"]),
        ("eng|eng", ["eng"]),
        ("English (UK), Spanish", ["eng", "spa"]),
        ("Klingon", ["Klingon"]),
        ("Scottish Gaelic", ["gla"]),
        ("Greek, Modern (1453-)", ["gre"]),
        ("Haitian Creole", ["hat"]),
        ("Filipino; Tagalog", ["fil", "tgl"]),
        ("Norwegian Nynorsk", ["nno"]),
        ("Chinese Simplified", ["chi"]),
        ("Catalan; Valencian", ["cat"]),
        ("Brazilian Portuguese", ["por"]),
        ("Kiswahili", ["swa"]),
        ("Mapudungun", ["arn"]),
        ("English; Spanish Abstract", ["eng"]),
        ("Spanish summary", ["spa"]),
        ("French Sign Language", ["French Sign Language"]),
        ("NA", []),
        ("Undetermined", []),
        ("multiple", []),
        ("", []),
    ],
)
def test_the_languages_that_a_value_names(value: str, codes: list[str]) -> None:
    assert language_codes(value) == codes


@pytest.mark.parametrize(
    ("note", "codes"),
    [
        ("Language: English", ["eng"]),
        ("Language: EnglishMajor Descriptor: Peers", ["eng"]),
        ("x. Language: English, French. Entry Date: 2010", ["eng", "fre"]),
        ("Language of the interviews: English", []),
        ("", []),
    ],
)
def test_what_a_note_says_after_its_label(note: str, codes: list[str]) -> None:
    assert languages_in_note(note) == codes
