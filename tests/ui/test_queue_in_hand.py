"""The call in hand: taken back with its note, given back on leaving, found again after a line that dropped."""

from __future__ import annotations

import signal

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, picture, seen
from tests.ui.test_queue import in_the_queue, three_due, touches
from trtui.desk import claims, drafts
from trtui.ui.app import Workspace
from trtui.ui.screens.queue import QueuePlace


async def with_a_call_in_hand(app: Workspace, pilot: Driver) -> QueuePlace:
    place = await in_the_queue(app)
    await pilot.press("enter")
    await wait_until(lambda: place.call.claimed is not None)
    await idle(app)
    return place


def held(agency: Agency) -> list[str]:
    return [one.contact for one in agency.sam.read_now(claims.held)]


async def test_undo_puts_the_call_back_in_hand_with_its_note_and_releases_the_next(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await with_a_call_in_hand(app, pilot)
        await pilot.press("N", *"wants two drivers", "ctrl+s")
        await seen(app, "note wants two drivers")
        await pilot.press("1")
        await seen(app, "save and next")
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None and place.call.claimed.contact == "Ben Birch")
        await idle(app)
        assert place.call.note == ""
        await pilot.press("u")
        await wait_until(
            lambda: place.call.claimed is not None and place.call.claimed.contact == "Ann Archer"
        )
        await seen(app, "note wants two drivers")
        await idle(app)
        assert held(agency) == ["Ann Archer"]
        assert touches(agency) == []
        await pilot.press("U")
        await wait_until(lambda: place.call.claimed is not None and place.call.claimed.contact == "Ben Birch")
        await idle(app)
        assert touches(agency) == [("Ann Archer", "conversation")]
        assert held(agency) == ["Ben Birch"]
        assert agency.sam.read_now(drafts.waiting) == ()


async def test_undoing_something_else_leaves_the_call_in_hand(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await with_a_call_in_hand(app, pilot)
        await pilot.press("K", "b")
        await seen(app, "Code B for Ann Archer")
        await pilot.press("u")
        await seen(app, "Undone:")
        assert place.call.claimed is not None and place.call.claimed.contact == "Ann Archer"


async def test_quitting_gives_the_call_in_hand_back(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        await with_a_call_in_hand(app, pilot)
        assert held(agency) == ["Ann Archer"]
        await pilot.press("ctrl+q")
        await wait_until(lambda: not app.is_running)
    assert held(agency) == []


async def test_a_note_being_typed_survives_a_dropped_line_and_the_queue_says_what_is_in_hand(
    agency: Agency,
) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        await with_a_call_in_hand(app, pilot)
        await pilot.press("N", *"half a sen")
        app.hang_up(signal.SIGHUP)
        await wait_until(lambda: not app.is_running)
    assert held(agency) == ["Ann Archer"]
    agency.clock.advance(minutes=3)
    async with at_work(agency, (160, 50)) as (app, pilot):
        await seen(app, "you still have Ann Archer in the call queue: g q")
        place = await in_the_queue(app)
        await seen(app, "You still have Ann Archer: enter on it goes on, x gives it back")
        await seen(app, "yours 3 min")
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await seen(app, "note half a sen")
        await seen(app, "in call")
        assert "You still have" not in picture(app)


async def test_what_is_held_is_listed_and_released_at_once_or_one_by_one(agency: Agency) -> None:
    people = three_due(agency)
    agency.sam.operate_now(claims.claim, people["Ann Archer"])
    agency.sam.operate_now(claims.claim, people["Ben Birch"])
    agency.priya.operate_now(claims.claim, people["Cy Cole"])
    async with at_work(agency) as (app, pilot):
        await in_the_queue(app)
        await seen(app, "You still have Ann Archer and 1 more")
        await pilot.press("X")
        await seen(app, "Release all of mine (2)")
        await seen(app, "Priya, 0 s")
        await pilot.press("down", "down", "enter")
        await seen(app, "Released: Ben Birch.")
        assert held(agency) == ["Ann Archer"]
        await idle(app)
        await pilot.press("X")
        await seen(app, "Release all of mine (1)")
        await pilot.press("enter")
        await seen(app, "Released 1 call.")
        assert held(agency) == []
        assert len(agency.sam.read_now(claims.live)) == 1


async def test_x_gives_back_a_call_of_ones_own_that_is_not_in_hand_here(agency: Agency) -> None:
    people = three_due(agency)
    agency.sam.operate_now(claims.claim, people["Ann Archer"])
    async with at_work(agency) as (app, pilot):
        await in_the_queue(app)
        await seen(app, "You still have Ann Archer")
        await pilot.press("x")
        await seen(app, "Call released")
        assert held(agency) == []
        await idle(app)
        await pilot.press("x")
        await seen(app, "This call is not in hand")


async def test_an_empty_queue_promises_no_first_call(agency: Agency) -> None:
    async with at_work(agency) as (app, _):
        await in_the_queue(app)
        await seen(app, "No call is due here now.")
        assert "Press enter to take the first call" not in picture(app)


async def test_an_undo_typed_right_behind_the_outcome_undoes_it(agency: Agency) -> None:
    three_due(agency)
    async with at_work(agency) as (app, pilot):
        place = await with_a_call_in_hand(app, pilot)
        await pilot.press("1")
        await seen(app, "save and next")
        await pilot.press("enter", "u")
        await seen(app, "Undone: Conversation: Ann Archer")
        await idle(app)
        assert touches(agency) == []
        assert held(agency) == ["Ann Archer"]
        assert place.call.claimed is not None and place.call.claimed.contact == "Ann Archer"
