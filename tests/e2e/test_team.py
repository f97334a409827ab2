"""The same review in one account, in an account each, and on three laptops: everybody comes to the same."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from store.folder.review import Review
from store.state.review_state import review_state
from tests.team import (
    FIVE,
    KINDS,
    LOGINS,
    PEOPLE_OF_PLAN,
    VIEWS,
    Clock,
    History,
    Team,
    load_everything,
    plan,
    report_of,
    shared_plan,
    without_plan,
)

pytestmark = pytest.mark.slow

ACTS = 45
LOOKS, LONG_LOOKS = 15, 4
"""After so many acts it is seen again whether all numbers add up; at the end they are seen by everybody."""
FEW, MANY = range(3), range(3, 63)
PAIRS = (("one", "each"), ("one", "laptops"), ("each", "laptops"))
"""What is compared in the first histories, one pair each; all others are of all ways at once."""
PLANS = {"two": "", "three of five": shared_plan(), "two of five": shared_plan(2)}


@pytest.fixture
def place() -> Iterator[Path]:
    load_everything()
    with tempfile.TemporaryDirectory() as temporary:
        yield Path(temporary)


def team_of(kind: str, place: Path, text: str = "", logins: Mapping[str, str] = LOGINS) -> Team:
    if kind == "each" and os.geteuid() != 0:
        pytest.skip("only root can act as several accounts")
    (place / kind).mkdir()
    return KINDS[kind](place / kind, text or plan(), logins)


def adds_up(team: Team, who: str) -> None:
    status = team.do(who, "status")
    assert isinstance(status, dict), status
    assert status["adds_up"] and not status["leaks"]
    for stage in status["stages"]:
        assert stage["entered"] == stage["included"] + stage["excluded"] + stage["waiting"]


def shared_out(team: Team, who: str) -> None:
    """Each record that was dealt has its readers, and those are owed by nobody else."""

    def readers() -> list[str]:
        with Review(team.folders[who], role=who) as review:
            state = review_state(review)
            wrong = []
            for stage in review.protocol.stages:
                if stage.sharing is None:
                    continue
                pilot, dealt = state.pilot(stage), state.readers_of(stage)
                batch_of, batches = state.batch_of(stage), {each for name, each in state.samples if name == stage.id}
                for record, those in dealt.items():
                    many = len(stage.sharing.of) if record in pilot else stage.sharing.any
                    wrong += [record] * (len(set(those)) != many or len(those) != many)
                wrong += [each for each in state.groups.unique if batch_of[each] in batches and each not in dealt]
            return wrong

    assert team.call(who, readers) == []


def seen(team: Team, who: str, *words: str) -> Any:
    """What a command tells one of the team, without how much the others have done of what is sealed.

    That is only shown, by a file that machines need not exchange.
    """
    told = team.do(who, *words)
    for stage in told["stages"] if words == ("status",) else ():
        if stage["blind"]:
            stage["reviewers"] = {reader: share for reader, share in stage["reviewers"].items() if reader == who}
    for each in told if words == ("sources",) else ():
        del each["id"]  # it follows from the clock, which goes by when statements reach whom
    return told


def all_come_to_the_same(team: Team, out: Path, *, everybody: bool) -> dict[str, str]:
    """The report, which is the same for everybody, or for some where all have one folder."""
    team.start()
    people = team.people if everybody else team.seers
    out.mkdir()
    out.chmod(0o777)
    reports = [report_of(team, who, out / who) for who in people]
    assert all(each == reports[0] for each in reports)
    for words in (("sources",), ("dedup", "--groups"), ("study",)):
        told = [team.do(who, *words) for who in people]
        assert all(each == told[0] for each in told), words
    agreed = [
        [(each["stage"], each.get("table")) for each in team.do(who, "agreement")["stages"]]
        for who in people
        if who != "CHIEF"
    ]
    assert all(each == agreed[0] for each in agreed), "what is still owed each of them knows better of themselves"
    for who in people:
        adds_up(team, who)
        assert team.do(who, "check")["problems"] == []
    return reports[0]


@pytest.mark.parametrize(
    ("text", "seed"),
    [
        # One of each plan is enough each time: it is several teams in one.
        pytest.param(text, seed, marks=() if seed == place else pytest.mark.long, id=f"{name}-{seed}")
        for place, (name, text) in enumerate(PLANS.items())
        for seed in (*FEW, *MANY)
    ],
)
def test_any_history_ends_in_the_same_however_people_are_kept_apart(
    place: Path, accounts: tuple[str, ...], seed: int, text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where each act reaches all at once, everybody sees in each way what they see in the others, and so the report."""
    clock = Clock(monkeypatch)
    long = seed in MANY
    ways = accounts if long or len(accounts) < len(KINDS) else PAIRS[seed]
    teams = {kind: team_of(kind, place, text, FIVE if text else LOGINS) for kind in ways}
    histories = {kind: History(team, seed) for kind, team in teams.items()}
    for number in range(ACTS):
        clock.next()
        done = {}
        for kind, history in histories.items():
            who, words = history.act()
            teams[kind].exchange()
            done[kind] = (who, [each for each in words if not each.startswith("/")])
            if number % (LONG_LOOKS if long else LOOKS) == 0:
                adds_up(teams[kind], who)
                shared_out(teams[kind], who)
        assert len({str(each) for each in done.values()}) == 1
    clock.next()
    reports = [
        without_plan(all_come_to_the_same(team, place / f"out-{kind}", everybody=long)) for kind, team in teams.items()
    ]
    every = 1 if long else 2  # each looks at every other view
    views = [
        [seen(team, who, *words) for n, who in enumerate(team.people) for words in VIEWS[n % every :: every]]
        for team in teams.values()
    ]
    for report, view in zip(reports, views, strict=True):
        assert report == reports[0]
        assert view == views[0]


@pytest.mark.parametrize("seed", [0, *(pytest.param(each, marks=pytest.mark.long) for each in (*FEW[1:], *MANY))])
def test_laptops_that_meet_now_and_then_come_to_the_same(
    place: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = Clock(monkeypatch)
    team = team_of("laptops", place)
    history = History(team, seed)
    for number in range(ACTS):
        clock.next()
        who, _ = history.act()
        if number % (LOOKS if seed == 0 else LONG_LOOKS) == 0:
            adds_up(team, who)
        if history.random.random() < 0.3:
            team.exchange(history.random.sample(PEOPLE_OF_PLAN, history.random.randint(1, 3)))
    all_come_to_the_same(team, place / "out", everybody=True)
