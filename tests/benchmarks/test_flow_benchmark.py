"""What the flow diagram costs at the size of the published review (run with `-m benchmark -s`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.screening.decision import Decision, Verdict
from store.folder.review import Review
from store.work.screening import DiskDecisionStore
from tests.benchmarks.test_agreement_benchmark import BUDGET, RECORDS, cpu
from tests.big import make_big_review

pytestmark = pytest.mark.benchmark


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """13,178 records, read twice to the end of title and abstract; one in fifteen goes on to the full text."""
    folder = make_big_review(tmp_path_factory.mktemp("flow") / "review", RECORDS, coverage="all")
    with Review(folder) as review:
        included = {each: n % 15 == 0 for n, each in enumerate(review.records)}
        for reviewer in ("ANNA", "BO"):
            DiskDecisionStore(review, reviewer, "title-abstract").save_all(
                (
                    Decision(
                        record=each,
                        verdict=Verdict.INCLUDE if yes else Verdict.EXCLUDE,
                        reason="" if yes else "wrong-topic",
                    )
                    for each, yes in included.items()
                ),
                act="import",
            )
    return folder


@pytest.mark.parametrize("format", ["text", "svg", "csv", "json", "png"])
def test_flow(folder: Path, format: str) -> None:
    if format == "png":
        pytest.importorskip("resvg_py", reason="the optional package for PNG is not installed")
    costs = sorted(cpu(folder, "flow", "--format", format) for _ in range(3))
    print(f"\n  {RECORDS:,} records: flow --format {format:<5} {costs[1]:.2f} s CPU ({BUDGET})")
