from __future__ import annotations

import difflib
import tomllib

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.protocol.read import parse_protocol
from core.protocol.template import TEMPLATES, people, template
from core.protocol.templates import VARIANTS


def test_a_template_takes_a_title() -> None:
    title = 'A "quoted" title \\ with\nlines, \x1b[31m and 日本'
    text = template("blank", title)
    assert parse_protocol(text).title == 'A "quoted" title \\ with lines, [31m and 日本'
    assert text.replace(text.split("\n")[11], "") != template("blank")
    assert tomllib.loads(text)["review"]["kind"] == "scoping"


def test_an_unknown_template_is_answered_with_the_known_ones() -> None:
    with pytest.raises(TamisError, match="there is no template") as refused:
        template("../../etc/passwd")
    known = "peer-support-2021, peer-support-2020, blank, both-read-all, any-two"
    assert refused.value.what == "there is no template “../../etc/passwd”"
    assert refused.value.advice == f"The templates are: {known}." and ", ".join(TEMPLATES) == known


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_seed_and_people_take_their_places_everywhere(name: str) -> None:
    text = template(name, seed='our "own"', readers=[("second", "Kari Å"), ("first", "")])
    plan = parse_protocol(text)
    assert plan.seed == 'our "own"' and len(plan.reviewers) == len(people(template(name)))
    assert [(each.id, each.name) for each in plan.reviewers[:2]] == [("second", "Kari Å"), ("first", "")]
    before = parse_protocol(template(name))
    places = {old.id: new.id for old, new in zip(before.reviewers, plan.reviewers, strict=True)}
    for old, new in zip(before.stages, plan.stages, strict=True):
        assert [places[each.reviewer] for each in old.readers] == [each.reviewer for each in new.readers]


def test_more_people_than_places_are_refused_and_a_wrong_id_is_named() -> None:
    with pytest.raises(TamisError, match=r"^the template has places for 3 people, and 4 are named") as refused:
        template("blank", readers=[("A", ""), ("B", ""), ("C", ""), ("D", "")])
    assert refused.value.advice == "Name the others in protocol.toml, each as a [[reviewer]]."
    with pytest.raises(TamisError, match="an id of letters"):
        parse_protocol(template("blank", readers=[("two words", "")]))


@pytest.mark.parametrize("name", TEMPLATES)
def test_each_template_is_a_plan_of_its_own(name: str, snapshot: SnapshotAssertion) -> None:
    plan = parse_protocol(template(name))
    stages = [
        f"{each.id} ({each.kind}): {', '.join(f'{one.reviewer} {one.coverage_text}' for one in each.readers)}"
        for each in plan.stages
    ]
    changed = difflib.ndiff(template("blank").split("\n"), template(name).split("\n")) if name in VARIANTS else ()
    lines = [each.rstrip() for each in changed if each[0] in "+-"]
    who = ", ".join(people(template(name)))
    assert "\n".join([plan.title, plan.kind, plan.seed, plan.apart, who, *stages, *lines]) == snapshot
