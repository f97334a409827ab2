"""Whose folder is whose, in what order people come, and who is entitled to which word."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.errors import TamisError
from core.sampling.sample import PILOT
from store.folder.people import ACTS, PEOPLE, SAMPLES, ReviewPeople, account_name, current_login, drawer
from store.folder.review import Review
from store.journal.errors import LinesMissing
from store.journal.journal import Change
from tests.reviews import acts_file, make_review, protocol, run, run_json

STAGE = "title-abstract"
OTHER = 'id = "DORA"\nrole = "second"\n[[reviewer]]\nid = "CHIEF"'


def say(folder: Path, value: str, *, role: str | None = None, login: str | None = None) -> None:
    with Review(folder, role=role, login=login) as review:
        review.say([Change("said", 1, {"value": value})], act="say")


def said(folder: Path) -> str:
    with Review(folder) as review:
        return str((review.acts.document("said", 1) or {}).get("value"))


def test_an_account_s_name_is_the_same_each_time_and_names_its_login(monkeypatch: pytest.MonkeyPatch) -> None:
    assert account_name("kari") == account_name("kari") != account_name("ole")
    assert account_name("kari").startswith("@kari-") and len(account_name("kari")) == len("@kari-") + 4
    here = account_name("kari")
    monkeypatch.setattr("platform.node", lambda: "another machine")
    assert account_name("kari") != here, "two machines may have a kari each"
    assert current_login()


def test_everybody_writes_in_a_folder_of_their_own_and_reads_all(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review")
    for who in ("BO", "ANNA"):
        say(folder, who, role=who)
        assert said(folder) == who
    say(folder, "nobody", login="guest")
    assert said(folder) == "nobody"
    assert {each.name for each in (folder / PEOPLE).iterdir()} == {"ANNA", "BO", account_name("guest")}
    assert {each.name for each in (folder / PEOPLE).rglob("*") if each.is_file()} == {ACTS, "acts.json"}


def test_who_is_bound_to_a_login_needs_no_role_to_be_themselves(tmp_path: Path) -> None:
    text = protocol().replace('id = "ANNA"\n', 'id = "ANNA"\nlogin = "anna"\n', 1)
    folder = make_review(tmp_path / "review", text=text)
    with Review(folder, login="anna") as review:
        assert review.who == "ANNA"
    with Review(folder, login="ole") as review:
        assert review.who == account_name("ole")
        with pytest.raises(TamisError, match="bound to the login"):
            review.say([Change("said", 1, {})], act="say", who="ANNA")


def test_the_plan_s_people_come_in_its_order_then_the_others_by_name(tmp_path: Path) -> None:
    text = protocol().replace('id = "CHIEF"', OTHER)
    folder = make_review(tmp_path / "review", text=text)
    for role in ("CHIEF", "DORA", "BO"):
        say(folder, role, role=role)
    for login in ("zoe", "adam"):
        say(folder, login, login=login)
    (folder / PEOPLE / "file").write_text("no person")
    (folder / PEOPLE / "nothing-said").mkdir()
    with Review(folder) as review:
        people = ReviewPeople(review)
        assert list(people.journals()) == ["BO", "DORA", "CHIEF", account_name("adam"), account_name("zoe")]
        assert people.journals()["BO"] == acts_file(folder, "BO")


def test_there_may_be_nobody_yet(tmp_path: Path) -> None:
    with Review(make_review(tmp_path / "review")) as review:
        assert ReviewPeople(review).journals() == {} and review.acts.tables == {} and review.acts.last_at() == ""


def test_words_that_are_gone_are_missed(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=1)
    words = acts_file(folder)
    assert words.with_suffix(".json").exists()
    words.unlink()
    with pytest.raises(LinesMissing, match="gone") as refused:
        run(folder, "status")
    assert refused.value.where == str(words)
    found = run_json(folder, "check")
    assert [each["where"] for each in found["problems"]] == [str(words)]


def test_the_sampled_reader_draws_and_for_a_pilot_the_first(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=10, text=protocol("1/5"))
    with Review(folder) as review:
        stage = review.stage(STAGE)
        assert (drawer(stage, 1), drawer(stage, PILOT), drawer(review.stage("full-text"), 1)) == ("BO", "ANNA", "ANNA")
    run(folder, "sample", STAGE, "--draw", "--yes")
    drawn = run_json(folder, "sample", STAGE)
    with Review(folder, role="BO") as review:
        assert list(review.acts.journals["BO"].tables) == [SAMPLES], "whoever typed it, it is BO's word"
        people, [document] = ReviewPeople(review), review.acts.tables[SAMPLES].values()
        for who, may in (("BO", True), ("ANNA", False), ("CHIEF", False), (account_name(review.login), False)):
            assert people.may_say(who, SAMPLES, document) is may
            assert people.may_say(who, "imports", document)
    with Review(folder, role="ANNA") as review:
        [(number, document)] = review.acts.tables[SAMPLES].items()
        review.say([Change(SAMPLES, int(number), {**document, "ids": document["ids"][:1]})], act="draw")
    assert run_json(folder, "sample", STAGE) == drawn, "another's draw counts for nothing"


@pytest.mark.parametrize(
    ("who", "table", "says", "weight"),
    [
        ("CHIEF", f"resolutions/{STAGE}", {"verdict": "include"}, 1),
        ("CHIEF", f"consensus/{STAGE}", {"values": ["x"]}, 1),
        ("CHIEF", f"resolutions/{STAGE}", {"verdict": None, "escalated": True}, 0),
        ("CHIEF", "verdicts", {"verdict": "include"}, 0),
        ("ANNA", f"resolutions/{STAGE}", {"verdict": "include"}, 0),
        ("@guest-0000", f"resolutions/{STAGE}", {"verdict": "include"}, 0),
    ],
)
def test_only_a_ruling_weighs(tmp_path: Path, who: str, table: str, says: dict[str, object], weight: int) -> None:
    with Review(make_review(tmp_path / "review")) as review:
        assert ReviewPeople(review).weight(who, table, says) == weight


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another account")
@pytest.mark.parametrize(
    ("login", "apart", "theirs"),
    [
        ('"nobody"', "", False),
        ('"root"', "", True),
        ('["nobody", "root"]', "", True),
        ('"nobody"', "accounts", False),
        ('"nobody"', "machines", True),
        ('"nobody"', "nothing", True),
        ('"of-another-machine"', "accounts", True),
    ],
)
def test_ownership_is_asked_where_accounts_keep_apart(tmp_path: Path, login: str, apart: str, theirs: bool) -> None:
    folder = make_review(tmp_path / "review")
    say(folder, "root's", role="ANNA")
    text = protocol().replace('id = "ANNA"\n', f'id = "ANNA"\nlogin = {login}\n', 1)
    text = text.replace("[review]", f'[review]\napart = "{apart}"' if apart else "[review]")
    (folder / "protocol.toml").write_text(text, encoding="utf-8")
    assert said(folder) == ("root's" if theirs else "None")
