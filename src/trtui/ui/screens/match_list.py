"""Proposals beside a form: under each other, one of them chosen by keys that the form does not need."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui.text import wrap

T = TypeVar("T")
Parts = tuple[tuple[str, str], ...]
"""A line in parts: text and the name of its style."""
_LINES_SAID, _LINES_NOTED = 6, 3


class _Line(NamedTuple):
    at: int
    """Index of the proposal."""
    parts: Parts


class MatchList(Widget, Generic[T], can_focus=False, inherit_bindings=False):
    """What may be meant, likeliest first; subclasses say how one looks. Of the lists of a place one is ``in_front``."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "matches--certain",
        "matches--likely",
        "matches--possible",
        "matches--name",
        "matches--muted",
        "matches--due",
        "matches--error",
        "matches--cursor",
    }

    @dataclass
    class Opened(Message):
        """The chosen proposal was clicked."""

        matches: MatchList[Any]

    @dataclass
    class Chosen(Message):
        """Another proposal was clicked."""

        matches: MatchList[Any]

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.candidates: tuple[T, ...] = ()
        self.in_front = True
        self._at = 0
        self._top = 0
        self._said = ("", "muted")
        self._note = ""
        self._drawn: list[_Line] = []
        self._noted: list[str] = []
        self._styles_seen: dict[tuple[str, bool], Style] = {}

    def identity(self, one: T) -> Hashable:
        """Return what tells one proposal from another when the list is made anew."""
        raise NotImplementedError

    def lines_of(self, one: T, cells: int, is_chosen: bool) -> list[Parts]:
        """Return how a proposal looks; the chosen one may take more lines."""
        raise NotImplementedError

    @property
    def current(self) -> T | None:
        """The proposal that is chosen, at first the likeliest."""
        return self.candidates[self._at] if self.candidates else None

    def show(self, candidates: Sequence[T], said: str = "", note: str = "") -> None:
        """Show proposals, the chosen one staying chosen; without any, say ``said``. ``note`` stays in sight below."""
        chosen = self.identity(self.candidates[self._at]) if self._at else None
        self.candidates = tuple(candidates)
        known = [self.identity(one) for one in self.candidates]
        self._at = known.index(chosen) if chosen in known else 0
        self._said, self._note = (said, "muted"), note
        self._lay_out()

    def fail(self, message: str) -> None:
        """Say what went wrong in place of the proposals."""
        self.candidates, self._at, self._said, self._note = (), 0, (f"✖ {message}", "error"), ""
        self._lay_out()

    def move(self, step: int) -> bool:
        """Choose the next or previous proposal; return False at the end."""
        before = self._at
        self._at = max(0, min(self._at + step, len(self.candidates) - 1))
        self._lay_out()
        return self._at != before

    def put_in_front(self, in_front: bool) -> None:
        """Draw the choice as the one that the next key moves, or as resting."""
        if in_front != self.in_front:
            self.in_front = in_front
            self.refresh()

    # Drawing

    @property
    def _body(self) -> int:
        return max(1, self.size.height - len(self._noted))

    def _lay_out(self) -> None:
        cells = max(8, self.size.width)
        lines: list[_Line] = []
        for at, one in enumerate(self.candidates):
            lines += [_Line(at, parts) for parts in self.lines_of(one, cells, at == self._at)]
        if not lines:
            text, style = self._said
            lines = [_Line(-1, ((f" {line}", style),)) for line in wrap(text, cells - 2, limit=_LINES_SAID)]
        self._drawn = lines
        room = min(_LINES_NOTED, self.size.height - 2) if self.candidates else _LINES_SAID
        self._noted = wrap(self._note, cells - 2, limit=room) if self._note and room > 0 else []
        mine = [number for number, line in enumerate(lines) if line.at == self._at]
        if mine:
            self._top = min(max(self._top, mine[-1] - self._body + 1), mine[0])
        self._top = max(0, min(self._top, len(lines) - self._body))
        self.refresh()

    def on_resize(self) -> None:
        """Break the lines anew."""
        self._lay_out()

    def notify_style_update(self) -> None:
        """Forget styles of the previous theme."""
        super().notify_style_update()
        self._styles_seen.clear()

    def on_click(self, event: events.Click) -> None:
        """Choose what is clicked; a click on the chosen one opens it."""
        number = self._top + event.y
        at = self._drawn[number].at if event.y < self._body and number < len(self._drawn) else -1
        if at == self._at and self.in_front and self.candidates:
            self.post_message(self.Opened(self))
        elif at >= 0:
            self.move(at - self._at)
            self.post_message(self.Chosen(self))

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        cells = self.size.width
        number = self._top + y
        below = y - min(self._body, len(self._drawn))
        if 0 <= below < len(self._noted):
            said = [Segment(f" {self._noted[below]}", self._look("due", False))]
            return Strip(said).adjust_cell_length(cells, self.rich_style)
        if number >= len(self._drawn) or y >= self._body:
            return Strip.blank(cells, self.rich_style)
        line = self._drawn[number]
        chosen = line.at == self._at and bool(self.candidates)
        is_first = number == 0 or self._drawn[number - 1].at != line.at
        lit = chosen and self.in_front
        segments = [Segment("▌" if lit and is_first else " ", self._look("", lit))]
        segments += [Segment(text, self._look(style, lit)) for text, style in line.parts]
        return Strip(segments).adjust_cell_length(cells, self._look("", lit))

    def _look(self, name: str, chosen: bool) -> Style:
        style = self._styles_seen.get((name, chosen))
        if style is None:
            style = self.rich_style
            for part in (name, "cursor" if chosen else ""):
                if part:
                    style += self.get_component_rich_style(f"matches--{part}", partial=True)
            self._styles_seen[name, chosen] = style
        return style
