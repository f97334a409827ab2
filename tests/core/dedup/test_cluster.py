import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.dedup.cluster import Clusters, by_certainty, connected, groups
from core.dedup.pairs import RecordPair

IDS = [f"r{number}" for number in range(8)]
id_pairs = st.tuples(st.sampled_from(IDS), st.sampled_from(IDS)).filter(lambda pair: pair[0] < pair[1])
merge = st.builds(
    lambda pair, title: RecordPair(*pair, rule="test", evidence={"title": title}), id_pairs, st.integers(80, 100)
)
merge_lists = st.lists(merge, max_size=12, unique_by=lambda pair: (pair.a, pair.b))
verdict_maps = st.dictionaries(id_pairs, st.booleans(), max_size=6)


def same(result, a, b):
    return result[a] == result[b]


def test_chains_of_merges_are_groups_named_by_their_smallest_id():
    merges = [RecordPair("b", "c", "test"), RecordPair("a", "b", "test")]
    assert groups("abcd", merges, {}) == {"a": "a", "b": "a", "c": "a", "d": "d"}


def test_a_persons_no_splits_a_group_at_its_weakest_pair():
    merges = [RecordPair("a", "b", "test", {"title": 100}), RecordPair("b", "c", "test", {"title": 90})]
    assert groups("abc", merges, {("c", "a"): False}) == {"a": "a", "b": "a", "c": "c"}


def test_a_persons_yes_needs_no_merge():
    assert same(groups("ab", [], {("b", "a"): True}), "a", "b")


def test_no_is_stronger_than_yes():
    result = groups("abc", [], {("a", "b"): True, ("b", "c"): True, ("a", "c"): False})
    assert same(result, "a", "b") and not same(result, "a", "c")


def test_pairs_of_other_records_are_left_out():
    assert groups("a", [RecordPair("a", "z", "test")], {("a", "y"): True}) == {"a": "a"}


def test_groups_in_different_places_are_not_joined_but_by_certainty():
    places = {"a": ("10.1/a", 1, 10), "b": ("", 0, 0), "c": ("10.1/c", 1, 90)}
    clusters = Clusters({}, places.__getitem__)
    assert clusters.join("a", "b")
    assert not clusters.join("b", "c")
    assert sorted(clusters.members("b")) == ["a", "b"]
    assert clusters.join("b", "c", certain=True)


def test_a_join_says_whether_the_two_are_together_now_and_a_second_one_changes_nothing() -> None:
    clusters = Clusters({("a", "c"): False})
    assert clusters.join("a", "b") and clusters.join("b", "a") and clusters.join("a", "a")
    assert sorted(clusters.members("a")) == sorted(clusters.members("b")) == ["a", "b"]
    for certain in (False, True):
        assert not clusters.join("b", "c", certain=certain) and not clusters.join("c", "a", certain=certain)
    assert clusters.parted("b", "c") and clusters.parted("c", "b") and not clusters.parted("b", "d")
    assert clusters.members("c") == ["c"] and not Clusters({}).parted("a", "c")


@pytest.mark.parametrize(
    ("one", "other", "joined"),
    [
        (("10.1/a", 1, 10), ("10.1/b", 1, 11), False),
        (("10.1/a", 1, 10), ("10.1/b", 1, 10), True),
        (("10.1/a", 1, 10), ("10.1/a", 2, 11), True),
        (("10.1/a", 0, 10), ("10.1/b", 2, 10), True),
        (("10.1/a", 0, 10), ("", 2, 11), True),
        (("", 1, 10), ("", 2, 11), False),
        (("", 0, 10), ("", 0, 10), True),
        (("", 0, 0), ("", 0, 0), True),
    ],
)
def test_two_of_doi_volume_and_page_must_differ(one, other, joined):
    places = {"a": one, "b": other}
    assert Clusters({}, places.__getitem__).join("a", "b") is joined
    assert Clusters({}, places.__getitem__).join("b", "a") is joined


@given(merge_lists, verdict_maps, st.randoms())
def test_groups_do_not_depend_on_order(merges, verdicts, random):
    shuffled, turned = list(merges), [((b, a), same) for (a, b), same in verdicts.items()]
    random.shuffle(shuffled)
    random.shuffle(turned)
    assert groups(IDS, merges, verdicts) == groups(reversed(IDS), shuffled, dict(turned))


@given(merge_lists, verdict_maps)
def test_every_record_is_in_one_group_and_no_group_holds_what_is_not_the_same(merges, verdicts):
    result = groups(IDS, merges, verdicts)
    assert sorted(result) == IDS
    assert all(result[key] == key for key in result.values())
    for (a, b), verdict in verdicts.items():
        if not verdict:
            assert not same(result, a, b)


@given(merge_lists, st.lists(id_pairs, max_size=4))
def test_without_a_no_everything_linked_is_together(merges, alike):
    result = groups(IDS, merges, dict.fromkeys(alike, True))
    links = [(pair.a, pair.b) for pair in merges] + alike
    assert all(same(result, a, b) for a, b in links)
    strangers = [record for record in IDS if not any(record in link for link in links)]
    assert all(list(result.values()).count(record) == 1 for record in strangers)


def test_groups_of_which_one_voice_said_different_things_are_not_joined() -> None:
    said = {"a": {("KBAA", "s"): "include"}, "b": {("ON", "s"): "exclude"}, "c": {("KBAA", "s"): "exclude"}, "d": {}}
    clusters = Clusters({}, words_of=lambda record: said[record])
    assert clusters.join("a", "b") and clusters.join("b", "d")
    assert not clusters.join("c", "d"), "a is in it"
    assert clusters.join("c", "d", certain=True), "a person said so"


def test_a_place_that_a_person_has_joined_is_no_other_place():
    places = {"a": ("", 3, 10), "b": ("", 9, 100), "b2": ("", 9, 100), "c": ("", 4, 70), "d": ("", 0, 0)}
    clusters = Clusters({("a", "b"): True}, places.__getitem__)
    assert clusters.join("b", "b2")
    assert not clusters.join("a", "c"), "it is at neither place"
    assert clusters.join("a", "d")
    assert not clusters.join("d", "c"), "a record that says little joins no third place"


@given(st.lists(id_pairs, max_size=12))
def test_connected_records_are_those_that_pairs_lead_to(pairs):
    together = {each: {each} for pair in pairs for each in pair}
    for a, b in pairs:
        joined = together[a] | together[b]
        together |= dict.fromkeys(joined, joined)
    assert connected(pairs) == {each: min(those) for each, those in together.items()}


@given(merge_lists, verdict_maps)
def test_groups_are_those_of_joining_everything_by_certainty(merges, verdicts):
    """Only what a "no" parts is joined pair by pair; the rest would be the same."""
    clusters = Clusters(verdicts)
    for pair in sorted(merges, key=by_certainty):
        clusters.join(pair.a, pair.b)
    assert groups(IDS, merges, verdicts) == {each: min(clusters.members(each)) for each in IDS}
