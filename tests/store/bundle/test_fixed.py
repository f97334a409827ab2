"""Names, modes and limits: what is in a bundle, and who checks it by what."""

from __future__ import annotations

from tests.fixed import values_now

FIXED: dict[str, object] = {
    "store.bundle.description.REVIEW": "review",
    "store.bundle.description.REPORT": "report",
    "store.bundle.description.MANIFEST": "bundle.json",
    "store.bundle.description.README": "README.md",
    "store.bundle.description.DICTIONARY": "DATA-DICTIONARY.md",
    "store.bundle.description.FORMAT": 1,
    "store.bundle.verify.DERIVED": {
        "sample": "samples/",
        "funnel": "results/funnel",
        "agreement": "results/agreement",
        "report": "report/",
    },
    "store.bundle.verify.SHOWN": 20,
    "store.bundle.pseudonyms._PERSON_FIELDS": ("by", "reviewer", "taken", "giver", "of"),
    "store.bundle.pseudonyms._PEOPLE_AS_KEYS": ("statements",),
    "store.bundle.pseudonyms._PEOPLE_BY_RECORD": ("given",),
    "store.bundle.pseudonyms._CHECKSUMS": ("seen", "holds"),
    "store.bundle.pseudonyms._LINK": "link",
    "store.bundle.pseudonyms._FREE_TEXT": ("note", "rationale", "labels", "parts", "reason", "why", "path"),
}


def test_they_are_as_they_were_looked_at() -> None:
    assert values_now(FIXED) == FIXED
