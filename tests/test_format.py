"""The page on the format: the tests that it names are there, and its lines are lines."""

from __future__ import annotations

import json
import re
from pathlib import Path

PAGE = Path("docs/reference/format.md")


def test_every_rule_names_a_test_that_is_there() -> None:
    there = {
        name
        for path in Path("tests").rglob("test_*.py")
        for name in re.findall(r"^def (test_\w+)", path.read_text(), re.M)
    }
    rules = [line for line in PAGE.read_text().splitlines() if re.match(r"\| \d+ \|", line)]
    assert [int(line.split("|")[1]) for line in rules] == list(range(1, len(rules) + 1)) and len(rules) > 10
    for line in rules:
        named = re.findall(r"`(test_\w+)`", line)
        assert named and set(named) <= there, line


def test_its_lines_have_the_form_of_a_line() -> None:
    lines = [line for line in PAGE.read_text().splitlines() if line.startswith('{"act"')]
    for line in lines:
        whole = re.sub(r"…(?=[\]}])", "", line).replace(",]", "]")
        fields = json.loads(whole)
        assert {"seq", "at", "table", "id", "before", "after", "~"} <= fields.keys() and len(fields["~"]) == 32
        assert {"clock", "says"} <= fields["after"].keys()
    assert len(lines) == 4
