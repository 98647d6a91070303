"""Agreed call-backs: listed in the queue, given to a colleague or to everyone, there and on the contact."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, the_queue
from tests.ui.at_work import at_work, idle, seen
from tests.ui.test_queue import in_the_queue
from trtui.desk import callbacks, plans


async def test_a_manager_gives_a_colleagues_call_back_on_from_the_queue(agency: Agency) -> None:
    dana = a_due_contact(agency)
    agency.jo.write_now(plans.call_back, dana, "1h")
    agency.clock.advance(hours=2)
    assert the_queue(agency.max, "everyone") == []
    async with at_work(agency, login="max") as (app, pilot):
        await in_the_queue(app)
        await pilot.press("W")
        await seen(app, "Agreed call-backs")
        await seen(app, "Dana Whitlock")
        await pilot.press("enter")
        await seen(app, "Give the call-back of Dana Whitlock to")
        await pilot.press(*"priya", "enter")
        await seen(app, "Dana Whitlock: the call-back is for Priya Shah now")
    assert the_queue(agency.priya) == ["Dana Whitlock"]


async def test_a_call_back_is_opened_to_everyone_on_the_contact(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    agency.jo.write_now(plans.call_back, dana, "1h")
    agency.clock.advance(hours=2)
    async with at_work(agency, login="max") as (app, pilot):
        await app.visit_client(client, section="contacts")
        await seen(app, "Dana Whitlock")
        await idle(app)
        await pilot.press("W")
        await seen(app, "Everyone: whoever is free")
        await pilot.press("enter")
        await seen(app, "the call-back is for everyone now")
    assert the_queue(agency.priya, "everyone") == ["Dana Whitlock"]


async def test_without_a_call_back_the_key_says_so(agency: Agency) -> None:
    client = agency.a_client()
    a_due_contact(agency, at=client)
    async with at_work(agency, login="priya") as (app, pilot):
        await in_the_queue(app)
        await pilot.press("W")
        await seen(app, "No call-back is agreed")
        await app.visit_client(client, section="contacts")
        await seen(app, "Dana Whitlock")
        await idle(app)
        await pilot.press("W")
        await seen(app, "No call-back is agreed here that you may give on")


async def test_a_call_back_that_was_agreed_by_mail_is_kept_with_the_next_calls(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    async with at_work(agency, login="priya") as (app, pilot):
        await app.visit_client(client, section="contacts")
        await seen(app, "Dana Whitlock")
        await idle(app)
        await pilot.press("s", "b")
        await seen(app, "Call-back agreed for")
        await pilot.press(*"fri 9:30", "enter")
        await seen(app, "Call-back Fri 27 Nov 09:30, reserved for you")
    (agreed,) = agency.priya.read_now(callbacks.agreed)
    assert (agreed.contact_id, agreed.user) == (dana, "Priya Shah")
