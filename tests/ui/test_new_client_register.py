"""New client: the companies of the register while it is typed, and taking one."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.held import held
from tests.support.register import a_company
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, lines, picture, seen
from tests.ui.on_register import COMPANIES, Network, load
from trtui.desk import drafts, register, registration, sections, summary
from trtui.domain.register.values import Registered
from trtui.ui import companies
from trtui.ui.app import Workspace
from trtui.ui.screens import register_side
from trtui.ui.screens.client import ClientPlace
from trtui.ui.screens.new_client import NewClientPlace

AWAY = "Companies House cannot be reached (no connection): check the network, or try again later."
NORDFRAKT = Registered(
    "09999991", "NORDFRAKT LIMITED", "Active", line="1 Quay", town="Hull", postcode="HU1 1AA"
)


@pytest.fixture(autouse=True)
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask as soon as the event loop comes round."""
    monkeypatch.setattr(register_side, "PAUSE", 0.0)
    monkeypatch.setattr(companies, "PAUSE", 0.0)


@pytest.fixture
def loaded(agency: Agency, tmp_path: Path) -> Agency:
    """An agency with a register."""
    load(agency, tmp_path)
    return agency


async def new_client(app: Workspace, pilot: Driver, typed: str = "") -> NewClientPlace:
    await app.visit_new_client()
    place = app.screen
    assert isinstance(place, NewClientPlace)
    await wait_until(lambda: place.form.rows["name"].box.has_focus)
    await pilot.press(*typed)
    await idle(app)
    return place


def texts(place: NewClientPlace) -> dict[str, str]:
    return {name: place.form.text(name) for name in place.form.rows if place.form.text(name)}


async def test_a_misspelt_name_finds_the_company_and_taking_it_fills_the_form(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "brokhill logsitics")
        drawn = await seen(app, "04418292 BROOKHILL LOGISTICS LIMITED")
        assert "On the register" in drawn and "active" in drawn and "LS10 1AB" in drawn
        await pilot.press("ctrl+r")
        await seen(app, "You typed another name")
        assert texts(place) == {"name": "brokhill logsitics"}, "nothing is overwritten unasked"
        await pilot.press("t")
        await seen(app, "From the register: company no., address, town, postcode, name")
        assert texts(place) == {
            "name": "Brookhill Logistics Limited",
            "number": "04418292",
            "line1": "1 Mill Road",
            "town": "Leeds",
            "postcode": "LS10 1AB",
        }
        await seen(app, "On the register · taken")


async def test_what_was_taken_goes_along_when_the_client_is_saved(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        await pilot.press("ctrl+r")
        await wait_until(lambda: place.form.text("number") == "04418292")
        assert place.form.text("name") == "Brookhill Logistics", "another legal form is no other name"
        await idle(app)
        await pilot.press("ctrl+s")
        await seen(app, "Added Brookhill Logistics. u undoes.")
        assert isinstance(app.screen, ClientPlace)
        client = app.screen.client_id
        known = loaded.sam.read_now(registration.of_client, client)
        assert known is not None and known.number == "04418292"
        assert [one.kind for one in loaded.sam.read_now(sections.sites, client)] == ["registered"]
        assert loaded.sam.read_now(summary.summary, client).industry.startswith("Other activities")
        await idle(app)


async def test_a_number_that_was_changed_after_taking_is_saved_without_the_company(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        await pilot.press("ctrl+r")
        await wait_until(lambda: place.form.text("number") == "04418292")
        place.form.set_text("number", "09999999")
        await idle(app)
        await pilot.press("ctrl+s")
        await seen(app, "Added Brookhill Logistics. u undoes.")
        assert isinstance(app.screen, ClientPlace)
        assert loaded.sam.read_now(summary.summary, app.screen.client_id).number == "09999999"
        assert loaded.sam.read_now(registration.of_client, app.screen.client_id) is None
        await idle(app)


@pytest.mark.parametrize(("key", "town"), [("m", "York"), ("t", "Leeds"), ("escape", "York")])
async def test_what_was_typed_is_kept_replaced_or_nothing_is_taken(
    loaded: Agency, key: str, town: str
) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        place.form.set_text("town", "York")
        await idle(app)
        await pilot.press("ctrl+r")
        await seen(app, "You typed another town")
        await pilot.press(key)
        await idle(app)
        assert place.form.text("town") == town
        assert place.form.text("number") == ("" if key == "escape" else "04418292")


async def test_several_fields_that_differ_are_chosen_one_by_one(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistic Co")
        place.form.set_text("town", "York")
        await idle(app)
        await pilot.press("ctrl+r")
        await seen(app, "You typed another name and town")
        await pilot.press("o")
        await seen(app, "The name")
        await pilot.press("m")
        await seen(app, "The town")
        await pilot.press("t")
        await wait_until(lambda: place.form.text("number") == "04418292")
        assert (place.form.text("name"), place.form.text("town")) == ("Brookhill Logistic Co", "Leeds")
        await idle(app)


async def test_a_client_that_has_the_number_is_warned_of_at_once(loaded: Agency) -> None:
    loaded.a_client("Transport Partners", number="04418292")
    async with at_work(loaded) as (app, pilot):
        await new_client(app, pilot, "Brookhill Logistics")
        await pilot.press("ctrl+r")
        drawn = await seen(app, "Transport Partners is a client with this number: ctrl+o opens it")
        assert "100 certain Transport Partners" in drawn


@pytest.mark.parametrize(
    ("field", "typed", "found"),
    [
        ("number", "4418292", "04418292 BROOKHILL LOGISTICS LIMITED"),
        ("number", "sc 123456", "SC123456 VOSTEQ SYSTEMS LIMITED"),
        ("postcode", "bs14dj", "05551234 ABBEY CARE HOMES LTD"),
        ("name", "hollin haulage", "formerly HOLLIN HAULAGE"),
        ("name", "abbey care", "! liquidation"),
    ],
)
async def test_a_number_a_postcode_and_a_former_name_find_it_too(
    loaded: Agency, field: str, typed: str, found: str
) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot)
        place.form.set_text(field, typed)
        await seen(app, found)


async def test_a_postcode_counts_among_companies_of_one_name(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Hart Bakery Ltd")
        found = place.register.companies
        await wait_until(lambda: len(found.candidates) == 2)
        place.form.set_text("postcode", "ba15qx")
        await wait_until(
            lambda: (
                {one.number for one in found.candidates if any(why.kind == "postcode" for why in one.reasons)}
                == {"06000002"}
            )
        )


async def test_a_number_that_nobody_has_is_said_and_the_name_is_asked(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        place.form.set_text("number", "01234567")
        drawn = await seen(app, "No company has the number 01234567")
        assert "04418292 BROOKHILL" in drawn


async def test_the_keys_of_the_duplicates_choose_among_both(loaded: Agency) -> None:
    loaded.a_client("Brookhill Logistics Ltd", town="Leeds")
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        await seen(app, "pgdn and pgup choose another")
        assert place.matches.in_front
        await pilot.press("pagedown")
        assert place.register.companies.in_front and not place.matches.in_front
        await pilot.press("pagedown")
        assert place.register.current is not None and place.register.current.number == "04418293"
        await pilot.press("ctrl+r", "m")
        await wait_until(lambda: place.form.text("number") == "04418293")
        await idle(app)
        await pilot.press("pageup", "pageup", "pageup")
        assert place.matches.in_front


async def test_the_register_is_asked_when_typing_rests_and_stopped_when_it_goes_on(
    loaded: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    real = register.find

    def find(look: Any, text: str, limit: int = 8) -> Any:
        asked.append(text)
        return real(look, text, limit)

    monkeypatch.setattr(register, "find", find)
    rest = asyncio.Event()
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot)
        monkeypatch.setattr(register_side, "resting", rest.wait)
        await pilot.press(*"Br", *"ookhill Log")
        await wait_until(lambda: place.form.text("name") == "Brookhill Log")
        await pilot.pause()
        assert not asked
        rest.set()
        await seen(app, "04418292 BROOKHILL")
        assert set(asked) == {"Brookhill Log"}


async def test_without_a_register_one_line_says_how_to_get_one(agency: Agency) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app, pilot, "Brookhill")
        drawn = await seen(app, "No company register here yet")
        flat = " ".join(part for line in drawn.splitlines() for part in line.partition("│")[2].split())
        assert "trtui register load FILE" in flat and "trtui register sample FILE.zip" in flat
        await pilot.press("ctrl+r")
        await seen(app, "No company of the register is found")
        await pilot.press("ctrl+s")
        await seen(app, "Added Brookhill")
        await idle(app)


async def test_a_register_that_is_loaded_meanwhile_is_asked_at_the_next_letter(
    agency: Agency, tmp_path: Path
) -> None:
    async with at_work(agency) as (app, pilot):
        await new_client(app, pilot, "Brookhill Lo")
        await seen(app, "No company register here yet")
        load(agency, tmp_path)
        await pilot.press("g")
        await seen(app, "04418292 BROOKHILL")


# Over the network


async def test_the_network_adds_what_the_file_lacks_and_is_closed_at_the_end(loaded: Agency) -> None:
    network = Network(NORDFRAKT)
    async with at_work(loaded, register=lambda: network) as (app, pilot):
        place = await new_client(app, pilot, "Nordfrakt")
        await seen(app, "09999991 NORDFRAKT LIMITED")
        await pilot.press("ctrl+r")
        await wait_until(lambda: place.form.text("number") == "09999991")
        assert place.found is not None and place.found.is_current
        await idle(app)
        assert network.asked.count("Nordfrakt") == 1
    assert network.is_closed


async def test_it_is_made_when_it_is_first_asked(loaded: Agency) -> None:
    made: list[Network] = []

    def connect() -> Network:
        made.append(Network())
        return made[-1]

    async with at_work(loaded, register=connect) as (app, pilot):
        assert not made
        await new_client(app, pilot, "Nordfrakt")
        assert len(made) == 1


async def test_offline_the_file_answers_and_the_reason_is_said(loaded: Agency) -> None:
    async with at_work(loaded, register=lambda: Network(trouble=AWAY)) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        drawn = await seen(app, "Companies House cannot be reached")
        assert "04418292 BROOKHILL" in drawn
        await pilot.press("ctrl+r")
        await wait_until(lambda: place.form.text("number") == "04418292")
        await seen(app, "From the register: company no.")
        await idle(app)


async def test_with_neither_file_nor_network_the_hint_stands_alone(agency: Agency) -> None:
    async with at_work(agency, register=lambda: Network(trouble=AWAY)) as (app, pilot):
        await new_client(app, pilot, "Brookhill Logistics")
        drawn = await seen(app, "Companies House cannot be reached")
        assert "trtui register load" in drawn or "register load" in drawn


async def test_while_the_network_is_asked_what_is_known_here_is_shown(loaded: Agency) -> None:
    network = Network(NORDFRAKT)
    network.may_answer.clear()
    async with at_work(loaded, register=lambda: network) as (app, pilot):
        await app.visit_new_client("Brookhill Logistics")
        drawn = await seen(app, "asking online …")
        assert "04418292 BROOKHILL" in drawn
        network.may_answer.set()
        await wait_until(lambda: "asking online" not in picture(app))
        await idle(app)


# Leaving, sizes, bad data


async def test_a_company_that_was_taken_survives_leaving(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill Logistics")
        await pilot.press("ctrl+r")
        await wait_until(lambda: place.form.text("number") == "04418292")
        await idle(app)
        await app.act_go("search")
        await wait_until(lambda: loaded.sam.read_now(drafts.waiting))
        await idle(app)
        place = await new_client(app, pilot)
        await seen(app, "Restored your unsaved draft from")
        await wait_until(lambda: place.found is not None)
        assert place.form.text("number") == "04418292"
        await pilot.press("ctrl+s")
        await seen(app, "Added Brookhill Logistics")
        assert isinstance(app.screen, ClientPlace)
        assert loaded.sam.read_now(registration.of_client, app.screen.client_id) is not None
        await idle(app)


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (60, 20), (40, 10)])
async def test_form_match_and_company_are_all_in_sight(loaded: Agency, size: tuple[int, int]) -> None:
    loaded.a_client("Brookhill Logistics Ltd", town="Leeds")
    async with at_work(loaded, size) as (app, pilot):
        await new_client(app, pilot, "Brookhill Log")
        drawn = await seen(app, "04418292 BROOKHILL LOGISTICS")
        assert "Name *" in drawn and "Brookhill Logistics Ltd" in drawn
        assert all(len(line) <= size[0] for line in lines(app))
        await pilot.press("pagedown", "pagedown")
        await seen(app, "04418293 BROOKHILL LOGISTICS")


async def test_companies_with_bad_names_are_drawn_as_plain_text(agency: Agency, tmp_path: Path) -> None:
    attacks = [
        text for text in EVIL.values() if len(text) < 100 and text.encode(errors="ignore").decode() == text
    ]
    evil = [
        a_company(f"BROOKHILL {text} LIMITED", f"{number:08}", RegAddress__PostTown=text[:40])
        for number, text in enumerate(attacks, 1)
    ]
    load(agency, tmp_path, [*COMPANIES, *evil])
    async with at_work(agency, (160, 50)) as (app, pilot):
        place = await new_client(app, pilot, "Brookhill")
        for number in range(1, len(attacks) + 1):
            place.form.set_text("number", f"{number:08}")
            await idle(app)
            await pilot.press("pagedown")
            assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines(app) for char in line)
        assert app.is_running


async def test_a_company_that_is_taken_while_typing_is_the_one_that_was_typed(loaded: Agency) -> None:
    async with at_work(loaded) as (app, pilot):
        place = await new_client(app, pilot, "brookhill logistics")
        await seen(app, "04418292 BROOKHILL LOGISTICS LIMITED")
        with held(register, "find") as answer:
            await pilot.press("ctrl+u", *"abbey care homes", "ctrl+r")
            assert "number" not in texts(place)
            answer.set()
            await seen(app, "From the register:")
        assert texts(place)["number"] == "05551234"
