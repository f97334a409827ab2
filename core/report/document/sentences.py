"""Sentences with where each of them comes from, and paragraphs of them as Markdown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.report.document.plain import markdown


class Sentence(NamedTuple):
    """A sentence, and the command or the file that shows what it says."""

    text: str
    source: str


class Passage(NamedTuple):
    """A heading, and the sentences of the paragraph below it."""

    title: str
    sentences: Sequence[Sentence]


def as_markdown(title: str, preface: Sequence[str], passages: Sequence[Passage]) -> str:
    """The passages with footnotes that name the sources; equal sources share a footnote."""
    notes: dict[str, int] = {}
    lines = [f"# {title}", ""]
    for each in preface:
        lines += [each, ""]
    for passage in passages:
        if not passage.sentences:
            continue
        lines += [f"## {markdown(passage.title)}", ""]
        lines.append(
            " ".join(
                f"{markdown(each.text)}[^{notes.setdefault(each.source, len(notes) + 1)}]" for each in passage.sentences
            )
        )
        lines.append("")
    lines += [f"[^{number}]: {source}" for source, number in notes.items()]
    return "\n".join([*lines, ""])
