"""The text of a report, as it is read and quoted: pages of paragraphs in the order of reading.

What a program finds in a PDF are lines. They are joined to paragraphs here, so that a quote is words and no line ends.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser
from statistics import quantiles

_LIGATURES = {0xFB00 + place: text for place, text in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_UNSEEN = dict.fromkeys((0xAD, 0x200B, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F))
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ENDS = tuple(".?!:;”’\"')]")
_BROKEN = re.compile(r"(\w+)-$")
_LETTERS = re.compile(r"[^\W_]+")
_SHORT_LINE = 0.75
"""A line that fills less than this of a full one ends its paragraph."""


@dataclass(frozen=True)
class ReportText:
    """The text of a report.

    Attributes:
        source: Where it is from: the name of the file, or "abstract".
        pages: The paragraphs of each page.
        paged: Whether the pages are those of the report, so that a quote has a page.
        problem: Why there is no text, or not that of the report, and what to do; "" where all is well.
    """

    source: str
    pages: tuple[tuple[str, ...], ...]
    paged: bool = False
    problem: str = ""

    @cached_property
    def paragraphs(self) -> Sequence[str]:
        """All paragraphs."""
        return [each for page in self.pages for each in page]

    @cached_property
    def page_of(self) -> Sequence[int]:
        """The page of each paragraph, from 1."""
        return [number for number, page in enumerate(self.pages, start=1) for _ in page]

    def page(self, first: int, last: int) -> str:
        """The page of a passage, by its first and last paragraph: "4", "4–5"; "" where the text has no pages."""
        if not self.paged:
            return ""
        start, end = self.page_of[first], self.page_of[last]
        return str(start) if start == end else f"{start}–{end}"

    def holds(self, quote: str) -> bool:
        """Whether the words of a quote stand in the text, in whatever letter case, spacing and hyphenation."""
        return letters(quote) in self._letters

    @cached_property
    def _letters(self) -> str:
        return letters(" ".join(self.paragraphs))


def lost(texts: Sequence[ReportText], quotes: Collection[str]) -> set[str]:
    """The quotes that none of a study's texts holds; none where one of them could not be read, which may hold it."""
    if any(text.problem for text in texts):
        return set()
    return {each for each in quotes if not any(text.holds(each) for text in texts)}


def pages_of_lines(text: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of each page of a text in lines, with a form feed between pages, as `pdftotext -raw` gives it."""
    pages = [
        [" ".join(line.split()) for line in page.split("\n")] for page in readable(text).rstrip("\f\n ").split("\f")
    ]
    known = {each.casefold() for page in pages for line in page for each in re.findall(r"\w+(?:-\w+)*", line)}
    return tuple(tuple(_paragraphs(page, known)) for page in pages)


def columns_apart(raw: str, laid_out: str) -> str:
    """A text page by page in the order in which a PDF holds it, but where that joins lines which lie in two columns.

    Args:
        raw: The text in the order of the file, with a form feed between pages.
        laid_out: The same by where the lines lie on the page, which keeps columns apart that a file holds row by row.
    """
    pages, others = raw.split("\f"), laid_out.split("\f")
    if len(pages) != len(others):
        return raw
    return "\f".join(other if _joins(page, other) else page for page, other in zip(pages, others, strict=True))


def _joins(page: str, other: str) -> bool:
    """Whether lines of a page are two lines of the other one in a row, more often than by chance."""
    apart = {" ".join(line.split()) for line in other.splitlines()}
    lines = [" ".join(line.split()) for line in page.splitlines()]
    joined = 0
    for line in lines:
        blanks = (place for place, letter in enumerate(line) if letter == " ") if line not in apart else ()
        joined += any(line[:place] in apart and line[place + 1 :] in apart for place in blanks)
    return joined > max(2, len(lines) // 4)


def readable(text: str) -> str:
    """A text with ligatures in letters, without what is not seen: soft hyphens, marks of direction, control signs."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_LIGATURES | _UNSEEN)
    return _NOT_TEXT.sub("", text.replace("\u2028", "\n").replace("\u2029", "\n\n"))


def pages_of_plain(text: str) -> tuple[tuple[str, ...], ...]:
    """The paragraphs of each page of a file of text: blank lines part them where there are any."""
    if re.search(r"\S\s*\n\s*\n\s*\S", text):
        pages = [re.split(r"\n\s*\n", page) for page in readable(text).rstrip("\f\n ").split("\f")]
        return tuple(tuple(" ".join(each.split()) for each in page if each.strip()) for page in pages)
    return pages_of_lines(text)


def paragraphs_of_html(text: str) -> tuple[str, ...]:
    """The paragraphs of a page of HTML or XML; nothing of scripts, styles and forms. Nothing is run or fetched."""
    reader = _Html()
    reader.feed(text)
    reader.close()
    whole = readable("".join(reader.parts))
    return tuple(each for each in (" ".join(part.split()) for part in whole.split("\f")) if each)


_INLINE = re.findall(
    r"\S+", "a abbr b bdi bdo bold cite code em font i italic kbd mark q s small span strong sub sup u xref"
)


class _Html(HTMLParser):
    _UNREAD = frozenset(("script", "style", "head", "template", "noscript", "svg", "nav", "select", "button"))
    _INLINE = frozenset(_INLINE)

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, unless the element stands within one."""
        if tag in self._UNREAD:
            self._within.append(tag)
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        """End what was not read."""
        if tag in self._within:
            del self._within[self._within.index(tag) :]
        self._part(tag)

    def handle_data(self, data: str) -> None:
        """Take the words."""
        if not self._within:
            self.parts.append(data.replace("\f", " "))

    def _part(self, tag: str) -> None:
        if tag not in self._INLINE:
            self.parts.append("\f")


def _paragraphs(lines: Sequence[str], known: set[str]) -> Iterator[str]:
    """Join the lines of a page: a blank line ends a paragraph, or a short one, unless its sentence goes on."""
    lengths = [len(line) for line in lines if line]
    full = quantiles(lengths, n=10)[-2] if len(lengths) > 1 else 0.0
    whole = ""
    for place, line in enumerate(lines):
        whole = _joined(whole, line, known) if line else whole
        following = next((each for each in lines[place + 1 :] if each), "")
        goes_on = following[:1].islower() and not whole.endswith(_ENDS)
        if whole and len(line) < _SHORT_LINE * full and not goes_on and not _BROKEN.search(line):
            yield whole
            whole = ""
    if whole:
        yield whole


def _joined(whole: str, line: str, known: set[str]) -> str:
    """A line put behind others; a word that was broken at a hyphen is whole again, as the text has it elsewhere."""
    broken, rest = _BROKEN.search(whole), _LETTERS.match(line)
    if broken is None or rest is None or not rest[0][0].islower():
        return f"{whole} {line}" if whole else line
    hyphenated = f"{broken[1]}-{rest[0]}".casefold() in known and f"{broken[1]}{rest[0]}".casefold() not in known
    return whole + line if hyphenated or broken[1].casefold() in _PREFIXES else whole[:-1] + line


_PREFIXES = frozenset(("co", "self", "non", "semi", "peer", "well", "cross", "user"))
"""What keeps its hyphen at the end of a line, where the text does not tell."""


def letters(text: str) -> str:
    """The letters and digits of a text in small ones: what of it is the same however it is set."""
    return "".join(_LETTERS.findall(readable(text).casefold()))
