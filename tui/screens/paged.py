"""The keys of a screen of paragraphs, read page by page."""

from __future__ import annotations

from tui.widgets.pager import Pager


class Paging:
    """The keys of a screen on which there is one `pager`."""

    pager: Pager

    def action_next(self) -> None:
        """One line on."""
        self.pager.scroll_lines(1)

    def action_previous(self) -> None:
        """One line back."""
        self.pager.scroll_lines(-1)

    def action_more(self) -> None:
        """One page on."""
        self.pager.scroll_pages(1)

    def action_less(self) -> None:
        """One page back."""
        self.pager.scroll_pages(-1)

    action_page_down = action_more
    action_page_up = action_less

    def action_first(self) -> None:
        """To the top."""
        self.pager.scroll_to_beginning()

    def action_last(self) -> None:
        """To the end."""
        self.pager.scroll_to_end_of_text()
