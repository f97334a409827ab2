"""Names, modes and limits: what words for all to see stand under."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.acts.highlights.TABLE": "highlights",
    "store.acts.highlights._NOT_MARKED": "",
    "store.acts.categories.TABLE": "categories",
    "store.acts.statements.TABLE": "statements",
    "store.acts.retractions.TABLE": "retractions",
    "store.acts.openings.OPENINGS": "openings",
    "store.acts.openings.UNBLINDINGS": "unblindings",
    "store.acts.corrections.TABLE": "corrections",
    "store.acts.amendments.REASONS": "reasons",
    "store.acts.imports.TABLE": "imports",
    "store.acts.imports.WITHDRAWALS": "withdrawals",
    "store.acts.imports.WARNINGS_KEPT": 200,
    "store.acts.duplicates.studies.TABLE": "studies",
    "store.acts.duplicates.verdicts.VERDICTS": "verdicts",
    "store.acts.duplicates.searches.SEARCHES": "searches",
    "store.acts.duplicates.searches.FOUND": "duplicates",
    "store.acts.duplicates.searches.TABLES": ("merges", "reviews", "rest", "links"),
    "store.acts.retrieval.TABLE": "retrievals",
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
