"""The part of a long list that is in memory: chunks of rows around what is seen, the oldest forgotten."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from trtui.ui.widgets.rows import Page, Row

CHUNK = 64
KEPT_CHUNKS = 50


class Window:
    """Rows by index, as far as they have been read, and the size of the list."""

    def __init__(self) -> None:
        self.total = 0
        self.exact = True
        self._chunks: OrderedDict[int, dict[int, Row]] = OrderedDict()

    def put(self, page: Page) -> None:
        """Take a page in; the list is as long as this page says."""
        self.total, self.exact = page.total, page.exact
        for offset, row in enumerate(page.rows):
            at = page.start + offset
            self._chunks.setdefault(at // CHUNK, {})[at] = row
        for number in {(page.start + offset) // CHUNK for offset in range(len(page.rows))}:
            self._chunks.move_to_end(number)
        while len(self._chunks) > KEPT_CHUNKS:
            self._chunks.popitem(last=False)

    def row(self, index: int) -> Row | None:
        """Return the row at an index, or None when it has not been read."""
        chunk = self._chunks.get(index // CHUNK)
        return None if chunk is None else chunk.get(index)

    def index_of(self, key: Hashable) -> int | None:
        """Return where a record stands among the rows in memory."""
        for chunk in self._chunks.values():
            for at, row in chunk.items():
                if row.key == key:
                    return at
        return None

    def missing(self, first: int, last: int) -> tuple[int, int] | None:
        """Return (start, size) of the read that makes all rows from ``first`` to ``last`` known, or None."""
        first, last = max(0, first), min(last, self.total - 1)
        absent = [at for at in range(first, last + 1) if self.row(at) is None]
        if not absent:
            return None
        return span(absent[0], absent[-1])


def span(first: int, last: int) -> tuple[int, int]:
    """Return (start, size) of the whole chunks that cover two indexes."""
    start = max(0, first) // CHUNK * CHUNK
    return start, (last // CHUNK + 1) * CHUNK - start
