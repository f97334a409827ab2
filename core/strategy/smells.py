"""What is odd about a strategy: what its lines say by themselves, and what they find among records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from core.formats.languages import language_codes
from core.strategy.dialects import Platform
from core.strategy.evaluate import Found
from core.strategy.index import Index, folded, patterns_of
from core.strategy.tree import AnyOf, Limit, Node, Term, lines_named, walk
from core.strategy.values import Strategy

_FEW = 20
"""Records of which nothing is said to be found by almost all lines."""


class Smell(NamedTuple):
    """Something odd about a line: its number, a word for the kind, what it is, and what one may do."""

    line: int
    kind: str
    what: str
    advice: str


def smells_of(strategy: Strategy, *, language_step: bool = False) -> Iterator[Smell]:
    """What the lines say by themselves.

    Args:
        strategy: The strategy.
        language_step: Whether the plan has a step that suggests by language.
    """
    last = max(strategy.by_number, default=0)
    used = {each for line in strategy.lines if line.tree for each in lines_named(line.tree, last)}
    seen: dict[Node, int] = {}
    for line in strategy.lines:
        if line.tree is None:
            continue
        number = line.number
        if number not in used and line is not strategy.result:
            yield Smell(number, "unused", "no later line names it", "Name it in the line that combines the others.")
        if (same := seen.setdefault(line.tree, number)) != number:
            yield Smell(number, "same-as", f"it says what line {same} says", "Take one of the two out.")
        for node in walk(line.tree):
            if isinstance(node, AnyOf):
                for inner, outer in _contained(node, strategy.dialect):
                    what = (
                        f"“{outer}” finds all that “{inner}” finds"
                        if inner.lower() != outer.lower()
                        else f"“{inner}” stands twice"
                    )
                    yield Smell(number, "contained", what, f"Take one “{inner}” out; it adds nothing.")
            if isinstance(node, Limit) and language_step and _of_language(node.words):
                what = f"“{node.words}” is a limit that the plan also makes a step"
                yield Smell(number, "limit-is-step", what, "Leave one of them out: the flow counts only the step.")


def smells_among(strategy: Strategy, index: Index, found: dict[int, Found]) -> Iterator[Smell]:
    """What the lines find, or do not, among records."""
    for line in strategy.lines:
        if line.tree is None:
            continue
        this = found[line.number]
        terms = list(dict.fromkeys(node.text for node in walk(line.tree) if isinstance(node, Term)))
        if not index.size:
            continue
        if not this.possibly:
            yield Smell(
                line.number, "finds-nothing", "it finds none of the records", "Look at its spelling and its fields."
            )
        elif missing := [each for each in terms if not _occurs(each, index, strategy.dialect)]:
            named = ", ".join(f"“{each}”" for each in missing[:5])
            yield Smell(line.number, "term-finds-nothing", f"no record has {named}", "Look at the spelling.")
        if terms and index.size > _FEW and this.surely.bit_count() * 10 > index.size * 9:
            words = _commonest(terms, index, strategy.dialect)
            what = f"it finds {this.surely.bit_count()} of {index.size} records" + (f", by {words}" if words else "")
            yield Smell(line.number, "finds-almost-all", what, "It divides little: look at its truncation.")


def _contained(node: AnyOf, dialect: Platform) -> Iterator[tuple[str, str]]:
    """Pairs of terms side by side of which the second finds all that the first does."""
    terms = [part.text for part in node.parts if isinstance(part, Term)]
    ends: dict[tuple[str, ...], str] = {}
    once: dict[str, str] = {}
    for text in terms:
        patterns = patterns_of(text, dialect)
        if patterns and patterns[-1].endswith(r"\w*") and "\\" not in patterns[-1].removesuffix(r"\w*"):
            ends.setdefault((*patterns[:-1], patterns[-1].removesuffix(r"\w*")), text)
    for text in terms:
        if (first := once.setdefault(folded(text), text)) is not text:
            yield text, first
            continue
        *before, word = patterns_of(text, dialect) or ("",)
        stem = word.partition("\\")[0]
        longer = (ends.get((*before, stem[:length])) for length in range(1, len(stem) + 1))
        if outer := next((each for each in longer if each is not None and each != text), None):
            yield text, outer


def _occurs(text: str, index: Index, dialect: Platform) -> bool:
    return all(index.caught.get(pattern) for pattern in patterns_of(text, dialect))


def _commonest(terms: Sequence[str], index: Index, dialect: Platform) -> str:
    """The commonest words that truncated terms have caught."""
    counts: dict[str, int] = {}
    for pattern in {pattern for text in terms for pattern in patterns_of(text, dialect) if "\\" in pattern}:
        counts.update(index.caught.get(pattern, {}))
    return ", ".join(f"“{word}”" for word in sorted(counts, key=lambda word: (-counts[word], word))[:5])


def _of_language(words: str) -> bool:
    return any(len(code) == 3 for word in words.replace('"', " ").split() for code in language_codes(word))
