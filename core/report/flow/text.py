"""The flow diagram as text, for a terminal of 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from core.report.document.plain import one_line
from core.report.flow.boxes import Flow
from core.report.flow.words import BoxColumn, BoxLine, flow_words

LEAVING = ("removed", "excluded", "not_retrieved", "reports_excluded")
_WIDE = 78
_LABEL = 64


def flow_text(flow: Flow) -> str:
    """The diagram from the top, one number a line; what leaves the review stands behind an arrow."""
    words = flow_words(flow)
    lines = [part for note in words.notes for part in (*textwrap.wrap(note, _WIDE), "")]
    if words.previous:
        lines += ["Previous studies", *_listed(words.previous), ""]
    for column in (words.databases, words.other):
        if column is not None:
            lines += [*_column(column), ""]
    lines += ["Included", *_listed(words.included)]
    if words.total:
        lines += _listed(words.total)
    lines += [line for note in words.footnotes for line in ("", *textwrap.wrap(note, _WIDE))]
    return "\n".join(lines)


def _column(column: BoxColumn) -> list[str]:
    lines = [column.title]
    for name in column.__slots__:
        if name != "title":
            lines += _listed(getattr(column, name), out=name in LEAVING)
    return lines


def _listed(lines: Sequence[BoxLine], *, out: bool = False) -> list[str]:
    """The lines of one box: those after a heading are its parts."""
    heading = bool(lines) and lines[0].count is None
    return [
        _line(line, line.depth + (heading and number > 0), "→ " if out and number == 0 else "")
        for number, line in enumerate(lines)
    ]


def _line(line: BoxLine, depth: int, mark: str) -> str:
    label = f"   {mark}{'  ' * depth}{one_line(line.text)}"
    if line.count is None:
        return label
    if len(label) > _LABEL:
        label = label[: _LABEL - 1] + "…"
    return f"{label:<{_LABEL}}{line.count:>12,}"
