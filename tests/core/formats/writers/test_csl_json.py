"""CSL-JSON: the standard library's parser and our own reader get back what went out."""

from __future__ import annotations

import json

from tests.core.formats.samples import read_bytes
from tests.core.formats.writers.made import ADDED, NASTY, written


def test_csl_json_comes_back() -> None:
    data = written("csl-json", [(NASTY, ADDED), (NASTY._replace(year=None, authors=()), {})])
    first, second = json.loads(data)
    assert (first["id"], first["type"], first["DOI"]) == ("r00000000000000ab", "article-journal", "10.1000/a_b")
    assert first["author"] == [{"family": "Larsen", "given": "Mette"}, {"literal": "Peers and Friends"}]
    assert first["issued"] == {"date-parts": [[2020]]} and "issued" not in second
    assert "tamis-outcome: excluded" in first["note"]
    read = read_bytes(data, "csl-json").records[0]
    assert (read.year, read.doi, read.pages, read.authors) == (2020, NASTY.doi, NASTY.pages, NASTY.authors)


def test_no_record_is_an_empty_list() -> None:
    assert json.loads(written("csl-json", [])) == []
