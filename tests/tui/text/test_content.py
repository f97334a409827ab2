from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len, get_character_cell_size
from rich.style import Style

from tui.text.content import _NARROW, cells, extent, fit, flow, plain, short, strip, told, wrap
from tui.text.plain import clean, printable

NASTY = st.text(
    st.one_of(st.characters(), st.sampled_from("\x1b\x9b\x07\r\n\t \u202e\u200d\ufe0f\ud800 a[]/漢é\u0301👩🏽"))
)


def harmless(text: str) -> bool:
    return not any(
        unicodedata.category(character) in ("Cc", "Cs")
        or character in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066"
        for character in text
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[31mred\x1b[0m", "[31mred[0m"),
        ("\x1b]0;title\x07x", "]0;titlex"),
        ("a\x9b31mb", "a31mb"),
        ("a\r\nb\tc\x7f", "a b c"),
        ("  two   spaces\u2028here ", "two spaces here"),
        ("abc\u202etxt.exe", "abctxt.exe"),
        ("half a pair \ud83d", "half a pair \ufffd"),
        ("soft\xadhyphen \ufeffbom", "softhyphen bom"),
        ("[Erratum] a [/] b [@click=app.quit]x", "[Erratum] a [/] b [@click=app.quit]x"),
        ("👩🏽\u200d🔬 ❤\ufe0f", "👩🔬 ❤"),
        ("naïve – “café” 漢字 Ελληνικά", "naïve – “café” 漢字 Ελληνικά"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(NASTY)
def test_nothing_that_a_terminal_obeys_passes_any_door(text: str) -> None:
    assert harmless(clean(text))
    assert harmless(plain(text).plain)
    assert harmless(strip([(text, Style.null())], 40, Style.null()).text)
    assert clean(clean(text)) == clean(text)
    assert printable(printable(text)) == printable(text)


@given(NASTY, st.integers(2, 30))
@settings(max_examples=200)
def test_wrap_keeps_every_word_and_the_width(text: str, width: int) -> None:
    text = clean(text)
    spans = wrap(text, width)
    assert all(cell_len(text[start:end]) <= width for start, end in spans)
    kept = "".join(text[start:end] for start, end in spans)
    visible = [character for character in text if character != " " and get_character_cell_size(character)]
    assert [character for character in kept if character != " " and get_character_cell_size(character)] == visible


@given(st.text("ab –é", max_size=200), st.integers(2, 20))
def test_both_ways_to_wrap_agree_on_narrow_text(text: str, width: int) -> None:
    from tui.text.content import _wrap_measured, _wrap_narrow

    text = clean(text)
    narrow = [text[start:end] for start, end in _wrap_narrow(text, width)]
    measured = [text[start:end] for start, end in _wrap_measured(text, width)]
    if all(len(word) <= width for word in text.split()):
        assert narrow == measured
    assert "".join(narrow).replace(" ", "") == "".join(measured).replace(" ", "")


def test_what_counts_as_narrow_takes_one_column() -> None:
    narrow = [chr(point) for point in range(0x20, 0x3000) if _NARROW.fullmatch(chr(point))]
    assert len(narrow) > 700
    assert {printable(character) for character in narrow if get_character_cell_size(character) != 1} <= {""}


def test_wrap_breaks_wide_characters_and_long_words_inside() -> None:
    assert [("漢字漢字"[start:end]) for start, end in wrap("漢字漢字", 5)] == ["漢字", "漢字"]
    assert [("abcdefgh x"[start:end]) for start, end in wrap("abcdefgh x", 4)] == ["abcd", "efgh", "x"]
    assert wrap("", 10) == ()


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [("abc", 5, "abc  "), ("abcdef", 4, "abc…"), ("漢字漢", 4, "漢 …"), ("abc", 1, "…"), ("abc", 0, "")],
)
def test_fit(text: str, width: int, expected: str) -> None:
    assert fit(text, width) == expected


@given(NASTY, st.integers(0, 30))
def test_strip_is_exactly_as_wide_as_asked(text: str, width: int) -> None:
    made = strip([(text, Style.null()), ("x", Style(bold=True))], width, Style.null())
    assert made.cell_length == width == cell_len(made.text)


def test_extent_is_where_the_last_visible_character_ends() -> None:
    assert extent([("ab ", Style.null()), ("  ", Style.null())]) == 2
    assert extent([("  ", Style.null()), ("漢", Style.null())]) == 4
    assert extent([]) == 0


def test_flow_keeps_parts_whole() -> None:
    assert flow(["1 one", "2 two", "3 three"], 13) == ["1 one  2 two", "3 three"]
    assert flow(["a very long part"], 8) == ["a very", "long", "part"]


def test_cells_counts_columns() -> None:
    assert [cells(text) for text in ("abc", "漢字", "é", "e\u0301", "–")] == [3, 4, 1, 1, 1]


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("ab cd", 5, ["ab cd"]), ("ab cd", 4, ["ab", "cd"]), ("ab cd", 2, ["ab", "cd"]), ("abc", 2, ["ab", "c"]),
        ("abcd", 4, ["abcd"]), ("abcde", 4, ["abcd", "e"]), ("ab cd", 1, ["ab", "cd"]),
        ("a 漢字 b", 4, ["a", "漢字", "b"]),
        ("漢 ab", 5, ["漢 ab"]), ("漢 ab", 4, ["漢", "ab"]), ("漢字漢 a", 4, ["漢字", "漢 a"]), ("a漢", 2, ["a", "漢"]),
    ],
)  # fmt: skip
def test_where_lines_break(text: str, width: int, lines: list[str]) -> None:
    assert [text[start:end] for start, end in wrap(text, width)] == lines


@pytest.mark.parametrize(
    ("parts", "width", "gap", "lines"),
    [
        ([], 5, " ", []), ([""], 5, " ", [""]), (["a", "b"], 4, "  ", ["a  b"]), (["a", "b"], 3, "  ", ["a", "b"]),
        (["漢", "字"], 6, "  ", ["漢  字"]), (["漢", "字"], 5, "  ", ["漢", "字"]), (["a", "", "b"], 9, " ", ["a  b"]),
    ],
)  # fmt: skip
def test_parts_side_by_side(parts: list[str], width: int, gap: str, lines: list[str]) -> None:
    assert flow(parts, width, gap) == lines


def test_a_text_where_a_table_has_no_rows() -> None:
    assert told("ab\x1b  cd", 6) == [((" ab", Style.null()),), ((" cd", Style.null()),)]
    assert told("ab cd", 7) == [((" ab cd", Style.null()),)]
    assert [len(line[0][0]) for line in told("x" * 200, 300)] == [93, 93, 17]


def test_short_and_fit_at_the_edge() -> None:
    assert [short("abc", width) for width in (4, 3, 2, 1, 0)] == ["abc", "abc", "a…", "…", ""]
    assert [fit("abc", width) for width in (4, 3, 2)] == ["abc ", "abc", "a…"] and short("漢字", 3) == "漢…"


def test_a_strip_is_cut_and_padded_and_its_colours_taken() -> None:
    red, base = Style(color="red", bold=True), Style(dim=True)
    cut = strip([("abc", red), ("def", red)], 4, base)
    assert [(each.text, each.style) for each in cut] == [("abc", base + red), ("d", base + red)]
    padded = strip([("ab", red)], 4, base, colours=False)
    assert [(each.text, each.style) for each in padded] == [("ab", base + Style(bold=True)), ("  ", base)]
    assert [each.text for each in strip([("", red), ("ab", red)], 2, base)] == ["ab"] and not list(strip([], 0, base))
