"""What numbers and reports refuse to tell or write, each message whole, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from store.folder.review import Review
from store.numbers.records_behind import records_behind
from store.numbers.stopping import stopping
from store.state.review_state import review_state
from tests.charts import charting_review
from tests.refusing import refusal, refusals_of
from tests.reviews import decide_all, make_review, run
from tests.sharing import shared_review

STAGE, FULL = "title-abstract", "full-text"


def test_numbers(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=3)
    decide_all(folder, "ANNA", STAGE, [("T0", "include")])
    charted, _ = charting_review(tmp_path / "charted", "ANNA", records=1)
    with Review(folder, role="BO") as review, Review(charted) as other:
        state, charts = review_state(review), review_state(other)
        cases: dict[str, Callable[[], object]] = {
            "no number": lambda: records_behind(state, STAGE, "unique"),
            "no number of a reader": lambda: records_behind(state, STAGE, "entered", reviewer="ANNA"),
            "no number of the whole": lambda: records_behind(state, None, "x"),
            "a number of a stage": lambda: records_behind(state, None, "waiting"),
            "no reason": lambda: records_behind(state, STAGE, "excluded", "x"),
            "no reader": lambda: records_behind(state, STAGE, "owed", reviewer="CHIEF"),
            "a sealed reader": lambda: records_behind(state, STAGE, "done", reviewer="ANNA"),
            "no verdicts": lambda: stopping(charts, other.stage("charting"), 0.95),
        }
        told = refusals_of(cases, {})
    half = shared_review(tmp_path / "shared", records=4, draws=False)
    with Review(half) as review:
        state = review_state(review)
        told += f"\nnobody reads all\n{refusal(lambda: stopping(state, review.stage(STAGE), 0.95), {})}"
    assert told == snapshot


def test_reports(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    folder = make_review(tmp_path / "review", records=1)
    file, foreign = tmp_path / "file", tmp_path / "foreign"
    file.touch()
    foreign.mkdir()
    (foreign / "mine.txt").write_text("mine")
    run(folder, "report", "--out", str(tmp_path / "changed"))
    page = tmp_path / "changed" / "report.md"
    page.write_text(page.read_text() + "a word of mine")

    def report(out: Path) -> Callable[[], object]:
        return lambda: run(folder, "report", "--out", str(out))

    cases = {"a file": report(file), "other files": report(foreign), "a page that was changed": report(page.parent)}
    cases["below a file"] = report(file / "report")
    assert refusals_of(cases, {folder: "REVIEW", tmp_path: "TMP"}) == snapshot
    assert (foreign / "mine.txt").read_text() == "mine" and page.read_text().endswith("a word of mine")
