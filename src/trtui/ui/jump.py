"""Jump labels: every visible row and box gets one or two letters; typing them goes there."""

from __future__ import annotations

from collections.abc import Callable

from rich.segment import Segment
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.widgets.virtual_table import VirtualTable

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


def labels(count: int) -> list[str]:
    """Return so many labels, none of which begins another: letters, or pairs when they do not suffice."""
    if count <= len(LETTERS):
        return list(LETTERS[:count])
    pairs = [first + second for first in LETTERS for second in LETTERS]
    return pairs[:count]


class JumpLabel(Widget, can_focus=False):
    """The letters on a box."""

    ALLOW_SELECT = False

    def __init__(self, letters: str, x: int, y: int) -> None:
        super().__init__()
        self.letters = letters
        self.styles.offset = (x, y)
        self.styles.width = len(letters)

    def render_line(self, y: int) -> Strip:
        """Draw the letters."""
        return Strip([Segment(self.letters, self.rich_style)])


class Jump:
    """The labels of one screen while they are shown; takes the keys until one is typed."""

    def __init__(self, screen: Screen[object], done: Callable[[], None]) -> None:
        self._screen = screen
        self._done = done
        self._typed = ""
        self._over = False
        self._tables: list[VirtualTable] = []
        self._marks: list[JumpLabel] = []
        self._targets: dict[str, Callable[[], object]] = {}
        self._place()

    @property
    def targets(self) -> tuple[str, ...]:
        """The labels that are shown."""
        return tuple(self._targets)

    def _place(self) -> None:
        tables = [table for table in self._screen.query(VirtualTable) if table.display and table.size.height]
        boxes = [box for box in self._screen.focus_chain if box not in tables]
        rows = [(table, index) for table in tables for index in table.in_sight]
        names = iter(labels(len(rows) + len(boxes)))
        for table, index in rows:
            name = next(names)
            table.labels[index] = name
            self._targets[name] = lambda table=table, index=index: (table.focus(), table.go(index))  # type: ignore[misc]
        for box in boxes:
            name = next(names)
            region = box.region
            self._marks.append(JumpLabel(name, region.x, region.y))
            self._targets[name] = lambda box=box: box.focus()  # type: ignore[misc]
        self._tables = tables
        for table in tables:
            table.refresh()
        if self._marks:
            self._screen.mount(*self._marks)

    def press(self, key: str, character: str | None) -> None:
        """Take a letter; anything else ends it."""
        self._typed += character or ""
        target = self._targets.get(self._typed)
        if target is not None:
            self.leave()
            target()
        elif not character or not any(name.startswith(self._typed) for name in self._targets):
            self.leave()

    def leave(self) -> None:
        """Take the labels away."""
        if self._over:
            return
        self._over = True
        for table in self._tables:
            table.labels.clear()
            table.refresh()
        for mark in self._marks:
            if mark.is_attached:
                mark.remove()
        self._done()
