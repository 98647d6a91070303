"""Somebody at the workspace over a real store: opened, driven with keys, read line by line."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

from textual.pilot import Pilot

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from trtui.desk.office import Office
from trtui.ui.app import Workspace
from trtui.ui.dialogs import FormDialog
from trtui.ui.menu import Menu
from trtui.ui.picker import Picker

Driver = Pilot[Any]


@asynccontextmanager
async def at_work(
    agency: Agency,
    size: tuple[int, int] = (80, 24),
    login: str = "sam",
    register: Callable[[], Any] | None = None,
) -> AsyncIterator[tuple[Workspace, Driver]]:
    """Open the workspace as somebody, in a terminal of a size, and wait until the store is there.

    ``register`` makes the way to the company register over the network.
    """
    app = Workspace(Office(agency.url, agency.clock, login=login), register=register)
    async with app.run_test(size=size) as pilot:
        await wait_until(app.opened.is_set, what="the store is open")
        yield app, pilot


def lines(app: Workspace) -> list[str]:
    """Return what stands on the screen, line by line."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def picture(app: Workspace) -> str:
    """Return what stands on the screen."""
    return "\n".join(lines(app))


async def seen(app: Workspace, text: str) -> str:
    """Wait until a text stands on the screen, and return the whole of it."""
    try:
        await wait_until(lambda: text in picture(app))
    except AssertionError:
        raise AssertionError(f"“{text}” is not on the screen:\n{picture(app)}") from None
    return picture(app)


def is_idle(app: Workspace) -> bool:
    """Return whether nothing is read or written and all that is known has been shown."""
    return app.office.is_idle and all(worker.is_finished for worker in app.workers)


async def idle(app: Workspace) -> None:
    """Wait until nothing is read or written and all that is known has been shown."""
    await wait_until(lambda: is_idle(app))


def asking(app: Workspace) -> Menu | FormDialog | Picker | None:
    """Return what asks the user something now: a menu, a form or a list, or None."""
    if app.overlays.is_open:
        return next(iter(app.screen.query(Menu)), None)
    return app.screen if isinstance(app.screen, FormDialog | Picker) else None


async def idle_or_asking(app: Workspace) -> None:
    """Wait until all has been shown, or something asks and nothing is read or written meanwhile."""
    await wait_until(lambda: is_idle(app) or (app.office.is_idle and asking(app) is not None))
