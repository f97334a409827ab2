"""What databases and titles say of the kind of a publication."""

from __future__ import annotations

import pytest

from core.records.publication_type import CLASSES, class_of_kind, class_of_title, classes_of


@pytest.mark.parametrize(
    ("value", "classes"),
    [
        ("Editorial", ["editorial"]),
        (" LETTER ", ["letter"]),
        ("Journal: Conference Abstract", ["conference"]),
        ("Editorial (online)", ["editorial"]),
        ("Nothing that is known", []),
        ("", []),
    ],
)
def test_a_databases_word(value: str, classes: list[str]) -> None:
    assert [each for each in classes_of(value) if each in CLASSES] == classes


def test_of_several_words_each_counts() -> None:
    assert classes_of("Article; Proceedings Paper")[-1] == "conference" and len(classes_of("Letter|Editorial")) == 2


@pytest.mark.parametrize(("kind", "found"), [("CONF", "conference"), ("thes", "thesis"), ("JOUR", ""), ("", "")])
def test_a_code_of_ris_that_tells_something(kind: str, found: str) -> None:
    assert class_of_kind(kind) == found


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("Editorial: peers", "editorial"),
        ("Editorial boards and what they do", ""),
        ("Letter to the editor", "letter"),
        ("Re: peers", "letter"),
        ("Commentary on a trial", "opinion"),
        ("Book review: peers", "book-review"),
        ("Erratum to: peers", "correction"),
        ("Peers: a systematic review", "review"),
        ("A trial of peers", ""),
    ],
)
def test_a_title_that_hints_at_it(title: str, found: str) -> None:
    assert class_of_title(title, CLASSES) == found


def test_only_classes_that_were_asked_for_and_the_first_of_them() -> None:
    assert class_of_title("Editorial: peers", ["letter"]) == ""
    title = "Commentary: a systematic review"
    assert [class_of_title(title, order) for order in (["opinion", "review"], ["review", "opinion"])] == [
        "opinion",
        "review",
    ]
