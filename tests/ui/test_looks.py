"""What is seen at every size: the call in hand, columns that say what they hold, and one footer that is true."""

from __future__ import annotations

import re

import pytest
from rich.style import Style

from tests.support.agency import Agency
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, lines, picture, seen
from trtui.desk import touches
from trtui.ui.app import Workspace
from trtui.ui.screens.queue import QueuePlace
from trtui.ui.screens.queue_list import progress_bar
from trtui.ui.subjects import Trail
from trtui.ui.widgets.header import HeaderLine
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.paint import Painter
from trtui.ui.widgets.rows import Cell, Column, Row

KEYS = "1234567890"


def due(agency: Agency, note: str = "") -> int:
    """Make a client whose contact is due, with a note of what was said last."""
    client = agency.a_client("Acme Freight Ltd")
    contact = agency.a_contact("Ann Archer", at=client, csi="A", phone="0113 496 0142")
    if note:
        agency.sam.write_now(touches.log, client, "email", contact_id=contact, note=note)
    return client


async def in_call(app: Workspace, pilot: Driver) -> QueuePlace:
    await app.visit_queue()
    await idle(app)
    place = app.screen
    assert isinstance(place, QueuePlace)
    await pilot.press("enter")
    await wait_until(lambda: place.call.card is not None and place.call.claimed is not None)
    await idle(app)
    return place


def footer(app: Workspace) -> str:
    """Return the last line of the screen."""
    return lines(app)[-1]


@pytest.mark.parametrize("size", [(79, 24), (60, 16), (40, 10)])
async def test_a_call_in_hand_takes_a_narrow_screen(agency: Agency, size: tuple[int, int]) -> None:
    due(agency)
    async with at_work(agency, size) as (app, pilot):
        place = await in_call(app, pilot)
        shown = await seen(app, "☎ 0113 496 0142")
        assert "Ann Archer" in shown
        assert all(f" {key} " in f" {shown}" for key in KEYS)
        await pilot.press("1")
        shown = await seen(app, "next call ▸")
        assert "☎ 0113 496 0142" in shown and all(f" {key} " in f" {shown}" for key in KEYS)
        await pilot.press("escape")
        await wait_until(lambda: place.call.proposal is None)
        await pilot.press("p")
        shown = await seen(app, "in call")
        assert "1 conversation" not in shown
        await pilot.press("p")
        await seen(app, "1 conversation")


async def test_at_80_columns_the_card_is_widened_not_hidden(agency: Agency) -> None:
    due(agency)
    async with at_work(agency, (80, 24)) as (app, pilot):
        place = await in_call(app, pilot)
        card = place.query_one("#card")
        assert card.size.width < 40
        await pilot.press("p")
        await wait_until(lambda: card.size.width > 70)
        await seen(app, "1 conversation")
        await pilot.press("p")
        await wait_until(lambda: card.size.width < 40)
        await pilot.resize_terminal(120, 24)
        await wait_until(lambda: card.size.width > 40)
        await pilot.press("p")
        await wait_until(lambda: not card.display)


async def test_a_number_says_what_it_is_and_a_note_is_read_to_its_end(agency: Agency) -> None:
    due(agency, "wants two fitters from January and a foreman who can drive the large van at weekends")
    async with at_work(agency, (80, 24)) as (app, pilot):
        await in_call(app, pilot)
        shown = await seen(app, "☎ 0113 496 0142 direct")
        assert all(word in shown for word in ("fitters", "foreman", "weekends"))


async def test_the_footer_says_what_enter_and_escape_do_here(agency: Agency) -> None:
    due(agency)
    async with at_work(agency, (80, 24)) as (app, pilot):
        await app.visit_queue()
        await idle(app)
        await wait_until(lambda: "↵ start call" in footer(app))
        await pilot.press("enter")
        await wait_until(lambda: "↵ open client" in footer(app))
        await idle(app)
        await pilot.press("1")
        await wait_until(lambda: "↵ save and next  esc back" in footer(app))
        await pilot.press("escape")
        await wait_until(lambda: "↵ open client" in footer(app))
        await pilot.press("N")
        shown = await seen(app, "ctrl+s save")
        assert "1 conversation" in shown, "the keys of the outcomes stay in sight"
        assert shown.count("Note") == 1
        assert not footer(app).strip(), "the keys of the queue are dead under the note"


async def test_a_question_saves_on_enter_and_a_list_is_left_by_escape(agency: Agency) -> None:
    due(agency)
    async with at_work(agency, (80, 24)) as (app, pilot):
        await app.visit_queue()
        await idle(app)
        await pilot.press("S")
        assert "↵ save" in await seen(app, "Skip Ann Archer")
        await pilot.press("escape", "question_mark")
        await seen(app, "esc close")
        bars = [bar for screen in app.screen_stack for bar in screen.query(HintBar)]
        await wait_until(lambda: [bool(bar._hints) for bar in bars].count(True) == 1)


async def test_home_has_columns_of_its_own(agency: Agency) -> None:
    due(agency)
    async with at_work(agency, (80, 24)) as (app, pilot):
        await seen(app, "Ann Archer")
        head, row = next(
            (lines(app)[at - 2], line) for at, line in enumerate(lines(app)) if "Ann Archer" in line
        )
        assert row.index("Acme Freight") == head.index("Client")
        assert row.index("0113 496 0142") == head.index("Phone")
        assert "Status" not in head
        await pilot.press(*"archer")
        await seen(app, "↳ Ann Archer")
        head = next(line for line in lines(app) if "Client / contact" in line)
        row = next(line for line in lines(app) if "↳ Ann Archer" in line)
        assert row.index("0113 496 0142") == head.index("Status / phone")


async def test_a_title_never_runs_into_the_right_side(agency: Agency) -> None:
    number = agency.a_client("Spółka z ograniczoną odpowiedzialnością Budowa Dróg i Mostów")
    async with at_work(agency, (60, 16)) as (app, _):
        await app.visit_client(number, Trail("search", (number, 0), 0))
        await seen(app, "Spółka")
        assert re.search(r"… {2,}\[1/2 of search\] $", lines(app)[0])
        app.screen.query_one(HeaderLine).warn("2 unsaved")
        await seen(app, "  2 unsaved  [1/2 of search]")


def test_the_scroll_thumb_has_no_hole_at_a_heading() -> None:
    painter = Painter(lambda *_: Style())
    painter.lay_out((Column("name", "Name", 10, grow=1),), 20)
    strip = painter.row(
        Row("h", (Cell("Due today", "accent"),), heading=True),
        20,
        at_cursor=False,
        marked=False,
        label="",
        thumb="▐",
    )
    assert strip.text.endswith("▐") and len(strip.text) == 20


def test_the_bar_shows_the_first_call() -> None:
    assert progress_bar(0, 25).count("▓") == 0
    assert progress_bar(1, 25).count("▓") == 1
    assert progress_bar(24, 25).count("▓") == 12
    assert progress_bar(25, 25).count("▓") == 13


async def test_the_first_frame_of_the_help_has_rows(agency: Agency) -> None:
    async with at_work(agency, (80, 24)) as (app, pilot):
        await pilot.press("f1")
        await seen(app, "esc close")
        assert "Move down." in picture(app) or "Show what can be done" in picture(app)
