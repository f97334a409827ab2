"""Categories as they follow from what was said of them in turn."""

from __future__ import annotations

import pytest

from core.coding.codebook import CategoryWord, Codebook, checked_name, codebook
from core.errors import TamisError


def book(*words: tuple[str, ...]) -> Codebook:
    return codebook(CategoryWord("factors", *each) for each in words)


def names(found: Codebook) -> list[str]:
    return [each.name for each in found.categories("factors")]


def test_a_name_that_it_had_stays_a_name() -> None:
    found = book(("category", "pay"), ("rename", "pay", "money"), ("rename", "money", "being paid"))
    assert names(found) == ["being paid"]
    assert {found.name("factors", each) for each in ("pay", "PAY", "money", "being paid")} == {"being paid"}
    assert found.name("factors", "other") == "other" and found.name("aims", "pay") == "pay"


def test_what_was_merged_is_the_other_until_it_is_named_again() -> None:
    merged = [("category", "a"), ("category", "b"), ("category", "c"), ("merge", "a", "b"), ("merge", "b", "c")]
    found = book(*merged)
    assert names(found) == ["c"] and found.name("factors", "a") == "c"
    assert names(book(*merged, ("merge", "c", "a"))) == ["c"], "in a circle nothing goes"
    again = book(*merged, ("category", "b"))
    assert names(again) == ["b", "c"] and again.name("factors", "a") == "b"


def test_words_that_cannot_be_followed_count_for_nothing() -> None:
    found = book(("category", "a"), ("category", "b"), ("rename", "a", "B"), ("rename", "x", "y"), ("merge", "a", "x"))
    assert names(found) == ["a", "b"]


def test_themes_stand_together_and_a_definition_is_changed_by_itself() -> None:
    found = codebook(
        CategoryWord("factors", "category", name, "", definition, theme)
        for name, definition, theme in (("a", "A", "one"), ("b", "", "two"), ("c", "", "one"), ("A", "better", ""))
    )
    assert names(found) == ["a", "c", "b"]
    assert found.categories("factors")[0].definition == "better" and found.categories("factors")[0].theme == "one"


def test_a_category_is_found_by_its_beginning() -> None:
    found = book(("category", "being paid"), ("category", "being asked"), ("category", "trust"))
    assert found.known("factors", "t") == "trust"
    for given in ("being", "x", ""):
        with pytest.raises(TamisError):
            found.known("factors", given)


@pytest.mark.parametrize(
    ("name", "tidy", "why"),
    [
        (" \n ", "", "it is empty"),
        ("time ;  money", "time ; money", "a semicolon stands between several categories"),
        ("Not  Reported", "Not Reported", "that says that the report does not give it"),
        ("x" * 81, "x" * 81, "it has 81 characters; expected at most 80"),
    ],
)
def test_a_name_that_cannot_be_is_refused_with_why(name: str, tidy: str, why: str) -> None:
    with pytest.raises(TamisError) as refused:
        checked_name("factors", name)
    said = refused.value
    assert (said.what, said.where) == (f"“{tidy}” cannot name a category: {why}", "item factors")
    assert said.advice == "Give another name."


def test_a_name_is_tidied_and_may_have_eighty_characters() -> None:
    assert checked_name("factors", "  lack \n of  time ") == "lack of time"
    assert checked_name("factors", "x" * 80 + " ") == "x" * 80
