"""A table over a list of any length: only what is seen is read, only what changed is drawn.

The rows come from a ``RowSource`` page by page, outside the event loop's way; the old rows stay until the new
ones are there. The cursor belongs to a record, not to a line number: refresh and sort never move it off its
record.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import ClassVar, TypeAlias

from rich.style import Style
from textual import events
from textual.geometry import Region, Size
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import wrap
from trtui.ui.widgets import table_messages
from trtui.ui.widgets.loading import Loader
from trtui.ui.widgets.marks import Marks, mark
from trtui.ui.widgets.paint import GUTTER, Painter, thumb
from trtui.ui.widgets.rows import Column, ListSource, Row, RowSource
from trtui.ui.widgets.tones import Tones, classes_of
from trtui.ui.widgets.window import Window


class VirtualTable(Widget, can_focus=True, inherit_bindings=False):
    """Rows under a one-line header, with a cursor, marks and two levels."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "virtual-table--header",
        "virtual-table--cursor",
        "virtual-table--cursor-blurred",
        "virtual-table--pointer",
        "virtual-table--pointer-blurred",
        "virtual-table--mark",
        "virtual-table--thumb",
        "virtual-table--label",
        *classes_of("virtual-table"),
    }

    RowHighlighted: TypeAlias = table_messages.RowHighlighted
    RowOpened: TypeAlias = table_messages.RowOpened
    MarksChanged: TypeAlias = table_messages.MarksChanged

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
        self._loader = Loader(self, self)
        self._window = Window()
        self._painter = Painter(self._style)
        self._tones = Tones(self, "virtual-table")
        self._error = ""
        self._known = False
        self._waiting: RowSource | None = None

    # What is shown

    @property
    def said_when_empty(self) -> str:
        """What stands in place of the rows when there are none."""
        return self.empty

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
        return range(self.top, min(self.top + self.body, self.total))

    def row_of(self, key: Hashable) -> Row | None:
        """Return a row that is in memory by its key."""
        at = self._window.index_of(key)
        return None if at is None else self._window.row(at)

    async def settled(self) -> None:
        """Wait until the list that was asked for last is the one on screen."""
        await self._loader.settled.wait()

    def show(self, source: RowSource, *, keep: bool = False) -> None:
        """Show another list; ``keep`` leaves the cursor on its record, otherwise it goes to the top.

        Rows in memory are shown at once; others replace the old rows when they arrive.
        """
        if not keep:
            self.marks.anchor = None
        if self.is_mounted:
            self._loader.show(source, keep)
        else:
            self._waiting = source

    def show_rows(self, rows: Iterable[Row], *, keep: bool = True) -> None:
        """Show rows that are in memory."""
        self.show(ListSource(tuple(rows)), keep=keep)

    def reload(self) -> None:
        """Read the list again, keeping the cursor on its record and the marks."""
        self.show(self.source, keep=True)

    def fail(self, message: str) -> None:
        """Say what went wrong in place of the rows; ``reload`` tries again."""
        self._error = message
        self._window = Window()
        self._highlight()
        self.refresh()

    # What the loader asks and tells

    @property
    def body(self) -> int:
        """Number of rows that are seen."""
        return max(1, self.size.height - self._header)

    def key_to_keep(self) -> Hashable | None:
        """Return the key of the record under the cursor."""
        return None if self.current is None else self.current.key

    def take(self, window: Window, cursor: int, keep: bool) -> None:
        """Show another list with the cursor on a row; with ``keep`` on the same line of the screen."""
        line = self.cursor - self.top
        self._window, self._error, self._known = window, "", True
        self.cursor = self._past_headings(cursor, 1)
        self.top = self.cursor - line if keep else 0
        self.rows_arrived()

    def rows_arrived(self) -> None:
        """Draw rows that were missing."""
        self._show_cursor()
        self.refresh()
        self._highlight()

    def _fetch(self) -> None:
        self._loader.fill(self._window, self.top - self.body, self.top + 2 * self.body)

    # The cursor

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
            at = await self.source.position(key)
        if at is None:
            return False
        self.go(at)
        return True

    def scroll_lines(self, lines: int) -> None:
        """Scroll without moving the cursor further than the edge of what is seen."""
        self.top = max(0, min(self.top + lines, self.total - self.body))
        self.cursor = max(self.top, min(self.cursor, self.top + self.body - 1, max(0, self.total - 1)))
        self._fetch()
        self.refresh()
        self._highlight()

    def _show_cursor(self) -> None:
        body = self.body
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

    @property
    def source(self) -> RowSource:
        """The list that was asked for last."""
        return self._loader.source

    def clear_marks(self) -> bool:
        """Drop all marks; return whether there were any."""
        had = self.marks.clear()
        if had:
            self.marks_changed()
        return had

    def marks_changed(self) -> None:
        """Draw the marks and tell their number."""
        self.refresh()
        self.post_message(self.MarksChanged(self, len(self.marks)))

    # Actions

    def act_cursor(self, verb: str) -> None:
        """Move by a line or to an end."""
        target = {"down": self.cursor + 1, "up": self.cursor - 1, "top": 0, "bottom": self.total - 1}[verb]
        self.go(target)

    def act_page(self, verb: str) -> None:
        """Move by a page or half a page."""
        step = max(1, self.body // 2 if verb.startswith("half") else self.body - 1)
        self.go(self.cursor + (step if verb.endswith("down") else -step))

    def act_record_open(self) -> None:
        """Tell that the record under the cursor was chosen."""
        if self.current is not None:
            self.post_message(self.RowOpened(self, self.current))

    def act_list_refresh(self) -> bool | None:
        """Read the list again; rows that are in memory are for the place around to read."""
        if isinstance(self.source, ListSource):
            return False
        self.reload()
        return None

    async def act_mark(self, verb: str) -> None:
        """Mark a row, a range or all."""
        await mark(self, verb)

    def act_place_back(self) -> bool:
        """Drop the marks; without any, leave the key to the place around."""
        return self.clear_marks()

    # Mouse and other events

    def on_mount(self) -> None:
        """Show what was given before there was a screen."""
        if self._waiting is not None:
            self._loader.show(self._waiting, keep=False)
            self._waiting = None

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

    def lay_out(self) -> None:
        """Choose the columns that fit."""
        self._painter.lay_out(self.columns, self.size.width)

    def take_columns(self, columns: Sequence[Column]) -> None:
        """Show other columns; rows that are shown next have their cells in that order."""
        if tuple(columns) != self.columns:
            self.columns = tuple(columns)
            self.lay_out()

    def on_resize(self) -> None:
        """Lay the columns out for the new width and keep the cursor in sight."""
        self.lay_out()
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
        self._tones.forget()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height that shows all rows, for tables that are sized by their content."""
        return min(self.total or 1, container.height) + self._header

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        if self._painter.width != width:  # drawn before it was told of its size
            self.lay_out()
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
            thumb=thumb(line, self.body, self.top, self.total),
        )

    def _state_line(self, line: int, width: int) -> Strip:
        said = f"✖ {self._error}" if self._error else (self.said_when_empty if self._known else "")
        lines = wrap(said, max(1, width - GUTTER - 1), limit=self.body)
        text = lines[line] if line < len(lines) else ""
        return self._painter.message(" " * GUTTER + text, "overdue" if self._error else "muted", width)

    def _style(self, name: str, at_cursor: bool = False) -> Style:
        if name == "pointer" and not self.has_focus:
            name = "pointer-blurred"
        return self._tones.style(
            name, ("cursor" if self.has_focus else "cursor-blurred") if at_cursor else ""
        )
