"""Keys typed faster than the store answers meet what was typed, never what stood there before."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.held import held
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, lines, picture, seen
from trtui.desk import assignment, search
from trtui.domain.errors import StoreUnavailable
from trtui.ui.picker import Picker
from trtui.ui.screens.assign import AssignPlace
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.search import SearchPlace
from trtui.ui.subjects import Subject


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


async def test_a_key_that_waited_in_vain_does_nothing_and_the_next_one_works(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    stocked(agency)

    def fail(*_: object) -> None:
        raise StoreUnavailable("The store does not answer. Try again.")

    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        with monkeypatch.context() as broken:
            broken.setattr(search, "find", fail)
            with held(search, "find") as answer:
                await pilot.press(*"brook", "enter")
                answer.set()
                await seen(app, "The store does not answer. Try again.")
                await idle(app)
        assert isinstance(app.screen, SearchPlace)
        await pilot.press("f5")
        await seen(app, "Brookhill Care Group")
        await idle(app)
        await pilot.press("enter")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))


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

    def fail(*_: object) -> None:
        raise StoreUnavailable("The store does not answer. Try again.")

    async with at_work(agency) as (app, pilot):
        await seen(app, "Due today (1)")
        monkeypatch.setattr(search, "find", fail)
        await pilot.press("ctrl+p", *"brook")
        await seen(app, "The store does not answer. Try again.")
        assert isinstance(app.screen, Picker) and lines(app)
