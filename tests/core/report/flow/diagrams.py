"""Boxes of flow diagrams for tests: of any size, with any words."""

from __future__ import annotations

from typing import Any

HOSTILE = "<b>&amp;</b> ]]> \x00\x1b[31m\u202ereversed\ud800 \"quoted\" 'single' --> {x}\n\tnext line \uffff"
LONG = "Not conducted in or related to publicly funded services, or related only by the affiliation of an author " * 3
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft" * 2
SQUARE = "同伴支持工作者参与服务的设计与评估" * 4


def boxes(n: int = 13_178, **changed: Any) -> dict[str, Any]:
    """A diagram whose numbers add up: n records, none of which is excluded or waits."""
    plain: dict[str, Any] = {
        "template": "new",
        "database_results": n,
        "register_results": 0,
        "website_results": 0,
        "organisation_results": 0,
        "citations_results": 0,
        "experts_results": 0,
        "database_specific_results": {"Medline": n},
        "register_specific_results": {},
        "other_specific_results": {},
        "duplicates": 0,
        "excluded_automatic": 0,
        "excluded_other": 0,
        "records_screened": n,
        "records_excluded": 0,
        "other_duplicates": 0,
        "other_screened_out": 0,
        "dbr_screening_waiting": 0,
        "dbr_assessed_waiting": 0,
        "dbr_sought_reports": n,
        "dbr_notretrieved_reports": 0,
        "dbr_assessed": n,
        "dbr_excluded": {},
        "dbr_included": n,
        "other_screening_waiting": 0,
        "other_assessed_waiting": 0,
        "other_sought_reports": 0,
        "other_notretrieved_reports": 0,
        "other_assessed": 0,
        "other_excluded": {},
        "other_included": 0,
        "new_studies": n,
        "new_reports": n,
        "waiting": 0,
        "full_text": True,
        "steps": [step("title-abstract", "Title and abstract")],
    }
    return plain | changed


def step(stage: str, title: str, n: int = 0, other: int = 0, *, automation: bool = False) -> dict[str, Any]:
    return {
        "stage": stage,
        "title": title,
        "entered": n,
        "excluded": n + other,
        "dbr_excluded": n,
        "other_excluded": other,
        "waiting": 0,
        "reasons": {},
        "automation": automation,
    }


def full(n: int, words: str = "", *, reasons: int = 15, **changed: Any) -> dict[str, Any]:
    """A diagram with everything in it, every number `n`, and its own words before every label."""
    named = {f"{words}Reason {each}": n for each in range(reasons)}
    everything = {key: n for key, value in boxes().items() if isinstance(value, int) and not isinstance(value, bool)}
    everything |= dict.fromkeys(("previous_studies", "previous_reports", "total_studies", "total_reports"), n)
    return (
        boxes(
            **everything,
            template="updated",
            database_specific_results={f"{words}Database {each}": n for each in range(10)},
            register_specific_results={f"{words}Register {each}": n for each in range(3)},
            dbr_excluded=named,
            other_excluded=named,
            steps=[step(f"s{each}", f"{words}Step {each}", n, n, automation=each == 0) for each in range(5)],
        )
        | changed
    )
