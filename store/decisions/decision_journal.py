"""What a reviewer's journal at a stage holds: the decisions that count."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.screening.decision import Decision
from core.screening.merged_words import decisions_as_one
from store.acts.duplicates.groups import Groups

TABLE = "decisions"
VALUES = "values"
"""The table of a journal that holds what was filled in."""

SECOND_LOOKS = "second_looks"
"""The table of a reader's journal for what was said at a second look; see `store.work.second_look`."""


def decisions_in(documents: Mapping[str, dict[str, Any]], groups: Groups) -> dict[str, Decision]:
    """Survivor → the decision that counts, from a journal's table; see `core.screening.merged_words`."""
    return decisions_as_one(map(Decision.from_document, documents.values()), groups.survivor)
