"""Whatever stands in protocol.toml, it is a plan, or an error that names the line."""

from __future__ import annotations

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.protocol.read import ProtocolError, parse_protocol
from core.protocol.template import TEMPLATES, template
from core.protocol.values import Protocol
from tests.reviews import protocol

LINES = sorted({line for name in TEMPLATES for line in template(name).splitlines()} | set(protocol().splitlines()))
VALUES = (
    "1",
    "-1",
    "1e400",
    "nan",
    "true",
    "[]",
    "{}",
    '""',
    "'''a\n'''",
    "1979-05-27",
    '"\\u0000"',
    '"\\ud800"',
    "[[]]",
)
PLACES = re.compile(r"plan\.toml(?:, line (\d+)(?:,.*)?)?", re.DOTALL)


def is_read_or_explained(text: str) -> None:
    try:
        assert isinstance(parse_protocol(text, "plan.toml"), Protocol)
    except ProtocolError as error:
        assert error.mistakes
        for each in error.mistakes:
            place = PLACES.fullmatch(each.where)
            assert place, each.where
            assert each.what and each.advice
            if place[1]:
                assert 1 <= int(place[1]) <= text.count("\n") + 1
            assert all(character.isprintable() for character in each.what + each.where + each.advice), str(error)


@given(st.text(st.characters(exclude_categories=("Cs",))))
@example("[" * 100_000)
@example("a = " + "{ a = " * 5_000)
@example("a = " + "9" * 10_000)
@example("format = 1\nformat = 1")
@example('format = 1\n["\x1b[2J"]\n')
@settings(max_examples=60)
def test_any_text(text: str) -> None:
    is_read_or_explained(text)


@given(st.lists(st.sampled_from(LINES), max_size=40))
@settings(max_examples=40)
def test_lines_of_real_plans_in_any_order(lines: list[str]) -> None:
    is_read_or_explained("format = 1\n" + "\n".join(lines))


@given(st.data())
@settings(max_examples=120)
def test_a_plan_with_anything_in_place_of_anything(data: st.DataObject) -> None:
    text = protocol("1/5")
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        stop = data.draw(st.integers(start, min(len(text), start + 30)))
        text = text[:start] + data.draw(st.text(max_size=5) | st.sampled_from(VALUES)) + text[stop:]
    is_read_or_explained(text)


@given(st.data())
@settings(max_examples=80)
def test_a_plan_with_another_value_for_a_key(data: st.DataObject) -> None:
    lines = protocol("1/5").splitlines()
    place = data.draw(st.sampled_from([number for number, line in enumerate(lines) if " = " in line]))
    key = lines[place].partition(" = ")[0]
    lines[place] = f"{key} = {data.draw(st.sampled_from(VALUES))}"
    is_read_or_explained("\n".join(lines))
