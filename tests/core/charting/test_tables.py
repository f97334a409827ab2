"""Frequencies, crossed items and the evidence map: every count is a list of studies."""

import csv
import io
import itertools
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.charting.agreement import chart_agreement
from core.charting.answers import Answer, read_answer
from core.charting.charted import Charted, ChartedStudy, typed
from core.charting.consensus import compare
from core.charting.evidence_map import evidence_map
from core.charting.form import Form
from core.charting.map_svg import CELL_WIDTH, LABEL_WIDTH, map_svg, text_width, wrapped
from core.charting.tables import cross, frequency
from core.charting.values import Value
from core.errors import TamisError
from core.formats.writers.table import write_text_csv, write_text_xlsx
from core.protocol.values import ChartItem
from tests.charts import FORM, item

SVG = "{http://www.w3.org/2000/svg}"


def values(study, form=FORM, **typed_answers):
    return {
        name: Value(study=study, item=name, answer=read_answer(form.item(name), text), by=("ANNA",))
        for name, text in typed_answers.items()
    }


def study(name, sides, *, complete=True, form=FORM, title="A title"):
    return ChartedStudy(name, f"Writer {name}", title, tuple(compare(form, sides)), complete, False)


def charted(*given, form=FORM):
    """Studies by one charter, in order: s0, s1, …"""
    return Charted(
        form, [study(f"s{n}", {"ANNA": values(f"s{n}", form, **each)}, form=form) for n, each in enumerate(given)]
    )


def counts(table):
    return {row.label: len(row.studies) for row in table.rows}


def test_choices_are_counted_in_the_order_of_the_form_with_the_ones_nobody_gave():
    found = charted({"design": "survey"}, {"design": "survey"}, {"design": "trial"}, {"design": "not reported"}, {})
    assert list(counts(frequency(found, item("design"))).items()) == [
        ("trial", 1), ("interviews", 0), ("survey", 2), ("not reported", 1), ("no answer", 1)
    ]  # fmt: skip


def test_a_study_stands_in_each_row_that_applies_and_is_counted_once_in_all():
    found = charted({"roles": "worker; leader"}, {"roles": "leader"})
    table = frequency(found, item("roles"))
    assert counts(table) == {"worker": 1, "teacher": 0, "leader": 2}
    assert list(table.studies) == ["s0", "s1"]
    assert table.rows[2].studies == ["s0", "s1"]


def test_texts_numbers_and_long_texts():
    found = charted(
        {"country": "Norway; USA", "participants": "9", "findings": "long and longer"},
        {"country": "usa", "participants": "12"},
    )
    assert list(counts(frequency(found, item("country"))).items()) == [("United States", 2), ("Norway", 1)]
    assert list(counts(frequency(found, item("participants")))) == ["9", "12"]
    assert counts(frequency(found, item("findings"))) == {"answered": 1, "no answer": 1}


def test_an_unfinished_study_is_not_counted_and_a_difference_is_said():
    both = {"ANNA": values("a", design="trial"), "BO": values("a", design="survey")}
    found = Charted(FORM, [study("a", both), study("b", {"ANNA": values("b", design="trial")}, complete=False)])
    assert counts(frequency(found, item("design"))) == {"trial": 0, "interviews": 0, "survey": 0, "charters differ": 1}


def test_crossing_keeps_the_studies_of_each_cell_and_says_who_is_in_none():
    found = charted(
        {"design": "trial", "roles": "worker;leader"},
        {"design": "trial", "roles": "worker"},
        {"design": "survey", "roles": "not reported"},
        {"design": "survey"},
    )
    crossed = cross(found, item("design"), item("roles"))
    assert crossed.cells["trial", "worker"] == ["s0", "s1"]
    assert crossed.cells["survey", "not reported"] == ["s2"]
    assert crossed.columns == ["worker", "teacher", "leader", "not reported"]
    assert crossed.outside == ["s3"]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.fixed_dictionaries({}, optional={
            "design": st.sampled_from(["trial", "survey", "not reported"]),
            "roles": st.lists(st.sampled_from(["worker", "teacher"]), min_size=1).map("; ".join),
        }),
        max_size=8,
    )
)  # fmt: skip
def test_every_study_is_in_a_cell_or_outside(given_answers):
    found = charted(*given_answers)
    crossed = cross(found, item("design"), item("roles"))
    inside = {each for ids in crossed.cells.values() for each in ids}
    assert inside | set(crossed.outside) == {each.study for each in found.studies}
    assert not inside & set(crossed.outside)
    assert {row for row, _ in crossed.cells} <= set(crossed.rows)
    assert {column for _, column in crossed.cells} <= set(crossed.columns)


def test_the_third_item_letters_the_studies_of_a_cell():
    found = charted(
        {"design": "trial", "roles": "worker", "country": "Norway"},
        {"design": "trial", "roles": "worker", "country": "Sweden; Norway"},
        {"design": "survey", "roles": "worker"},
    )
    drawn = evidence_map(found, "design", "roles", "country")
    assert drawn.legend() == [("a", "Norway"), ("b", "Sweden"), ("c", "no answer")]
    assert drawn.lettered("trial", "worker") == {"a": 2, "b": 1}
    assert drawn.lettered("survey", "worker") == {"c": 1}
    assert drawn.lettered("survey", "leader") == {}
    assert drawn.as_table()[1][0] == ["trial", "worker", "2", "a2 b", "s0;s1"]


def test_more_answers_than_letters_share_the_last_one():
    countries = [f"Land {n}" for n in range(30)]
    found = charted(*({"design": "trial", "roles": "worker", "country": each} for each in countries))
    letters = evidence_map(found, "design", "roles", "country").lettered("trial", "worker")
    assert len(letters) == 27
    assert list(letters.items())[-1] == ("*", 4)


def test_wrong_items_are_refused():
    with pytest.raises(TamisError, match="no item “desing”"):
        evidence_map(charted(), "desing", "roles")
    with pytest.raises(TamisError, match="with itself"):
        evidence_map(charted(), "design", "design")


# -- the drawing


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


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=60), st.integers(min_value=20, max_value=300))
def test_wrapping_loses_no_word_and_keeps_the_width(text, width):
    lines = wrapped(text, width, 12)
    assert all(text_width(line, 12) <= width or len(line) == 1 for line in lines)
    whole = "".join("".join(lines).split())
    assert set(whole) <= set(text)
    if text.isascii() and text.isprintable():
        assert whole == "".join(text.split())


# -- exports and agreement


def test_a_wide_row_a_study_and_a_long_row_a_value():
    both = {"ANNA": values("a", design="trial", year="2019"), "BO": values("a", design="survey", year="2019")}
    found = Charted(FORM, [study("a", both)])
    head, rows = found.wide()
    row = dict(zip(head, rows[0], strict=True))
    assert (row["year"], row["design"], row["items_differing"], row["charted_by"]) == ("2019", "", "design", "ANNA;BO")
    head, rows = found.long()
    kept = [dict(zip(head, each, strict=True)) for each in rows]
    assert [(each["item"], each["by"], each["counts"]) for each in kept] == [
        ("year", "ANNA", "yes"), ("year", "BO", "no"), ("design", "ANNA", "no"), ("design", "BO", "no")
    ]  # fmt: skip
    assert found.as_json()["studies"][0]["values"]["year"] == 2019


def test_values_have_their_type_in_json():
    given = values("a", participants="12.5", roles="leader", country="Norway", findings="x")
    names = ("participants", "roles", "country", "findings", "year")
    names = ("participants", "roles", "country", "findings", "year")
    assert [typed(item(name), given.get(name)) for name in names] == [12.5, ["leader"], ["Norway"], "x", None]


def test_no_cell_of_a_table_is_a_formula_and_lines_are_kept():
    out = io.BytesIO()
    write_text_csv(["a", "b"], [["=1+1", "one\ntwo"], ["-3", "\ttab"]], out)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    assert rows[1:] == [["'=1+1", "one\ntwo"], ["'-3", "'\ttab"]]
    write_text_xlsx(["a"], [["=1+1"]], io.BytesIO(), "studies")


def test_agreement_of_two_charters_item_by_item():
    pairs = [
        (values(f"s{n}", design=a, roles=b, findings="same"), values(f"s{n}", design=c, roles=d, findings="Same"))
        for n, (a, b, c, d) in enumerate(
            [
                ("trial", "worker", "trial", "worker"),
                ("trial", "worker; leader", "survey", "leader; worker"),
                ("survey", "leader", "survey", "worker"),
                ("survey", "teacher", "survey", "teacher"),
            ]
        )
    ]
    found = {each.item.id: each for each in chart_agreement(FORM, pairs)}
    design = found["design"]
    assert (design.n, design.same, design.percent) == (4, 3, 0.75)
    assert design.kappa == pytest.approx(0.5)  # by hand: pe = (2×1 + 2×3)/16 = .5
    assert found["roles"].percent == 0.75
    assert {name: kappa for name, kappa, _ in found["roles"].choices}["teacher"] == pytest.approx(1.0)
    assert (found["findings"].percent, found["findings"].kappa) == (1.0, None)
    assert found["year"].percent == 1.0, "both left it empty"


def test_agreement_on_nothing_is_undefined_and_says_so():
    (first, *_) = chart_agreement(FORM, [])
    assert first.as_json()["percent_agreement"] is None
    assert first.as_json()["percent_agreement_note"]
    design = next(each for each in chart_agreement(FORM, []) if each.item.id == "design")
    assert design.as_json()["kappa_note"]
