import pytest

from core.dedup.names import _PARTICLES, MOST, _is_initials, author_words
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


@pytest.mark.parametrize(
    ("family", "given", "words"),
    [
        ("Dahl", "Chr. Anna", ("dahl", "anna")), ("Dahl", "Anna Chri.", ("dahl", "anna chri")),
        ("Dahl", "Bo", ("dahl", "")),
        ("Dahl", "Chr.", ("dahl", "chr")), ("Dahl", "Bob", ("dahl", "bob")), ("Dahl", "明", ("dahl", "明")),
        ("Dahl", "ANNA", ("dahl", "anna")), ("Dahl", "anna-maria", ("dahl", "anna maria")),
        ("Dahl", "Dahl", ("dahl", "")),
        ("NyströmA.B.LindC.", "", ("nystrom lind", "")), ("Lerner AM, Zervos M", "", ("lerner zervos", "")),
        ("Lerner AMB, Zervos M", "", ("lerner zervos", "")),
        ("Lerner, A. M.", "", ("lerner", "")), ("Lerner, Anna", "", ("lerner", "")), ("LEE.", "", ("lee", "")),
        ("Wu A|Li B & Xi C\nYu D", "", ("wu li xi yu", "")), ("Dahl 2ndBerg", "", ("dahl berg", "")),
        ("ABC DEF", "", ("abc def", "")), ("Kim JHL", "", ("kim", "")), ("Kim JHLM", "", ("kim jhlm", "")),
        ("Goethe", "Johann", ("gothe", "johann")), ("Aebi Oehm Uebel", "X.", ("abi ohm ubel", "")),
        ("Dahl", "K. A.", ("dahl", "")), ("Li. B.", "", ("", "")), ("K. Abe.", "", ("abe", "")),
    ],
)  # fmt: skip
def test_what_is_left_of_a_name(family, given, words):
    assert author_words([Author(family, given)]) == words


@pytest.mark.parametrize(
    ("word", "said", "shouted"),
    [("K.", True, True), ("KA.", True, True), ("Chr.", True, True), ("Chri.", False, False), ("K", True, True),
     ("KA", True, True), ("KAB", True, False), ("KABC", False, False), ("Ka", False, False), ("é", False, False),
     ("k", True, True)],
)  # fmt: skip
def test_what_are_initials(word, said, shouted):
    assert (_is_initials(word, False), _is_initials(word, True)) == (said, shouted)


@pytest.mark.parametrize("particle", sorted(_PARTICLES))
def test_each_particle_is_no_name(particle):
    assert surnames(Author(f"{particle} Berg", "A.")) == "berg"


@pytest.mark.parametrize("number", [7, 8, 9])
def test_eight_authors_count_however_they_are_written(number):
    names = [f"Name{'abcdefghi'[place]}" for place in range(number)]
    kept = " ".join(name.lower() for name in names[:8])
    assert surnames(*(Author(name, "X.") for name in names)) == kept
    assert surnames(Author("; ".join(f"{name} X" for name in names))) == kept
    assert surnames(Author("First X; Second X"), *(Author(name, "X.") for name in names)) == (
        f"first second {' '.join(name.lower() for name in names[:6])}"
    )
