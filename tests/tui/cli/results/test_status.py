"""`tamis status`: whose turn it is, as text and as JSON, and how fast everybody reads."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from store.folder.review import Review
from store.numbers.status import status
from store.state.review_state import review_state
from tests.reviews import make_review, ris, run, run_json
from tests.sharing import STAGE, read_all, shared_plan, shared_review
from tests.store.decisions.test_pace import read
from tui.cli.results.status import print_status


@pytest.mark.parametrize(("ruler", "whose"), [("lead", "A"), ("adjudicator", "CHIEF")])
def test_whoever_rules_is_told_how_many_wait_and_the_team_for_whom_it_waits(
    tmp_path: Path, ruler: str, whose: str
) -> None:
    folder = shared_review(tmp_path / "review", text=shared_plan(extra=f'disagreements = "{ruler}"'))
    read_all(folder)
    differ = run_json(folder, "status")["stages"][0]["disagreements"]
    assert differ > 2
    expected = {
        "who": whose,
        "what": f"{differ} disagreements to rule on in Title and abstract",
        "command": f"tamis disagreements {STAGE}",
    }
    assert run_json(folder, "status", role=whose)["next"] == expected
    assert run_json(folder, "status", role="B")["next"] is None
    said = run(folder, "status", role=whose).stderr
    assert f"{differ} disagreements in Title and abstract for the {ruler} to rule on: tamis disagreements" in said
    assert f"next for {whose}: {expected['what']}: {expected['command']}" in said
    assert "next for" not in run(folder, "status", role="B").stderr
    run(folder, "report", "--out", str(tmp_path / "report"))
    told = (tmp_path / "report" / "report.md").read_text()
    assert f"| With the {ruler} |" in told and told.count("With the ") == 1


def test_the_team_is_told_who_holds_it_up(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "review")
    read_all(folder, "ABDE")
    assert run_json(folder, "status")["next"] == {
        "who": "C",
        "what": "8 to read in Title and abstract",
        "command": f"tamis screen {STAGE}",
    }


def test_what_is_still_to_be_dealt_is_called_so_and_nothing_where_nothing_comes(tmp_path: Path) -> None:
    folder = shared_review(tmp_path / "review", records=8, text=shared_plan(extra="pilot = 2"), draws=False)
    told = f"{STAGE}: no records have been dealt yet: tamis sample {STAGE} --draw"
    said = run(folder, "status", role="A").stderr
    assert told in said and "second reader" not in said
    run(folder, "sample", STAGE, "--draw", "--yes", role="A")
    assert "dealt yet" not in run(folder, "status", role="A").stderr
    (tmp_path / "update.ris").write_text(ris(range(8)))  # an update that brings only what is there
    run(folder, "import", str(tmp_path / "update.ris"), "--source", "Testbase", "--round", "new")
    run(folder, "dedup")
    assert "dealt yet" not in run(folder, "status", role="A").stderr
    assert run_json(folder, "status", role="A")["stages"][0]["sample_drawn"] is True


def test_a_funnel_that_does_not_add_up_is_cried_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with Review(make_review(tmp_path / "review", records=1)) as review:
        counts = status(review_state(review))
    capsys.readouterr()
    print_status(replace(counts, leaks=tuple(f"r{n}" for n in range(11))))
    assert capsys.readouterr().err.splitlines()[-1] == (
        "THE FUNNEL DOES NOT ADD UP at 11 records: r0, r1, r2, r3, r4, r5, r6, r7, r8, r9"
    )


def test_how_fast_somebody_reads_is_told_to_the_others(tmp_path: Path) -> None:
    folder = make_review(tmp_path / "review", records=20)
    read(folder, "ANNA", [60_000] * 8)
    for who in ("ANNA", "BO", "CHIEF"):
        shown = run_json(folder, "status", role=who)["stages"][0]
        assert shown["reviewers"] == {"ANNA": {"owed": 20, "done": 8}, "BO": {"owed": 20, "done": 0}}
        assert shown["per_hour"] == {"ANNA": 60, "BO": None}
        assert "Title and abstract: ANNA reads at 60/h, 12 min left" in run(folder, "status", role=who).stderr
