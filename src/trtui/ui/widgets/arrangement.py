"""How a list in memory is arranged: which rows the filter leaves, and in what order they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from trtui.domain.folding import fold
from trtui.domain.spelt import Typed
from trtui.ui.widgets.rows import Cell, Row


class Order(NamedTuple):
    """One way to sort a list: by a column, or by a value of the rows that no column shows."""

    name: str
    """The column's name, or the name of the value in ``Row.values``."""
    label: str
    """What a status line calls it: ``name``, ``last touch``."""


class Arrangement:
    """The filter and the order that were chosen for one list; an untouched one leaves it as it is."""

    def __init__(self) -> None:
        self.text = ""
        """What was typed into the filter."""
        self.order: Order | None = None
        """None while the list stands in its natural order."""
        self.is_reversed = False

    @property
    def is_natural(self) -> bool:
        """Whether all rows stand in their natural order."""
        return not self.text.strip() and self.order is None and not self.is_reversed

    @property
    def said(self) -> str:
        """The order in words, for a status line; empty for the natural one."""
        if self.order is None:
            return "order reversed" if self.is_reversed else ""
        return f"by {self.order.label} {'▼' if self.is_reversed else '▲'}"

    def next_order(self, orders: Sequence[Order]) -> None:
        """Sort by the next of the orders; after the last one the list is as it was."""
        names = [order.name for order in orders]
        at = -1 if self.order is None else names.index(self.order.name) if self.order.name in names else -1
        self.order = orders[at + 1] if at + 1 < len(orders) else None
        self.is_reversed = False

    def arrange(self, rows: Sequence[Row], columns: Sequence[str], *, grouped: bool) -> list[Row]:
        """Return the rows that are left, in order.

        Headings part the rows into blocks that are arranged each for itself; a heading without rows goes. When
        ``grouped``, rows with a depth stay under the row above them; otherwise each row stands for itself.
        """
        if self.is_natural:
            return list(rows)
        words = Typed(self.text)
        arranged: list[Row] = []
        for heading, block in _blocks(rows):
            groups = list(_groups(block)) if grouped else [[row._replace(depth=0)] for row in block]
            if words:
                groups = [kept for group in groups if (kept := _left(group, words))]
            if self.order is not None:
                at = columns.index(self.order.name) if self.order.name in columns else -1
                groups = _sorted(groups, self.order.name, at, self.is_reversed)
            elif self.is_reversed:
                groups.reverse()
            if groups and heading is not None:
                arranged.append(heading)
            arranged += [row for group in groups for row in group]
        return arranged


def matches(row: Row, words: Typed) -> bool:
    """Return whether each typed word occurs in a cell of the row or in its hidden words."""
    return words.is_in(*map(text_of, row.cells), row.words)


def text_of(cell: str | Cell) -> str:
    """Return a cell's text."""
    return cell.text if isinstance(cell, Cell) else cell


def _blocks(rows: Iterable[Row]) -> Iterator[tuple[Row | None, list[Row]]]:
    heading: Row | None = None
    block: list[Row] = []
    for row in rows:
        if row.heading:
            yield heading, block
            heading, block = row, []
        else:
            block.append(row)
    yield heading, block


def _groups(rows: Iterable[Row]) -> Iterator[list[Row]]:
    group: list[Row] = []
    for row in rows:
        if group and not row.depth:
            yield group
            group = []
        group.append(row)
    if group:
        yield group


def _left(group: list[Row], words: Typed) -> list[Row]:
    """Return what is left of a group: who matches, under the row that they belong to."""
    head, *others = group
    kept = [row for row in others if matches(row, words)]
    return [head, *kept] if kept or matches(head, words) else []


def _sorted(groups: list[list[Row]], name: str, at: int, is_reversed: bool) -> list[list[Row]]:
    def value(group: list[Row]) -> str | float | None:
        head = group[0]
        if name in head.values:
            found = head.values[name]
        else:
            found = text_of(head.cells[at]) if 0 <= at < len(head.cells) else None
        if isinstance(found, str):
            return fold(found).strip("–- ") or None
        return found

    known = [(found, group) for group in groups if (found := value(group)) is not None]
    known.sort(key=lambda one: one[0], reverse=is_reversed)
    # who has no value stands last either way: turning the order round is about those who have one
    return [*(group for _, group in known), *(group for group in groups if value(group) is None)]
