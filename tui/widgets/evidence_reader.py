"""A record with a line above it that says why it is shown, and the words that say so marked in it."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.record import Record
from core.screening.decision import Decision
from core.screening.suggestions import Suggestion
from tui.text.highlights import SIGNS, Highlighter, Mark
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import STRONG
from tui.widgets.record_reader import RecordReader
from tui.words.phrases import everywhere

_NOTHING = Highlighter((), ())


class EvidenceReader(RecordReader):
    """The reader of the screening screen, with the evidence of a suggestion on top."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(_NOTHING, id=id)
        self._first: list[Paragraph] = []

    def read_suggested(
        self, record: Record, sources: tuple[str, ...], decision: Decision | None, suggestion: Suggestion | None
    ) -> None:
        """Show a record and why it should go; None where nothing is suggested."""
        if suggestion is None:
            self.read_because(record, sources, decision, everywhere.NOTHING_SUGGESTED)
            return
        self._highlighter = Highlighter((), (suggestion.said,))
        self._first = [evidence_paragraph(suggestion, next(iter(sources), ""))]
        self.read(record, sources, decision)

    def read_because(self, record: Record, sources: tuple[str, ...], decision: Decision | None, why: str) -> None:
        """Show a record under a line of words."""
        self._highlighter = _NOTHING
        self._first = [paragraph(why, STRONG)]
        self.read(record, sources, decision)

    def _paragraphs_of(
        self, record: Record, sources: tuple[str, ...], note: str, labels: Sequence[str]
    ) -> list[Paragraph]:
        return [*self._first, *super()._paragraphs_of(record, sources, note, labels)]


def evidence_paragraph(suggestion: Suggestion, source: str) -> Paragraph:
    """Which field said what, marked: "Editorial: Scopus M3 says ‹Editorial Material› (rule publication-type)"."""
    field = (
        everywhere.the_field(suggestion.field)
        if suggestion.field in ("title", "abstract")
        else f"{source} {suggestion.field}"
    )
    before = clean(everywhere.evidence(suggestion.value, suggestion.backed, field)) + " "
    said = SIGNS[False][0] + clean(suggestion.said) + SIGNS[False][1]
    mark = Mark(len(before), len(before) + len(said), wanted=False)
    return Paragraph(everywhere.by_rule(before, said, clean(suggestion.rule)), STRONG, (mark,))
