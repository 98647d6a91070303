"""How the lines of a table are drawn: few segments per line, everything cut to its cells."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from trtui.ui.text import clip, fit
from trtui.ui.widgets.rows import GAP, Cell, Column, Placed, Row, place

GUTTER = 3
"""Cells left of the columns: cursor, mark, space. One more at the right edge holds the scroll thumb."""


class Painter:
    """Draws header, rows and messages in the columns that fit."""

    def __init__(self, style: Callable[[str, bool], Style]) -> None:
        """``style`` gives the style of a name (a tone, a part of the table), under the cursor or not."""
        self._style = style
        self.placed: list[Placed] = []
        self.width = -1
        """The width for which the columns were chosen."""

    def lay_out(self, columns: Sequence[Column], width: int) -> None:
        """Choose the columns for a width of the whole table."""
        self.width = width
        self.placed = place(columns, max(1, width - GUTTER - 1))

    def header(self, width: int, order: tuple[str, bool] | None) -> Strip:
        """Draw the titles; the sorted column carries an arrow."""
        parts = []
        for number, (_, column, cells) in enumerate(self.placed):
            title = column.title
            if order is not None and order[0] == column.name:
                title = f"{title[: cells - 1]}{'▼' if order[1] else '▲'}"
            parts.append(fit(title, cells, column.align) + self._gap(number))
        return self.message(" " * GUTTER + "".join(parts), "header", width)

    def message(self, text: str, tone: str, width: int, at_cursor: bool = False) -> Strip:
        """Draw a line of text."""
        return Strip([Segment(fit(text, width), self._style(tone, at_cursor))], width)

    def row(self, row: Row, width: int, *, at_cursor: bool, marked: bool, label: str, thumb: str) -> Strip:
        """Draw a row; a jump ``label`` takes the place of cursor and mark."""
        if row.heading:
            first = row.cells[0] if row.cells else ""
            text, tone, _ = first if isinstance(first, Cell) else (first, "accent", "")
            said = fit(" " * GUTTER + clip(text, max(0, width - GUTTER - 1)), max(0, width - 1))
            look = self._style(tone or "accent", at_cursor)
            return Strip([Segment(said, look), Segment(thumb, self._style("thumb", at_cursor))], width)
        plain = self._style("", at_cursor)
        run, run_style = "", plain
        segments: list[Segment] = []

        def add(text: str, style: Style) -> None:
            nonlocal run, run_style
            if style is run_style:
                run += text
            else:
                if run:
                    segments.append(Segment(run, run_style))
                run, run_style = text, style

        if label:
            add(fit(label, 2), self._style("label", at_cursor))
        else:
            add("▌" if at_cursor else " ", self._style("pointer", at_cursor) if at_cursor else plain)
            add("✓" if marked else " ", self._style("mark", at_cursor) if marked else plain)
        add(" ", plain)
        used = GUTTER
        for number, (at, column, cells) in enumerate(self.placed):
            cell = row.cells[at] if at < len(row.cells) else ""
            text, tone, short = cell if isinstance(cell, Cell) else (cell, "", "")
            if short and len(text) > cells:
                text = short
            if row.depth and not number:
                text = "  " * row.depth + "↳ " + text
            gap = self._gap(number)
            add(fit(text, cells, column.align) + gap, self._style(tone or row.tone, at_cursor))
            used += cells + len(gap)
        add(" " * max(0, width - used - 1), plain)
        add(thumb, plain if thumb == " " else self._style("thumb", at_cursor))
        segments.append(Segment(run, run_style))
        return Strip(segments, width)

    def _gap(self, number: int) -> str:
        return " " * GAP if number < len(self.placed) - 1 else ""


def thumb(line: int, body: int, top: int, total: int) -> str:
    """Return what stands at the right edge of a line: the scroll thumb, or a space."""
    if total <= body:
        return " "
    size = max(1, body * body // total)
    start = round((body - size) * top / (total - body))
    return "▐" if start <= line < start + size else " "
