from math import sqrt

import pytest

from core.ranking.features import features, text_of
from core.ranking.slices import whole
from core.records.record import Record

TEXTS = {"a": "Peer support, PEER support of peers", "b": "cancer cells", "c": "support of cells", "d": ""}


def vector(texts: dict[str, str], record: str) -> dict[str, float]:
    found = whole(features(texts))
    weights = [sqrt(each) for each in found.squares]
    return {found.words[place]: part for part, place in found.rows[record].parts(weights)}


def test_words_are_weighed_as_scikit_learn_weighs_them() -> None:
    """`TfidfVectorizer(sublinear_tf=True, max_df=0.95).fit_transform(TEXTS.values())`, its first row."""
    expected = {"of": 0.314854, "peer": 0.676162, "peers": 0.399352, "support": 0.533094}
    assert vector(TEXTS, "a") == pytest.approx(expected, abs=1e-6)


def test_a_word_of_almost_all_records_tells_nothing() -> None:
    assert "study" not in vector({str(each): f"study number{each}" for each in range(30)}, "1")


def test_a_record_without_words_is_like_none() -> None:
    found = whole(features(TEXTS))
    assert found.rows["d"].dot([1.0] * len(found.words)) == 0.0


def test_a_product_counts_repeated_words_as_often_as_the_vector_does() -> None:
    found = whole(features(TEXTS))
    row = found.rows["a"]
    weights = [0.0] * len(found.words)
    row.add_to(weights, 1.0, found.squares)
    assert row.dot(weights) == pytest.approx(1.0)
    assert row.dot(weights) == pytest.approx(sum(part for part, _ in row.parts(weights)))


def test_features_depend_on_no_order() -> None:
    assert vector(TEXTS, "c") == vector(dict(reversed(TEXTS.items())), "c")


def test_the_text_of_a_record_has_its_keywords() -> None:
    assert (
        text_of(Record(title="A title", abstract="An abstract.", keywords=("One", "two")))
        == "A title An abstract. One two"
    )
