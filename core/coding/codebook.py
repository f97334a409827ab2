"""The team's categories for the answers to an item, as they follow from all that was said of them in turn.

A category is known by its first name. What a reader gave is that name or a later one, so that renaming and merging
change no reader's words: they are read by the names that count now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.charting.answers import NOT_REPORTED
from core.charting.form import Form
from core.charting.values import Value
from core.errors import TamisError
from core.toml.table import did_you_mean


class CategoryWord(NamedTuple):
    """What somebody said of a category.

    Attributes:
        item: The item whose answers it is for.
        does: "category" (there is one, or what it means), "rename", "merge".
        name: The category, by any of its names.
        to: Its new name, or the category that it goes into.
        definition: What it means; "" leaves what was said before.
        theme: What it belongs under; "" leaves what was said before.
    """

    item: str
    does: str
    name: str
    to: str = ""
    definition: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Category:
    """A category as it is now."""

    name: str
    definition: str = ""
    theme: str = ""


@dataclass(frozen=True, slots=True)
class Codebook:
    """All categories.

    Attributes:
        by_item: The categories of each item, those of a theme together, else in the order in which they were made.
        now: (item, any name in small letters) → the name that counts now.
    """

    by_item: dict[str, tuple[Category, ...]] = field(default_factory=dict)
    now: dict[tuple[str, str], str] = field(default_factory=dict)

    def categories(self, item: str) -> Sequence[Category]:
        """The categories of an item."""
        return self.by_item.get(item, ())

    def name(self, item: str, given: str) -> str:
        """The name of a category that counts now, by any that it had; another text as it is."""
        return self.now.get((item, given.casefold()), given)

    def known(self, item: str, given: str) -> str:
        """The name of a category that counts now, by any that it had or its beginning.

        Raises:
            TamisError: There is no such category, or several begin so.
        """
        wanted = tidy_name(given)
        if found := self.now.get((item, wanted.casefold())):
            return found
        names = [each.name for each in self.categories(item)]
        near = [each for each in names if wanted and each.casefold().startswith(wanted.casefold())]
        if len(near) == 1:
            return near[0]
        advice = f"{did_you_mean(given, names)} The categories are: {'; '.join(names) or 'none yet'}.".strip()
        what = f"“{given}” could be {'; '.join(near)}" if near else f"there is no category “{given}”"
        raise TamisError(what, where=f"item {item}", advice=advice)

    def form(self, form: Form) -> Form:
        """The form of coding: each item with its categories, of which several may apply."""
        choices = ((item, tuple(each.name for each in self.categories(item.id))) for item in form.items)
        return replace(form, items=tuple(replace(item, choices=names) for item, names in choices))


def codebook(words: Iterable[CategoryWord]) -> Codebook:
    """What follows from words, in the order in which they count.

    A word that cannot be followed counts for nothing: of two that were said at the same time, the later may find its
    category gone, or its new name taken.
    """
    made: dict[tuple[str, str], Category] = {}
    into: dict[tuple[str, str], tuple[str, str]] = {}
    names: dict[tuple[str, str], tuple[str, str]] = {}

    def end(key: tuple[str, str]) -> tuple[str, str]:
        while key in into:
            key = into[key]
        return key

    for word in words:
        named = (word.item, word.name.casefold())
        key, to = names.get(named), names.get((word.item, word.to.casefold()))
        if word.does == "category":
            if key is None:
                key = names[named] = named
                made[key] = Category(word.name)
            into.pop(key, None)
            made[key] = replace(
                made[key],
                definition=word.definition or made[key].definition,
                theme=word.theme or made[key].theme,
            )
        elif word.does == "rename" and key is not None and to in (None, end(key)):
            names[word.item, word.to.casefold()] = end(key)
            made[end(key)] = replace(made[end(key)], name=word.to)
        elif word.does == "merge" and key is not None and to is not None and end(key) != end(to):
            into[end(key)] = end(to)
    by_item: dict[str, tuple[Category, ...]] = {}
    for key, category in made.items():
        if key not in into:
            by_item[key[0]] = (*by_item.get(key[0], ()), category)
    for item, found in by_item.items():
        themes = list(dict.fromkeys(each.theme for each in found))
        by_item[item] = tuple(sorted(found, key=lambda each: themes.index(each.theme)))
    return Codebook(by_item, {name: made[end(key)].name for name, key in names.items()})


def named_now(book: Codebook, value: Value) -> Value:
    """What a reader gave, by the names that the categories have now."""
    parts = tuple(dict.fromkeys(book.name(value.item, each) for each in value.answer.parts))
    quotes = tuple(
        each._replace(category=book.name(value.item, each.category)) if each.category else each for each in value.quotes
    )
    return replace(value, answer=value.answer._replace(parts=parts), quotes=quotes)


def tidy_name(name: str) -> str:
    """A name of a category without spaces too many."""
    return " ".join(name.split())


def checked_name(item: str, name: str) -> str:
    """A name that a category may have.

    Raises:
        TamisError: It is empty, too long, or would be read as something else.
    """
    tidy = tidy_name(name)
    wrong = (
        "it is empty"
        if not tidy
        else "a semicolon stands between several categories"
        if ";" in tidy
        else "that says that the report does not give it"
        if tidy.casefold() == NOT_REPORTED
        else f"it has {len(tidy)} characters; expected at most 80"
        if len(tidy) > 80
        else ""
    )
    if wrong:
        raise TamisError(f"“{tidy}” cannot name a category: {wrong}", where=f"item {item}", advice="Give another name.")
    return tidy
