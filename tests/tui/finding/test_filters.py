"""The choices of the filter menu: each takes what its name says, and no two have one key."""

from __future__ import annotations

import pytest

from core.protocol.values import Reason, Stage
from core.screening.decision import Decision, Verdict
from tui.finding.filters import ALL, filters

STAGE = Stage(
    id="s",
    title="S",
    kind="screen",
    readers=(),
    reasons=(Reason(id="t", label="topic"), Reason(id="d", label="design")),
)
NONE = None
NOTED = Decision(record="a", note="n")
IN, MAYBE = Decision(record="a", verdict=Verdict.INCLUDE), Decision(record="a", verdict=Verdict.MAYBE, labels=("x",))
OUT = Decision(record="a", verdict=Verdict.EXCLUDE)
TOPIC = Decision(record="a", verdict=Verdict.EXCLUDE, reason="t", note="n")
SAID = {"none": NONE, "noted": NOTED, "in": IN, "maybe": MAYBE, "out": OUT, "topic": TOPIC}


@pytest.mark.parametrize(
    ("key", "taken"),
    [
        ("u", {"none", "noted"}),
        ("y", {"in"}),
        ("n", {"out", "topic"}),
        ("m", {"maybe"}),
        ("!", {"noted", "topic"}),
        ("1", {"topic"}),
        ("2", set()),
        ("0", {"out"}),
        ("b", {"maybe"}),
    ],
)
def test_what_each_takes(key: str, taken: set[str]) -> None:
    wanted = filters(STAGE, ["x", "y"])[key].wanted
    assert wanted is not None and {name for name, said in SAID.items() if wanted(said)} == taken


def test_all_is_without_a_question() -> None:
    assert filters(STAGE, [])["a"] is ALL and ALL.wanted is None


def test_labels_have_the_free_letters_and_a_list_that_is_too_long_is_cut() -> None:
    found = filters(STAGE, [f"l{n}" for n in range(99)])
    assert found["b"].name == "label l0" and [found[key].name for key in "aunmy"] == [
        *("all", "undecided", "excluded", "maybe", "included"),
    ]
    assert len([each for each in found.values() if each.name.startswith("label")]) == 26 - 5


def test_without_reasons_there_is_none_to_choose() -> None:
    plain = Stage(id="s", title="S", kind="screen", readers=())
    assert not set("0123") & filters(plain, []).keys()
