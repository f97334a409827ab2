"""The README says what the program does: keys, commands, JSON fields."""

import re
from pathlib import Path

from tui.actions.registry import keys_markdown
from tui.cli import COMMANDS

ROOT = Path(__file__).resolve().parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_table_of_keys_is_the_registrys() -> None:
    start, end = "<!-- keys -->\n", "<!-- /keys -->"
    assert README[README.index(start) + len(start) : README.index(end)] == keys_markdown()


def test_every_command_is_named() -> None:
    for name in COMMANDS:
        assert re.search(rf"tamis {name}\b|`{name}\b|make {name}\b", README), name


def test_the_two_commands_of_a_fresh_clone_are_targets() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    for target in ("demo", "test"):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE) and f"make {target}" in README
