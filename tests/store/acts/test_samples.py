"""What a sample may depend on: the seed and the set of records, and nothing else that happens in a review."""

import shutil
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.examples import examples
from tests.reviews import decide_all, exchange, make_review, protocol, ris, run, run_json

STAGE = "title-abstract"
RECORDS = 12

orders = st.permutations(range(RECORDS))
verdicts = st.sampled_from(["include", "exclude", "maybe"])
said = st.dictionaries(st.integers(0, RECORDS - 1), verdicts, max_size=RECORDS)


def review_of(folder: Path, files: list[list[int]]) -> Path:
    """A review whose records came in this order, in so many files."""
    make_review(folder, text=protocol("1/4"))
    for n, numbers in enumerate(files):
        file = folder.parent / f"{folder.name}-{n}.ris"
        file.write_text(ris(numbers))
        run(folder, "import", str(file), "--source", "Base 0")
    return folder


def sample_of(folder: Path) -> list[str]:
    run(folder, "sample", STAGE, "--draw", "--yes")
    ids = run_json(folder, "sample", STAGE)[-1]["ids"]
    assert isinstance(ids, list)
    return ids


@given(order=orders, cut=st.integers(1, RECORDS - 1))
@settings(max_examples=examples(5), deadline=None)
def test_the_order_of_import_is_of_no_account(order: list[int], cut: int) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        as_listed = review_of(Path(temporary) / "one", [list(range(RECORDS))])
        shuffled = review_of(Path(temporary) / "two", [order[:cut], order[cut:]])
        assert sample_of(as_listed) == sample_of(shuffled)


@given(anna=said, bo=said)
@settings(max_examples=examples(5), deadline=None)
def test_no_decision_is_of_any_account(anna: dict[int, str], bo: dict[int, str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        untouched = review_of(Path(temporary) / "one", [list(range(RECORDS))])
        decided = review_of(Path(temporary) / "two", [list(range(RECORDS))])
        for reviewer, decisions in (("ANNA", anna), ("BO", bo)):
            if decisions:
                decide_all(decided, reviewer, STAGE, [(f"T{n}", verdict) for n, verdict in decisions.items()])
        assert sample_of(decided) == sample_of(untouched)


@given(update=st.sets(st.integers(RECORDS, RECORDS + 20), min_size=1, max_size=8), anna=said)
@settings(max_examples=examples(5), deadline=None)
def test_a_search_update_leaves_the_earlier_sample_alone(update: set[int], anna: dict[int, str]) -> None:
    with tempfile.TemporaryDirectory() as temporary:
        folder = review_of(Path(temporary) / "one", [list(range(RECORDS))])
        sample_of(folder)
        before = run_json(folder, "sample", STAGE)
        if anna:
            decide_all(folder, "ANNA", STAGE, [(f"T{n}", verdict) for n, verdict in anna.items()])
        file = Path(temporary) / "update.ris"
        file.write_text(ris(sorted(update)))
        run(folder, "import", str(file), "--source", "Base 0", "--round", "new")
        run(folder, "sample", STAGE, "--draw", "--yes")
        kept, added = run_json(folder, "sample", STAGE)
        assert [kept] == before
        assert (added["frame"], added["size"]) == (len(update), -(-len(update) // 4))
        assert run(folder, "sample", STAGE, "--verify").exit_code == 0


def test_a_pilot_that_a_sample_did_not_leave_out_counts_for_nothing(tmp_path: Path) -> None:
    here = make_review(tmp_path / "here", records=RECORDS, text=protocol("1/4"))
    there = shutil.copytree(here, tmp_path / "there")
    run(here, "sample", STAGE, "--draw", "--yes")
    run(there, "sample", STAGE, "--pilot", "3", "--yes")
    exchange(here, there)
    for copy in (here, there):
        assert [each["round"] for each in run_json(copy, "sample", STAGE)] == [1]
        [stage] = [each for each in run_json(copy, "status")["stages"] if each["stage"] == STAGE]
        assert stage["pilot"] is None
