"""How wide a line is at most: each character of the table as the widest font has it, all others as a square."""

from __future__ import annotations

import pytest

from core.report.flow.lettering import _WIDTHS, width, wrap

DEJAVU_SANS = {
    563: "'", 569: "ijl", 604: "IJ", 651: " ,.\u00a0‘’", 690: "/:;\\|", 721: "f", 739: "-", 799: "()[]", 803: "t",
    821: "!", 842: "r", 942: '"', 1024: "*`_–", 1061: "“”", 1067: "s", 1075: "z", 1087: "?", 1126: "c", 1141: "L",
    1178: "F", 1186: "k", 1212: "vxy", 1235: "P", 1251: "TY", 1253: "oø", 1255: "a", 1260: "e", 1290: "ß",
    1294: "E", 1298: "hnu", 1300: "bdgpqS", 1303: "$0123456789{}€", 1343: "K", 1401: "AV", 1403: "XZ", 1405: "B",
    1423: "R", 1430: "C", 1499: "U", 1532: "N", 1540: "H", 1577: "D", 1587: "G", 1597: "&", 1612: "OQ", 1675: "w",
    1716: "#+<=>^~≥×→", 1767: "M", 1946: "%", 1995: "mÆ", 2011: "æ", 2025: "W", 2048: "…—@",
}  # fmt: skip
"""How far each character goes in DejaVu Sans, in 1/2048 of the size: the `hmtx` table of the font."""
_ADVANCES = [(each, units) for units, every in DEJAVU_SANS.items() for each in every]


def test_each_character_has_the_room_that_the_widest_font_needs_rounded_up() -> None:
    assert sorted(each for each, _ in _ADVANCES) == sorted("".join(_WIDTHS.values()))
    for each, units in _ADVANCES:
        given = width(each, 1000)
        assert units * 1000 / 2048 <= given and given % 20 == 0, (each, given)
    for given, every in _WIDTHS.items():
        assert given - max(units for each, units in _ADVANCES if each in every) * 1000 / 2048 < 50, every


@pytest.mark.parametrize(
    ("text", "units"),
    [("", 0), ("Aé", 1320), ("e\u0301", 620), ("漢", 1100), ("ж", 1100), ("OQw", 2420)],
)
def test_a_line_is_as_wide_as_its_characters_together(text: str, units: float) -> None:
    assert width(text, 1000) == units and width(text, 10) == units / 100
    assert width(text, 1000, bold=True) == units * 1.25


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ([], 100, []),
        (["oo", "oo"], 28.0, ["oo oo"]),  # 4 × 6.2 and a space of 3.2: it just fits
        (["oo", "oo"], 27.9, ["oo", "oo"]),
        (["o", "oooo", "o"], 12.4, ["o", "oo", "oo", "o"]),
        (["oo"], 1, ["o", "o"]),
    ],
)
def test_a_line_breaks_where_the_next_word_does_not_fit(words: list[str], room: float, lines: list[str]) -> None:
    assert wrap(words, room, 10) == lines
    assert wrap(words, room * 1.25, 10, bold=True) == lines
