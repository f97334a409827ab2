"""Shows the report as text: funnel, flow diagram, agreement, what was charted; one key writes its folder."""

from __future__ import annotations

from collections.abc import Sequence

from rich.style import Style
from textual import events

from core.report.document.parts import Section
from core.report.document.text_page import TextLine, text_lines
from tui.adapter.interface import ReviewAdapter
from tui.screens.reading import ReadingScreen
from tui.settings.settings import Settings
from tui.text.links import file_url
from tui.text.paragraphs import Paragraph
from tui.text.plain import clean, printable
from tui.text.theme import PLAIN, STRONG
from tui.widgets.bar import Bar
from tui.widgets.pager import MEASURE
from tui.words.phrases import report as phrases


class ReportScreen(ReadingScreen):
    """What everybody on the team may know; laid out anew when the width changes."""

    KIND = "report"
    HAS_STATUS = True

    def __init__(self, adapter: ReviewAdapter, settings: Settings) -> None:
        super().__init__(phrases.TITLE, (), settings.keymap, hints=settings.hints)
        self._adapter = adapter
        self._sections: Sequence[Section] = ()

    def on_mount(self) -> None:
        """Say that the report is being gathered, which begins once the screen is there."""
        self.status = self.query_one("#status", Bar)
        self.status.show(phrases.GATHERING)
        self.call_after_refresh(self._gather)

    def on_resize(self, event: events.Resize) -> None:
        """Lay the tables out for the new width."""
        self._lay_out(event.size.width)

    def _gather(self) -> None:
        with self.saying_why():
            self._sections = self._adapter.report_sections()
            self._lay_out(self.size.width)
            self.say(phrases.writes_folder(self.key_of("write")))

    def _lay_out(self, width: int) -> None:
        lines = text_lines(self._sections, min(self.pager.column_width(width) - 2, MEASURE))
        self.pager.show([_paragraph(line) for line in lines])

    def action_write(self) -> None:
        """Write the folder, and say where."""
        with self.saying_why(phrases.NOT_WRITTEN):
            folder = self._adapter.write_report()
            self.status.show(clean(phrases.written(folder)), Style(link=file_url(folder / "index.html")))


def _paragraph(line: TextLine) -> Paragraph:
    text = printable(line.text)
    inner = text.lstrip()
    return Paragraph(inner, STRONG if line.heading else PLAIN, (), len(text) - len(inner))
