"""A table over a list of any length: only what is seen is read, only what changed is drawn.

The rows come from a ``RowSource`` page by page, outside the event loop's way; the old rows stay until the new
ones are there. The cursor belongs to a record, not to a line number: refresh and sort never move it off its
record.
"""

from __future__ import annotations

import asyncio
from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import ClassVar

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trtui.domain.errors import TrtuiError
from trtui.ui.beside import beside
from trtui.ui.text import wrap
from trtui.ui.widgets.marks import Marks
from trtui.ui.widgets.paint import GUTTER, Painter, thumb
from trtui.ui.widgets.rows import Column, ListSource, Row, RowSource
from trtui.ui.widgets.window import Window, span

MOST_MARKS = 10_000
_TONES = ("strong", "muted", "accent", "due", "overdue", "good")


class VirtualTable(Widget, can_focus=True, inherit_bindings=False):
    """Rows under a one-line header, with a cursor, marks and two levels."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-table--header",
        "virtual-table--cursor",
        "virtual-table--cursor-blurred",
        "virtual-table--mark",
        "virtual-table--thumb",
        "virtual-table--label",
        *(f"virtual-table--{tone}" for tone in _TONES),
    }

    class Told(Message):
        """What a table tells; ``control`` is the table, for ``@on`` selectors."""

        def __init__(self, table: VirtualTable) -> None:
            super().__init__()
            self.table = table

        @property
        def control(self) -> VirtualTable:
            """The table."""
            return self.table

    class RowHighlighted(Told):
        """The cursor stands on another record; ``row`` is None when the list is empty."""

        def __init__(self, table: VirtualTable, row: Row | None) -> None:
            super().__init__(table)
            self.row = row

    class RowOpened(Told):
        """A record was chosen with enter or a click."""

        def __init__(self, table: VirtualTable, row: Row) -> None:
            super().__init__(table)
            self.row = row

    class MarksChanged(Told):
        """Rows were marked or unmarked; ``count`` are marked now."""

        def __init__(self, table: VirtualTable, count: int) -> None:
            super().__init__(table)
            self.count = count

    def __init__(
        self,
        columns: Sequence[Column],
        *,
        empty: str = "Nothing here.",
        header: bool = True,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """Make a table without rows. ``empty`` is what it says then: name the next key to press."""
        super().__init__(id=id, classes=classes)
        self.columns = tuple(columns)
        self.empty = empty
        self.order: tuple[str, bool] | None = None
        """(column name, descending) that the header shows; the source does the sorting."""
        self.marks = Marks()
        self.labels: dict[int, str] = {}
        """Jump labels by index, while they are shown."""
        self.cursor = 0
        self.top = 0
        self._header = int(header)
        self._source: RowSource = ListSource(())
        self._window = Window()
        self._painter = Painter(self._style)
        self._styles: dict[tuple[str, str], Style] = {}
        self._error = ""
        self._known = self._waiting = False
        self._settled = asyncio.Event()
        self._settled.set()

    # What is shown

    @property
    def total(self) -> int:
        """Number of rows of the list (at least so many when ``is_exact`` is false)."""
        return self._window.total

    @property
    def is_exact(self) -> bool:
        """Whether ``total`` is the true number."""
        return self._window.exact

    @property
    def current(self) -> Row | None:
        """The row under the cursor; None when there is none or it is still being read."""
        row = self._window.row(self.cursor)
        return None if row is None or row.heading else row

    @property
    def targets(self) -> tuple[Hashable, ...]:
        """Keys that a verb acts on: the marked ones, else the one under the cursor."""
        if len(self.marks):
            return self.marks.keys
        return () if self.current is None else (self.current.key,)

    @property
    def in_sight(self) -> range:
        """Indexes of the rows on screen."""
        return range(self.top, min(self.top + self._body, self.total))

    def row_of(self, key: Hashable) -> Row | None:
        """Return a row that is in memory by its key."""
        at = self._window.index_of(key)
        return None if at is None else self._window.row(at)

    async def settled(self) -> None:
        """Wait until the list that was asked for last is the one on screen."""
        await self._settled.wait()

    def show(self, source: RowSource, *, keep: bool = False) -> None:
        """Show another list; ``keep`` leaves the cursor on its record, otherwise it goes to the top.

        Rows in memory are shown at once; others replace the old rows when they arrive.
        """
        self._source = source
        if not keep:
            self._forget_range()
        if not self.is_mounted:
            self._waiting = True
        elif isinstance(source, ListSource):
            self.workers.cancel_node(self)
            self._show_now(source, keep)
        else:
            self._settled.clear()
            beside(self, partial(self._load, source, keep), "rows", exclusive=True)

    def show_rows(self, rows: Iterable[Row], *, keep: bool = True) -> None:
        """Show rows that are in memory."""
        self.show(ListSource(tuple(rows)), keep=keep)

    def reload(self) -> None:
        """Read the list again, keeping the cursor on its record and the marks."""
        self.show(self._source, keep=True)

    def fail(self, message: str) -> None:
        """Say what went wrong in place of the rows; ``reload`` tries again."""
        self._error = message
        self._window = Window()
        self._settled.set()
        self._highlight()
        self.refresh()

    # Reading

    def _show_now(self, source: ListSource, keep: bool) -> None:
        key = self._key_to_keep(keep)
        at = None if key is None else source.position_now(key)
        window = Window()
        cursor = at if at is not None else (self.cursor if keep else 0)
        cursor = max(0, min(cursor, len(source.rows) - 1))
        window.put(source.page_now(*self._reach(cursor)))
        self._apply(window, cursor, keep)

    async def _load(self, source: RowSource, keep: bool) -> None:
        try:
            key = self._key_to_keep(keep)
            at = None if key is None else await source.position(key)
            cursor = at if at is not None else (self.cursor if keep else 0)
            window = Window()
            window.put(await source.page(*self._reach(cursor)))
            if cursor >= window.total > 0:
                cursor = window.total - 1
                window.put(await source.page(*self._reach(cursor)))
        except TrtuiError as error:
            self.fail(error.message)
            return
        if source is self._source:
            self._apply(window, max(0, cursor), keep)

    def _key_to_keep(self, keep: bool) -> Hashable | None:
        row = self.current
        return row.key if keep and row is not None else None

    def _reach(self, cursor: int) -> tuple[int, int]:
        rows = max(self._body, 24)
        return span(cursor - rows, cursor + rows)

    def _apply(self, window: Window, cursor: int, keep: bool) -> None:
        line = self.cursor - self.top
        self._window, self._error, self._known = window, "", True
        self.cursor = self._past_headings(cursor, 1)
        self.top = self.cursor - line if keep else 0
        self._settled.set()
        self._show_cursor()
        self.refresh()
        self._highlight()

    def _fetch(self) -> None:
        wanted = self._window.missing(self.top - self._body, self.top + 2 * self._body)
        if wanted is None:
            return
        source, window = self._source, self._window
        if isinstance(source, ListSource):
            window.put(source.page_now(*wanted))
            return

        async def read() -> None:
            try:
                page = await source.page(*wanted)
            except TrtuiError as error:
                self.fail(error.message)
                return
            if window is self._window:
                window.put(page)
                self._show_cursor()
                self.refresh()
                self._highlight()

        beside(self, read, "pages", exclusive=True)

    # The cursor

    @property
    def _body(self) -> int:
        return max(1, self.size.height - self._header)

    def go(self, index: int) -> None:
        """Put the cursor on a row, scrolling as little as needed."""
        index = self._past_headings(max(0, min(index, self.total - 1)), 1 if index > self.cursor else -1)
        if index == self.cursor:
            return
        old, top, ranged = self.cursor, self.top, self.marks.anchor is not None
        self.cursor = index
        self._show_cursor()
        if self.top != top or ranged:
            self.refresh()
        else:
            self._refresh_row(old)
            self._refresh_row(index)
        self._highlight()

    def _past_headings(self, index: int, step: int) -> int:
        """Return the nearest row that is no heading, looking in the direction of the move first."""
        for direction in (step, -step):
            at = index
            while 0 <= at < self.total:
                row = self._window.row(at)
                if row is None or not row.heading:
                    return at
                at += direction
        return index

    async def go_to(self, key: Hashable) -> bool:
        """Put the cursor on a record; return False when it is not in the list."""
        at = self._window.index_of(key)
        if at is None:
            at = await self._source.position(key)
        if at is None:
            return False
        self.go(at)
        return True

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor further than the edge of what is seen."""
        self.top = max(0, min(self.top + lines, self.total - self._body))
        self.cursor = max(self.top, min(self.cursor, self.top + self._body - 1, max(0, self.total - 1)))
        self._fetch()
        self.refresh()
        self._highlight()

    def _show_cursor(self) -> None:
        body = self._body
        first = self.cursor
        while first > 0 and (above := self._window.row(first - 1)) is not None and above.heading:
            first -= 1
        if first < self.top:
            self.top = first
        elif self.cursor >= self.top + body:
            self.top = self.cursor - body + 1
        self.top = max(0, min(self.top, self.total - body))
        self._fetch()

    def _refresh_row(self, index: int) -> None:
        y = index - self.top + self._header
        if self._header <= y < self.size.height:
            self.refresh(Region(0, y, self.size.width, 1))

    def _highlight(self) -> None:
        row = self.current
        if row is None and self.total:
            return  # still being read; told when it is there
        self.post_message(self.RowHighlighted(self, row))

    # Marks

    def clear_marks(self) -> bool:
        """Drop all marks; return whether there were any."""
        had = self.marks.clear()
        if had:
            self._marked()
        return had

    def _marked(self) -> None:
        self.refresh()
        self.post_message(self.MarksChanged(self, len(self.marks)))

    def _forget_range(self) -> None:
        self.marks.anchor = None

    async def _mark_range(self, first: int, last: int) -> None:
        page = await self._source.page(first, last - first + 1)
        self.marks.add(row.key for row in page.rows if not row.heading)
        self._marked()

    # Actions

    def act_cursor(self, verb: str) -> None:
        """Move by a line or to an end."""
        target = {"down": self.cursor + 1, "up": self.cursor - 1, "top": 0, "bottom": self.total - 1}[verb]
        self.go(target)

    def act_page(self, verb: str) -> None:
        """Move by a page or half a page."""
        step = max(1, self._body // 2 if verb.startswith("half") else self._body - 1)
        self.go(self.cursor + (step if verb.endswith("down") else -step))

    def act_record_open(self) -> None:
        """Tell that the record under the cursor was chosen."""
        if self.current is not None:
            self.post_message(self.RowOpened(self, self.current))

    def act_list_refresh(self) -> None:
        """Read the list again."""
        self.reload()

    async def act_mark(self, verb: str) -> None:
        """Mark a row, a range or all."""
        if verb == "all":
            keys = await self._source.keys(MOST_MARKS)
            if len(self.marks) and len(self.marks) >= len(keys):
                self.clear_marks()
            else:
                self.marks.add(keys)
                self._marked()
        elif self.marks.anchor is not None:
            first, last = sorted((self.marks.anchor, self.cursor))
            self.marks.anchor = None
            await self._mark_range(first, min(last, first + MOST_MARKS - 1))
        elif verb == "range":
            self.marks.anchor = self.cursor
            self._refresh_row(self.cursor)
        elif self.current is not None:
            self.marks.toggle(self.current.key)
            self._refresh_row(self.cursor)
            self.post_message(self.MarksChanged(self, len(self.marks)))
            self.go(self.cursor + 1)

    def act_place_back(self) -> bool:
        """Drop the marks; without any, leave the key to the place around."""
        return self.clear_marks()

    # Mouse and other events

    def on_mount(self) -> None:
        """Show what was given before there was a screen."""
        if self._waiting:
            self.show(self._source)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the click is; a click on the cursor opens."""
        index = self.top + event.y - self._header
        if event.y < self._header or not 0 <= index < self.total:
            return
        if index == self.cursor:
            self.act_record_open()
        else:
            self.go(index)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three lines."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three lines back."""
        event.stop()
        self.scroll_lines(-3)

    # Drawing

    def on_resize(self) -> None:
        """Lay the columns out for the new width and keep the cursor in sight."""
        self._painter.lay_out(self.columns, self.size.width)
        self._show_cursor()
        self.refresh()

    def on_focus(self) -> None:
        """Show the cursor at full strength."""
        self._refresh_row(self.cursor)

    def on_blur(self) -> None:
        """Show the cursor dimmed."""
        self._refresh_row(self.cursor)

    def notify_style_update(self) -> None:
        """Forget styles of the previous theme."""
        super().notify_style_update()
        self._styles.clear()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height that shows all rows, for tables that are sized by their content."""
        return min(self.total or 1, container.height) + self._header

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        if y < self._header:
            return self._painter.header(width, self.order)
        line = y - self._header
        index = self.top + line
        if not self.total:
            return self._state_line(line, width)
        if index >= self.total:
            return Strip.blank(width, self.rich_style)
        row = self._window.row(index)
        at_cursor = index == self.cursor
        if row is None:
            return self._painter.message("   ·", "muted", width, at_cursor)
        return self._painter.row(
            row,
            width,
            at_cursor=at_cursor,
            marked=row.key in self.marks or self.marks.in_range(index, self.cursor),
            label=self.labels.get(index, ""),
            thumb=thumb(line, self._body, self.top, self.total),
        )

    def _state_line(self, line: int, width: int) -> Strip:
        said = f"✖ {self._error}" if self._error else (self.empty if self._known else "")
        lines = wrap(said, max(1, width - GUTTER - 1), limit=self._body)
        text = lines[line] if line < len(lines) else ""
        return self._painter.message(" " * GUTTER + text, "overdue" if self._error else "muted", width)

    def _style(self, name: str, at_cursor: bool = False) -> Style:
        cursor = ("cursor" if self.has_focus else "cursor-blurred") if at_cursor else ""
        style = self._styles.get((name, cursor))
        if style is None:
            style = self.rich_style
            for part in (name, cursor):
                if part:
                    style += self.get_component_rich_style(f"virtual-table--{part}", partial=True)
            self._styles[name, cursor] = style
        return style
