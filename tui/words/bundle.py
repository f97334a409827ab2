"""What the app says of a bundle."""

from __future__ import annotations

from pathlib import Path

ABOUT = (
    "One zip with all that others need to check the review: plan, records, journals, samples, results, the report.",
    "Made at the end, when every stage is open. Without abstracts, to which publishers have rights; with the names of "
    "the reviewers. “tamis bundle” has both the other way, and what is known while a stage is sealed.",
)


def question(file: Path) -> list[str]:
    """What is asked before."""
    return [f"To be written: {file}", "", *ABOUT]


def packed(file: Path, sha256: str) -> str:
    """What was written, and what to state in the paper."""
    return f"written: {file} · SHA-256 {sha256}"
