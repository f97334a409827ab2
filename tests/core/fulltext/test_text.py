"""Lines to paragraphs, pages of passages, and quotes that a text holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.fulltext.text import (
    ReportText,
    columns_apart,
    letters,
    lost,
    pages_of_lines,
    pages_of_plain,
    paragraphs_of_html,
    readable,
)


def test_a_hyphen_at_a_line_s_end_goes_where_the_word_is_one_elsewhere() -> None:
    text = "a long line of words that is broken at inter-\nactive and at co-\ndesign.\n\ntime-line and a time-\nline"
    assert pages_of_lines(text) == (
        ("a long line of words that is broken at interactive and at co-design.", "time-line and a time-line"),
    )


def test_a_page_without_words_is_a_page() -> None:
    assert pages_of_lines("one\f\fthree\f") == (("one",), (), ("three",))
    assert pages_of_lines("") == ((),)


def test_a_short_line_inside_a_sentence_ends_nothing() -> None:
    full = "words of a line that is as wide as the column is made"
    assert pages_of_lines(f"{full}\nand\ngoes on in the next line, which is full again, as it\n{full}") == (
        (f"{full} and goes on in the next line, which is full again, as it {full}",),
    )


def test_what_is_not_seen_goes() -> None:
    assert readable("a\u00adb\u200b \ufb01 \x1b[0m\u202e\r\nc\ud800") == "ab fi [0m\nc"


def test_a_plain_text_has_paragraphs_between_blank_lines() -> None:
    assert pages_of_plain("one\ntwo\n \nthree\f\n\nfour") == (("one two", "three"), ("four",))


def test_html_is_its_words() -> None:
    page = (
        "<p>Peer<br>work &amp; <i>care</i></p><style>p{}</style><svg><p>no</svg><form>shown<button>no</button></form>"
    )
    assert paragraphs_of_html(page) == ("Peer", "work & care", "shown")
    assert paragraphs_of_html("<p>open <b>ends") == ("open ends",)


def test_a_quote_is_held_whatever_its_spacing_and_hyphens() -> None:
    text = ReportText("a.pdf", (("One par-agraph", "ends."), ("Another, on the next page.",)), paged=True)
    assert text.holds("one  PARAGRAPH ends. another") and text.holds("") and not text.holds("paragraphs")
    assert [text.page(0, 1), text.page(1, 2), text.page(2, 2)] == ["1", "1–2", "2"]
    assert ReportText("a.html", (("One",),)).page(0, 0) == ""


@pytest.mark.parametrize(
    ("page", "paragraphs"),
    [
        ("<p>Research&D", ("Research&D",)),
        ("<p>fish &amp", ("fish &",)),
        ("<p>one</p>two <", ("one", "two <")),
        ("<p>a<script>if (a < b) { x() }</script>b</p>", ("a", "b")),
        ("<head><title>no</title></head><p>yes", ("yes",)),
        ("<template><p>no</p></template>yes<nav>no</nav>", ("yes",)),
        ("<nav><svg>no</nav>yes", ("yes",)),
        ("<svg>no</nav>no</svg>yes", ("yes",)),
        ("a\fb", ("a b",)),
        ("", ()),
        ("<p> </p>", ()),
        ("A<sup>1</sup>B<sub>2</sub><div>C</div>D<br>E", ("A1B2", "C", "D", "E")),
    ],
)
def test_html_to_its_end(page: str, paragraphs: tuple[str, ...]) -> None:
    assert paragraphs_of_html(page) == paragraphs


@pytest.mark.parametrize(
    "tag",
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "bold",
        "cite",
        "code",
        "em",
        "font",
        "i",
        "italic",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "u",
        "xref",
    ],
)
def test_what_stands_within_a_line_ends_no_paragraph(tag: str) -> None:
    assert paragraphs_of_html(f"one <{tag}>two</{tag}>three") == ("one twothree",)


@pytest.mark.parametrize("tag", ["script", "style", "head", "template", "noscript", "svg", "nav", "select", "button"])
def test_what_nobody_reads_is_left_out_until_it_ends(tag: str) -> None:
    assert paragraphs_of_html(f"one<{tag}>two<p>three</{tag}>four") == ("one", "four")


UNSEEN = "\xad\u200b\ufeff\u202a\u202e\u2066\u2069\u200e\u200f\x00\x08\x0b\x0e\x1f\x7f\x9f\ud800\udfff\ufffe\uffff"
SEEN = "\xac\xae\u200c\u202f\u2065\u206a\u2010\t\n\x0c\x20\x7e\xa0\ud7ff\ue000\ufffd"


def test_each_letter_at_the_edge_of_what_is_not_seen() -> None:
    assert [each for each in UNSEEN if readable(f"a{each}b") != "ab"] == []
    assert [each for each in SEEN if readable(f"a{each}b") != f"a{each}b"] == []
    assert readable("\ufb00\ufb01\ufb02\ufb03\ufb04\ufb05\ufb06\ufb07") == "fffiflffifflstst\ufb07"
    assert readable("a\rb\r\nc\u2028d\u2029e") == "a\nb\nc\nd\n\ne"


FULL = "w" * 40


@pytest.mark.parametrize(
    ("line", "ends"),
    [("x" * 27 + ".", True), ("x" * 28 + ".", True), ("x" * 29 + ".", False), ("x" * 29, False), ("x" * 28, False)],
)
def test_a_short_line_ends_its_paragraph_unless_its_sentence_goes_on(line: str, ends: bool) -> None:
    """Of 40 letters three quarters are 30; the next line begins with a small letter."""
    found = pages_of_lines(f"{FULL}\n{FULL}\n{FULL}\n{line}\n{FULL}\n{FULL}")
    assert len(found[0]) == 1 + ends


def test_a_short_line_before_a_capital_ends_its_paragraph_whatever_its_end() -> None:
    assert len(pages_of_lines(f"{FULL}\n{FULL}\n{FULL}\nshort\nA{FULL}\n{FULL}")[0]) == 2
    for following in ("a", "mRNA in "):
        assert len(pages_of_lines(f"{FULL}\n{FULL}\n{FULL}\nshort\n{following}{FULL}\n{FULL}")[0]) == 1
    assert len(pages_of_lines(f"{FULL}\n{FULL}\n{FULL}\nbro-\nA{FULL}\n{FULL}")[0]) == 1


@pytest.mark.parametrize("mark", list(".?!:;”’\"')]"))
def test_each_mark_that_ends_a_sentence(mark: str) -> None:
    assert len(pages_of_lines(f"{FULL}\n{FULL}\n{FULL}\nshort{mark}\na{FULL}\n{FULL}")[0]) == 2


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("inter-\nactive", "interactive"), ("inter-\nActive", "inter- Active"), ("inter-\n5", "inter- 5"),
        ("co-\ndesign", "co-design"), ("CO-\ndesign", "CO-design"), ("time-\nline time-line", "time-line time-line"),
        ("time-\nline time-line timeline", "timeline time-line timeline"), ("a -\nb", "a - b"), ("a\n", "a"),
    ],
)  # fmt: skip
def test_a_word_that_is_broken_at_a_line_s_end(text: str, whole: str) -> None:
    assert pages_of_lines(text) == ((whole,),)


@pytest.mark.parametrize("prefix", ["co", "self", "non", "semi", "peer", "well", "cross", "user"])
def test_each_beginning_that_keeps_its_hyphen(prefix: str) -> None:
    assert pages_of_lines(f"{prefix}-\nword") == ((f"{prefix}-word",),)


@pytest.mark.parametrize(("joined", "from_layout"), [(2, False), (3, True)])
def test_lines_of_two_columns_in_a_row(joined: int, from_layout: bool) -> None:
    pairs = [(f"left{n}", f"right{n}") for n in range(8)]
    raw = "\n".join(f"{a} {b}" if n < joined else f"{a}\n{b}" for n, (a, b) in enumerate(pairs[:4]))
    laid_out = "\n".join([a for a, _ in pairs] + [b for _, b in pairs])
    assert (columns_apart(raw, laid_out) == laid_out) == from_layout and columns_apart(raw, laid_out) in (raw, laid_out)


def test_a_quarter_of_many_lines_is_not_more_than_chance() -> None:
    pairs = [(f"left{n}", f"right{n}") for n in range(16)]
    laid_out = "\n".join([a for a, _ in pairs] + [b for _, b in pairs])
    for joined, rest in ((4, 12), (5, 11)):
        raw = "\n".join([f"{a} {b}" for a, b in pairs[:joined]] + [a for a, _ in pairs[joined : joined + rest]])
        assert (columns_apart(raw, laid_out) == laid_out) == (joined == 5), joined


def test_pages_of_other_number_are_left_and_each_page_is_looked_at_by_itself() -> None:
    apart = "a\nb\nc\nd\ne\nf"
    rows = "a d\nb e\nc f"
    assert columns_apart(f"{rows}\f{apart}", f"{apart}\f{apart}") == f"{apart}\f{apart}"
    assert columns_apart(f"{apart}\f{rows}", f"x\f{apart}") == f"{apart}\f{apart}"
    assert columns_apart(rows, f"{apart}\f") == rows and columns_apart("a d\na d\na d", apart) == apart
    assert columns_apart("a d\nb e\na", "a\nb\nd\ne\na d") == "a d\nb e\na", "that stands so on the page too"


def test_plain_text_without_blank_lines_goes_by_its_lines() -> None:
    assert pages_of_plain("One line.\nAnother\n") == pages_of_lines("One line.\nAnother\n")
    assert pages_of_plain("\n\none\ntwo\n\n") == pages_of_lines("\n\none\ntwo\n\n")
    assert pages_of_plain("a\n\nb\f\f") == (("a", "b"),)
    assert pages_of_plain("a  b\n\n\n\nc\f\fd") == (
        ("a b", "c"),
        (),
        ("d",),
    )


def test_quotes_that_no_text_holds() -> None:
    one, other = ReportText("a", (("One thing.",),)), ReportText("b", (("Another",), ("and more.",)))
    assert lost([one, other], ["one", "another AND", "none", "thing another"]) == {"none", "thing another"}
    assert lost([one, replace(other, problem="unreadable")], ["none"]) == set() and lost([], ["x"]) == {"x"}
    assert lost([one], []) == set() and other.paragraphs == ["Another", "and more."] and other.page_of == [1, 2]
    assert letters("A-b_c\ufb01 9\xad0") == "abcfi90"
