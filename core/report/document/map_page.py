"""The evidence map as a page of its own: any two items crossed; each number opens its studies. No script is run.

Of all crossings that one is shown that the address names, `map.html#design-by-roles`, by a style alone; a browser that
cannot do that shows them all. Numbers are opened with the keys and read out as any `<details>` is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations
from urllib.parse import quote

from core.charting.charted import Charted, ChartedStudy
from core.charting.evidence_map import EvidenceMap, evidence_map
from core.charting.form import CHOICE_TYPES
from core.protocol.values import ChartItem
from core.report.document.citation import Citation
from core.report.document.html import Markup, element
from core.report.document.page import INSIDE, page_around
from core.words import count

SHADES = 5
"""How many shades tell cells with few studies from those with many; the number itself stands in each."""
STYLE = """
nav{position:static}nav a:target-current{font-weight:inherit;text-decoration:underline}
td.map{min-width:7rem}td.map ul{padding-left:1rem;font-size:.85rem}summary{cursor:pointer}
td.s1{background:#eef4fa}td.s2{background:#dbe8f5}td.s3{background:#c6dbef}td.s4{background:#aecde7}
td.s5{background:#96bee1}td.map:not(.s0){color:#000}td.map:not(.s0) a{color:#0b3f7e}
@supports selector(main:has(:target)){section.map{display:none}section.map:target{display:block}
main:not(:has(section.map:target)) section.map:first-of-type{display:block}}
@media print{section.map,section.map:target{display:block}}
"""


def crossings(charted: Charted) -> list[tuple[ChartItem, ChartItem]]:
    """The pairs of items of which answers are chosen; [] where no form is complete."""
    items = [each for each in charted.form.items if charted.counted(each).type in (*CHOICE_TYPES, "country")]
    return list(combinations(items, 2)) if charted.complete else []


def map_page(charted: Charted, title: str, cite: Callable[[str], Citation]) -> Iterator[bytes]:
    """The page, crossing by crossing.

    Args:
        charted: What was charted; the studies whose forms are complete are counted. It has `crossings`.
        title: Of the review.
        cite: Gives the citation of a record.
    """
    pairs = crossings(charted)
    many = count(len(charted.complete), "study")
    links = (element("li", element("a", _named(pair), href=f"#{_key(pair)}")) for pair in pairs)
    start, end = page_around(
        f"Evidence map — {title}",
        element("header", element("h1", "Evidence map"), element("p", title)),
        element("nav", element("ul", *links), aria_label="Crossings"),
        element(
            "main",
            element("p", f"Choose two items above; each number opens its studies. {many} with complete forms."),
            element("p", element("a", "Back to the report", href="index.html")),
            INSIDE,
            id="main",
            tabindex=-1,
        ),
        style=STYLE,
    )
    studies = {each.study: element("li", *_study(each, cite(each.report or each.study))) for each in charted.complete}
    yield start
    for pair in pairs:
        yield from _section(charted, pair, studies)
    yield end


def _named(pair: Sequence[ChartItem]) -> str:
    return " by ".join(each.label for each in pair)


def _key(pair: Sequence[ChartItem]) -> str:
    return "-by-".join(each.id for each in pair)


def _section(charted: Charted, pair: Sequence[ChartItem], items: Mapping[str, Markup]) -> Iterator[bytes]:
    this, key = evidence_map(charted, *(each.id for each in pair)), _key(pair)
    crossed = this.crossed
    outside = f" In no cell: {count(len(crossed.outside), 'study')}." if crossed.outside else ""
    head = (element("th", each, scope="col") for each in (crossed.row_item.label, *crossed.columns))
    rows = (element("tr", element("th", row, scope="row"), *_cells(this, row, items)) for row in crossed.rows)
    table = element(
        "table",
        element("caption", f"A study stands in each cell that applies to it.{outside}"),
        element("thead", element("tr", *head)),
        element("tbody", INSIDE),
    )
    wide = element("div", table, class_="wide", tabindex=0, role="region", aria_label=f"Table: {_named(pair)}")
    heading = element("h2", _named(pair), id=f"{key}-title")
    whole = element("section", heading, wide, id=key, class_="map", aria_labelledby=f"{key}-title")
    start, _, end = whole.partition(INSIDE)
    yield start.encode()
    yield from (row.encode() for row in rows)
    yield end.encode()


def _cells(this: EvidenceMap, row: str, items: Mapping[str, Markup]) -> Iterator[Markup]:
    for column in this.crossed.columns:
        studies = this.studies(row, column)
        shade = -(-len(studies) * SHADES // this.highest) if studies else 0
        inside = Markup("0")
        if studies:
            summary = element("summary", count(len(studies), "study"))
            inside = element("details", summary, element("ul", *(items[each] for each in studies)))
        yield element("td", inside, class_=f"map s{shade}", data_records=" ".join(studies) or None)


def _study(study: ChartedStudy, cited: Citation) -> Iterator[str]:
    address = f"https://doi.org/{quote(cited.doi, safe='/:;()._-')}"
    yield element("a", study.name, href=address) if cited.doi else study.name
    yield f": {cited.title}"
