"""How well everything can be read: ``python -m tests.ui.contrast [theme …]`` prints it for every pair of colours.

The pairs are those that the widgets of a tour through the screens can produce: every part of a widget's look, also
on the row of the cursor, and every cell that was drawn.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from rich.color import Color
from rich.style import Style
from textual.widget import Widget

from tests.support.clock import FixedClock
from tests.support.palettes import Palette, Shade, contrast, palettes_of
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, idle
from trtui.desk.office import Office
from trtui.store.sample import create
from trtui.ui.app import Workspace
from trtui.ui.theme import NAMES

TEXT, SIGN = 4.5, 3.0
"""What WCAG 2.2 asks of text (1.4.3), and of what shows where one is (1.4.11)."""
SIGNS = ("pointer", "pointer-blurred", "thumb")
TOUR = {
    "home": (),
    "go to": ("escape", "g"),
    "client": ("escape", "escape", "enter"),
    "contacts, marked": ("2", "space", "down"),
    "actions": ("full_stop", "down"),
    "form": ("escape", "n"),
    "activity": ("escape", "3"),
    "help": ("escape", "question_mark"),
    "new client": ("escape", "escape", "n"),
    "queue": ("escape", "g", "q"),
    "call": ("enter",),
    "note": ("N",),
    "outcome": ("escape", "1"),
    "assignment": ("escape", "escape", "g", "a"),
    "jump labels": ("f",),
    "review": ("escape", "g", "u"),
}
"""Where the tour leads, and the keys from the place before."""


class Pair(NamedTuple):
    """Colours that stand on each other, and what it is that they show."""

    name: str
    ink: Shade
    paper: Shade
    least: float = TEXT

    def on(self, palette: Palette) -> float:
        """Return the contrast in a terminal."""
        return contrast(palette.hex(self.ink), palette.hex(self.paper))


def pair(name: str, style: Style, least: float = TEXT) -> Pair:
    """Return what a style shows; dimmed text has no colour that could be measured."""
    assert not style.dim, f"{name} is dimmed"
    ink, paper = _shade(style.color, "own text"), _shade(style.bgcolor, "own background")
    return Pair(name, paper, ink, least) if style.reverse else Pair(name, ink, paper, least)


def _shade(colour: Color | None, own: Literal["own text", "own background"]) -> Shade:
    return own if colour is None or colour.is_default else colour


def drawn(app: Workspace) -> Iterator[Pair]:
    """Yield what stands on the screen, cell by cell."""
    for strip in app.screen._compositor.render_strips():
        for text, style, _ in strip:
            if style is not None and any(mark.isalnum() for mark in text):
                yield pair(f"drawn “{text.strip()}”", style)


def parts(app: Workspace) -> Iterator[Pair]:
    """Yield what the widgets on the screen can show: each part of their look, and each on the row of the cursor."""
    for widget in app.screen.walk_children(Widget):
        if not widget.display or not widget.size.area:
            continue
        name = type(widget).__name__
        if name in ("LineInput", "LinesArea", "ChoiceInput"):
            yield from _field(widget, f"{name}{' in use' if widget.has_focus else ''}")
        elif type(widget).COMPONENT_CLASSES and type(widget).__module__.startswith("trtui."):
            yield from _look(widget, name)


def _look(widget: Widget, name: str) -> Iterator[Pair]:
    own = {
        known.rpartition("--")[2]: widget.get_component_rich_style(known, partial=True)
        for known in type(widget).COMPONENT_CLASSES
        if "--" in known and not known.startswith("scrollbar")
    }
    cursors = {part: style for part, style in own.items() if part.startswith("cursor")}
    texts = {"": Style.null()} | {part: style for part, style in own.items() if part not in cursors}
    for part, style in texts.items():
        least = SIGN if part in SIGNS else TEXT
        yield pair(f"{name} {part or 'text'}", widget.rich_style + style, least)
        for cursor, over in cursors.items():
            yield pair(f"{name} {part or 'text'} on {cursor}", widget.rich_style + style + over, least)


def _field(widget: Widget, name: str) -> Iterator[Pair]:
    around = widget.parent.rich_style if isinstance(widget.parent, Widget) else Style.null()
    yield pair(f"{name} text", widget.rich_style)
    kind, colour = widget.styles.border_left
    if kind not in ("", "none"):
        yield pair(f"{name} edge", Style.from_color(colour.rich_color, around.bgcolor), SIGN)
    for part in ("input--placeholder", "choice-input--arrows"):
        if part in type(widget).COMPONENT_CLASSES | type(widget).__mro__[1].COMPONENT_CLASSES:  # type: ignore[attr-defined]
            style = widget.rich_style + widget.get_component_rich_style(part, partial=True)
            yield pair(f"{name} {part.rpartition('--')[2]}", style)
    for part in ("input--cursor", "input--selection", "text-area--cursor", "text-area--selection"):
        if part in widget._component_styles:
            style = widget.get_component_rich_style(part)
            shown = pair(f"{name} {part.rpartition('--')[2]}", style)
            field = _shade(widget.rich_style.bgcolor, "own background")
            yield shown
            yield Pair(f"{name} {part.rpartition('--')[2]} on the field", shown.paper, field, SIGN)


@asynccontextmanager
async def looked_at(store: Path, theme: str, clock: FixedClock) -> AsyncIterator[tuple[Workspace, Driver]]:
    """Open the workspace in a theme over a store of samples."""
    app = Workspace(Office(str(store), clock, login="sam"), theme=theme)
    async with app.run_test(size=(150, 40)) as pilot:
        await wait_until(app.opened.is_set, what="the store is open")
        await idle(app)
        yield app, pilot


def sample(folder: Path, clock: FixedClock) -> Path:
    """Make a store of samples to look at."""
    create(str(folder / "looks.db"), clients=60, seed=1, now=clock.now(), zone=clock.zone)
    return folder / "looks.db"


async def measured(store: Path, theme: str, clock: FixedClock) -> dict[tuple[str, str, float], Pair]:
    """Return every pair of a theme that the tour meets, once for each name and colours."""
    found: dict[tuple[str, str, float], Pair] = {}
    async with looked_at(store, theme, clock) as (app, pilot):
        for scene, keys in TOUR.items():
            for key in keys:
                await pilot.press(key)
                await wait_until(lambda: app.office.is_idle, what=scene)
                await pilot.pause()
            for one in (*parts(app), *drawn(app)):
                found.setdefault((one.name.partition(" “")[0], f"{one.ink} {one.paper}", one.least), one)
        assert {"LineInput in use text", "LinesArea in use text", "Menu key on cursor"} <= {
            one for one, *_ in found
        }
    return found


def table(theme: str, pairs: dict[tuple[str, str, float], Pair]) -> list[str]:
    """Return the lines of a theme: the worst first, each pair of colours once with what it shows."""
    palettes = palettes_of(theme)
    groups: dict[tuple[str, ...], list[str]] = {}
    for found in pairs.values():
        key = (*(f"{found.on(one):5.1f}" for one in palettes), f"{found.least:.1f}")
        groups.setdefault(key, []).append(found.name)
    head = "  ".join(f"{one.name:>9}" for one in palettes)
    lines = [f"{theme}", f"  {head}  asked  what"]
    for key, names in sorted(groups.items(), key=lambda group: min(map(float, group[0][:-1]))):
        shown = "; ".join(sorted({name for name in names if not name.startswith("drawn")})) or names[0]
        lines.append("  " + "  ".join(f"{part:>9}" for part in key[:-1]) + f"  {key[-1]:>5}  {shown[:150]}")
    return lines


def main() -> None:
    """Print the table of every theme, or of those that are named."""
    clock = FixedClock()
    with tempfile.TemporaryDirectory() as folder:
        store = sample(Path(folder), clock)
        for theme in sys.argv[1:] or NAMES:
            print("\n".join(table(theme, asyncio.run(measured(store, theme, clock)))), flush=True)


if __name__ == "__main__":
    main()
