"""A record that cannot be read must not end the app: its place says what is wrong, and the others can be read."""

from __future__ import annotations

from collections.abc import Callable

from core.errors import TamisError
from core.records.record import Record


def readable(record_id: str, read: Callable[[], Record]) -> Record:
    """The record, or one in its place whose title and abstract say why it cannot be read."""
    try:
        return read()
    except KeyError:
        return Record(id=record_id, title="(this record is not in the review any more)", abstract="Run: tamis check")
    except (TamisError, OSError) as problem:
        return Record(id=record_id, title="(this record cannot be read)", abstract=str(problem))
