"""Setting one value changes its bytes alone, whatever the file is like."""

from __future__ import annotations

import copy
import json
import re
import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.toml.edit import Value, with_value
from tests.examples import examples

COMMENTS = st.sampled_from(["", " # a comment", "\t#[no] = \"table\" 'x' #", "#"])
TEXTS = st.text(st.characters(exclude_categories=("Cs",)), max_size=8)
SPELT = [
    *(
        "'it'",
        '"a\\"b\\u00e6 # no comment"',
        '"""\ntwo\n  [lines]"""',
        "'''\none # \\\n'''",
        "1_000",
        "1979-05-27 07:32:00Z",
    ),
    *(
        "inf",
        "false",
        "[]",
        "[\n  \"a\", # first\n\n  # alone\n  'b'\n  ,\n]",
        "[[1], [ 2,\n3 ]]",
        '{ a = 1, "b c".d = [ 1, ] }',
        "{}",
    ),
]
TEXTS_SPELT = ['""', "'it'", '"""nord"""', "'''\ntwo\n lines'''", '"a\\"b\\u00e6"', "true", "false"]
LISTS_SPELT = [
    *("[]", "[ ]", '["a","b"]', "[ 'a', \"\"\"b\"\"\" , ]", "[\n]", '[\n  "a", # its own\n  # alone\n\t"b" # of b\n]'),
    *('[ # first\n "a"\n , "b", ]', '["a",\n   "b", "c"]', '["a", # x\n]', '[# none\n]'),
]  # fmt: skip
HEADERS = ["[t{}]", "  [t{}.sub]", "[ \"t {}\" . 's.b' ] # a table", "[[row{}]]", "[[row{}.deep]]"]
TABLES = [("[one]", ("one",)), ('["o n".two]', ("o n", "two")), (" [ one . 'two' ]\t# here", ("one", "two"))]
KEYS = [("key", ("key",)), ('"a key"', ("a key",)), ("'k.k'", ("k.k",)), ("over . under", ("over", "under"))]


@st.composite
def statements(draw: st.DrawFn, name: str) -> str:
    lines = ""
    for number in range(draw(st.integers(0, 3))):
        key = draw(st.sampled_from(["{}", '"{} x"', "'{}'", "{}.b", '{} . "c.d"'])).format(f"{name}{number}")
        blank = draw(st.sampled_from(["", "\n", "\n\n", "  ", "# a = [\n", "\t"]))
        lines += f"{blank}{key} = {draw(st.sampled_from(SPELT))}{draw(COMMENTS)}\n"
    return lines


@st.composite
def files(draw: st.DrawFn, spellings: list[str]) -> tuple[str, str, str, tuple[str, ...]]:
    """What stands before a value, how it is written, what stands after it, and its path."""
    before, path = draw(statements("r")), ()
    sections = [draw(statements(f"s{n}")) for n in range(draw(st.integers(0, 3)))]
    above = st.sampled_from(["", "\n", "\n# of the next\n"])
    sections = [f"{draw(above)}{draw(st.sampled_from(HEADERS)).format(n)}\n{lines}" for n, lines in enumerate(sections)]
    if draw(st.booleans()):
        cut = draw(st.integers(0, len(sections)))
        header, path = draw(st.sampled_from(TABLES))
        before += "".join(sections[:cut]) + draw(above) + header + "\n" + draw(statements("u"))
        sections = sections[cut:]
    key, names = draw(st.sampled_from(KEYS))
    spelt = draw(st.sampled_from(spellings))
    ending = draw(COMMENTS) + "\n"
    before += draw(st.sampled_from(["", "  "])) + key + draw(st.sampled_from([" = ", "=", "\t=  "]))
    if draw(st.booleans()):  # in an inline table
        before += draw(st.sampled_from(["{", "{ x = 1, y.z = 2, "])) + "in = "
        ending, names = draw(st.sampled_from(["}", ", last = [] }"])) + ending, (*names, "in")
    after = ending + draw(statements("v")) + "".join(sections)
    after = draw(st.sampled_from([after, after.removesuffix("\n")]))
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    mark = draw(st.sampled_from(["", "\ufeff"]))
    before, spelt, after = (part.replace("\n", line_end) for part in (mark + before, spelt, after))
    if draw(st.booleans()):
        after = after.replace("\r\n", "\n", 1)  # of both kinds
    return before, spelt, after, (*path, *names)


def parsed(text: str) -> dict[str, Any]:
    return tomllib.loads(text.removeprefix("\ufeff"))


def table_of(document: dict[str, Any], path: tuple[str, ...]) -> dict[str, Any]:
    for name in path[:-1]:
        document = document.setdefault(name, {})
    return document


def expected(text: str, path: tuple[str, ...], value: Value) -> dict[str, Any]:
    document = copy.deepcopy(parsed(text))
    table_of(document, path)[path[-1]] = value
    return document


@given(files(TEXTS_SPELT), TEXTS | st.booleans())
@settings(max_examples=examples(150), deadline=None)
def test_of_a_text_its_own_bytes_change(file: tuple[str, str, str, tuple[str, ...]], value: str | bool) -> None:
    before, spelt, after, path = file
    edited = with_value(before + spelt + after, path, value)
    assert edited.startswith(before) and edited.endswith(after)
    assert parsed(edited) == expected(before + spelt + after, path, value)
    written = edited[len(before) : len(edited) - len(after)]
    assert "\n" not in written


@given(files(LISTS_SPELT), st.lists(st.booleans(), min_size=3, max_size=3), st.lists(TEXTS, max_size=3, unique=True))
@settings(max_examples=examples(150), deadline=None)
def test_of_a_list_the_texts_that_go_and_come_change(
    file: tuple[str, str, str, tuple[str, ...]], kept: list[bool], new: list[str]
) -> None:
    before, spelt, after, path = file
    text = before + spelt + after
    there = table_of(parsed(text), path)[path[-1]]
    value = [word for word, keep in zip(there, kept, strict=False) if keep]
    value += [word for word in new if word not in there]
    edited = with_value(text, path, value)
    assert edited.startswith(before) and edited.endswith(after)
    assert parsed(edited) == expected(text, path, value)
    if value == there:
        assert edited == text
    written = edited[len(before) : len(edited) - len(after)]
    assert ("# alone" in spelt) == ("# alone" in written), "a comment on a line of its own is of no word"
    if "a" in value:
        assert ("# its own" in spelt) == ("# its own" in written)
    if "\r\n" in text and text.count("\n") == text.count("\r\n"):
        assert edited.count("\n") == edited.count("\r\n")


@given(files(TEXTS_SPELT), st.sampled_from([("new",), ("one", "new"), ("table", "new")]), st.sampled_from(["x", ["x"]]))
@settings(max_examples=examples(150), deadline=None)
def test_of_a_new_key_only_its_lines_come_in(
    file: tuple[str, str, str, tuple[str, ...]], path: tuple[str, ...], value: str | list[str]
) -> None:
    text = "".join(file[:3])
    edited = with_value(text, path, value)
    assert parsed(edited) == expected(text, path, value)
    added = f"new = {json.dumps(value)}"
    assert edited.count(added) == 1
    heads = re.compile(r"# of the next\r?\n *\[")
    assert len(heads.findall(edited)) == len(heads.findall(text)), "what is said of a table stands above it"
    rest = iter(edited)
    assert all(character in rest for character in text), "all that was there is there, in its order"


@pytest.mark.parametrize(
    ("text", "path"),
    [("a = 1\n", ("a", "b")), ("[[a]]\nx = 1\n", ("a", "b")), ("x = 1\r\ny = 2\r", ("x",))],
)
def test_what_cannot_be_edited_is_refused(text: str, path: tuple[str, ...]) -> None:
    with pytest.raises(TamisError, match="does not edit"):
        with_value(text, path, "new")


@pytest.mark.parametrize(
    ("text", "path", "edited"),
    [
        ("", ("a",), 'a = "x"\n'),
        ("", ("t", "a"), '[t]\na = "x"\n'),
        ("b = 1", ("a",), 'b = 1\na = "x"\n'),
        ("[t] # t\n\n# of u\n[u]\n", ("t", "a"), '[t] # t\na = "x"\n\n# of u\n[u]\n'),
        ("b = 1\n# of u\n[u]\n", ("a",), 'b = 1\na = "x"\n# of u\n[u]\n'),
        ("[t.s]\nb = 1\n[u]\n[t]\nc = 1\n", ("t", "a"), '[t.s]\nb = 1\n[u]\n[t]\nc = 1\na = "x"\n'),
        ("t.b = 1\nu = 2\n", ("t", "a"), 't.b = 1\nt.a = "x"\nu = 2\n'),
        ("b = 1\r\n[t]\r\n", ("t", "a"), 'b = 1\r\n[t]\r\na = "x"\r\n'),
    ],
)
def test_where_a_new_key_comes(text: str, path: tuple[str, ...], edited: str) -> None:
    assert with_value(text, path, "x") == edited
