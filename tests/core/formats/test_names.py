"""Authors' names as databases write them, and how several in one cell are divided."""

from __future__ import annotations

import pytest

from core.formats.names import author, divide_names


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
    ],
)
def test_family_and_given_names(name: str, parts: tuple[str, str]) -> None:
    found = author(name)
    assert found is not None and (found.family, found.given) == parts


@pytest.mark.parametrize("name", ["", "  ", ",", "NA", "$$QLarsen"])
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
        ("Larsen, Mette", ["Larsen, Mette"]),
        ("Adeli K.Lewis G. F.", ["Adeli K.", "Lewis G. F."]),
        ("Mette Larsen, Tor Dahl, Chidi Okafor", ["Mette Larsen", "Tor Dahl", "Chidi Okafor"]),
        ("", []),
    ],
)
def test_names_in_one_cell(cell: str, names: list[str]) -> None:
    assert divide_names(cell) == names
