"""The rule that a sample is extended by: it asks once, only of an agreement that is complete, and for what is left."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.folder.review import Review
from store.numbers.extension import DueExtension, due_extension
from store.state.review_state import review_state
from tests.reviews import decide_all, made_once, make_review, protocol, run, run_json

STAGE = "title-abstract"
RULE = 'extend_sample = { statistic = "positive_agreement", below = "0.6", by = "1/10" }\n'


@made_once
def sampled_review(folder: Path, *, differ: int, rule: str = RULE, read: bool = True, coverage: str = "1/5") -> Path:
    """Twenty records that ANNA included; of BO's sample the first `differ` are excluded."""
    text = protocol(coverage).replace('kind = "screen"\n', f'kind = "screen"\n{rule}', 1)
    make_review(folder, records=20, text=text)
    decide_all(folder, "ANNA", STAGE, [(f"T{n}", "include") for n in range(20)])
    run(folder, "sample", STAGE, "--draw", "--yes")
    if read:
        known = {row["record_id"]: row["accession"] for row in run_json(folder, "dedup", "--groups")}
        sample = [known[each] for each in run_json(folder, "sample", STAGE)[0]["ids"]]
        said = [(each, "exclude" if place < differ else "include") for place, each in enumerate(sample)]
        decide_all(folder, "BO", STAGE, said)
    return folder


def due(folder: Path) -> DueExtension | None:
    with Review(folder) as review:
        return due_extension(review_state(review), review.stage(STAGE))


def test_too_little_agreement_asks_for_more(tmp_path: Path) -> None:
    found = due(sampled_review(tmp_path / "review", differ=3))
    assert found is not None
    assert (found.round, found.statistic, found.value, found.below, found.added) == (
        1,
        "positive_agreement",
        pytest.approx(2 / 5),
        0.6,
        2,
    )
    assert "positive agreement is 0.400, below 0.6" in found.sentence() and found.command in found.sentence()
    assert found.reason == "rule of the protocol: positive agreement 0.400 is below 0.6"
    assert found.added == 2


@pytest.mark.parametrize(
    ("differ", "options"),
    [(0, {}), (3, {"rule": ""}), (3, {"read": False}), (2, {})],
    ids=["they agree", "no rule", "not read yet", "just enough"],
)
def test_otherwise_nothing_is_asked(tmp_path: Path, differ: int, options: dict[str, object]) -> None:
    assert due(sampled_review(tmp_path / "review", differ=differ, **options)) is None  # type: ignore[arg-type]


@pytest.mark.parametrize(("below", "asks"), [("0.5", False), ("0.501", True)])
def test_what_is_not_below_the_rules_value_is_enough(tmp_path: Path, below: str, asks: bool) -> None:
    """Both included one of three, and the readers differ on two: the positive agreement is 2 of 4."""
    folder = sampled_review(tmp_path / "review", differ=2, coverage="3/20", rule=RULE.replace("0.6", below))
    assert (due(folder) is not None) == asks


def test_it_asks_once(tmp_path: Path) -> None:
    folder = sampled_review(tmp_path / "review", differ=3)
    run(folder, "sample", STAGE, "--extend-by-rule", "--yes")
    assert run_json(folder, "sample", STAGE)[0]["size"] == 6 and due(folder) is None


def test_no_more_is_asked_for_than_there_is(tmp_path: Path) -> None:
    folder = sampled_review(tmp_path / "review", differ=15, coverage="19/20")
    found = due(folder)
    assert found is not None and found.added == 1
