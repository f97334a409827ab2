"""Reviews of which any few of several people read each record."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TypeVar

from store.folder.review import Review
from store.state.review_state import ReviewState, review_state
from tests.reviews import TWO_READERS, made_once, make_review, run, run_json

Found = TypeVar("Found")
STAGE = "title-abstract"
FIVE = tuple("ABCDE")


def shared_plan(readers: str = "", people: Iterable[str] = FIVE, extra: str = "") -> str:
    """The plan: title and abstract by any two of five, unless `readers` says otherwise, full texts by A."""
    head, stages = TWO_READERS.split("[[reviewer]]")[0], TWO_READERS[TWO_READERS.index("[[stage]]") :]
    team = "".join(f'[[reviewer]]\nid = "{each}"\nrole = "second"\n' for each in people)
    text = f'{head}{team}[[reviewer]]\nid = "CHIEF"\nrole = "adjudicator"\n{stages}'
    both = '[{ reviewer = "ANNA", coverage = "all" }, { reviewer = "BO", coverage = "all" }]'
    shared = both.replace('BO", coverage = "all"', 'BO", coverage = "COVERAGE"')
    given = readers or '{ any = 2, of = ["A", "B", "C", "D", "E"] }'
    return text.replace(shared, f"{given}\n{extra}").replace(both, '[{ reviewer = "A", coverage = "all" }]')


@made_once
def shared_review(folder: Path, *, records: int = 20, text: str = "", draws: bool = True) -> Path:
    """A review by that plan; its first round is dealt."""
    made = make_review(folder, records=records, text=text or shared_plan())
    run(made, "dedup")
    if draws:
        run(made, "sample", STAGE, "--draw", "--yes", role="A")
    return made


def owed(folder: Path, who: str, stage: str = STAGE) -> list[str]:
    """The records that a reader owes."""
    rows = run_json(folder, "records", "owed", "--stage", stage, "--reviewer", who, role=who)
    return [row["record_id"] for row in rows]


def read(folder: Path, who: str, records: Iterable[str], seed: int = 1, stage: str = STAGE) -> dict[str, str]:
    """A reader decides on records, in one file; record → verdict."""
    chance = random.Random(f"{who}{seed}")
    said = {each: chance.choice(("include", "exclude", "exclude")) for each in records}
    file = folder.parent / f"{who}.csv"
    rows = "".join(f"{each},{verdict},{'wrong-topic' * (verdict == 'exclude')}\n" for each, verdict in said.items())
    file.write_text(f"record_id,verdict,reason\n{rows}")
    run(folder, "decisions", "import", str(file), "--stage", stage, "--reviewer", who)
    return said


def read_all(folder: Path, people: Iterable[str] = FIVE, seed: int = 1) -> dict[str, dict[str, str]]:
    """All readers decide on all they owe."""
    return {who: read(folder, who, owed(folder, who), seed) for who in people}


def readers_of(folder: Path, stage: str = STAGE) -> dict[str, tuple[str, ...]]:
    """Record → its readers."""
    return dict(seen(folder, lambda state: state.readers_of(state.review.stage(stage))))


def seen(folder: Path, look: Callable[[ReviewState], Found], role: str | None = None) -> Found:
    """What the state of the review has."""
    with Review(folder, role=role) as review:
        return look(review_state(review))
