"""What it costs to open the journals of many readers (run with `-m benchmark -s`)."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from store.decisions.access import decisions_of
from store.folder.people import PEOPLE
from store.folder.review import Review
from store.journal.journal import Change
from tests.reviews import make_review, run
from tests.sharing import STAGE, owed, shared_plan

pytestmark = pytest.mark.benchmark

READERS = [f"R{number:02}" for number in range(24)]
"""As many as one stage may have."""
LINES = 165_000
"""Of each reader: 24 journals of them are as many lines as 40 of 99,000."""


def fill(folder: Path, who: str) -> int:
    """Let a reader change their mind on all they owe until the journal has that many lines; its size in bytes."""
    mine = owed(folder, who)
    run(folder, "decide", STAGE, mine[0], "include", role=who)
    with Review(folder, role=who) as review:
        path = next((folder / PEOPLE / who).glob(f"{STAGE}.1/decisions.jsonl"))
        journal = review.open_own(path, write=True, salted=True)
        says, clock = next(iter(journal.tables["decisions"].values()))["says"], 1
        while journal.seq < LINES:
            clock += 1
            new = {**says, "verdict": ("include", "maybe")[clock % 2]}
            changes = [Change("decisions", int(n, 16), {"clock": clock, "says": {**new, "record": n}}) for n in mine]
            journal.commit(changes, act="screen")
        journal.close()
    run(folder, "status", role=who)
    return path.stat().st_size


def test_journals_that_nothing_has_touched(tmp_path: Path) -> None:
    of = ", ".join(f'"{who}"' for who in READERS)
    plan = shared_plan(f"{{ any = 2, of = [{of}] }}", READERS).replace('reviewer = "A"', 'reviewer = "R00"')
    folder = make_review(tmp_path / "review", records=2000, text=plan)
    run(folder, "dedup")
    run(folder, "sample", STAGE, "--draw", "--yes", role=READERS[0])
    size = sum(fill(folder, who) for who in READERS)
    print(f"\n{len(READERS)} journals of {LINES:,} lines, {size / 1e9:.2f} GB")
    time.sleep(4)  # a file that was changed just before it is read is not noted
    for which in ("first", "second"):
        start = time.process_time()
        with Review(folder, role="CHIEF") as review:
            documents = sum(len(decisions_of(review, who, STAGE).tables["decisions"]) for who in READERS)
        print(f"  {which} opening, {documents:,} documents: {time.process_time() - start:.2f} s CPU")
