"""Remembers at which record a reviewer was at each stage; nothing depends on it, so that it may lag or be lost."""

from __future__ import annotations

import json
import os

from store.folder.cache import cache_folder, make_cache_folder
from store.folder.review import Review


def bookmarks(review: Review, reviewer: str) -> dict[str, str]:
    """The record at which the reviewer was last, by stage; {} when unknown or unreadable."""
    try:
        kept = json.loads((cache_folder(review.folder) / _name(reviewer)).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(stage): str(record) for stage, record in kept.items()} if isinstance(kept, dict) else {}


def save_bookmark(review: Review, reviewer: str, stage: str, record: str) -> None:
    """Remember the record, without waiting for the disk: losing it costs a person one key."""
    path = make_cache_folder(review.folder) / _name(reviewer)
    kept = bookmarks(review, reviewer) | {stage: record}
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    temporary.touch(0o600)
    temporary.write_text(json.dumps(kept), encoding="utf-8")
    temporary.replace(path)


def _name(reviewer: str) -> str:
    return f"places-{reviewer}.json"
