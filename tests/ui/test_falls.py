"""Whatever fails on a screen because of an error in it is told where it stands, and everything else goes on."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pytest
from textual.geometry import Region
from textual.screen import Screen
from textual.widget import Widget

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, asking, at_work, idle, idle_or_asking, picture, seen
from tests.ui.every_place import PLACES, Filled, opened
from trtui.desk import duplicates, summary
from trtui.desk.office import Office
from trtui.domain.errors import TrtuiError
from trtui.ui import beside
from trtui.ui.app import Workspace
from trtui.ui.dialogs import FormDialog
from trtui.ui.picker import Picker
from trtui.ui.screens.assign import AssignPlace
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.new_client import NewClientPlace
from trtui.ui.screens.peek import Peek
from trtui.ui.screens.queue import QueuePlace
from trtui.ui.screens.register_side import RegisterSide
from trtui.ui.screens.review import ReviewPlace
from trtui.ui.screens.search import SearchPlace
from trtui.ui.widgets.cell_lines import CellLines
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.status_line import StatusLine

SECRET = "Dana Whitlock 0113 496 0142"


class Saboteur:
    """Notes what an office is asked and what runs beside the screens, and lets some of it fail."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.asked: set[str] = set()
        self.begun: set[str] = set()
        self.fails = ""
        self.failures = 0
        for name in ("read_now", "_read", "write_now", "operate_now"):
            patch.setattr(Office, name, partial_method(self, getattr(Office, name), name == "_read"))
        for kind, name in ((ClientPlace, "load"), (QueuePlace, "load"), (AssignPlace, "load"), (AssignPlace, "_find"),
                           (ReviewPlace, "load"), (NewClientPlace, "load"), (SearchPlace, "load"),
                           (RegisterSide, "_find"), (Peek, "_lines_of")):  # fmt: skip
            patch.setattr(kind, name, self._method(f"{kind.__name__}.{name}", getattr(kind, name)))
        begin = beside.beside
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith("trtui.ui.") and hasattr(module, "beside"):
                if module.beside is begin:
                    patch.setattr(module, "beside", partial(self._beside, begin))

    def use(self, name: str) -> None:
        """Hear that something is used; fail if that is wished."""
        if name == self.fails:
            self.failures += 1
            raise RuntimeError(SECRET)

    def _method(self, name: str, carry_out: Callable[..., Any]) -> Callable[..., Any]:
        async def used(*arguments: Any) -> Any:
            self.begun.add(name)
            self.use(name)
            return await carry_out(*arguments)

        return used

    def _beside(
        self, begin: Callable[..., None], node: Any, work: Callable[[], Any], group: str, **options: Any
    ) -> None:
        if getattr(work, "__name__", "") in ("_load", "_try_find", "_ask", "_deliver"):
            begin(node, work, group, **options)  # what these begin is made to fail further inside
            return
        self.begun.add(group)

        async def used() -> Any:
            self.use(group)
            return await work()

        begin(node, used, group, **options)

    @contextmanager
    def failing(self, name: str) -> Iterator[None]:
        """Let everything of a name fail."""
        self.fails, self.failures = name, 0
        try:
            yield
        finally:
            self.fails = ""


def partial_method(saboteur: Saboteur, carry_out: Callable[..., Any], is_read: bool) -> Callable[..., Any]:
    def used(office: Office, *arguments: Any, **more: Any) -> Any:
        use_case = arguments[1 if is_read else 0]
        name = f"{use_case.__module__}.{use_case.__qualname__}"
        saboteur.asked.add(name)
        saboteur.use(name)
        return carry_out(office, *arguments, **more)

    return used


@pytest.fixture
def saboteur(monkeypatch: pytest.MonkeyPatch) -> Saboteur:
    return Saboteur(monkeypatch)


async def leave(app: Workspace) -> None:
    """Go back to the start, whatever lies over it."""
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await idle(app)


async def at_rest(app: Workspace, pilot: Driver) -> None:
    """Wait until nothing goes on any more; a draft that failed last time is offered first, and is thrown away."""
    await idle_or_asking(app)
    if asking(app) is not None:
        assert "failed last time" in picture(app)
        await pilot.press("d")
        await idle(app)


async def tour(app: Workspace, pilot: Driver, filled: Filled, place: str) -> Screen[object]:
    """Open a screen, look about on it and read it again."""
    screen = await opened(app, pilot, filled, place)
    look_about(app, place)
    await idle(app)
    return screen


def look_about(app: Workspace, place: str) -> None:
    """Show the details of the next row, and read everything again."""
    if place != "new client":
        for action in ("peek.toggle", "cursor.down", "list.refresh"):
            app.carry_out(action)


def told(app: Workspace) -> bool:
    """Return whether an incident is told anywhere on the screens."""
    return any(
        "incident " in line.said for screen in app.screen_stack for line in screen.query(StatusLine)
    ) or ("incident " in picture(app))


@pytest.mark.parametrize("place", PLACES)
async def test_every_source_and_every_worker_of_a_screen_may_fail(
    place: str, filled: Filled, agency: Agency, saboteur: Saboteur, incidents: list[BaseException]
) -> None:
    async with at_work(agency, (150, 40)) as (app, pilot):
        await tour(app, pilot, filled, place)
        await leave(app)
        names = sorted(saboteur.asked | saboteur.begun)
        assert names and not incidents
        for name in names:
            with saboteur.failing(name):
                try:
                    await PLACES[place](app, pilot, filled)
                except (AssertionError, RuntimeError, TrtuiError):
                    pass  # the test itself asked for what fails
                look_about(app, place)
                await at_rest(app, pilot)
                assert app.is_running and app.return_code is None, name
                if saboteur.failures:
                    assert incidents, name
                    assert SECRET not in picture(app)
            await leave(app)
        await tour(app, pilot, filled, place)
        assert "incident" not in picture(app)
    assert len(incidents) <= 2 * len(names)


async def test_a_failing_check_is_told_once_beside_the_form_which_goes_on(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, incidents: list[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    async with at_work(agency) as (app, pilot):
        await app.visit_new_client()
        await idle(app)
        monkeypatch.setattr(duplicates, "check", fail)
        await pilot.press(*"City Vans")
        drawn = await seen(app, "The check failed (incident ")
        assert "the form still works." in " ".join(drawn.split())
        await idle(app)
        assert len(incidents) == 1
        place = app.screen
        assert isinstance(place, NewClientPlace)
        assert place.form.text("name") == "City Vans"
        monkeypatch.undo()
        await pilot.press("x", "backspace")
        await seen(app, "No similar") if "No similar" in picture(app) else await idle(app)
        assert "incident" not in picture(app)
        await pilot.press("ctrl+s")
        await seen(app, "Added City Vans")


async def test_an_action_that_fails_is_told_and_nothing_of_it_is_saved(
    agency: Agency, filled: Filled, monkeypatch: pytest.MonkeyPatch, incidents: list[BaseException]
) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, pilot, filled, "notes")
        await pilot.press("n", "n", *"A note")
        await wait_until(lambda: isinstance(app.screen, FormDialog))

        def fail(*_: object) -> None:
            raise ZeroDivisionError(SECRET)

        monkeypatch.setattr("trtui.desk.notes.add_note", fail)
        await pilot.press("ctrl+s")
        await seen(app, "Saving failed (incident ")
        assert "A note" in picture(app)
        monkeypatch.undo()
        await pilot.press("ctrl+s")
        await seen(app, "Saved.")


@pytest.mark.parametrize("widget", [CellLines, HintBar, StatusLine])
@pytest.mark.parametrize("method", ["render_line", "on_resize"])
async def test_a_part_of_a_screen_that_cannot_be_drawn_takes_nothing_along(
    agency: Agency,
    filled: Filled,
    widget: type[Widget],
    method: str,
    monkeypatch: pytest.MonkeyPatch,
    incidents: list[BaseException],
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    async with at_work(agency, (150, 40)) as (app, pilot):
        await opened(app, pilot, filled, "overview")
        monkeypatch.setattr(widget, method, fail, raising=False)
        await pilot.resize_terminal(140, 38)
        app.refresh(layout=True)
        app.screen.query(widget).first().render_lines(Region(0, 0, 20, 1))
        await wait_until(lambda: incidents)
        await pilot.press("2", "j")
        await seen(app, "Dana Whitlock")
        assert len(incidents) <= 3
        monkeypatch.undo()


async def test_a_palette_whose_records_cannot_be_found_still_has_its_actions(
    agency: Agency, filled: Filled, monkeypatch: pytest.MonkeyPatch, incidents: list[BaseException]
) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, pilot, filled, "overview")

        async def fail(_: str) -> None:
            raise ZeroDivisionError(SECRET)

        app.find_records = fail  # type: ignore[assignment]
        await pilot.press(":", *"undo")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.current)
        await seen(app, "Finding failed (incident ")
        assert "Undo" in picture(app)


async def test_a_screen_that_cannot_be_made_is_left_again(
    agency: Agency, filled: Filled, monkeypatch: pytest.MonkeyPatch, incidents: list[BaseException]
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError(SECRET)

    async with at_work(agency) as (app, pilot):
        await opened(app, pilot, filled, "search")
        monkeypatch.setattr("trtui.ui.screens.queue.QueuePlace.on_mount", fail)
        await pilot.press("g", "q")
        await wait_until(lambda: incidents and len(app.screen_stack) == 1)
        await seen(app, "incident ")
        await pilot.press("j")
        assert agency.sam.read_now(summary.summary, filled.client).name in picture(app)
