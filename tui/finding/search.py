"""Searching many records a little at a time, so that a key press never waits for it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from time import perf_counter

from store.folder.documents import Page
from tui.adapter.interface import SearchedRecords
from tui.finding.query import Query
from tui.finding.vocabulary import Vocabulary

FEW = 4000
"""Up to so many records, reading them one by one is faster than going through the pages of all records."""

_SHORT = 3


class Search:
    """A search for the records that match a query, done in slices.

    Most records are ruled out without being parsed, a page of lines at a time. A page whose words are
    known is passed over when they rule it out. Each other page is searched twice: first for the letters as they are
    usually written, which finds nearly all hits several times faster, then for the letters in any case and with any
    accents. Records that are not ruled out are parsed.

    Attributes:
        hits: The ids found so far.
    """

    def __init__(
        self,
        query: Query,
        ids: Sequence[str],
        searched: SearchedRecords,
        *,
        wanted: Collection[str] | None = None,
        vocabulary: Vocabulary | None = None,
    ) -> None:
        """Prepare a search.

        Args:
            query: What to look for.
            ids: The ids of the records to search.
            searched: Gives the records.
            wanted: The same ids as a set, if the caller has one.
            vocabulary: The words of the pages, as far as they are known.
        """
        self.query = query
        self.hits: list[str] = []
        self._found: set[str] = set()
        self._searched = searched
        self._wanted = frozenset(ids) if wanted is None else wanted
        self._vocabulary = vocabulary or Vocabulary(searched.record_pages)
        self._ids: Iterator[str] = iter(())
        self._pages: Iterator[Page] = iter(())
        self._again: Iterator[Page] = iter(())
        if len(ids) > FEW and query.words:
            self._pages, self._again = searched.record_pages(), searched.record_pages()
        else:
            self._ids = iter(ids)
        self._work = self._look()
        self.done = False
        """Whether all records have been looked at."""

    def run(self, seconds: float) -> None:
        """Search for about so many seconds, and at least a few records."""
        until = perf_counter() + seconds
        for _ in self._work:
            if perf_counter() >= until:
                return
        self.done = True

    def narrowed(self, query: Query) -> Search:
        """The search for a query that continues this one: only what matched this one can match it."""
        search = Search(query, (), self._searched, wanted=self._wanted, vocabulary=self._vocabulary)
        search._ids = iter([*self.hits, *self._ids])
        search._pages, search._again = self._pages, self._again
        return search

    def _look(self) -> Iterator[None]:
        """Do the search, and yield after each small part of it."""
        for record_id in self._ids:
            line = self._searched.record_line(record_id)
            if line is None or not self.query.rules_out(line):
                self._read(record_id)
            yield
        word = ""
        for pages, lines_with in ((self._pages, _lines_as_written), (self._again, self._lines_with)):
            for page in pages:
                word = word or self._rarest(page)
                if not self._vocabulary.rules_out(page, self.query.words):
                    for place in lines_with(word, page):
                        self._look_at(page, place)
                yield  # never within a page: a narrowed search goes on with the next page

    def _rarest(self, page: Page) -> str:
        """The word of the query that stands on the fewest lines of a page."""
        text = self.query.fold(page.text)
        return min(self.query.words, key=lambda word: (text.count(word.encode()), -len(word)))

    def _lines_with(self, word: str, page: Page) -> Iterator[int]:
        """The places of the lines of a page that may hold a word, in any case and with any accents."""
        text, sought = self.query.fold(page.text), word.encode()
        place = line_start = 0
        at = text.find(sought)
        while at >= 0:
            place += text.count(b"\n", line_start, at)
            yield place
            line_start = text.find(b"\n", at)
            at = text.find(sought, line_start) if line_start >= 0 else -1

    def _look_at(self, page: Page, place: int) -> None:
        """Look at a line that holds the rarest word."""
        shown = self._searched.survivor(f"{page.numbers[place]:016x}")
        if shown not in self._wanted or shown in self._found:
            return
        # A record joined from several may have one word of the query from one of them, and another from another.
        whole = self._searched.record_line(shown) is not None
        if not whole or len(self.query.words) == 1 or not self.query.rules_out(page.line(place)):
            self._read(shown)

    def _read(self, record_id: str) -> None:
        if record_id not in self._found and self.query.matches(self._searched.record(record_id)):
            self._found.add(record_id)
            self.hits.append(record_id)


def _lines_as_written(word: str, page: Page) -> Iterator[int]:
    """The places of the lines that hold a folded word as it is; without its first letter, which may be a capital."""
    return page.lines_with((word[1:] if len(word) > _SHORT and word[0].isalpha() else word).encode())
