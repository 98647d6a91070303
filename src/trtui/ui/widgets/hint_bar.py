"""The bottom line: the keys that are live for what has the focus, as many as fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, cast

from rich.segment import Segment
from textual import events
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget

from trtui.ui import dispatch
from trtui.ui import keys as key_names
from trtui.ui.keymap import NEVER
from trtui.ui.text import width

if TYPE_CHECKING:
    from trtui.ui.actions import Action
    from trtui.ui.shell import Shell


BESIDE = 2
"""Place in the bar of a key that only stands there where a place says what it does."""


class Hint(NamedTuple):
    """One key and what it does; ``off`` when it cannot be done now."""

    id: str
    key: str
    label: str
    show: int
    off: bool


def live(shell: Shell) -> dict[str, str]:
    """Return the actions that a key reaches now, id → key, without those that typing would swallow."""
    found: dict[str, str] = {}
    for key, active in shell.screen.active_bindings.items():
        if active.binding.id and key != NEVER:
            found.setdefault(active.binding.id, key_names.normal(key))
    return found


def hints(shell: Shell) -> list[Hint]:
    """Return what the bar offers for the present focus, the most lasting first."""
    if shell.overlays.is_open:
        return []  # a menu or the jump labels take every key, and say which
    nodes = dispatch.chain(shell)
    offered = []
    for action_id, key in live(shell).items():
        action: Action = shell.keymap[action_id]
        if not action.opens and next(dispatch.handlers(nodes, action), None) is None:
            continue
        label = dispatch.label(nodes, action)
        show = action.show or (BESIDE if label else 0)
        if not show:
            continue
        off = not action.opens and dispatch.why_not(nodes, action) is not None
        offered.append(Hint(action.id, key_names.shown(key), label or action.label, show, off))
    return sorted(offered, key=lambda hint: hint.show)


class HintBar(Widget, can_focus=False, inherit_bindings=False):
    """Keys and labels on one line; the last ones leave first when the terminal is narrow."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint-bar--key", "hint-bar--label", "hint-bar--off"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hints: list[Hint] = []

    @property
    def shell(self) -> Shell:
        """The app, as what it is."""
        return cast("Shell", self.app)

    def update_hints(self) -> None:
        """Ask again which keys are live; draw only if something changed."""
        fresh = hints(self.shell) if self.screen is self.app.screen else []
        if fresh != self._hints:
            self._hints = fresh
            self.refresh()

    def on_mount(self) -> None:
        """Fill the bar."""
        self.shell.refresh_hints()

    def _fitting(self, cells: int) -> list[Hint]:
        chosen: list[Hint] = []
        used = 1
        for hint in self._hints:
            used += width(hint.key) + 1 + width(hint.label) + 2
            if used > cells + 1:
                break
            chosen.append(hint)
        return chosen

    def render_line(self, y: int) -> Strip:
        """Draw the line."""
        cells = self.size.width
        base = self.rich_style

        def style(name: str) -> Any:
            return base + self.get_component_rich_style(f"hint-bar--{name}", partial=True)

        segments = [Segment(" ", base)]
        for hint in self._fitting(cells):
            segments.append(Segment(hint.key, style("off" if hint.off else "key")))
            segments.append(Segment(f" {hint.label}  ", style("off" if hint.off else "label")))
        return Strip(segments).adjust_cell_length(cells, base)

    async def on_click(self, event: events.Click) -> None:
        """Do what is clicked."""
        at = 1
        for hint in self._fitting(self.size.width):
            end = at + width(hint.key) + 1 + width(hint.label)
            if at <= event.x < end:
                await self.shell.perform(hint.id)
                return
            at = end + 2


def rest(screen: Screen[Any]) -> None:
    """Take the keys off the bars of a screen that another one lies over."""
    for bar in screen.query(HintBar):
        bar.update_hints()
