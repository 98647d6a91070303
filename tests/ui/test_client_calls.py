"""Logging a cold call to a client without contacts, wherever the cursor is in it."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.ui.at_work import at_work, idle, seen
from trtui.desk import sections


@pytest.mark.parametrize("section", ["overview", "contacts"])
async def test_a_cold_call_to_a_client_without_contacts_is_logged(agency: Agency, section: str) -> None:
    client = agency.a_client("Zebedee Widgets Ltd", phone="0113 496 0100")
    async with at_work(agency) as (app, pilot):
        await app.visit_client(client, section=section)
        await seen(app, "Zebedee Widgets Ltd")
        await idle(app)
        await pilot.press("c", "c", "6")
        await seen(app, "no contact: a day makes a task")
        await pilot.press("down", *"reception only", "ctrl+s")
        await seen(app, "No answer, Zebedee Widgets Ltd")
    lines = agency.sam.read_now(sections.activity, client)
    assert [(one.said, one.detail) for one in lines if one.kind != "change"] == [
        ("No answer", "reception only")
    ]
