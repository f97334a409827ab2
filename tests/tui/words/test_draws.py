"""What is to be known before a draw, by what is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.protocol.read import parse_protocol
from core.sampling.allocation import Sharing
from core.sampling.sample import Extension, Sample, draw_pilot, draw_sample
from store.acts.samples import Drawn
from store.work.samples import DrawPlan
from tests.reviews import protocol
from tui.words.draws import draws_in_words, sharing_in_words, unfinished_in_words

FRAME = tuple(f"r{number:04}" for number in range(1230))
SAMPLE = draw_sample(
    stage="title-abstract", search_round=2, seed="a seed", fraction="20%", frame_ids=FRAME, drawn_at="", base="entering"
)
SHARED = Sharing(any=2, of=("A", "B", "C"), weights=(2, 2, 1))


def plan(*samples: Sample, waiting: int = 0, imports: tuple[int, ...] = (), pairs: int = 0) -> DrawPlan:
    stage = parse_protocol(protocol(), "protocol.toml").stages[0]
    draws = tuple(Drawn(sample=each, frame_ids=FRAME) for each in samples)
    return DrawPlan(stage=stage, draws=draws, waiting=waiting, imports=imports, pairs=pairs)


@pytest.mark.parametrize(
    ("sample", "words"),
    [
        (SAMPLE, "title-abstract, search round 2: 246 of 1,230 records (20%), seed “a seed”"),
        (
            draw_pilot(stage="title-abstract", seed="a seed", size=1, frame_ids=FRAME[:1], drawn_at=""),
            "title-abstract, pilot: 1 of 1 record (1/1), seed “a seed title-abstract pilot”",
        ),
        (
            replace(SAMPLE, extensions=(Extension(added=9, reason="", at=""), Extension(added=1010, reason="", at=""))),
            "title-abstract, search round 2: 1,010 more, then 246 of 1,230 records (20%), seed “a seed”",
        ),
        (
            replace(SAMPLE, shared=SHARED),
            "title-abstract, search round 2: 1,230 records, 2 to read each: A 984, B 984, C 492, seed “a seed”",
        ),
    ],
)
def test_what_is_drawn(sample: Sample, words: str) -> None:
    assert draws_in_words(plan(sample)) == [words]
    named = draws_in_words(plan(sample, sample), str.upper)
    assert named == [words.replace("title-abstract,", "TITLE-ABSTRACT,", 1)] * 2 and draws_in_words(plan()) == []


def test_a_share_that_one_more_reads() -> None:
    assert sharing_in_words(replace(SHARED, any=1, one_more="1/10"), 20) == (
        "1 to read each, 2 of them by one more: A 9, B 9, C 4"
    )
    assert sharing_in_words(SHARED, 5) == "2 to read each: A 4, B 4, C 2"


def test_what_is_unfinished_comes_in_its_order() -> None:
    assert unfinished_in_words(plan()) == []
    whole = unfinished_in_words(plan(waiting=2, imports=(1, 2), pairs=3))
    assert whole[0] == "unfinished: 2 records still waiting at an earlier stage: not part of this draw"
    assert len(whole) == 3 and all(each.startswith("unfinished: ") for each in whole)
    assert unfinished_in_words(plan(waiting=1))[0].startswith("unfinished: 1 record still waiting")
    assert len(unfinished_in_words(plan(imports=(1,)))) == len(unfinished_in_words(plan(pairs=1))) == 1
