from __future__ import annotations

import tomllib
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.protocol.template import TEMPLATES, template
from core.toml.lines import Path, key_lines
from tests.examples import examples

# Each line that ends in "#: path" is where that path begins.
TRICKY = '''
plain = 1                                   #: plain
"quoted key" = 1                            #: quoted key
'single.quoted' = "# no comment, [no] table"#: single.quoted
dotted.inner."last one" = 1.5e3             #: dotted/inner/last one
"tab\\tkey\\u00e6" = 1979-05-27 07:32:00Z   #: tab\tkeyæ
lines = """
plain = 2 # no comment
[no.table]
\\""" still inside, and two quotes end it"""""
literal = \'\'\'
[[no]]
"""\'\'\'
after_texts = true                          #: after_texts
list = [                                    #: list
  # a comment with ] and "
  "one ]",                                  #: list/0
  ["nested", [2, 3]],                       #: list/1
  { a = 1, b.c = [                          #: list/2/b/c
    "deep",                                 #: list/2/b/c/0
  ] },
  -1.5, 07:32:00,                           #: list/4
]
after_list = 1                              #: after_list
inline = { x = "}", "y z" = { w = 1 } }     #: inline/y z/w

[table]                                     #: table
plain = 1                                   #: table/plain
[ table . "sub.table" ]                     #: table/sub.table
plain = 1                                   #: table/sub.table/plain
[[row]]                                     #: row/0
plain = [[1], [2]]                          #: row/0/plain
[[row]]                                     #: row/1
plain = 1                                   #: row/1/plain
[row.sub]                                   #: row/1/sub
plain = 1                                   #: row/1/sub/plain
[[row.many]]                                #: row/1/many/0
plain = 1                                   #: row/1/many/0/plain
[[row.many]]                                #: row/1/many/1
plain = 1                                   #: row/1/many/1/plain
'''


def marked(text: str) -> dict[Path, int]:
    marks: dict[Path, int] = {}
    for number, line in enumerate(text.split("\n"), start=1):
        if "#: " in line:
            parts = line.split("#: ")[1].strip().split("/")
            marks[tuple(int(part) if part.isdigit() else part for part in parts)] = number
    return marks


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_every_marked_path_is_on_its_line(line_end: str) -> None:
    text = TRICKY.replace("\n", line_end)
    tomllib.loads(text)
    found = key_lines(text)
    expected = marked(TRICKY)
    assert len(expected) == 28
    assert {path: found.get(path) for path in expected} == expected


def paths(value: Any, path: Path = ()) -> set[Path]:
    found = {path} if path else set()
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, inner in items:
        found |= paths(inner, (*path, key))
    return found


@pytest.mark.parametrize("text", [TRICKY, *map(template, TEMPLATES)])
def test_exactly_the_keys_that_tomllib_reads_are_located(text: str) -> None:
    assert set(key_lines(text)) == paths(tomllib.loads(text))


VALUES = st.recursive(
    st.sampled_from(['"x"', "'#]'", "1", "1.5", "true", '"""a\nb = 1"""', "'''[c]\n'''", "1979-05-27 07:32:00"]),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda each: "[\n" + ", # ]\n".join(each) + "\n]"),
        st.lists(inner, max_size=3).map(
            lambda each: "{" + ", ".join(f"k{place} = {value}" for place, value in enumerate(each)) + "}"
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=examples(100), deadline=None)
@given(st.lists(VALUES, min_size=1, max_size=4))
def test_any_nesting_is_followed(values: list[str]) -> None:
    text = ""
    expected = {}
    for place, value in enumerate(values):
        expected[("row", place, "key")] = text.count("\n") + 2
        text += f"[[row]]\nkey = {value}\n"
    found = key_lines(text)
    assert {path: found[path] for path in expected} == expected
    assert set(found) == paths(tomllib.loads(text))


@settings(max_examples=examples(100), deadline=None)
@given(st.text(alphabet="[]{}=,.\"'#\\ab1\n ", max_size=60))
def test_what_is_not_toml_does_no_harm(text: str) -> None:
    assert all(1 <= line <= text.count("\n") + 1 for line in key_lines(text).values())


def test_deep_nesting_does_no_harm() -> None:
    assert set(key_lines("key = " + "[" * 2_000).values()) == {1}
    assert set(key_lines("key = " + "{a = " * 2_000).values()) == {1}
