"""What lines find is kept in the account's cache, and given again only while it is true."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.ranking.slices import whole
from store.folder import cache
from store.folder.cache import Cache
from store.folder.review import Review
from store.numbers import strategy_cache
from store.numbers.strategy import StrategyFinds, kept_strategies, strategy_finds
from store.state.review_state import review_state
from tests.reviews import run
from tests.store.numbers.test_strategy import RIS, review_of


def found(folder: Path) -> StrategyFinds:
    with Review(folder) as review:
        ((name, strategy),) = kept_strategies(review, "Medline")
        return whole(strategy_finds(review_state(review), name, strategy))


@pytest.fixture
def evaluations(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Gets an entry each time that lines are evaluated."""
    made: list[int] = []
    real = strategy_cache.evaluating

    def counted(*arguments):  # type: ignore[no-untyped-def]
        made.append(1)
        return real(*arguments)

    monkeypatch.setattr(strategy_cache, "evaluating", counted)
    return made


def test_the_second_time_nothing_is_evaluated_and_all_is_the_same(tmp_path: Path, evaluations: list[int]) -> None:
    review = review_of(tmp_path)
    assert found(review) == found(review) and len(evaluations) == 1
    (kept,) = Cache(review).folder.glob("strategy-*")
    assert kept.stat().st_mode & 0o777 == 0o600 and b"Peer" not in kept.read_bytes()


def test_a_cache_that_was_cut_altered_or_made_of_something_else_is_not_believed(
    tmp_path: Path, evaluations: list[int]
) -> None:
    review = review_of(tmp_path)
    first = found(review)
    (kept,) = Cache(review).folder.glob("strategy-*")
    whole_one = kept.read_bytes()
    for damaged in (b"", whole_one[:-3], whole_one.replace(b'"1"', b'"2"'), b"\xff" * 99, whole_one[40:]):
        kept.write_bytes(damaged)
        assert found(review) == first and kept.read_bytes() == whole_one
    assert len(evaluations) == 6


def test_records_duplicates_and_rules_that_change_are_evaluated_anew(
    tmp_path: Path, evaluations: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = review_of(tmp_path)
    before = found(review)
    (tmp_path / "more.ris").write_text(RIS.replace("10.5555/s", "10.5555/t").replace("Knees", "Peer support"))
    run(review, "import", str(tmp_path / "more.ris"), "--source", "Other")
    after = found(review)
    assert len(after.lines[1].finds) > len(before.lines[1].finds) and len(evaluations) == 2
    first, second = (each for each in after.lines[1].finds[:2])
    run(review, "dedup", "--same", first, second, "--even-so")
    assert len(found(review).lines[1].finds) == len(after.lines[1].finds) - 1 and len(evaluations) == 3
    monkeypatch.setattr(cache, "_code", lambda: "other rules")
    found(review)
    assert len(evaluations) == 4


def test_where_nothing_can_be_kept_all_is_found_the_same(
    tmp_path: Path, evaluations: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    review = review_of(tmp_path)
    first = found(review)
    (tmp_path / "file").touch()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert found(review) == first == found(review) and len(evaluations) == 3
