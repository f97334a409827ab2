"""Reviewers under other names: the same everywhere, and nothing of who they are left but what they wrote themselves."""

from __future__ import annotations

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


def test_what_people_wrote_is_searched_for_their_names() -> None:
    found = names()
    for words in ("as ANNA said", "Anna Ardal was there", "see /home/ardal/x"):
        assert found.mentions(event(note=words)) and found.mentions(event(after={"rationale": words}))
    assert not found.mentions(event(note="BOAT", after={"title": "ANNA and the king", "note": "nobody"}))
