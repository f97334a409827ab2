"""Reviewers under other names: the same everywhere, and nothing of who they are left but what they wrote themselves."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from typing import Any

from core.protocol.read import parse_protocol, protocol_hash
from store.bundle.pseudonyms import Pseudonyms, pseudonyms
from store.journal.line import Event
from tests.reviews import protocol

PLAN = protocol().replace('id = "ANNA"\n', 'id = "ANNA"\nname = "Anna Ardal"\nlogin = "ardal"\n', 1)
OLDER = PLAN.replace("Another topic", "An older topic")


def names(**more: Any) -> Pseudonyms:
    return pseudonyms(
        "# Anna leads\n" + PLAN,
        {1: {"text": OLDER}, 2: {"text": PLAN}},
        more.get("folders", ["BO", "GONE"]),
        more.get("logins", ["ardal", "root", "berg", ""]),
    )


def event(**more: Any) -> Event:
    fields = {"seq": 1, "at": "", "who": "ardal", "act": "edit", "table": "t", "id": 1, "before": None, "after": None}
    return Event(**{**fields, **more})


def test_the_order_of_the_plan_and_then_those_that_only_left_a_folder() -> None:
    assert names().reviewers == {"ANNA": "R1", "BO": "R2", "CHIEF": "R3", "GONE": "R4"}
    assert names().logins == {"ardal": "R1", "berg": "U1", "root": "U2"}


def test_the_plan_names_nobody_and_still_says_the_same() -> None:
    text = names().protocol
    assert not any(word in text for word in ("ANNA", "Anna", "Ardal", "ardal", "#"))
    plan = parse_protocol(text)
    assert [each.id for each in plan.reviewers] == ["R1", "R2", "R3"]
    assert [each.reviewer for each in plan.stages[0].readers] == ["R1", "R2"]


def test_versions_and_what_changed_fit_the_renamed_texts() -> None:
    found = names()
    first, second = found.amendments[1], found.amendments[2]
    assert found.versions[protocol_hash(OLDER)[:12]] == first["version"] == protocol_hash(first["text"])[:12]
    assert first["changed"] == [] and len(second["changed"]) == 2 and "An older topic" in second["changed"][0]


def test_people_are_renamed_wherever_a_document_names_them_and_words_are_left() -> None:
    document = {
        "by": ["ANNA", "BO"],
        "reviewer": "BO",
        "statements": {"ANNA": 3},
        "note": "ANNA said so",
        "answers": [{"by": "ardal", "text": "BO"}],
    }
    said = names().event(event(after=document, before={"by": None}))
    assert said.who == "R1" and said.before == {"by": None}
    assert said.after == {
        "by": ["R1", "R2"],
        "reviewer": "R2",
        "statements": {"R1": 3},
        "note": "ANNA said so",
        "answers": [{"by": "R1", "text": "BO"}],
    }


def test_whatever_names_a_person_in_a_word_is_renamed_and_what_is_of_another_form_is_left() -> None:
    renamed = replace(names(folders=["BO", "@me-1", "@you-2"]), links={"0f": "f0"})
    document = {
        "taken": "BO",
        "giver": "berg",
        "of": ["BO", None, 3],
        "given": {"T1": "ANNA"},
        "link": "0f",
        "seen": {"BO": [1, "0f"]},
        "holds": ["0f"],
        "replaces": [["BO", 7, "ANNA"], ["@you-2", 2], 5, []],
        "says": {"text": "BO", "by": "BO"},
        "again": [{"given": "ANNA", "statements": ["ANNA"], "replaces": "BO", "link": "1f", "ids": ["BO"]}],
    }
    assert renamed.event(event(before=document)).before == {
        "taken": "R2",
        "giver": "U1",
        "of": ["R2", None, 3],
        "given": {"T1": "R1"},
        "link": "f0",
        "replaces": [["R2", 7, "ANNA"], ["@U02", 2], 5, []],
        "says": {"text": "BO", "by": "R2"},
        "again": [{"given": "ANNA", "statements": ["ANNA"], "replaces": "BO", "link": "1f", "ids": ["BO"]}],
    }
    assert renamed.accounts == {"@me-1": "@U01", "@you-2": "@U02"} and renamed.folder("@else-3") == "@else-3"
    assert renamed.event(event(who="nobody known")).who == "nobody known"


def test_only_the_words_of_an_amendment_get_the_renamed_plan() -> None:
    found = names()
    said = {"by": "ANNA", "says": {"text": PLAN, "why": "BO said so"}}
    word = found.event(event(table="amendments", id=2, after=said)).after
    assert word == {"by": "R1", "says": {**found.amendments[2], "why": "BO said so"}}
    assert found.event(event(table="notes", id=2, after=said)).after == {**said, "by": "R1"}
    assert found.event(event(table="amendments", id=2, after={"says": None})).after == {"says": None}
    assert found.event(event(table="amendments", id=2)).after is None


def test_a_line_has_the_version_of_the_renamed_plan_unless_it_is_salted() -> None:
    found, version = names(), protocol_hash(OLDER)[:12]
    assert found.event(event(version=version)).version == found.versions[version] != version
    assert found.event(event(version=version, salt="0f" * 16)).version == version
    assert found.event(event(version="another")).version == "another"


def test_a_plan_with_shares_logins_and_a_group_names_nobody() -> None:
    readers = '{ any = 2, of = ["ANNA", "BO", "CHIEF"], weights = { ANNA = 2 } }'
    plan = protocol().replace(
        '[{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]', readers
    )
    plan = plan.replace("[review]\n", '[review]\ngroup = "harbour"\napart = "accounts"\n')
    plan = plan.replace('id = "ANNA"\n', 'id = "ANNA"\nlogin = ["ardal", "anna"]\n').replace("harbour", "wharf")
    found = pseudonyms(f"\ufeff{plan}", {}, [], ["berg"])
    assert found.logins == {"ardal": "R1", "anna": "R1", "berg": "U1"} and found.amendments == {}
    said = tomllib.loads(found.protocol)
    assert said["review"] == {"title": "A review for tests", "group": ""}
    assert said["reviewer"][0] == {"id": "R1", "login": "", "role": "first"}
    assert said["reviewer"][1] == {"id": "R2", "role": "second"}
    assert said["stage"][0]["readers"] == {"any": 2, "of": ["R1", "R2", "R3"], "weights": {"R1": 2}}
    laptops = pseudonyms(plan.replace('apart = "accounts"', 'apart = "laptops"'), {}, [], [])
    assert tomllib.loads(laptops.protocol)["review"]["apart"] == "laptops"


def test_a_login_is_of_whom_the_plan_of_now_gives_it_to() -> None:
    older = protocol().replace('id = "BO"\n', 'id = "BO"\nlogin = "ardal"\n')
    assert pseudonyms(PLAN, {1: {"text": older}}, [], ["ardal"]).logins == {"ardal": "R1"}


def test_what_people_wrote_is_searched_for_their_names() -> None:
    found = names()
    for words in ("as ANNA said", "Anna Ardal was there", "see /home/ardal/x"):
        assert found.mentions(event(note=words)) and found.mentions(event(after={"rationale": words}))
    assert found.mentions(event(note="BO", after=None)) and found.mentions(event(after={"note": [{"text": "ask BO"}]}))
    assert not found.mentions(event(note="A boat", after={"says": {"title": "BO"}}))
    alone = replace(found, reviewers={"A": "R1"}, logins={}, names=frozenset())
    assert not alone.mentions(event(note="A boat, A"))
    assert not found.mentions(event(note="BOAT", after={"title": "ANNA and the king", "note": "nobody"}))
