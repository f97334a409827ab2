"""What one has said for all to see is listed, taken back and said again, each by its own rule."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import TamisError
from core.undo import PastAct
from store.acts.duplicates.verdicts import verdicts
from store.acts.imports import imports
from store.folder.review import Review
from store.work.own.words import OwnWords, Saying
from tests.reviews import decide_all, make_review, record_ids, ris, run, run_json

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
