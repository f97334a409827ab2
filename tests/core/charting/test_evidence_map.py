"""The evidence map: a third item letters the studies of each cell."""

from itertools import permutations

import pytest

from core.charting.evidence_map import evidence_map
from core.charting.form import Form
from core.coding.compare import comparison
from core.errors import TamisError
from core.protocol.read import parse_protocol
from core.protocol.template import template
from tests.core.charting.made import charted


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


@pytest.mark.parametrize("name", ["peer-support-2021", "peer-support-2020"])
def test_every_item_of_a_template_is_crossed_with_every_other(name):
    plan = parse_protocol(template(name))
    form = Form("charting", plan.chart_items)
    typical = {"number": "12", "year": "2019", "country": "Norway"}
    answers = {each.id: each.choices[0] if each.choices else typical.get(each.type, "words") for each in form.items}
    found = charted(answers, {}, form=form)
    assert len(form.items) == {"peer-support-2021": 14, "peer-support-2020": 23}[name]
    for down, across in permutations(form.items, 2):
        drawn = evidence_map(found, down.id, across.id)
        assert list(drawn.crossed.cells.values()) == [["s0"]] and drawn.crossed.outside == ["s1"], (down.id, across.id)
        assert drawn.crossed.rows and drawn.crossed.columns
        assert comparison(found, [down.id, across.id]).combinations[0].studies == ["s0"]


def test_a_map_in_each_of_its_forms():
    found = charted(
        {"design": "trial", "roles": "worker", "country": "Norway"},
        {"design": "trial", "roles": "worker; leader", "country": "Sweden; Norway"},
        {"design": "survey", "country": "not reported"},
        {"roles": "teacher"},
    )
    drawn = evidence_map(found, "design", "roles", "country")
    assert drawn.highest == 2 and drawn.names["s0"] == "Writer s0" and drawn.by is not None and drawn.by.id == "country"
    assert drawn.letters == {"Norway": "a", "Sweden": "b", "not reported": "c", "no answer": "d"}
    assert drawn.by_text("trial", "worker") == "a2 b" and drawn.by_text("trial", "leader", between="+") == "a+b"
    assert drawn.by_text("survey", "worker") == "" and list(drawn.studies("survey", "worker")) == []
    assert [(row, column, list(ids)) for row, column, ids in drawn.rows()][:4] == [
        ("trial", "worker", ["s0", "s1"]), ("trial", "teacher", []), ("trial", "leader", ["s1"]),
        ("interviews", "worker", []),
    ]  # fmt: skip
    head, rows = drawn.as_table()
    assert head == ["design", "roles", "n", "by", "record_ids"] and rows[2] == ["trial", "leader", "1", "a b", "s1"]
    assert len(rows) == 9 and rows[1] == ["trial", "teacher", "0", "", ""]
    bare = evidence_map(found, "design", "roles")
    assert (bare.by, bare.letters, bare.legend(), bare.lettered("trial", "worker")) == (None, {}, [], {})
    assert evidence_map(charted(), "design", "roles").highest == 0


def test_twenty_six_answers_have_letters_of_their_own():
    for many, legend in ((26, 26), (27, 27), (28, 27)):
        found = charted(*({"design": "trial", "roles": "worker", "country": f"Land {n:02}"} for n in range(many)))
        drawn = evidence_map(found, "design", "roles", "country").legend()
        assert len(drawn) == legend and drawn[25] == ("z", "Land 25")
    assert drawn[-1] == ("*", "Land 26; Land 27")


def test_what_is_refused_says_what_to_do():
    with pytest.raises(TamisError) as refused:
        evidence_map(charted(), "design", "design")
    assert (refused.value.where, refused.value.advice) == ("item design", "Name two items.")
