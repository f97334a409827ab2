import random

import pytest

from core.ranking.features import Features, features
from core.ranking.machine import best_first, fit
from core.ranking.slices import whole

DRAW = random.Random(3)
WORDS = [f"word{place}" for place in range(60)]
TEXTS = {f"{place:03}": " ".join(DRAW.choices(WORDS[place % 3 * 10 :], k=20)) for place in range(120)}
LABELS = {each: int(each) % 3 == 2 for each in list(TEXTS)[:90]}


@pytest.fixture(scope="module")
def words() -> Features:
    return whole(features(TEXTS))


def test_words_of_included_records_speak_for_a_record(words: Features) -> None:
    machine = whole(fit(words, LABELS, "seed"))
    assert machine is not None
    scores = {each: machine.score(each) for each in TEXTS}
    assert min(scores[each] for each in LABELS if LABELS[each]) > sorted(scores.values())[len(scores) // 2]
    told = machine.speaks_for("002")
    assert len(told) == 5
    assert set(told) <= set(TEXTS["002"].split())


def test_the_same_decisions_give_the_same_model(words: Features) -> None:
    one, other = (whole(fit(words, labels, "seed")) for labels in (LABELS, dict(reversed(LABELS.items()))))
    assert one is not None and other is not None
    assert (one.weights, one.bias) == (other.weights, other.bias)


def test_further_passes_change_next_to_nothing(words: Features, monkeypatch: pytest.MonkeyPatch) -> None:
    few = whole(fit(words, LABELS, "seed"))
    monkeypatch.setattr("core.ranking.machine.PASSES", 60)
    many = whole(fit(words, LABELS, "another"))
    assert few is not None and many is not None
    firsts = [set(whole(best_first(each, TEXTS))[:40]) for each in (few, many)]
    assert len(firsts[0] & firsts[1]) >= 38


class Asked(dict[str, bool]):
    """Labels that count how often they are asked for."""

    times = 0

    def __getitem__(self, record: str) -> bool:
        self.times += 1
        return super().__getitem__(record)


def test_the_work_gives_way() -> None:
    """No step is longer where there are more records; each would hold up a key."""
    labels = Asked({f"{number:05}": number % 20 == 0 for number in range(10_000)})
    words = whole(features({record: "peer" if included else "boat" for record, included in labels.items()}))
    steps = []
    for _ in fit(words, labels, "seed"):
        steps.append(labels.times)
        labels.times = 0
    assert len(steps) > 10_000 * 5 // 128 and sum(steps) >= 10_000 and max(steps) <= 2 * 16 * 128


def test_records_alike_stay_in_their_order(words: Features) -> None:
    twins = whole(features({"a": "one", "b": "one", "c": "two", "d": "three"}))
    machine = whole(fit(twins, {"c": True, "d": False}, "seed"))
    assert machine is not None
    assert whole(best_first(machine, ["d", "b", "a", "c"])) == ["c", "b", "a", "d"]


def test_words_that_most_records_have_speak_for_none_while_others_do() -> None:
    texts = {f"r{n}": "and the peer" if n < 3 else "and the boat" if n < 17 else f"word{n}" for n in range(20)}
    machine = whole(fit(whole(features(texts)), {f"r{n}": n < 3 for n in range(20)}, "seed"))
    assert machine is not None
    assert machine.speaks_for("r0") == ["peer"]
    assert set(machine.speaks_for("r4")) <= {"and", "the", "boat"}
