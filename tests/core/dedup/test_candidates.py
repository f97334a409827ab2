from collections.abc import Sequence

from core.dedup.candidates import CAP, WINDOW, blocks_of
from core.dedup.normalise import Keys, keys_of
from tests.core.dedup.synthetic import records


def pairs(keys: Sequence[Keys], new: Sequence[int] | None = None) -> set[tuple[int, int]]:
    blocks = blocks_of(keys, new)
    wanted = range(len(keys)) if new is None else new
    return {
        (min(place, other), max(place, other))
        for place in wanted
        for block in blocks[place]
        for other in block
        if other != place
    }


def test_copies_meet_and_few_others_do():
    keys = [keys_of(record) for record in records(2_000, seed=3)]
    publication = [key.id.partition(".")[0] for key in keys]
    found = pairs(keys)
    copies = {
        (one, other)
        for one in range(len(keys))
        for other in range(one + 1, min(one + 4, len(keys)))
        if publication[one] == publication[other]
    }
    assert copies <= found
    assert len(found) < 5 * len(keys)


def test_one_common_thing_is_enough():
    base = Keys(
        "a", title="peer support in crisis care", authors="berg haug", year=2017, volume=26, page=201, doi="10.1/a"
    )
    assert pairs([base, Keys("b", doi="10.1/a")])
    assert pairs([base, Keys("b", title="peer support in crisis homes")]) == {(0, 1)}
    assert pairs([base, Keys("b", title="x", authors="berg", volume=26, page=201)])
    assert pairs([base, Keys("b", title="x", volume=26, page=201, year=2017)])
    assert pairs([base, Keys("b", title="x", authors="berg", year=2017, page=201)])
    assert not pairs([base, Keys("b", title="statins", authors="dahl", year=2017, volume=3, page=9, doi="10.1/b")])


def test_a_large_block_is_compared_in_its_neighbourhoods():
    count = 30 * CAP
    keys = [Keys(f"{number:05}", title="editorial", authors=f"name{number % 400:03}") for number in range(count)]
    found = pairs(keys)
    assert len(found) < 2 * WINDOW * count
    assert all(any((one, other) in found for other in range(one + 400, count, 400)) for one in range(400))


def test_new_records_meet_the_same_old_ones_as_if_all_were_new():
    keys = [keys_of(record) for record in records(1_000, seed=4)]
    new = list(range(900, 1_000))
    everything = {pair for pair in pairs(keys) if pair[1] >= 900}
    assert everything <= pairs(keys, new)
