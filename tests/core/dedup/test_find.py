"""Rules of the product: what is never merged, what always is, and that order changes nothing."""

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dedup.cluster import groups
from core.dedup.find import find_duplicates
from core.dedup.normalise import Keys, keys_of
from core.record import Author, Record

BASE = Record(
    id="0000000000000001",
    title="Peer workers in the co-production of municipal mental health services: a case study",
    authors=(Author("Larsen", "M"), Author("Dahl", "T")),
    year=2019,
    journal="Journal of Mental Health",
    volume="28",
    issue="2",
    pages="101-112",
    doi="10.1000/jmh.1",
    abstract="A case study of peer workers.",
)


def outcome(*others: Record, verdicts: dict[tuple[str, str], bool] | None = None) -> str:
    records = [BASE, *(replace(each, id=f"{n:016x}") for n, each in enumerate(others, start=2))]
    result = find_duplicates((keys_of(each) for each in records), verdicts=verdicts or {})
    return "merge" if result.merges else "review" if result.reviews else "no"


@pytest.mark.parametrize(
    "disguised",
    [
        BASE,
        replace(BASE, title=BASE.title.upper() + ".", doi=""),
        replace(BASE, journal="J Ment Health", pages="101-12"),
        replace(BASE, title=BASE.title + " [Review] [33 refs]", doi="10.1000/JMH.1"),
        replace(BASE, year=2018, doi="", abstract=""),
        replace(BASE, authors=(Author("Larsen M"), Author("Dahl T")), issue="", doi=""),
    ],
)
def test_a_disguise_is_seen_through(disguised: Record) -> None:
    assert outcome(disguised) == "merge"


@pytest.mark.parametrize(
    "other",
    [
        replace(BASE, title="Erratum: " + BASE.title, pages="300", doi="10.1000/jmh.9"),
        replace(BASE, title="Reply to: " + BASE.title, pages="301-302", doi="10.1000/jmh.10"),
        replace(BASE, title=BASE.title + ", part II", pages="113-120", doi="10.1000/jmh.2"),
        replace(BASE, title="Service users and housing in three cities", pages="1-9"),
        replace(BASE, title="Editorial", authors=(), pages="", doi="", volume="27", issue="1", year=2018),
    ],
)
def test_another_publication_is_never_merged(other: Record) -> None:
    assert outcome(other) in ("review", "no")


def test_a_doi_alone_is_never_enough() -> None:
    abstracts = [
        replace(BASE, title=title, authors=(Author(name),), pages=page)
        for title, name, page in (
            ("Sleep and light in prisons", "Berg", "S1"),
            ("Diet of nurses on night shift", "Haug", "S2"),
        )
    ]
    assert outcome(*abstracts) != "merge"


def test_a_persons_verdict_always_holds() -> None:
    pair = ("0000000000000001", "0000000000000002")
    assert outcome(BASE, verdicts={pair: False}) == "no"
    keys = [keys_of(BASE), keys_of(replace(BASE, id=pair[1]))]
    result = find_duplicates(keys, verdicts={pair: False})
    assert groups(pair, result.merges, {pair: False})[pair[0]] != groups(pair, result.merges, {pair: False})[pair[1]]
    assert len(set(groups(pair, [], {pair: True}).values())) == 1


def test_keys_survive_being_stored() -> None:
    keys = keys_of(BASE)
    assert Keys.from_document(BASE.id, keys.as_document()) == keys


titles = st.sampled_from(
    ["Peer support in crisis care", "Peer support in crisis care: part I", "Editorial", "Recovery"]
)
records = st.lists(
    st.builds(
        lambda title, year, page, doi, name: Record(
            title=title,
            year=year,
            pages=page,
            doi=doi,
            authors=(Author(name),) if name else (),
            journal="Journal of Tests",
            volume="1",
        ),
        titles,
        st.sampled_from([2019, 2020]),
        st.sampled_from(["", "1-9", "11"]),
        st.sampled_from(["", "10.1/a", "10.1/b"]),
        st.sampled_from(["", "Larsen", "Dahl"]),
    ),
    max_size=9,
).map(lambda found: [replace(each, id=f"{n + 1:016x}") for n, each in enumerate(found)])


@settings(max_examples=60, deadline=None)
@given(records, st.randoms(use_true_random=False))
def test_the_order_changes_nothing_and_once_is_enough(found: list[Record], rng: random.Random) -> None:
    keys = [keys_of(each) for each in found]
    result = find_duplicates(keys)
    shuffled = keys[:]
    rng.shuffle(shuffled)
    assert find_duplicates(shuffled) == result
    grouped = groups([each.id for each in found], result.merges, {})
    assert grouped.keys() == {each.id for each in found}
    again = find_duplicates(keys, merged=[(pair.a, pair.b) for pair in result.merges])
    assert again.merges == [], "what is merged is not found again"


@settings(max_examples=30, deadline=None)
@given(records)
def test_copies_add_no_survivor(found: list[Record]) -> None:
    copies = [replace(each, id=f"{n + 100:016x}") for n, each in enumerate(found)]
    for some in (found, [*found, *copies]):
        keys = [keys_of(each) for each in some]
        grouped = groups([each.id for each in some], find_duplicates(keys).merges, {})
        if some is found:
            survivors = len(set(grouped.values()))
    assert len(set(grouped.values())) <= survivors


def test_an_interrupted_search_leaves_nothing_behind() -> None:
    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        find_duplicates([keys_of(BASE)], progress=stop)


def test_a_search_update_looks_only_at_what_is_new() -> None:
    old = [keys_of(replace(BASE, id=f"{n:016x}")) for n in (1, 2)]
    new = keys_of(replace(BASE, id=f"{3:016x}"))
    result = find_duplicates([*old, new], new={new.id})
    assert {each.a for each in result.merges} | {each.b for each in result.merges} >= {new.id}
    assert all(new.id in (each.a, each.b) for each in result.merges)
