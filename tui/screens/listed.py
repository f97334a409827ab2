"""Gives a screen a list of records and a reader on the current one."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from core.screening.session import RecordsInOrder
from tui.actions.keymap import Keymap
from tui.screens.asking import AskingScreen
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.evidence_reader import EvidenceReader
from tui.widgets.record_list import RecordList
from tui.words.phrases import everywhere
from tui.words.reading.decisions import ALL_READ


class ListedScreen(AskingScreen):
    """A list of records and a reader, with the keys to move; a subclass adds what else can be done."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 (Textual's declaration)
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]  # noqa: RUF012
    DEFAULT_CSS = """
    ListedScreen {
        #body { layout: vertical; }
        #list { height: 5; }
        #side { height: auto; }
        &.-low #list { height: 1; }
        &.-wide #body { layout: horizontal; }
        &.-wide #side { width: 40%; max-width: 88; height: 1fr; }
        &.-wide #list { height: 1fr; }
        &.-wide #divider { width: 1; height: 1fr; }
    }
    """

    def __init__(self, listing: RecordsInOrder, keymap: Keymap, *, hints: bool = True) -> None:
        super().__init__(keymap, hints=hints)
        self.listing = listing

    def compose(self) -> ComposeResult:
        """The layout; its shape comes from the size of the terminal."""
        yield FittingBar(gap="    ", style=STRONG, id="top")
        yield ThinLine()
        with Horizontal(id="body"):
            with Vertical(id="side"):
                yield RecordList(self.listing, id="list")
            yield ThinLine(id="divider")
            yield EvidenceReader(id="reader")
        yield ThinLine()
        yield Bar(id="status")
        yield from self.compose_foot()

    def on_mount(self) -> None:
        """Show the first record."""
        self.top = self.query_one("#top", FittingBar)
        self.list = self.query_one("#list", RecordList)
        self.pager = self.reader = self.query_one("#reader", EvidenceReader)
        self.paint()

    def place(self) -> str:
        """The place in the list: "3 of 41"."""
        if self.listing.all_read:
            return ALL_READ
        return everywhere.place_of(self.listing.position + 1, len(self.listing.view)) if self.listing.view else ""

    def moved(self) -> None:
        """Say the new place."""
        self.say("")

    def go(self, steps: int) -> None:
        """Go a number of records on."""
        self.listing.move(steps)
        self.moved()

    @property
    def page(self) -> int:
        """As many records as are seen, less one."""
        return max(self.list.size.height - 1, 1)

    @on(RecordList.Pointed)
    def _go_where_pointed(self, event: RecordList.Pointed) -> None:
        self.go(event.place - self.listing.position)
