"""The record on which readers differ, with all that they noted."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.record import Record
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.theme import REMARK
from tui.widgets.record_reader import RecordReader

Said = tuple[str, str, tuple[str, ...]]
"""A reader's name, note and labels."""


class DisagreementReader(RecordReader):
    """A record; the notes stand whole beneath it, since beside each other they may not fit."""

    _said: Sequence[Said] = ()

    def read_dispute(self, record: Record, sources: tuple[str, ...], said: Sequence[Said]) -> None:
        """Show a record; the same one again keeps its place in the abstract."""
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
