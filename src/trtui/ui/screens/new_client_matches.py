"""Whom a new client may be the same as: how likely, who it is, and why, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trtui.desk.duplicates import Candidate
from trtui.ui.text import fit, wrap

_INDENT = 4
_LINES, _LINES_OF_CHOSEN = 2, 6


class _Line(NamedTuple):
    at: int
    """Index of the candidate."""
    parts: tuple[tuple[str, str], ...]
    """Text and the name of its style."""


class Matches(Widget, can_focus=False, inherit_bindings=False):
    """The candidates under each other, one of them chosen; it follows keys that the form does not need."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matches--certain",
        "matches--likely",
        "matches--possible",
        "matches--name",
        "matches--muted",
        "matches--error",
        "matches--cursor",
    }

    @dataclass
    class Opened(Message):
        """The chosen candidate was clicked."""

        matches: Matches

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.candidates: tuple[Candidate, ...] = ()
        self._at = 0
        self._top = 0
        self._said = ("", "muted")
        self._drawn: list[_Line] = []
        self._styles_seen: dict[tuple[str, bool], Style] = {}

    @property
    def current(self) -> Candidate | None:
        """The candidate that is chosen, at first the most likely one."""
        return self.candidates[self._at] if self.candidates else None

    def show(self, candidates: Sequence[Candidate], said: str = "") -> None:
        """Show candidates, the chosen one staying chosen; without any, say ``said``."""
        chosen = self.current.client_id if self._at and self.current else None
        self.candidates = tuple(candidates)
        numbers = [one.client_id for one in self.candidates]
        self._at = numbers.index(chosen) if chosen in numbers else 0
        self._said = (said, "muted")
        self._lay_out()

    def fail(self, message: str) -> None:
        """Say what went wrong in place of the candidates."""
        self.candidates, self._at, self._said = (), 0, (f"✖ {message}", "error")
        self._lay_out()

    def move(self, step: int) -> None:
        """Choose the next or previous candidate."""
        self._at = max(0, min(self._at + step, len(self.candidates) - 1))
        self._lay_out()

    # Drawing

    def _lay_out(self) -> None:
        cells = max(8, self.size.width)
        lines: list[_Line] = []
        for at, one in enumerate(self.candidates):
            limit = _LINES_OF_CHOSEN if at == self._at else _LINES
            lines += [_Line(at, parts) for parts in _candidate(one, cells, limit)]
        if not lines:
            text, style = self._said
            lines = [_Line(-1, ((f" {line}", style),)) for line in wrap(text, cells - 2, limit=6)]
        self._drawn = lines
        mine = [number for number, line in enumerate(lines) if line.at == self._at]
        if mine:
            height = max(1, self.size.height)
            self._top = min(max(self._top, mine[-1] - height + 1), mine[0])
        self._top = max(0, min(self._top, len(lines) - self.size.height))
        self.refresh()

    def on_resize(self) -> None:
        """Break the reasons anew."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget styles of the previous theme."""
        super().notify_style_update()
        self._styles_seen.clear()

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a click on the chosen one opens it."""
        number = self._top + event.y
        at = self._drawn[number].at if number < len(self._drawn) else -1
        if at == self._at and self.candidates:
            self.post_message(self.Opened(self))
        elif at >= 0:
            self.move(at - self._at)

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        cells = self.size.width
        number = self._top + y
        if number >= len(self._drawn):
            return Strip.blank(cells, self.rich_style)
        line = self._drawn[number]
        chosen = line.at == self._at and bool(self.candidates)
        is_first = number == 0 or self._drawn[number - 1].at != line.at
        segments = [Segment("▌" if chosen and is_first else " ", self._look("", chosen))]
        segments += [Segment(text, self._look(style, chosen)) for text, style in line.parts]
        return Strip(segments).adjust_cell_length(cells, self._look("", chosen))

    def _look(self, name: str, chosen: bool) -> Style:
        style = self._styles_seen.get((name, chosen))
        if style is None:
            style = self.rich_style
            for part in (name, "cursor" if chosen else ""):
                if part:
                    style += self.get_component_rich_style(f"matches--{part}", partial=True)
            self._styles_seen[name, chosen] = style
        return style


def _candidate(one: Candidate, cells: int, limit: int) -> list[tuple[tuple[str, str], ...]]:
    measure = f"{round(one.score * 100):>3} {one.strength} "
    name = fit(one.name, max(1, cells - 1 - len(measure)))
    lines: list[tuple[tuple[str, str], ...]] = [((measure, one.strength), (name, "name"))]
    indent = " " * (_INDENT - 1)
    for text in wrap(said_of(one), cells - _INDENT - 1, limit=limit):
        lines.append(((f"{indent}{text}", "muted"),))
    return lines


def said_of(one: Candidate) -> str:
    """Say why a candidate may be the same, where it is, whose it is, and what stands in the way of opening it."""
    where = " ".join(part for part in (one.town, one.postcode) if part)
    if not one.may_open:
        where = f"not yours to open: ask {one.owner}" if one.owner else "not yours to open"
    reasons = "; ".join(reason.detail for reason in one.reasons)
    owner = one.owner if one.may_open else ""
    archived = "archived" if one.is_archived else ""
    return " · ".join(part for part in (archived, reasons, where, owner) if part)
