"""Paragraphs: cleaned, in one style, as far in as their line begins."""

from tui.text.paragraphs import Paragraph, indented, paragraph
from tui.text.theme import DIM, PLAIN


def test_a_paragraph_is_cleaned() -> None:
    assert paragraph("  a\x1b[31m\n b ") == Paragraph("a[31m b", PLAIN, (), 0)
    assert paragraph("a", DIM, 2) == Paragraph("a", DIM, (), 2) and Paragraph("") == ("", PLAIN, (), 0)


def test_a_line_is_as_far_in_as_it_begins() -> None:
    assert [indented(each)[::3] for each in ("a", "  a b ", "    - a", "", "   ")] == [
        ("a", 0), ("a b", 2), ("- a", 4), ("", 0), ("", 3),
    ]  # fmt: skip
