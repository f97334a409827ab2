"""Publishes decisions of a reviewer for the team, where each reviewer has a login of their own.

With a login for each reviewer, nobody else can read a reviewer's journals. But the next stage begins with what a stage
has included, and the agreement needs both readers once a stage is open. So each reviewer's own program copies the
decisions that are hidden from nobody into a file that the team can read. It is rewritten when it is behind.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from core.errors import TamisError
from store.folder.review import SHARED_MODE, Review, make_shared_dir
from store.journal.files import atomic_write

Documents = Mapping[str, dict[str, Any]]


def publish(
    review: Review, reviewer: str, stage: str, *, seq: int, now: Documents, frozen: Mapping[int, Documents]
) -> None:
    """Write the decisions of a reviewer at a stage that the others may know.

    Args:
        review: The review.
        reviewer: The reviewer's id.
        stage: The stage's id, or the name of another table there.
        seq: The number of the last event in the reviewer's journal.
        now: The decisions that stand, without those of rounds that are still blind.
        frozen: For each round that was opened, the decisions as they stood then.
    """
    path = _path(review, reviewer, stage)
    content = {"seq": seq, "now": now, "frozen": {str(each): documents for each, documents in frozen.items()}}
    make_shared_dir(path.parent.parent)
    make_shared_dir(path.parent)
    atomic_write(path, [json.dumps(content, ensure_ascii=True).encode()], SHARED_MODE)


def is_current(review: Review, reviewer: str, stage: str, *, seq: int, rounds: Collection[int]) -> bool:
    """Whether the published file covers the reviewer's last event and every opened round."""
    known = _read(review, reviewer, stage)
    return known["seq"] == seq and {int(each) for each in known["frozen"]} == set(rounds)


def published(review: Review, reviewer: str, stage: str) -> Documents:
    """The published decisions as they stand; {} when there are none."""
    documents: Documents = _read(review, reviewer, stage)["now"]
    return documents


def published_frozen(review: Review, reviewer: str, stage: str, search_round: int) -> Documents:
    """The published decisions as they stood when the stage was opened in a round; {} when there are none."""
    documents: Documents = _read(review, reviewer, stage)["frozen"].get(str(search_round), {})
    return documents


def _path(review: Review, reviewer: str, stage: str) -> Path:
    return review.folder / "published" / reviewer / f"{stage}.json"


def _read(review: Review, reviewer: str, stage: str) -> dict[str, Any]:
    path = _path(review, reviewer, stage)
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
    except FileNotFoundError:
        return {"seq": 0, "now": {}, "frozen": {}}
    except ValueError as error:
        raise TamisError(
            f"cannot be read ({error})", where=str(path), advice=f"Delete it; {reviewer}'s next command writes it anew."
        ) from error
    return content
