"""What a person types after `/`: words, and words in a field ("year:2015-2018 journal:nursing recovery")."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from time import perf_counter

from core.record import Record

_TERM = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
_ESCAPED = '"\\\n\t'
"""What JSON writes in another way than it is read; words with these cannot be looked for in a line of it."""
_SPAN = re.compile(r"(\d{4})?-?(\d{4})?")


class _Accents(dict[int, int | None]):
    """For `str.translate`: drops combining characters; what a character is, is looked up when it is first met."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_ACCENTS = _Accents()


def folded(text: str) -> str:
    """The text without letter case and accents, so that "muller" finds "Müller"."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)


class Query:
    """A search: a record matches when every term does.

    A term is a word or "a phrase", looked for in title, abstract, authors and keywords, anywhere in a word. With a
    field before it (`year:`, `journal:`, `author:`, `title:`, `keyword:`, `source:`, `type:`, `language:`, `doi:`) it
    is looked for in that field alone; a year may be a span (2015-2018, 2015-, -2018).
    """

    def __init__(self, text: str, sources: Callable[[str], tuple[str, ...]]) -> None:
        """Read a query.

        Args:
            text: As typed.
            sources: Gives the sources of a record, by its id.
        """
        self.text = " ".join(text.split())
        self._sources = sources
        self._anywhere: list[str] = []
        self._tests = [self._test(*match.groups()) for match in _TERM.finditer(folded(self.text))]

    def __bool__(self) -> bool:
        return bool(self._tests)

    def extends(self, other: Query) -> bool:
        """Whether this query was typed on from the other, so that it can only match less."""
        return self.text.startswith(other.text) and not any(sign in self.text for sign in ':"')

    def matches(self, record: Record) -> bool:
        """Whether the record has all of it."""
        return all(test(record) for test in self._tests)

    def rules_out(self, line: bytes) -> bool:
        """Whether a record cannot match, by its line of JSON, without parsing it; False says nothing."""
        if not self._anywhere:
            return False
        text = line.lower().decode() if line.isascii() else folded(line.decode(errors="replace"))
        return any(word not in text for word in self._anywhere)

    def _test(self, field: str | None, phrase: str | None, word: str | None) -> Callable[[Record], bool]:
        wanted = phrase if phrase is not None else word or ""
        fields: dict[str, Callable[[Record], str]] = {
            "title": lambda record: record.title,
            "journal": lambda record: record.journal,
            "author": lambda record: "\n".join(author.name for author in record.authors),
            "keyword": lambda record: "\n".join(record.keywords),
            "source": lambda record: "\n".join(self._sources(record.id)),
            "type": lambda record: "\n".join([record.kind, *(each.value for each in record.types)]),
            "language": lambda record: "\n".join(each.value for each in record.languages),
            "doi": lambda record: record.doi,
        }
        if field == "year" and (span := _SPAN.fullmatch(wanted)):
            return _year_test(*span.groups(), open_ended="-" in wanted)
        if field in fields:
            value = fields[field]
            return lambda record: wanted in folded(value(record))
        anywhere = f"{field}:{wanted}" if field else wanted
        if not any(sign in anywhere for sign in _ESCAPED):
            self._anywhere.append(anywhere)
        return lambda record: any(anywhere in folded(text) for text in _texts(record))


def _year_test(first: str | None, last: str | None, *, open_ended: bool) -> Callable[[Record], bool]:
    low = int(first) if first else 0
    high = int(last) if last else 9999 if open_ended or not first else low
    return lambda record: record.year is not None and low <= record.year <= high


def _texts(record: Record) -> Iterator[str]:
    yield record.title
    yield record.abstract
    yield "\n".join(author.family for author in record.authors)
    yield "\n".join(record.keywords)


class Search:
    """Goes through many records a little at a time, so that a key press never waits for it.

    Attributes:
        hits: The ids found so far, in the order of the records.
        done: Whether all have been looked at.
    """

    def __init__(
        self,
        query: Query,
        ids: Sequence[str],
        record: Callable[[str], Record],
        line: Callable[[str], bytes | None] = lambda _record: None,
    ) -> None:
        """Prepare a search.

        Args:
            query: What to look for.
            ids: Among which records.
            record: Gives a record.
            line: Gives a record's line of JSON, where it has one: most records are ruled out by it alone.
        """
        self.query = query
        self.hits: list[str] = []
        self._ids = ids
        self._record = record
        self._line = line
        self._next = 0

    @property
    def done(self) -> bool:
        """Whether all records have been looked at."""
        return self._next >= len(self._ids)

    def run(self, seconds: float) -> None:
        """Look at records for about this long, and at a few at least."""
        until = perf_counter() + seconds
        while not self.done:
            batch = self._ids[self._next : self._next + 16]
            self._next += len(batch)
            self.hits += [each for each in batch if self._matches(each)]
            if perf_counter() >= until:
                break

    def _matches(self, record_id: str) -> bool:
        line = self._line(record_id)
        if line is not None and self.query.rules_out(line):
            return False
        return self.query.matches(self._record(record_id))

    def narrowed(self, query: Query) -> Search:
        """The search for a query that has been typed on: what did not match before cannot match now."""
        return Search(query, [*self.hits, *self._ids[self._next :]], self._record, self._line)
