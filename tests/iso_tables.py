"""Writes the tables of languages and countries from pycountry: `python -m tests.iso_tables`. A test compares them."""

from __future__ import annotations

import re
import textwrap
from pathlib import Path

import pycountry

from core.charting.countries import COUNTRIES

ROOT = Path(__file__).resolve().parents[1]
LANGUAGES_FILE = ROOT / "core" / "records" / "iso_639.py"
COUNTRIES_FILE = ROOT / "core" / "charting" / "iso_3166.py"

# Beside all of ISO 639-1.
_FURTHER_LANGUAGES = ["ast", "fil", "fur", "haw", "hmn", "mai", "sco", "wal"]
# By code: what is not the first of the standard's names that `COUNTRIES` has.
_USUAL = {
    "BN": "Brunei",
    "CD": "Democratic Republic of the Congo",
    "FM": "Micronesia",
    "PS": "Palestine",
    "VA": "Vatican City",
    "KP": "North Korea",
    "LA": "Laos",
    "RU": "Russia",
    "SY": "Syria",
}


def languages_module() -> str:
    """The text of `core/records/iso_639.py`."""
    lines = []
    for language in [*pycountry.languages, *(pycountry.languages.get(alpha_3=each) for each in _FURTHER_LANGUAGES)]:
        two = getattr(language, "alpha_2", "")
        if not two and language.alpha_3 not in _FURTHER_LANGUAGES:
            continue
        code = getattr(language, "bibliographic", language.alpha_3)
        codes = [each for each in (two, language.alpha_3) if each and each != code]
        names = [language.name, getattr(language, "inverted_name", "")]
        names = list(dict.fromkeys(re.sub(r"\s*\(.*?\)", "", name) for name in names if name))
        lines.append(f"{code}|{' '.join(codes)}|{'; '.join(names)}")
    return _module(
        "The languages of ISO 639-1 and a few of 639-2, written by `python -m tests.iso_tables`.",
        "ISO_639",
        "A line for each: code of MEDLINE (ISO 639-2/B) | further codes | English names.",
        sorted(set(lines)),
    )


def countries_module() -> str:
    """The text of `core/charting/iso_3166.py`."""
    lines = []
    for country in pycountry.countries:
        names = [getattr(country, each, "") for each in ("common_name", "name", "official_name")]
        names = [name for name in dict.fromkeys(names) if name]
        usual = _USUAL.get(country.alpha_2) or next((name for name in names if name in COUNTRIES), names[0])
        lines.append("|".join((country.alpha_3, usual, *(name for name in names if name != usual))))
    return _module(
        "The countries and territories of ISO 3166, written by `python -m tests.iso_tables`.",
        "ISO_3166",
        "A line for each: code of three letters | usual name | the standard's other names.",
        sorted(lines),
    )


def _module(head: str, name: str, means: str, lines: list[str]) -> str:
    wrapped = "\n".join(textwrap.fill(line, 118) for line in lines)
    assert max(map(len, lines)) < 118, "a line is one line"
    return f'"""{head}"""\n\n{name} = """\n{wrapped}\n"""\n"""{means}"""\n'


if __name__ == "__main__":
    LANGUAGES_FILE.write_text(languages_module(), encoding="utf-8")
    COUNTRIES_FILE.write_text(countries_module(), encoding="utf-8")
