"""The style sheet: whole rules, every colour named, and contrasts that can be read (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

import re

import pytest

from core.report.document.style import STYLE

COLOURS = dict(re.findall(r"--([\w-]+):(#[0-9a-f]+)", STYLE.partition("@media")[0]))
DARK = dict(
    re.findall(r"--([\w-]+):(#[0-9a-f]+)", STYLE.partition("prefers-color-scheme:dark){")[2].partition("}}")[0])
)


def test_each_rule_is_whole() -> None:
    assert STYLE.count("{") == STYLE.count("}") and STYLE.startswith(":root{") and STYLE.endswith("}}")
    assert set(re.findall(r"var\(--([\w-]+)\)", STYLE)) <= set(COLOURS)


def light(colour: str) -> float:
    whole = colour[1:] if len(colour) == 7 else "".join(2 * each for each in colour[1:])
    parts = (int(whole[place : place + 2], 16) / 255 for place in (0, 2, 4))
    red, green, blue = (each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("colours", [COLOURS, {**COLOURS, **DARK}], ids=["light", "dark"])
@pytest.mark.parametrize("text", ["ink", "soft", "link"])
def test_every_text_can_be_read_on_every_ground(colours: dict[str, str], text: str) -> None:
    for ground in ("paper", "band", "warn"):
        low, high = sorted(light(colours[each]) for each in (text, ground))
        assert (high + 0.05) / (low + 0.05) >= 4.5, (text, ground)
