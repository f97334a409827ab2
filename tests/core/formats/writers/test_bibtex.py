"""BibTeX, read by stock bibtexparser."""

from __future__ import annotations

from tests.core.formats.writers.made import ADDED, NASTY, written


def test_bibtex_comes_back() -> None:
    import bibtexparser

    library = bibtexparser.parse_string(written("bibtex", [(NASTY, ADDED)]).decode())
    assert not library.failed_blocks
    [entry] = library.entries
    assert entry.key == "r00000000000000ab" and entry.entry_type == "article"
    assert entry.fields_dict["doi"].value == "10.1000/a_b"
    assert entry.fields_dict["author"].value == "Larsen, Mette and {Peers and Friends}"
