"""What a person types after `/`: words, and words in a field ("year:2015-2018 journal:nursing recovery")."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from core.records.record import Record
from tui.finding.spoken import SPOKEN, SpokenOf, nothing_said
from tui.text.folding import folded

_TERM = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
FIELDS = (
    *("year", "journal", "author", "title", "abstract", "keyword", "source", "type", "language", "doi"),
    *SPOKEN,
)
"""What may stand before a colon."""
_ESCAPED = '"\\\n\t'
"""The characters that JSON escapes; a word with one of them cannot be looked for in a line of JSON."""
_SPAN = re.compile(r"(\d{4})?-?(\d{4})?")


def ascii_folded(text: bytes) -> bytes:
    """A text in lower case and without accents, as far as it is ASCII then; the other characters are left out.

    A word in ASCII that stands in `folded(text)` stands here too. (One that stands here need not stand there, since the
    letters around what is left out have moved together.) Only the characters beyond ASCII cost time.

    Args:
        text: UTF-8.
    """
    return _encoded(text, "tamis-fold-ascii")


def utf8_folded(text: bytes) -> bytes:
    """What `folded` gives, of a text in UTF-8; as quick as `ascii_folded`, and nothing is left out.

    A character like "™" gives small letters here and capitals there; so what stands there stands here, if it is asked
    for in small letters.
    """
    return _encoded(text, "tamis-fold-utf8")


def _encoded(text: bytes, rest: str) -> bytes:
    if text.isascii():
        return text.lower()
    return text.decode(errors="replace").encode("ascii", rest).lower()


@lru_cache(maxsize=4096)
def _to_ascii(text: str) -> bytes:
    return folded(text).encode("ascii", "ignore")


@lru_cache(maxsize=4096)
def _to_utf8(text: str) -> bytes:
    return folded(text).encode()


def _folding(fold: Callable[[str], bytes]) -> Callable[[UnicodeError], tuple[bytes, int]]:
    """An error handler for `str.encode` that folds the characters that are not ASCII."""

    def handler(error: UnicodeError) -> tuple[bytes, int]:
        assert isinstance(error, UnicodeEncodeError)
        return fold(error.object[error.start : error.end]), error.end

    return handler


codecs.register_error("tamis-fold-ascii", _folding(_to_ascii))
codecs.register_error("tamis-fold-utf8", _folding(_to_utf8))


Test = Callable[[Record], bool]


class _Alternative(NamedTuple):
    """What a record must fulfil: every test; its line of JSON must hold every word."""

    tests: list[Test]
    words: list[str]


class Query:
    """A search: a record matches when every term of one of its alternatives does; "or" stands between these.

    A term is a word or "a phrase", looked for in title, abstract, authors and keywords, anywhere in a word; "not"
    before it turns it round. With a field before it (see `FIELDS`) it is looked for in that field alone; a year may be
    a span (2015-2018, 2015-, -2018). Words with a colon that are no field are looked for as they are.

    Attributes:
        text: As typed.
        sought: The words and phrases, folded, that stand in the text of what is found, to be marked there.
        unknown: What was typed before a colon as if it were a field.
    """

    def __init__(self, text: str, sources: Callable[[str], tuple[str, ...]], said: SpokenOf = nothing_said) -> None:
        """Read a query.

        Args:
            text: As typed.
            sources: Gives the sources of a record, by its id.
            said: Gives what was said of a record.
        """
        self.text = " ".join(text.split())
        self._sources = sources
        self._said = said
        self.sought: list[str] = []
        self.unknown: list[str] = []
        self._joined = False
        self._alternatives = self._read(_TERM.finditer(folded(self.text)))
        words = [word for each in self._alternatives for word in each.words]
        self.fold = ascii_folded if all(word.isascii() for word in words) else utf8_folded
        """Gives of a line what words are looked for in."""

    def _read(self, terms: Iterable[re.Match[str]]) -> list[_Alternative]:
        found = [_Alternative([], [])]
        turned = False
        for field, phrase, word in (each.groups() for each in terms):
            if field is None and phrase is None and word in ("or", "not", "and"):
                self._joined = True
                if word == "or" and found[-1].tests:
                    found.append(_Alternative([], []))
                turned = word == "not"
            elif field is None and word and word[:-1] in FIELDS and word.endswith(":"):
                continue  # a field whose value is still to be typed
            else:
                test, holds, marked = self._test(field, phrase, word)
                found[-1].tests.append(_turned(test) if turned else test)
                if not turned:
                    found[-1].words.extend(holds)
                    self.sought += marked
                turned = False
        return [each for each in found if each.tests]

    @property
    def words(self) -> list[str]:
        """What a record's line of JSON must hold, folded, for the record to match."""
        return self._alternatives[0].words if len(self._alternatives) == 1 else []

    def __bool__(self) -> bool:
        return bool(self._alternatives)

    def extends(self, other: Query) -> bool:
        """Whether this query continues the text of the other, so that it can only match fewer records."""
        return self.text.startswith(other.text) and not self._joined and not any(sign in self.text for sign in ':"')

    def matches(self, record: Record) -> bool:
        """Whether the record matches every term of one alternative."""
        return any(all(test(record) for test in each.tests) for each in self._alternatives)

    def rules_out(self, line: bytes, word: str | None = None) -> bool:
        """Whether a record cannot match, by its line of JSON, without parsing it; False says nothing.

        Args:
            line: The line.
            word: The one of `words` to look for; by default all, of each alternative.
        """
        alternatives = [each.words for each in self._alternatives] if word is None else [[word]]
        if not alternatives or not all(alternatives):
            return False
        text = self.fold(line)
        return all(any(each.encode() not in text for each in words) for words in alternatives)

    def _test(self, field: str | None, phrase: str | None, word: str | None) -> tuple[Test, list[str], list[str]]:
        """(whether a record fulfils a term, what its line of JSON must hold then, what is to be marked)."""
        wanted = phrase if phrase is not None else word or ""
        fields: dict[str, Callable[[Record], str]] = {
            "title": lambda record: record.title,
            "abstract": lambda record: record.abstract,
            "journal": lambda record: record.journal,
            "author": lambda record: "\n".join(author.name for author in record.authors),
            "keyword": lambda record: "\n".join(record.keywords),
            "source": lambda record: "\n".join(self._sources(record.id)),
            "type": lambda record: "\n".join([record.kind, *(each.value for each in record.types)]),
            "language": lambda record: "\n".join(each.value for each in record.languages),
            "doi": lambda record: record.doi,
        }
        if field == "year" and (span := _SPAN.fullmatch(wanted)):
            holds = [f'"year":{span[1]}'] if span[1] and "-" not in wanted else []
            return _year_test(*span.groups(), open_ended="-" in wanted), holds, []
        if field in SPOKEN:
            part = SPOKEN.index(field)
            if field == "decided":
                return lambda record: _begins(self._said(record.id).decided, wanted), [], []
            return lambda record: wanted in folded(self._said(record.id)[part]), [], []
        if field == "language" and (code := _language_code(wanted)):
            # Databases' names of languages are kept as codes; nearly every code is the beginning of its name.
            held = _held(code if code in wanted else "")
            return lambda record: any(_is_language(each.value, code, wanted) for each in record.languages), held, []
        if field in fields:
            value = fields[field]
            # An author's name is joined from two fields of the line, and the line does not name the record's source.
            apart = field == "source" or (field == "author" and any(sign in wanted for sign in " ,"))
            marked = [wanted] if field in ("title", "abstract", "keyword") else []
            return lambda record: wanted in folded(value(record)), [] if apart else _held(wanted), marked
        if field and field.isalpha() and field not in (*FIELDS, "http", "https"):
            self.unknown.append(field)
        anywhere = f"{field}:{wanted}" if field else wanted
        return lambda record: any(anywhere in folded(text) for text in _texts(record)), _held(anywhere), [anywhere]


def _turned(test: Test) -> Test:
    return lambda record: not test(record)


def _held(word: str) -> list[str]:
    """What a line of JSON must hold where a text holds a word."""
    if not word or any(sign in word for sign in _ESCAPED):
        return []
    return [word.encode().lower().decode()]  # as a folded line has it


def _begins(decided: str, wanted: str) -> bool:
    """Whether one of the words said of a verdict, or its day, begins so: "undecided" is no "decided"."""
    return any(each.startswith(wanted) for each in decided.lower().split())


def _is_language(value: str, code: str, wanted: str) -> bool:
    return value == code or wanted in folded(value)


def _year_test(first: str | None, last: str | None, *, open_ended: bool) -> Callable[[Record], bool]:
    low = int(first) if first else 0
    high = int(last) if last else 9999 if open_ended or not first else low
    return lambda record: record.year is not None and low <= record.year <= high


def _language_code(name: str) -> str:
    """The code that records hold for the name of a language; "" for what is no name of one, or a code already."""
    from core.formats.languages import language_codes  # seldom needed, and slow to import

    codes = language_codes(name)
    return codes[0] if len(codes) == 1 and codes[0].casefold() != name else ""


def _texts(record: Record) -> Iterator[str]:
    yield record.title
    yield record.abstract
    yield "\n".join(author.family for author in record.authors)
    yield "\n".join(record.keywords)
