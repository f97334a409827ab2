"""The record in front of the reviewer."""

from __future__ import annotations

from collections.abc import Sequence

from core.records.record import Record
from core.retractions.words import flag_in_words
from core.screening.decision import Decision
from tui.text.highlights import Highlighter
from tui.text.paragraphs import Paragraph, paragraph
from tui.text.plain import clean
from tui.text.theme import DIM, PLAIN, REMARK, STRONG
from tui.widgets.pager import Pager
from tui.words.phrases import everywhere
from tui.words.reading.decisions import author_names, described, published


class RecordReader(Pager):
    """Title, authors, journal, sources, the reviewer's own note and labels, abstract and keywords."""

    def __init__(self, highlighter: Highlighter, *, hide: Sequence[str] = (), id: str | None = None) -> None:
        """Make an empty reader.

        Args:
            highlighter: Finds the protocol's words.
            hide: What not to show, so that prestige does not sway: "authors", "journal".
            id: The widget's id.
        """
        super().__init__(id=id)
        self._highlighter = highlighter
        self._hide = hide
        self._remarks: Sequence[str] = ()
        self._shown: tuple[object, ...] = ()

    def read(
        self, record: Record, sources: tuple[str, ...], decision: Decision | None, remarks: tuple[str, ...] = ()
    ) -> None:
        """Show a record, and what else is to be said of it; the same one again keeps its place in the abstract."""
        note = (decision.note, decision.labels) if decision else ("", ())
        shown = (record.id, note, self._highlighter.words, remarks)
        if shown == self._shown:
            return
        top = self._top if self._shown[:1] == shown[:1] else 0
        self._shown = shown
        self._remarks = remarks
        self.show(self._paragraphs_of(record, sources, *note), top)

    def mark_with(self, highlighter: Highlighter) -> None:
        """Mark other words from the next time on that a record is read."""
        self._highlighter = highlighter

    def forget(self, text: str) -> None:
        """Show a text where there is no record."""
        self._shown = ()
        self.show([paragraph(text)])

    def show_instead(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show other paragraphs in the record's place; the same ones again keep their place."""
        if self._shown != (paragraphs,):
            self._shown = (paragraphs,)
            self.show(paragraphs)

    def _paragraphs_of(
        self, record: Record, sources: tuple[str, ...], note: str, labels: Sequence[str]
    ) -> list[Paragraph]:
        remarks = [*self._remarks, f"! {note}" if note else "", everywhere.LABELS + ", ".join(labels) if labels else ""]
        return record_paragraphs(record, sources, self._highlighter, remarks=remarks, hide=self._hide)


def record_paragraphs(
    record: Record,
    sources: tuple[str, ...],
    highlighter: Highlighter,
    *,
    remarks: Sequence[str] = (),
    hide: Sequence[str] = (),
) -> list[Paragraph]:
    """A record whole, with the protocol's words marked."""
    title, marks = highlighter.mark(clean(record.title) or everywhere.NO_TITLE, "title")
    authors = "" if "authors" in hide else author_names(record.authors)
    journal = str(record.year or "") if "journal" in hide else published(record)
    result = [
        Paragraph(title, STRONG, marks),
        paragraph(" · ".join(part for part in (authors, journal) if part)),
        paragraph(described(record, sources), DIM),
        *(paragraph(f"! {flag_in_words(each)}", REMARK) for each in record.flags),
        *(paragraph(each, REMARK) for each in remarks),
    ]
    result = [each for each in result if each.text]
    abstract, marks = highlighter.mark(clean(record.abstract) or everywhere.NO_ABSTRACT, "abstract")
    result += [Paragraph(""), Paragraph(abstract, PLAIN, marks)]
    if record.keywords:
        keywords, marks = highlighter.mark_list([clean(each) for each in record.keywords], "keywords")
        result += [Paragraph(""), Paragraph(keywords, DIM, marks)]
    return result
