"""A text that is the same in every run, so that a snapshot can hold it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

ACCOUNT = re.compile(r"@[\w.-]+-[0-9a-f]{4}\b")
"""The folder of an account that is no reviewer's."""
_OF_A_RUN = (
    (ACCOUNT, "@ACCOUNT"),
    (re.compile(r"\b\d{8}T\d{6}\.\d+Z"), "TIME"),
    (re.compile(r"\b\d{4}-\d\d-\d\d[T ]\d\d:\d\d[:.\d]*(?:Z|[+-]\d\d:\d\d)?"), "TIME"),
    (re.compile(r"\b[0-9a-f]{32,64}\b"), "HASH"),
    (re.compile(r"\.\d+\.[0-9a-f]{8}\.tmp"), ".N.tmp"),
)


def alike(text: str, places: Mapping[Path, str] | None = None) -> str:
    """The text with paths, accounts, times, hashes and names of half-written files under names of their own."""
    for path, name in (places or {}).items():
        text = text.replace(str(path), name)
    for pattern, name in _OF_A_RUN:
        text = pattern.sub(name, text)
    return text
