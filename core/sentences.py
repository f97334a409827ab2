"""Sentences made from values: each value knows what it counts, and where the JSON of a command holds it.

A sentence is a template with the names of its values: "{gone:# unit was} excluded and {left:#} went on". It holds no
numbers, so that each number of a sentence is a value's, and the words around follow it, as in "1 record was".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import NamedTuple

from core.words import approximately, day, figure, listed, per_cent, plural

_STATISTICS: Mapping[str, Callable[[float], str]] = {
    "figure": figure,
    "per cent": per_cent,
    "about": approximately,
    "tenth": lambda value: f"{value:,.1f}",
}


class Fact(NamedTuple):
    """A number, or words, in a sentence.

    How it is written stands behind a colon in the template. Of words: "day" for a day in words. Of a statistic:
    "figure", "per cent", "about" or "tenth". Of a count: words in the singular, each with the ending that the number
    asks for ("they": of one "it"; "which": of several "all of which"), among them "#" for the number, "unit" for what
    is counted, "no" for both ("no record"), "none" for the number ("none"), "times" for how often ("once"). By default
    "# unit".

    Attributes:
        unit: What is counted, in the singular: "record", "report", "study"; "" for words and for what is not counted.
        at: The command, ":" and the place in its JSON, "status: stages/stage=full-text/entered"; or a table of the
            report, "decisions.csv: verdict=maybe/#". Where it is put together, places stand apart by " + " or " - ".
            See `tests/store/numbers/places.py`.
    """

    number: float | str
    unit: str
    at: str

    def __format__(self, spec: str) -> str:
        if isinstance(self.number, str):
            return day(self.number) if spec == "day" else self.number
        if spec in _STATISTICS:
            return _STATISTICS[spec](self.number)
        words = (spec or "# unit").split(" ")
        none = not self.number and not {"no", "none"}.isdisjoint(words)
        return " ".join(self._word(word, 1 if none else self.number, none) for word in words)

    def _word(self, word: str, many: float, none: bool) -> str:
        if word == "they":
            return "it" if many == 1 else word
        if word == "which":
            return {1: word, 2: f"both of {word}"}.get(int(many), f"all of {word}")
        if word == "times":
            return {1: "once", 2: "twice"}.get(int(many), f"{many:,} times")
        if word == "no":
            return f"no {self.unit}" if none else f"{many:,} {plural(many, self.unit)}"
        if word == "#" or (word == "none" and not none):
            return f"{many:,}"
        return plural(many, self.unit) if word == "unit" else plural(many, word) if word in AGREEING else word

    @property
    def source(self) -> str:
        """The command or the file that shows it."""
        place = self.at.partition(":")[0]
        return place if "." in place.partition(" ")[0] else f"`tamis {place}`"


AGREEING = frozenset({"was", "is", "has", "does", "waits", "counts", "holds", "this", "it", "its", "sample", "form"})
"""The words in a template that follow the number."""


class Several(NamedTuple):
    """Parts of a sentence, apart by commas and "and", or as `between` says."""

    parts: Sequence[Sentence | Fact]
    between: str = ""

    def __format__(self, spec: str) -> str:
        texts = [format(each, spec) for each in self.parts]
        return self.between.join(texts) if self.between else listed(texts)


class Part(StrEnum):
    """The part of a paper that a sentence belongs to."""

    METHODS = "Methods"
    RESULTS = "Results"
    LIMITATIONS = "Limitations"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence, or a part of one.

    Attributes:
        see: What shows it besides the sources of its values.
    """

    template: str
    values: Mapping[str, Fact | Several | Sentence]
    see: str = ""
    part: Part = Part.METHODS

    def __format__(self, spec: str) -> str:
        return self.text

    @property
    def text(self) -> str:
        """The sentence in words."""
        return self.template.format_map(self.values)

    @property
    def told(self) -> list[Fact]:
        """The values that its words give, in their order; where they give none, those that it rests on."""
        named = [name for _, name, _, _ in Formatter().parse(self.template) if name]
        return list(_values([self.values[name] for name in dict.fromkeys(named)] or self.values.values()))

    @property
    def source(self) -> str:
        """The commands and files that show what it says."""
        sources = [each.source for each in self.told if not self.see.startswith(f"{each.source},")]
        return "; ".join(dict.fromkeys([*sources, *([self.see] if self.see else [])]))


def _values(values: Iterable[Fact | Several | Sentence]) -> Iterator[Fact]:
    for each in values:
        if isinstance(each, Fact):
            yield each
        else:
            yield from _values(each.parts if isinstance(each, Several) else each.values.values())


def say(template: str, see: str = "", /, **values: Fact | Several | Sentence) -> Sentence:
    """A sentence of what was done, or a part of any."""
    return Sentence(template, values, see)


def found(template: str, see: str = "", /, **values: Fact | Several | Sentence) -> Sentence:
    """A sentence of what came of it."""
    return Sentence(template, values, see, Part.RESULTS)


def limit(template: str, see: str = "", /, **values: Fact | Several | Sentence) -> Sentence:
    """A sentence of what the review cannot say."""
    return Sentence(template, values, see, Part.LIMITATIONS)
