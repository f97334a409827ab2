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
