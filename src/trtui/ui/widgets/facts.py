"""A pane of labelled facts: a record's details, or a peek beside a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import fit, width, wrap
from trtui.ui.widgets.rows import Cell, Tone
from trtui.ui.widgets.tones import classes_of

MOST_LINES = 400


class Fact(NamedTuple):
    """A label and what it says; without a label the value takes the whole width, without a value it is a
    heading.
    """

    label: str
    value: str | Cell = ""
    lines: int = 1
    """Lines that a long value may take."""


class Facts(Widget, can_focus=False, inherit_bindings=False):
    """Facts under each other, wrapped; scrolls when it has the focus (``can_focus = True``) or under the
    wheel.
    """

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "facts--label",
        "facts--heading",
        *classes_of("facts"),
    }

    def __init__(
        self, facts: Sequence[Fact] = (), *, id: str | None = None, classes: str | None = None
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._facts = tuple(facts)
        self._drawn: list[list[tuple[str, str]]] = []
        self._drawn_width = -1
        self.top = 0

    @property
    def facts(self) -> tuple[Fact, ...]:
        """What is shown."""
        return self._facts

    def show(self, facts: Sequence[Fact]) -> None:
        """Show other facts, from the top."""
        fresh = tuple(facts)
        if fresh != self._facts:
            resized = len(fresh) != len(self._facts)
            self._facts, self._drawn_width, self.top = fresh, -1, 0
            self.refresh(layout=resized and self.styles.auto_dimensions)

    def _lines(self, cells: int) -> list[list[tuple[str, str]]]:
        if cells != self._drawn_width:
            label_cells = min(
                max((width(fact.label) for fact in self._facts if fact.value), default=0), cells // 2
            )
            self._drawn = [line for fact in self._facts for line in _fact_lines(fact, label_cells, cells)]
            del self._drawn[MOST_LINES:]
            self._drawn_width = cells
        return self._drawn

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the number of lines."""
        return len(self._lines(width))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        cells = self.size.width
        lines = self._lines(cells)
        at = self.top + y
        if at >= len(lines):
            return Strip.blank(cells, self.rich_style)
        segments = [Segment(text, self._style(name)) for text, name in lines[at]]
        return Strip(segments).adjust_cell_length(cells, self.rich_style)

    def _style(self, name: str) -> Style:
        style = self.rich_style
        return style + self.get_component_rich_style(f"facts--{name}", partial=True) if name else style

    def scroll_lines(self, lines: int) -> None:
        """Scroll as far as there are lines."""
        most = max(0, len(self._lines(self.size.width)) - self.size.height)
        top = max(0, min(self.top + lines, most))
        if top != self.top:
            self.top = top
            self.refresh()

    def act_cursor(self, verb: str) -> None:
        """Scroll by a line or to an end."""
        self.scroll_lines({"down": 1, "up": -1, "top": -MOST_LINES, "bottom": MOST_LINES}[verb])

    def act_page(self, verb: str) -> None:
        """Scroll by a page or half a page."""
        step = max(1, self.size.height // 2 if verb.startswith("half") else self.size.height - 1)
        self.scroll_lines(step if verb.endswith("down") else -step)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll three lines."""
        event.stop()
        self.scroll_lines(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll three lines back."""
        event.stop()
        self.scroll_lines(-3)


def _fact_lines(fact: Fact, label_cells: int, cells: int) -> list[list[tuple[str, str]]]:
    tone: Tone = fact.value.tone if isinstance(fact.value, Cell) else ""
    text = fact.value.text if isinstance(fact.value, Cell) else fact.value
    if not text:
        return [[(fit(fact.label, cells), "heading")]]
    indent = label_cells + 2 if fact.label else 0
    wrapped = wrap(text, max(1, cells - indent), limit=max(1, fact.lines)) or [""]
    lines: list[list[tuple[str, str]]] = []
    for number, line in enumerate(wrapped):
        label = fit(fact.label, label_cells) + "  " if number == 0 and fact.label else " " * indent
        lines.append([(label, "label"), (line, tone)])
    return lines
