"""What a checklist is by which studies are appraised."""

from __future__ import annotations

from typing import NamedTuple


class Question(NamedTuple):
    """One question: what it is known by, its label, and how to answer it."""

    id: str
    label: str
    help: str


class Tool(NamedTuple):
    """A checklist for one design of studies."""

    title: str
    answers: tuple[str, ...]
    questions: tuple[Question, ...]


def tool(title: str, answers: tuple[str, ...], *questions: tuple[str, str, str]) -> Tool:
    """A checklist of these questions, each an id, a label and how to answer it."""
    return Tool(title, answers, tuple(Question(*each) for each in questions))
