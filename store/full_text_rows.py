"""The reports of a full-text stage, as `tamis fulltext --json` lists them."""

from __future__ import annotations

from typing import Any

from core.fulltext.retrieval import Retrieval
from core.protocol.values import Stage
from store.duplicates import shown_record
from store.retrieval import check_fulltext, retrievals
from store.review_state import ReviewState


def report_rows(seen: ReviewState, stage: Stage) -> list[dict[str, Any]]:
    """One row a record that entered the stage, in the order of import.

    `verdict` is the audience's own, and "" for everybody else's.

    Raises:
        TamisError: It is no full-text stage.
    """
    check_fulltext(stage)
    review = seen.review
    said = retrievals(review, seen.groups, stage.id)
    own = seen.words(stage).get(seen.audience.who or "", {})
    rows = []
    for record in seen.funnel.state(stage.id).entered:
        found = said.get(record, Retrieval(record=record))
        decision = own.get(record)
        rows.append(
            {
                "record_id": record,
                "title": shown_record(review, seen.groups, record).title,
                "state": found.state.value,
                "path": found.path,
                "url": found.url,
                "why": found.why,
                "at": found.at,
                "who": found.by,
                "verdict": decision.verdict.value if decision and decision.verdict else "",
                "study": seen.studies.of(record),
            }
        )
    return rows
