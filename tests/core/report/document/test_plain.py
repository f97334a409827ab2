"""Text that breaks no page and no line of Markdown, at the edges of what is unfit."""

from __future__ import annotations

import pytest

from core.report.document.plain import markdown, one_line

FIT = "\x20\x7e\xa0\xac\xae\u2027\u202f\u2065\u206a\ufdcf\ufdf0\ufefe\uff00\ufffd\ud7ff\ue000\U0001fffd\U00020000"
UNFIT = (
    "\x00\x1b\x1f\x7f\x80\x9f\xad\u2028\u2029\u202a\u202e\u2066\u2069\ufdd0\ufdef\ufeff\ufffe\uffff\ud800\udfff"
    "\U0001fffe\U0001ffff\U0002fffe\U0002ffff\U0010fffe\U0010ffff"
)


def test_each_letter_at_the_edge_of_what_is_fit() -> None:
    assert [each for each in FIT if one_line(f"a{each}b") != " ".join(f"a{each}b".split())] == []
    assert [hex(ord(each)) for each in UNFIT if each in one_line(f"a{each}b")] == []


@pytest.mark.parametrize(
    ("text", "line"),
    [("", ""), (" a", "a"), ("a ", "a"), ("a  b", "a b"), ("a b", "a b"), ("a\tb", "a b"), ("ø  ö", "ø ö"), ("\n", "")],
)
def test_white_space_is_folded(text: str, line: str) -> None:
    assert one_line(text) == line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r"\`*_{}[]<>|#~!$", r"\\\`\*\_\{\}\[\]\<\>\|\#\~\!\$"),
        ("a & b &amp; &#1; &x", r"a & b \&amp; \&#1; &x".replace("#", r"\#")),
        ("- a", r"\- a"), ("+a", r"\+a"), ("=", r"\="), ("a - b", "a - b"), ("1. a", r"1\. a"), ("12) a", r"12\) a"),
        ("1.", r"1\."), ("1.5 a", "1.5 a"), ("a 1. b", "a 1. b"), ("(a).", "(a)."),
    ],
)  # fmt: skip
def test_what_markdown_would_obey(text: str, line: str) -> None:
    assert markdown(text) == line


def test_no_printable_sign_is_changed_so_that_such_text_needs_no_expression() -> None:
    printable = [sign for sign in map(chr, range(0x110000)) if sign.isprintable()]
    assert [each for each in printable if each.isspace()] == [" "]
    # One that is not printable makes all of it go through the expressions.
    assert one_line("".join(printable[1:]) + "\t") == "".join(printable[1:])
