"""A search screen of stock Textual widgets, peer for bytes and repaints; its rows are given as a file.

An Input over a DataTable of the first rows that contain the typed text; down and up move the table's cursor.
"""

from __future__ import annotations

import sys
from pathlib import Path

from textual.app import App, ComposeResult
from textual.widgets import DataTable, Footer, Header, Input

SHOWN = 40


class TableApp(App[None]):
    """The same work as the start screen, done the usual way."""

    BINDINGS = [("down", "move('cursor_down')", "Down"), ("up", "move('cursor_up')", "Up")]

    def __init__(self, rows: list[list[str]]) -> None:
        super().__init__()
        self.rows = rows

    def compose(self) -> ComposeResult:
        """Lay out header, box, table and footer."""
        yield Header()
        yield Input(placeholder="Search")
        yield DataTable(cursor_type="row")
        yield Footer()

    def on_mount(self) -> None:
        """Fill the table once."""
        self.query_one(DataTable).add_columns("Name", "Town", "Status", "Owner", "Phone", "Next call")
        self.query_one(Input).focus()
        self.fill("")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the rows that hold what was typed."""
        self.fill(event.value.lower())

    def fill(self, text: str) -> None:
        """Replace the rows of the table."""
        table = self.query_one(DataTable)
        table.clear()
        found = [row for row in self.rows if text in row[0].lower()]
        table.add_rows(found[:SHOWN])

    def action_move(self, how: str) -> None:
        """Move the table's cursor while the box keeps the focus."""
        getattr(self.query_one(DataTable), f"action_{how}")()


if __name__ == "__main__":
    TableApp([line.split("\t") for line in Path(sys.argv[1]).read_text().splitlines()]).run()
