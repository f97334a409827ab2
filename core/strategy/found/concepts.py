"""The blocks of a strategy, one a concept: proposed from the lines that join others with "or", and where each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from core.protocol.values import Concept
from core.records.record import Record
from core.strategy.dialects import ABSTRACT, HEADINGS, KEYWORDS, TITLE
from core.strategy.found.evaluate import Evaluation
from core.strategy.found.index import Index, folded, patterns_of, words_of
from core.strategy.tree import (
    AllOf,
    AnyOf,
    Combined,
    Fielded,
    Heading,
    Limit,
    LineOf,
    Near,
    Node,
    Term,
    joins,
    lines_named,
    walk,
)
from core.strategy.values import Strategy

_MOST = 9
"""Blocks that are marked: each has a digit."""
_WORD = re.compile(r"[^\W_]+")


class BlockSpan(NamedTuple):
    """A stretch of a text that a block's line has matched: its first place, the place behind it, the block from 1."""

    start: int
    end: int
    block: int


def concepts_of(planned: Iterable[Concept], source: str, strategy: Strategy) -> list[Concept]:
    """The concepts of a source's strategy: those of the plan, else the proposed ones."""
    found = [each for each in planned if each.source.casefold() in ("", source.casefold())]
    return found or proposed(strategy)


def proposed(strategy: Strategy) -> list[Concept]:
    """A concept for each line that joins others with "or" and that the result, step by step, joins with "and"."""
    blocks: list[int] = []
    waiting = [strategy.result.number] if strategy.result else []
    for number in waiting:
        line = strategy.by_number.get(number)
        if line is None or line.tree is None:
            continue
        if isinstance(line.tree, AllOf | Limit | LineOf) or joins(line.tree, "and"):
            demanded = (each for each in _demanded(line.tree, number) if each < number)
            waiting += [each for each in demanded if each not in waiting]
        elif joins(line.tree, "or"):
            blocks.append(number)
    found = []
    for number in sorted(set(blocks))[:_MOST]:
        tree = strategy.by_number[number].tree
        assert tree is not None
        lines = [each for each in lines_named(tree, number) if each < number and each in strategy.by_number]
        if lines:
            found.append(Concept(label=_label(strategy, lines), lines=tuple(lines)))
    return found


def _demanded(tree: Node, number: int) -> list[int]:
    """The lines that a result joins with "and", without those behind "not"."""
    if isinstance(tree, AllOf):
        return [each for part in tree.parts for each in _demanded(part, number)]
    if isinstance(tree, Limit):
        return _demanded(tree.part, number) if tree.part is not None else []
    return lines_named(tree, number) if isinstance(tree, LineOf | Combined) else []


def _label(strategy: Strategy, lines: Sequence[int]) -> str:
    """The first term or heading of a block."""
    for number in lines:
        tree = strategy.by_number[number].tree
        for node in walk(tree) if tree is not None else ():
            if isinstance(node, Heading):
                return node.name
            if isinstance(node, Near) and all(isinstance(part, Term) for part in node.parts):
                return " ".join(part.text for part in node.parts if isinstance(part, Term))
            if isinstance(node, Term):
                return node.text
    return f"lines {lines[0]}-{lines[-1]}"


class Blocks:
    """Finds where the lines of each concept match in the texts of one record.

    Args:
        strategy: The strategy.
        concepts: Its concepts; the first nine are marked.
    """

    def __init__(self, strategy: Strategy, concepts: Sequence[Concept]) -> None:
        self.labels = tuple(each.label for each in concepts[:_MOST])
        self._dialect = strategy.dialect
        self._leaves: list[tuple[int, Node, frozenset[str]]] = []
        self._headings: dict[tuple[str, ...], int] = {}
        self._patterns: dict[str, None] = {}
        for block, concept in enumerate(concepts[:_MOST], 1):
            for leaf, fields in dict.fromkeys(_leaves(strategy, concept.lines)):
                if isinstance(leaf, Heading):
                    self._headings.setdefault(tuple(words_of(leaf.name.partition("/")[0])), block)
                else:
                    self._leaves.append((block, leaf, fields))
                    terms = [each.text for each in walk(leaf) if isinstance(each, Term)]
                    self._patterns.update(
                        dict.fromkeys(each for term in terms for each in patterns_of(term, self._dialect))
                    )

    def spans(self, text: str, field: str) -> list[BlockSpan]:
        """Where blocks match in a text, rising; where two overlap, the one that begins first and is longer wins.

        Args:
            text: A title, an abstract or a keyword as it is shown.
            field: "title", "abstract" or "keywords": lines that look in other fields match nothing in it.
        """
        found = []
        if field == KEYWORDS and (block := self._headings.get(tuple(words_of(text.partition("/")[0])))):
            found.append(BlockSpan(0, len(text), block))
        record = Record(
            title=text if field == TITLE else "",
            abstract=text if field == ABSTRACT else "",
            keywords=(text,) if field == KEYWORDS else (),
        )
        index = Index([record], self._patterns, (field,))
        if any(index.positions(pattern, field) for pattern in self._patterns):
            evaluation, places = Evaluation(self._dialect, index), _places(text)
            for block, leaf, fields in self._leaves:
                if field in fields:
                    spans = evaluation.spans(leaf, field, 0)
                    found += [BlockSpan(places[first][0], places[last][1], block) for first, last in spans]
        kept: list[BlockSpan] = []
        for each in sorted(found, key=lambda span: (span.start, -span.end, span.block)):
            if not kept or each.start >= kept[-1].end:
                kept.append(each)
        return kept


def _leaves(strategy: Strategy, lines: Iterable[int]) -> Iterator[tuple[Node, frozenset[str]]]:
    """The terms, neighbours and headings that lines look for, with the fields in which they do."""
    waiting: list[tuple[Node, tuple[str, ...]]] = []
    seen: set[int] = set()

    def take(numbers: Iterable[int]) -> None:
        for number in numbers:
            line = strategy.by_number.get(number)
            if line is not None and line.tree is not None and number not in seen:
                seen.add(number)
                waiting.append((line.tree, strategy.dialect.default))

    take(lines)
    while waiting:
        node, fields = waiting.pop(0)
        match node:
            case AnyOf() | AllOf():
                waiting += [(part, fields) for part in node.parts]
            case Fielded():
                waiting.append((node.part, strategy.dialect.meant(node.codes)))
            case Limit():
                waiting += [(node.part, fields)] if node.part is not None else []
            case LineOf() | Combined():
                take(lines_named(node, max(strategy.by_number, default=0)))
            case _:
                yield node, frozenset(KEYWORDS if each == HEADINGS else each for each in fields)


def _places(text: str) -> list[tuple[int, int]]:
    """Where the words of a text stand in it, the place behind each included: as many as `words_of` gives."""
    signs, origins = [], list[int]()
    for place, sign in enumerate(text):
        plain = folded(sign)
        signs.append(plain)
        origins += [place] * len(plain)
    return [(origins[match.start()], origins[match.end() - 1] + 1) for match in _WORD.finditer("".join(signs))]
