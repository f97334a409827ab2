import pytest

from core.dedup.wording import ADDED, OPPOSITE, OTHER, SLIP, SPELLING, spelling, wording


@pytest.mark.parametrize(
    ("a", "b", "level"),
    [
        ("a randomised trial", "a randomized trial", SPELLING),
        ("micro rna in blood", "microrna in blood", SPELLING),
        ("two dogs", "2 dogs", SPELLING),
        ("tumours of the foetus", "tumor of the fetus", SPELLING),
        ("survey of the northern provinces", "survey of the northren provinces", SLIP),
        ("pleural effusions in cancer", "pleural effusing in cancer", SLIP),
        ("evidence for a sappamediated pathway", "evidence for a sapp alpha mediated pathway", SLIP),
        ("stress in rats", "stress in old rats", ADDED),
        ("stress in rats", "stress in mice", OTHER),
        ("the cost of adding peers", "the cost of dding peers", OTHER),
        ("repair in smears", "atrophy in smears", OTHER),
        ("hepatitis a in prison", "hepatitis b in prison", OTHER),
        ("caries in iran", "caries in iraq", OTHER),
        ("survival in men", "survival in women", OPPOSITE),
        ("balance with neuropathy", "balance without neuropathy", OPPOSITE),
        ("a randomized trial", "a non randomized trial", OPPOSITE),
        ("outcomes of hypotension", "outcomes of hypertension", OPPOSITE),
        ("doses of citalopram", "doses of escitalopram", OPPOSITE),
    ],
)
def test_how_the_words_differ(a, b, level):
    assert wording(a, b) == wording(b, a) == level


def test_two_words_that_both_occur_often_are_two_words():
    a, b = "survey of the nothern shores", "survey of the northern shores"
    assert wording(a, b, {"northern"}) == SLIP
    assert wording(a, b, {"northern", "nothern"}) == OTHER


@pytest.mark.parametrize(
    "pair", ["analysis analyses", "illness illnesses", "virus viruses", "colour color", "use uses"]
)
def test_one_word_in_two_spellings(pair):
    one, other = pair.split()
    assert spelling(one) == spelling(other)


@pytest.mark.parametrize(
    "pair",
    [
        "women woman", "men man", "children child", "mice mouse", "feet foot", "teeth tooth", "people person",
        "criteria criterion", "phenomena phenomenon", "bacteria bacterium", "programme program", "ageing aging",
        "grey gray", "judgement judgment", "rifampin rifampicin", "sulphur sulfur", "aluminium aluminum", "data datum",
    ],
)  # fmt: skip
def test_one_word_whose_spelling_follows_no_rule(pair):
    one, other = pair.split()
    assert spelling(one) == spelling(other) and wording(f"of {one} here", f"of {other} here") == SPELLING
