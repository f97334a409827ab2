"""The sample: same ids whoever draws it, however the records are ordered, with or without tamis."""

import hashlib
import os
import random
import shutil
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from syrupy.assertion import SnapshotAssertion

from core.errors import TamisError
from core.sampling.allocation import Sharing
from core.sampling.sample import (
    METHOD_NAME,
    Extension,
    Sample,
    check_seed,
    draw,
    draw_pilot,
    draw_sample,
    extend,
    frame_hash,
    order,
    queue_order,
    shell_line,
    stage_seed,
    verify,
)
from tests.examples import examples

FIFTH = Fraction(1, 5)
SEED = "10.1371/journal.pone.0248558"
frames = st.sets(st.text("0123456789abcdef", min_size=4, max_size=4), max_size=60)


def some_ids(count: int) -> list[str]:
    return [hashlib.sha256(f"rec{number}".encode()).hexdigest()[:16] for number in range(count)]


def a_sample(ids: list[str], fraction: str = "1/5") -> Sample:
    return draw_sample(
        stage="title-abstract",
        search_round=1,
        seed=SEED,
        fraction=fraction,
        frame_ids=ids,
        drawn_at="2021-03-01T09:00:00Z",
        base="entering",
    )


def test_the_vector_of_the_method() -> None:
    """METHOD.md: 13,178 ids, the protocol's DOI as the seed."""
    drawn = draw(SEED, some_ids(13178), FIFTH)
    assert len(drawn) == 2636
    assert drawn[:2] == ["a4ebde949b886b99", "37104d27c92fd7a1"]


@given(frames, st.integers(0, 99))
@settings(max_examples=examples(50))
def test_the_order_of_the_records_is_of_no_account(ids: set[str], shuffle: int) -> None:
    shuffled = sorted(ids)
    random.Random(shuffle).shuffle(shuffled)
    assert draw(SEED, shuffled, FIFTH) == draw(SEED, sorted(ids), FIFTH)
    assert frame_hash(shuffled) == frame_hash(sorted(ids))


def test_the_hash_seed_of_python_is_of_no_account() -> None:
    program = (
        "from fractions import Fraction; from core.sampling.sample import draw, frame_hash;"
        "ids = {f'{number:016x}' for number in range(500)};"
        "print(list(ids)[0], *draw('S1', ids, Fraction(1, 5)), frame_hash(ids))"
    )
    outputs = [
        subprocess.run(
            [sys.executable, "-c", program],
            env={**os.environ, "PYTHONHASHSEED": hash_seed},
            cwd=Path(__file__).resolve().parents[3],
            capture_output=True,
            text=True,
            check=True,
        ).stdout.split(" ", 1)
        for hash_seed in ("1", "2")
    ]
    assert outputs[0][0] != outputs[1][0], "the two processes should hold the set in different orders"
    assert outputs[0][1] == outputs[1][1]


@given(frames, st.integers(1, 9), st.integers(1, 9))
@settings(max_examples=examples(50))
def test_a_smaller_sample_is_the_beginning_of_a_larger_one(ids: set[str], a: int, b: int) -> None:
    small, large = sorted((Fraction(a, 10), Fraction(b, 10)))
    first, second = draw("S1", ids, small), draw("S1", ids, large)
    assert second[: len(first)] == first


@given(frames, frames)
@settings(max_examples=examples(50))
def test_a_search_update_keeps_the_earlier_sample(old: set[str], new: set[str]) -> None:
    """Each round is a frame of its own, so together they hold what was drawn before and the fraction at least."""
    new = new - old
    before = draw("S1", old, FIFTH)
    both = before + draw("S1", new, FIFTH)
    assert set(before) <= set(both)
    assert len(both) >= FIFTH * (len(old) + len(new))


def test_an_id_that_occurs_twice_is_a_fault() -> None:
    with pytest.raises(ValueError, match="twice"):
        draw("S1", ["a", "b", "a"], FIFTH)


def test_a_queue_is_in_an_order_of_its_own() -> None:
    ids = some_ids(200)
    queue = queue_order(SEED, "title-abstract", "ON", ids)
    assert sorted(queue) == sorted(ids)
    assert queue == queue_order(SEED, "title-abstract", "ON", reversed(ids))
    others = [order(SEED, ids), queue_order(SEED, "title-abstract", "KBAA", ids), queue_order(SEED, "full", "ON", ids)]
    assert queue not in others
    first_fifth = set(queue[:40])
    assert len(first_fifth & set(draw(SEED, ids, FIFTH))) < 20, "the queue should tell nothing about the sample"


def test_a_later_stage_has_a_sample_of_its_own() -> None:
    """Were the seed the same, the second sample would be made of records of the first as long as there are any."""
    ids = some_ids(2000)
    first = set(draw(SEED, ids, FIFTH))
    entering = ids[::2]
    same_seed = draw(SEED, entering, FIFTH)
    own_seed = draw(stage_seed(SEED, "eligibility"), entering, FIFTH)
    assert len(first.intersection(same_seed)) > 180
    assert 20 <= len(first.intersection(own_seed)) <= 60


@pytest.mark.parametrize("seed", ["", "  ", "a\nb", "nul\0", "bell\a", "\ud800"])
def test_a_seed_that_cannot_be_typed_is_refused(seed: str) -> None:
    with pytest.raises(TamisError, match="seed"):
        check_seed(seed)


@pytest.mark.skipif(
    not (shutil.which("sh") and shutil.which("sha256sum")), reason="needs a POSIX shell and coreutils' sha256sum"
)
@pytest.mark.parametrize("seed", ["S1", """it's "$HOME" %s \\n `id`; æøå"""])
def test_a_third_party_draws_the_same_with_the_shell(seed: str, tmp_path: Path) -> None:
    ids = some_ids(100)
    (tmp_path / "ids.txt").write_text("".join(f"{each}\n" for each in ids))
    check_seed(seed)

    def run(command: str) -> str:
        return subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    assert run(shell_line(seed, 20)).split() == draw(seed, ids, FIFTH)
    assert run("LC_ALL=C sort ids.txt | sha256sum").split()[0] == frame_hash(ids)


def test_a_sample_carries_what_it_takes_to_draw_it_again() -> None:
    ids = some_ids(1001)
    sample = a_sample(ids)
    document = sample.as_document()
    assert (document["method"], document["fraction"], document["frame"], document["size"]) == (
        METHOD_NAME,
        "1/5",
        1001,
        201,
    )
    assert document["ids"] == draw(SEED, ids, FIFTH)
    assert Sample.from_document(document) == sample
    assert verify(sample, list(reversed(ids))) == []
    assert sample.shell_line() == shell_line(SEED, 201)


def test_the_sample_of_no_record_is_empty_and_verifies() -> None:
    sample = a_sample([])
    assert sample.size == 0
    assert verify(sample, []) == []


def test_an_extended_sample_keeps_its_beginning() -> None:
    ids = some_ids(1000)
    sample = a_sample(ids)
    once = extend(sample, ids, added=50, reason="positive agreement below .60", at="2021-05-01T10:00:00Z")
    twice = extend(once, ids, added=5, reason="the supervisors asked", at="2021-06-01T10:00:00Z")
    assert twice.ids[:200] == sample.ids
    assert twice.ids == tuple(order(SEED, ids)[:255])
    assert [each.added for each in twice.extensions] == [50, 5]
    assert twice.added_after("2021-05-15T00:00:00Z") == twice.ids[250:]
    assert twice.added_after("2021-04-01T00:00:00Z") == twice.ids[200:]
    assert twice.added_after("2021-07-01T00:00:00Z") == sample.added_after("") == ()
    assert verify(twice, ids) == []
    assert Sample.from_document(twice.as_document()) == twice


def test_what_cannot_be_extended_is_said() -> None:
    ids = some_ids(10)
    sample = a_sample(ids)
    with pytest.raises(TamisError, match="8 are left"):
        extend(sample, ids, added=9, reason="", at="")
    with pytest.raises(TamisError, match="8 are left"):
        extend(sample, ids, added=0, reason="", at="")
    with pytest.raises(TamisError, match="SHA-256"):
        extend(sample, [*ids[:-1], "other"], added=1, reason="", at="")


_IDS = some_ids(100)
_DRAWN = a_sample(_IDS)
_OUTSIDE = next(each for each in _IDS if each not in _DRAWN.ids)
_OTHER_SEED = set(order("another", _IDS)[:20]) - set(_DRAWN.ids)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"method": "random.sample"}, ["the method is random.sample; this version knows KNOWN only"]),
        ({"frame": 99}, ["it was drawn from 99 records, but the frame has 100"]),
        (
            {"frame_sha256": "0" * 64},
            ["the ids of the frame are not those it was drawn from: the SHA-256 differs"],
        ),
        (
            {"ids": _DRAWN.ids[:-1]},
            [
                "it has 19 records; fraction and extensions give 20",
                "it lacks 1 of the records that belong to it",
            ],
        ),
        (
            {"ids": (*_DRAWN.ids, _OUTSIDE)},
            ["it has 21 records; fraction and extensions give 20", "1 of its records does not belong to it"],
        ),
        (
            {"ids": (*_DRAWN.ids[:-1], _OUTSIDE)},
            ["it lacks 1 of the records that belong to it", "1 of its records does not belong to it"],
        ),
        ({"ids": tuple(reversed(_DRAWN.ids))}, ["its records are not in hash order"]),
        (
            {"seed": "another"},
            [
                f"it lacks {len(_OTHER_SEED)} of the records that belong to it",
                f"{len(_OTHER_SEED)} of its records do not belong to it",
            ],
        ),
        (
            {"fraction": "1/4"},
            [
                "it has 20 records; fraction and extensions give 25",
                "it lacks 5 of the records that belong to it",
            ],
        ),
    ],
)
def test_verify_names_each_fault(changes: dict[str, object], said: list[str]) -> None:
    faults = verify(replace(_DRAWN, **changes), _IDS)  # type: ignore[arg-type]
    assert faults == [each.replace("KNOWN", METHOD_NAME) for each in said]


@pytest.mark.parametrize(
    ("seed", "what", "advice"),
    [
        ("Replace this  text before the search",
        "write a seed of your own: “replace this text before the search” is the "
         "template's",
         'For instance seed = "the DOI of your protocol"; make it public. After the first draw it stays.'),
        ("", "the seed is empty",
         "Take a text fixed before the search, such as the protocol's DOI."),
        ("a\tb", "the seed has characters that cannot be printed",
         "Take a text fixed before the search, such as the protocol's DOI."),
    ],
)  # fmt: skip
def test_what_is_said_of_a_seed(seed: str, what: str, advice: str) -> None:
    with pytest.raises(TamisError) as refused:
        check_seed(seed)
    assert (refused.value.what, refused.value.advice) == (what, advice)
    check_seed("x")


WHERE = "sample of title-abstract, search round 1"


@pytest.mark.parametrize(
    ("sample", "ids", "added", "what", "advice"),
    [
        (_DRAWN, _IDS, 0, "0 records cannot be added: 80 are left", None),
        (_DRAWN, _IDS, 81, "81 records cannot be added: 80 are left", None),
        (_DRAWN, _IDS[1:], 1, "it was drawn from 100 records, but the frame has 99; the ids of the frame are not those "
         "it was drawn from: the SHA-256 differs", "A sample is extended from the frame it was drawn from."),
        (replace(_DRAWN, shared=Sharing(any=1, of=("A", "B"), weights=(1, 1)), method="sha256-dealt-v1"), _IDS, 1,
         "all of it was dealt to its readers, so that nothing can be added",
         "What comes later is dealt by itself. Who reads more or less is said in protocol.toml, or handed over."),
    ],
)  # fmt: skip
def test_why_a_sample_is_not_extended(
    sample: Sample, ids: list[str], added: int, what: str, advice: str | None
) -> None:
    with pytest.raises(TamisError) as refused:
        extend(sample, ids, added=added, reason="", at="")
    assert refused.value.what.startswith(what) and (refused.value.where, refused.value.advice or None) == (
        WHERE,
        advice,
    )


def test_a_sample_may_be_extended_by_all_that_is_left_and_no_more() -> None:
    whole = extend(_DRAWN, _IDS, added=80, reason="why", at="2021-04-01")
    assert whole.size == 100 == whole.stated_size and verify(whole, _IDS) == []
    assert whole.ids == tuple(order(SEED, _IDS)) and whole.added_after("2021-03-31") == whole.ids[20:]
    assert whole.added_after("2021-04-01") == () == _DRAWN.added_after("")
    again = replace(whole, extensions=(*whole.extensions, Extension(added=5, reason="", at="2021-05-01")))
    assert len(again.added_after("2021-04-15")) == 5 and len(again.added_after("2021-03-15")) == 85


def test_a_pilot_is_of_so_many_or_of_all_there_are() -> None:
    for size, drawn in ((3, 3), (100, 100), (101, 100)):
        pilot = draw_pilot(stage="s", seed=SEED, size=size, frame_ids=_IDS, drawn_at="t")
        assert (pilot.size, pilot.round, pilot.base, pilot.seed) == (drawn, 0, "entering", f"{SEED} s pilot")
        assert (pilot.fraction, pilot.drawn_at, pilot.stage) == (f"{drawn}/100", "t", "s")


def test_the_document_and_the_recipes_are_as_they_were_looked_at(snapshot: SnapshotAssertion) -> None:
    longer = extend(a_sample(_IDS[:7]), _IDS[:7], added=2, reason="why", at="2021-04-01")
    shared = replace(a_sample(_IDS[:5], "1"), shared=Sharing(any=1, of=("A", "B"), weights=(1, 1), one_more="1/2"))
    lines = [f"{each.as_document()}\n{each.shell_line()}\n{each.readers()}" for each in (longer, shared)]
    lines += [
        frame_hash(["b", "a"]),
        shell_line("a 'seed'", 3, "my ids.txt"),
        " ".join(queue_order("s", "t", "A", "abcdef")),
    ]
    assert "\n".join([*lines, stage_seed("a", "b"), " ".join(draw("s", "abcdef", Fraction(1, 2)))]) == snapshot
    assert [Sample.from_document(each.as_document()) for each in (longer, shared)] == [longer, shared]
