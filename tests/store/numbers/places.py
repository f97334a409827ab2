"""Looks up what a value of a sentence names: a place in a command's JSON, in a table of the report, or in the plan.

    status: stages/stage=full-text/entered + status: stages/stage=screen/entered

Behind the command stand steps, apart by "/": a key; the number of an item, from 0; NAME=VALUE (or VALUE,VALUE) for
those items of a list of which that holds, NAME! for those that have anything there; "#" for how many there are, "##"
for how many different ones; "trace" for the sum along the diagonal. A key of a list is that of each item; numbers are
added up; "lines" for how many lines a text has.
"""

from __future__ import annotations

import csv
import io
import json
import tomllib
from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from core.sentences import Fact
from tests.reviews import run


class Places:
    """The JSON of commands on one review, each run once, and the files of its report.

    Args:
        folder: The review.
        files: The files of its report.
        places: All that will be asked for; the commands that hold them are run at once, in one batch.
    """

    def __init__(self, folder: Path, files: Mapping[str, bytes], places: Iterable[str]) -> None:
        self._folder = folder
        self.files = files
        sources = dict.fromkeys(source for place in places for source in _sources(place))
        commands = [each for each in sources if not each.endswith((".csv", ".toml"))]
        printed = run(folder, "batch", given="".join(f"{each}\n" for each in commands)).stdout.splitlines()
        self._known = {each: json.loads(line)["result"] for each, line in zip(commands, printed, strict=True)}

    @cached_property
    def _protocol(self) -> Any:
        return tomllib.loads((self._folder / "protocol.toml").read_text(encoding="utf-8"))

    def document(self, source: str) -> Any:
        """What the command prints, or the file holds."""
        if source == "protocol.toml":
            return self._protocol
        if source.endswith(".csv"):
            return list(csv.DictReader(io.StringIO(self.files[source].decode("utf-8-sig"))))
        return self._known[source]

    def at(self, place: str) -> Any:
        """What stands there; of several places the sum."""
        parts = _parts(place)
        if len(parts) == 1:
            return self._one(place)
        return sum(-self._one(each[1:]) if each.startswith("-") else self._one(each) for each in parts)

    def _one(self, place: str) -> Any:
        if place.isdigit():
            return int(place)
        source, _, steps = place.partition(": ")
        here = self.document(source)
        for step in steps.split("/"):
            here = _step(here, step)
        if isinstance(here, list) and here and all(isinstance(each, int | float) for each in here):
            return sum(here)
        return 0 if here == [] and not steps.endswith(("##", "#")) else here

    def holds(self, value: Fact) -> bool:
        """Whether the place that a value names holds it: the number, or the words."""
        there = self.at(value.at)
        if isinstance(value.number, str):
            return _says(there, value.number)
        return isinstance(there, int | float) and abs(there - value.number) < 1e-9


def _parts(place: str) -> list[str]:
    """The places that are added up, with "-" before those that are taken off."""
    return place.replace(" - ", " + -").split(" + ")


def _sources(place: str) -> list[str]:
    """The commands and files that a place is in."""
    parts = [each.removeprefix("-") for each in _parts(place)]
    return [each.partition(": ")[0] for each in parts if not each.isdigit()]


def _step(here: Any, step: str) -> Any:
    if step in ("#", "##"):
        here = [here] if isinstance(here, dict) else here
        return len({str(each) for each in here}) if step == "##" else len(here)
    if step == "lines":
        return len(str(here).splitlines())
    if step == "trace":
        return sum(here[n][n] for n in range(len(here)))
    name, equal, wanted = step.partition("=")
    if isinstance(here, dict) and (equal or step.endswith("!")):
        here = [here]
    if isinstance(here, list):
        if equal:
            one = [each for each in here if _text(each.get(name)) == wanted]
            found = one or [each for each in here if _text(each.get(name)) in wanted.split(",")]
            return found[0] if len(found) == 1 and name in ONE else found
        if step.endswith("!"):
            return [each for each in here if each.get(step[:-1])]
        if step.isdigit():
            return here[int(step)]
        found = [each[step] for each in here]
        return [item for each in found for item in each] if found and isinstance(found[0], list) else found
    return here[step]


ONE = ("stage", "raters", "id", "reviewer", "round")
"""What names one item of a list: the next step looks into it."""


def _text(value: Any) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)


def _says(there: Any, words: str) -> bool:
    """Whether it is these words, or holds them."""
    if there is None or there is False:
        return words in ("", "no")
    if isinstance(there, list | dict):
        return any(_says(each, words) for each in there)
    return words in str(there)
