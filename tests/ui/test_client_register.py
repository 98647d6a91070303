"""Client summary: what the register says of the client, and taking another company for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.register import a_company, many
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle, picture, seen
from tests.ui.on_register import COMPANIES, Network, load
from trtui.desk import registration, summary, watch
from trtui.domain.register.values import Registered
from trtui.ui import companies
from trtui.ui.app import Workspace
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.client_register import CompanyPicker


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the network as soon as the event loop comes round."""
    monkeypatch.setattr(companies, "PAUSE", 0.0)


@pytest.fixture
def loaded(agency: Agency, tmp_path: Path) -> Agency:
    """An agency with a register."""
    load(agency, tmp_path)
    return agency


async def opened(app: Workspace, client: int) -> ClientPlace:
    await app.visit_client(client)
    await idle(app)
    assert isinstance(app.screen, ClientPlace)
    return app.screen


async def found(app: Workspace, number: str) -> None:
    """Wait until a company is under the cursor of the picker."""
    await wait_until(lambda: isinstance(app.screen, CompanyPicker) and app.screen.table.current)
    picker = app.screen
    assert isinstance(picker, CompanyPicker)
    await wait_until(lambda: picker.table.current is not None and picker.table.current.key == number)


def number(agency: Agency, client: int) -> str:
    return agency.sam.read_now(summary.summary, client).number


async def test_the_overview_tells_what_the_register_says(loaded: Agency) -> None:
    client = loaded.a_client("Brookhill Logistics", number="04418292")
    async with at_work(loaded) as (app, _):
        await opened(app, client)
        drawn = await seen(app, "On the register")
        assert "BROOKHILL LOGISTICS LIMITED" in drawn
        assert "04418292" in drawn and "active" in drawn
        assert "1 MILL ROAD, LEEDS" in drawn
        assert "78109 Other activities" in drawn
        assert "due 31 Dec" in drawn
        assert "edition of 1 Nov" in drawn


async def test_without_a_number_nothing_of_the_register_is_shown(loaded: Agency) -> None:
    client = loaded.a_client("Brookhill Logistics")
    async with at_work(loaded) as (app, _):
        await opened(app, client)
        assert "On the register" not in picture(app)


async def test_the_head_says_what_is_amiss_until_it_is_dismissed(loaded: Agency) -> None:
    client = loaded.a_client("Abbey Care Homes", number="05551234")
    watch.examine(loaded.sam)
    async with at_work(loaded) as (app, _):
        await opened(app, client)
        drawn = await seen(app, "! in liquidation")
        assert "since the edition of 1 Nov" in drawn
        loaded.sam.write_now(watch.dismiss, [client])
        app.changed()
        await wait_until(lambda: "! in liquidation" not in picture(app))
        assert "On the register" in picture(app)
        await idle(app)


async def test_a_company_is_found_by_name_taken_and_given_back(loaded: Agency) -> None:
    client = loaded.a_client("Brookhill Logistics")
    async with at_work(loaded) as (app, pilot):
        await opened(app, client)
        await pilot.press("ctrl+r")
        await seen(app, "On the register: Brookhill Logistics")
        await seen(app, "BROOKHILL LOGISTICS LIMITED")
        await pilot.press("enter")
        await seen(app, "Took number, industry, address")
        assert number(loaded, client) == "04418292"
        await seen(app, "№ 04418292")
        await idle(app)
        await pilot.press("u")
        await seen(app, "Undone: Take company 04418292")
        assert number(loaded, client) == ""
        await idle(app)


@pytest.mark.parametrize(("key", "place"), [("m", "York"), ("escape", "York"), ("t", "Leeds")])
async def test_what_differs_is_kept_unless_theirs_is_wanted(loaded: Agency, key: str, place: str) -> None:
    client = loaded.a_client("Brookhill Logistics", number="04418292", line1="3 High Street", town="York")
    async with at_work(loaded) as (app, pilot):
        await opened(app, client)
        await pilot.press("ctrl+r")
        await seen(app, "LEEDS LS10 1AB")
        await pilot.press("enter")
        await seen(app, "Kept your address; take theirs?")
        await pilot.press(key)
        await seen(app, "Took" if key == "t" else "Kept your address")
        await idle(app)
        assert loaded.sam.read_now(summary.summary, client).town == place
        await pilot.press("u", "u") if key == "t" else await pilot.press("u")
        await seen(app, "Undone: Take company")
        await idle(app)
        assert loaded.sam.read_now(summary.summary, client).town == "York"


async def test_another_number_is_asked_before_anything_is_taken(loaded: Agency) -> None:
    client = loaded.a_client("Brookhill Logistics", number="04418293")
    async with at_work(loaded) as (app, pilot):
        await opened(app, client)
        await pilot.press("ctrl+r", "ctrl+u", *"04418292")
        await found(app, "04418292")
        await pilot.press("enter")
        await seen(app, "This client has another company number")
        await pilot.press("m")
        await seen(app, "Nothing taken: the client keeps its number 04418293")
        await idle(app)
        assert number(loaded, client) == "04418293"
        await pilot.press("ctrl+r", "ctrl+u", *"04418292")
        await found(app, "04418292")
        await pilot.press("enter")
        await seen(app, "This client has another company number")
        await pilot.press("t")
        await wait_until(lambda: number(loaded, client) == "04418292")
        await idle(app)


async def test_a_number_that_another_client_has_is_refused_or_given_a_reason(loaded: Agency) -> None:
    loaded.a_client("Transport Partners", number="04418292")
    client = loaded.a_client("Brookhill Logistics")
    async with at_work(loaded) as (app, pilot):
        await opened(app, client)
        for key, then in (("l", ""), ("r", "04418292")):
            await pilot.press("ctrl+r")
            await found(app, "04418292")
            await pilot.press("enter")
            await seen(app, "Transport Partners has number 04418292 already")
            await pilot.press(key)
            if then:
                await seen(app, "Why are they two clients")
                await pilot.press(*"its own account", "enter")
                await seen(app, "Took number")
            await idle(app)
            assert number(loaded, client) == then


async def test_the_network_is_asked_too_and_what_it_said_is_current(loaded: Agency) -> None:
    client = loaded.a_client("Nordfrakt", number="09999991")
    network = Network(Registered("09999991", "NORDFRAKT LIMITED", "Active", town="Hull", postcode="HU1 1AA"))
    async with at_work(loaded, register=lambda: network) as (app, pilot):
        await opened(app, client)
        await pilot.press("ctrl+r")
        await found(app, "09999991")
        await pilot.press("enter")
        await seen(app, "Took address")
        await idle(app)
        known = loaded.sam.read_now(registration.of_client, client)
        assert known is not None and known.source == "Companies House"
        await seen(app, "Companies House, checked today")


async def test_without_a_register_the_picker_says_how_to_get_one(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics", number="04418292")
    async with at_work(agency) as (app, pilot):
        await opened(app, client)
        assert "On the register" not in picture(app)
        await pilot.press("ctrl+r")
        await seen(app, "No company register here yet")
        await pilot.press("escape")
        await wait_until(lambda: isinstance(app.screen, ClientPlace))


async def test_a_renamed_company_is_told_in_the_head(agency: Agency, tmp_path: Path) -> None:
    renamed = a_company(
        "VOSTEQ GROUP LIMITED",
        "00000001",
        **{"PreviousName_1.CompanyName": "HOLLIN LIMITED", "PreviousName_1.CONDATE": "04/03/2026"},
    )
    load(agency, tmp_path, [renamed, *COMPANIES, *many(20)])
    client = agency.a_client("Hollin Ltd", number="00000001")
    watch.examine(agency.sam)
    async with at_work(agency) as (app, _):
        await opened(app, client)
        await seen(app, "! is called Vosteq Group Limited since 4 Mar")
