"""What is said on the screens of the first screen."""

from __future__ import annotations

from core.words import count


def exports_near(folder: str, files: int) -> str:
    return f"{folder}: {count(files, 'file')}"


NAME_EXPORTS = "name one folder, file or archive"
