import pytest

from core.dedup.text import fold, plain


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Women's HEALTH – a Review.", "womens health a review"),
        ("Women’s health", "womens health"),
        ("TNF-α and μ-opioid", "tnf alpha and mu opioid"),
        ("Łódź, Ørsted, straße", "lodz orsted strasse"),
        ("Обучение", "obuchenie"),
        ("Ж.Й. Їжак", "zh y yizhak"),
        ("学习", "学习"),
        ("ß-Amyloid, Aß42 und TNF-ß, Maß, GROß", "beta amyloid abeta42 und tnf beta mass gross"),
        ("  \t ", ""),
    ],
)
def test_fold_writes_the_same_words_one_way(text, folded):
    assert fold(text) == folded


def test_fold_keeps_scripts_without_latin_letters():
    assert fold("플랫폼 노동") == fold("플랫폼  노동.") != ""


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ("A &amp; B", "A & B"),
        ("A &amp;amp; B", "A & B"),
        ("H<sub>2</sub>O", "H2O"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("KÃ¶nig", "König"),
        ("São Paulo", "São Paulo"),
    ],
)
def test_plain_resolves_entities_tags_and_a_wrong_encoding(text, result):
    assert plain(text) == result
