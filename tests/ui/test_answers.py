"""Keys typed faster than the store answers meet what was typed, never what stood there before."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.held import held
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, picture, seen
from trtui.desk import assignment, queue, search, sessions
from trtui.domain.errors import StoreUnavailable
from trtui.ui import typeahead
from trtui.ui.picker import Picker
from trtui.ui.screens.assign import AssignPlace
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.queue import QueuePlace
from trtui.ui.screens.search import SearchPlace
from trtui.ui.subjects import Subject

TROUBLE = "The store does not answer. Try again."


def fail(*_: object) -> None:
    """Be a store that does not answer."""
    raise StoreUnavailable(TROUBLE)


def stocked(agency: Agency) -> None:
    """Make Acme with a call that is due, so that it stands on the start screen, and two to look for."""
    acme = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Dana Whitlock", at=acme, csi="A", phone="0113 496 0142")
    agency.a_client("Brook & Hill Solicitors", town="Bath")
    agency.a_client("Brookhill Care Group", town="York")


async def test_a_name_and_enter_typed_in_one_go_open_that_client(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        with held(search, "find") as answer:
            await pilot.press(*"solicitors", "enter")
            assert isinstance(app.screen, SearchPlace) and "Dana Whitlock" in picture(app)
            answer.set()
            await wait_until(lambda: isinstance(app.screen, ClientPlace))
        await seen(app, "‹ Search  Brook & Hill Solicitors")


async def test_a_move_typed_ahead_moves_in_the_new_results(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        with held(search, "find") as answer:
            await pilot.press(*"brook", "down", "enter")
            answer.set()
            await wait_until(lambda: isinstance(app.screen, ClientPlace))
        await seen(app, "[2/2 of search]")


async def test_a_key_that_waited_for_a_text_is_dropped_when_the_text_changes(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        place = app.screen
        assert isinstance(place, SearchPlace)
        with held(search, "find") as answer:
            await pilot.press(*"brook", "enter")
            place.box.value = "brook care"
            answer.set()
            await seen(app, "1 of 1")
        await idle(app)
        assert app.screen is place
        assert "Brookhill Care Group" in picture(app)


async def test_what_could_not_be_found_is_not_taken_from_what_stands_there(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        with monkeypatch.context() as broken:
            broken.setattr(search, "find", fail)
            await pilot.press(*"brook", "enter")
            await seen(app, TROUBLE)
            await idle(app)
            await pilot.press("enter", "enter")
            await idle(app)
            assert isinstance(app.screen, SearchPlace)
            assert TROUBLE in picture(app)
        await pilot.press("f5")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        await pilot.press("enter")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))


async def test_another_key_takes_back_the_one_that_waits(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(agency)
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        place = app.screen
        assert isinstance(place, SearchPlace)
        with held(search, "find") as answer:
            await pilot.press(*"solicitors", "enter", "f5")
            answer.set()
            await seen(app, "1 of 1")
        await idle(app)
        assert app.screen is place


async def test_a_second_enter_in_doubt_opens_nothing_twice(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(agency)
    monkeypatch.setattr(typeahead, "PATIENCE", 0.0)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        with held(search, "find") as answer:
            await pilot.press(*"solicitors", "enter", "enter")
            answer.set()
            await wait_until(lambda: isinstance(app.screen, ClientPlace))
        await idle(app)
        assert [type(one) for one in app.screen_stack] == [SearchPlace, ClientPlace]


async def test_a_key_that_waits_is_dropped_when_somewhere_else_is_gone_to(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        with held(search, "find") as answer:
            await pilot.press("s", "enter")
            await app.visit_queue()
            await seen(app, "1 due · My calls")
            answer.set()
        await idle(app)
        assert isinstance(app.screen, QueuePlace)
        assert app.screen.call.claimed is None, "enter was not meant for the queue"


async def test_what_is_planned_is_saved_whoever_is_looked_for(agency: Agency) -> None:
    stocked(agency)
    brookhill = agency.a_client("Brookhill Logistics Ltd")
    agency.a_contact("Joan Whitby")
    async with at_work(agency) as (app, pilot):
        await app.visit_assign([Subject("client", brookhill, brookhill, "Brookhill Logistics Ltd")])
        await seen(app, "Dana Whitlock")
        await idle(app)
        place = app.screen
        assert isinstance(place, AssignPlace)
        await pilot.press(*"joan", "enter")
        await seen(app, "To be assigned: Joan Whitby")
        with held(assignment, "people"):
            await pilot.press(*" w", "ctrl+s")
            await wait_until(lambda: agency.sam.read_now(assignment.members, brookhill))


async def test_the_call_that_is_taken_is_one_that_the_typed_filter_leaves(agency: Agency) -> None:
    for name, code, number in (("Ann Archer", "A", "0142"), ("Ben Birch", "B", "0143")):
        at = agency.a_client(f"{name} Ltd")
        agency.a_contact(name, at=at, csi=code, phone=f"0113 496 {number}")
    async with at_work(agency) as (app, pilot):
        await app.visit_queue()
        await seen(app, "2 due")
        await idle(app)
        place = app.screen
        assert isinstance(place, QueuePlace)
        with held(queue, "due") as answer:
            await pilot.press("backslash", *"csi:b", "enter", "enter")
            assert place.call.claimed is None
            answer.set()
            await wait_until(lambda: place.call.claimed is not None)
        assert place.call.claimed is not None and place.call.claimed.contact == "Ben Birch"


async def test_a_filter_that_is_typed_while_the_session_is_read_is_kept(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await app.office.operate(sessions.start, "Leeds temps", "mine", "csi:a", 10)
        with held(sessions, "current") as answer:
            await app.visit_queue()
            await pilot.press("backslash", *"csi:b")
            answer.set()
            await seen(app, "filter: csi:b")
        await idle(app)
        kept = await app.office.read(sessions.current)
        assert kept is not None and kept.filter_text == "csi:b"


async def test_leaving_does_not_wait_for_an_answer(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        place = app.screen
        assert isinstance(place, SearchPlace)
        with held(search, "find"):
            await pilot.press(*"brook", "escape")
            assert place.focused is place.results


async def test_a_client_that_is_chosen_by_typing_is_the_one_that_was_typed(agency: Agency) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        app.run_worker(app.visit_assign([Subject("contact", 1, None, "Dana Whitlock")]))
        await seen(app, "Assign Dana Whitlock to")
        await pilot.press(*"brookh")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 2)
        with held(search, "find") as answer:
            await pilot.press("backspace", *"hill so", "enter")
            assert isinstance(app.screen, Picker)
            answer.set()
            await wait_until(lambda: isinstance(app.screen, AssignPlace))
        await seen(app, "Brook & Hill Solicitors")


async def test_the_person_that_is_assigned_is_the_one_that_was_typed(agency: Agency) -> None:
    stocked(agency)
    brookhill = agency.a_client("Brookhill Logistics Ltd")
    agency.a_contact("Joan Whitby")
    async with at_work(agency) as (app, pilot):
        await app.visit_assign([Subject("client", brookhill, brookhill, "Brookhill Logistics Ltd")])
        await seen(app, "Dana Whitlock")
        await idle(app)
        place = app.screen
        assert isinstance(place, AssignPlace)
        with held(assignment, "people") as answer:
            await pilot.press(*"joan", "enter")
            assert not place.plan.count
            answer.set()
            await seen(app, "To be assigned: Joan Whitby")


async def test_what_cannot_be_looked_up_is_said_in_the_list_of_choices(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        monkeypatch.setattr(search, "find", fail)
        await pilot.press("ctrl+p", *"brook")
        await seen(app, TROUBLE)
        await pilot.press("enter")
        assert isinstance(app.screen, Picker)


async def test_no_client_is_chosen_from_those_that_were_found_before(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(agency)
    async with at_work(agency) as (app, pilot):
        app.run_worker(app.visit_assign([Subject("contact", 1, None, "Dana Whitlock")]))
        await seen(app, "Assign Dana Whitlock to")
        await pilot.press(*"brookh")
        await wait_until(lambda: isinstance(app.screen, Picker) and app.screen.table.total == 2)
        monkeypatch.setattr(search, "find", fail)
        await pilot.press("ctrl+u", *"acme", "enter")
        await seen(app, TROUBLE)
        assert isinstance(app.screen, Picker) and app.screen.table.total == 0
