"""Shows what each reader said of a record: side by side, and their notes whole beneath the record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from core.protocol.values import Stage
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side
from core.words import listed
from tui.text.content import Line, Piece, fit, wrap
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, EXCLUDED, INCLUDED, MAYBE, PLAIN, REMARK, STRONG
from tui.widgets.canvas import Canvas
from tui.widgets.record_reader import RecordReader
from tui.words.phrases import disagreements as phrases
from tui.words.reading.decisions import letter
from tui.words.reading.disagreements import when

_STYLES = {"I": INCLUDED, "X": EXCLUDED, "?": MAYBE, " ": PLAIN}


class DecisionColumns(Canvas):
    """One column a reader: verdict and reason, the time, the note, the labels."""

    DEFAULT_CSS = """
    DecisionColumns { height: 4; }
    """

    def __init__(self, stage: Stage, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.stage = stage
        self._disagreement: Disagreement | None = None

    def show(self, disagreement: Disagreement | None) -> None:
        """Show a disagreement, by the names that its sides have."""
        self._disagreement = disagreement
        self.repaint()

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The columns."""
        columns = self._columns(width)
        column_width = self._column_width(width)
        rows = []
        for place, row in enumerate(zip_longest(*columns, fillvalue=Paragraph("", PLAIN))):
            last = place == height - 1
            pieces: list[Piece] = []
            for column, cell in zip(columns, row, strict=True):
                more = last and len(column) > height
                text = fit(f"{cell.text} …", column_width) if more else fit(cell.text, column_width)
                pieces += [(" │ " if pieces else " ", DIM), (text, cell.style)]
            rows.append(tuple(pieces))
        return rows[:height]

    def _column_width(self, width: int) -> int:
        shown = self._disagreement
        count = max(len(shown.sides) + len(shown.conflict) + len(shown.at_once) if shown else 1, 1)
        return max((width - 2 - 3 * (count - 1)) // count, 2)

    def _columns(self, width: int) -> list[list[Paragraph]]:
        if self._disagreement is None:
            return []
        column = self._column_width(width)
        return [
            [Paragraph(text[start:end], style) for text, style, *_ in texts for start, end in wrap(text, column)]
            for texts in said_of(self.stage, self._disagreement)
        ]


def said_of(stage: Stage, shown: Disagreement) -> list[list[Paragraph]]:
    """What was said of a record, a list for each who said it: what was said at the same time first, then the sides."""
    words = (_word(stage, each) for each in (*shown.at_once, *shown.conflict))
    return [*words, *(_side(stage, each) for each in shown.sides)]


def _word(stage: Stage, word: Conflicting) -> list[Paragraph]:
    said, about = word.said, word.about
    if word.what in ("decision", "resolution", "at once"):
        about = stage.reason_label(about) if about else ""
    else:
        said = f"{word.what}: {said}"
    said = f"{said}: {about}" if about else said
    style = _STYLES[letter(Decision(record="", verdict=Verdict(word.said)))] if word.said in [*Verdict] else PLAIN
    texts = [
        Paragraph(f"{clean(listed(word.by))}  {clean(said)}", style + STRONG),
        paragraph(phrases.of_record(word.record, when(word.at)), DIM),
    ]
    return [*texts, paragraph(phrases.note(word.note), REMARK)] if word.note else texts


def _side(stage: Stage, side: Side) -> list[Paragraph]:
    decision = side.decision
    said = str(decision.verdict)
    if decision.reason:
        said += f": {stage.reason_label(decision.reason)}"
    if side.again:
        said += phrases.second_look(side.again.verdict)
    texts = [
        Paragraph(f"{clean(side.reviewer)}  {clean(said)}", _STYLES[letter(decision)] + STRONG),
        paragraph(when(decision.at) + (phrases.AFTER_OPENING if side.late else ""), DIM),
    ]
    if decision.note:
        texts.append(paragraph(phrases.note(decision.note), REMARK))
    if decision.labels:
        texts.append(paragraph(phrases.labels(", ".join(decision.labels)), REMARK))
    return texts


Said = tuple[str, str, tuple[str, ...]]
"""A reader's name, note and labels."""


class DisagreementReader(RecordReader):
    """A record; the notes stand whole beneath it, since beside each other they may not fit."""

    _said: Sequence[Said] = ()

    def read_dispute(self, record: Record, sources: tuple[str, ...], said: Sequence[Said]) -> None:
        """Show a record with what each reader said; the same one again keeps its place in the abstract."""
        if said != self._said:
            self._said = said
            self._shown = ()
        self.read(record, sources, None)

    def _paragraphs_of(
        self, record: Record, sources: tuple[str, ...], note: str, labels: Sequence[str]
    ) -> list[Paragraph]:
        remarks = [
            paragraph(f"{name}: " + " · ".join(part for part in (own, ", ".join(marks)) if part), REMARK)
            for name, own, marks in self._said
            if own or marks
        ]
        result = super()._paragraphs_of(record, sources, note, labels)
        return [*result, Paragraph(""), *remarks] if remarks else result
