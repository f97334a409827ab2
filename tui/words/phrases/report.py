"""What is said on the screens of the report and of the records behind a number."""

from __future__ import annotations

from pathlib import Path

NO_SUCH_RECORD = "There is no such record."
TITLE = "report · what the whole team may know"
GATHERING = "gathering …"


def writes_folder(write: str) -> str:
    return f"{write} writes the folder, with a page for the browser"


NOT_WRITTEN = "NOT WRITTEN"


def written(folder: Path) -> str:
    return f"written: {folder / 'index.html'}"
