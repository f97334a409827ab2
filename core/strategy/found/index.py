"""The words of records, by place: a pattern is matched once against the words that occur, not against each record."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Mapping

from core.ranking.slices import Slices, whole
from core.records.record import Record
from core.strategy.dialects import ABSTRACT, AUTHOR, JOURNAL, KEYWORDS, LANGUAGE, TITLE, TYPE, YEAR, Platform

TEXT_FIELDS = (TITLE, ABSTRACT, KEYWORDS, AUTHOR, JOURNAL, LANGUAGE, TYPE, YEAR)
"""Fields that are indexed; headings stand among the keywords."""
READ = ("title", "abstract", "keywords", "authors", "journal", "languages", "types", "year")
"""What is read of a record for these."""
APART = 1000
"""Places between two keywords, so that nothing is near across them."""
_LONGEST = 64
"""Letters of a word that a wildcard is looked for in: longer ones are no words, and would take long."""
_CHUNK = 64
"""Records whose words are looked at together; between two such lots, work gives way."""
_REFERENCE_TYPES = ("TY", "%0", "ENTRYTYPE", "ref-type")
_WORD = re.compile(r"[^\W_]+")
_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")

Positions = Mapping[int, list[int]]
"""Record's place → places of its words."""


def folded(text: str) -> str:
    """Text in small letters without accents."""
    text = text.lower()
    if text.isascii():
        return text
    return _NOT_ASCII.sub(_without_accents, text).lower()


def _without_accents(run: re.Match[str]) -> str:
    return "".join(sign for sign in unicodedata.normalize("NFKD", run[0]) if not unicodedata.combining(sign))


def words_of(text: str) -> list[str]:
    """The words of a text, folded: letters and digits; hyphens and apostrophes part them."""
    return _WORD.findall(folded(text))


def patterns_of(text: str, dialect: Platform) -> tuple[str, ...]:
    """The words of a term as regular expressions, in its order; a wildcard is one letter or any number."""
    found = []
    for piece in dialect.pieces.findall(folded(text)):
        pattern, place = "", 0
        while place < len(piece):
            sign = piece[place]
            place += 1
            if sign in dialect.many:
                digits = re.match(r"\d{1,2}", piece[place:])
                place += digits.end() if digits else 0
                pattern += rf"\w{{0,{digits[0]}}}" if digits else "" if pattern.endswith(r"\w*") else r"\w*"
            else:
                pattern += r"\w" if sign in dialect.one else r"\w?" if sign in dialect.optional else sign
        found.append(pattern)
    return tuple(found)


class Index:
    """Where each pattern occurs in records.

    Args:
        records: The records; their places in this order stand for them.
        patterns: All patterns that will be asked for.
        fields: The fields that will be asked for.
    """

    def __init__(self, records: Iterable[Record], patterns: Iterable[str], fields: Iterable[str] = TEXT_FIELDS) -> None:
        self.size = 0
        self.has: dict[str, set[int]] = {field: set() for field in TEXT_FIELDS}
        self.headings: dict[tuple[str, ...], set[int]] = {}
        self.languages: dict[str, set[int]] = {}
        self.years: dict[int, set[int]] = {}
        patterns = tuple(dict.fromkeys(patterns))
        self.caught: dict[str, dict[str, int]] = {pattern: {} for pattern in patterns}
        """Pattern → words it caught → in how many fields of records each."""
        self._found: dict[str, dict[str, dict[int, list[int]]]] = {
            field: {pattern: {} for pattern in patterns} for field in TEXT_FIELDS
        }
        self._asked = frozenset(fields)
        self._seen: set[str] = set()
        self._wanted: dict[str, tuple[str, ...]] = {}
        """Word that was seen and that patterns have caught → these patterns."""
        self._patterns = [(pattern, *_prefix(pattern)) for pattern in patterns]
        whole(self.fill(records))

    def fill(self, records: Iterable[Record]) -> Slices[None]:
        """Add records behind those that are there."""
        chunk: list[tuple[int, str, list[str], list[int]]] = []
        for record in records:
            chunk += self._fields(self.size, record)
            self.size += 1
            if self.size % _CHUNK == 0:
                self._take(chunk)
                chunk = []
                yield
        self._take(chunk)

    def positions(self, pattern: str, field: str) -> Positions:
        """Where a pattern occurs in a field."""
        return self._found[field].get(pattern, {})

    def _fields(self, place: int, record: Record) -> Iterable[tuple[int, str, list[str], list[int]]]:
        texts = {
            TITLE: record.title,
            ABSTRACT: record.abstract,
            AUTHOR: "; ".join(author.name for author in record.authors),
            JOURNAL: record.journal,
            LANGUAGE: "; ".join(each.value for each in record.languages),
            TYPE: "; ".join(each.value for each in record.types),
            YEAR: "" if record.year is None else str(record.year),
        }
        for each in record.languages:
            self.languages.setdefault(each.value.lower(), set()).add(place)
        if record.year is not None:
            self.years.setdefault(record.year, set()).add(place)
        for field, text in texts.items():
            if text:
                # RIS says of each record that it is one of a journal, an article: that is no publication type.
                if field != TYPE or any(each.tag not in _REFERENCE_TYPES for each in record.types):
                    self.has[field].add(place)
                if field in self._asked:
                    yield place, field, words_of(text), []
        if record.keywords:
            self.has[KEYWORDS].add(place)
            words, places, start = list[str](), list[int](), 0
            for keyword in record.keywords:
                own = words_of(keyword)
                words += own
                places += range(start, start + len(own))
                start += len(own) + APART
                heading, qualified, _ = keyword.partition("/")
                self.headings.setdefault(tuple(words_of(heading) if qualified else own), set()).add(place)
            yield place, KEYWORDS, words, places

    def _take(self, chunk: list[tuple[int, str, list[str], list[int]]]) -> None:
        """Match what is new in the vocabulary, then note where the words stand that a pattern has caught."""
        fresh = set().union(*(words for _, _, words, _ in chunk)).difference(self._seen)
        self._seen |= fresh
        self._wanted.update(self._matched(sorted(fresh)))
        wanted = self._wanted
        for place, field, words, places in chunk:
            found = self._found[field]
            for at, word in [each for each in enumerate(words) if each[1] in wanted]:
                where = places[at] if places else at
                for pattern in wanted[word]:
                    counts = self.caught[pattern]
                    counts[word] = counts.get(word, 0) + 1
                    if place in (records := found[pattern]):
                        records[place].append(where)
                    else:
                        records[place] = [where]

    def _matched(self, vocabulary: list[str]) -> dict[str, tuple[str, ...]]:
        caught: dict[str, list[str]] = {}
        for pattern, prefix, rest in self._patterns:
            start = bisect_left(vocabulary, prefix)
            if rest is None:  # a word as it stands
                if start < len(vocabulary) and vocabulary[start] == prefix:
                    caught.setdefault(prefix, []).append(pattern)
                continue
            for word in vocabulary[start : bisect_left(vocabulary, prefix + "\U0010ffff")]:
                if rest == "" or (len(word) <= _LONGEST and re.fullmatch(rest, word)):
                    caught.setdefault(word, []).append(pattern)
        return {word: tuple(patterns) for word, patterns in caught.items()}


def _prefix(pattern: str) -> tuple[str, str | None]:
    """The letters that a pattern begins with, and the expression to match: None for a word, "" for any end of it."""
    at = pattern.find("\\")
    if at < 0:
        return pattern, None
    many = pattern.count(r"\w*")
    if many > 3:  # nobody writes these, and they would be tried in too many ways
        pattern = pattern[: pattern.find(r"\w*") + 3]
    return pattern[:at], "" if pattern[at:] == r"\w*" else pattern
