import pytest

from core.dedup.text import fold
from core.dedup.titles import clean_title, is_generic, notice


@pytest.mark.parametrize(
    "title",
    [
        "Peer support in crisis care.",
        "PEER SUPPORT IN CRISIS CARE",
        "[Peer support in crisis care]",
        "[Peer support in crisis care]. [German]",
        "Peer support in crisis care. [Review] [33 refs]",
        "Peer support in crisis care [see comment]",
        "Peer support in crisis care. [References].",
        "Peer support in crisis care (Provisional abstract)",
        "Peer support in crisis care.[Erratum appears in J Ment Health. 2020 May;29(3):1]",
        "Peer support in crisis care. Russian\nVzaimnaia podderzhka",
        "Peer support in crisis care. Russian Vzaimnaia podderzhka",
        "Peer support in crisis care. Russian",
        "Peer support in crisis care. <ORIGINAL> LE SOUTIEN PAR LES PAIRS",
        "RETRACTED: Peer support in crisis care",
        "Peer&nbsp;support in <i>crisis</i> care",
    ],
)
def test_notes_of_databases_are_no_part_of_the_title(title):
    assert clean_title(title)[0] == "peer support in crisis care"


@pytest.mark.parametrize(
    "title",
    [
        "Uptake of [18F]FDG in the brain",
        "Peer support in Norway. Norwegian experiences from the field",
        "Chinese hamster [Chinese hamster ovary] cells",
        "Peer support (a review of trials) in practice",
        "Correction of vision",
    ],
)
def test_other_brackets_and_languages_belong_to_it(title):
    assert clean_title(title)[0] == fold(title)


def test_a_title_in_two_languages_gives_both():
    assert clean_title("Effets du sport sur la santé. [Effects of sports on health]") == (
        "effets du sport sur la sante",
        "effects of sports on health",
    )


def test_a_title_that_is_nothing_but_a_note_stays():
    assert clean_title("[Editorial]")[0] == "editorial"


@pytest.mark.parametrize(
    ("title", "form"),
    [
        ("Correction: Peer support", "e"),
        ("Erratum to: Peer support", "e"),
        ("Peer support (vol 12, pg 34, 2005)", "e"),
        ("Retraction notice to Peer support", "e"),
        ("Re: Peer support", "r"),
        ("Peer support: reply", "r"),
        ("Author's reply", "r"),
        ("Comment on “Peer support”", "r"),
        ("Peer support", ""),
        ("Recovery: a review", ""),
        ("Discussion of grief in groups", ""),
    ],
)
def test_notice(title, form):
    assert notice(title, clean_title(title)[0]) == form


@pytest.mark.parametrize(
    "title",
    ["Editorial", "Editor's comments", "Introduction to the special issue", "Abstracts 2019", "Letters to the editor"],
)
def test_generic(title):
    assert is_generic(fold(title))


@pytest.mark.parametrize(
    "title", ["Peer support: an introduction", "Editorial: peer support in crisis", "同伴支持研究"]
)
def test_not_generic(title):
    assert not is_generic(fold(title))
