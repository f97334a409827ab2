"""Paragraphs of sentences as Markdown, each sentence with what shows it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from core.report.document.plain import markdown
from core.sentences import Part, Sentence


class Passage(NamedTuple):
    """A heading, and the sentences on it, whatever part of the paper they belong to."""

    title: str
    sentences: Sequence[Sentence]

    def text(self, *parts: Part) -> str:
        """The sentences of those parts, one after the other."""
        return " ".join(each.text for each in self.sentences if each.part in parts)


def as_markdown(title: str, preface: Sequence[str], passages: Sequence[Passage]) -> str:
    """The passages, part by part, with footnotes that name the sources; equal sources share a footnote."""
    notes: dict[str, int] = {}
    lines = [f"# {title}", "", *(line for each in preface for line in (each, ""))]
    for part in Part:
        told = [(passage, [each for each in passage.sentences if each.part is part]) for passage in passages]
        if any(sentences for _, sentences in told):
            lines += [f"## {part}", ""]
        for passage, sentences in told:
            if sentences:
                text = (
                    f"{markdown(each.text)}[^{notes.setdefault(each.source, len(notes) + 1)}]" for each in sentences
                )
                lines += [f"### {markdown(passage.title)}", "", " ".join(text), ""]
    lines += [f"[^{number}]: {source}" for source, number in notes.items()]
    return "\n".join([*lines, ""])
