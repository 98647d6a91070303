"""The stage of an account: what is offered leads somewhere, and credit control answers in two ways."""

from __future__ import annotations

from tests.support.agency import Agency
from tests.ui.at_work import at_work, idle, picture, seen
from trtui.desk import credit, summary, users
from trtui.domain.stage import AccountStage


def a_check(agency: Agency) -> int:
    client = agency.a_client(by=agency.priya)
    agency.priya.write_now(credit.set_stage, client, AccountStage.CREDIT_CHECK)
    return client


def stage(agency: Agency, client: int) -> str:
    return agency.sam.read_now(summary.summary, client).stage


async def test_credit_control_approves_in_the_client(agency: Agency) -> None:
    agency.sam.write_now(users.add, "ken", "Ken Ibbotson", "credit control")
    client = a_check(agency)
    async with at_work(agency, login="ken") as (app, pilot):
        await app.visit_client(client)
        await seen(app, "asked for by Priya Shah")
        await pilot.press(".", "p", "1")
        await seen(app, "Approve the credit of Brookhill")
        await pilot.press(*"20k", "down", *"1y", "down", *"Creditsafe", "ctrl+s")
        await seen(app, "Approved: the stage is Active")
        await seen(app, "approved to £20,000 until 24 Nov 2027 (Creditsafe)")
        await pilot.press("u")
        await seen(app, "Undone: Approve the credit check")
    assert stage(agency, client) == "credit_check"


async def test_a_consultant_sees_whom_to_ask_and_can_withdraw(agency: Agency) -> None:
    agency.sam.write_now(users.add, "ken", "Ken Ibbotson", "credit control")
    client = a_check(agency)
    async with at_work(agency, (160, 50), login="priya") as (app, pilot):
        await app.visit_client(client)
        await idle(app)
        await pilot.press(".", "p")
        await seen(app, "Approve: Active")
        assert "Credit control decides: ask Ken Ibbotson." in picture(app)
        await pilot.press("3")
        await seen(app, "Credit check withdrawn: the stage is Prospect")
        await idle(app)
        await pilot.press(".", "p", "1")
        await seen(app, "The stage is Credit check. Credit control has a task.")
    assert stage(agency, client) == "credit_check"


async def test_the_task_of_a_check_is_answered_not_ticked(agency: Agency) -> None:
    client = a_check(agency)
    async with at_work(agency, login="max") as (app, pilot):
        await app.visit_client(client, section="notes")
        await seen(app, "Credit check for")
        await idle(app)
        await pilot.press("e")
        await seen(app, "Refuse: Inactive")
        assert "Done" not in picture(app)
        await pilot.press("2")
        await seen(app, "Refuse the credit of")
        await pilot.press(*"two judgments", "ctrl+s")
        await seen(app, "Refused: the stage is Inactive")
    assert stage(agency, client) == "inactive"


async def test_the_stage_is_set_in_the_search_list_too(agency: Agency) -> None:
    client = agency.a_client()
    async with at_work(agency) as (app, pilot):
        await pilot.press(*"brookhill")
        await seen(app, "Brookhill Logistics Ltd")
        await idle(app)
        await pilot.press("down", "escape", ".", "p")
        await seen(app, "stage Prospect")
        await pilot.press("1")
        await seen(app, "The stage is Credit check")
    assert stage(agency, client) == "credit_check"
