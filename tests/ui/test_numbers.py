"""What may be done about a number: from the call card, from a client's contacts, from search."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, the_queue
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, picture, seen
from tests.ui.test_queue import in_the_queue
from trtui.desk import numbers


def at_a_switchboard(agency: Agency) -> tuple[int, int, int]:
    """Add two people with extensions at one client's switchboard."""
    quarry = agency.a_client("Quarry Bank Mills Ltd")
    nia = a_due_contact(agency, "Nia Holt", quarry, csi="A", phone="0113 496 0150 ext 204")
    sam = a_due_contact(agency, "Sam Oduya", quarry, csi="B", phone="0113 496 0150 x 317")
    return quarry, nia, sam


async def test_do_not_call_blocks_the_extension_unless_the_whole_number_is_chosen(agency: Agency) -> None:
    at_a_switchboard(agency)
    async with at_work(agency, (100, 30)) as (app, pilot):
        place = await in_the_queue(app)
        await seen(app, "0113 496 0150 ext 204")
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("0")
        await seen(app, "0113 496 0150 ext 204 alone is blocked for everybody")
        await seen(app, "ctrl+n the whole number")
        await pilot.press("ctrl+n")
        await seen(app, "0113 496 0150 is blocked for everybody · also out: Sam Oduya")
        await pilot.press("ctrl+n")
        await seen(app, "ext 204 alone is blocked")
        await pilot.press("enter")
        await seen(app, "Do not call, Nia Holt. 0113 496 0150 ext 204 is blocked for everybody")
        await idle(app)
    assert the_queue(agency.priya, "everyone") == ["Sam Oduya"]


async def test_the_whole_number_is_no_choice_where_there_is_no_extension(agency: Agency) -> None:
    a_due_contact(agency, phone="0113 496 0142")
    async with at_work(agency, (100, 30)) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await pilot.press("ctrl+n")
        await seen(app, "No number is to be blocked")
        await pilot.press("0")
        await seen(app, "0113 496 0142 is blocked for everybody")
        assert "ctrl+n" not in picture(app)
        await pilot.press("ctrl+n")
        await seen(app, "The number has no extension")


async def test_a_number_is_blocked_screened_and_unblocked_from_a_client_s_contacts(agency: Agency) -> None:
    quarry, nia, _ = at_a_switchboard(agency)
    async with at_work(agency, (100, 30)) as (app, pilot):
        await app.visit_client(quarry)
        await pilot.press("2")
        await seen(app, "0113 496 0150 ext 204")
        await pilot.press("#")
        await seen(app, "0113 496 0150 ext 204: ? TPS not checked")
        await seen(app, "It is not blocked")
        await pilot.press("w")
        await seen(app, "Block 0113 496 0150 (the whole number)")
        await seen(app, "also out of the queue: Sam Oduya (Quarry Bank Mills Ltd)")
        await pilot.press(*"stop", "enter")
        await seen(app, "0113 496 0150 is blocked for everybody")
        await idle(app)
        assert the_queue(agency.sam) == []
        await pilot.press("#", "u", *"slip", "enter")
        await seen(app, "0113 496 0150 is no longer blocked")
        await idle(app)
        await pilot.press("#", "s")
        await seen(app, "Screening of 0113 496 0150")
        await pilot.press("right", "ctrl+s")
        await seen(app, "1 number screened, 1 listed")
        await idle(app)
        await pilot.press("#", "i")
        await seen(app, "on TPS, 24 Nov")
        shown = await seen(app, "taken back")
        assert "Nia Holt: stop" in shown and "called on it" in shown
    assert not agency.sam.read_now(numbers.of_record, "contact", nia)[0].permission.may_call


async def test_who_has_several_numbers_chooses_one_in_search(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100")
    agency.a_contact("Ola Berg", client, phone="0113 496 0142", mobile="07700 900123")
    async with at_work(agency, (100, 30)) as (app, pilot):
        await pilot.press(*"ola berg")
        await seen(app, "0113 496 0142")
        await pilot.press("down", "escape", "#")
        await seen(app, "Numbers of Ola Berg")
        await pilot.press("2")
        await seen(app, "07700 900123: ? TPS not checked")
        await pilot.press("b", *"stop", "enter")
        await seen(app, "07700 900123 is blocked for everybody")


async def test_a_number_is_copied_with_its_extension(agency: Agency) -> None:
    quarry, *_ = at_a_switchboard(agency)
    async with at_work(agency, (100, 30)) as (app, pilot):
        await app.visit_client(quarry)
        await pilot.press("2")
        await seen(app, "0113 496 0150 ext 317")
        await pilot.press("y")
        await seen(app, "Phone 0113 496 0150 ext 204")
        await pilot.press("s")
        await seen(app, "Copied")


async def test_a_record_without_a_number_says_so(agency: Agency) -> None:
    client = agency.a_client("Mute Mills Ltd")
    async with at_work(agency) as (app, pilot):
        await app.visit_client(client)
        await seen(app, "Mute Mills")
        await pilot.press("#")
        await seen(app, "Mute Mills Ltd has no phone number.")


async def test_a_consultant_may_not_unblock(agency: Agency) -> None:
    quarry, nia, _ = at_a_switchboard(agency)
    agency.sam.write_now(numbers.block, "0113 496 0150 ext 204", "stop", nia)
    async with at_work(agency, (100, 30), login="priya") as (app, pilot):
        await app.visit_client(quarry)
        await pilot.press("2")
        await seen(app, "Nia Holt")
        await pilot.press("#")
        await seen(app, "A consultant may not unblock a number")
