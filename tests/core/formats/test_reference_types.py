"""Kinds of references: only codes that RIS has, in the spelling that is looked for."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.formats.reference_types import BIBTEX_TYPES, ENDNOTE_TYPES, TABLE_TYPES


@pytest.mark.parametrize("types", [ENDNOTE_TYPES, BIBTEX_TYPES, TABLE_TYPES], ids=["EndNote", "BibTeX", "tables"])
def test_names_are_in_lower_case_and_codes_are_those_of_ris(types: dict[str, str]) -> None:
    assert all(name == name.casefold().strip() for name in types)
    assert all(code.isupper() and code.isalpha() and 3 <= len(code) <= 7 for code in types.values())
    assert types[""] == "GEN", "what does not say its kind has one too"


def test_both_call_the_same_the_same() -> None:
    assert ENDNOTE_TYPES["journal article"] == BIBTEX_TYPES["article"] == "JOUR"
    assert ENDNOTE_TYPES["book section"] == BIBTEX_TYPES["incollection"] == "CHAP"
    assert ENDNOTE_TYPES["thesis"] == BIBTEX_TYPES["phdthesis"] == "THES"


def test_every_kind_and_its_code(snapshot: SnapshotAssertion) -> None:
    tables = {"EndNote": ENDNOTE_TYPES, "BibTeX": BIBTEX_TYPES, "tables": TABLE_TYPES}
    assert (
        "\n".join(f"{name}: {kind} {code}" for name, table in tables.items() for kind, code in table.items())
        == snapshot
    )
