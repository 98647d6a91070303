"""Keys typed ahead of a save, a call or a menu are meant for what these lead to; nothing else is touched."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.support.held import held
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, picture, seen
from trtui.desk import claims, clients, labels, notes, plans, sections, summary
from trtui.ui.app import Workspace
from trtui.ui.picker import Picker
from trtui.ui.screens.assign import AssignPlace
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.queue import QueuePlace


async def opened(app: Workspace, client: int, section: str) -> ClientPlace:
    await app.visit_client(client, section=section)
    await idle(app)
    assert isinstance(app.screen, ClientPlace)
    return app.screen


def texts(agency: Agency, client: int) -> list[str]:
    return [one.text for one in agency.sam.read_now(sections.notes, client)]


async def test_what_follows_a_save_is_done_with_what_was_saved(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    agency.sam.write_now(notes.add_note, client, "The older one")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        with held(sections, "notes") as answer:
            await pilot.press("n", "n", *"The newer one", "ctrl+s", "x")
            answer.set()
            await seen(app, "Removed the note: The newer one")
    assert texts(agency, client) == ["The older one"]


async def test_a_digit_right_behind_enter_is_the_outcome_of_the_call_that_is_taken(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Ann Archer", at=client, csi="A", phone="0113 496 0142")
    async with at_work(agency) as (app, pilot):
        await app.visit_queue()
        await seen(app, "1 due")
        await idle(app)
        with held(claims, "claim") as answer:
            await pilot.press("enter", "5", "enter")
            answer.set()
            await seen(app, "Voicemail, Ann Archer")


async def test_a_call_that_was_put_off_elsewhere_is_no_longer_in_hand(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    ann = agency.a_contact("Ann Archer", at=client, csi="A", phone="0113 496 0142")
    async with at_work(agency) as (app, pilot):
        await app.visit_queue()
        await seen(app, "1 due")
        await idle(app)
        place = app.screen
        assert isinstance(place, QueuePlace)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await idle(app)
        await app.office.write(plans.snooze, [ann], "+3d")
        await app.office.operate(claims.release_all)
        await pilot.press("f5")
        await wait_until(lambda: place.call.claimed is None)
        await seen(app, "0 due")


async def test_an_amount_of_days_is_typed_into_the_menu_of_the_next_call(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Ann Archer", at=client, csi="A", phone="0113 496 0142")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await pilot.press("s", "+", *"5d", "enter")
        await seen(app, "Next call Mon 30 Nov. u undoes.")
        await pilot.press("s", "3")
        await seen(app, "Next call Fri 27 Nov. u undoes.")


async def test_every_kind_of_touch_has_a_key_of_its_own(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "overview")
        await pilot.press("c", "i")
        await seen(app, "Log: Visit")


async def test_help_names_the_key_of_what_would_change_something(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "overview")
        await pilot.press("?", *"archive")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.current)
        await pilot.press("enter")
        await seen(app, "does it: ")
        assert agency.sam.read_now(summary.summary, client).archived_at is None
        await pilot.press("?", *"undo")
        await wait_until(
            lambda: (
                isinstance(app.screen, Picker)
                and app.screen.table.current
                and app.screen.table.current.key == "change.undo"
            )
        )


async def test_a_new_tag_is_simply_typed(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    agency.sam.write_now(labels.tag, [client], "temps")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "overview")
        await pilot.press(".", "t", *"vip")
        await seen(app, "New tag “vip”")
        await pilot.press("enter")
        await seen(app, "Tagged vip. u undoes.")
        await pilot.press(".", "t", *"temps")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 1)
        assert "New tag" not in picture(app)


async def test_a_vacancy_for_several_says_how_many_are_placed(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "jobs")
        await pilot.press("n", *"Picker", "tab", "tab", "2", "ctrl+s")
        await seen(app, "○ open 0/2")
        await idle(app)
        await pilot.press("enter", "f", *"Ann Example", "ctrl+s")
        await seen(app, "Placed, 1 of 2. u undoes.")
        await seen(app, "○ open 1/2")
    assert [one.headcount for one in agency.sam.read_now(sections.jobs, client)] == [2]


async def test_a_client_that_an_undo_took_away_is_left_from_its_contacts_too(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        client = (await app.office.write(clients.add, clients.NewClient("Quill Printing Ltd"))).client_id
        await app.visit_client(client)
        await idle(app)
        await pilot.press("a")
        await wait_until(lambda: isinstance(app.screen, AssignPlace))
        await idle(app)
        await pilot.press("escape", "u")
        await wait_until(lambda: not isinstance(app.screen, AssignPlace))


async def test_a_skip_is_taken_back_like_anything_else(agency: Agency) -> None:
    for name in ("Ann Archer", "Ben Birch"):
        agency.a_contact(name, at=agency.a_client(f"{name} Ltd"), csi="A", phone="0113 496 0142")
    async with at_work(agency) as (app, pilot):
        await app.visit_queue()
        await seen(app, "2 due")
        await idle(app)
        await pilot.press("S", *"lunch", "enter")
        await seen(app, "Skipped Ann Archer in this session. u undoes.")
        await seen(app, "Skipped Ann Archer in this session")
        await idle(app)
        await pilot.press("u")
        await seen(app, "Not skipped any more: Ann Archer")
        await seen(app, "0 of 2")


async def test_an_outcome_that_ends_the_calls_says_what_it_does_and_to_which_number(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Ann Archer", at=client, csi="A", phone="0113 496 0142")
    async with at_work(agency) as (app, pilot):
        await app.visit_queue()
        await seen(app, "1 due")
        await idle(app)
        await pilot.press("enter")
        await seen(app, "in call")
        await idle(app)
        await pilot.press("0")
        await seen(app, "0113 496 0142 is blocked for everybody")
        await pilot.press("escape", "9")
        await seen(app, "out of the queue, task to repair the record")
        await pilot.press("escape", "1")
        await seen(app, "Conversation → next call ▸  24 Dec")


async def test_a_form_over_a_client_names_it(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("n", "n")
        await seen(app, "New note: Acme Freight Ltd")


async def test_filters_that_nobody_fits_are_no_name_of_a_new_client(agency: Agency) -> None:
    agency.a_client("Acme Freight Ltd")
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"status:target town:leeds")
        drawn = await seen(app, "No match for all of that.")
        assert "as a new client" not in drawn
