"""What the app says of the reports behind the records, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.fulltext.retrieval import Retrieval, Sought

STATES = {
    Sought.SOUGHT: "not yet retrieved",
    Sought.RETRIEVED: "retrieved",
    Sought.NOT_RETRIEVED: "NOT RETRIEVED",
}


def retrieval_words(retrieval: Retrieval) -> str:
    """How the search for a report stands: "full text: retrieved · texts/a.pdf · ON, 2021-02-15"."""
    said = ", ".join(part for part in (retrieval.by, retrieval.at[:10]) if part)
    found = (STATES[retrieval.state], retrieval.path or retrieval.url or retrieval.why, said)
    return "full text: " + " · ".join(part for part in found if part)


def study_words(record: str, reports: Sequence[str], title: Callable[[str], str]) -> str:
    """The other reports of a record's study, by title and id; "" when there are none."""
    others = [f"“{title(each)}” ({each})" for each in reports if each != record]
    return f"one study with: {'; '.join(others)}" if others else ""
