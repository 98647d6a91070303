"""A message that does not fit on one line is wrapped, never cut: on the status line, in menus, under forms."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.ui.at_work import at_work, idle, lines, picture, seen
from tests.ui.test_client import brookhill, opened
from trtui.desk import jobs
from trtui.ui.menu import Choice
from trtui.ui.widgets.status_line import StatusLine

WORDS = " ".join(f"word{number}" for number in range(1, 24))


def words(drawn: str) -> str:
    return " ".join(drawn.split())


@pytest.mark.parametrize("size", [(40, 12), (80, 24), (160, 40)])
async def test_a_long_message_takes_the_lines_it_needs_and_gives_them_back(
    agency: Agency, size: tuple[int, int]
) -> None:
    async with at_work(agency, size) as (app, pilot):
        await idle(app)
        before = len(picture(app).splitlines())
        app.tell(WORDS, "error")
        drawn = await seen(app, "word23")
        assert WORDS in words(drawn) and len(drawn.splitlines()) == before
        assert "f1" in lines(app)[-1] or "?" in lines(app)[-1], "the keys stay in sight"
        await pilot.press("escape")
        await idle(app)
        await seen(app, "No clients yet")
        assert app.screen.query_one(StatusLine).size.height == 1


async def test_why_a_client_cannot_become_inactive_is_told_to_its_end(agency: Agency) -> None:
    client = brookhill(agency)
    agency.sam.write_now(jobs.fill, agency.a_job(client, "Paralegal"))
    agency.a_job(client, "Night shift planner for the new depot at the river")
    async with at_work(agency) as (app, pilot):
        await opened(app, client)
        await pilot.press(".", "p", "2")
        drawn = words((await seen(app, "and 1 more")).replace(" esc ", ""))
        assert (
            "close first: open job “Night shift planner for the new depot at the river” and 1 more" in drawn
        )


async def test_a_long_question_and_the_reasons_in_a_menu_are_shown_whole(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        app.open_menu(
            WORDS, [Choice("Yes", 1, "y", why_not=WORDS.upper()), Choice("No", 2, "n")], lambda _: None
        )
        assert WORDS in words((await seen(app, "n No")).replace(" esc ", ""))
        await pilot.press("y")
        assert WORDS.upper() in words(await seen(app, "WORD23"))


async def test_a_form_keeps_its_keys_in_sight_under_a_long_message(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency, (80, 16)) as (app, pilot):
        await opened(app, client)
        await pilot.press("e")
        await seen(app, "Edit client")
        app.tell(WORDS, "error")
        drawn = await seen(app, "word23")
        assert WORDS in words(drawn.replace("│", " ")) and "ctrl+s save" in drawn
