"""The duplicate groups that follow from verdicts."""

from pathlib import Path

import pytest

from store.acts.duplicates import groups as groups_module
from store.acts.duplicates.groups import duplicate_groups
from store.acts.duplicates.searches import found_pairs, searches, store_search
from store.acts.duplicates.verdicts import give_verdicts, take_back_verdict
from store.acts.imports import imports
from store.folder.review import Review
from tests.reviews import make_review, ris, run


def test_pairs_said_to_be_the_same_are_one_group_and_taking_one_back_parts_it(tmp_path: Path) -> None:
    make_review(tmp_path / "r", records=3)
    with Review(tmp_path / "r") as review:
        one, two, three = review.records
        give_verdicts(review, [(one, two), (two, three)], same=True)
        groups = duplicate_groups(review)
        assert len(groups.unique) == 1
        assert set(groups.around(one)) == {one, two, three}
        take_back_verdict(review, two, three)
        assert set(duplicate_groups(review).around(three)) == {three}


def test_an_import_that_no_search_has_read_leaves_the_groups_as_they_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups_module, "WORTH_KEEPING", 0)
    derived, real = [], groups_module._groups
    monkeypatch.setattr(groups_module, "_groups", lambda *given: derived.append(0) or real(*given))
    folder = make_review(tmp_path / "r", records=3)

    def unique() -> int:
        derived.clear()
        with Review(folder) as review:
            return len(duplicate_groups(review).unique)

    def import_as(name: str, text: str) -> None:
        (tmp_path / f"{name}.ris").write_text(text, "utf-8")
        run(folder, "import", str(tmp_path / f"{name}.ris"), "--source", name, "--again")

    import_as("Scopus", ris(range(2)))
    run(folder, "dedup")
    assert (unique(), derived) == (3, [])
    import_as("Medline", ris([7]))
    assert (unique(), derived) == (4, []), "nobody has compared the new record with any"
    with Review(folder) as review:
        first, *_, last = review.records
        give_verdicts(review, [(first, last)], same=True)
    assert (unique(), derived) == (3, [0])
    assert (unique(), derived) == (3, [])
    run(folder, "withdraw", "2")
    assert (unique(), derived) == (3, [0]), "what was read is gone"
    run(folder, "withdraw", "2", "--undo")
    run(folder, "withdraw", "3")
    assert (unique(), derived) == (3, [0]), "what somebody spoke of is gone"


def test_what_comes_back_after_a_withdrawal_is_of_its_group_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(groups_module, "WORTH_KEEPING", 0)
    folder = make_review(tmp_path / "r", records=3)
    for name, text in (("Medline", ris([2])), ("Scopus", ris(range(2)))):
        (tmp_path / "s.ris").write_text(text, "utf-8")
        again = ("import", str(tmp_path / "s.ris"), "--source", name, "--again")
        run(folder, *again)
    run(folder, "dedup")

    def groups() -> int:
        with Review(folder) as review:
            return len(duplicate_groups(review).members)

    assert groups() == 3
    run(folder, "withdraw", "3")
    assert groups() == 1
    run(folder, *again)
    assert groups() == 3, "the same records, by another import"
    run(folder, "withdraw", "4")
    with Review(folder) as review:  # some searches kept pairs with what was withdrawn
        store_search(review, found_pairs(review), read=imports(review), replaced=searches(review))
    assert groups() == 1
    run(folder, "withdraw", "4", "--undo")
    assert groups() == 3
