"""Duplicates in a review: search updates, undo to the exact state, verdicts that outlive every run."""

from __future__ import annotations

import copy
import random
from contextlib import suppress
from dataclasses import asdict
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.dedup.cluster import groups as groups_of
from core.dedup.find import find_duplicates as search
from core.dedup.normalise import keys_of
from core.dedup.signature import keys_to_store
from core.errors import TamisError
from core.records.record import Record
from store.acts import withdrawals
from store.acts.duplicates import groups as groups_module
from store.acts.duplicates.groups import duplicate_groups, pairs_to_review
from store.acts.duplicates.searches import imports_to_search, searches, store_search, stored_pairs
from store.acts.duplicates.verdicts import VERDICTS, give_verdict, take_back_verdict, undo_last, verdicts
from store.acts.imports import imports
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.work.duplicates.search import find_duplicates, stored_keys
from tests.big import add_round, make_review_of
from tests.core.dedup.synthetic import records
from tests.examples import examples
from tests.reviews import make_review, ris, run, run_json
from tests.twins import twins

MADE = [each._replace(id=sha256(each.id.encode()).hexdigest()[:16]) for each in records(300, seed=3)]
FOUND = ("merges", "reviews", "rest")
settled = settings(
    max_examples=examples(8),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def state(review: Review) -> dict[str, dict[str, dict[str, object]]]:
    """What the searches found and what people said of it."""
    found = {name: {f"{each.a} {each.b}": asdict(each) for each in stored_pairs(review, name)} for name in FOUND}
    return found | {VERDICTS: copy.deepcopy(dict(review.acts.tables.get(VERDICTS, {})))}


def note_search(review: Review, *numbers: int) -> None:
    """As after a search for duplicates in these imports that found none."""
    read = [each for each in imports(review) if each.number in numbers]
    store_search(review, {name: {} for name in FOUND}, read=read, replaced=searches(review))


def test_imports_that_no_search_has_seen_are_searched_whatever_their_round(tmp_path: Path) -> None:
    rounds = [MADE[:100], MADE[100:200], MADE[200:]]
    with Review(make_review_of(tmp_path / "review", rounds, keys_of=keys_to_store)) as review:
        find_duplicates(review)
        assert stored_pairs(review, "merges") == search(stored_keys(review)).merges, "none has been seen"
    with Review(make_review_of(tmp_path / "other", rounds, keys_of=keys_to_store)) as review:
        note_search(review, 1, 3)
        find_duplicates(review)
        new = {each.id for each in (*rounds[1], *rounds[2])}
        assert stored_pairs(review, "merges") == search(stored_keys(review), new=new).merges


@settled
@given(seed=st.integers(0, 10**6), new=st.integers(1, 150))
def test_a_search_update_finds_what_reading_every_key_finds(
    tmp_path_factory: pytest.TempPathFactory, seed: int, new: int
) -> None:
    made = list(MADE)
    random.Random(seed).shuffle(made)
    rounds: list[list[Record]] = [made[new:], made[:new]]
    with Review(make_review_of(tmp_path_factory.mktemp("r") / "review", rounds, keys_of=keys_to_store)) as review:
        note_search(review, 1)
        find_duplicates(review)
        expected = search(stored_keys(review), new={each.id for each in rounds[1]})
        assert stored_pairs(review, "merges") == expected.merges
        assert stored_pairs(review, "reviews") == expected.reviews
        once = state(review)
        find_duplicates(review)
        assert state(review) == once, "running again changes nothing"


@settled
@given(st.lists(st.sampled_from(["run", "same", "apart"]), min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_undo_restores_the_exact_state(
    tmp_path_factory: pytest.TempPathFactory, acts: list[str], rng: random.Random
) -> None:
    folder = make_review_of(tmp_path_factory.mktemp("r") / "review", [MADE[:80]], keys_of=keys_to_store)
    with Review(folder) as review:
        before = []
        for act in acts:
            before.append((state(review), duplicate_groups(review)))
            if act == "run":
                find_duplicates(review)
            else:
                one, other = rng.sample([each.id for each in MADE[:80]], 2)
                give_verdict(review, one, other, same=act == "same")
            if state(review) == before[-1][0]:
                before.pop()  # nothing was changed, and nothing is there to be undone
        for tables, groups in reversed(before):
            assert undo_last(review)
            assert state(review) == tables
            assert duplicate_groups(review).members == groups.members


def test_a_verdict_outlives_runs_and_new_rounds(tmp_path: Path) -> None:
    folder = make_review_of(tmp_path / "review", [MADE[:200], MADE[200:]], keys_of=keys_to_store)
    with Review(folder) as review:
        find_duplicates(review)
        pair = stored_pairs(review, "merges")[0]
        give_verdict(review, pair.a, pair.b, same=False)
        for _ in range(2):
            find_duplicates(review)
            groups = duplicate_groups(review)
            assert groups.of(pair.a) != groups.of(pair.b)


def test_a_file_under_another_name_and_with_other_line_ends_adds_no_survivor(tmp_path: Path) -> None:
    folder = tmp_path / "review"
    run_json(tmp_path, "init", str(folder))
    text = ris(range(30))
    for number, content in enumerate([text, text.replace("\n", "\r\n"), "\ufeff" + text.replace("\n", "\r")]):
        path = tmp_path / f"export{number}.ris"
        path.write_bytes(content.encode())
        run_json(folder, "import", str(path), "--source", "Scopus")
        assert run_json(folder, "dedup")["unique"] == 30
    (tmp_path / "elsewhere.ris").write_text(text, encoding="utf-8")
    run_json(folder, "import", str(tmp_path / "elsewhere.ris"), "--source", "Medline", "--again")
    assert run_json(folder, "dedup") | {"records": 60, "unique": 30} == run_json(folder, "dedup")


def test_a_damaged_signature_is_named(tmp_path: Path) -> None:
    folder = make_review_of(tmp_path / "review", [MADE[:5], MADE[5:9]], keys_of=keys_to_store)
    path = sorted(folder.glob("people/*/records/*.keys.json"))[0]
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b'"b":"', b'"b":"AAAA', 1))
    with Review(folder) as review:
        note_search(review, 1)
        with pytest.raises(StoreCorrupt, match=r"the signature of record"):
            find_duplicates(review)


def test_same_merges_nothing_away_and_taken_back_asks_again(tmp_path: Path) -> None:
    """Two records of one article merge by rule; a third, elsewhere, is the same to a person alone."""
    article = (
        "TY  - JOUR\nTI  - Iron every other day and the sleep of infants\nAU  - Costa, {}\nPY  - {}\nJO  - {}\n"
        "VL  - {}\nSP  - {}\nAN  - {}\nER  - \n\n"
    )
    rows = [("Bia", 2015, "Obstet Heme", 3, "10", "A"), ("Bia", 2016, "Iron Journal", 9, "100", "B")]
    rows.append(("B.", 2016, "Iron Journal", 9, "100-7", "C"))
    folder = tmp_path / "review"
    run_json(tmp_path, "init", str(folder))
    (tmp_path / "a.ris").write_text("".join(article.format(*row) for row in rows), encoding="utf-8")
    run_json(folder, "import", str(tmp_path / "a.ris"), "--source", "Scopus")
    run_json(folder, "dedup")
    one, two, three = (row["record_id"] for row in run_json(folder, "dedup", "--groups"))
    with Review(folder) as review:
        groups = duplicate_groups(review)
        assert groups.of(two) == groups.of(three) != groups.of(one)
    asked = run_json(folder, "dedup", "--pairs")
    run_json(folder, "dedup", "--same", one, two)
    for _ in range(2):
        assert run_json(folder, "dedup")["unique"] == 1
    run_json(folder, "dedup", "--undo", one, two)
    assert run_json(folder, "status")["duplicates_removed"] == 1
    assert len(run_json(folder, "dedup", "--pairs")) == len(asked)


ALL_FOUND = search(map(keys_of, MADE[:120]))
EVERY_PAIR = [*ALL_FOUND.merges, *ALL_FOUND.reviews, *ALL_FOUND.rest]


@pytest.mark.slow
@settings(settled, max_examples=examples(10, long=25))
@given(
    st.lists(st.tuples(st.sampled_from(["run", "same", "apart", "back", "undo"]), st.integers(0, 10**6)), max_size=12)
)
def test_no_verdict_is_undone_and_no_question_lost(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int]]
) -> None:
    folder = make_review_of(tmp_path_factory.mktemp("r") / "review", [MADE[:120]], keys_of=keys_to_store)
    touched = sorted({each for pair in EVERY_PAIR for each in (pair.a, pair.b)})
    with Review(folder) as review:
        find_duplicates(review)
        for act, number in acts:
            given_before = verdicts(review)
            if act == "run":
                find_duplicates(review)
            elif act == "undo":
                if given_before:
                    undo_last(review)
            elif act == "back" and given_before:
                take_back_verdict(review, *sorted(given_before)[number % len(given_before)])
            elif act in ("same", "apart"):
                rng = random.Random(number)
                pair = rng.choice(EVERY_PAIR)
                one, other = (pair.a, pair.b) if number % 3 else rng.sample(touched, 2)
                give_verdict(review, one, other, same=act == "same")
            assert_whole(review)


def assert_whole(review: Review) -> None:
    """What people said holds, and whatever a search found is one group, said to be two, or asked."""
    groups, said, asked = duplicate_groups(review), verdicts(review), pairs_to_review(review)
    if not stored_pairs(review, "merges"):
        return  # the search itself was undone
    apart = {frozenset((groups.of(a), groups.of(b))) for (a, b), each in said.items() if not each.same}
    questions = [frozenset((groups.of(each.a), groups.of(each.b))) for each in asked]
    assert all(len(each) == 2 for each in apart), "what was called different is in two groups"
    assert len(set(questions)) == len(questions) and not apart.intersection(questions)
    same = groups_of([each.id for each in MADE[:120]], [], {pair: each.same for pair, each in said.items()})
    for pair in said:
        assert not said[pair].same or same[pair[0]] != same[pair[1]] or groups.of(pair[0]) == groups.of(pair[1])
    for pair in EVERY_PAIR:
        between = frozenset((groups.of(pair.a), groups.of(pair.b)))
        assert len(between) == 1 or between in apart or between in questions


PARTS = [MADE[place::3][:50] for place in range(3)]


@pytest.mark.slow
@settings(settled, max_examples=examples(10, long=25))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["update", "run", "run", "same", "apart", "back", "withdraw"]), st.integers(0, 10**6)
        ),
        max_size=14,
    )
)
def test_no_update_and_no_withdrawal_undoes_a_verdict_or_loses_a_question(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch, acts: list[tuple[str, int]]
) -> None:
    """What a search once merged or asked stays one group, said to be two, or asked, while both records are there.

    And what is kept of groups and questions is what they are when derived anew.
    """
    monkeypatch.setattr(groups_module, "WORTH_KEEPING", 0)
    folder = make_review_of(tmp_path_factory.mktemp("r") / "review", PARTS[:1], keys_of=keys_to_store)
    rounds, seen = 1, set[tuple[str, str]]()
    with Review(folder) as review:
        find_duplicates(review)
        for act, number in [("run", 0), *acts, ("run", 0)]:
            said = verdicts(review)
            if act == "update" and rounds < 2 * len(PARTS):
                rounds += 1  # in the second turn it brings what is there already, or was withdrawn
                add_round(review, rounds, PARTS[(rounds - 1) % len(PARTS)], keys_to_store)
            elif act == "run":
                find_duplicates(review)
            elif act == "withdraw":
                there = [each.number for each in imports(review)]
                gone = [each.number for each in imports(review, withdrawn=True) if each.withdrawn]
                if gone:
                    with suppress(TamisError):  # where its records have been imported again
                        withdrawals.restore(review, gone[0])
                elif len(there) > 1:
                    withdrawals.withdraw(review, there[-1])
            elif act == "back" and (known := [pair for pair in sorted(said) if set(pair) <= set(review.records)]):
                take_back_verdict(review, *known[number % len(known)])
            elif act in ("same", "apart"):
                rng = random.Random(number)
                pairs = sorted(pair for pair in seen if set(pair) <= set(review.records))
                chosen = rng.choice(pairs) if pairs and number % 3 else rng.sample(sorted(review.records), 2)
                give_verdict(review, *chosen, same=act == "same")
            stored = (pair for table in ("merges", "reviews") for pair in stored_pairs(review, table))
            seen |= {(pair.a, pair.b) for pair in stored}
            groups, asked = duplicate_groups(review), pairs_to_review(review)
            with Review(folder) as another:
                assert (duplicate_groups(another).members, pairs_to_review(another)) == (groups.members, asked)
                another.cache.clear()
            with Review(folder) as anew:
                assert (duplicate_groups(anew).members, pairs_to_review(anew)) == (groups.members, asked)
            there_now = {pair: each for pair, each in verdicts(review).items() if set(pair) <= set(review.records)}
            assert {pair for pair in said if act not in ("back", "same", "apart")} <= set(verdicts(review))
            apart = {frozenset(map(groups.of, pair)) for pair, each in there_now.items() if not each.same}
            questions = {frozenset((groups.of(each.a), groups.of(each.b))) for each in asked}
            assert all(len(each) == 2 for each in apart), "what was called different is in two groups"
            for pair in seen:
                between = frozenset(map(groups.of, pair))
                if set(pair) <= set(review.records) and not imports_to_search(review):
                    assert len(between) == 1 or between in apart or between in questions, (act, pair)


def test_what_the_search_would_merge_is_merged_again_as_soon_as_a_verdict_is_taken_back(tmp_path: Path) -> None:
    folder = make_review_of(tmp_path / "review", [MADE[:120]], keys_of=keys_to_store)
    with Review(folder) as review:
        find_duplicates(review)
        before = duplicate_groups(review)
        for pair in ALL_FOUND.merges:
            give_verdict(review, pair.a, pair.b, same=False)
        find_duplicates(review)
        assert len(duplicate_groups(review).unique) > len(before.unique)
        for pair in ALL_FOUND.merges:
            take_back_verdict(review, pair.a, pair.b)
        now = duplicate_groups(review)
        assert (now.members, now.unique) == (before.members, before.unique)


def test_what_was_merged_through_a_persons_word_stays_merged_by_its_own_rule(tmp_path: Path) -> None:
    """A and C merge by rule; B is the same as both to a person, whose words alone the search needs then."""
    folder = make_review_of(tmp_path / "review", [MADE[:120]], keys_of=keys_to_store)
    alone = next(each.id for each in MADE[:120] if each.id not in {i for pair in EVERY_PAIR for i in (pair.a, pair.b)})
    merge = ALL_FOUND.merges[0]
    with Review(folder) as review:
        for each in (merge.a, merge.b):
            give_verdict(review, alone, each, same=True)
        find_duplicates(review)
        for each in (merge.a, merge.b):
            take_back_verdict(review, alone, each)
        groups = duplicate_groups(review)
        assert groups.of(merge.a) == groups.of(merge.b) != groups.of(alone)


@pytest.mark.parametrize(
    "text", [ris([0], prefix="U").replace("10.5555/u.", "10.5555/t."), twins(1)], ids=["sure", "asked"]
)
def test_a_search_update_leaves_out_what_was_withdrawn_and_finds_it_again(tmp_path: Path, text: str) -> None:
    folder = make_review(tmp_path / "review", records=2)
    for name, content in (("Withdrawn", text), ("Kept", ris([7]))):
        (tmp_path / f"{name}.ris").write_text(content, "utf-8")
    run(folder, "import", str(tmp_path / "Withdrawn.ris"), "--source", "Withdrawn", "--round", "new")
    run(folder, "dedup")
    before = [(row["group_id"], row["how"]) for row in run_json(folder, "dedup", "--groups")]
    asked = run_json(folder, "dedup", "--pairs")
    run(folder, "withdraw", "2")
    run(folder, "import", str(tmp_path / "Kept.ris"), "--source", "Kept", "--round", "new")
    run(folder, "dedup")
    assert run_json(folder, "dedup")["records"] == 3 and not run_json(folder, "dedup", "--pairs")
    assert run_json(folder, "check")["ok"]
    run(folder, "withdraw", "2", "--undo")
    run(folder, "dedup")
    after = [(row["group_id"], row["how"]) for row in run_json(folder, "dedup", "--groups")]
    assert set(before) < set(after) and run_json(folder, "dedup", "--pairs") == asked
