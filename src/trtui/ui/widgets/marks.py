"""Which rows of a list are marked, by key: the marks outlive scrolling, sorting and refreshing."""

from __future__ import annotations

from collections.abc import Container, Hashable, Iterable
from typing import Protocol

from trtui.ui.widgets.rows import Row, RowSource

MOST = 10_000
"""Rows marked at once: more is a filter's work, not a mark's."""


class Marks:
    """An ordered set of keys, and the range that is being marked."""

    def __init__(self) -> None:
        self._keys: dict[Hashable, None] = {}
        self.anchor: int | None = None
        """Index at which a range was begun, or None."""

    def __len__(self) -> int:
        return len(self._keys)

    def __contains__(self, key: object) -> bool:
        return key in self._keys

    @property
    def keys(self) -> tuple[Hashable, ...]:
        """The marked keys in the order of marking."""
        return tuple(self._keys)

    def toggle(self, key: Hashable) -> None:
        """Mark a key, or unmark it."""
        if key in self._keys:
            del self._keys[key]
        else:
            self._keys[key] = None

    def add(self, keys: Iterable[Hashable]) -> None:
        """Mark several keys."""
        self._keys.update(dict.fromkeys(keys))

    def keep(self, keys: Container[Hashable]) -> bool:
        """Drop the marks of rows that are gone; return whether there were any."""
        gone = [key for key in self._keys if key not in keys]
        for key in gone:
            del self._keys[key]
        return bool(gone)

    def clear(self) -> bool:
        """Drop all marks and the range; return whether there were any."""
        had = bool(self._keys) or self.anchor is not None
        self._keys.clear()
        self.anchor = None
        return had

    def in_range(self, index: int, cursor: int) -> bool:
        """Return whether an index lies in the range that is being marked."""
        return self.anchor is not None and min(self.anchor, cursor) <= index <= max(self.anchor, cursor)


class Markable(Protocol):
    """A list in which rows are marked."""

    cursor: int
    marks: Marks

    @property
    def current(self) -> Row | None:
        """The row under the cursor."""

    @property
    def source(self) -> RowSource:
        """Where the rows come from."""

    def go(self, index: int) -> None:
        """Put the cursor on a row."""

    def marks_changed(self) -> None:
        """Draw the marks and tell their number."""


async def mark(table: Markable, verb: str) -> None:
    """Mark or unmark the row under the cursor (``toggle``), begin or end a ``range``, or mark ``all`` or
    none.
    """
    marks = table.marks
    if verb == "all":
        keys = await table.source.keys(MOST)
        if len(marks) and len(marks) >= len(keys):
            marks.clear()
        else:
            marks.add(keys)
    elif marks.anchor is not None:
        first, last = sorted((marks.anchor, table.cursor))
        marks.anchor = None
        page = await table.source.page(first, min(last - first + 1, MOST))
        marks.add(row.key for row in page.rows if not row.heading)
    elif verb == "range":
        marks.anchor = table.cursor
    elif table.current is not None:
        marks.toggle(table.current.key)
        table.go(table.cursor + 1)
    table.marks_changed()
