"""Shows what each reader said of a record: side by side, and their notes whole beneath the record."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest
from typing import NamedTuple

from rich.style import Style

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


class _Text(NamedTuple):
    text: str
    style: Style


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
        for place, row in enumerate(zip_longest(*columns, fillvalue=_Text("", PLAIN))):
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

    def _columns(self, width: int) -> list[list[_Text]]:
        if self._disagreement is None:
            return []
        column = self._column_width(width)
        shown = self._disagreement
        columns = [*map(self._word, (*shown.at_once, *shown.conflict)), *map(self._side, shown.sides)]
        return [
            [_Text(text[start:end], style) for text, style in texts for start, end in wrap(text, column)]
            for texts in columns
        ]

    def _word(self, word: Conflicting) -> list[_Text]:
        said, about = word.said, word.about
        if word.what in ("decision", "resolution", "at once"):
            about = self.stage.reason_label(about) if about else ""
        else:
            said = f"{word.what}: {said}"
        said = f"{said}: {about}" if about else said
        style = _STYLES[letter(Decision(record="", verdict=Verdict(word.said)))] if word.said in [*Verdict] else PLAIN
        texts = [
            _Text(f"{clean(listed(word.by))}  {clean(said)}", style + STRONG),
            _Text(clean(phrases.of_record(word.record, when(word.at))), DIM),
        ]
        return [*texts, _Text(phrases.note(clean(word.note)), REMARK)] if word.note else texts

    def _side(self, side: Side) -> list[_Text]:
        decision = side.decision
        said = str(decision.verdict)
        if decision.reason:
            said += f": {clean(self.stage.reason_label(decision.reason))}"
        if side.again:
            said += phrases.second_look(side.again.verdict)
        texts = [
            _Text(f"{clean(side.reviewer)}  {said}", _STYLES[letter(decision)] + STRONG),
            _Text(when(decision.at) + (phrases.AFTER_OPENING if side.late else ""), DIM),
        ]
        if decision.note:
            texts.append(_Text(phrases.note(clean(decision.note)), REMARK))
        if decision.labels:
            texts.append(_Text(phrases.labels(clean(", ".join(decision.labels))), REMARK))
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
