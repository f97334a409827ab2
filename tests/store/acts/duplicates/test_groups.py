"""The duplicate groups that follow from verdicts."""

from pathlib import Path

import pytest

from core.dedup.pairs import MERGE, REVIEW, RecordPair
from store.acts.duplicates import groups as groups_module
from store.acts.duplicates.groups import duplicate_groups, pairs_to_review, shown_record
from store.acts.duplicates.searches import found_pairs, pair_document, searches, store_search
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


@pytest.mark.parametrize("worth", [0, 300], ids=["kept", "not kept"])
def test_the_pairs_that_wait_for_a_person(tmp_path: Path, worth: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """One of two groups, the most certain; in the order of the tables; none of what is one, parted, or gone."""
    monkeypatch.setattr(groups_module, "WORTH_KEEPING", worth)
    with Review(make_review(tmp_path / "r", records=8)) as review:
        a, b, c, d, e, f, g, h = sorted(review.records)

        def pair(one: str, other: str, title: int, outcome: str = REVIEW) -> RecordPair:
            return RecordPair(one, other, "similar titles", {"title": title}, outcome)

        pairs = {
            "merges": [pair(a, b, 99, MERGE)],
            "reviews": [pair(c, d, 80), pair(a, c, 70), pair(b, c, 90), pair(g, "f" * 16, 99), pair("0" * 16, g, 99)],
            "rest": [pair(e, f, 60), pair(c, d, 85)],
            "links": [pair(g, h, 95)],
        }
        documents = {
            table: {str(number): pair_document(each, dict.fromkeys((a, b), 1)) for number, each in enumerate(found)}
            for table, found in pairs.items()
        }
        store_search(review, documents, read=imports(review), replaced=searches(review))

        def asked() -> list[tuple[str, str]]:
            groups = duplicate_groups(review)
            twice = [[(each.a, each.b) for each in pairs_to_review(review, of)] for of in (None, groups)]
            assert twice[0] == twice[1]
            return twice[0]

        assert duplicate_groups(review).of(b) == a
        assert asked() == [(b, c), (c, d), (e, f)], "of a and b, which are one, the most certain; of c and d as well"
        give_verdicts(review, [(c, d)], same=False)
        assert asked() == [(b, c), (e, f)], "a person has parted them"
        give_verdicts(review, [(a, b)], same=False)
        assert asked() == [(a, c), (b, c), (e, f)], "a merge that was parted is no question, and joins nothing"
        give_verdicts(review, [(e, f)], same=True)
        assert asked() == [(a, c), (b, c)]
        told = [(each.evidence, each.rule) for each in pairs_to_review(review)]
        assert told == [({"title": 70}, "similar titles"), ({"title": 90}, "similar titles")]


def test_a_record_is_shown_with_what_its_duplicates_tell(tmp_path: Path) -> None:
    with Review(make_review(tmp_path / "r", records=3)) as review:
        one, two, three = review.records
        assert shown_record(review, duplicate_groups(review), three) == review.records.get(three)
        give_verdicts(review, [(one, two)], same=True)
        groups = duplicate_groups(review)
        survivor, other = groups.around(one)
        shown = shown_record(review, groups, survivor)
        assert shown.id == survivor and shown.title == review.records.get(survivor).title
        assert groups.of_all([other, three, survivor, "f" * 16]) == [survivor, three, survivor, "f" * 16]
        mask = groups.mask_of([other, "f" * 16])
        assert [record for record, there in zip(review.records, mask, strict=True) if there] == [survivor]
