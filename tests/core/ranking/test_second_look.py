import random

import pytest

from core.ranking.features import Features, features
from core.ranking.second_look import BLOCK, nearest, out_of_fold, second_look
from core.ranking.slices import whole
from tests.core.ranking.labelled import SETS, Labels, load

TEXTS = {
    f"{place:03}": ("peer support in recovery" if place < 30 else "tumour cells of mice") + f" study {10 + place % 7}"
    for place in range(300)
}
LABELS = {each: place < 27 for place, each in enumerate(TEXTS)}
"""Three records like the included ones were excluded."""


@pytest.fixture(scope="module")
def words() -> Features:
    return whole(features(TEXTS))


def test_the_excluded_records_that_look_like_included_ones_come_first_with_what_speaks_for_them(
    words: Features,
) -> None:
    found = whole(second_look(words, LABELS, "seed"))
    assert {each.record for each in found[:3]} == {"027", "028", "029"}
    assert len(found) == 28  # a tenth of 273
    assert set(found[0].speaks_for) & {"peer", "support", "recovery"}
    assert LABELS[found[0].nearest_included]


def test_a_few_exclusions_are_listed_as_one_block(words: Features) -> None:
    few = {each: label for each, label in LABELS.items() if int(each) < 60}
    assert len(whole(second_look(words, few, "seed"))) == BLOCK


def test_only_what_is_asked_for_is_listed(words: Features) -> None:
    assert [each.record for each in whole(second_look(words, LABELS, "seed", ["028", "005", "100"]))] == ["028", "100"]


@pytest.mark.parametrize("labels", [{}, {"001": True}, {"100": False, "101": False}, {"001": True, "100": False}])
def test_there_is_no_list_where_nothing_can_be_learnt(words: Features, labels: Labels) -> None:
    assert whole(second_look(words, labels, "seed")) == []


def test_a_record_is_scored_by_a_model_that_has_not_learnt_from_it(words: Features) -> None:
    scores = whole(out_of_fold(words, LABELS, "seed"))
    other = whole(out_of_fold(words, LABELS | {"029": True}, "seed"))
    assert scores.keys() == LABELS.keys()
    assert scores["029"][0] == pytest.approx(other["029"][0], abs=0.2)


def test_the_nearest_record_is_the_one_with_the_same_words(words: Features) -> None:
    assert whole(nearest(words, "007", ["014", "003", "100"])) == "014"


def planted(words: Features, labels: Labels, repetition: int) -> tuple[float, float]:
    """A tenth of the included ones is said to be excluded: the shares of it in the first 5 and 10 % of exclusions."""
    draw = random.Random(repetition)
    included = [each for each, label in labels.items() if label]
    flipped = set(draw.sample(included, max(1, round(len(included) / 10))))
    told = labels | dict.fromkeys(flipped, False)
    scores = whole(out_of_fold(words, told, "seed"))
    ranked = sorted((each for each in told if not told[each]), key=lambda each: -scores[each][0])
    fifth, tenth = (flipped & set(ranked[: -(-len(ranked) // part)]) for part in (20, 10))
    return len(fifth) / len(flipped), len(tenth) / len(flipped)


@pytest.mark.long
def test_planted_errors_are_found(capsys: pytest.CaptureFixture[str]) -> None:
    means = []
    for name in SETS:
        words, labels = load(name, "label_included")
        found = [planted(words, labels, repetition) for repetition in range(30)]
        means.append([sum(each) / 30 for each in zip(*found, strict=True)])
        with capsys.disabled():
            print(f"\n{name}: {means[-1][0]:.3f} in the first 5 %, {means[-1][1]:.3f} in the first 10 %", end="")
    first, second = (sum(each) / len(SETS) for each in zip(*means, strict=True))
    with capsys.disabled():
        print(f"\nmean {first:.3f} and {second:.3f}")
    assert first >= 0.55
    assert second >= 0.68
