"""Writes files of documents from values."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from store.folder.documents import new_documents
from store.journal.line import canonical


def write_documents(path: Path, table: str, documents: Iterable[tuple[int, dict[str, Any]]]) -> str:
    """As `new_documents`, of pairs of number and document; gives the SHA-256 of the file, in hexadecimal."""
    with new_documents(path, table) as written:
        for number, document in documents:
            written.add(number, canonical(document))
    return written.sha256
