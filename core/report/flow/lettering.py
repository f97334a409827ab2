"""Text in drawings: how wide it is at most, and how it wraps.

A drawing does not know the font it will be shown in. The widths are those of the widest font that the drawings name
(DejaVu Sans; Arial and Helvetica are narrower), rounded up, so that what fits here fits there.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

FONTS = "Arial, Helvetica, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_BOLD = 1.25
"""How much wider than the table a bold character is at most."""
_WIDTHS = {
    280: "'ijl",
    300: "I",
    320: " ,.\u00a0‘’",
    340: "/:;\\|",
    360: "f",
    380: "-",
    400: "()[]t",
    420: "!r",
    460: '"',
    500: "*J`",
    540: "sz“”",
    560: "?L_c–",
    580: "k",
    600: "vxy",
    620: "FTaeo",
    640: "$0123456789bdghnpqu{}ßø€",
    680: "EKPSY",
    700: "ABVXZ",
    740: "CRU",
    760: "HN",
    780: "&DG",
    800: "OQ",
    820: "w",
    840: "#+<=>^~≥×",
    880: "M",
    960: "%",
    980: "m",
    1000: "W…—→",
    1020: "@æÆ",
}
_WIDTH_OF = {character: width for width, characters in _WIDTHS.items() for character in characters}
_WIDEST = 1100
"""For a character that the table does not know: CJK and the like are square."""


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The greatest width of a line, in the unit of the font size."""
    units = sum(_width_of(each) for each in text)
    return units * size / 1000 * (_BOLD if bold else 1)


def wrap(words: Sequence[str], room: float, size: float, *, bold: bool = False) -> list[str]:
    """Words in lines that are not wider than `room`; a word that is wider is broken."""
    lines: list[str] = []
    line = ""
    for word in words:
        longer = f"{line} {word}" if line else word
        if width(longer, size, bold=bold) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, room, size, bold)
        lines += whole
    return [*lines, line] if line else lines


def _broken(word: str, room: float, size: float, bold: bool) -> list[str]:
    """A word in pieces that fit, one of them at least."""
    pieces = [""]
    for character in word:
        if pieces[-1] and width(pieces[-1] + character, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += character
    return pieces


def _width_of(character: str) -> int:
    found = _WIDTH_OF.get(character)
    if found is None:
        base = unicodedata.normalize("NFD", character)[0]
        found = 0 if unicodedata.combining(character) else _WIDTH_OF.get(base, _WIDEST)
    return found
