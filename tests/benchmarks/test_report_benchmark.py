"""What the report costs at the size of the published review, and at a hundred thousand (run with `-m benchmark -s`)."""

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


@pytest.mark.parametrize(("count", "asked_for"), [(13_178, 5), (100_000, 30)])
def test_report(count: int, asked_for: int, tmp_path: Path) -> None:
    """Every record read at title and abstract, a fifth of them twice; the readers differ on one in twenty."""
    folder = make_big_review(tmp_path / "review", count)
    run(folder, "sample", STAGE, "--draw", "--yes")
    drawn = run_json(folder, "sample", STAGE)[0]["ids"]
    with Review(folder) as review:
        first = {each: n % 15 == 0 for n, each in enumerate(review.records)}
        second = {each: first[each] != (n % 20 == 0) for n, each in enumerate(drawn)}
        for reviewer, included in (("ANNA", first), ("BO", second)):
            DiskDecisionStore(review, reviewer, STAGE).save_all(
                (
                    Decision(record=each, verdict=Verdict.INCLUDE if yes else Verdict.EXCLUDE)
                    for each, yes in included.items()
                ),
                act="import",
            )
    run(folder, "status")
    command = [sys.executable, "-m", "tui", "-C", str(folder), "report", "--out", str(tmp_path / "out")]
    before = os.times()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    after = os.times()
    cost = after.children_user + after.children_system - before.children_user - before.children_system
    size = sum(path.stat().st_size for path in (tmp_path / "out").rglob("*") if path.is_file())
    page = (tmp_path / "out" / "index.html").stat().st_size
    print(
        f"\n  {count:,} records: {cost:.1f} s CPU ({asked_for} s asked for), {size / 1e6:.1f} MB in all, "
        f"{page / 1e3:.0f} kB the page"
    )
    assert (tmp_path / "out" / "lists" / "identified.html").is_file()
