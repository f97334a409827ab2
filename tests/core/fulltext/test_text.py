"""Lines to paragraphs, pages of passages, and quotes that a text holds."""

from __future__ import annotations

from core.fulltext.text import ReportText, pages_of_lines, pages_of_plain, paragraphs_of_html, readable


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
