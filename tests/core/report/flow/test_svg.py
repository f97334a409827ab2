"""The drawing of the flow diagram, taken apart again: nothing overlaps, and every text stands in its box."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.report.flow.boxes import Flow
from core.report.flow.lettering import width, wrap
from core.report.flow.svg import flow_svg
from tests.core.report.flow.diagrams import EVERY_BOX, HOSTILE, IDS, LONG, SQUARE, UNBROKEN, boxes, full, step
from tests.examples import examples

SVG = "{http://www.w3.org/2000/svg}"
TITLE = "A review"
OTHER = {"citations_results": 1, "other_sought_reports": 1, "other_assessed": 1, "other_included": 1}


@dataclass(frozen=True)
class Drawn:
    kind: str
    left: float
    top: float
    right: float
    bottom: float
    texts: tuple[str, ...]


def drawn(svg: str) -> tuple[list[Drawn], list[list[tuple[float, float]]], tuple[float, float]]:
    """The boxes, after making sure that their texts stand in them; the arrows; the size."""
    root = ElementTree.fromstring(svg)
    size = (float(root.attrib["width"]), float(root.attrib["height"]))
    found = []
    for group in root.findall(f".//{SVG}g[@class]"):
        rectangle = group.find(f"{SVG}rect")
        assert rectangle is not None
        left, top = float(rectangle.attrib["x"]), float(rectangle.attrib["y"])
        box = Drawn(
            group.attrib["class"],
            left,
            top,
            left + float(rectangle.attrib["width"]),
            top + float(rectangle.attrib["height"]),
            tuple(" ".join(each.text or "" for each in text) for text in group.iter(f"{SVG}text")),
        )
        for text in group.iter(f"{SVG}text"):
            for line in text:
                stands_in(box, line, text)
        found.append(box)
    lines = [
        [(float(x), float(y)) for x, y in (point.split(",") for point in line.attrib["points"].split())]
        for line in root.iter(f"{SVG}polyline")
    ]
    return found, lines, size


def stands_in(box: Drawn, line: ElementTree.Element, text: ElementTree.Element) -> None:
    x, y = float(line.attrib["x"]), float(line.attrib["y"])
    wide = width(line.text or "", 12, bold=text.get("font-weight") == "bold")
    if text.get("text-anchor") == "middle":
        x -= wide / 2
    left, right, top, bottom = x, x + wide, y - 12, y + 4
    if "transform" in text.attrib:
        centre_x, centre_y = (float(each) for each in re.findall(r"[\d.]+", text.attrib["transform"])[1:])
        left, right = centre_x - (centre_y - top), centre_x + (bottom - centre_y)
        top, bottom = centre_y - wide / 2, centre_y + wide / 2
    assert box.left <= left and right <= box.right and box.top <= top and bottom <= box.bottom, (box, line.text)


def check(given: Flow) -> list[Drawn]:
    """Draw it, and prove that it can be read."""
    found, lines, size = drawn(flow_svg(given, TITLE))
    for one, two in combinations(found, 2):
        apart = one.right < two.left or two.right < one.left or one.bottom < two.top or two.bottom < one.top
        assert apart, (one, two)
    for box in found:
        assert box.left >= 0 and box.top >= 0 and box.right <= size[0] and box.bottom <= size[1]
    for line in lines:
        for start, end in pairwise(line):
            assert start[0] == end[0] or start[1] == end[1], "every line is level or upright"
            for box in found:
                assert not crosses(start, end, box), (start, end, box)
    return found


def crosses(start: tuple[float, float], end: tuple[float, float], box: Drawn) -> bool:
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return left < box.right and right > box.left and top < box.bottom and bottom > box.top


def numbers(svg: str) -> dict[str, int]:
    """Each number of the drawing as it is printed, by the key of its line."""
    found = {}
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        if "data-key" in text.attrib:
            words = " ".join(each.text or "" for each in text)
            printed = re.search(r"\(n\u00a0=\u00a0([\d,]+)\)$", words)
            assert printed, words
            found[text.attrib["data-key"]] = int(printed[1].replace(",", ""))
            assert text.attrib["data-n"] == printed[1].replace(",", "")
    return found


@pytest.mark.parametrize("n", [0, 1, 13_178, 10_000_000])
@pytest.mark.parametrize(
    "words", ["", LONG, UNBROKEN, SQUARE, HOSTILE], ids=["plain", "long", "unbroken", "cjk", "hostile"]
)
def test_nothing_overlaps_and_every_text_stands_in_its_box(n: int, words: str) -> None:
    check(full(n, words))
    check(
        full(
            n, words, template="new", citations_results=0, website_results=0, organisation_results=0, experts_results=0
        )
    )


@settings(max_examples=examples(25))
@given(
    st.integers(0, 10**9),
    st.dictionaries(st.text(max_size=200), st.integers(0, 10**9), max_size=20),
    st.lists(st.tuples(st.text(max_size=120), st.integers(0, 10**7), st.booleans()), max_size=8),
    st.booleans(),
    st.booleans(),
)
def test_whatever_the_words(n: int, reasons: dict[str, int], steps: list[Any], others: bool, full_text: bool) -> None:
    stages = [step(str(place), title, automation=auto) for place, (title, _, auto) in enumerate(steps)]
    counts = {f"records_excluded:{place}": count for place, (_, count, _) in enumerate(steps)}
    given = {**counts, **(OTHER if others else {})}
    check(boxes(n, dbr_excluded=reasons, steps=stages, full_text=full_text, **given))


def test_every_number_is_printed_with_its_thousands() -> None:
    svg = flow_svg(boxes(database_results=10_000_000, duplicates=9_986_822), TITLE)
    found = numbers(svg)
    assert found["database_results"] == 10_000_000 and "(n\u00a0=\u00a010,000,000)" in svg
    assert found["duplicates"] == 9_986_822 and found["new_studies"] == 13_178


def test_all_numbers_of_a_full_diagram() -> None:
    found = numbers(flow_svg(full(7), TITLE))
    assert set(found.values()) == {7, 15 * 7} and set(EVERY_BOX) <= set(found)
    assert (
        found["records_excluded:s1"] == 7
        and found["other_screened_out:s1"] == 7
        and found["excluded_automatic:s0"] == 7
    )
    assert found["dbr_excluded"] == 15 * 7 and found["dbr_excluded:Reason 14"] == 7
    assert found["database_specific_results:Database 9"] == 7


def test_the_columns_are_there_only_when_they_say_something() -> None:
    def titles(given: Flow) -> list[str]:
        return [box.texts[0] for box in check(given) if box.kind.startswith("title")]

    assert titles(boxes()) == ["Identification of studies via databases and registers"]
    assert titles(boxes(**OTHER)) == [
        "Identification of studies via databases and registers",
        "Identification of studies via other methods",
    ]
    assert titles(full(3)) == [
        "Identification of new studies via databases and registers",
        "Identification of new studies via other methods",
        "Previous studies",
    ]


def test_other_methods_of_which_all_were_sought_look_as_in_the_template() -> None:
    texts = [text for box in check(boxes(**OTHER)) if box.kind == "aside" for text in box.texts]
    assert "Records identified from:" in texts and not any("screened" in text for text in texts)


def test_what_waits_is_said() -> None:
    left = {"dbr_sought_reports": 13_166, "dbr_assessed": 13_166, "dbr_included": 13_166}
    waits = boxes(waiting=IDS[13_166:], dbr_screening_waiting=IDS[13_166:], **left)
    [note] = [box for box in check(waits) if box.kind == "note"]
    assert note.texts == ("Interim: 12 records wait for a decision.",)
    assert not [box for box in check(boxes()) if box.kind == "note"]
    both = boxes(
        waiting=IDS[13_165:], dbr_screening_waiting=IDS[13_166:], dbr_assessed_waiting=IDS[13_165:13_166], **left
    )
    note = next(box for box in check(both) if box.kind == "note")
    assert note.texts == ("Interim: 13 records wait for a decision, 1 of them in full text.",)


def test_what_does_not_add_up_is_never_hidden() -> None:
    [note] = [box for box in check(boxes(records_screened=13_177)) if box.kind == "note"][:1]
    assert "do not add up" in note.texts[0] and "13,178" in note.texts[0]


def test_for_those_who_do_not_see_it() -> None:
    root = ElementTree.fromstring(flow_svg(boxes(), "A <review> & more"))
    title, description = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text == "PRISMA 2020 flow diagram: A <review> & more"
    assert description is not None and "Records screened (n = 13,178)." in (description.text or "")
    assert root.attrib["aria-labelledby"] == f"{title.attrib['id']} {description.attrib['id']}"


def test_numbers_can_lead_somewhere() -> None:
    svg = flow_svg(boxes(), TITLE, links={"records_screened": 'list.html?a&"b"'})
    [link] = ElementTree.fromstring(svg).iter(f"{SVG}a")
    assert link.attrib["href"] == 'list.html?a&"b"' and "Records screened" in "".join(link.itertext())


def test_hostile_words_are_text_and_nothing_else() -> None:
    svg = flow_svg(full(1, HOSTILE), HOSTILE)
    root = ElementTree.fromstring(svg.encode())
    assert {each.tag.removeprefix(SVG) for each in root.iter()} == {
        "svg", "title", "desc", "rect", "g", "polyline", "polygon", "text", "tspan",
    }  # fmt: skip
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e\ud800-\udfff\uffff]", svg)


def test_the_same_numbers_make_the_same_bytes() -> None:
    assert flow_svg(full(5), TITLE) == flow_svg(full(5), TITLE)


@given(st.text(), st.floats(30, 300))
def test_wrapping_loses_nothing_and_keeps_to_its_room(text: str, room: float) -> None:
    lines = wrap(text.split(), room, 12)
    assert "".join(lines).replace(" ", "") == "".join(text.split())
    assert all(width(line, 12) <= room or len(line) == 1 for line in lines)
