"""Authors' names as databases write them, and how several in one cell are divided."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.formats.names import author, divide_names, given_first, is_group, may_be_several, plain_authors
from tests.examples import examples


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Larsen, Mette", ("Larsen", "Mette")),
        ("Larsen M", ("Larsen", "M")),
        ("Larsen M. K.", ("Larsen", "M. K.")),
        ("van der Berg A", ("van der Berg", "A")),
        ("Larsen, Mette$$QLarsen, Mette", ("Larsen", "Mette")),
        ("Mette Larsen", ("Mette Larsen", "")),
        ("World Health Organization", ("World Health Organization", "")),
        (", Mette", ("Mette", "")),
        ("  Larsen ,  M. , ", ("Larsen", "M.")),
        ("Ødegård Å", ("Ødegård", "Å")),
        ("M. Larsen", ("Larsen", "M.")),
        ("J. P. van der Berg", ("van der Berg", "J. P.")),
        ("Larsen MK Jr", ("Larsen", "MK Jr")),
        ("Larsen, Mette, Jr.", ("Larsen", "Mette, Jr.")),
        ("Larsen, Mette (1,2)", ("Larsen", "Mette")),
        ("Larsen, Mette RN BSc", ("Larsen", "Mette")),
        ("Larsen, Mette Y. MD, MPH 1", ("Larsen", "Mette Y.")),
        ("Larsen, Mette (mette@example.org)", ("Larsen", "Mette")),
        ("Larsen, Mette (57190000001)", ("Larsen", "Mette")),
        ("Larsen M1,2", ("Larsen", "M")),
        ("Larsen, Mette 1 2", ("Larsen", "Mette")),
        ("Larsen, MA", ("Larsen", "MA")),
        ("Turner, John J.D.", ("Turner", "John J.D.")),
        ("Larsen M et al.", ("Larsen", "M")),
        ("Ministry of Health, Norway", ("Ministry of Health, Norway", "")),
        ("U.S. Preventive Services Task Force", ("U.S. Preventive Services Task Force", "")),
    ],
)
def test_family_and_given_names(name: str, parts: tuple[str, str]) -> None:
    found = author(name)
    assert found is not None and (found.family, found.given) == parts


@pytest.mark.parametrize(
    "name",
    [
        "",
        "  ",
        ",",
        "NA",
        "$$QLarsen",
        "[No author name available]",
        "et al.",
        "[Anonymous]",
        "No authors listed",
        "1",
        "(2)",
    ],
)
def test_no_name_is_nobody(name: str) -> None:
    assert author(name) is None


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Larsen, M; Dahl, T; ", ["Larsen, M", "Dahl, T"]),
        ("Larsen, M\nDahl, T", ["Larsen, M", "Dahl, T"]),
        ("Mette Larsen and Tor Dahl", ["Mette Larsen", "Tor Dahl"]),
        ("Larsen M, Dahl T", ["Larsen M", "Dahl T"]),
        ("Larsen, M., Dahl, T. K.", ["Larsen, M.", "Dahl, T. K."]),
        ("Larsen, M., Dahl, I.", ["Larsen, M.", "Dahl, I."]),
        ("Larsen, I., Dahl, V., Berg, I. I.", ["Larsen, I.", "Dahl, V.", "Berg, I. I."]),
        ("Larsen, Mette", ["Larsen, Mette"]),
        ("Adeli K.Lewis G. F.", ["Adeli K.", "Lewis G. F."]),
        ("Mette Larsen, Tor Dahl, Chidi Okafor", ["Mette Larsen", "Tor Dahl", "Chidi Okafor"]),
        ("M Larsen, AB Berg", ["Larsen, M", "Berg, AB"]),
        ("Larsen, Mette, Jr.", ["Larsen, Mette, Jr."]),
        ("Larsen, M., Jr., Dahl, T.", ["Larsen, M., Jr.", "Dahl, T."]),
        ("Larsen M, MD, Dahl T, PhD", ["Larsen M", "Dahl T"]),
        ("Larsen, Mette, Dahl, Tor", ["Larsen, Mette", "Dahl, Tor"]),
        ("Larsen, M., Dahl, T., & Berg, A.", ["Larsen, M.", "Dahl, T.", "Berg, A."]),
        ("Peers and Friends", ["Peers and Friends"]),
        ("", []),
    ],
)
def test_names_in_one_cell(cell: str, names: list[str]) -> None:
    assert divide_names(cell) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Achterberg RC, van der Helm JJ, de Vries HJC", ["Achterberg RC", "van der Helm JJ", "de Vries HJC"]),
        ("Zhao, YW and Lee, JHW and Jiang, G", ["Zhao, YW", "Lee, JHW", "Jiang, G"]),
        ("Department of Health and Social Care", ["Department of Health and Social Care"]),
        ("Peers and Friends", ["Peers and Friends"]),
        ("Larsen, Mette, Jr.", ["Larsen, Mette, Jr."]),
        ("DE LA CRUZ, JO ANN", ["DE LA CRUZ, JO ANN"]),
        ("Dahl T, Berg A, Peer Research Group", ["Dahl T, Berg A, Peer Research Group"]),
    ],
)
def test_one_line_is_divided_where_each_part_is_surely_a_person(text: str, names: list[str]) -> None:
    assert may_be_several(text)
    assert divide_names(text, surely=True) == names


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Mette Larsen|Anna Berg", ["Larsen, Mette", "Berg, Anna"]),
        ("Mette LarsenTor DahlAnna McDonald", ["Larsen, Mette", "Dahl, Tor", "McDonald, Anna"]),
        ("Mette Larsen, Ludwig van Beethoven", ["Larsen, Mette", "van Beethoven, Ludwig"]),
        ("AB Berg", ["Berg, AB"]),
        ("UNICEF; Peer Research Group", ["UNICEF", "Peer Research Group"]),
    ],
)
def test_given_names_that_are_known_to_come_first(cell: str, names: list[str]) -> None:
    assert divide_names(cell, given_names_first=True) == names
    assert [given_first(name) for name in names] == names


@example("A0 0,")
@given(st.text("AaBe,. ;0PhDMx&…[]@-", max_size=30) | st.sampled_from(["Larsen, Mette, Jr., MD", "J. P. de Berg"]))
def test_a_name_that_went_out_comes_back(name: str) -> None:
    found = author(name)
    if found is not None and (again := author(found.name)) is not None:
        assert author(again.name) == again


FAMILY = st.sampled_from(
    ["Larsen", "O'Neill", "McDonald", "Smith-Jones", "Müller", "Anon", "None", "NA", "Group", "MD"]
)
PART = st.sampled_from(
    ["Mette", "M.", "K", "M.K.", "M.-K.", "MD", "PhD", "MPH", "D.D.S.", "Jr.", "II", "Ph.", "1", "Å.", "de"]
)


@settings(max_examples=examples(100, long=300))
@given(st.lists(st.tuples(FAMILY, st.lists(PART, max_size=4).map(" ".join)).map(", ".join), min_size=1, max_size=4))
@example(["Larsen, M...", "Dahl, T."])
@example(["Larsen, M.|Dahl, T."])
@example(["Larsen, Mette D.D.S."])
@example(["Others, M."])
def test_plain_names_read_at_once_are_what_each_is_by_itself(names: list[str]) -> None:
    found = plain_authors("|".join(names), len(names))
    assert found in ((), tuple(filter(None, map(author, names))))


def test_names_as_most_databases_write_them_are_read_at_once() -> None:
    names = ["Larsen, M. K.", "Larsen, Mette K", "Müller, M.-K.", "O'Neill, MK", "Smith-Jones, Åse"]
    assert plain_authors("|".join(names), len(names)) == tuple(map(author, names))


PARTICLES = "al bin da das de del della den der des di do dos du el la le ten ter van von zu zur y"
DEGREES = (
    "bsc bsn bscn bds bpharm dds dmd dnp dphil drph dsc edd facp frcp frcpc frcpsych frcs llb llm mba mbbs mbchb mdiv "
    "med mph mphil mpp mrcp mrcpsych mrcs msc mscn msn msph msw pharmd phd psyd rgn rmn scd"
)


def test_every_particle_belongs_to_the_family_name() -> None:
    for each in PARTICLES.split():
        assert given_first(f"Anna {each.title()} Berg") == f"{each.title()} Berg, Anna"
        assert each == "y" or author(f"A. {each} Berg") == (f"{each} Berg", "A.")
    assert given_first("Anna Van") == "Van, Anna" and given_first("Anna B Van Der Berg") == "Van Der Berg, Anna B"


def test_every_degree_is_taken_off() -> None:
    for each in DEGREES.split():
        assert author(f"Larsen, Mette {each.upper()}") == ("Larsen", "Mette")
        assert author(f"Larsen M, {each}") == ("Larsen", "M")
    for each in ("MD", "RN"):
        assert author(f"Larsen, Mette {each}") == ("Larsen", "Mette") and author(f"Larsen, M {each}") == (
            "Larsen",
            f"M {each}",
        )
    for each in ("BA", "BS", "DO", "JD", "MA", "MS", "NP", "PA", "PT", "md"):
        assert author(f"Larsen, Mette {each}") == ("Larsen", f"Mette {each}")
        if each != "md":
            assert author(f"Larsen, M {each}, PhD") == author(f"Larsen M, {each} PhD") == ("Larsen", "M")


def test_every_suffix_stays_with_the_given_names() -> None:
    for each in ("Jr", "Jr.", "sr", "II", "iii", "IV", "2nd", "3rd", "4th"):
        assert author(f"Larsen MK {each}") == ("Larsen", f"MK {each}")
        assert divide_names(f"Larsen, M., {each}, Dahl, T.") == [f"Larsen, M., {each}", "Dahl, T."]
        assert given_first(f"Mette Larsen {each}") == f"Larsen, Mette {each}"
    assert author("Larsen MK I") == ("Larsen", "MK I") and given_first("Larsen Jr") == "Jr, Larsen"


GROUPS = (
    "agency alliance association authority bureau center centre centers centres coalition collaboration collaborative "
    "collaborators college commission committee consortium council department departments federation force foundation "
    "group groups hospital hospitals initiative institute institutes institution investigators library ministry "
    "network organization organisation party programme program registry research service services society team trust "
    "union university workgroup"
)


@pytest.mark.parametrize("word", GROUPS.split())
def test_every_word_for_a_group_makes_a_name_one(word: str) -> None:
    assert is_group(f"Ward {word.title()}") and not is_group(word) and not is_group(f"Ward {word}x")
    assert author(f"Ward {word}, Oslo") == (f"Ward {word}, Oslo", "")


@pytest.mark.parametrize(
    "name",
    [
        "no author",
        "No Authors",
        "no author(s) listed",
        "no author name available",
        "no authors given",
        "no author found",
        "anon",
        "Anonymous.",
        "author unknown",
        "authors unknown",
        "unknown author",
        "Unknown authors",
        "et al",
        "et. al.",
        "and others",
        "others",
        "na",
        "n/a",
        "None",
        "not available",
        "[n/a]",
        "-",
        "**",
    ],
)
def test_every_word_for_nobody(name: str) -> None:
    assert author(name) is None and author(f"{name}y") is not None
