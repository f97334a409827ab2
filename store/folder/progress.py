"""How far each reader is, as the others are shown it; nothing depends on it, so it may lag or be lost."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict

from core.screening.status import OwedAndDone
from store.folder.people import PEOPLE, own_folder
from store.folder.review import Review
from store.journal.errors import StoreCorrupt
from store.journal.files import atomic_write, read_regular

FILE = "progress.json"

Shares = Mapping[tuple[str, int], OwedAndDone]
"""(stage, batch) → how many records a reader owes and has done."""


def publish_progress(review: Review, reader: str, shares: Shares) -> None:
    """Write how far a reader is at batches that nothing sealed lies before."""
    path = own_folder(review, reader) / FILE
    rows = [{"stage": stage, "round": batch, **asdict(share)} for (stage, batch), share in sorted(shares.items())]
    text = json.dumps(rows, indent=1).encode()
    if not path.exists() or path.read_bytes() != text:
        atomic_write(path, [text], 0o644)


def published_progress(review: Review, reader: str) -> Shares:
    """What `publish_progress` last wrote for a reader; {} when there is nothing, or nothing that can be read."""
    try:
        rows = json.loads(read_regular(review.folder / PEOPLE / reader / FILE))
        return {
            (str(row["stage"]), int(row["round"])): OwedAndDone(
                owed=int(row["owed"]), done=int(row["done"]), per_hour=int(row.get("per_hour") or 0) or None
            )
            for row in rows
        }
    except (OSError, StoreCorrupt, ValueError, KeyError, TypeError, AttributeError):
        return {}
