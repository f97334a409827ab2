from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui.words
from tests.tui.fake import MemoryReviewAdapter
from tests.tui.grid import text
from tui.actions.keymap import DEFAULT_KEYS
from tui.app import TamisApp
from tui.settings.settings import load_settings
from tui.words.keys import key_now, not_in_menu, nothing_here, use_keys, with_undo

WORDS = Path(tui.words.__file__).parent
FIXED = {
    "plain_mode.py",  # typed line by line, its answers are its own
    *("taking_quote", "OTHER_KEYS_NO", "WRITING_KEYS", "TAB_COMPLETE", "TAB_COMPLETES", "TAB_COMPLETES_PATTERNS"),
    *("ABOUT_KEYMAP", "on_page", "page_begins", "NOTHING_TO_TAKE_BACK"),  # a preset; pages; the ids of two records
}
"""Where keys stand that nobody can change, or letters that are no keys."""
_KEY = re.compile(
    r"(?<![\w'’.{%*(←/-])(?:[b-zB-HJ-Z?]|[tT]ab)(?=[,;:.]? (?!h\b|and \?|records)[a-z]|[:;,.]? *$)"
    r"|(?:^|[—;,·] )a (?=accepts|shows|takes)"
)


def test_a_key_without_an_action_is_told_with_what_it_does_elsewhere() -> None:
    assert nothing_here("Q", DEFAULT_KEYS, "?") == "Q does nothing here — ? has all keys"
    assert nothing_here("L", DEFAULT_KEYS, "?").startswith("L does nothing here; second look: ")


def test_a_key_that_a_menu_lacks_is_named_with_those_it_has() -> None:
    assert not_in_menu("7", ["1", "2", "0"]) == "7 is not offered: 1, 2 and 0, or esc"


def test_the_key_that_is_named_is_the_one_that_does_it_now() -> None:
    use_keys({**DEFAULT_KEYS, "undo": ("ctrl+u", "z")})
    assert (key_now("undo"), with_undo("note kept", "; all read")) == ("Ctrl+U", "note kept — Ctrl+U undo; all read")
    use_keys(DEFAULT_KEYS)
    assert with_undo("note kept") == "note kept — z undo"


def _named(path: Path) -> Iterator[str]:
    """Each text of a module that seems to name a key, after its function or constant."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for part in tree.body:
        target = part.targets[0] if isinstance(part, ast.Assign) else part
        name = getattr(target, "id", getattr(target, "name", ""))
        docs = {ast.get_docstring(each, clean=False) for each in ast.walk(part) if isinstance(each, ast.FunctionDef)}
        for each in ast.walk(part):
            if isinstance(each, ast.Constant) and isinstance(each.value, str) and each.value not in docs:
                said = re.sub("“[^”]*”", "“”", each.value)
                if " " in said.strip() and _KEY.search(said) and not {name, path.name} & FIXED:
                    yield f"{path.name}, {name}: {each.value}"


def test_no_words_name_a_key_that_a_person_can_change() -> None:
    named = [line for path in sorted(WORDS.rglob("*.py")) for line in _named(path)]
    assert named == []


@pytest.mark.parametrize(
    "said",
    ["note kept — z undo", "f shows others", "a accepts one", "look: L.", "tab goes on", "read: q, and", "? help"],
)
def test_a_key_in_words_is_found(said: str, tmp_path: Path) -> None:
    path = tmp_path / "words.py"
    path.write_text(f"SAID = {said!r}\n", encoding="utf-8")
    assert [*_named(path)]


async def test_own_keys_are_those_that_the_screens_name(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    own = 'undo = ["ctrl+u"]\nleave = ["Q"]\nprevious = ["ctrl+k"]\npass_on = ["P"]'
    file.write_text(f"[keys]\n{own}\n", encoding="utf-8")
    workplace = MemoryReviewAdapter(1)
    app = TamisApp(workplace, load_settings(file), stage="title-abstract", settings_file=file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("t", *"why", "enter")
        assert "note kept — Ctrl+U undo" in text(app)
        await pilot.press("y")
        shown = " ".join(text(app).split())
        assert "Ctrl+K goes back to the last record, Ctrl+U takes the last decision back, Q leaves." in shown
    app = TamisApp(MemoryReviewAdapter(8), load_settings(file), screen="duplicates", settings_file=file)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        await pilot.press("n")
        assert "Ctrl+U undo" in text(app) and "z undo" not in text(app)
    use_keys(DEFAULT_KEYS)
