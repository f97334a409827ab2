"""The records of the table in Textual's DataTable, as an app would show them that has no list of its own."""

from __future__ import annotations

import sys

from textual.app import App, ComposeResult
from textual.widgets import DataTable

from tests.big import big_records


class TableApp(App[None]):
    """A row a record: year, title and journal."""

    def __init__(self, count: int) -> None:
        super().__init__()
        self._count = count

    def compose(self) -> ComposeResult:
        yield DataTable(cursor_type="row")

    def on_mount(self) -> None:
        table = self.query_one(DataTable)
        table.add_columns("year", "title", "journal")
        table.add_rows((str(each.year), each.title, each.journal) for each in big_records(self._count))


if __name__ == "__main__":
    TableApp(int(sys.argv[1])).run()
