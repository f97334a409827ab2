"""The fields of the JSON that each command prints, gathered from all outputs: what docs/reference/json.md must list."""

from __future__ import annotations

import json
import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from tests.reference import leaves

FIELDS = Path(__file__).with_name("fields.json")
BY_NAME = {
    *(
        "by_source",
        "shared_with",
        "sources",
        "evidence",
        "reasons",
        "dbr_excluded",
        "other_excluded",
        "reviewers",
        "per_hour",
    ),
    *("database_specific_results", "register_specific_results", "other_specific_results"),
    *("sides", "values", "missing", "outdated", "lost_quotes", "letters", "by", "named_in_free_text"),
    *("acts", "labels", "types", "suggested"),
}
"""Fields whose own keys are names of a review: of sources, reviewers, reasons, items."""
COMMANDS = dict(leaves())


def called(name: str) -> tuple[str, list[str]]:
    """The command, without `tamis`, and the words of the call that an output is named for."""
    _, view, call = name.split("/", 2)
    words = shlex.split(f"{call.removesuffix('.txt').partition(' (')[0]} {view.partition(' ')[2]}")
    words = words[2:] if words[0] == "-C" else words
    return " ".join(words[:2]) if " ".join(["tamis", *words[:2]]) in COMMANDS else words[0], words


class FieldNames:
    """The names of the fields, by command."""

    def __init__(self) -> None:
        self._found: defaultdict[str, set[str]] = defaultdict(set)

    def note(self, name: str, text: str) -> None:
        """Take the fields of one output; one that is no JSON has none."""
        if not name.endswith(".txt"):
            return
        try:
            said = json.loads(text.partition("[stderr]\n")[0].replace("SIZE-OF-THE-ZIP", "0"))
        except ValueError:
            return
        self._found[called(name)[0]].update(_keys(said))

    def found(self) -> dict[str, list[str]]:
        """The fields of each command, both in order."""
        return {name: sorted(self._found[name]) for name in sorted(self._found)}


def read_fields() -> dict[str, dict[str, list[str]]]:
    """The fields of each command on each review, as they stand in the tree."""
    found: dict[str, dict[str, list[str]]] = json.loads(FIELDS.read_text(encoding="utf-8"))
    return found


def write_fields(fields: Mapping[str, Mapping[str, list[str]]]) -> None:
    """Write the names of the fields anew, a command of a review a line."""
    parts = []
    for part in sorted(fields):
        rows = [f"{json.dumps(name)}: {json.dumps(each)}" for name, each in fields[part].items()]
        parts.append(f"{json.dumps(part)}: {{\n" + ",\n".join(rows) + "\n}")
    FIELDS.write_text("{\n" + ",\n".join(parts) + "\n}\n", encoding="utf-8")


def fields_of_commands() -> Mapping[str, set[str]]:
    """The fields of each command, on whichever review it printed them."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for commands in read_fields().values():
        for name, fields in commands.items():
            found[name].update(fields)
    return found


def _keys(value: Any, under: str = "") -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _keys(each, under)
    elif isinstance(value, dict):
        named = under in BY_NAME and "same" not in value  # the agreement on reasons is no table by reason
        for key, each in value.items():
            if not named:
                yield key
            yield from _keys(each, "" if named else key)
