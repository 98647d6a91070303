"""Contacts in the archive: shown as such beside the others, and brought back with the key that put them there."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, lines, seen
from tests.ui.test_client import brookhill, opened
from trtui.desk import contacts, sections


def archived(agency: Agency, client: int) -> dict[str, bool]:
    return {one.name: one.is_archived for one in agency.sam.read_now(sections.contacts, client)}


async def test_an_archived_contact_is_marked_among_the_others_and_x_brings_it_back(agency: Agency) -> None:
    client = brookhill(agency)
    agency.sam.write_now(contacts.archive, [1])
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await seen(app, "Dana Whitlock")
        shown = [line for line in lines(app) if "Dana Whitlock" in line or "Ravi Menon" in line]
        assert "★ Ravi Menon" in shown[0] and "★" not in shown[1]
        assert shown[1].split()[-1] == "archived"
        await pilot.press("G", "x")
        await seen(app, "Back from the archive: Dana Whitlock. u undoes.")
        await wait_until(lambda: archived(agency, client)["Dana Whitlock"] is False)
        assert archived(agency, client) == {"Dana Whitlock": False, "Ravi Menon": False}
        await pilot.press("u")
        await wait_until(lambda: archived(agency, client)["Dana Whitlock"])


async def test_x_on_an_archived_contact_that_was_found_brings_it_back(agency: Agency) -> None:
    client = brookhill(agency)
    agency.sam.write_now(contacts.archive, [1])
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"is:archived dana")
        await seen(app, "Dana Whitlock (archived)")
        await pilot.press("escape", "G", "x")
        await seen(app, "Back from the archive: Dana Whitlock")
        await idle(app)
        assert not archived(agency, client)["Dana Whitlock"]
