"""The app is opened by commands: as whom, at which stage, on which screen; who is there is asked once."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from core.errors import TamisError
from core.screening.decision import Verdict
from store.folder.review import Review
from tests.charts import charting_review
from tests.reviews import decide_all, make_review, protocol, read_review, run
from tests.tui.cli.at_a_terminal import Apps, Opened, at_a_terminal
from tui.adapter.beginning import ReviewToOpen
from tui.app import TamisApp
from tui.settings.reviews import remember, seen_reviews, who_in

STAGE = "title-abstract"


@pytest.fixture
def apps(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Apps:
    for name in ("CONFIG", "STATE", "CACHE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name))
    return at_a_terminal(monkeypatch)


def test_at_which_stage_and_on_which_screen(tmp_path: Path, apps: Apps) -> None:
    folder = make_review(tmp_path / "review", records=2)
    for words in (
        [],
        ["--mouse"],
        ["screen"],
        ["screen", "full-text"],
        ["dedup", "--review"],
        ["disagreements"],
        ["disagreements", "full-text"],
    ):
        run(folder, *words, role="ANNA")
    run(folder, "disagreements", STAGE, role="CHIEF")
    assert apps.opened == [
        Opened("ANNA", None, "screening", None, False),
        Opened("ANNA", None, "screening", None, True),
        Opened("ANNA", STAGE, "screening", None, False),
        Opened("ANNA", "full-text", "screening", None, False),
        Opened("ANNA", None, "duplicates", None, False),
        Opened("ANNA", None, "disagreements", None, False),
        Opened("ANNA", "full-text", "disagreements", None, False),
        Opened("CHIEF", STAGE, "disagreements", None, False),
    ]
    for words, why in ((["screen", STAGE], "CHIEF does not read"), (["disagreements", "x"], "no stage “x”")):
        with pytest.raises(TamisError, match=why):
            run(folder, *words, role="CHIEF")
    assert len(apps.opened) == 8 and not apps.before
    assert [(each.folder, each.title, each.who) for each in seen_reviews()] == [(str(folder), "A review for tests", "")]
    charts, _studies = charting_review(tmp_path / "charts")
    run(charts, "chart", "open", role="ANNA")
    run(charts, "chart", "open", "charting", role="ANNA")
    assert apps.opened[8:] == [Opened("ANNA", "charting", "charting", None, False)] * 2
    run(read_review(tmp_path / "read"), "screen", role="BO")
    assert apps.opened[10].stage == "full-text"
    assert "disagreement" in run(folder, "disagreements", "--hide-names").output and len(apps.opened) == 11


def test_what_was_done_in_it_is_counted_for_the_others(
    tmp_path: Path, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_review(tmp_path / "review", records=2)
    decide_all(folder, "BO", STAGE, [("T0", "include"), ("T1", "include")])

    def decide(app: TamisApp, **_options: bool) -> None:
        session = app._adapter.screening_session(STAGE)
        for _ in range(2):
            session.decide(Verdict.INCLUDE)

    monkeypatch.setattr(TamisApp, "run", decide)
    run(folder, role="ANNA")
    assert [each["done"] for each in json.loads((folder / "people/ANNA/progress.json").read_text())] == [0, 2]
    assert b"openings" in b"".join(file.read_bytes() for file in folder.glob("people/*/acts.jsonl"))


def test_what_went_wrong_in_it_and_after_it_is_said(
    tmp_path: Path, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make_review(tmp_path / "review", records=2)

    def warn(app: TamisApp, **_options: bool) -> None:
        app._adapter.screening_session(STAGE).decide(Verdict.INCLUDE)
        app._adapter._review.warn("in the app")
        (folder / "people/ANNA/progress.json").mkdir()

    monkeypatch.setattr(TamisApp, "run", warn)
    said = run(folder, role="ANNA").stderr.splitlines()
    assert said[0] == "warning: in the app" and said[1].startswith("warning: ") and len(said) == 2


def test_who_is_there_is_asked_once(tmp_path: Path, apps: Apps) -> None:
    folder = make_review(tmp_path / "review", records=1)
    apps.answers = [None, "BO"]
    run(folder)
    assert not apps.opened and not seen_reviews()
    run(folder, "--mouse")
    run(folder)
    run(folder, role="ANNA")
    assert [each.who for each in apps.opened] == ["BO", "BO", "ANNA"]
    assert [mouse for _, mouse in apps.before] == [False, True] and who_in(folder) == "BO"
    made, _ = apps.before[0]
    assert made["_title"] == "A review for tests" and [each.id for each in made["_people"]] == ["ANNA", "BO", "CHIEF"]


def test_those_bound_to_another_account_are_not_offered(tmp_path: Path, apps: Apps) -> None:
    text = protocol().replace('id = "ANNA"', 'id = "ANNA"\nlogin = "another"')
    folder = make_review(tmp_path / "review", records=1, text=text)
    remember(folder, "", "ANNA")
    with Review(folder) as review:
        login = review.login
    apps.answers = ["CHIEF"]
    run(folder)
    assert [each.id for each in apps.before[0][0]["_people"]] == ["BO", "CHIEF"] and apps.opened[0].who == "CHIEF"
    (mine := tmp_path / "mine").mkdir()
    (mine / "protocol.toml").write_text(protocol().replace('id = "BO"', f'id = "BO"\nlogin = "{login}"'))
    (tmp_path / "empty").mkdir()
    apps.answers = [ReviewToOpen(mine, "ANNA")]
    run(mine)
    run(tmp_path / "empty")
    assert [each.who for each in apps.opened] == ["CHIEF", "BO", "ANNA"]
    plan = re.sub(r'id = "(BO|CHIEF)"', r'id = "\1"\nlogin = "as-\1"', text)
    with pytest.raises(TamisError) as refused:
        run(make_review(tmp_path / "others", records=1, text=plan))
    assert re.sub("“.*”", "“ME”", str(refused.value)) == (
        "you are nobody of this review\n"
        "The protocol names: ANNA, BO, CHIEF; each is bound to another account than “ME”."
    )


def test_where_there_is_no_review_one_is_made_or_opened(tmp_path: Path, apps: Apps) -> None:
    folder, empty = make_review(tmp_path / "review", records=1), tmp_path / "my empty-folder"
    empty.mkdir()
    remember(folder, "Seen")
    apps.answers = [None, ReviewToOpen(folder), "BO", ReviewToOpen(folder, "ANNA", tmp_path)]
    run(empty)
    assert not apps.opened and not list(empty.iterdir())
    run(empty)
    run(empty, "--mouse", "--unsafe-filesystem")
    assert apps.opened == [
        Opened("BO", None, "screening", None, False),
        Opened("ANNA", None, "screening", tmp_path, True),
    ]
    begun = [(made["beginning"], mouse) for made, mouse in apps.before if "beginning" in made]
    assert [(each.title, each.unsafe_filesystem, mouse) for each, mouse in begun] == [
        ("My empty folder", False, False),
        ("My empty folder", False, False),
        ("My empty folder", True, True),
    ]
    assert [each.title for each in apps.before[0][0]["_lately"]] == ["Seen"] and who_in(folder) == "ANNA"
    apps.answers = [ReviewToOpen(folder, "ANNA")]
    run(empty, role="CHIEF")
    assert apps.opened[2].who == "CHIEF" and who_in(folder) == "ANNA"
    with pytest.raises(TamisError) as refused:
        run(tmp_path / "nowhere")
    assert str(refused.value).endswith(f"\nSeen lately:\n    tamis -C {folder}")


def test_the_sample_review_is_opened_as_its_first_reader(
    tmp_path: Path, apps: Apps, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "demo"
    run(tmp_path, "init", str(folder), "--reader", "KBAA=K", "--reader", "ON=O")
    said = run(tmp_path, "demo", str(folder))
    assert (said.stdout, said.stderr) == ("", f"the sample review is in {folder}\n")
    run(tmp_path, "demo", str(folder), role="ON")
    assert run(tmp_path, "demo", str(folder), "--no-app", "--json").stdout == f'{{\n "folder": "{folder}"\n}}\n'
    assert [each.who for each in apps.opened] == ["KBAA", "ON"]
    monkeypatch.undo()
    told = run(tmp_path, "demo", str(folder)).stderr.splitlines()
    assert told[1] == f"there is no terminal here to open the app in; open it with: tamis -C {folder} --as KBAA"
