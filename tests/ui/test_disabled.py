"""An account that is disabled while its user is at work: every place says so, and nothing falls over."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, picture, seen
from trtui.desk import users
from trtui.ui.app import Workspace
from trtui.ui.screens.queue import QueuePlace

SENTENCE = "The account 'jo' is disabled. Ask an administrator."


async def with_a_claim(agency: Agency, app: Workspace, pilot: Driver) -> QueuePlace:
    """Take Jo's first call, and have her account disabled behind her back."""
    await app.visit_queue()
    await idle(app)
    place = app.screen
    assert isinstance(place, QueuePlace)
    await pilot.press("enter")
    await wait_until(lambda: place.call.claimed is not None)
    await idle(app)
    agency.sam.write_now(users.disable, "jo")
    return place


async def nothing_in_sight(app: Workspace, pilot: Driver) -> None:
    """Expect the sentence and nothing else, whatever is pressed."""
    await seen(app, SENTENCE)
    for key in ("1", "enter", "escape", "escape", "slash", *"freight", "enter", "y", "r"):
        await pilot.press(key)
    await idle(app)
    assert picture(app).split() == [*SENTENCE.split(), "ctrl+q", "quits."]


def one_due(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd", by=agency.jo)
    agency.a_contact("Ann Archer", client, by=agency.jo, csi="A", phone="0113 496 0142")


async def test_who_is_disabled_at_work_is_told_and_records_nothing(agency: Agency) -> None:
    one_due(agency)
    async with at_work(agency, login="jo") as (app, pilot):
        place = await with_a_claim(agency, app, pilot)
        place.start(place.call.renew, "renew the claim")
        await seen(app, SENTENCE)
        await nothing_in_sight(app, pilot)
    assert agency.sam.read_now(lambda look: look.db.value("SELECT count(*) FROM touch")) == 0


async def test_nothing_that_was_read_before_stays_in_sight_wherever_it_is_noticed(agency: Agency) -> None:
    one_due(agency)
    async with at_work(agency, login="jo") as (app, pilot):
        await pilot.press(*"acme")
        await seen(app, "Acme Freight Ltd")
        await idle(app)
        agency.sam.write_now(users.disable, "jo")
        await pilot.press("space", *"fr")
        await nothing_in_sight(app, pilot)
        await pilot.press("ctrl+q")
        await wait_until(lambda: app.return_code is not None)


async def test_a_form_that_is_open_is_covered_too_and_what_was_typed_is_not_shown(agency: Agency) -> None:
    async with at_work(agency, login="jo") as (app, pilot):
        await app.visit_new_client()
        await idle(app)
        await pilot.press(*"Acme Freight")
        await idle(app)
        agency.sam.write_now(users.disable, "jo")
        await pilot.press("ctrl+s")
        await nothing_in_sight(app, pilot)


async def test_who_is_disabled_can_leave_the_queue_with_a_call_in_hand(agency: Agency) -> None:
    one_due(agency)
    async with at_work(agency, login="jo") as (app, pilot):
        await with_a_claim(agency, app, pilot)
        await app.pop_screen()
        await idle(app)
        assert app.is_running and not isinstance(app.screen, QueuePlace)
