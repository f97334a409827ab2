"""A disagreement without names: nobody can tell who said what."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.protocol.values import Stage
from core.screening.decision import Decision, Resolution, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side, State, hidden_names, state_of


def side(reviewer: str, verdict: Verdict) -> Side:
    return Side(reviewer=reviewer, decision=Decision(record="r", verdict=verdict))


def test_names_are_hidden_also_where_the_readers_ended_it_together() -> None:
    ended = Resolution(record="r", verdict=Verdict.INCLUDE, by=("ANNA", "BO"))
    sides = (side("ANNA", Verdict.INCLUDE), side("BO", Verdict.EXCLUDE))
    hidden = Disagreement(record="r", sides=sides, resolution=ended).without_names("seed")
    assert [each.reviewer for each in hidden.sides] == ["reader 1", "reader 2"]
    assert {each.decision.verdict for each in hidden.sides} == {Verdict.INCLUDE, Verdict.EXCLUDE}
    assert hidden.resolution is not None and hidden.resolution.by == ("reader 1", "reader 2")


def test_a_ruling_keeps_the_name_of_the_adjudicator() -> None:
    ruled = Resolution(record="r", verdict=Verdict.INCLUDE, by=("CHIEF",))
    hidden = Disagreement(record="r", sides=(side("ANNA", Verdict.MAYBE),), resolution=ruled).without_names("seed")
    assert hidden.resolution is not None and hidden.resolution.by == ("CHIEF",)
    assert not hidden.stark


STAGE = Stage(id="s", title="S", kind="screen", readers=())
RULED = replace(STAGE, disagreements="adjudicator")
IN, OUT, MAYBE = Verdict.INCLUDE, Verdict.EXCLUDE, Verdict.MAYBE
ENDED, OPENED = Resolution(record="r", verdict=IN), Resolution(record="r")
HANDED = Resolution(record="r", escalated=True)
WORDS = (
    Conflicting("decision", ("BO",), "r", "include", "", "", ""),
    Conflicting("resolution", ("ED",), "r", "x", "", "", ""),
)


@pytest.mark.parametrize(
    ("resolution", "stage", "conflict", "state"),
    [
        (None, STAGE, (), State.OPEN), (ENDED, STAGE, (), State.RESOLVED), (HANDED, STAGE, (), State.ESCALATED),
        (OPENED, STAGE, (), State.OPEN), (None, RULED, (), State.ESCALATED), (ENDED, RULED, (), State.RESOLVED),
        (None, STAGE, WORDS, State.CONFLICT), (None, RULED, WORDS, State.CONFLICT),
        (OPENED, RULED, WORDS, State.CONFLICT),
        (HANDED, STAGE, WORDS, State.ESCALATED), (ENDED, STAGE, WORDS, State.RESOLVED),
        (None, replace(STAGE, disagreements="lead"), (), State.ESCALATED),
    ],
)  # fmt: skip
def test_where_it_stands(
    resolution: Resolution | None, stage: Stage, conflict: tuple[Conflicting, ...], state: State
) -> None:
    assert state_of(resolution, stage, conflict) is state
    assert Disagreement(record="r", sides=(), resolution=resolution, conflict=conflict).state(stage) is state


def of(*verdicts: Verdict, again: Verdict | None = None, conflict: tuple[Conflicting, ...] = ()) -> Disagreement:
    sides = [side(f"R{place}", verdict) for place, verdict in enumerate(verdicts)]
    if again:
        sides[0] = replace(sides[0], again=Decision(record="r", verdict=again))
    return Disagreement(record="r", sides=tuple(sides), conflict=conflict)


@pytest.mark.parametrize(
    ("given", "differs", "stark", "by_second_look"),
    [
        (of(IN, OUT), True, True, False), (of(IN, MAYBE), True, False, False), (of(OUT, MAYBE), True, False, False),
        (of(IN, IN), True, False, False), (of(IN, IN, conflict=WORDS), False, False, False),
        (of(IN, OUT, conflict=WORDS), True, True, False), (of(OUT, OUT, again=IN), True, True, True),
        (of(OUT, OUT), True, False, False), (of(OUT, IN, again=MAYBE), True, False, False),
        (of(conflict=WORDS), False, False, False),
    ],
)  # fmt: skip
def test_what_it_is_about(given: Disagreement, differs: bool, stark: bool, by_second_look: bool) -> None:
    assert (given.differs, given.stark, given.by_second_look) == (differs, stark, by_second_look)


def test_a_side_says_in_the_end_what_it_said_last() -> None:
    assert of(OUT, again=IN).sides[0].verdict is IN and of(OUT).sides[0].verdict is OUT
    assert (of(OUT).sides[0].late, of(OUT).sides[0].before, of(OUT).sealed, of(OUT).at_once) == (False, None, False, ())


def test_names_are_hidden_in_all_words_of_readers_and_each_record_has_its_order() -> None:
    given = replace(of(IN, OUT, conflict=WORDS), at_once=(replace(WORDS[1], by=("R0", "ED")),))
    hidden = given.without_names("seed")
    names = given.hidden_names("seed")
    assert sorted(names) == ["BO", "R0", "R1"] and sorted(names.values()) == ["reader 1", "reader 2", "reader 3"]
    assert [each.by for each in hidden.conflict] == [(names["BO"],), ("ED",)]
    assert hidden.at_once[0].by == tuple(sorted((names["R0"], "ED"))) and hidden.resolution is None
    assert [each.reviewer for each in hidden.sides] == sorted(names[each] for each in ("R0", "R1"))
    orders = {tuple(hidden_names("seed", f"r{n}", ["A", "B"]).items()) for n in range(20)}
    assert orders == {(("A", "reader 1"), ("B", "reader 2")), (("B", "reader 1"), ("A", "reader 2"))}
