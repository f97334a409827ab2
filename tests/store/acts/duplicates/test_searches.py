"""What searches for duplicates found, of one person and of several at the same time."""

import shutil
from pathlib import Path

import pytest

from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.searches import SEARCHES, imports_to_search, searches, stored_pairs
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from tests.reviews import exchange, ris, run, run_json, said_in
from tests.twins import make_twin_review


def records_of(folder: Path) -> Path:
    file = folder / "more.ris"
    file.write_text(ris(range(50, 53)), encoding="utf-8")
    return file


def test_what_two_searched_and_said_at_the_same_time_counts_together(tmp_path: Path) -> None:
    here = make_twin_review(tmp_path / "here")
    there = Path(shutil.copytree(here, tmp_path / "there"))
    with Review(here) as review:
        one, two, three, _ = stored_pairs(review, "reviews")
    run(here, "dedup", "--same", one.a, one.b, role="BO")
    run(here, "dedup", "--same", two.a, two.b, role="BO")
    run(there, "dedup", "--not-same", one.a, one.b, role="ANNA")
    run(there, "dedup", "--same", three.a, three.b, role="CHIEF")
    run(there, "import", str(records_of(tmp_path)), "--source", "Other", role="ANNA")
    run(here, "dedup", role="BO")
    run(there, "dedup", role="ANNA")
    exchange(here, there)
    groups, pairs = (("dedup", each) for each in ("--groups", "--pairs"))
    for command in (groups, pairs, ("status",)):
        assert run(here, *command).stdout == run(there, *command).stdout
    assert [run(copy, "check").exit_code for copy in (here, there)] == [0, 0]
    with Review(there) as review:
        said = duplicate_groups(review)
        assert said.of(two.a) == said.of(two.b) and said.of(three.a) == said.of(three.b)
        assert said.of(one.a) != said.of(one.b), "said with one clock: ANNA comes first in the plan"
        assert imports_to_search(review) == []
    run(here, "dedup", "--same", one.a, one.b, role="BO")
    exchange(there, here)
    with Review(there) as review:
        assert duplicate_groups(review).of(one.a) == duplicate_groups(review).of(one.b), "and then BO's answer counts"


def test_a_search_that_finds_what_the_last_one_found_says_nothing(tmp_path: Path) -> None:
    folder = make_twin_review(tmp_path / "r")
    for role in (None, "ANNA"):
        run(folder, "dedup", role=role)
    with Review(folder) as review:
        assert len(said_in(review, SEARCHES)) == 1
        found = [each.path for each in searches(review)]
    assert found == list(folder.glob("people/*/duplicates/*"))
    run(folder, "import", str(records_of(tmp_path)), "--source", "Other")
    run(folder, "dedup")
    with Review(folder) as review:
        assert len(said_in(review, SEARCHES)) == 2 and len(searches(review)) == 1, "it has read one import more"


@pytest.mark.parametrize("how", [b"", b"{}", None])
def test_what_a_search_found_is_named_when_it_is_not_what_it_wrote(tmp_path: Path, how: bytes | None) -> None:
    folder = make_twin_review(tmp_path / "r")
    [file] = folder.glob("people/*/duplicates/*")
    file.chmod(0o644)
    file.unlink() if how is None else file.write_bytes(how)
    with pytest.raises(StoreCorrupt, match="not") as refused:
        run(folder, "status")
    assert refused.value.where == str(file)
    assert [each["where"] for each in run_json(folder, "check")["problems"]] == [str(file)]
