from __future__ import annotations

import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import TamisError
from core.protocol.highlight_words import HighlightWords, with_words
from core.protocol.read import TEMPLATES, parse_protocol, template

HEAD = """format = 1
[review]
title = "T" # the title
[sample]
seed = "s"
[[reviewer]]
id = "A"
role = "first"
"""
TAIL = """[[stage]] # the only one
id = "s"
title = "S"
kind = "screen"
readers = [{ reviewer = "A", coverage = "all" }]
"""


def edited(highlight: str, include: tuple[str, ...], exclude: tuple[str, ...] = ()) -> str:
    """What becomes of the lines between head and tail."""
    text = with_words(HEAD + highlight + TAIL, HighlightWords(include, exclude))
    assert text.startswith(HEAD) and text.endswith(TAIL)
    return text.removeprefix(HEAD).removesuffix(TAIL)


@pytest.mark.parametrize(
    ("before", "include", "after"),
    [
        (
            '[highlight]\ninclude = ["a", "b"] # mine\n',
            ("a", "b", "c"),
            '[highlight]\ninclude = ["a", "b", "c"] # mine\n',
        ),
        ('[highlight]\ninclude = ["a", "b", "c"]\n', ("a", "c"), '[highlight]\ninclude = ["a", "c"]\n'),
        ('[highlight]\ninclude = ["a", "b"]\n', ("a",), '[highlight]\ninclude = ["a"]\n'),
        ('[highlight]\ninclude = [ "a" ]\n', (), "[highlight]\ninclude = []\n"),
        ("[highlight]\ninclude = []\n", ("a",), '[highlight]\ninclude = ["a"]\n'),
        ("[highlight] # none yet\n", ("a",), '[highlight] # none yet\ninclude = ["a"]\n'),
        (
            '[highlight]\ninclude = [\n  "a", # first\n  "b",\n  # "c",\n]\n',
            ("a", "d"),
            '[highlight]\ninclude = [\n  "a", # first\n  # "c",\n  "d"\n]\n',
        ),
        (
            '[highlight]\ninclude = [\n  "a", # of a\n  # of c\n  "c" # of c too\n]\n',
            ("c", "d"),
            '[highlight]\ninclude = [\n  # of c\n  "c", # of c too\n  "d"\n]\n',
        ),
        ('[highlight]\ninclude = [" a\\t", "b"]\n', ("a",), '[highlight]\ninclude = [" a\\t"]\n'),
        ("[highlight]\n\n# The stages:\n", ("a",), '[highlight]\ninclude = ["a"]\n\n# The stages:\n'),
        (
            '[highlight]\ninclude = [\'a\', """b"""]\n',
            ("b", 'say "x"'),
            '[highlight]\ninclude = ["""b""", "say \\"x\\""]\n',
        ),
    ],
)
def test_only_the_words_change(before: str, include: tuple[str, ...], after: str) -> None:
    assert edited(before, include) == after


def test_a_table_that_is_not_there_is_put_at_the_end() -> None:
    text = with_words(HEAD + TAIL, HighlightWords(("a",), ("b",)))
    assert text == HEAD + TAIL + '\n[highlight]\ninclude = ["a"]\nexclude = ["b"]\n'
    assert (
        with_words(HEAD + TAIL.rstrip("\n"), HighlightWords(("a",))) == HEAD + TAIL + '[highlight]\ninclude = ["a"]\n'
    )


def test_a_long_list_goes_on_in_a_new_line() -> None:
    words = tuple(f"word number {number:03d}*" for number in range(30))
    text = with_words(HEAD + '[highlight]\ninclude = [\n  "word number 000*",\n]\n' + TAIL, HighlightWords(words))
    assert max(map(len, text.splitlines())) < 120
    assert tomllib.loads(text)["highlight"]["include"] == list(words)


def test_line_ends_and_the_mark_at_the_beginning_stay() -> None:
    text = "\ufeff" + (HEAD + '[highlight]\ninclude = [\n  "a", # of a\n]\n' + TAIL).replace("\n", "\r\n")
    assert with_words(text, HighlightWords(("a", "b"))) == text.replace("of a", 'of a\r\n  "b",')


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('highlight.include = ["a"]\n', 'highlight.include = ["a", "c"]\nhighlight.exclude = ["b"]\n'),
        ('highlight = { include = ["a"] }\n', 'highlight = { include = ["a", "c"],exclude = ["b"] }\n'),
        ('"highlight" . include = [ "a" ]\n', '"highlight" . include = [ "a", "c" ]\n"highlight" .exclude = ["b"]\n'),
    ],
)
def test_every_way_to_write_the_lists_is_edited(before: str, after: str) -> None:
    text = HEAD.replace("[review]", f"{before}[review]") + TAIL
    assert with_words(text, HighlightWords(("a", "c"), ("b",))) == text.replace(before, after)


def test_a_word_stands_in_one_list_once() -> None:
    words = HighlightWords(("a",), ("b",))
    assert words.adding(" b  ", include=True) == HighlightWords(("a", "b"), ())
    assert words.adding("a", include=True) is words
    assert words.adding("two  words", include=False).exclude == ("b", "two words")
    assert words.without("b") == HighlightWords(("a",), ())


@pytest.mark.parametrize("word", ["", " ", "*", "--", "a\x00b", "\ud83d"])
def test_what_could_never_match_is_no_word(word: str) -> None:
    with pytest.raises(TamisError, match="no word"):
        HighlightWords().adding(word, include=True)


WORDS = st.lists(
    st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), max_size=12).filter(
        lambda word: any(each.isalnum() for each in word) and word.isprintable()
    ),
    max_size=5,
)
FILES = [
    HEAD + TAIL,
    *map(template, TEMPLATES),
    HEAD + '[highlight]\nexclude = [ # none\n "a]", # ] "x"\n\'b\' ]\n' + TAIL,
]


@pytest.mark.slow
@given(file=st.sampled_from(FILES), first=WORDS, second=WORDS, kept=st.lists(st.booleans(), min_size=60, max_size=60))
@settings(max_examples=60, deadline=None)
def test_the_file_says_the_same_but_for_the_words(
    file: str, first: list[str], second: list[str], kept: list[bool]
) -> None:
    words = HighlightWords.of(parse_protocol(file))
    for word, keep in zip((*words.include, *words.exclude), kept, strict=False):
        words = words if keep else words.without(word)
    for include, added in ((True, first), (False, second)):
        for word in added:
            words = words.adding(word, include=include)
    text = with_words(file, words)
    before, after = tomllib.loads(file), tomllib.loads(text)
    found = after.pop("highlight", {})
    before.pop("highlight", None)
    assert after == before
    assert (tuple(found.get("include", ())), tuple(found.get("exclude", ()))) == (words.include, words.exclude)
    comments = {line for line in file.splitlines() if line.strip().startswith("#")}
    assert comments <= set(text.splitlines())
    assert with_words(text, words) == text
