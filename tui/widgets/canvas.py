"""The base of the lean widgets: lines of text, of which only those that have changed are painted again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui.text.content import Line, cells, extent, strip
from tui.text.theme import DIM, PLAIN
from tui.words.phrases import everywhere


class Canvas(Widget):
    """A widget that is a page of lines: no scrollbar, no border, no children, no layout of its own.

    A subclass says what the page looks like (`lines`) and calls `repaint` when that may have changed. All canvases that
    one key handler repaints end in one frame, and each sends only the columns that differ: that is what keeps a key
    press within the budget of a slow link.
    """

    DEFAULT_CSS = """
    Canvas { width: 1fr; height: 1fr; }
    """
    ALLOW_SELECT = False

    _lines: Sequence[Line] = ()
    _painted_for: Size | None = None
    _menu: Sequence[str] = ()
    _menu_top = 0

    class PointedAt(Message):
        """Somebody has pointed at a place of a page with the mouse."""

        def __init__(self, canvas: Canvas, column: int, row: int) -> None:
            super().__init__()
            self.canvas, self.column, self.row = canvas, column, row

        def key(self, parts: Mapping[str, str]) -> str:
            """The key of the part of the line in which the column is, by the text of the part; "" for none."""
            line = self.canvas.painted(self.row)
            for text, key in parts.items():
                start = line.find(text)
                around = (line[:start][-2:].strip(), line[start + len(text) :][:2].strip())
                at = cells(line[:start])
                if start >= 0 and not any(around) and at <= self.column < at + cells(text):
                    return key
            return ""

        @property
        def steps(self) -> int:
            """How far the line is from the one with the cursor before it; 0 where there is no cursor."""
            rows = range(self.canvas.size.height)
            here = next((row for row in rows if self.canvas.painted(row).lstrip(" ")[:1] == ">"), self.row)
            return self.row - here if self.canvas.painted(self.row) else 0

    @property
    def widest(self) -> int:
        """Beyond how many columns the page has nothing more to show."""
        return self.app.size.width

    def painted(self, row: int) -> str:
        """A line of the page as it is painted; "" below its end."""
        return "".join(text for text, _style in self._lines[row]) if row < len(self._lines) else ""

    def on_click(self, event: events.Click) -> None:
        """Tell the screen where the mouse has pointed."""
        self.post_message(self.PointedAt(self, event.x, event.y))

    def lines(self, width: int, height: int) -> Sequence[Line]:
        """The page as it should look now, at most `height` lines of `width` columns."""
        raise NotImplementedError

    def repaint(self) -> None:
        """Send the lines that have changed since the last time."""
        if not self.size:
            return
        before, self._lines = self._lines, self._covered(*self.size)
        if self._painted_for != self.size:
            self._painted_for = self.size
            self.refresh()
            return
        changed = [
            Region(0, row, min(max(extent(old), extent(new)), self.size.width), 1)
            for row, (old, new) in enumerate(zip_longest(before, self._lines, fillvalue=()))
            if old != new
        ]
        regions = [region for region in changed if region.width]
        if regions:
            self.refresh(*regions)

    def on_resize(self) -> None:
        """Lay the page out anew."""
        self._painted_for = None
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line, as Textual asks for it."""
        if self._painted_for != self.size:
            self._lines = self._covered(*self.size)
            self._painted_for = self.size
        line = self._lines[y] if y < len(self._lines) else ()
        # The ansi themes leave both colours to the terminal; saying so again would double the bytes of a line.
        base = Style.null() if self.app.native_ansi_color else self.rich_style
        return strip(
            line, self.size.width, base, colours=not self.app.no_color, links=getattr(self.app, "links", False)
        )

    # Covering

    @property
    def is_covered(self) -> bool:
        """Whether a menu covers the last lines."""
        return bool(self._menu)

    def overlay(self, menu: Sequence[str]) -> None:
        """Cover the last lines with a menu; [] takes it away."""
        if menu or self._menu:
            self._menu, self._menu_top = menu, 0
            self.repaint()

    def turn_menu(self) -> None:
        """Show the next lines of a menu that is higher than the page, from the last ones the first again."""
        room = max(self.size.height - 2, 1)
        if len(self._menu) > room + 1:
            self._menu_top = 0 if self._menu_top + room >= len(self._menu) else self._menu_top + room
            self.repaint()

    def _covered(self, width: int, height: int) -> Sequence[Line]:
        """The page, with the menu over its end where there is one."""
        page = self.lines(width, height)
        if not self._menu:
            return page
        menu: list[Line] = [(("─" * width, DIM),), *(((f" {text}", PLAIN),) for text in self._menu)]
        if len(menu) > height > 1:
            room = height - 2
            shown = menu[1 + self._menu_top : 1 + self._menu_top + room]
            left = len(self._menu) - self._menu_top - len(shown)
            sign = everywhere.more_below(left) if left else everywhere.FROM_THE_TOP
            return [menu[0], *shown, *[()] * (room - len(shown)), ((sign, DIM),)]
        kept = page[: max(height - len(menu), 0)]
        return [*kept, *[()] * (height - len(menu) - len(kept)), *menu][:height]


class ScrolledPage(Canvas):
    """A page that is scrolled."""

    @property
    def step(self) -> int:
        """How many lines a page goes on: all that are seen, but for one in common."""
        raise NotImplementedError

    def scroll_lines(self, lines: int) -> None:
        """Go down (or up) by lines."""
        raise NotImplementedError

    def scroll_pages(self, pages: int) -> None:
        """Go down (or up) by pages."""
        self.scroll_lines(pages * self.step)
