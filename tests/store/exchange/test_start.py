from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from store.folder.cache import cache_folder
from tests.remotes import Sharing, git, inline
from tests.reviews import make_review, run, run_json


@pytest.fixture
def team(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sharing:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Sharing(tmp_path)


def join(team: Sharing, folder: Path, who: str = "BO") -> str:
    with pytest.raises(TamisError) as refused:
        run(team.place, "share", "join", str(team.remote), str(folder), role=who or None)
    assert not (cache_folder(folder) / "share.git").exists()
    return str(refused.value)


def test_start_says_who_sees_what_and_without_a_place_sends_nothing(tmp_path: Path) -> None:
    review = make_review(tmp_path / "review", records=2)
    before = sorted(tmp_path.rglob("*"))
    said = run(review, "share", "start").output
    for words in ("whoever may read that place sees", "nobody there sees what is sealed", "under copyright", "REMOTE"):
        assert words in said
    assert sorted(tmp_path.rglob("*")) == before and run_json(review, "share", "start")["sent"] == []
    started = run(review, "share", "start", str(tmp_path / "r.git"), role="ANNA")
    assert started.stderr.startswith(f"who sees what at {tmp_path}/r.git") and "sent of " in started.stderr


def test_a_place_is_made_for_the_group_alone_and_only_goes_on(team: Sharing) -> None:
    assert not (team.remote.stat().st_mode | (team.remote / "objects").stat().st_mode) & 0o007
    assert git(team.remote, "config", "receive.denyNonFastForwards").strip() == b"true"


def test_an_empty_repository_that_is_there_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    review, remote = make_review(tmp_path / "review", records=2), tmp_path / "r.git"
    remote.mkdir()
    git(remote, "init", "-q", "--bare")
    for address in (str(remote), f"file://{remote}"):
        started = run_json(review, "share", "start", address, role="ANNA")
        assert started["problems"] == [] and bool(started["sent"]) is (address == str(remote))
        assert started["remote"] == address
    joined = run_json(tmp_path, "share", "join", f"file://{remote}", str(tmp_path / "new"), role="BO")
    assert joined["remote"] == f"file://{remote}" and joined["received"]


def test_nobody_starts_and_nobody_joins_without_a_name(team: Sharing) -> None:
    with pytest.raises(TamisError, match="who are you"):
        run(team.folders["ANNA"], "share", "start", str(team.place / "x.git"))
    assert not (team.place / "x.git").exists()
    assert "who are you" in join(team, team.place / "new", "")
    git(cache_folder(team.folders["ANNA"]) / "share.git", "config", "--unset", "tamis.who")
    assert "nothing was to be sent" in run(team.folders["ANNA"], "share").output, "of a link that has lost its name"


@pytest.mark.parametrize("remote", ["", "-x", "--upload-pack=touch x"])
def test_what_is_no_place_is_refused(team: Sharing, remote: str) -> None:
    with pytest.raises(TamisError, match="no place"):
        run(team.folders["ANNA"], "share", "start", "--", remote, role="ANNA")


def test_a_place_of_another_review_is_not_mixed_with_this_one(team: Sharing) -> None:
    other = make_review(team.place / "other", records=2)
    run_json(other, "highlights", "--include", "x", role="ANNA")
    tips = git(team.remote, "for-each-ref")
    with pytest.raises(TamisError, match="another review"):
        run(other, "share", "start", str(team.remote), role="ANNA")
    assert git(team.remote, "for-each-ref") == tips and not (cache_folder(other) / "share.git").exists()


def test_a_review_that_is_fetched_has_plan_and_records_and_is_checked_whole(team: Sharing) -> None:
    for who in ("BO", "CHIEF"):
        plans = [(team.folders[each] / "protocol.toml").read_bytes() for each in ("ANNA", who)]
        assert plans[0] == plans[1]
        assert run_json(team.folders[who], "check", role=who)["problems"] == []


def test_where_nothing_can_be_fetched_nothing_is_left(team: Sharing) -> None:
    new, full = team.place / "new", team.place / "full"
    full.mkdir()
    (full / "mine.txt").touch()
    assert "no reviewer" in join(team, new, "NOBODY") or "NOBODY" in join(team, new, "NOBODY")
    assert "there is something already" in join(team, full) and (full / "mine.txt").exists()
    git(team.remote, "update-ref", "refs/heads/anna", "refs/heads/ANNA")
    assert "the branches ANNA and anna differ in case only" in join(team, new) and not new.exists()
    git(team.remote, "update-ref", "-d", "refs/heads/anna")
    team.forge("ANNA", inline(".gitattributes", b"* filter=x"))
    assert ".gitattributes" in join(team, new) and not new.exists()
    unnamed = "people/ANNA/records/b-1.json"
    other = inline("people/ANNA/records/b-2.json", b"{}")
    team.forge("ANNA", b"D .gitattributes\n" + other + inline(unnamed, b"{}"))
    assert join(team, new) == (
        f"{team.remote}: nothing was fetched, since one file is refused: {unnamed}: no word of ANNA names it\n"
        "Ask whoever handed it out to do so again."
    )
    assert not new.exists()
    new.mkdir()
    git(team.remote, "update-ref", "-d", "refs/heads/ANNA")
    assert "no review is shared there yet" in join(team, new) and not list(new.iterdir())
