"""What is read of PDFs of ten different makings: the text in the order of reading, or why there is none."""

from __future__ import annotations

import os
import shutil
from functools import partial
from itertools import zip_longest
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.fulltext.text import ReportText
from store.work.texts.extract import extracted
from tests.pdfs import column, encrypted, pdf
from tests.refusing import refusals_of

pytestmark = pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext is not installed")

LEFT = [
    "Peer mentors led the workshops and the inter-",
    "active guide, which the team of the clinic",
    "took over.",
    "The managers came to the last workshop only,",
    "and one of the nurses came to all of them,",
    "as did the head of the clinic in the spring,",
]
RIGHT = [
    "and said why. The authors tell of their co-",
    "production with leaders, which took a year.",
    "It ends here.",
    "Another paragraph begins here and is as long",
    "as the others are, which is to say not very,",
    "since it is made for a test of two columns.",
]


def read(tmp_path: Path, data: bytes, name: str = "a.pdf") -> ReportText:
    (tmp_path / name).write_bytes(data)
    return extracted(tmp_path / name)


@pytest.mark.parametrize("row_by_row", [False, True])
def test_two_columns_are_read_one_after_the_other(tmp_path: Path, row_by_row: bool) -> None:
    left, right = column(LEFT, 40), column(RIGHT, 340)
    rows = [line for pair in zip_longest(left, right) for line in pair if line is not None]
    text = read(tmp_path, pdf([rows if row_by_row else [*left, *right]]))
    # Without -raw the program itself joins what a hyphen parts, and loses it.
    together = "coproduction" if row_by_row else "co-production"
    assert text.paragraphs == [
        "Peer mentors led the workshops and the interactive guide, which the team of the clinic took over.",
        "The managers came to the last workshop only, and one of the nurses came to all of them, as did the head of "
        f"the clinic in the spring, and said why. The authors tell of their {together} with leaders, which took a "
        "year. It ends here.",
        "Another paragraph begins here and is as long as the others are, which is to say not very, since it is made "
        "for a test of two columns.",
    ]
    assert text.paged and text.source == "a.pdf" and text.holds("of their co-production with\nLEADERS")


def test_footnotes_follow_the_text_and_pages_are_kept(tmp_path: Path) -> None:
    pages = [[*column(LEFT), (60, 40, "1. A footnote.")], column(RIGHT)]
    text = read(tmp_path, pdf(pages))
    assert text.pages[0][-1].endswith("1. A footnote.") and len(text.pages) == 2
    assert text.page(0, len(text.paragraphs) - 1) == "1–2"


def test_a_rotated_table_is_read(tmp_path: Path) -> None:
    text = read(tmp_path, pdf([column(["Role        Count", "Mentors     24"])], rotate=90))
    assert text.holds("Mentors 24")


def test_ligatures_are_letters(tmp_path: Path) -> None:
    text = read(tmp_path, pdf([column(["the o\x81ce and its \x82rst try"])], unicode=[(0x81, "ﬃ"), (0x82, "ﬁ")]))
    assert text.paragraphs == ["the office and its first try"]


def test_right_to_left_is_read_in_its_own_order(tmp_path: Path) -> None:
    # As a page holds it: the letters from left to right as they are seen, so the last of the word first.
    word = "שלום"
    codes = "".join(chr(0x81 + place) for place in range(4))
    text = read(tmp_path, pdf([column([codes])], unicode=[(0x81 + n, each) for n, each in enumerate(reversed(word))]))
    assert text.paragraphs == [word]


def test_what_cannot_be_read_says_why_and_what_to_do(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    cases = {
        "no text": pdf([[]]),
        "a password": encrypted(),
        "no whole PDF": b"%PDF-1.4 nonsense",
        "an empty file": b"",
    }
    told = refusals_of({name: partial(read, tmp_path, data) for name, data in cases.items()}, {})
    assert f"{told}\n{refusals_of({'an empty text': partial(read, tmp_path, b' ', 'b.txt')}, {})}" == snapshot


def test_five_hundred_pages_keep_their_numbers(tmp_path: Path) -> None:
    text = read(tmp_path, pdf([column([f"This is page {number}."]) for number in range(1, 501)]))
    assert len(text.pages) == 500 and text.paragraphs[449] == "This is page 450." and text.page(449, 449) == "450"


def test_html_is_read_without_what_is_no_text(tmp_path: Path) -> None:
    page = b"<html><head><title>x</title></head><script>evil()</script><p>One <b>bold</b>\n word.<ul><li>Two&nbsp;&lt;3"
    text = read(tmp_path, page, "a.html")
    assert text.pages == (("One bold word.", "Two <3"),) and not text.paged
    for name, whole in (
        ("a.txt", page),
        ("b.txt", b" <!DOCTYPE html><p>One"),
        ("c.HTM", b"<p>One"),
        ("d.txt", b"<?xml?><p>One"),
    ):
        assert "<" not in read(tmp_path, whole, name).paragraphs[0]
    assert read(tmp_path, b"<p>One", "e.txt").paragraphs == ["<p>One"]


def test_a_pdf_is_known_by_its_beginning_whatever_its_name(tmp_path: Path) -> None:
    text = read(tmp_path, b"\n" * 100 + pdf([column(["Here it is."])]), "a.txt")
    assert text.paragraphs == ["Here it is."] and text.paged


def test_a_file_of_text_is_read_in_paragraphs(tmp_path: Path) -> None:
    text = read(tmp_path, "\ufeffone\x1b[31m two\nthree\n\nfour\u202e\fnew".encode() + b"\xe9", "a.txt")
    assert text.pages == (("one[31m two three", "four"), ("newé",)) and text.paged
    assert not read(tmp_path, b"one", "b.txt").paged


def test_what_a_program_does_wrong_is_said_and_text_without_end_is_cut_off(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, snapshot: SnapshotAssertion
) -> None:
    path = os.environ["PATH"]
    call = partial(read, tmp_path, b"%PDF-1.4")
    monkeypatch.setenv("PATH", str(tmp_path))
    told = refusals_of({"no program": call}, {})
    monkeypatch.setenv("PATH", f"{tmp_path}:{path}")
    program = tmp_path / "pdftotext"
    program.write_text("#!/bin/sh\nexec yes\n")
    program.chmod(0o755)
    monkeypatch.setattr("store.work.texts.extract.LARGEST", 1000)
    assert call().paragraphs == [" ".join(["y"] * 500)]
    monkeypatch.setattr("store.work.texts.extract.PATIENCE", 0)
    program.write_text("#!/bin/sh\nexec tail -f /dev/null\n")
    told += "\n" + refusals_of({"no end": call}, {})
    program.write_text("#!/no/such/program\n")
    assert told + "\n" + refusals_of({"no start": call}, {}) == snapshot


def test_a_font_of_control_characters_steers_nothing(tmp_path: Path) -> None:
    """A font that maps each byte to the character of its number: the text is full of control characters."""
    every = [(code, chr(code)) for code in (0x1B, 0x07, 0x9B)]
    text = read(tmp_path, pdf([column(["Before \x1b[2J\x1b]0;owned\x07 and \x9b31m after"])], unicode=every))
    assert text.paragraphs == ["Before [2J]0;owned and 31m after"]
