"""Stores when each batch of a stage was opened, and how far each reviewer's journal was by then.

A stage that two or more people read is blind until it is opened, search round by search round: when every reader has
decided all they owe, or earlier by an act of the team that is logged. A stage with one reader is blind to nobody.
The pilot of a stage is opened in the same way, apart from the rest, so that it can be talked about while the rest is
blind; its number, in the place of a search round's, is `core.sampling.sample.PILOT`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from core.errors import TamisError
from core.protocol.values import Stage
from core.screening.opening import Opening
from core.screening.status import OwedAndDone
from store.folder.review import Review, document_id, make_shared_dir
from store.journal.files import atomic_write
from store.journal.journal import Change, utc_now

TABLE = "openings"


def openings(review: Review) -> dict[tuple[str, int], Opening]:
    """(stage, search round or `PILOT`) → its opening."""
    table = review.acts.tables.get(TABLE, {})
    found = (Opening(**document) for document in table.values())
    return {(each.stage, each.round): each for each in found}


def open_stage(
    review: Review, stage: Stage, search_round: int, journals: Mapping[str, int], rationale: str = ""
) -> None:
    """Open a stage for a search round; no rationale means that every reader has finished."""
    opening = Opening(
        stage=stage.id,
        round=search_round,
        early=bool(rationale),
        rationale=rationale,
        journals=dict(journals),
        at=utc_now(),
    )
    key = document_id(f"{stage.id}/{search_round}")
    with review.saying():
        if review.acts.document(TABLE, key) is None:
            review.say([Change(TABLE, key, asdict(opening))], act="open", note=rationale)


def publish_shares(review: Review, reviewer: str, shares: Mapping[tuple[str, int], OwedAndDone]) -> None:
    """Write how many records a reviewer owes and has done, for the team, which may not read the journal itself."""
    path = review.folder / "progress" / f"{reviewer}.json"
    rows = [
        {"stage": stage, "round": search_round, "owed": share.owed, "done": share.done, "seq": share.seq}
        for (stage, search_round), share in sorted(shares.items())
    ]
    text = json.dumps(rows, indent=1).encode()
    make_shared_dir(path.parent)
    if not path.exists() or path.read_bytes() != text:
        atomic_write(path, [text], 0o664)


def published_shares(review: Review, reviewer: str) -> dict[tuple[str, int], OwedAndDone]:
    """The counts that `publish_shares` last wrote for a reviewer; {} when there are none.

    Raises:
        TamisError: The file is not what `publish_shares` writes.
    """
    path = review.folder / "progress" / f"{reviewer}.json"
    if not path.exists():
        return {}
    try:
        rows: list[dict[str, Any]] = json.loads(path.read_bytes())
        return {
            (row["stage"], row["round"]): OwedAndDone(owed=row["owed"], done=row["done"], seq=row["seq"])
            for row in rows
        }
    except (ValueError, KeyError, TypeError) as error:
        raise TamisError(
            f"cannot be read ({error})", where=str(path), advice="Delete it: it is written anew at the next decision."
        ) from error
