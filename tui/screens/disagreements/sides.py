"""Shows what each reader said of a record: side by side, and their notes whole beneath the record."""

from __future__ import annotations

from collections.abc import Sequence

from core.protocol.values import Stage
from core.records.record import Record
from core.screening.decision import Decision, Verdict
from core.screening.disagreement import Conflicting, Disagreement, Side
from core.words import listed
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, EXCLUDED, INCLUDED, MAYBE, PLAIN, REMARK, STRONG
from tui.widgets.record_reader import RecordReader
from tui.words.phrases import disagreements as phrases
from tui.words.reading.decisions import letter
from tui.words.reading.disagreements import when

_STYLES = {"I": INCLUDED, "X": EXCLUDED, "?": MAYBE, " ": PLAIN}


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
