"""What is odd about a strategy: what its lines say by themselves, and what they find among records."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from core.records.publication_type import classes_of
from core.strategy.dialects import ABSTRACT, HEADINGS, KEYWORDS, LANGUAGE, OTHER, TITLE, TYPE, Platform
from core.strategy.found.contained import ANY_END, contained
from core.strategy.found.evaluate import Found, as_bits
from core.strategy.found.index import TEXT_FIELDS, Index, patterns_of, words_of
from core.strategy.found.limits import asked_by
from core.strategy.found.spellings import missed_spellings
from core.strategy.found.thesauri import foreign_to, thesaurus_of
from core.strategy.tree import AllOf, AnyOf, Fielded, Heading, Limit, Near, Node, Term, lines_named, walk
from core.strategy.values import Line, Strategy
from core.words import listed, ranges

_FEW = 20
"""Records of which nothing is said to be found by almost all lines."""
_NAMED = 10
"""Smells of one kind that are named of one line."""
LANGUAGE_STEP, TYPE_STEP = "language", "publication-type"


class Smell(NamedTuple):
    """Something odd about a line: its number, a word for the kind, what it is, and what one may do."""

    line: int
    kind: str
    what: str
    advice: str


def smells_of(
    strategy: Strategy, *, source: str = "", steps: Iterable[str] = (), promised: Iterable[str] = ()
) -> Iterator[Smell]:
    """What the lines say by themselves.

    Args:
        strategy: The strategy.
        source: Where it was run, which tells its thesaurus: "Medline".
        steps: What the steps of the plan suggest by: `LANGUAGE_STEP`, `TYPE_STEP`.
        promised: The fields in which the plan says that is searched: `TITLE`, `ABSTRACT`, `KEYWORDS`.
    """
    last = max(strategy.by_number, default=0)
    used = {each for line in strategy.lines if line.tree for each in lines_named(line.tree, last)}
    seen: dict[Node, int] = {}
    thesaurus = thesaurus_of(strategy.dialect, source)
    for line in strategy.lines:
        if line.tree is None:
            continue
        number = line.number
        if number not in used and line is not strategy.result:
            yield Smell(number, "unused", "no later line names it", "Name it in the line that combines the others.")
        if (same := seen.setdefault(line.tree, number)) != number:
            yield Smell(number, "same-as", f"it says what line {same} says", "Take one of the two out.")
        for words in _limits(line.tree, strategy.dialect, frozenset(steps)):
            what = f"“{words}” is a limit that the plan also makes a step"
            yield Smell(number, "limit-is-step", what, "Leave one of them out: the flow counts only the step.")
        for node in walk(line.tree) if thesaurus else ():
            if isinstance(node, Heading) and thesaurus and (foreign := foreign_to(thesaurus, node.name)):
                instead = f"{thesaurus} has “{foreign[1]}”." if foreign[1] else f"Look for its name in {thesaurus}."
                yield Smell(number, "foreign-heading", f"“{node.name}” is a heading of {foreign[0]}", instead)
    yield from _containing(strategy)
    yield from _narrower(strategy, [each for each in (TITLE, ABSTRACT, KEYWORDS) if each in set(promised)])


def smells_among(
    strategy: Strategy, index: Index, found: Mapping[int, Found], *, own: int = 0, source: str = ""
) -> Iterator[Smell]:
    """What the lines find, or do not, among records.

    Args:
        strategy: The strategy.
        index: The words of the records.
        found: What each line finds, by its number.
        own: The records that came from the strategy's source, as bits.
        source: That source's name.
    """
    if not index.size:
        return
    for line in strategy.lines:
        if line.tree is None:
            continue
        this = found[line.number]
        terms = list(dict.fromkeys(node.text for node in walk(line.tree) if isinstance(node, Term)))
        if not this.possibly:
            yield Smell(
                line.number, "finds-nothing", "it finds none of the records", "Look at its spelling and its fields."
            )
        elif missing := [each for each in terms if not _occurs(each, index, strategy.dialect)]:
            named = ", ".join(f"“{each}”" for each in missing[:5])
            yield Smell(line.number, "term-finds-nothing", f"no record has {named}", "Look at the spelling.")
        if terms and index.size > _FEW and this.surely.bit_count() * 10 > index.size * 9:
            words = _commonest(terms, index, strategy.dialect)
            what = f"it finds {this.surely.bit_count():,} of {index.size:,} records" + (
                f", by {words}" if words else ""
            )
            yield Smell(line.number, "finds-almost-all", what, "It divides little: look at its truncation.")
        else:
            yield from _catching_most(line, line.tree, index, strategy.dialect)
        yield from _headings_of_others(line, line.tree, index, own, source)


def smells_of_titles(strategy: Strategy, titles: Sequence[str]) -> Iterator[Smell]:
    """Spellings in the titles of records that should be found, which the lines miss."""
    for line, term, spelling, count in missed_spellings(strategy, titles):
        have = f"{count:,} included titles have" if count != 1 else "an included title has"
        advice = "Add the spelling, or a wildcard, if it means the same."
        yield Smell(line, "spelling-missed", f"{have} “{spelling}”, which “{term}” misses", advice)


def _containing(strategy: Strategy) -> Iterator[Smell]:
    said: dict[int, int] = {}
    for inner, outer in dict.fromkeys(contained(strategy)):
        here, there = (strategy.by_number[each.line] for each in (inner, outer))
        said[inner.line] = said.get(inner.line, 0) + 1
        if said[inner.line] > _NAMED or (here is not there and here.tree == there.tree):
            continue
        if inner.words == outer.words:
            what = f"“{inner.shown}” stands {'twice' if here is there else f'in line {outer.line} too'}"
        else:
            whose = "" if here is there else f"line {outer.line}’s "
            what = f"{whose}“{outer.shown}” finds all that “{inner.shown}” finds"
        yield Smell(inner.line, "contained", what, f"Take “{inner.shown}” out here; it adds nothing.")


def _limits(tree: Node, dialect: Platform, steps: frozenset[str]) -> Iterator[str]:
    """The limits of a line that do what a step of the plan does, as they are written."""
    for node in walk(tree):
        if isinstance(node, Limit):
            if (LANGUAGE_STEP in steps and asked_by(node.words).languages) or (
                TYPE_STEP in steps and _of_type(node.words)
            ):
                yield node.words
        elif isinstance(node, Fielded):
            meant = set(dialect.meant(node.codes))
            if (LANGUAGE_STEP in steps and meant == {LANGUAGE}) or (
                TYPE_STEP in steps and {TYPE} <= meant <= {TYPE, OTHER}
            ):
                yield ", ".join(each.text for each in walk(node.part) if isinstance(each, Term))[:60]


def _of_type(words: str) -> bool:
    plain = words.strip("\"'()[]. ").lower()
    parts = re.split(r"[;,():]|\bor\b", plain.replace('"', " "))
    named = re.search(r"publication type|document types?\b|doctype", plain)
    return named is not None or any(classes_of(part.strip()) for part in parts)


def _narrower(strategy: Strategy, promised: Sequence[str]) -> Iterator[Smell]:
    """Lines that look in fewer fields than the plan promises: one smell for all that lack the same fields."""
    lacking: dict[tuple[str, ...], list[int]] = {}
    for line in strategy.lines:
        fields = [KEYWORDS if each == HEADINGS else each for each in _fields(line, strategy.dialect)]
        missing = tuple(each for each in promised if each not in fields)
        if missing and set(fields) & {TITLE, ABSTRACT, KEYWORDS}:
            lacking.setdefault(missing, []).append(line.number)
    for missing, lines in lacking.items():
        which = f"lines {ranges(lines)} do" if len(lines) > 1 else "it does"
        what = f"{which} not look in {listed(missing)}, where the plan promises to"
        yield Smell(lines[0], "fields-narrower", what, "Add the fields, or amend what the plan says.")


def _fields(line: Line, dialect: Platform) -> list[str]:
    """All fields in which the words of a line are looked for."""
    found: dict[str, None] = {}
    waiting: list[tuple[Node, tuple[str, ...]]] = [(line.tree, dialect.default)] if line.tree is not None else []
    while waiting:
        node, fields = waiting.pop()
        match node:
            case Term():
                found.update(dict.fromkeys(fields))
            case Fielded():
                waiting.append((node.part, dialect.meant(node.codes)))
            case Near() | AnyOf():
                waiting += [(part, fields) for part in node.parts]
            case AllOf():
                waiting += [(part, fields) for part in (*node.parts, *node.without)]
            case Limit() if node.part is not None:
                waiting.append((node.part, fields))
    return list(found)


def _catching_most(line: Line, tree: Node, index: Index, dialect: Platform) -> Iterator[Smell]:
    """Truncated words, by themselves and not beside others, that are in more than half of all records."""
    beside = {part for node in walk(tree) if isinstance(node, Near) for part in walk(node)}
    terms = dict.fromkeys(node.text for node in walk(tree) if isinstance(node, Term) and node not in beside)
    for text in terms if index.size > _FEW else ():
        pattern, *more = patterns_of(text, dialect) or ("",)
        if pattern.endswith(ANY_END) and not more and len(index.caught.get(pattern, ())) > 1:
            places = set[int]().union(*(index.positions(pattern, field) for field in TEXT_FIELDS))
            if len(places) * 2 > index.size:
                what = f"“{text}” is in {len(places):,} of {index.size:,} records, by {_words(index, [pattern])}"
                yield Smell(line.number, "finds-almost-all", what, "Truncate it later, or set words beside it.")


def _headings_of_others(line: Line, tree: Node, index: Index, own: int, source: str) -> Iterator[Smell]:
    """Headings that no record of the source has, but several of other sources."""
    for node in walk(tree) if own.bit_count() > _FEW else ():
        if isinstance(node, Heading):
            there = index.headings.get(tuple(words_of(node.name.partition("/")[0])), ())
            if len(there) > 2 and not as_bits(there, index.size) & own:
                what = f"no record of {source} has the heading “{node.name}”, and {len(there):,} of others do"
                advice = "It may be of another database’s thesaurus, which this one does not know."
                yield Smell(line.number, "foreign-heading", what, advice)


def _occurs(text: str, index: Index, dialect: Platform) -> bool:
    return all(index.caught.get(pattern) for pattern in patterns_of(text, dialect))


def _commonest(terms: Sequence[str], index: Index, dialect: Platform) -> str:
    """The commonest words that truncated terms have caught."""
    return _words(index, {pattern for text in terms for pattern in patterns_of(text, dialect) if "\\" in pattern})


def _words(index: Index, patterns: Iterable[str]) -> str:
    counts: dict[str, int] = {}
    for pattern in patterns:
        counts.update(index.caught.get(pattern, {}))
    return ", ".join(f"“{word}”" for word in sorted(counts, key=lambda word: (-counts[word], word))[:5])
