"""Two records side by side: what is marked, left out and shortened, as it was looked at."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from core.records.record import Author, RawField, Record
from tests.tui.widgets.bench import drawn, page, shown
from tui.screens.duplicates.pair_table import PairTable

ONE = Record(
    id="a1",
    kind="JOUR",
    title="Peer work [/] in teams: a study",
    abstract="They met. " * 12,
    authors=(Author("Larsen", "Mette"), Author("Dahl", "T.")),
    year=2020,
    journal="J Public Ment Health",
    volume="19",
    issue="2",
    pages="101–112",
    doi="10.1000/xyz",
    types=(RawField("TY", "JOUR"), RawField("M3", "Article"), RawField("PT", "Article")),
    languages=(RawField("LA", "eng"),),
)
PAIRS: dict[str, tuple[Record, Record]] = {
    "the same": (ONE, ONE._replace(title=ONE.title.upper(), abstract=ONE.abstract.upper())),
    "a letter and a year": (ONE, ONE._replace(title="Peer work [/] in teams: a story", year=2021, abstract="Another.")),
    "much is lacking": (ONE, Record(id="b2", title="Peer work", pmid="123", languages=(RawField("LA", "ger"),))),
    "another type and language": (
        ONE,
        ONE._replace(types=(RawField("M3", "Letter"),), languages=(RawField("LA", "ger"),), abstract=""),
    ),
    "wide letters": (ONE._replace(title="統合失調症 とピア"), ONE._replace(title="統合失調症 のピア")),
}


@pytest.mark.parametrize("name", PAIRS)
def test_as_it_was_looked_at(name: str, snapshot: SnapshotAssertion) -> None:
    table = PairTable()
    table.compare(*PAIRS[name], ("Medline", "Scopus"))
    assert f"{drawn(table, 64, 60)}\n-- narrow\n{drawn(table, 30, 60)}" == snapshot


async def test_it_is_scrolled_and_keeps_its_place_with_the_same_pair() -> None:
    table = PairTable()
    async with shown(table, 40, 6):
        assert (page(table), table.step) == ([], 4)
        table.compare(*PAIRS["the same"], ("Medline", "Scopus"))
        rows = len(table._rows)
        assert page(table)[-1].endswith(f" 5/{rows} lines")
        table.scroll_lines(2)
        assert page(table)[-1].endswith(f" 7/{rows} lines")
        table.compare(*PAIRS["the same"], ("Medline", "Scopus"))
        assert page(table)[-1].endswith(f" 7/{rows} lines")
        table.scroll_lines(999)
        assert page(table)[-1].endswith(f" {rows}/{rows} lines")
        table.scroll_pages(-1)
        assert page(table)[-1].endswith(f" {rows - 4}/{rows} lines")
        table.compare(*PAIRS["the same"], ("Medline", "Other"))
        assert page(table)[0].split() == ["Medline", "│", "Other"], "from its top"
        table.scroll_lines(2)
        table.say("nothing [/] waits\x07 here, which is told whole")
        assert page(table) == [" nothing [/] waits here, which is told", " whole"]
        table.compare(*PAIRS["the same"], ("Medline", "Scopus"))
        assert page(table)[0].split() == ["Medline", "│", "Scopus"]
