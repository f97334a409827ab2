"""What each line of a strategy finds among records: true, false, or not to be decided from what the records hold.

A set of records is an int, a bit a record. What is said of a part is a pair: those that it surely finds, and those that
it may find. Not to be decided are a heading that is not among a record's keywords where the record has none or narrower
ones would count; a limit or a field of which the record holds nothing; and a line that is not there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import reduce

from core.formats.languages import language_codes
from core.ranking.slices import Slices, whole
from core.records.record import Record
from core.strategy.dialects import ABSTRACT, HEADINGS, KEYWORDS, LANGUAGE, OTHER, TITLE, YEAR, Platform
from core.strategy.found.index import Index, patterns_of, words_of
from core.strategy.found.limits import asked_by, years_of
from core.strategy.tree import AllOf, AnyOf, Combined, Fielded, Heading, Limit, LineOf, Near, Node, Term, walk
from core.strategy.values import Strategy

Span = tuple[int, int]
"""The places of the first and the last word."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a part finds: a bit a record.

    Attributes:
        surely: The records that it finds.
        possibly: These, and the ones of which it cannot be decided.
    """

    surely: int
    possibly: int

    @property
    def undecidable(self) -> int:
        """The records of which it cannot be decided."""
        return self.possibly & ~self.surely


NOTHING = Found(0, 0)


def places(bits: int) -> list[int]:
    """The places of the bits that are set, rising."""
    return [place for place, bit in enumerate(reversed(f"{bits:b}")) if bit == "1"]


def as_bits(found: Iterable[int], size: int) -> int:
    """The set of places as bits."""
    bits = bytearray(size // 8 + 1)
    for place in found:
        bits[place >> 3] |= 1 << (place & 7)
    return int.from_bytes(bits, "little")


def terms_of(strategy: Strategy) -> list[str]:
    """All patterns of a strategy's terms."""
    nodes = (node for line in strategy.lines if line.tree is not None for node in walk(line.tree))
    found = (patterns_of(node.text, strategy.dialect) for node in nodes if isinstance(node, Term))
    return [pattern for patterns in found for pattern in patterns]


def fields_of(strategy: Strategy) -> set[str]:
    """The fields of records that a strategy looks at."""
    nodes = (node for line in strategy.lines if line.tree is not None for node in walk(line.tree))
    codes = tuple(code for node in nodes if isinstance(node, Fielded) for code in node.codes)
    return {*strategy.dialect.default, *strategy.dialect.meant(codes)}


def evaluate(strategy: Strategy, records: Iterable[Record]) -> tuple[Index, dict[int, Found]]:
    """What each line finds, by its number, and the words of the records."""
    return whole(evaluating(strategy, records))


def evaluating(strategy: Strategy, records: Iterable[Record]) -> Slices[tuple[Index, dict[int, Found]]]:
    """As `evaluate`, in slices: ten thousand records take a second."""
    index = Index((), terms_of(strategy), fields_of(strategy))
    yield from index.fill(records)
    evaluation = Evaluation(strategy.dialect, index)
    for line in strategy.lines:
        evaluation.lines[line.number] = evaluation.of(line.tree) if line.tree is not None else evaluation.unknown
        yield
    return index, evaluation.lines


class Evaluation:
    """Evaluates parts over an index; the lines that came before are known by their number."""

    def __init__(self, dialect: Platform, index: Index) -> None:
        self.dialect = dialect
        self.index = index
        self.all = (1 << index.size) - 1
        self.unknown = Found(0, self.all)
        self.lines: dict[int, Found] = {}
        self._has = {field: as_bits(found, index.size) for field, found in index.has.items()}
        self._patterns: dict[str, tuple[str, ...]] = {}

    def of(self, node: Node, fields: tuple[str, ...] | None = None) -> Found:
        """What a part finds in fields of the records; None for those where no code is written."""
        match node:
            case AnyOf():
                return _any([self.of(part, fields) for part in node.parts])
            case AllOf():
                found = [self.of(part, fields) for part in node.parts]
                minus = [self.of(part, fields) for part in node.without]
                surely = reduce(int.__and__, (each.surely for each in found), self.all)
                possibly = reduce(int.__and__, (each.possibly for each in found), self.all)
                without = _any(minus)
                return Found(surely & ~without.possibly, possibly & ~without.surely)
            case Fielded():
                return self.of(node.part, self.dialect.meant(node.codes))
            case Heading():
                return self._heading(node)
            case LineOf():
                return self.lines.get(node.number, self.unknown)
            case Combined():
                return self._combined(node)
            case Limit():
                part = self.of(node.part, fields) if node.part is not None else Found(self.all, self.all)
                limit = self._limit(node.words)
                return Found(part.surely & limit.surely, part.possibly & limit.possibly)
        return self._text(node, fields if fields is not None else self.dialect.default)

    def _text(self, node: Node, fields: tuple[str, ...]) -> Found:
        """A term, or terms close to each other: in one of the fields."""
        surely, unread = 0, OTHER in fields
        for field in dict.fromkeys(KEYWORDS if field == HEADINGS else field for field in fields if field != OTHER):
            if field == LANGUAGE and isinstance(node, Term):
                surely |= self._language(node.text).surely
            elif field == YEAR:
                years = years_of(node.text) if isinstance(node, Term) else None
                surely |= self._years(*years).surely if years else 0
                unread |= years is None
            else:
                docs = self.docs(node, field)
                if not self._one_word(node):
                    docs = {place for place in docs if self.spans(node, field, place)}
                surely |= as_bits(docs, self.index.size)
        missing = self.all if unread else 0
        for field in fields:
            if field not in (TITLE, ABSTRACT, OTHER):
                missing |= self.all & ~self._has[KEYWORDS if field == HEADINGS else field]
        return Found(surely, surely | missing)

    def _one_word(self, node: Node) -> bool:
        return isinstance(node, Term) and len(self._patterns_of(node)) == 1

    def _patterns_of(self, term: Term) -> tuple[str, ...]:
        if (patterns := self._patterns.get(term.text)) is None:
            patterns = self._patterns[term.text] = patterns_of(term.text, self.dialect)
        return patterns

    def docs(self, node: Node, field: str) -> set[int]:
        """The records whose field may hold a part: all its words are there."""
        match node:
            case Term():
                found = [self.index.positions(each, field).keys() for each in self._patterns_of(node)]
                return set.intersection(*map(set, sorted(found, key=len))) if found else set()
            case Near():
                return set.intersection(*(self.docs(part, field) for part in node.parts))
            case AnyOf():
                return set().union(*(self.docs(part, field) for part in node.parts))
            case AllOf():
                return set.intersection(*(self.docs(part, field) for part in node.parts))
            case Fielded():
                return self.docs(node.part, field) if field in self._plain(node.codes) else set()
        return set()

    def _plain(self, codes: tuple[str, ...]) -> set[str]:
        return {KEYWORDS if field == HEADINGS else field for field in self.dialect.meant(codes)}

    def spans(self, node: Node, field: str, place: int) -> list[Span]:
        """Where a part stands in a field of one record."""
        match node:
            case Term():
                words = [self.index.positions(each, field).get(place, ()) for each in self._patterns_of(node)]
                starts = words[0] if words else ()
                for behind, there in enumerate(map(set, words[1:]), 1):
                    starts = [start for start in starts if start + behind in there]
                return [(start, start + len(words) - 1) for start in starts]
            case Near():
                parts = [self.spans(part, field, place) for part in node.parts]
                return reduce(
                    lambda left, right: joined(left, right, node.gap, ordered=node.ordered), parts[1:], parts[0]
                )
            case AnyOf() | AllOf():
                parts = [self.spans(part, field, place) for part in node.parts]
                if isinstance(node, AllOf) and not all(parts):
                    return []
                return sorted({span for part in parts for span in part})
            case Fielded():
                return self.spans(node.part, field, place) if field in self._plain(node.codes) else []
        return []

    def _heading(self, node: Heading) -> Found:
        name, _, qualifiers = node.name.partition("/")
        has = as_bits(self.index.headings.get(tuple(words_of(name)), ()), self.index.size)
        surely = 0 if qualifiers else has  # what an export says of qualifiers differs with its source
        return Found(surely, self.all if node.explode else has | (self.all & ~self._has[KEYWORDS]))

    def _combined(self, node: Combined) -> Found:
        last = max(self.lines, default=0)
        numbers = [number for first, end in node.ranges for number in range(first, min(end, last) + 1)]
        found = [self.lines.get(number, self.unknown) for number in numbers] or [self.unknown]
        if node.operator == "or":
            return _any(found)
        surely, possibly = ([each.surely for each in found], [each.possibly for each in found])
        return Found(reduce(int.__and__, surely), reduce(int.__and__, possibly))

    def _language(self, text: str) -> Found:
        named = (self.index.languages.get(code.lower(), ()) for code in language_codes(text))
        surely = as_bits((place for found in named for place in found), self.index.size)
        return Found(surely, surely | (self.all & ~self._has[LANGUAGE]))

    def _years(self, first: int, last: int) -> Found:
        surely = as_bits(
            (place for year, found in self.index.years.items() if first <= year <= last for place in found),
            self.index.size,
        )
        return Found(surely, surely | (self.all & ~self._has[YEAR]))

    def _limit(self, words: str) -> Found:
        """A limit: to languages and years, as far as the records say theirs; to anything else, not to be decided."""
        asked = asked_by(words)
        found = [self.unknown] if asked.besides else []
        if asked.languages:
            found.append(self._language(" ".join(asked.languages)))
        if asked.years:
            found.append(_any(self._years(*period) for period in asked.years))
        surely = reduce(int.__and__, (each.surely for each in found), self.all)
        possibly = reduce(int.__and__, (each.possibly for each in found), self.all)
        return Found(self.all & ~possibly, self.all & ~surely) if asked.excludes else Found(surely, possibly)


def joined(left: Sequence[Span], right: Sequence[Span], gap: int, *, ordered: bool) -> list[Span]:
    """The spans from one of the left to one of the right with at most `gap` words between, in order or in either."""
    found = set()
    longest = max((end - start for start, end in right), default=0)
    for start, end in left:
        first = end + 1 if ordered else start - gap - 1 - longest
        for place in range(bisect_left(right, (first, 0)), len(right)):
            other_start, other_end = right[place]
            if other_start > end + gap + 1:
                break
            if end < other_start or (not ordered and other_end < start <= other_end + gap + 1):
                found.add((min(start, other_start), max(end, other_end)))
    return sorted(found)


def _any(found: Iterable[Found]) -> Found:
    surely = possibly = 0
    for each in found:
        surely |= each.surely
        possibly |= each.possibly
    return Found(surely, possibly)
