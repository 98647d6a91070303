"""Reading the rows of a table: what is in memory at once, the rest beside the event loop's queue."""

from __future__ import annotations

import asyncio
from collections.abc import Hashable
from functools import partial
from typing import Protocol

from textual.dom import DOMNode

from trtui.domain.errors import TrtuiError
from trtui.ui.beside import beside
from trtui.ui.widgets.rows import ListSource, RowSource
from trtui.ui.widgets.window import Window, span

LEAST_ROWS = 24
"""Rows read around the cursor before the table has a size."""


class Shown(Protocol):
    """What a loader asks of its table, and tells it."""

    cursor: int

    @property
    def body(self) -> int:
        """Number of rows that are seen."""

    def key_to_keep(self) -> Hashable | None:
        """Return the key of the record under the cursor."""

    def take(self, window: Window, cursor: int, keep: bool) -> None:
        """Show another list."""

    def rows_arrived(self) -> None:
        """Draw rows that were missing."""

    def fail(self, message: str) -> None:
        """Say that the list could not be read."""


class Loader:
    """Reads lists for one table; only the list that was asked for last is shown."""

    def __init__(self, node: DOMNode, table: Shown) -> None:
        self._node = node
        self._table = table
        self.source: RowSource = ListSource(())
        self.settled = asyncio.Event()
        """Set while nothing is asked for that is not shown."""
        self.settled.set()

    def show(self, source: RowSource, keep: bool) -> None:
        """Read a list around the cursor and hand it to the table."""
        self.source = source
        if isinstance(source, ListSource):
            for group in ("rows", "pages"):
                self._node.workers.cancel_group(self._node, group)
            self._show_now(source, keep)
        else:
            self.settled.clear()
            beside(self._node, partial(self._load, source, keep), "rows", exclusive=True)

    def _show_now(self, source: ListSource, keep: bool) -> None:
        key = self._table.key_to_keep() if keep else None
        at = None if key is None else source.position_now(key)
        cursor = at if at is not None else (self._table.cursor if keep else 0)
        cursor = max(0, min(cursor, len(source.rows) - 1))
        window = Window()
        window.put(source.page_now(*self._reach(cursor)))
        self._hand_over(window, cursor, keep)

    async def _load(self, source: RowSource, keep: bool) -> None:
        try:
            key = self._table.key_to_keep() if keep else None
            at = None if key is None else await source.position(key)
            cursor = at if at is not None else (self._table.cursor if keep else 0)
            window = Window()
            window.put(await source.page(*self._reach(cursor)))
            if cursor >= window.total > 0:
                cursor = window.total - 1
                window.put(await source.page(*self._reach(cursor)))
        except Exception as error:
            self.settled.set()
            self._fail(error)
            return
        if source is self.source:
            self._hand_over(window, max(0, cursor), keep)

    def _fail(self, error: Exception) -> None:
        trouble = getattr(self._node.app, "trouble", None)
        if isinstance(error, TrtuiError):
            self._table.fail(error.message)
        elif trouble is None:
            raise error
        else:
            self._table.fail(trouble(error, "Reading this list").message)

    def _reach(self, cursor: int) -> tuple[int, int]:
        rows = max(self._table.body, LEAST_ROWS)
        return span(cursor - rows, cursor + rows)

    def _hand_over(self, window: Window, cursor: int, keep: bool) -> None:
        self.settled.set()
        self._table.take(window, cursor, keep)

    def fill(self, window: Window, first: int, last: int) -> None:
        """Read the rows between two indexes that the window lacks."""
        wanted = window.missing(first, last)
        if wanted is None:
            return
        source = self.source
        if isinstance(source, ListSource):
            window.put(source.page_now(*wanted))
            return

        async def read() -> None:
            try:
                page = await source.page(*wanted)
            except Exception as error:
                self._fail(error)
                return
            if source is self.source:
                window.put(page)
                self._table.rows_arrived()

        beside(self._node, read, "pages", exclusive=True)
