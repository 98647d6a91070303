"""Whatever a screen began may end after it was left: nothing falls, and what was done is told.

Made from the registry: every action of every screen that waits for the store, left in each way while it waits.
"""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Awaitable, Callable

import pytest

from tests.support.agency import Agency
from tests.support.slow import SlowOffice
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, asking, at_work, idle, idle_or_asking, picture, seen
from tests.ui.every_place import PLACES, Filled, opened
from trtui.desk import claims
from trtui.ui import dispatch, typeahead
from trtui.ui.app import Workspace
from trtui.ui.dialogs import FormDialog
from trtui.ui.menu import Menu
from trtui.ui.picker import Picker
from trtui.ui.screens.new_client import NewClientPlace
from trtui.ui.screens.queue import QueuePlace
from trtui.ui.screens.search import SearchPlace
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.status_line import StatusLine
from trtui.ui.widgets.virtual_table import VirtualTable

LOOKS_ON = ("app.quit", "help.open", "palette.open", "text.edit")
"""Actions that end the program, only show something, or need an editor."""
TYPED = {"when": "+3d", "due": "+3d", "next_call": "+3d", "number": "", "employee": "", "headcount": "1"}
"""What is typed into fields that do not take any words."""


async def _by_escape(app: Workspace, pilot: Driver) -> None:
    """Leave every screen, as escape would once it is handled."""
    while len(app.screen_stack) > 1:
        await app.act_place_back()


async def _elsewhere(app: Workspace, pilot: Driver) -> None:
    """Go to another screen over it."""
    await app.visit_review()


async def _by_search(app: Workspace, pilot: Driver) -> None:
    """Go to the search box."""
    await app.act_search_focus()


async def _by_a_dialog(app: Workspace, pilot: Driver) -> None:
    """Open a dialog over it."""
    app.carry_out("help.open")


WAYS: dict[str, Callable[[Workspace, Driver], Awaitable[None]]] = {
    "escape": _by_escape,
    "elsewhere": _elsewhere,
    "search": _by_search,
    "dialog": _by_a_dialog,
}


def waiting_actions(app: Workspace) -> list[str]:
    """Return the actions of the screen in front that wait for something and can be done now."""
    nodes = dispatch.chain(app)
    found = []
    for action in app.keymap:
        handler = next(dispatch.handlers(nodes, action), None)
        waits = handler is not None and inspect.iscoroutinefunction(handler.run)
        if waits and not action.opens and action.id not in LOOKS_ON and not dispatch.why_not(nodes, action):
            found.append(action.id)
    return found


async def answer(app: Workspace, asked: object) -> None:
    """Answer in the first way that is possible."""
    if isinstance(asked, Menu):
        choice = next((one for one in asked.choices if not one.why_not), None)
        asked.close(choice)
    elif isinstance(asked, FormDialog):
        await wait_until(lambda: asked.is_mounted and asked.form.is_mounted)
        for name, row in asked.form.rows.items():
            if isinstance(row.box, LineInput) and not row.text.strip():
                asked.form.set_text(name, TYPED.get(name, "Words"))
            elif row.field.kind == "lines":
                asked.form.set_text(name, "Words")
        asked.form.act_form_save()
        await asyncio.sleep(0.02)
        if app.screen is asked and not asked._saving:
            asked.answer(None)  # it cannot be filled in like this
    elif isinstance(asked, Picker):
        await wait_until(lambda: asked.is_mounted and asked.query(VirtualTable))
        asked.answer(asked.table.current)


async def carry_out_until_held(app: Workspace, office: SlowOffice, action: str, reads_too: bool) -> bool:
    """Do an action and answer what it asks until it waits for the store; return whether it does.

    Without ``reads_too`` only a write is waited for.
    """
    if reads_too:
        office._go.clear()
        office.kinds.clear()
    app.carry_out(action)
    for _ in range(400):
        await asyncio.sleep(0.005)
        if office.held and (reads_too or "Saving" in office.kinds):
            return True
        if (asked := asking(app)) is not None:
            await answer(app, asked)
        elif not any(
            worker.is_running for worker in app.workers if worker.group.startswith(("act ", "save"))
        ):
            return bool(office.held)
    return bool(office.held)


async def back_to_the_start(app: Workspace) -> None:
    """Close everything, and wait until nothing goes on."""
    app.overlays.leave()
    while len(app.screen_stack) > 1:
        await app.pop_screen()
    await idle(app)
    if isinstance(app.screen, SearchPlace):
        app.screen.box.value = ""
    await idle(app)


def said(app: Workspace) -> str:
    """Return what the status lines of all screens say."""
    return " ".join(line.said for screen in app.screen_stack for line in screen.query(StatusLine))


@pytest.mark.parametrize("place", PLACES)
async def test_what_a_screen_began_ends_well_when_the_screen_was_left(
    place: str, filled: Filled, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    async with at_work(agency, (120, 40)) as (app, pilot):
        office = SlowOffice(app.office)
        await opened(app, pilot, filled, place)
        actions = waiting_actions(app)
        tried = 0
        for number, action in enumerate(actions):
            others = [way for way in WAYS if way != "escape"]
            ways = [others[number % len(others)], *(["escape"] if app.keymap[action].writes else ())]
            for turn, way in enumerate(ways):
                await back_to_the_start(app)
                await opened(app, pilot, filled, place)
                if action not in waiting_actions(app):
                    continue
                revision, what = app.revision, f"{action} left by {way}"
                with office.holding():
                    if turn % 2 == 0:
                        is_held = await carry_out_until_held(app, office, action, reads_too=True)
                    else:
                        office._go.set()
                        is_held = await carry_out_writing(app, office, action)
                    if is_held:
                        tried += 1
                        await WAYS[way](app, pilot)
                await settle(app)
                assert app.is_running and app.return_code is None, what
                if app.revision != revision:
                    assert said(app), f"{what}: {picture(app)}"
        assert tried or not actions


async def carry_out_writing(app: Workspace, office: SlowOffice, action: str) -> bool:
    """Do an action with all that it reads, and hold back what it writes."""
    run = office._run

    async def answer_writes_late(pool: object, job: object, stop: object, what: str) -> object:
        if what == "Saving":
            office._go.clear()
        return await run(pool, job, stop, what)

    office._run = answer_writes_late  # type: ignore[assignment]
    try:
        return await carry_out_until_held(app, office, action, reads_too=False)
    finally:
        office._run = run


async def settle(app: Workspace) -> None:
    """Wait until nothing goes on; what asks is left unanswered."""
    for _ in range(3):
        await idle_or_asking(app)
        await asyncio.sleep(0.02)
        app.overlays.leave()
        while isinstance(app.screen, FormDialog | Picker):
            app.screen.answer(None)
            await asyncio.sleep(0.01)


async def test_a_contact_that_is_delinked_from_a_client_that_was_left_is_told(
    filled: Filled, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    async with at_work(agency) as (app, pilot):
        office = SlowOffice(app.office)
        await opened(app, pilot, filled, "contacts")
        await pilot.press("j")
        with office.holding():
            await pilot.press("x")
            await wait_until(lambda: office.held)
            await pilot.press("escape")
            await wait_until(lambda: isinstance(app.screen, SearchPlace))
        await seen(app, "u undoes")


async def test_an_outcome_is_told_and_the_next_call_is_free_when_the_queue_was_left(
    filled: Filled, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    async with at_work(agency, (120, 40)) as (app, pilot):
        office = SlowOffice(app.office)
        place = await opened(app, pilot, filled, "call")
        assert isinstance(place, QueuePlace)
        await wait_until(lambda: place.call.claimed)
        await pilot.press("5")
        await seen(app, "save and next")
        with office.holding():
            app.carry_out("record.open")
            await wait_until(lambda: "Saving" in office.kinds)
            await _by_escape(app, pilot)
        await idle(app)
        await seen(app, "Voicemail")
    assert agency.sam.read_now(claims.held) == ()


async def test_a_new_client_that_is_saved_while_help_is_open_is_told_under_it(
    filled: Filled, agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    async with at_work(agency) as (app, pilot):
        office = SlowOffice(app.office)
        await idle(app)
        await app.visit_new_client("Quill Printing Ltd")
        await idle(app)
        with office.holding():
            await pilot.press("ctrl+s")
            await wait_until(lambda: "Saving" in office.kinds)
            await pilot.press("f1")
            await wait_until(lambda: isinstance(app.screen, Picker))
        await wait_until(lambda: not any(isinstance(one, NewClientPlace) for one in app.screen_stack))
        assert isinstance(app.screen, Picker)
        await wait_until(lambda: "Added Quill Printing Ltd" in said(app))
    assert (
        agency.sam.read_now(
            lambda look: look.db.value("SELECT count(*) FROM client WHERE name LIKE 'Quill%'")
        )
        == 1
    )


async def test_who_is_primary_is_chosen_among_contacts_only(filled: Filled, agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await opened(app, pilot, filled, "jobs")
        app.carry_out("contact.primary")  # as the palette does, where it is no key
        await seen(app, "Choose a contact first")
