"""What agreement and disagreements cost at the size of the published review (run with `-m benchmark -s`)."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import DiskDecisionStore
from tests.big import make_big_review
from tests.reviews import run, run_json

pytestmark = pytest.mark.benchmark

ROOT = Path(__file__).resolve().parents[2]
STAGE = "title-abstract"
RECORDS = 13_178
SAMPLE = 2_636
BUDGET = "1.5 s asked for"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """13,178 records, 2,636 of them read twice; the readers differ on one in twenty."""
    folder = make_big_review(tmp_path_factory.mktemp("agreement") / "review", RECORDS)
    run(folder, "sample", STAGE, "--draw", "--yes")
    drawn = run_json(folder, "sample", STAGE)[0]["ids"]
    assert len(drawn) == SAMPLE
    with Review(folder) as review:
        first = {each: n % 15 == 0 for n, each in enumerate(review.records)}
        second = {each: first[each] != (n % 20 == 0) for n, each in enumerate(drawn)}
        for reviewer, included in (("ANNA", first), ("BO", second)):
            desk = DiskDecisionStore(review, reviewer, STAGE)
            desk.save_all(
                (
                    Decision(record=each, verdict=Verdict.INCLUDE if yes else Verdict.EXCLUDE, reason="")
                    for each, yes in included.items()
                ),
                act="import",
            )
    found = run_json(folder, "agreement", STAGE)["stages"][0]
    assert (found["n"], found["complete"]) == (SAMPLE, True)
    return folder


def cpu(folder: Path, *words: str) -> float:
    """Seconds of CPU of a fresh process."""
    before = os.times()
    subprocess.run(
        [sys.executable, "-m", "tui", "-C", str(folder), *words], cwd=ROOT, stdout=subprocess.DEVNULL, check=True
    )
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


@pytest.mark.parametrize(
    "words",
    [
        ("agreement", "--json"),
        ("agreement", STAGE, "--bootstrap", "2000", "--json"),
        ("disagreements", STAGE, "--json"),
        ("missed", "--json"),
        ("sample", STAGE, "--json"),
    ],
    ids=" ".join,
)
def test_commands(folder: Path, words: tuple[str, ...]) -> None:
    costs = sorted(cpu(folder, *words) for _ in range(3))
    print(f"\n  {RECORDS:,} records, {SAMPLE:,} read twice: {' '.join(words):<50} {costs[1]:.2f} s CPU ({BUDGET})")


def test_after_a_change_of_mind(folder: Path) -> None:
    """With a journal that has grown since the opening, what stood then must be read from the events."""
    record = run_json(folder, "disagreements", STAGE)["items"][0]["record_id"]
    for reviewer in ("ANNA", "BO"):
        run(folder, "decide", STAGE, record, "maybe", role=reviewer)
    for words in (("agreement", "--json"), ("disagreements", STAGE, "--json")):
        cost = sorted(cpu(folder, *words) for _ in range(3))[1]
        print(f"\n  … both changed a decision afterwards: {' '.join(words):<50} {cost:.2f} s CPU ({BUDGET})")
