"""The evidence map: a third item letters the studies of each cell."""

import pytest

from core.charting.evidence_map import evidence_map
from core.errors import TamisError
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
