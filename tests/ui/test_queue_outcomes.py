"""An agency's own outcomes: their keys, their words, wherever calls are made, logged and looked at."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from tests.support.agency import Agency
from tests.support.calling import a_due_contact
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, idle, picture, seen
from tests.ui.test_queue import in_the_queue, three_due, touches
from trtui.desk import settings
from trtui.desk.office import Office
from trtui.ui.app import Workspace

OWN = {
    "voicemail": {"off": True},
    "brochure": {"key": "5", "label": "Brochure sent", "next": "3 working days"},
    "gatekeeper": {"key": "6", "label": "Reception"},
    "no_answer": {"key": "7"},
    "vacancy_taken": {"off": True},
}


@asynccontextmanager
async def at_the_agency(agency: Agency) -> AsyncIterator[tuple[Workspace, Driver]]:
    agency.sam.write_now(settings.take, {f"outcomes.{code}": change for code, change in OWN.items()})
    app = Workspace(Office(agency.url, agency.clock, login="sam"))
    async with app.run_test(size=(120, 40)) as pilot:
        await wait_until(app.opened.is_set, what="the store is open")
        yield app, pilot


async def test_a_digit_records_the_outcome_that_has_it_in_the_agencys_table(agency: Agency) -> None:
    three_due(agency)
    async with at_the_agency(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        for person, digit, said in (
            ("Ann Archer", "5", "Brochure sent"),
            ("Ben Birch", "6", "Reception"),
            ("Cy Cole", "7", "No answer"),
        ):
            await wait_until(
                lambda who=person: place.call.claimed is not None and place.call.claimed.contact == who
            )
            await idle(app)
            await pilot.press(digit)
            await seen(app, f"{said} → next call ▸")
            await pilot.press("enter")
            await seen(app, f"{said}, {person}")
        assert touches(agency) == [
            ("Ann Archer", "brochure"),
            ("Ben Birch", "gatekeeper"),
            ("Cy Cole", "no_answer"),
        ]


async def test_card_and_help_name_the_agencys_outcomes(agency: Agency) -> None:
    three_due(agency)
    async with at_the_agency(agency) as (app, pilot):
        place = await in_the_queue(app)
        await pilot.press("enter")
        await wait_until(lambda: place.call.claimed is not None)
        await seen(app, "5 brochure sent")
        assert "6 reception" in picture(app) and "voicemail" not in picture(app)
        await pilot.press("3")
        await seen(app, "This agency uses no outcome on 3.")
        assert place.call.proposal is None
        await pilot.press("?", *"outcome")
        await seen(app, "Brochure sent: the next call is in 3 ")
        assert "Reception: the next call is in 2 " in picture(app)
        assert "A message was left" not in picture(app)
        assert "They talked with us" in picture(app), "what is as it comes is explained as it comes"


async def test_a_call_logged_anywhere_offers_the_agencys_outcomes_and_its_words_stand_in_the_activity(
    agency: Agency,
) -> None:
    client = agency.a_client("Acme Freight Ltd")
    a_due_contact(agency, "Ann Archer", client)
    async with at_the_agency(agency) as (app, pilot):
        await app.visit_client(client)
        await idle(app)
        await pilot.press("c", "c")
        await seen(app, "Brochure sent")
        assert "Voicemail" not in picture(app)
        await pilot.press("6")
        await seen(app, "Log: Reception")
        await pilot.press("ctrl+s")
        await seen(app, "u undoes")
        await pilot.press("3")
        await idle(app)
        await seen(app, "Reception")
        assert "Gatekeeper" not in picture(app)
