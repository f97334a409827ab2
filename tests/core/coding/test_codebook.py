"""Categories as they follow from what was said of them in turn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.charting.answers import Answer
from core.charting.form import Form
from core.charting.quotes import Quote
from core.charting.values import Value
from core.coding.codebook import Category, CategoryWord, Codebook, checked_name, codebook, named_now
from core.errors import TamisError
from core.protocol.values import ChartItem


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


def test_what_is_not_known_is_said_with_what_there_is() -> None:
    found = book(("category", "being paid"), ("category", "being asked"), ("category", "trust"))
    several, none = "“Being” could be being paid; being asked", "there is no category “trost”"
    known = "The categories are: being paid; being asked; trust."
    for given, what, advice in (
        ("Being", several, f"Did you mean “being paid”? {known}"),
        ("trost", none, f"Did you mean “trust”? {known}"),
    ):
        with pytest.raises(TamisError) as refused:
            found.known("factors", given)
        assert (refused.value.what, refused.value.where, refused.value.advice) == (what, "item factors", advice)
    with pytest.raises(TamisError) as refused:
        Codebook().known("factors", "x")
    assert refused.value.advice == "The categories are: none yet."
    assert found.known("factors", " TRUST ") == "trust" and found.known("factors", "being  p") == "being paid"
    assert book(("category", "old"), ("rename", "old", "new")).known("factors", "old") == "new"


def test_a_theme_or_definition_that_is_not_given_stays() -> None:
    found = codebook([
        CategoryWord("factors", "category", "a", "", "A", "one"), CategoryWord("factors", "category", "a", "", "", ""),
        CategoryWord("factors", "category", "a", "", "", "two"), CategoryWord("aims", "category", "a"),
    ])  # fmt: skip
    assert found.categories("factors") == (Category("a", "A", "two"),) and found.categories("aims") == (Category("a"),)
    assert found.categories("none") == () and found.name("aims", "A") == "a"


def test_a_category_that_is_renamed_after_it_was_merged_renames_what_it_went_into() -> None:
    found = book(("category", "a"), ("category", "b"), ("merge", "a", "b"), ("rename", "a", "c"))
    assert names(found) == ["c"] and {found.name("factors", each) for each in "abc"} == {"c"}
    itself = book(("category", "a"), ("rename", "a", "A"))
    assert names(itself) == ["A"], "a name in other letters is its own"
    assert names(book(("category", "a"), ("category", "b"), ("merge", "a", "a"), ("merge", "x", "b"))) == ["a", "b"]


def test_what_a_reader_gave_is_named_as_it_is_now_each_once() -> None:
    found = book(("category", "a"), ("category", "b"), ("merge", "a", "b"))
    quotes = (Quote("one", "1", "a"), Quote("two"), Quote("three", "", "gone"))
    value = Value(study="s", item="factors", answer=Answer(("a", "b", "gone")), quotes=quotes)
    now = named_now(found, value)
    assert now.answer.parts == ("b", "gone") and [each.category for each in now.quotes] == ["b", "", "gone"]
    assert named_now(found, replace(value, item="aims")) == replace(value, item="aims")


def test_the_form_of_coding_has_the_categories_of_each_item() -> None:
    items = tuple(ChartItem(id=each, label=each, type="multi-choice") for each in ("factors", "aims"))
    form = book(("category", "a"), ("category", "b")).form(Form("coding", items))
    assert [each.choices for each in form.items] == [("a", "b"), ()] and form.stage == "coding"
