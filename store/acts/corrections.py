"""Facts of an import that are completed or corrected later: each a word with its reason; the import stays as it was."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from core.errors import TamisError
from core.records.imports import FACTS, Correction, Import
from store.folder.review import Review
from store.journal.journal import Change, document_id, utc_now

TABLE = "corrections"


def corrections(review: Review) -> dict[str, list[Correction]]:
    """Import's id → the corrections of its facts that were said, the first one first; the last of each fact counts."""
    return review.once(_corrections, TABLE)


def _corrections(review: Review) -> dict[str, list[Correction]]:
    # All that was said and not taken back, not only what counts: a report names each change.
    found: dict[str, list[Correction]] = {}
    said = [
        (event.after["clock"], place, event)
        for place, journal in enumerate(review.acts.journals.values())
        if journal.tables.get(TABLE)
        for event in journal.events()
        if event.table == TABLE and event.after and event.after["says"]
    ]
    for _, _, event in sorted(said, key=lambda each: (each[0], -each[1], each[2].seq)):
        says = dict(event.after["says"])  # type: ignore[index]  # as asked above
        if says.get("fact") in FACTS:
            found.setdefault(str(says.pop("import")), []).append(Correction(**says))
    return found


def correct(review: Review, found: Import, facts: Mapping[str, Any], why: str) -> Sequence[Correction]:
    """Complete or correct facts of an import; what stands already is not said again.

    Args:
        review: The review.
        found: The import, as it stands.
        facts: Fact, one of `FACTS` → what it is.
        why: Why, in the person's words.

    Returns:
        What was said.

    Raises:
        TamisError: There is no reason, or it could not be saved.
    """
    if not why.strip():
        raise TamisError("a correction needs its reason in words", where="--why", advice="Say why, with --why WHY.")
    by, at = review.role or review.login, utc_now()
    said = [
        Correction(fact=fact, was=was, value=value, why=why.strip(), by=by, at=at)
        for fact, value in facts.items()
        if (was := getattr(found.source, fact)) != value
    ]
    if said:
        changes = [
            Change(TABLE, document_id(found.id, each.fact), {"import": int(found.id), **asdict(each)}) for each in said
        ]
        review.say(changes, act="correct", note=why.strip())
    return said
