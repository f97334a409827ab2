import pytest

from core.dedup.names import MOST, author_words
from core.records.record import Author


def surnames(*authors: Author) -> str:
    return author_words(authors)[0]


@pytest.mark.parametrize(
    "authors",
    [
        (Author("Adeli", "K."), Author("Lewis", "G. F.")),
        (Author("Adeli", "Khosrow"), Author("Lewis", "Gary F.")),
        (Author("Adeli K.Lewis G. F."),),
        (Author("Adeli K"), Author("Lewis GF")),
        (Author("Adeli K, Lewis GF"),),
        (Author("Adeli, K., Lewis, G. F."),),
        (Author("Adeli, K. and Lewis, G. F."),),
        (Author("Adeli K; Lewis GF"),),
        (Author("K Adeli"), Author("GF Lewis")),
        (Author("ADELI K"), Author("LEWIS GF")),
    ],
)
def test_every_habit_of_writing_gives_the_same_surnames(authors):
    assert surnames(*authors) == "adeli lewis"


def test_short_and_shouted_surnames_are_no_initials():
    assert surnames(Author("Wu X"), Author("KIM JH"), Author("Li", "Y.")) == "wu kim li"


def test_names_of_one_character():
    assert author_words([Author("王", "小明")]) == ("王", "小明")


def test_particles_accents_and_umlauts():
    assert surnames(Author("van den Brule", "A. J."), Author("Müller", "K."), Author("Mueller", "K.")) == "brule muller"


def test_given_names_are_kept_apart():
    assert author_words([Author("Kneese", "Tamara")]) == ("kneese", "tamara")
    assert author_words([Author("Tamara", "Kneese")]) == ("tamara", "kneese")


def test_only_the_first_authors_count():
    many = tuple(Author(f"Name{'abcdefghijklmnopqrst'[number]}", "X.") for number in range(20))
    assert len(surnames(*many).split()) == MOST


def test_anonymous_is_nobody():
    assert surnames(Author("Anonymous")) == ""
