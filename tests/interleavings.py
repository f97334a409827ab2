"""Machines that exchange whenever they like, where exchanges are lost, come late or twice: all end with the same."""

from __future__ import annotations

import json
import stat
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from store.exchange.files import MANIFEST
from store.folder.people import PEOPLE
from tests.team import Clock, History, Laptops, report_of

ACTS, FEWER = 40, 25
"""How much is done in a history, and in the first of them, which `make test` has."""


def end_with_the_same(team: Laptops, seed: int, patch: pytest.MonkeyPatch, left: Callable[[], bytes]) -> None:
    """Let a team act and exchange at random, then all that is left to exchange arrive: nobody lost or told anything.

    Args:
        team: The team, which has done nothing yet.
        seed: Of what it does.
        patch: To stop the clock with.
        left: Gives all that left a machine since it was last asked.
    """
    clock, history = Clock(patch), History(team, seed)
    team.reliable = False
    for _ in range(ACTS if seed else FEWER):
        clock.next()
        history.act()
        team.exchange()
        nothing_sealed_is_in(left(), team)
    own = {who: decisions_in(team.folders[who], who) for who in team.people}
    team.reliable = True
    clock.next()
    team.start()
    nothing_sealed_is_in(left(), team)
    out = team.place / "out"
    out.mkdir()
    first, *others = [report_of(team, who, out / who) for who in team.people]
    assert all(each == first for each in others)
    for who, before in own.items():
        assert team.do(who, "check")["problems"] == []
        now = decisions_in(team.folders[who], who)
        assert all(now[name].startswith(content) for name, content in before.items()), "a decision is lost"


def decisions_in(folder: Path, who: str) -> dict[str, bytes]:
    """Batch → the journal of a person's decisions."""
    found = (folder / PEOPLE / who).glob("*/decisions.jsonl")
    return {each.parent.name: each.read_bytes() for each in found}


def nothing_sealed_is_in(content: bytes, team: Laptops) -> None:
    """What left a machine holds no random digits of a line in a folder that is closed."""
    for who in team.people:
        for journal in (team.folders[who] / PEOPLE / who).glob("*/decisions.jsonl"):
            if content and stat.S_IMODE(journal.parent.stat().st_mode) == 0o2700:
                lines = journal.read_bytes().splitlines()[1:]
                assert not any(json.loads(line)["salt"].encode() in content for line in lines)


def in_pack(pack: Path) -> bytes:
    """All that a pack holds; it has no file of another kind."""
    with zipfile.ZipFile(pack) as archive:
        names = archive.namelist()
        assert all(each == MANIFEST or ("/progress" not in each and ".json" in each) for each in names)
        return b"".join(map(archive.read, names))
