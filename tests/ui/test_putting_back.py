"""Unsaved words that made a screen fail are offered the next time, and never lock it."""

from __future__ import annotations

import json

import pytest

from tests.support.agency import Agency
from tests.ui.at_work import at_work, idle, picture, seen
from tests.ui.every_place import Filled
from trtui.desk import drafts, duplicates
from trtui.ui.dialogs import FormDialog
from trtui.ui.screens.new_client import NewClientPlace

WORDS = json.dumps({"name": "City Vans", "town": "Bath"})


def fail(*_: object) -> None:
    raise ZeroDivisionError


@pytest.mark.parametrize(("key", "name", "waiting"), [("r", "City Vans", 1), ("d", "", 0), ("escape", "", 1)])
async def test_a_draft_that_makes_the_check_fail_is_offered_at_the_next_start(
    agency: Agency,
    monkeypatch: pytest.MonkeyPatch,
    incidents: list[BaseException],
    key: str,
    name: str,
    waiting: int,
) -> None:
    agency.sam.operate_now(drafts.keep, "client:new", WORDS)
    with monkeypatch.context() as patch:
        patch.setattr(duplicates, "check", fail)
        async with at_work(agency) as (app, _):
            await app.visit_new_client()
            await seen(app, "The check failed (incident ")
            await idle(app)
            assert "City Vans" in picture(app)
    async with at_work(agency) as (app, pilot):
        await app.visit_new_client()
        await seen(app, "failed last time")
        assert "City Vans" not in picture(app)
        await pilot.press(key)
        await idle(app)
        place = app.screen
        assert isinstance(place, NewClientPlace) and place.form.text("name") == name
    assert len(agency.sam.read_now(drafts.waiting)) == waiting
    async with at_work(agency) as (app, _):
        await app.visit_new_client()
        if key == "escape":
            await seen(app, "failed last time")
        else:
            await idle(app)
            assert "failed last time" not in picture(app)


async def test_a_form_that_ended_with_the_program_is_offered(agency: Agency, filled: Filled) -> None:
    place = f"note:client:{filled.client}"
    agency.sam.operate_now(drafts.keep, place, json.dumps({"body": "A note"}))
    agency.sam.operate_now(drafts.restoring, place)
    async with at_work(agency) as (app, pilot):
        await app.visit_client(filled.client, section="notes")
        await idle(app)
        await pilot.press("n", "n")
        await seen(app, "failed last time")
        await pilot.press("r")
        await seen(app, "A note")
        assert isinstance(app.screen, FormDialog)
        await pilot.press("ctrl+s")
        await seen(app, "Saved.")
    assert not agency.sam.read_now(drafts.failed, place)


async def test_a_plan_that_failed_is_offered(agency: Agency, filled: Filled) -> None:
    place = f"assign:{filled.client}"
    agency.sam.operate_now(drafts.keep, place, "nonsense")
    agency.sam.operate_now(drafts.restoring, place)
    async with at_work(agency) as (app, pilot):
        await idle(app)
        await app.visit_client(filled.client)
        await idle(app)
        await pilot.press("a")
        await seen(app, "failed last time")
        await pilot.press("d")
        await idle(app)
    assert not agency.sam.read_now(drafts.waiting)
