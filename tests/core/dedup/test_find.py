import random
from collections import Counter

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.dedup import find
from core.dedup.cluster import groups
from core.dedup.decide import MERGES, REVIEWS, VETOES
from core.dedup.find import find_duplicates
from core.dedup.normalise import Keys, keys_of
from core.dedup.pairs import DedupResult, RecordPair
from core.records.record import Author, RawField, Record
from tests.core.dedup.synthetic import records
from tests.examples import examples

SAMPLE = [keys_of(record) for record in records(400, seed=7)]
IDS = [key.id for key in SAMPLE]
id_pairs = st.tuples(st.integers(0, 399), st.integers(1, 3)).map(lambda pair: (IDS[pair[0]], IDS[(sum(pair)) % 400]))
few = settings(max_examples=examples(15))


def groups_of(
    keys: list[Keys], result: DedupResult, verdicts: dict[tuple[str, str], bool] | None = None
) -> dict[str, str]:
    return groups([key.id for key in keys], result.merges, verdicts or {})


def test_the_copies_of_five_databases_are_found_and_nothing_else():
    result = groups_of(SAMPLE, find_duplicates(SAMPLE))
    assert {key: group.partition(".")[0] for key, group in result.items()} == {
        key: key.partition(".")[0] for key in IDS
    }
    assert len(set(result.values())) == len({key.partition(".")[0] for key in IDS})


def test_pairs_name_a_rule_and_their_evidence_in_order():
    result = find_duplicates(SAMPLE)
    names = {rule.name for rule in (*VETOES, *MERGES, *REVIEWS)}
    assert result.merges == sorted(result.merges, key=lambda pair: (pair.a, pair.b))
    for pair in result.merges:
        assert pair.a < pair.b and pair.rule in names and pair.outcome == "merge"
        assert 0 <= pair.evidence["title"] <= 100


def test_merges_are_as_few_as_connect_the_groups():
    result = find_duplicates(SAMPLE)
    assert len(result.merges) == len(IDS) - len(set(groups_of(SAMPLE, result).values()))


@few
@given(st.randoms())
def test_the_order_of_the_records_changes_nothing(rng):
    shuffled = list(SAMPLE)
    rng.shuffle(shuffled)
    assert find_duplicates(shuffled) == find_duplicates(SAMPLE)


def test_running_again_finds_nothing_more():
    first = find_duplicates(SAMPLE)
    again = find_duplicates(SAMPLE, merged=[(pair.a, pair.b) for pair in first.merges])
    assert again.merges == []
    assert again.reviews == first.reviews


@few
@given(st.dictionaries(id_pairs, st.booleans(), max_size=8))
def test_what_people_said_always_holds(verdicts):
    result = find_duplicates(SAMPLE, verdicts=verdicts)
    grouped = groups_of(SAMPLE, result, verdicts)
    for (a, b), same in verdicts.items():
        if not same:
            assert grouped[a] != grouped[b]
        elif not any(verdict is False for verdict in verdicts.values()):
            assert grouped[a] == grouped[b]
    said = {frozenset(pair) for pair in verdicts}
    assert not said & {frozenset((pair.a, pair.b)) for pair in (*result.merges, *result.reviews)}


@few
@given(st.sets(st.integers(0, 399), min_size=1, max_size=60))
def test_exact_copies_add_no_survivor(copied):
    copies = [replace_id(SAMPLE[place], f"copy{place}") for place in copied]
    before = set(groups_of(SAMPLE, find_duplicates(SAMPLE)).values())
    after = groups_of([*SAMPLE, *copies], find_duplicates([*SAMPLE, *copies]))
    assert len(set(after.values())) == len(before)
    assert all(after[f"copy{place}"] == after[IDS[place]] for place in copied)


def test_sparse_records_imported_twice_add_no_survivor():
    sparse = [Record(title="Editorial"), Record(title="Sleep", year=2001), Record(abstract="Only an abstract.")]
    keys = [keys_of(record._replace(id=f"{source}{number}")) for source in "ab" for number, record in enumerate(sparse)]
    assert len(set(groups_of(keys, find_duplicates(keys)).values())) == len(sparse)


def test_hundreds_of_copies_of_one_record_are_one_group():
    keys = [keys_of(Record(id=f"{number:04}", title="Editorial", year=2001)) for number in range(500)]
    assert Counter(groups_of(keys, find_duplicates(keys)).values()) == {"0000": 500}


def test_a_search_update_finds_what_a_full_run_finds():
    old = SAMPLE[:300]
    first = find_duplicates(old)
    merged = [(pair.a, pair.b) for pair in first.merges]
    update = find_duplicates(SAMPLE, new=set(IDS[300:]), merged=merged)
    assert groups(IDS, [*first.merges, *update.merges], {}) == groups_of(SAMPLE, find_duplicates(SAMPLE))
    assert all(pair.b in IDS[300:] or pair.a in IDS[300:] for pair in update.merges)
    nothing = find_duplicates(SAMPLE, new=[])
    assert nothing == DedupResult([], [])


FIVE = [f"r{number}" for number in range(5)]
of_five = st.tuples(st.sampled_from(FIVE), st.sampled_from(FIVE)).filter(lambda pair: pair[0] < pair[1])
new_pairs = st.builds(
    lambda pair, title, outcome: RecordPair(*pair, "rule", {"title": title}, outcome),
    of_five,
    st.integers(80, 100),
    st.sampled_from(["merge", "merge", "review"]),
)
places = st.builds(Keys, st.just(""), volume=st.integers(0, 2), page=st.integers(0, 2))


@example(
    [RecordPair("r0", "r1", "rule")],
    {each: Keys("") for each in FIVE},
    {("r1", "r2"): True, ("r0", "r3"): False},
    [("r2", "r3")],
    set(),
)
@given(
    st.lists(new_pairs, max_size=4, unique_by=lambda pair: (pair.a, pair.b)),
    st.fixed_dictionaries(dict.fromkeys(FIVE, places)),
    st.dictionaries(of_five, st.booleans(), max_size=4),
    st.lists(of_five, max_size=6),
    st.sets(st.sampled_from(FIVE)),
)
def test_earlier_merges_that_lead_to_no_new_pair_change_nothing(pairs, keys, verdicts, merged, excluded):
    """Only those are joined again that concern what was found; with all of them the search comes to the same."""

    def words_of(record):
        return {("ANNA", "screening"): "exclude" if record in excluded else "include"}

    some = find._resolve(pairs, keys, verdicts, merged, words_of)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(find, "_leading_to", lambda records, merged, verdicts: merged)
        assert find._resolve(pairs, keys, verdicts, merged, words_of) == some


def test_a_record_that_says_little_joins_no_two_publications():
    abstract = Record(
        id="a",
        title="Peer support in crisis care: a qualitative study",
        authors=(Author("Berg", "A."), Author("Haug", "E.")),
        year=2017,
        journal="Journal of Mental Health",
        volume="26",
        pages="S12",
    )
    article = abstract._replace(id="b", volume="27", pages="201-210")
    bare = abstract._replace(id="c", volume="", pages="")
    result = find_duplicates([keys_of(record) for record in (abstract, article, bare)])
    assert len(result.merges) == 1
    assert len(result.reviews) == 1


def test_a_column_of_every_year_is_neither_merged_nor_reviewed():
    column = Record(title="Notes from a small island", authors=(Author("Berg", "A."),), journal="Island Review")
    keys = [keys_of(column._replace(id=str(year), year=year, volume=str(year - 1990))) for year in range(2000, 2009)]
    assert find_duplicates(keys) == DedupResult([], [])


def test_progress_is_told_and_may_interrupt():
    told: list[tuple[int, int]] = []
    find_duplicates(SAMPLE, progress=lambda done, total: told.append((done, total)))
    assert told[0] == (0, 400) and told[-1] == (400, 400)

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_duplicates(SAMPLE, progress=stop)


def test_titles_of_few_words_do_not_blow_up_the_number_of_pairs():
    rng = random.Random(1)
    words = ["care", "crisis", "health", "peer", "recovery", "support", "work"]
    keys = [Keys(f"{number:05}", title=" ".join(rng.choices(words, k=4))) for number in range(1_000)]
    assert find_duplicates(keys).merges == []


def replace_id(key: Keys, record_id: str) -> Keys:
    return key._replace(id=record_id)


WORK = Record(
    id="a" * 16,
    title="Peer workers in the wards of a county hospital",
    authors=(Author("Larsen", "Mette"),),
    year=2012,
    journal="Wards",
    doi="10.1000/work",
    pmid="23456789",
)


@pytest.mark.parametrize(
    "notice",
    [
        Record(title="Retraction: Peer workers in the wards of a county hospital", year=2021),
        Record(title="Erratum", abstract="[This corrects the article DOI: 10.1000/work.]", year=2013),
        Record(title="Corrigendum to 10.1000/work", year=2013),
        Record(title="Correction.", year=2014, raw=(RawField("EFR", "Wards. 2012;3:1-9. PMID: 23456789"),)),
        Record(title="Editorial note", types=(RawField("PT", "Retraction of Publication"),),
               raw=(RawField("RetractionOf", "Wards. 2012 Mar;3(1):1-9. doi: 10.1000/work. 23456789"),)),
    ],
)  # fmt: skip
def test_a_notice_is_linked_with_what_it_names_and_merged_with_nothing(notice):
    other = WORK._replace(id="c" * 16, title="Sleep in the wards of a city", doi="10.1000/other", pmid="34567890")
    found = find_duplicates(map(keys_of, (WORK, notice._replace(id="b" * 16), other)))
    assert [(pair.a, pair.b, pair.rule) for pair in (*found.links, *found.reviews)] == [
        ("a" * 16, "b" * 16, "erratum or reply")
    ]
    assert not found.merges and {pair.outcome for pair in found.links} <= {"link"}


def test_a_protocol_long_before_its_result_is_linked_with_it():
    protocol = WORK._replace(id="b" * 16, title=f"{WORK.title}: study protocol", year=2003, doi="10.1000/p", pmid="")
    found = find_duplicates(map(keys_of, (WORK, protocol)))
    assert [pair.rule for pair in found.links] == ["protocol and result"] and not found.merges and not found.reviews
