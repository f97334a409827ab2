"""Every phrase of every screen, as it was looked at: with none, one, two and many, with words and without."""

from __future__ import annotations

import inspect
from collections.abc import Iterator, Sequence
from importlib import import_module
from itertools import product
from pathlib import Path
from pkgutil import iter_modules
from types import FunctionType, ModuleType
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from core.undo import PastAct
from tui.words import phrases
from tui.words.phrases import duplicates

MODULES = sorted(each.name for each in iter_modules(phrases.__path__))
GIVEN: dict[str, Sequence[Any]] = {
    "int": (2, 0, 1, 1234),
    "bool": (True, False),
    "bool | None": (True, False, None),
    "float": (90.0, 0.0, 0.5, 1.0, 61.0, 4000.0),
    "object": ("a thing",),
    "Iterable[str]": (("one", "other"), (), ("one",)),
    "Sequence[str]": (("one", "other"), (), ("one",)),
    "Path": (Path("a/folder"),),
    "PastAct": (PastAct("decision", "r1", "include", 12),),
}
"""What a phrase is given, by the type that it asks for; first what stands in while another argument changes."""
NAMED: dict[str, Sequence[Any]] = {
    "marking": ("words", "blocks", "both", "off"),
    "field": tuple(duplicates.FIELDS),
    "fields": (tuple(duplicates.FIELDS), ("title",)),
}
"""What is given by the name of an argument, where not every word will do."""
TOO_MANY = 12
"""Ways to call a phrase above which only one argument is changed at a time."""


def said(module: ModuleType) -> Iterator[str]:
    """Each constant and each call of a module with what it says."""
    for name, value in vars(module).items():
        if isinstance(value, FunctionType) and value.__module__ == module.__name__ and not name.startswith("_"):
            arguments = inspect.signature(value).parameters
            for words in calls([given(each) for each in arguments.values()]):
                called = inspect.signature(value).bind_partial()
                called.arguments.update(zip(arguments, words, strict=True))
                yield f"{name}{words} → {value(*called.args, **called.kwargs)}"
        elif name.isupper() and not isinstance(value, ModuleType):
            yield f"{name} = {value}"


def given(parameter: inspect.Parameter) -> Sequence[Any]:
    """Values for an argument; a text is its name, so that two that are exchanged are told apart."""
    if found := NAMED.get(parameter.name) or GIVEN.get(str(parameter.annotation)):
        return found
    assert parameter.annotation == "str", parameter
    return parameter.name, ""


def calls(choices: Sequence[Sequence[Any]]) -> list[tuple[Any, ...]]:
    every = list(product(*choices))
    if len(every) <= TOO_MANY:
        return every
    base = [each[0] for each in choices]
    return list(
        dict.fromkeys(
            (*base[:place], each, *base[place + 1 :]) for place, those in enumerate(choices) for each in those
        )
    )


@pytest.mark.parametrize("name", MODULES)
def test_it_says_what_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    assert "\n".join(said(import_module(f"{phrases.__name__}.{name}"))) == snapshot


def test_many_arguments_are_changed_one_at_a_time() -> None:
    assert calls([]) == [()] and calls([(1, 2), (3, 4)]) == [(1, 3), (1, 4), (2, 3), (2, 4)]
    assert len(calls([range(4)] * 3)) == 1 + 3 * 3 and len(calls([range(4), range(3)])) == 12
