"""The table: a million rows, a cursor that belongs to a record, marks, and states."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from tests.support.waiting import wait_until
from tests.ui.small_app import ClientList, Clients, SmallApp, client
from trtui.domain.errors import StoreUnavailable
from trtui.ui.widgets.rows import ListSource, Row
from trtui.ui.widgets.virtual_table import VirtualTable
from trtui.ui.widgets.window import CHUNK, KEPT_CHUNKS

MILLION = 1_000_000


def lines(table: VirtualTable) -> list[str]:
    return [table.render_line(y).text.rstrip() for y in range(table.size.height)]


async def started(pilot: Pilot[object]) -> ClientList:
    place = pilot.app.screen
    assert isinstance(place, ClientList)
    await wait_until(lambda: place.list.total and place.list.current is not None)
    return place


async def test_a_million_rows_are_read_page_by_page() -> None:
    async with SmallApp(ClientList(MILLION)).run_test(size=(80, 24)) as pilot:
        place = await started(pilot)
        assert place.list.total == MILLION
        assert sum(size for _, size in place.source.reads) <= 2 * CHUNK

        await pilot.press("G")
        await wait_until(lambda: place.list.current is not None)
        assert place.list.current == client(MILLION - 1)
        assert "Client 999999 Ltd" in lines(place.list)[-1]

        for _ in range(100):
            place.list.act_page("up")
        await wait_until(lambda: place.list.current is not None)
        assert sum(size for _, size in place.source.reads) < 200 * CHUNK


async def test_memory_holds_only_what_was_seen_lately() -> None:
    async with SmallApp(ClientList(MILLION)).run_test(size=(80, 24)) as pilot:
        table = (await started(pilot)).list
        for index in range(0, MILLION, MILLION // 200):
            table.go(index)
            await wait_until(lambda: table.current is not None)
        known = sum(table._window.row(at) is not None for at in range(0, MILLION, 500))
        assert known < KEPT_CHUNKS


async def test_the_cursor_stays_on_its_record_when_the_list_changes() -> None:
    async with SmallApp(ClientList(1000)).run_test(size=(80, 24)) as pilot:
        place = await started(pilot)
        place.list.go(500)
        await wait_until(lambda: place.list.current == client(500))
        place.source.order = range(999, -1, -1)
        place.list.reload()
        await wait_until(lambda: place.list.cursor == 499)
        assert place.list.current == client(500)

        place.source.order = range(400)
        place.list.reload()
        await wait_until(lambda: place.list.total == 400)
        assert place.list.cursor == 399


async def test_old_rows_stay_until_the_new_are_there() -> None:
    async with SmallApp(ClientList(100)).run_test(size=(80, 24)) as pilot:
        place = await started(pilot)
        slow = Clients(7)
        slow.gate.clear()
        place.list.show(slow)
        await wait_until(lambda: bool(slow.reads))
        assert place.list.total == 100
        assert "Client 3 Ltd" in "\n".join(lines(place.list))
        slow.gate.set()
        await place.list.settled()
        assert place.list.total == 7


async def test_only_the_last_list_that_was_asked_for_is_shown() -> None:
    async with SmallApp(ClientList(100)).run_test(size=(80, 24)) as pilot:
        place = await started(pilot)
        slow = Clients(7)
        slow.gate.clear()
        place.list.show(slow)
        await wait_until(lambda: bool(slow.reads))
        place.list.show(Clients(9))
        slow.gate.set()
        await place.list.settled()
        await pilot.pause()
        assert place.list.total == 9


async def test_an_empty_list_says_the_next_key_and_a_failed_one_what_to_do() -> None:
    async with SmallApp(ClientList([])).run_test(size=(80, 24)) as pilot:
        place = pilot.app.screen
        assert isinstance(place, ClientList)
        await pilot.pause()
        assert lines(place.list)[1] == "   No clients yet. n makes one."

        broken = Clients(5)
        broken.error = StoreUnavailable("The store is locked. Press R to try again.")
        place.list.show(broken)
        await wait_until(lambda: "locked" in lines(place.list)[1])
        assert lines(place.list)[1] == "   ✖ The store is locked. Press R to try again."
        broken.error = None
        await pilot.press("R")
        await wait_until(lambda: place.list.total == 5)


async def test_rows_are_marked_one_by_one_in_ranges_and_all() -> None:
    async with SmallApp(ClientList(100)).run_test(size=(80, 24)) as pilot:
        place = await started(pilot)
        table = place.list
        await pilot.press("space", "space")
        assert table.targets == (0, 1)
        assert lines(table)[1].startswith(" ✓ Client 0 Ltd")

        await pilot.press("j", "v", "j", "j")
        assert "✓" in lines(table)[5][:2]
        await pilot.press("v")
        await wait_until(lambda: len(table.marks) == 5)
        assert table.targets == (0, 1, 3, 4, 5)

        table.reload()
        await table.settled()
        assert table.targets == (0, 1, 3, 4, 5)

        await pilot.press("*")
        await wait_until(lambda: len(table.marks) == 100)
        await pilot.press("*")
        await wait_until(lambda: len(table.marks) == 0)
        assert table.targets == (5,)

        await pilot.press("space", "escape")
        assert len(table.marks) == 0


async def test_the_cursor_steps_over_headings() -> None:
    rows = [
        Row("h1", ("Due",), heading=True),
        client(1),
        client(2),
        Row("h2", ("Recent",), heading=True),
        client(3),
    ]
    async with SmallApp(ClientList(rows)).run_test(size=(80, 10)) as pilot:
        place = await started(pilot)
        seen = []
        for key in ("j", "j", "j", "k", "k", "k"):
            seen.append(place.list.current.key if place.list.current else None)
            await pilot.press(key)
        assert seen == [1, 2, 3, 3, 2, 1]
        assert "Due" in lines(place.list)[1]
        await pilot.press("*")
        await wait_until(lambda: len(place.list.marks) == 3)


async def test_a_moved_cursor_redraws_two_lines() -> None:
    async with SmallApp(ClientList(100)).run_test(size=(80, 24)) as pilot:
        table = (await started(pilot)).list
        await pilot.pause()
        drawn: list[int] = []
        original = table.render_line

        def counting(y: int) -> object:
            drawn.append(y)
            return original(y)

        table.render_line = counting  # type: ignore[method-assign, assignment]
        await pilot.press("j")
        await wait_until(lambda: drawn)
        await pilot.pause()
        assert sorted(drawn) == [1, 2]


async def test_children_are_drawn_under_their_parent_and_numbers_at_the_right() -> None:
    async with SmallApp(ClientList(40)).run_test(size=(80, 24)) as pilot:
        table = (await started(pilot)).list
        drawn = lines(table)
        assert drawn[5].startswith("     ↳ Client 4 Ltd")
        assert drawn[1].rstrip("▐ ").endswith("  0  Leeds")
        assert drawn[19].rstrip("▐ ").endswith("126  Leeds")


async def test_a_click_goes_there_and_a_second_one_opens() -> None:
    async with SmallApp(ClientList(40)).run_test(size=(80, 24)) as pilot:
        place = await started(pilot)
        await pilot.click(VirtualTable, offset=(10, 4))
        assert place.list.cursor == 3
        assert place.status.said == ""
        await pilot.click(VirtualTable, offset=(10, 4))
        await wait_until(lambda: place.status.said == "opened 3")


async def test_the_wheel_scrolls_and_takes_the_cursor_along() -> None:
    async with SmallApp(ClientList(400)).run_test(size=(80, 24)) as pilot:
        table = (await started(pilot)).list
        await pilot._post_mouse_events([_wheel()], VirtualTable, offset=(5, 5))
        assert table.top == 3
        assert table.cursor == 3


def _wheel() -> type:
    from textual.events import MouseScrollDown

    return MouseScrollDown


@pytest.mark.parametrize(("width", "titles"), [(40, 2), (60, 3), (120, 4)])
async def test_a_wider_terminal_shows_more_columns(width: int, titles: int) -> None:
    async with SmallApp(ClientList(40)).run_test(size=(width, 12)) as pilot:
        table = (await started(pilot)).list
        await pilot.pause()
        assert len(lines(table)[0].split("  ")) >= titles
        assert sum(name in lines(table)[0] for name in ("Client", "Next call", "No", "Town")) == titles


async def test_rows_in_memory_are_there_at_once() -> None:
    async with SmallApp(ClientList(0)).run_test(size=(80, 24)) as pilot:
        place = pilot.app.screen
        assert isinstance(place, ClientList)
        place.list.show(ListSource([client(n) for n in range(1000)]))
        assert place.list.total == 1000
        assert place.list.current == client(0)
        place.list.go(999)
        assert place.list.current == client(999)
        place.list.show_rows([client(n) for n in range(500, 1000)])
        assert place.list.cursor == 499


async def test_a_million_rows_cost_no_more_to_move_in_than_a_hundred() -> None:
    """Counted in work done, not in time: the reads and the rows held are the same."""
    reads: dict[int, int] = {}
    for size in (200, MILLION):
        async with SmallApp(ClientList(size)).run_test(size=(80, 24)) as pilot:
            place = await started(pilot)
            for _ in range(30):
                place.list.act_cursor("down")
                await wait_until(lambda place=place: place.list.current is not None)
            reads[size] = len(place.source.reads)
    assert reads[MILLION] <= reads[200] + 1
