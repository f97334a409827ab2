"""The drawing of an evidence map: real text, nothing hostile, nothing on top of another."""

import itertools
import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from core.charting.answers import Answer
from core.charting.charted import Charted
from core.charting.evidence_map import evidence_map
from core.charting.form import Form
from core.charting.map_svg import CELL_WIDTH, LABEL_WIDTH, map_svg, text_width, wrapped
from core.charting.values import Value
from core.protocol.values import ChartItem
from tests.core.charting.made import charted, study
from tests.examples import examples

SVG = "{http://www.w3.org/2000/svg}"


def drawn_texts(svg):
    root = ET.fromstring(svg)
    return root, ["".join(each.itertext()) for each in root.iter(f"{SVG}text")]


def test_the_drawing_is_real_text_with_a_title_and_the_ids_of_each_cell():
    found = charted({"design": "trial", "roles": "worker", "country": "Norway"}, {"design": "trial", "roles": "worker"})
    svg = map_svg(evidence_map(found, "design", "roles", "country"), "Peers & <others>")
    root, texts = drawn_texts(svg)
    assert root.find(f"{SVG}title").text == "Peers & <others>"
    assert "2 studies" in root.find(f"{SVG}desc").text
    assert {"Peers & <others>", "trial", "worker", "2", "a b"} <= set(texts)
    (cell,) = [each for each in root.iter(f"{SVG}g") if each.get("data-records")]
    assert cell.get("data-records") == "s0 s1"
    assert cell.find(f"{SVG}title").text == "trial, worker: 2 studies: Writer s0; Writer s1"
    assert svg == map_svg(evidence_map(found, "design", "roles", "country"), "Peers & <others>")


HOSTILE = (
    "<script>alert(1)</script>",
    "]]>&\x1b[31m\x00\ud800",
    "x" * 300,
    "\u202eback to front",
    "大" * 60,
    "  ",
    "\"'",
)


def test_hostile_labels_make_no_markup_and_no_broken_file():
    form = Form("charting", (ChartItem(id="a", label="<b>", type="text"), ChartItem(id="b", label="&", type="text")))
    given = [
        Value(study=f"s{n}", item=name, answer=Answer((text,))) for n, text in enumerate(HOSTILE) for name in ("a", "b")
    ]
    studies = [
        study(f"s{n}", {"ANNA": {v.item: v for v in given if v.study == f"s{n}"}}, form=form)
        for n in range(len(HOSTILE))
    ]
    svg = map_svg(evidence_map(Charted(form, studies), "a", "b", ""), "\x07 bell")
    root, _ = drawn_texts(svg.encode("utf-8").decode("utf-8"))
    assert not list(root.iter(f"{SVG}script"))


def test_nothing_overlaps_with_twelve_columns_and_twenty_rows_of_long_labels():
    columns = tuple(
        f"column {n} with a name that is far too long for its cell: Wörterbuchbenutzungsanleitung" for n in range(12)
    )
    rows = tuple(f"row {n}, also with a rather long description of what it is about, and then some" for n in range(20))
    thirds = tuple(f"t{n}" for n in range(26))
    form = Form(
        "charting",
        (
            ChartItem(id="r", label="Rows", type="choice", choices=rows),
            ChartItem(id="c", label="Columns", type="choice", choices=columns),
            ChartItem(id="t", label="Thirds", type="multi-choice", choices=thirds),
        ),
    )
    everything = "; ".join(thirds)
    found = charted(*({"r": rows[n % 20], "c": columns[n % 12], "t": everything} for n in range(60)), form=form)
    root, _ = drawn_texts(map_svg(evidence_map(found, "r", "c", "t"), "Title " * 60))
    width, height = float(root.get("width")), float(root.get("height"))
    boxes = [_box(each) for each in root.iter(f"{SVG}text")]
    for x, y, right, bottom in boxes:
        assert x >= 0 and right <= width and y >= 0 and bottom <= height
    by_line = sorted(boxes, key=lambda box: (round(box[3]), box[0]))
    for before, after in itertools.pairwise(by_line):
        if round(before[3]) == round(after[3]):
            assert before[2] <= after[0] + 0.01
    cells = [each.find(f"{SVG}rect") for each in root.iter(f"{SVG}g")]
    assert len(cells) == 240
    for group in root.iter(f"{SVG}g"):
        rect = group.find(f"{SVG}rect")
        top, bottom = float(rect.get("y")), float(rect.get("y")) + float(rect.get("height"))
        for each in group.iter(f"{SVG}text"):
            x, y, right, low = _box(each)
            assert top <= y and low <= bottom
            assert float(rect.get("x")) <= x and right <= float(rect.get("x")) + CELL_WIDTH


def _box(text):
    """(left, top, right, bottom) of a text, as wide as it can be."""
    kind = text.get("class")
    size = {"title": 15, "letters": 10, "note": 10}.get(kind, 12)
    wide = text_width("".join(text.itertext()), size)
    x, y = float(text.get("x")), float(text.get("y"))
    left = x - wide / 2 if kind in ("head", "count", "letters") else x
    return left, y - 0.75 * size, left + wide, y + 0.22 * size


def test_an_empty_map_is_drawn_too():
    root, texts = drawn_texts(map_svg(evidence_map(charted(), "design", "roles"), "Empty"))
    assert float(root.get("width")) > LABEL_WIDTH
    assert any("0 studies" in each for each in texts)


@settings(max_examples=examples(60), deadline=None)
@given(st.text(max_size=60), st.integers(min_value=20, max_value=300))
def test_wrapping_loses_no_word_and_keeps_the_width(text, width):
    lines = wrapped(text, width, 12)
    assert all(text_width(line, 12) <= width or len(line) == 1 for line in lines)
    whole = "".join("".join(lines).split())
    assert set(whole) <= set(text)
    if text.isascii() and text.isprintable():
        assert whole == "".join(text.split())


def test_a_small_map_whole(snapshot: SnapshotAssertion) -> None:
    found = charted(
        {"design": "trial", "roles": "worker", "country": "Norway"},
        {"design": "trial", "roles": "worker; leader", "country": "Sweden; Norway"},
        {"design": "survey", "country": "not reported"},
    )
    links = {("trial", "worker"): "#one"}
    plain, lettered = evidence_map(found, "design", "roles"), evidence_map(found, "design", "roles", "country")
    assert f"{map_svg(plain, 'A <title>', links)}\n{map_svg(lettered, 'A title')}" == snapshot


def test_a_map_of_labels_that_are_wrapped_whole(snapshot: SnapshotAssertion) -> None:
    """The narrow letters of which lines are made show a few pixels more or less in a width."""
    letters = tuple("abcdefghijklmn")
    form = Form(
        "charting",
        (
            ChartItem(id="r", label="Rows " + "i" * 200, type="choice", choices=("l" * 180, "short")),
            ChartItem(id="c", label="Columns", type="choice", choices=("i" * 60, "one")),
            ChartItem(id="t", label="Thirds", type="multi-choice", choices=letters),
        ),
    )
    few, wide, every = map("; ".join, ("abcdeghikn", "abcdeghkmn", letters))
    cells = [("short", "one", wide), ("short", "i", few), ("short", "i", every), ("l", "one", ""), ("", "one", "")]
    given = [{name: text for name, text in zip("rct", each, strict=True) if text} for each in cells]
    drawn = evidence_map(charted(*given, form=form), "r", "c", "t")
    assert map_svg(drawn, "l" * 120) == snapshot


def test_a_map_of_nothing_whole(snapshot: SnapshotAssertion) -> None:
    none = Form("charting", tuple(ChartItem(id=each, label=each.upper(), type="text") for each in "rct"))
    nothing = "\n".join(
        (
            map_svg(evidence_map(charted(form=none), "r", "c", "t"), "Without rows and columns"),
            map_svg(evidence_map(charted(), "design", "roles"), "Without studies"),
        )
    )
    assert nothing == snapshot


def test_a_line_is_as_full_as_it_can_be():
    assert wrapped("ll ll ll ll", 17.5, 10) == ["ll ll", "ll ll"] and wrapped("ll ll", 17, 10) == ["ll", "ll"]
    assert [round(text_width(each, 100)) for each in ("a", "i", "M", "A", "大", "e\u0301")] == [62, 35, 95, 75, 105, 62]
    assert wrapped("l" * 10, 14, 10) == ["llll", "llll", "ll"] and wrapped("ll", 1, 10) == ["l", "l"]
