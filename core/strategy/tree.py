"""What a line of a search strategy means, as a tree: the same for all platforms, codes of fields as the platform's."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

DEEPEST = 60
"""Levels of a tree. Strategies have ten; whatever goes deeper is damage, and would exhaust those who walk the tree."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase, its truncation and wildcards as the platform writes them."""

    text: str
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Near:
    """Parts that stand close to each other in one field: the first two, then what these span and the next, and so on.

    Attributes:
        gap: The most words that may stand between two parts.
        ordered: Whether they stand in this order; else in either.
    """

    parts: tuple[Node, ...]
    gap: int = 0
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class AllOf:
    """Records that every part finds, and none of `without`."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Records that one of the parts finds."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Fielded:
    """A part that is looked for in these fields of a record only; codes in lower case."""

    part: Node
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the database's thesaurus; exploded, with all that is narrower; major, where a record is about it.

    Attributes:
        name: Its name, with the qualifiers behind a "/": "Peer Group/ed,px".
        code: What the platform calls the thesaurus or the field, in lower case, where it has several: "de".
    """

    name: str
    explode: bool = False
    major: bool = False
    code: str = ""


@dataclass(frozen=True, slots=True)
class LineOf:
    """Another line of the strategy; `once` where its duplicates are removed: among unique records that is the same."""

    number: int
    once: bool = False


@dataclass(frozen=True, slots=True)
class Combined:
    """Other lines, by ranges of their numbers (first, last), combined with "or" or "and"."""

    operator: str
    ranges: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Limit:
    """A limit in the platform's words ("english"), upon a part or, None, as a condition alone."""

    part: Node | None
    words: str


Node: TypeAlias = Term | Near | AllOf | AnyOf | Fielded | Heading | LineOf | Combined | Limit


def parts_of(node: Node) -> tuple[Node, ...]:
    """The nodes right below a node, in the order of the text."""
    match node:
        case AllOf():
            return node.parts + node.without
        case Near() | AnyOf():
            return node.parts
        case Fielded() | Limit():
            return (node.part,) if node.part is not None else ()
    return ()


def walk(node: Node) -> Iterator[Node]:
    """A node and all below it, in the order of the text."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(reversed(parts_of(node)))


def joins(tree: Node, operator: str) -> bool:
    """Whether a line does nothing but join other lines with this operator, "or" or "and"."""
    if isinstance(tree, Combined):
        return tree.operator == operator
    return operator == "or" and isinstance(tree, AnyOf) and all(isinstance(part, LineOf) for part in tree.parts)


def lines_named(node: Node, last: int) -> list[int]:
    """The numbers of the lines that a tree names, in its order, up to the number `last`."""
    found: list[int] = []
    for each in walk(node):
        if isinstance(each, LineOf):
            found.append(each.number)
        elif isinstance(each, Combined):
            for first, end in each.ranges:
                found.extend(range(first, min(end, last) + 1))
    return list(dict.fromkeys(found))
