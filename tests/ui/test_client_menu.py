"""The menu of a client: the same letters wherever a client is under the cursor, no guesses, questions where needed."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.held import held
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, picture, seen
from tests.ui.test_client import brookhill, opened
from trtui.desk import clients, search, summary, users
from trtui.domain.policy import Visibility
from trtui.ui.actions import ACTIONS, Scope
from trtui.ui.app import Workspace

PLACES = (Scope.CLIENT, Scope.SEARCH, Scope.QUEUE, Scope.REVIEW)


def head(agency: Agency, client: int) -> summary.ClientSummary:
    return agency.sam.read_now(summary.summary, client)


async def found(app: Workspace, pilot: Driver, text: str = "brookhill") -> None:
    """Have a client under the cursor of the search list."""
    await pilot.press(*text)
    await seen(app, " of ")
    await idle(app)
    await pilot.press("escape", "g", "g")


def test_every_letter_of_the_menu_works_wherever_a_client_is_under_the_cursor() -> None:
    menu = [action for action in ACTIONS if action.keys and action.keys[0].startswith(". ")]
    assert len(menu) > 8
    for action in menu:
        assert set(PLACES) <= set(action.where), action.id


async def test_a_is_access_in_search_too_and_a_letter_of_no_choice_does_nothing(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency, (100, 30)) as (app, pilot):
        await found(app, pilot)
        await pilot.press(".", "a")
        await seen(app, "Who can see this client (now: everyone)")
        await pilot.press("escape", ".", "z")
        await seen(app, "z is not in this menu")
        await pilot.press("escape")
        await idle(app)
        assert head(agency, client).archived_at is None


async def test_a_choice_made_while_changes_are_still_read_is_carried_out_when_they_are(
    agency: Agency,
) -> None:
    client = brookhill(agency)
    async with at_work(agency, (100, 30)) as (app, pilot):
        await found(app, pilot)
        with held(search, "find") as answer:
            app.changed()
            await pilot.press(".", "x")
            app.changed()
            answer.set()
            await seen(app, "Archive it: hidden from lists and search, never deleted")
        assert head(agency, client).archived_at is None


async def test_a_contact_under_the_cursor_stands_for_its_client_in_the_menu(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency, (100, 30)) as (app, pilot):
        await found(app, pilot, "dana whitlock")
        await pilot.press("G", ".", "x")
        await seen(app, "Archive it: hidden from lists and search, never deleted")
        await pilot.press(*"moved", "enter")
        await seen(app, "Archived Brookhill Logistics Ltd. u undoes.")
        assert head(agency, client).archived_why == "moved"


async def test_what_stands_in_the_way_is_asked_about_before_a_client_is_archived(agency: Agency) -> None:
    client = brookhill(agency)
    agency.a_job(client, "Night shift planner")
    async with at_work(agency, (160, 30)) as (app, pilot):
        await found(app, pilot)
        await pilot.press("x")
        await seen(app, "has open job “Night shift planner”. Archive it all the same?")
        await pilot.press("n")
        await idle(app)
        assert head(agency, client).archived_at is None
        await pilot.press("x", "y")
        await seen(app, "Archived Brookhill Logistics Ltd. u undoes.")
        assert head(agency, client).archived_at is not None


@pytest.mark.parametrize("keys", [("x",), (".", "x")])
async def test_an_archived_client_that_was_found_comes_back(agency: Agency, keys: tuple[str, ...]) -> None:
    client = brookhill(agency)
    agency.sam.write_now(clients.archive, [client])
    async with at_work(agency, (100, 30)) as (app, pilot):
        await found(app, pilot, "is:archived brookhill")
        await pilot.press(*keys)
        await seen(app, "Back from the archive: Brookhill Logistics Ltd. u undoes.")
        assert head(agency, client).archived_at is None


async def test_access_begins_with_what_is_granted_and_adds_and_removes_single_people(agency: Agency) -> None:
    client = brookhill(agency)
    number = {name: one for one, name in agency.sam.read_now(users.colleagues)}
    agency.sam.write_now(
        clients.set_access, client, Visibility.OWNER, [number["Priya Shah"], number["Jo Bright"]]
    )
    async with at_work(agency, (120, 30)) as (app, pilot):
        await opened(app, client)
        await seen(app, "The owner, Sam; also Jo Bright, Priya Shah")
        await pilot.press(".", "a")
        await seen(app, "Who can see this client (now: the owner, Sam; also Jo Bright, Priya Shah)")
        await pilot.press("enter")
        await seen(app, "Who else can see it (now: Jo Bright, Priya Shah)")
        await pilot.press("enter")
        await seen(app, "Nothing was changed.")
        await pilot.press(".", "a", "o")
        await seen(app, "Who else can see it")
        await pilot.press(*"max", "enter")
        await seen(app, "(now: Jo Bright, Priya Shah, Max Ford)")
        await pilot.press(*"jo", "enter")
        await seen(app, "(now: Priya Shah, Max Ford)")
        await pilot.press("enter")
        await seen(app, "may be opened by the owner, Sam; also Max Ford, Priya Shah. u undoes.")
        assert [one.name for one in head(agency, client).granted] == ["Max Ford", "Priya Shah"]
        await pilot.press("u")
        await seen(app, "Undone: Set who can see Brookhill Logistics Ltd")
        assert [one.name for one in head(agency, client).granted] == ["Jo Bright", "Priya Shah"]


async def test_a_note_is_pinned_and_written_about_a_person(agency: Agency) -> None:
    from trtui.desk import notes, sections

    client = brookhill(agency)
    agency.sam.write_now(notes.add_note, client, "Ring the bell")
    agency.clock.advance(minutes=1)
    async with at_work(agency, (100, 30)) as (app, pilot):
        await opened(app, client, "contacts")
        await seen(app, "Dana Whitlock")
        await idle(app)
        await pilot.press("N")
        await seen(app, "New note: Brookhill")
        await pilot.press(*"Prefers mornings", "enter")
        await seen(app, "Saved.")
        first, second = agency.sam.read_now(sections.notes, client)
        assert (first.text, first.contact) == ("Prefers mornings", "Dana Whitlock")
        await pilot.press("6", "G")
        await idle(app)
        await pilot.press("P")
        await seen(app, "Pinned. u undoes.")
        await wait_until(lambda: agency.sam.read_now(sections.notes, client)[0].id == second.id)
        await seen(app, "⚑ Ring the bell")
        await idle(app)
        await pilot.press("g", "g", "P")
        await seen(app, "Let go down with the others")
        assert not any(one.is_pinned for one in agency.sam.read_now(sections.notes, client))
        assert "Dana Whitlock" in picture(app)
