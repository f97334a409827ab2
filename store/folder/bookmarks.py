"""Remembers at which record a reviewer was at each stage; nothing depends on it, so that it may lag or be lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

from store.folder.review import Review

PLACES = "places.json"


def bookmarks(review: Review, reviewer: str) -> dict[str, str]:
    """The record at which the reviewer was last, by stage; {} when unknown or unreadable."""
    try:
        kept = json.loads(_path(review, reviewer).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(stage): str(record) for stage, record in kept.items()} if isinstance(kept, dict) else {}


def save_bookmark(review: Review, reviewer: str, stage: str, record: str) -> None:
    """Remember the record, without waiting for the disk: losing it costs a person one key."""
    path = _path(review, reviewer)
    review.prepare_folder(path.parent)
    kept = bookmarks(review, reviewer) | {stage: record}
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.write_text(json.dumps(kept), encoding="utf-8")
    temporary.replace(path)


def _path(review: Review, reviewer: str) -> Path:
    return review.folder / "reviewers" / reviewer / PLACES
