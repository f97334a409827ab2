"""What numbers and reports refuse to tell or write, each message whole, as it was looked at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from syrupy.assertion import SnapshotAssertion

from store.folder.review import Review
from store.numbers.records_behind import records_behind
from store.numbers.stopping import stopping
from store.numbers.strategy import records_named
from store.state.review_state import review_state
from tests.charts import charting_review
from tests.refusing import refusal, refusals_of
from tests.reviews import decide_all, decisions_file, differing_review, make_review, protocol, run, run_json
from tests.sharing import shared_review
from tests.store.folder.test_journal_memory import cut
from tests.store.numbers.test_extension import due, sampled_review
from tests.tui.cli.read.test_sample_pilot import piloted_review

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
            "no key papers": lambda: records_named(review, [" ", ";"]),
            "key papers of none": lambda: records_named(review, ["10.1000/none", "PMID:99"]),
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


def test_why_figures_are_not_for_reporting(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    def notes(folder: Path) -> list[str]:
        """What is said of the agreement of a stage, and of that on its pilot."""
        [found] = run_json(folder, "agreement", STAGE)["stages"]
        return [found["note"], (found["pilot"] or {"note": "no pilot"})["note"]]

    early = make_review(tmp_path / "early", records=2, text=protocol("1/2"))
    for who in ("ANNA", "BO"):
        decide_all(early, who, STAGE, [("T0", "include"), ("T1", "include")])
    run(early, "unblind", STAGE, "--rationale", "we cannot wait")
    lost = differing_review(tmp_path / "lost")
    cut(decisions_file(lost, "BO", STAGE), 3)
    piloted = piloted_review(tmp_path)
    told = {"opened early": notes(early), "lines are missing": notes(lost), "a blind pilot": notes(piloted)}
    run(piloted, "unblind", STAGE, "--pilot", "--rationale", "BO is ill")
    assert {**told, "a pilot opened early": notes(piloted)} == snapshot


def test_an_extension_that_is_due(tmp_path: Path, snapshot: SnapshotAssertion) -> None:
    found = due(sampled_review(tmp_path / "review", differ=3))
    assert found is not None
    assert [found.sentence(), replace(found, added=1).sentence()] == snapshot
