"""Kinds of exports that were misread: where a record starts, several authors in one, journals, ends of abstracts."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.formats.clean import clean_text, without_notice
from core.formats.readers.read import read_file
from core.records.record import Record


def records(folder: Path, name: str, text: str) -> list[Record]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return list(read_file(path).records)


def test_lines_above_the_one_that_starts_a_record_are_its_own(tmp_path: Path) -> None:
    enw = "%T First\n%0 Journal Article\n%A Larsen, M\n\n%T Second\n%0 Journal Article\n%A Dahl, T\n"
    found = records(tmp_path, "a.enw", enw)
    assert [(each.title, [name.family for name in each.authors]) for each in found] == [
        ("First", ["Larsen"]),
        ("Second", ["Dahl"]),
    ]
    ris = "T1  - First\nTY  - JOUR\nA1  - Larsen, M\nER  - \n\nT1  - Second\nTY  - JOUR\nA1  - Dahl, T\nER  - \n"
    assert [each.title for each in records(tmp_path, "b.ris", ris)] == ["First", "Second"]


def test_a_tag_with_one_blank_and_no_value_is_empty(tmp_path: Path) -> None:
    ris = "TY  - JOUR\nTI  - One\nAU  - Dahl, K.\nVL -\nPB -\nPY  - 2018\nER  - \n"
    (found,) = records(tmp_path, "a.ris", ris)
    assert [each.name for each in found.authors] == ["Dahl, K."] and found.year == 2018 and found.volume == ""


def test_a_file_that_is_indented_as_a_whole_is_read(tmp_path: Path) -> None:
    nbib = "PMID- 1\nTI  - One\nFAU - Larsen, Mette\n\nPMID- 2\nTI  - Two\n"
    indented = "".join(f" {line}\n" if line else "\n" for line in nbib.split("\n"))
    assert [each.title for each in records(tmp_path, "a.nbib", indented)] == ["One", "Two"]


@pytest.mark.parametrize(
    ("written", "families"),
    [
        ("Holm RC, van der Berg JJ, de Boer HJC", ["Holm", "van der Berg", "de Boer"]),
        ("Holm, R. and Berg, J. and Dahl, K.", ["Holm", "Berg", "Dahl"]),
        ("Larsen, Mette; Berg, Anna", ["Larsen", "Berg"]),
        ("Larsen, Mette", ["Larsen"]),
        ("Larsen, Mette, Jr.", ["Larsen"]),
        ("Royal College of Nursing and Midwifery", ["Royal College of Nursing and Midwifery"]),
    ],
)
def test_authors_on_one_line(tmp_path: Path, written: str, families: list[str]) -> None:
    (found,) = records(tmp_path, "a.ris", f"TY  - JOUR\nTI  - One\nAU  - {written}\nER  - \n")
    assert [each.family for each in found.authors] == families


@pytest.mark.parametrize("nobody", ["[No author name available]", "[Anonymous]", "et al.", "and others"])
def test_what_stands_for_no_author_is_none(tmp_path: Path, nobody: str) -> None:
    (found,) = records(tmp_path, "a.ris", f"TY  - JOUR\nTI  - One\nAU  - Berg, A\nAU  - {nobody}\nER  - \n")
    assert [each.family for each in found.authors] == ["Berg"]


def test_a_second_title_that_is_a_subtitle_gives_way_to_the_journal(tmp_path: Path) -> None:
    ris = "TY  - JOUR\nTI  - One\nT2  - A view from the wards\nJO  - Nursing Monthly\nER  - \n"
    assert records(tmp_path, "a.ris", ris)[0].journal == "Nursing Monthly"
    short = "TY  - JOUR\nTI  - One\nT2  - Nursing Monthly\nJO  - Nurs Mon\nER  - \n"
    assert records(tmp_path, "b.ris", short)[0].journal == "Nursing Monthly"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("We saw it. Copyright (C) 2019 Lay Press", "We saw it."),
        ("We saw it. Crown Copyright (C) 2019 Lay Press", "We saw it."),
        ("We saw it. This article is protected by copyright. All rights reserved.", "We saw it."),
        ("Texts are protected by copyright", "Texts are protected by copyright"),
    ],
)
def test_no_end_of_a_notice_is_left(text: str, left: str) -> None:
    assert without_notice(text) == left


def test_the_parts_of_an_abstract_keep_their_labels_and_lose_their_marks() -> None:
    marked = '<AbstractText Label="AIM">We asked.</AbstractText> <AbstractText>They told.</AbstractText>'
    assert clean_text(marked).split() == ["AIM:", "We", "asked.", "They", "told."]
    assert clean_text("A &amp;amp;lt; B") == "A < B"


def test_half_of_a_letter_read_wrongly_is_put_right_before_control_characters_go() -> None:
    assert clean_text("Diseaseâ\x80\x94the KÃ¶nig\x07") == "Disease—the König"
    assert clean_text("a\x85b \x9b31mred") == "a b 31mred"
