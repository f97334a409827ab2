"""The README is short, and what it claims is so: keys, figures, tests. The page of all commands has every command."""

import re
from pathlib import Path

from tui.actions.keymap import show_key
from tui.actions.registry import on_screen
from tui.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_it_is_read_in_a_few_minutes() -> None:
    assert len(README.splitlines()) <= 150


def test_its_nine_keys_are_keys_of_the_screening_screen() -> None:
    [keys] = re.findall(r"^\| (`y` \|.*) \|$", README, re.MULTILINE)
    taken = {show_key(key) for action in on_screen("screening") for key in action.keys}
    shown = re.findall(r"`(.+?)`", keys)
    assert len(shown) == 9 and taken.issuperset(shown)


def test_every_figure_of_costs_is_one_that_was_measured() -> None:
    measured = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    figures = re.findall(r"[\d.,]*\d (?:s|ms|bytes)\b", README)
    assert len(figures) >= 5
    for figure in figures:
        assert re.search(rf"(?<![\d.,]){figure}\b", measured), figure


def test_every_promise_names_its_limit_a_page_and_a_test() -> None:
    rows = [line.split(" | ") for line in README.split("## Six promises")[1].split("##")[0].splitlines()[4:]]
    promises = [row for row in rows if len(row) == 4]
    assert len(promises) == 6
    for _, limit, page, test in promises:
        assert limit and "](docs/" in page
        assert (ROOT / test.strip("`| ")).is_file(), test


def test_every_command_is_on_the_page_of_all_commands() -> None:
    page = (ROOT / "docs" / "reference" / "review.md").read_text(encoding="utf-8")
    for name in COMMANDS:
        assert name == "demo" or re.search(rf"^    tamis (--as \w+ )?{name}\b", page, re.MULTILINE), name


def test_the_two_commands_of_a_fresh_clone_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE) and f"make {target}" in README
