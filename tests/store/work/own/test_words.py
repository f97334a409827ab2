"""What one has said for all to see is listed, taken back and said again, each by its own rule."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.undo import PastAct
from store.acts.duplicates.verdicts import verdicts
from store.acts.imports import imports
from store.folder.plan import PROTOCOL_FILE
from store.folder.review import Review
from store.work.own.words import OwnWords, Saying
from tests.refusing import refusals_of
from tests.retractions import database
from tests.reviews import decide_all, make_review, protocol, record_ids, ris, run, run_json, run_lines

STAGE = "title-abstract"


def imported(folder: Path, records: int = 6) -> Path:
    make_review(folder)
    file = folder.parent / "found.ris"
    file.write_text(ris(range(records)), encoding="utf-8")
    run(folder, "import", str(file), "--source", "Testbase", role="ANNA")
    return folder


def told(folder: Path, about: Saying = Saying.ALL, role: str = "ANNA") -> list[tuple[str, int, bool]]:
    with Review(folder, role=role) as review:
        return [(each.past.what, each.past.records, each.holds) for each in OwnWords(review, about).acts()]


def replay(folder: Path, what: str, *, again: bool = False, role: str = "ANNA") -> list[str]:
    with Review(folder, role=role) as review:
        own = OwnWords(review)
        act = next(each for each in own.acts() if what in each.past.what)
        return own.replay(act.past.change, again=again)


def test_an_import_is_taken_back_and_brought_in_again_by_its_own_rule(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    assert told(folder, Saying.IMPORTS) == [("import 1: 6 records from Testbase", 6, True)]
    assert replay(folder, "Testbase") == ["imports"]
    assert run_json(folder, "status")["identified"] == 0
    assert told(folder, Saying.IMPORTS) == [
        ("import 1: taken back", 6, True),
        ("import 1: 6 records from Testbase", 6, False),
    ]
    replay(folder, "Testbase", again=True)
    assert run_json(folder, "status")["identified"] == 6


def test_an_import_that_was_screened_stays(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    run(folder, "decide", STAGE, record_ids(folder)[0], "include", role="ANNA")
    with pytest.raises(TamisError, match="have been screened"):
        replay(folder, "Testbase")
    assert run_json(folder, "status")["identified"] == 6


def test_a_verdict_on_a_pair_is_gone_and_comes_back(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", "--same", first, second, role="ANNA")
    what = told(folder, Saying.PAIRS)[0][0]
    assert what.startswith("same: ") and first in what and second in what
    replay(folder, what)
    with Review(folder) as review:
        assert not verdicts(review)
    assert [each[2] for each in told(folder, Saying.PAIRS)] == [False]
    replay(folder, what, again=True)
    with Review(folder) as review:
        assert len(verdicts(review)) == 1
    run(folder, "dedup", "--undo", first, second, role="ANNA")
    assert told(folder, Saying.PAIRS)[0] == (what.replace("same", "verdict taken back"), 1, True)


def test_the_end_of_a_disagreement_is_open_again(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r", 2)
    decide_all(folder, "ANNA", STAGE, [("T0", "include"), ("T1", "include")])
    decide_all(folder, "BO", STAGE, [("T0", "exclude", "wrong-topic"), ("T1", "include")])
    record = run_json(folder, "disagreements", STAGE, role="ANNA")["items"][0]["record_id"]
    run(folder, "resolve", STAGE, record, "include", "--rationale", "agreed", role="ANNA")
    assert told(folder, Saying.ENDS) == [("resolved: include", 1, True)]
    assert replay(folder, "resolved") == ["resolutions"]
    assert run_json(folder, "disagreements", STAGE, role="ANNA")["items"][0]["state"] == "open"


def test_what_stays_says_so_and_the_last_that_can_is_taken_back(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    first, second, *_ = record_ids(folder)
    run(folder, "dedup", "--not-same", first, second, role="ANNA")
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(6)])
    assert any(what == "finished: Title and abstract" for what, *_ in told(folder))
    with pytest.raises(TamisError, match="stays as it was said"):
        replay(folder, "finished")
    asked: list[PastAct] = []
    with Review(folder, role="ANNA") as review:
        assert OwnWords(review).undo(lambda past: bool(asked.append(past))) == []
        assert asked[0].what.startswith("not the same: ") and verdicts(review)
        assert OwnWords(review).undo() == ["verdicts"] and not verdicts(review)
        assert imports(review)


def test_nobody_else_takes_it_back(tmp_path: Path) -> None:
    folder = imported(tmp_path / "r")
    assert not any("import" in what for what, *_ in told(folder, role="BO"))
    with Review(folder, role="BO") as review, pytest.raises(TamisError, match="no act 2 of yours"):
        OwnWords(review).replay(2, again=False)


def test_every_kind_of_word_is_told_and_what_stays_says_what_to_do(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "r", text=protocol("1/2"))
    found, later = tmp_path / "found.ris", tmp_path / "later.ris"
    found.write_text(ris(range(6)), encoding="utf-8")
    later.write_text(ris(range(20, 24)), encoding="utf-8")
    suggested, withdrawn = tmp_path / "suggested.csv", tmp_path / "withdrawn.csv"
    suggested.write_text("accession,verdict,confidence,criterion,quote,model,version\nT0,include,0.5,x,,gpt-x,1\n")
    withdrawn.write_text(database(["10.5555/t.1"]))
    run_lines(
        folder,
        [
            ("import", str(found), "--source", "Testbase"),
            ("import", str(later), "--source", "Testbase", "--round", "new"),
            ("withdraw", "2"),
            ("withdraw", "2", "--undo"),
            ("sources", "1", "--platform", "Ovid", "--why", "forgotten"),
            ("highlights", "--include", "one", "--include", "two"),
            ("highlights", "--include", "three"),
            ("suggestions", "import", str(suggested), "--stage", STAGE),
            ("retractions", str(withdrawn)),
            ("sample", STAGE, "--pilot", "1", "--yes"),
            ("sample", STAGE, "--draw", "--yes"),
        ],
        role="ANNA",
    )
    first, second, third, *_ = record_ids(folder)
    run_lines(
        folder,
        [
            ("study", first, second, third, "--yes"),
            ("unblind", STAGE, "--rationale", "time is short", "--round", "1"),
            ("unblind", STAGE, "--rationale", "time is short"),
        ],
        role="CHIEF",
    )
    plan = folder / PROTOCOL_FILE
    plan.write_text(plan.read_text().replace("A review for tests", "Another title"))
    run(folder, "amend", "a better title", role="ANNA")
    said = [f"{who}: {what} ({many})" for who in ("ANNA", "CHIEF") for what, many, _ in told(folder, role=who)]
    cases: dict[str, Callable[[], object]] = {
        "an import taken back": lambda: replay(folder, "brought in again"),
        "a draw": lambda: replay(folder, "drawn"),
        "a version of the plan": lambda: replay(folder, "version"),
    }
    assert "\n".join(said) + "\n" + refusals_of(cases, {}) == snapshot
