"""Terms that add nothing, since another one beside them finds all that they find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product
from typing import NamedTuple

from core.strategy.dialects import Platform
from core.strategy.found.index import patterns_of
from core.strategy.printed import printed
from core.strategy.tree import AllOf, AnyOf, Fielded, Limit, Near, Node, Term, joins, lines_named
from core.strategy.values import Strategy

_MOST = 64
"""Alternatives of a part, and terms that begin alike, that are compared with each other."""
ANY_END = r"\w*"


class Alternative(NamedTuple):
    """A word, or words close to each other, of which a line wants one or another.

    Attributes:
        words: The patterns of the words, in their order.
        gap: The most words between two of them.
        ordered: Whether they stand in this order.
        fields: Where they are looked for.
        shown: As the platform writes it.
        line: The line's number.
    """

    words: tuple[str, ...]
    gap: int
    ordered: bool
    fields: frozenset[str]
    shown: str
    line: int


def contained(strategy: Strategy) -> Iterator[tuple[Alternative, Alternative]]:
    """Each term that adds nothing, with the one that finds all that it does, in the same line or one joined by "or"."""
    seen: set[int] = set()
    for line in strategy.lines:
        if line.tree is None or not joins(line.tree, "or"):
            continue
        together = [
            each for each in lines_named(line.tree, line.number) if each in strategy.by_number and each not in seen
        ]
        seen.update(together)
        yield from _compared([found for each in together for found in alternatives(strategy, each)])
    for line in strategy.lines:
        if line.tree is None:
            continue
        if line.number not in seen:
            yield from _compared(alternatives(strategy, line.number))
        for union, fields in _inner_unions(line.tree, strategy.dialect):
            yield from _compared(_of(union, fields, strategy.dialect, line.number))


def alternatives(strategy: Strategy, number: int) -> list[Alternative]:
    """The terms of which a line wants any; those of parts that it demands together are none."""
    tree = strategy.by_number[number].tree
    return _of(tree, strategy.dialect.default, strategy.dialect, number) if tree is not None else []


def _of(node: Node, fields: tuple[str, ...], dialect: Platform, line: int) -> list[Alternative]:
    found: list[Alternative] = []
    waiting = [(node, fields)]
    while waiting:
        part, where = waiting.pop()
        match part:
            case AnyOf():
                waiting += [(each, where) for each in reversed(part.parts)]
            case Fielded():
                waiting.append((part.part, dialect.meant(part.codes)))
            case Term() if words := patterns_of(part.text, dialect):
                found.append(Alternative(words, 0, True, frozenset(where), part.text, line))
            case Near():
                terms = [_terms(each) for each in part.parts]
                for chosen in product(*terms) if _product(terms) <= _MOST else ():
                    words = tuple(word for term in chosen for word in patterns_of(term.text, dialect))
                    # A phrase within a greater distance would be words that stand closer than the others.
                    if len(words) == len(chosen) or (part.gap == 0 and part.ordered):
                        shown = printed(Near(chosen, part.gap, part.ordered), dialect)
                        found.append(Alternative(words, part.gap, part.ordered, frozenset(where), shown, line))
    return found


def _terms(node: Node) -> list[Term]:
    """The terms that a part of a proximity is; none where it is something else."""
    parts = node.parts if isinstance(node, AnyOf) else (node,)
    return [part for part in parts if isinstance(part, Term)] if all(isinstance(part, Term) for part in parts) else []


def _product(lists: Sequence[Sequence[object]]) -> int:
    count = 1
    for each in lists:
        count = min(count * len(each), _MOST + 1)
    return count


def _inner_unions(tree: Node, dialect: Platform) -> Iterator[tuple[AnyOf, tuple[str, ...]]]:
    """The parts joined by "or" that are not the line's own alternatives, each with its fields."""
    waiting: list[tuple[Node, tuple[str, ...], bool]] = [(tree, dialect.default, False)]
    while waiting:
        node, fields, apart = waiting.pop()
        match node:
            case AnyOf():
                if apart:
                    yield node, fields
                waiting += [(part, fields, False) for part in node.parts]
            case Fielded():
                waiting.append((node.part, dialect.meant(node.codes), apart))
            case AllOf():
                waiting += [(part, fields, True) for part in node.parts]
            case Near():
                waiting += [(part, fields, True) for part in node.parts]
            case Limit() if node.part is not None:
                waiting.append((node.part, fields, True))


def _compared(found: Sequence[Alternative]) -> Iterator[tuple[Alternative, Alternative]]:
    """Pairs of a term and the first that finds all that it does; of two that find the same, the first stays."""
    alike: dict[tuple[str, ...], list[int]] = {}
    for place, each in enumerate(found):
        if len(bucket := alike.setdefault(_initials(each.words), [])) < _MOST:
            bucket.append(place)
    for place, inner in enumerate(found):
        others = list(alike[_initials(inner.words)])
        if len(inner.words) > 1:
            others += [each for word in dict.fromkeys(inner.words) for each in alike.get(_initials((word,)), ())]
        for other in others:
            outer = found[other]
            if other != place and covers(outer, inner) and (other < place or not covers(inner, outer)):
                yield inner, outer
                break


def _initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted(word[:1] for word in words))


def covers(outer: Alternative, inner: Alternative) -> bool:
    """Whether the one surely finds all that the other does."""
    if not outer.fields >= inner.fields:
        return False
    if len(outer.words) == 1:
        return any(_word_covers(outer.words[0], word) for word in inner.words)
    if len(outer.words) != len(inner.words) or outer.gap < inner.gap or (outer.ordered and not inner.ordered):
        return False
    orders = [inner.words] if outer.ordered or len(inner.words) > 2 else [inner.words, inner.words[::-1]]
    return any(all(map(_word_covers, outer.words, words)) for words in orders)


def _word_covers(outer: str, inner: str) -> bool:
    stem = outer.removesuffix(ANY_END)
    return outer == inner or (stem != outer and "\\" not in stem and inner.partition("\\")[0].startswith(stem))
