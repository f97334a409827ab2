"""What is refused, said whole: to be looked at, and kept as it was looked at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from core.errors import TamisError
from tests.alike import ACCOUNT, alike


def refusal(call: Callable[[], object], places: Mapping[Path, str]) -> str:
    """What is wrong, where, and what to do, a line each; paths of a test and this account under names of their own."""
    try:
        given = call()
    except TamisError as problem:
        error = problem
    else:
        pytest.fail(f"it was done: {getattr(given, 'output', given)}")
    told = "\n".join(f"  {each}" for each in (f"{type(error).__name__}: {error.what}", error.where, error.advice))
    for path, name in places.items():
        told = told.replace(str(path), name)
    return ACCOUNT.sub("@ACCOUNT", told)


def refusals_of(cases: Mapping[str, Callable[[], object]], places: Mapping[Path, str]) -> str:
    """What each of these calls is refused with, under its name."""
    told = []
    for name, call in cases.items():
        told.append(f"{name}\n{refusal(call, places)}")
    return "\n".join(told)


def not_taken(said: str, places: Mapping[Path, str]) -> str:
    """Of what an exchange says, what was refused or left out, each with its advice; ids that vary as N."""
    told = "\n".join(re.findall(r"^(?:(?:REFUSED|left out): .*\n  .*|nothing was taken)$", said, re.MULTILINE))
    return re.sub(r"\b[0-9a-f]{15,31}\b", "N", alike(told, places))
