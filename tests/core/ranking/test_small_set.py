"""Forty made records through the model, to six digits: weights, orders, words and second looks, none moves unseen."""

from __future__ import annotations

import random
import re

import pytest
from syrupy.assertion import SnapshotAssertion

from core.ranking.features import features, texts_of
from core.ranking.likely_first import likely_first
from core.ranking.machine import best_first, fit
from core.ranking.second_look import nearest, out_of_fold, second_look
from core.ranking.slices import STEPS, in_hash_order, in_order, whole
from core.ranking.stopping import p_target_missed
from core.records.record import Record

WORDS = re.findall(
    r"\w+",
    "peer support worker recovery crisis ward trial cancer cell protein gene mouse dose tumour serum and of the",
)


def made() -> dict[str, str]:
    """Twenty records on peers, and twenty on cells, in words drawn by a seed."""
    chance = random.Random("forty")
    found = {}
    for number in range(40):
        weights = [5 if (place < 7) == (number % 2 == 0) else 1 for place in range(15)] + [6, 6, 9]
        found[f"r{number:02}"] = " ".join(chance.choices(WORDS, weights, k=chance.randint(6, 20)))
    return found


TEXTS = made()
LEARNT = {each: place % 2 == 0 or place % 10 == 9 for place, each in enumerate(sorted(TEXTS)[:30])}


def test_the_features(snapshot: SnapshotAssertion) -> None:
    found = whole(features(TEXTS))
    lines = [f"{word} {square:.6g}" for word, square in zip(found.words, found.squares, strict=True)]
    lines += [
        f"{each}: {row.places} {row.repeated} {[f'{log:.6g}' for log in row.logs]} {row.scale:.6g}"
        for each, row in found.rows.items()
    ]
    assert "\n".join(lines) == snapshot
    records = {each: Record(id=each, title=text) for each, text in TEXTS.items()}
    assert whole(texts_of(TEXTS, records.__getitem__)) == {each: f"{text} " for each, text in TEXTS.items()}


def test_the_model(snapshot: SnapshotAssertion) -> None:
    found = whole(features(TEXTS))
    machine = whole(fit(found, LEARNT, "a seed"))
    assert machine is not None
    lines = [f"bias {machine.bias:.6g}"]
    lines += [f"{word} {weight:.6g}" for word, weight in zip(found.words, machine.weights, strict=True)]
    lines += [
        f"{each} {machine.score(each):.6g}: {machine.speaks_for(each)} {machine.speaks_for(each, 1)}" for each in TEXTS
    ]
    lines.append(" ".join(whole(best_first(machine, TEXTS))))
    lines.append(" ".join(whole(likely_first(found, LEARNT, sorted(TEXTS)[30:], "a seed")) or ()))
    assert "\n".join(lines) == snapshot


def test_second_looks(snapshot: SnapshotAssertion) -> None:
    found = whole(features(TEXTS))
    scores = whole(out_of_fold(found, LEARNT, "a seed"))
    lines = [f"{each} {score:.6g}" for each, (score, _) in scores.items()]
    lines += [str(each) for each in whole(second_look(found, LEARNT, "a seed"))]
    lines += [str(each) for each in whole(second_look(found, LEARNT, "a seed", ["r01", "r02", "r03", "r33"]))]
    lines += [whole(nearest(found, each, ["r00", "r04", "r01"])) for each in ("r02", "r03", "r00")]
    assert "\n".join(lines) == snapshot


def test_who_gives_way_and_how_often() -> None:
    def turns(work: object) -> int:
        return sum(1 for _ in work)  # type: ignore[attr-defined]

    assert turns(in_order(range(10))) == 3 and turns(in_order(range(16 * STEPS + 1))) == 6
    assert whole(in_order(reversed(range(16 * STEPS + 5)))) == list(range(16 * STEPS + 5))
    assert turns(in_hash_order("s", "abc")) == 5 and whole(in_order([])) == []


@pytest.mark.parametrize(
    ("read", "total", "target"),
    [("10", 2, 1.0), ("1", 1, 0.95), ("0" * 9, 10, 0.95), ("1" + "0" * 19, 30, 0.5), ("1101000000", 12, 0.95),
     ("0110000000000000", 20, 0.9), ("01" * 5 + "0" * 10, 21, 0.95)],
)  # fmt: skip
def test_how_likely_so_few_would_have_been_found(
    read: str, total: int, target: float, snapshot: SnapshotAssertion
) -> None:
    assert f"{p_target_missed([each == '1' for each in read], total, target):.6g}" == snapshot


@pytest.mark.parametrize(("read", "total", "target"), [(0, 3, 0.9), (4, 3, 0.9), (1, 3, 0.0), (1, 3, 1.1)])
def test_what_cannot_have_been_read_or_asked(read: int, total: int, target: float) -> None:
    with pytest.raises(ValueError, match="read, target"):
        p_target_missed([True] * read, total, target)
