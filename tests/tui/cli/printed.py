"""What commands print and refuse, as it would be read at a terminal: to be looked at, and kept as it was looked at."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping, Sequence
from pathlib import Path

from core.errors import TamisError
from tests.alike import alike
from tests.reviews import run

_CHANGING = (
    (re.compile(r"since \d{4}-\d\d-\d\d"), "since DAY"),
    (re.compile(r"\bid \d{9,}"), "id NUMBER"),
    (re.compile(r"as a file on \d+ \w+ \d{4}"), "as a file on DAY"),
    (re.compile(r"corrected \d+ \w+ \d{4}, [^:]+:"), "corrected DAY, ACCOUNT:"),
)


def printed(folder: Path, lines: str, records: Sequence[str] = (), places: Mapping[Path, str] | None = None) -> str:
    """The commands, each with all that it prints, or with what it is refused with.

    Args:
        folder: The review.
        lines: A command a line, in a role where it begins with one: “sources”, “ANNA: acts”. R0, R1, … are the records.
        records: Their ids.
        places: Paths, and what they are called here.
    """
    names = {str(path): name for path, name in {**(places or {}), folder: "REVIEW", folder.parent: "TMP"}.items()}
    ids = {f"R{number}": record for number, record in enumerate(records)}
    told = []
    for line in filter(None, map(str.strip, lines.splitlines())):
        match = re.match(r"([A-Z]+): (.*)", line)
        role, words = (match[1], match[2]) if match else (None, line)
        for name, record in ids.items():
            words = re.sub(rf"\b{name}\b", record, words)
        for path, name in names.items():
            words = re.sub(rf"\b{name}\b", path, words)
        try:
            done = run(folder, *shlex.split(words), role=role)
        except TamisError as problem:
            text = f"refused: {problem}"
        else:
            text = done.output + (f"ends with {done.exit_code}" if done.exit_code else "")
        told += [f"$ {line}", *(f"  {each}".rstrip() for each in text.splitlines())]
    whole = "\n".join(told)
    for name, record in ids.items():
        whole = whole.replace(record, name)
    for path, name in names.items():
        whole = whole.replace(path, name)
    whole = alike(whole)
    for pattern, name in _CHANGING:
        whole = pattern.sub(name, whole)
    return whole
