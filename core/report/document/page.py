"""The report as HTML: one page that needs nothing else, and the long lists of records beside it.

A list of up to `WITHIN` records stands on the page itself, at its end; a longer one in `lists/`, on pages of `A_PAGE`
records. So each page stays small with a hundred thousand records, the first can be sent on alone, and every number
still opens its records.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from html import escape
from urllib.parse import quote

from core.report.document.citation import Citation
from core.report.document.files import Parts
from core.report.document.html import Markup, element, escaped, joined
from core.report.document.parts import (
    Block,
    Cell,
    CountedRecords,
    Figure,
    Items,
    ListedRecords,
    PartOfWhole,
    Section,
    TableBlock,
    TextBlock,
)
from core.report.document.style import STYLE
from core.screening.placed import part_of
from core.sentences import Sentence
from core.words import MONTHS, count, number

WITHIN = 100
A_PAGE = 2000
"""Records on one page of a list: half a megabyte, which a browser opens at once."""
INSIDE = Markup("<li></li>")
"""Where the long middle of a page goes, which is written piece by piece."""
_DAY = re.compile(rf"\b\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}\b")
NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""What a browser may load for the page: nothing. Hostile text that got through could do nothing either."""

CiteAll = Callable[[Iterable[str]], Iterable[Citation]]
"""Gives the citations of records, in any order, and perhaps those of others that are known with them."""


class Pages:
    """Writes the page, and remembers which lists its numbers link to."""

    def __init__(self, cite_all: CiteAll) -> None:
        self._cite_all = cite_all
        self._rows: dict[str, bytes] = {}
        self._lists: dict[str, ListedRecords] = {}
        self._labels: dict[str, int] = {}
        self._alike: dict[tuple[int, str], list[ListedRecords]] = {}

    def write(self, title: str, subtitle: str, sections: Sequence[Section]) -> dict[str, bytes | Parts]:
        """The page as "index.html", and what gives those of long lists: "lists/KEY.html" and "lists/KEY.2.html"."""
        body = [self._section(each, 2).encode() for each in sections]
        short = [each for each in self._lists.values() if len(each.ids) <= WITHIN]
        links = [(each.key, each.title) for each in sections]
        if short:
            links.append(("lists", "Lists of records"))
            body.append(self._short_lists(short).encode())
        contents = element("ul", *(element("li", element("a", text, href=f"#{key}")) for key, text in links))
        start, end = page_around(
            title,
            element("header", element("h1", title), element("p", subtitle)),
            element("nav", contents, aria_label="Contents"),
            element("main", INSIDE, id="main", tabindex=-1),
            element("footer", element("p", "Every number is derived from the log of the review, and opens its list.")),
        )
        long = [each for each in self._lists.values() if len(each.ids) > WITHIN]
        return {"index.html": b"".join((start, *body, end))} | {
            f"lists/{_file(each, number)}": partial(self._list_page, each, title, number)
            for each in long
            for number in range(1, _pages_of(each) + 1)
        }

    def _section(self, section: Section, level: int) -> Markup:
        heading = f"{section.key}-title"
        blocks = (
            self._section(each, level + 1) if isinstance(each, Section) else self._block(each)
            for each in section.blocks
        )
        return element(
            "section",
            element(f"h{level}", section.title, id=heading),
            *blocks,
            id=section.key,
            aria_labelledby=heading,
        )

    def _block(self, block: Block) -> Markup:
        match block:
            case TextBlock():
                return element(
                    "p", Markup(" ".join(map(self._inline, block.parts))), class_="notice" if block.notice else None
                )
            case Items():
                return element("ul", *(element("li", each) for each in block.items))
            case TableBlock():
                return self._table(block)
            case Figure():
                links = {key: self._address(behind) for key, behind in block.lists.items()}
                picture = element("div", Markup(block.draw(links)), **self._scrolls(f"{block.caption}"))
                return element("figure", element("figcaption", f"{block.caption}"), picture)

    def _inline(self, part: str | CountedRecords | Sentence) -> Markup:
        if not isinstance(part, CountedRecords):
            # A date stays on one line.
            return Markup(_DAY.sub(lambda date: date[0].replace(" ", "&nbsp;"), escaped(f"{part}")))
        if part.behind is None:
            return escaped(number(part.value))
        return element("a", number(part.value), href=self._address(part.behind), title=part.behind.title)

    def _address(self, behind: ListedRecords) -> str:
        """Where the list stands. The same records are written once, under the name they first have."""
        alike = self._alike.setdefault((len(behind.ids), behind.key if behind.note else ""), [])
        known = next((each for each in alike if list(each.ids) == list(behind.ids)), None)
        if known is None:
            alike.append(known := behind)
        self._lists[known.key] = known
        return f"#list-{known.key}" if len(known.ids) <= WITHIN else f"lists/{known.key}.html"

    def _table(self, table: TableBlock) -> Markup:
        numeric = [
            any(isinstance(row[place], CountedRecords) for row in table.rows) for place in range(len(table.head))
        ]
        head = (
            element("th", text, scope="col", class_="n" if is_number else None)
            for text, is_number in zip(table.head, numeric, strict=True)
        )
        rows = (
            element("tr", element("th", *self._cell(row[0]), scope="row"), *map(self._column, row[1:]))
            for row in table.rows
        )
        whole = element(
            "table",
            element("caption", f"{table.caption}"),
            element("thead", element("tr", *head)),
            element("tbody", *rows),
        )
        return element("div", whole, **self._scrolls(f"{table.caption}"))

    def _scrolls(self, label: str) -> dict[str, str | int]:
        """The attributes of a box that is scrolled sideways on a narrow screen, with the keyboard too.

        A label that has been used gets a number, so that who goes from region to region can tell them apart.
        """
        used = self._labels[label] = self._labels.get(label, 0) + 1
        named = label if used == 1 else f"{label} ({used})"
        return {"class_": "wide", "tabindex": 0, "role": "region", "aria_label": named}

    def _column(self, cell: Cell) -> Markup:
        kind = "n" if isinstance(cell, CountedRecords) else "bar" if isinstance(cell, PartOfWhole) else None
        return element("td", *self._cell(cell), class_=kind)

    def _cell(self, cell: Cell) -> tuple[Markup]:
        if isinstance(cell, PartOfWhole):
            width = round(100 * cell.part / cell.whole, 1) if cell.whole else 0
            shape = element("rect", width=str(width), height=10)
            return (element("svg", shape, viewBox="0 0 100 10", preserveAspectRatio="none", aria_hidden="true"),)
        return (self._inline(cell),)

    def _short_lists(self, lists: Iterable[ListedRecords]) -> Markup:
        sections = (
            element(
                "section",
                element("h3", f"{each.title}: {count(len(each.ids), each.unit)}", id=f"list-{each.key}-title"),
                element("ol", Markup(self._records(each).decode())),
                id=f"list-{each.key}",
                aria_labelledby=f"list-{each.key}-title",
            )
            for each in lists
        )
        heading = element("h2", "Lists of records", id="lists-title")
        return element("section", heading, *sections, id="lists", class_="lists", aria_labelledby="lists-title")

    def _list_page(self, behind: ListedRecords, title: str, page: int) -> Iterator[bytes]:
        """One page of a long list, the first one is 1."""
        heading, pages, first = (
            f"{behind.title}: {count(len(behind.ids), behind.unit)}",
            _pages_of(behind),
            (page - 1) * A_PAGE,
        )
        back = element("p", element("a", "Back to the report", href="../index.html"))
        on = _to_other_pages(behind, page) if pages > 1 else Markup("")
        which = f", page {page:,} of {pages:,}" if pages > 1 else ""
        start, end = page_around(
            f"{heading}{which} — {title}",
            element("header", element("h1", heading + which), element("p", title), back),
            element("main", on, element("ol", INSIDE, start=first + 1 if first else None), id="main", tabindex=-1),
        )
        yield start
        yield self._records(behind, first, first + A_PAGE)
        yield end

    def _records(self, behind: ListedRecords, first: int = 0, end: int = WITHIN) -> bytes:
        """The items of a part of a list, with what its note says."""
        records = part_of(behind.ids, first, end)
        rows: Iterable[bytes]
        try:  # Each is written once and used in every list that it stands in.
            rows = list(map(self._rows.__getitem__, records))
        except KeyError:
            for cited in self._cite_all([each for each in records if each not in self._rows]):
                self._rows[cited.record] = _record(cited).encode()
            rows = map(self._rows.__getitem__, records)
        if behind.note is not None:
            rows = map(bytes.__add__, rows, map(_note, map(behind.note, records)))
        # They are bytes from the start, so that they are never held as text too.
        return b"<li>%s</li>" % b"</li><li>".join(rows)


def _pages_of(behind: ListedRecords) -> int:
    return -(-len(behind.ids) // A_PAGE)


def _file(behind: ListedRecords, page: int) -> str:
    return f"{behind.key}.html" if page == 1 else f"{behind.key}.{page}.html"


def _to_other_pages(behind: ListedRecords, page: int) -> Markup:
    """Links to the first, the previous, the next and the last page of a list."""
    pages = _pages_of(behind)
    wanted = [("Previous page", page - 1), ("Next page", page + 1), ("First page", 1), ("Last page", pages)]
    to = {number: text for text, number in reversed(wanted) if 1 <= number <= pages and number != page}
    links = (element("li", element("a", to[number], href=_file(behind, number))) for number in sorted(to))
    return element("nav", element("ul", *links), aria_label="Pages")


def _note(note: str) -> bytes:
    return joined((element("br"), element("span", note, class_="note"))).encode() if note else b""


def _record(cited: Citation) -> Markup:
    """A citation, whose parts are on one line and fit for a page already."""
    who = f"{cited.authors} ({cited.year}). " if cited.authors else f"({cited.year}). "
    where = f". {cited.published}" if cited.published else ""
    link = ""
    if cited.doi:
        address = f"https://doi.org/{quote(cited.doi, safe='/:;()._-')}"
        link = f' <a href="{escape(address)}">{escape(cited.doi)}</a>'
    return Markup(
        f"{escape(who)}<cite>{escape(cited.title.rstrip('.'))}</cite>{escape(where)}{link} "
        f'<span class="id">{cited.record}</span>'
    )


def whole_page(title: str, *body: Markup, style: str = "") -> bytes:
    """A page with this body, in the style of all of them and what `style` adds."""
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", http_equiv="Content-Security-Policy", content=NOTHING_FROM_OUTSIDE),
        element("title", title),
        element("style", Markup(STYLE + style)),
    )
    skip = element("a", "Skip to the content", href="#main", class_="skip")
    page = element("html", head, element("body", skip, *body), lang="en-GB")
    return f"<!DOCTYPE html>\n{joined([page])}\n".encode()


def page_around(title: str, *body: Markup, style: str = "") -> tuple[bytes, bytes]:
    """As `whole_page`, of a body that holds `INSIDE` once: what stands before it and what comes after it."""
    start, _, end = whole_page(title, *body, style=style).partition(INSIDE.encode())
    return start, end
