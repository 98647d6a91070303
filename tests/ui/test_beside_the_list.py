"""Lists and what stands beside them say the same: after a change, after a walk through records, while they are read."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.held import held
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, lines, picture, seen
from tests.ui.test_client import brookhill, opened
from trtui.desk import contacts, labels, notes, summary
from trtui.domain.status import ClientStatus
from trtui.ui.screens.assign import AssignPlace
from trtui.ui.screens.search import SearchPlace


async def test_the_peek_of_search_follows_a_change_of_the_record_it_shows(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency, (160, 40)) as (app, pilot):
        await pilot.press(*"brookhill")
        await seen(app, "because Dana Whitlock has code A")
        await pilot.press("escape", "g", "g", ".", "s")
        await seen(app, "Active with placements")
        await pilot.press("4")
        await seen(app, "Set the status to Active with placements")
        await pilot.press(*"Placed by a partner", "ctrl+s")
        await seen(app, "Set by hand. u undoes.")
        await seen(app, "◉ Active with placements")
        await seen(app, "by hand: “Placed by a")
        agency.priya.write_now(labels.override_client, client, ClientStatus.PROSPECT, "Gone quiet")
        await pilot.press("R")
        await seen(app, "Gone quiet")


async def test_after_next_and_back_the_cursor_is_on_the_client_seen_last(agency: Agency) -> None:
    names = [f"Brook {word} Ltd" for word in ("Foods", "Freight", "Fashion", "Farms")]
    for name in names:
        agency.a_client(name)
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brook")
        await seen(app, "4 of 4")
        await idle(app)
        await pilot.press("enter", "]", "]")
        await seen(app, "[3/4 of search]")
        title = next(name for name in names if name in lines(app)[0])
        await pilot.press("escape")
        place = app.screen
        assert isinstance(place, SearchPlace)
        await wait_until(
            lambda: place.results.current is not None and title in str(place.results.current.cells[0])
        )


async def test_the_place_in_a_list_with_contacts_says_that_it_counts_clients(agency: Agency) -> None:
    brookhill(agency)
    agency.a_client("Whitlock Haulage")
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"whitlock")
        await seen(app, "2 of 2")
        await idle(app)
        await pilot.press("enter")
        await seen(app, "[client 1/2 of search]")


async def test_a_summary_that_is_being_read_says_so(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, _):
        with held(summary, "summary") as answer:
            await app.visit_client(client)
            drawn = await seen(app, "Reading …")
            assert "Nothing is known yet" not in drawn
            answer.set()
            await seen(app, "◎ Target  because")
        assert "Reading …" not in picture(app)


async def test_a_planned_contact_shows_the_code_and_the_number_that_are_known(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Ola Berg", csi="B", phone="0113 496 0142")
    async with at_work(agency, (140, 30)) as (app, pilot):
        await app.go(AssignPlace(client))
        await seen(app, "Ola Berg")
        await idle(app)
        await pilot.press("tab", "shift+tab", *"ola")
        await idle(app)
        await pilot.press("escape", "a")
        await seen(app, "1 unsaved")
        (planned,) = [line for line in lines(app) if "+" in line and line.count("Ola Berg") > 0]
        right = planned[planned.rindex("Ola Berg") :]
        assert " B " in right and "0113 496 0142" in right


async def test_the_peek_of_a_person_has_the_notes_about_them(agency: Agency) -> None:
    client = brookhill(agency)
    dana = agency.sam.read_now(contacts.values, 1).contact_id
    agency.sam.write_now(notes.add_note, client, "Prefers mornings", dana)
    agency.sam.write_now(notes.add_note, client, "Gate code at reception")
    async with at_work(agency, (160, 40)) as (app, pilot):
        await opened(app, client, "contacts")
        drawn = await seen(app, "Prefers mornings")
        assert "Gate code" not in drawn
        await pilot.press("escape", *"dana whitlock", "down")
        await seen(app, "✎ Prefers mornings")
