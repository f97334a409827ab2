"""What a person types after `/`: words, and words in a field ("year:2015-2018 journal:nursing recovery")."""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

from core.records.record import Record

_TERM = re.compile(r'(?:(\w+):)?(?:"([^"]*)"?|(\S+))')
_ESCAPED = '"\\\n\t'
"""The characters that JSON escapes; a word with one of them cannot be looked for in a line of JSON."""
_SPAN = re.compile(r"(\d{4})?-?(\d{4})?")


class _Accents(dict[int, int | None]):
    """A table for `str.translate` that drops combining characters, and looks each character up only once."""

    def __missing__(self, code: int) -> int | None:
        self[code] = None if unicodedata.combining(chr(code)) else code
        return self[code]


_ACCENTS = _Accents()


def folded(text: str) -> str:
    """The text without letter case and accents, so that "muller" finds "Müller"."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFKD", text.casefold()).translate(_ACCENTS)


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
        self.words: list[str] = []
        """What a record's line of JSON must hold, folded, for the record to match."""
        self._tests = [self._test(*match.groups()) for match in _TERM.finditer(folded(self.text))]
        self.fold = ascii_folded if all(word.isascii() for word in self.words) else utf8_folded
        """Gives of a line what `words` are looked for in."""

    def __bool__(self) -> bool:
        return bool(self._tests)

    def extends(self, other: Query) -> bool:
        """Whether this query continues the text of the other, so that it can only match fewer records."""
        return self.text.startswith(other.text) and not any(sign in self.text for sign in ':"')

    def matches(self, record: Record) -> bool:
        """Whether the record matches every term."""
        return all(test(record) for test in self._tests)

    def rules_out(self, line: bytes, word: str | None = None) -> bool:
        """Whether a record cannot match, by its line of JSON, without parsing it; False says nothing.

        Args:
            line: The line.
            word: The one of `words` to look for; by default all.
        """
        words = self.words if word is None else [word]
        if not words:
            return False
        text = self.fold(line)
        return any(each.encode() not in text for each in words)

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
            if span[1] and "-" not in wanted:
                self.words.append(f'"year":{span[1]}')
            return _year_test(*span.groups(), open_ended="-" in wanted)
        if field == "language" and (code := _language_code(wanted)):
            # Databases' names of languages are kept as codes; nearly every code is the beginning of its name.
            self._must_hold(code if code in wanted else "")
            return lambda record: any(each.value == code or wanted in folded(each.value) for each in record.languages)
        if field in fields:
            value = fields[field]
            # An author's name is joined from two fields of the line, and the line does not name the record's source.
            if field != "source" and not (field == "author" and any(sign in wanted for sign in " ,")):
                self._must_hold(wanted)
            return lambda record: wanted in folded(value(record))
        anywhere = f"{field}:{wanted}" if field else wanted
        self._must_hold(anywhere)
        return lambda record: any(anywhere in folded(text) for text in _texts(record))

    def _must_hold(self, word: str) -> None:
        if word and not any(sign in word for sign in _ESCAPED):
            self.words.append(word.encode().lower().decode())  # as a folded line has it


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
