"""Gives a screen a list and what is read of its current line: of a list of records, the record."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Generic, TypeVar

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from core.screening.session import RecordsInOrder
from tui.actions.keymap import Keymap
from tui.screens.asking import AskingScreen
from tui.text.blocks import TWO
from tui.text.paragraphs import Paragraph
from tui.text.theme import STRONG
from tui.widgets.bar import Bar, FittingBar, ThinLine
from tui.widgets.canvas import Canvas
from tui.widgets.evidence_reader import EvidenceReader
from tui.widgets.pager import Pager
from tui.widgets.record_list import RecordList
from tui.words.phrases import everywhere
from tui.words.reading.decisions import ALL_READ

Table = TypeVar("Table", bound=Canvas)
WIDEST_LIST = 80
"""The columns of a list beside which something is read."""


def _side_by_side(screen: AskingScreen, top: FittingBar, listed: Widget, page: Pager) -> ComposeResult:
    yield top
    yield ThinLine()
    with Horizontal(id="body"):
        yield listed
        yield ThinLine(id="divider")
        yield page
    yield ThinLine()
    yield Bar(id="status")
    yield from screen.compose_foot()


class SidedScreen(AskingScreen, Generic[Table]):
    """A list, and what there is to read on its current line: from 100 columns beside it, else below or not at all."""

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (TWO, "-wide")]  # noqa: RUF012 (Textual's declaration)
    pager: Pager
    table: Table
    DEFAULT_CSS = """
    SidedScreen {
        #body { layout: vertical; }
        .beside, #divider { display: none; }
        &.-wide #body { layout: horizontal; }
        &.-wide .listed { width: 50%; height: 1fr; margin: 0 1 0 0; }
        &.-wide #divider { display: block; width: 1; height: 1fr; }
        &.-wide .beside { display: block; width: 1fr; height: 1fr; }
    }
    """

    KEPT: ClassVar[int] = 0
    """How many parts at the end of the top bar stay where it is too narrow."""

    def compose(self) -> ComposeResult:
        """The list and the page between two bars; their shape comes from the size of the terminal."""
        self.top = FittingBar(gap="    ", keep=self.KEPT, style=STRONG, id="top")
        self.table, self.pager = self.listed(), self.beside()
        yield from _side_by_side(self, self.top, self.table.add_class("listed"), self.pager.add_class("beside"))

    def listed(self) -> Table:
        """The list."""
        raise NotImplementedError

    def beside(self) -> Pager:
        """What is read of the current line; by default a page of paragraphs, in columns where there is room."""
        return Pager(columned=True, id="about")

    def here(self) -> Sequence[Paragraph]:
        """What there is to read on the current line."""
        return ()

    def tell(self) -> None:
        """Show it; the list takes no more room than it has something for."""
        self.table.styles.max_width = min(self.table.widest, WIDEST_LIST) if self.is_wide else None
        self.pager.show(self.here())

    def on_resize(self) -> None:
        """Tell as much as there is room for."""
        self.call_after_refresh(self.tell)

    @property
    def is_wide(self) -> bool:
        """Whether the page stands beside the list."""
        return self.size.width >= TWO

    @property
    def page(self) -> int:
        """As many lines as are seen, less one and the head."""
        return max(self.table.size.height - 2, 1)

    def action_more(self) -> None:
        """Show the next page of what stands beside the list, or below it; of the list where nothing does."""
        self._turn(1)

    def action_less(self) -> None:
        """Show the page before."""
        self._turn(-1)

    def _turn(self, pages: int) -> None:
        if self.pager.size.height:
            self.pager.scroll_pages(pages)
        else:
            self.go(pages * self.page)


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
        yield from _side_by_side(
            self,
            FittingBar(gap="    ", style=STRONG, id="top"),
            Vertical(RecordList(self.listing, id="list"), id="side"),
            EvidenceReader(id="reader"),
        )

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
