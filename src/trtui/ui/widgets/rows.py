"""What a table shows: columns, rows, cells, and the sources that rows come from."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol

from trtui.ui.text import Align

Tone = Literal["", "strong", "muted", "accent", "due", "overdue", "good"]
"""How a cell stands out; each state also carries a glyph or a word, because colour alone tells nobody
anything.
"""


class Cell(NamedTuple):
    """Text from data with a tone; a plain ``str`` is a cell without one."""

    text: str
    tone: Tone = ""
    short: str = ""
    """Takes the place of a text that does not fit, so that nothing is cut in a word."""


_NO_VALUES: Mapping[str, str | float | None] = MappingProxyType({})


class Row(NamedTuple):
    """One line of a table. ``cells`` stand in the order of the columns."""

    key: Hashable
    """Tells the record apart from all others in the list, across refresh and sort: ``("client", 7)``."""
    cells: tuple[str | Cell, ...]
    depth: int = 0
    """1 for a line that belongs to the one above, such as a contact under its client."""
    tone: Tone = ""
    """Tone of every cell that has none of its own."""
    heading: bool = False
    """A line between groups of rows: the cursor steps over it, and it cannot be marked or opened."""
    values: Mapping[str, str | float | None] = _NO_VALUES
    """What columns are sorted by where that is not their text, by name: instants, amounts, names without a glyph.
    None stands last.
    """
    words: str = ""
    """Text that a filter finds beside the cells: what they shorten or leave out."""


class Column(NamedTuple):
    """One column: how wide it likes to be and how long it stays when the terminal gets narrow."""

    name: str
    title: str
    width: int
    """Cells it is comfortable with; a column is dropped rather than squeezed, unless it must stay."""
    grow: int = 0
    """Share of the space that is left over."""
    priority: int = 0
    """0 stays always; 1 is the first of the others to appear, 9 the last."""
    align: Align = "left"
    least: int = 6
    """Cells below which even a column that must stay is not squeezed."""
    best: int = 0
    """Cells that it gets before other columns of priority 3 and later appear, and before any column grows."""
    sorts: bool = True
    """Whether the rows can be sorted by it."""


class Page(NamedTuple):
    """A run of rows of a list, with the size of the whole list."""

    rows: Sequence[Row]
    start: int
    total: int
    exact: bool = True
    """False when ``total`` means "at least so many"."""


class RowSource(Protocol):
    """A list in one order under one filter. Another filter or order is another source."""

    async def page(self, start: int, size: int) -> Page:
        """Return up to ``size`` rows from index ``start`` on."""

    async def position(self, key: Hashable) -> int | None:
        """Return where a record stands now, or None when it left the list."""

    async def keys(self, limit: int) -> Sequence[Hashable]:
        """Return the keys of the first ``limit`` rows, in order."""


class ListSource:
    """Rows that are all in memory: short lists, results of one search."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self.rows = tuple(rows)

    def page_now(self, start: int, size: int) -> Page:
        """Return up to ``size`` rows from index ``start`` on, at once."""
        return Page(self.rows[start : start + size], start, len(self.rows))

    def position_now(self, key: Hashable) -> int | None:
        """Return where a record stands, or None."""
        return next((at for at, row in enumerate(self.rows) if row.key == key), None)

    async def page(self, start: int, size: int) -> Page:
        """Return up to ``size`` rows from index ``start`` on."""
        return self.page_now(start, size)

    async def position(self, key: Hashable) -> int | None:
        """Return where a record stands, or None."""
        return self.position_now(key)

    async def keys(self, limit: int) -> Sequence[Hashable]:
        """Return the keys of the first ``limit`` rows."""
        return [row.key for row in self.rows[:limit] if not row.heading]


GAP = 2
ADDED = 3
"""Columns from this priority on are told beside the others, not instead of their breadth."""


class Placed(NamedTuple):
    """A column that is shown: its index among all columns and the cells it got."""

    at: int
    column: Column
    width: int


def place(columns: Sequence[Column], width: int) -> list[Placed]:
    """Return the columns that fit and the cells each of them gets.

    Columns that must stay come first, the others by priority, each only if all shown ones keep their comfortable
    width, from priority 3 on their best one; what is left over goes to the growing ones. Too narrow even for those
    that must stay: growing ones are squeezed, then the last ones dropped.
    """
    chosen = [column for column in columns if column.priority == 0]

    def needed(shown: Sequence[Column], at_best: bool = False) -> int:
        widths = (max(column.width, column.best) if at_best else column.width for column in shown)
        return sum(widths) + GAP * max(0, len(shown) - 1)

    def needed_with(column: Column) -> int:
        return needed(chosen, at_best=column.priority >= ADDED) + GAP * bool(chosen) + column.width

    for column in sorted(
        (column for column in columns if column.priority), key=lambda column: column.priority
    ):
        if needed_with(column) > width:
            break
        chosen.append(column)
    widths = {column.name: column.width for column in chosen}
    spare = width - needed(chosen)
    if spare < 0:
        for column in chosen:
            if column.grow and spare < 0:
                give = min(-spare, max(0, widths[column.name] - max(1, column.least)))
                widths[column.name] -= give
                spare += give
        while spare < 0 and len(chosen) > 1:
            spare += widths[chosen[-1].name] + GAP
            chosen.pop()
        if spare < 0:
            widths[chosen[0].name] = max(1, widths[chosen[0].name] + spare)
            spare = 0
    for column in chosen:
        share = max(0, min(spare, column.best - widths[column.name]))
        widths[column.name] += share
        spare -= share
    shares = sum(column.grow for column in chosen)
    left = shares
    for column in chosen:
        if column.grow and spare > 0:
            share = spare * column.grow // left
            widths[column.name] += share
            spare -= share
            left -= column.grow
    names = {column.name for column in chosen}
    return [
        Placed(at, column, widths[column.name]) for at, column in enumerate(columns) if column.name in names
    ]
