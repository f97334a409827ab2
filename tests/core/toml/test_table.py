"""A table read key by key: always a value of the promised type, and every mistake with its place and what to do."""

from __future__ import annotations

import datetime
import tomllib
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from core.toml.table import Mistake, TomlTable, described, did_you_mean, named


def read(text: str) -> tuple[TomlTable, list[Mistake]]:
    mistakes: list[Mistake] = []
    return TomlTable(tomllib.loads(text), (), mistakes), mistakes


def test_what_is_there_and_right_is_given_without_a_word() -> None:
    table, mistakes = read('a = " x\\n y "\nb = true\nc = 3\nd = ["x", "y"]\n[e]\nf = 1\n[[g]]\n[[g]]\n')
    assert (table.text("a"), table.flag("b"), table.whole_number("c"), table.texts("d")) == ("x y", True, 3, ("x", "y"))
    assert table.table("e").whole_number("f") == 1 and len(table.tables("g")) == 2 and table.has("a")
    table.close()
    assert mistakes == []


def test_what_is_not_there_has_its_default() -> None:
    table, mistakes = read("")
    assert (table.text("a", "x"), table.flag("b"), table.texts("c"), table.tables("d")) == ("x", False, (), [])
    assert table.table("e").text("f") == "" and not table.has("a") and mistakes == []


@pytest.mark.parametrize(
    ("text", "read_it", "what"),
    [
        ("", lambda t: t.text("a", required=True), "missing; expected text"),
        ('a = ""', lambda t: t.text("a", required=True), "is empty"),
        ("a = 1", lambda t: t.text("a"), "found the number 1; expected text"),
        ('a = "\\u0007"', lambda t: t.text("a"), "holds the control character U+0007"),
        ('a = "incldue"', lambda t: t.text("a", one_of=("include",)), "found “incldue”; expected one of include"),
        ('a = "b c"', lambda t: t.text("a", form=(r"\w+", "one word")), "found “b c”; expected one word"),
        ('a = "yes"', lambda t: t.flag("a"), "found “yes”; expected true or false"),
        ("a = true", lambda t: t.whole_number("a"), "found true; expected a whole number"),
        ("a = 1.0", lambda t: t.whole_number("a"), "found the number 1.0; expected a whole number"),
        ("", lambda t: t.whole_number("a"), "missing; expected a whole number"),
        ('a = "x"', lambda t: t.texts("a"), "found “x”; expected a list of texts"),
        ('a = ["x", "x"]', lambda t: t.texts("a"), "“x” is there twice"),
        ("a = []", lambda t: t.table("a"), "found a list; expected a table"),
        ("[a]", lambda t: t.tables("a"), "found a table; expected a list of tables"),
        ("a = [1]", lambda t: t.tables("a"), "found the number 1; expected a table"),
    ],
)
def test_a_mistake_is_noted_once_with_its_place_and_what_to_do(text, read_it, what) -> None:  # type: ignore[no-untyped-def]
    table, mistakes = read(text)
    read_it(table)
    [mistake] = mistakes
    assert what in mistake.what and mistake.advice and mistake.path[0] == "a"


def test_a_table_that_could_not_be_read_adds_no_mistakes_of_its_own() -> None:
    table, mistakes = read("a = 1")
    table.table("a").text("b", required=True)
    assert len(mistakes) == 1


def test_a_key_that_nobody_asked_for_is_misspelt() -> None:
    table, mistakes = read("title = 1\ntitel = 2\nzzz = 3")
    table.whole_number("title")
    table.close()
    assert [(each.path, each.what) for each in mistakes] == [(("titel",), "unknown key"), (("zzz",), "unknown key")]
    assert mistakes[0].advice == "Did you mean “title”?" and mistakes[1].advice == "The keys here are: title."


@pytest.mark.parametrize(
    ("path", "name"),
    [(("stage", 1, "kind"), "stage[2].kind"), (("a b", "c"), "'a b'.c"), (("a", 0, 2), "a[1][3]"), ((), "")],
)
def test_a_path_as_people_count(path: tuple[str | int, ...], name: str) -> None:
    assert named(path) == name


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (False, "false"),
        (1e20, "a number"),
        ("x" * 99, f"“{'x' * 60}…”"),
        ("a\x1b[31m", "“a\ufffd[31m”"),
        ([], "a list"),
        ({}, "a table"),
        (datetime.date(2021, 1, 4), "the date or time 2021-01-04"),
    ],
)
def test_a_value_in_words_is_short_and_harmless(value: object, words: str) -> None:
    assert described(value) == words


def test_the_nearest_word_whatever_its_case() -> None:
    assert did_you_mean("INCLUDED", ("include", "exclude")) == "Did you mean “include”?"
    assert did_you_mean("zebra", ("include",)) == ""


VALUES: tuple[object, ...] = (
    None, "", " a \n  b ", "b",
    "x" * 60, "x" * 61, "a\x1bb", True, False, 0, 5, -1, 100, 101, 1.5, 1e14, 1e15, datetime.date(2024, 1, 2),
    [], ["a", "b"], ["a", "a", "", 5], [1, 2], [1, True], [0, 101], [5],
    [{"k": "v"}, 5], {}, {"A": 3}, {"A": -1, "C": 2},
    {"k": "v"},
)  # fmt: skip
ASKED: dict[str, Callable[[TomlTable], object]] = {
    "text": lambda table: table.text("key", "default"),
    "text, required": lambda table: table.text("key", required=True),
    "text, one of": lambda table: table.text("key", "b", one_of=("a b", "b")),
    "text, of a form": lambda table: table.text("key", form=("[a-c ]+", "letters")),
    "flag": lambda table: table.flag("key"),
    "whole number": lambda table: table.whole_number("key"),
    "one or more": lambda table: table.one_or_more("key", ("[a-c ]+", "letters")),
    "texts": lambda table: table.texts("key"),
    "texts of a form": lambda table: table.texts("key", ("[a-c ]+", "letters")),
    "whole numbers": lambda table: table.whole_numbers("key", ("A", "B")),
    "whole numbers of nobody": lambda table: table.whole_numbers("key", ()),
    "table": lambda table: (table.is_table("key"), table.table("key").text("k"), table.has("key")),
    "tables": lambda table: [each.text("k") for each in table.tables("key")],
}


@pytest.mark.parametrize("asked", ASKED)
def test_what_is_read_of_any_value_and_what_is_wrong_with_it(asked: str, snapshot: SnapshotAssertion) -> None:
    lines = []
    for value in VALUES:
        mistakes: list[Mistake] = []
        table = TomlTable({} if value is None else {"key": value}, ("file", 1), mistakes)
        read = ASKED[asked](table)
        table.close()
        lines.append(f"{value!r:.40} → {read!r}")
        lines += [f"    {named(each.path)}: {each.what} | {each.advice}" for each in mistakes]
    assert "\n".join(lines) == snapshot


def test_keys_that_nobody_asked_for() -> None:
    mistakes: list[Mistake] = []
    table = TomlTable({"titel": 1, "zzz": 2, "kind": 3}, (), mistakes)
    assert table.has("kind") and not table.text("title") and not table.flag("kind")
    table.wrong("x", "odd", "Mend it.")
    table.close()
    assert [(named(each.path), each.what, each.advice) for each in mistakes] == [
        ("kind", "found the number 3; expected true or false", "Write it without quotes."), ("x", "odd", "Mend it."),
        ("titel", "unknown key", "Did you mean “title”?"), ("zzz", "unknown key", "The keys here are: title, kind."),
    ]  # fmt: skip


def test_paths_as_people_read_them() -> None:
    assert named(("stage", 1, "kind")) == "stage[2].kind" and named(()) == "" and named(("a b", "c")) == "'a b'.c"
    assert did_you_mean("TITEL", ["Title", "kind"]) == "Did you mean “Title”?" and did_you_mean("xyz", ["Title"]) == ""
