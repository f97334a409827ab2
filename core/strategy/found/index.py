"""The words of records, by place: a pattern is matched once against the words that occur, not against each record."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress

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
"""Records after which work gives way."""
_REFERENCE_TYPES = ("TY", "%0", "ENTRYTYPE", "ref-type")
_WORD = re.compile(r"[^\W_]+")
_ASCII_SPACE = str.maketrans({sign: " " for sign in map(chr, range(128)) if not sign.isalnum()})
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
    text = folded(text)
    # As the expression finds them, in a third of the time.
    return text.translate(_ASCII_SPACE).split() if text.isascii() else _WORD.findall(text)


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


class _Catches(dict[str, tuple[str, ...]]):
    """Word → the patterns that catch it; each word that occurs is matched once, when it is first asked for."""

    def __init__(self, patterns: Iterable[str]) -> None:
        super().__init__()
        self._words: set[str] = set()
        self._begin: dict[int, dict[str, list[tuple[str, str]]]] = {}
        """Letters that patterns begin with: how many, then which → the patterns, each with the rest of it."""
        for pattern in patterns:
            prefix, rest = _prefix(pattern)
            if rest is None:
                self._words.add(pattern)
            else:
                self._begin.setdefault(len(prefix), {}).setdefault(prefix, []).append((pattern, rest))

    def __missing__(self, word: str) -> tuple[str, ...]:
        found = [word] if word in self._words else []
        for length, patterns in self._begin.items():
            for pattern, rest in patterns.get(word[:length], ()):
                if rest == "" or (len(word) <= _LONGEST and re.fullmatch(rest, word)):
                    found.append(pattern)
        caught = self[word] = tuple(found)
        return caught


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
        self._catches = _Catches(patterns)
        whole(self.fill(records))

    def fill(self, records: Iterable[Record]) -> Slices[None]:
        """Add records behind those that are there."""
        for record in records:
            self._add(self.size, record)
            self.size += 1
            if self.size % _CHUNK == 0:
                yield

    def positions(self, pattern: str, field: str) -> Positions:
        """Where a pattern occurs in a field."""
        return self._found[field].get(pattern, {})

    def _add(self, place: int, record: Record) -> None:
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
                    words = words_of(text)
                    self._note(place, field, words, range(len(words)))
        if record.keywords:
            self.has[KEYWORDS].add(place)
            words, places, start = [], list[int](), 0
            for keyword in record.keywords:
                own = words_of(keyword)
                words += own
                places += range(start, start + len(own))
                start += len(own) + APART
                heading, qualified, _ = keyword.partition("/")
                self.headings.setdefault(tuple(words_of(heading) if qualified else own), set()).add(place)
            self._note(place, KEYWORDS, words, places)

    def _note(self, place: int, field: str, words: list[str], places: Sequence[int]) -> None:
        """Note where those words of a field stand that a pattern catches."""
        caught, found = list(map(self._catches.__getitem__, words)), self._found[field]
        for at in compress(range(len(words)), caught):
            word, where = words[at], places[at]
            for pattern in caught[at]:
                counts = self.caught[pattern]
                counts[word] = counts.get(word, 0) + 1
                if place in (records := found[pattern]):
                    records[place].append(where)
                else:
                    records[place] = [where]


def _prefix(pattern: str) -> tuple[str, str | None]:
    """The letters that a pattern begins with, and the expression to match: None for a word, "" for any end of it."""
    at = pattern.find("\\")
    if at < 0:
        return pattern, None
    many = pattern.count(r"\w*")
    if many > 3:  # nobody writes these, and they would be tried in too many ways
        pattern = pattern[: pattern.find(r"\w*") + 3]
    return pattern[:at], "" if pattern[at:] == r"\w*" else pattern
