"""Holds all words that a screen says in one place: screens, widgets and dialogs have no literal that anybody reads."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from textual.keys import Keys

from core.records.imports import Source
from core.records.record import Record
from core.screening.decision import Verdict
from core.screening.funnel import StageState
from core.undo import PastAct
from tui.actions.action import SCREENS
from tui.actions.registry import ACTIONS
from tui.settings.settings import Settings
from tui.words.phrases import everywhere
from tui.words.phrases.screening import marked_now

TUI = Path(__file__).resolve().parents[3] / "tui"
FILES = sorted(path for folder in ("screens", "widgets", "dialogs") for path in (TUI / folder).rglob("*.py"))

_LETTERS = re.compile(r"[^\W\d_]{2}")
"""What is shorter is a sign, a key or a letter of a menu."""
_NAME = re.compile(r"[#.-]?[a-z][a-z0-9_+-]*(\([\d-]+\))?")
"""A name in the program: of a widget, a class of the styles, an action, a key, a field. No word with a capital."""
_SHOWING = {
    *("say", "ask", "choose", "show", "count", "plural", "listed", "fit", "short", "flow", "wrap", "clean", "refuse"),
    *("paragraph", "Paragraph", "nothing_in_front", "QuestionScreen", "ReadingScreen"),
}
"""What puts its arguments on the screen, so that no name may stand there."""
_NAMED_BY = {"id", "classes", "group", "where"}
_STYLES = {"DEFAULT_CSS", "CSS", "AUTO_FOCUS"}
_BY_NAME = {
    *("getattr", "attrgetter", "TypeVar", "compile", "startswith", "query_one", "add_class", "remove_class"),
    *("CategoryWord", "marked_now", "leave_for", "_leave_for", "file_url"),
}
"""What takes names, whatever these are."""

_HOLDERS = (Record, Source, Settings, StageState)
"""Of whose fields screens speak by name."""


def literals(source: str) -> list[str]:
    """Each literal that may be read by somebody, after its line.

    None of them are: docstrings and annotations; styles; what is put together to a name; a name, unless it is what a
    function shows, a part of a text that is put together, or one of the values of a menu or a table.
    """
    return [f"{line}: {text}" for line, text in _literals(ast.parse(source), ())]


def _literals(node: ast.AST, above: tuple[ast.AST, ...]) -> Iterator[tuple[int, str]]:
    if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
        return
    if isinstance(node, ast.Assign | ast.AnnAssign) and _target(node) in _STYLES:
        return
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        if _LETTERS.search(node.value) and not _is_name(node, above):
            yield node.lineno, node.value
        return
    for part, value in ast.iter_fields(node):
        if part not in ("annotation", "returns"):
            for each in value if isinstance(value, list) else [value]:
                if isinstance(each, ast.AST):
                    yield from _literals(each, (*above, node))


def _is_name(node: ast.Constant, above: tuple[ast.AST, ...]) -> bool:
    calls = [each for each in above if isinstance(each, ast.Call)]
    parent, text = above[-1], str(node.value)
    if calls and _function(calls[-1]) in _BY_NAME:
        return True
    if isinstance(parent, ast.Tuple) and isinstance(above[-2], ast.Compare):
        return True
    if isinstance(parent, ast.Compare | ast.Subscript | ast.MatchValue | ast.keyword):
        return not isinstance(parent, ast.keyword) or parent.arg in _NAMED_BY
    if isinstance(parent, ast.JoinedStr | ast.BinOp | ast.FormattedValue | ast.Return):
        return False
    if isinstance(parent, ast.Call) and _function(parent) in _SHOWING:
        return False
    return bool(_NAME.fullmatch(text)) and (text[0] in "#-" or text.startswith("turn(") or text in _known())


def _function(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _target(node: ast.Assign | ast.AnnAssign) -> str:
    return getattr(node.target if isinstance(node, ast.AnnAssign) else node.targets[0], "id", "")


@cache
def _known() -> set[str]:
    """Names of actions, screens, keys, verdicts, fields; what a screen compares, what words are looked up by."""
    fields = {name for holder in _HOLDERS for name in holder.__annotations__}
    keys = {each.value for each in Keys}
    known = {each.id for each in ACTIONS} | set(SCREENS) | {*Verdict} | fields | keys
    for path in (*FILES, *(TUI / "words").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Compare | ast.Subscript | ast.MatchValue):
                known |= {each.value for each in ast.walk(node) if isinstance(each, ast.Constant)}
            elif isinstance(node, ast.Dict):
                known |= {each.value for each in node.keys if isinstance(each, ast.Constant)}
    return known


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(TUI).as_posix())
def test_no_screen_widget_or_dialog_has_words_of_its_own(path: Path) -> None:
    assert literals(path.read_text(encoding="utf-8")) == [], "words stand in tui/words"


@pytest.mark.parametrize(
    "line",
    [
        'self.say("undone")',
        'self.say(f"undone: {what}")',
        'self.say("nothing to take back")',
        'rows = [count(len(found), "study")]',
        'self.choose("why?", choices)',
        'ended = " — z undo" if last else ""',
        'return "together"',
        'HEADS = ("Waiting", "not yet")',
        'bar.show(what + " left")',
        'choices = {"y": ("take it back", act)}',
        "head = f\"{'owed':>8}\"",
        'TITLE: str = "the report"',
        'raise TamisError("there is no such file")',
        'paragraph(words or "(no title)")',
        'self.list.show(rows, none="nothing")',
    ],
)
def test_words_are_found_wherever_they_stand(line: str) -> None:
    assert literals(line), line


@pytest.mark.parametrize(
    "line",
    [
        'self.query_one("#status", Bar).show("")',
        'yield Bar(id="top")',
        'DEFAULT_CSS = "Bar { height: 1; }"',
        'if event.key == "escape": pass',
        'self.key_of("undo")',
        'getattr(self, f"action_{name}")()',
        'text = " · ".join(parts)',
        'choices = {"y": (phrases.TAKE_IT_BACK, act)}',
        'def said() -> "list[Paragraph]":\n    """What is said."""',
    ],
)
def test_names_styles_and_signs_are_no_words(line: str) -> None:
    assert literals(line) == []


@pytest.mark.parametrize(
    ("act", "action", "again", "words"),
    [
        ({}, "undo", None, ""),
        ({"elsewhere": True}, "undo", None, everywhere.of_another_screen("taken back", "12 records")),
        ({"elsewhere": True}, "redo", None, everywhere.of_another_screen("done again", "12 records")),
        ({"elsewhere": True}, "undo", True, everywhere.of_another_screen("done again", "12 records")),
        ({"command": "tamis x"}, "undo", None, everywhere.not_by_this_key("tamis x", "12 records")),
        ({"command": "tamis x"}, "redo", None, ""),
    ],
)
def test_an_act_that_no_key_takes_back_is_told_with_what_does(
    act: dict[str, Any], action: str, again: bool | None, words: str
) -> None:
    assert everywhere.not_by_key(PastAct(1, 12, "12 records", **act), action, again) == words


def test_the_question_before_an_act_says_what_the_key_will_do() -> None:
    act = PastAct(1, 12, "12 records")
    asked = [everywhere.asked_first(act, "undo", "z", again) for again in (None, False, True)]
    assert asked == [everywhere.again_to("z", verb, "12 records") for verb in ("undo", "take back", "do again")]


def test_what_is_marked_now() -> None:
    assert marked_now("off", []) == "highlights off" and marked_now("words", []) == "highlights on"
    assert marked_now("both", ["¹peer\x1b", "²process"]) == "words and blocks: ¹peer, ²process"
