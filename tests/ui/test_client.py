"""Client summary: the head says why, digits choose sections, every section adds, edits and removes."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.at_work import Driver, at_work, idle, lines, picture, seen
from trtui.desk import claims, clients, jobs, notes, sections, summary
from trtui.domain.errors import Invalid
from trtui.ui.app import Workspace
from trtui.ui.screens.client import ClientPlace


async def opened(app: Workspace, client: int, section: str = "overview") -> ClientPlace:
    await app.visit_client(client, section=section)
    await idle(app)
    assert isinstance(app.screen, ClientPlace)
    return app.screen


def brookhill(agency: Agency) -> int:
    client = agency.a_client("Brookhill Logistics Ltd", town="Leeds", postcode="LS10 1AB", number="4418292")
    agency.a_contact("Dana Whitlock", at=client, csi="A", phone="0113 496 0142")
    agency.a_contact("Ravi Menon", at=client, job_title="HR manager")
    return client


async def save(app: Workspace, pilot: Driver, said: str) -> None:
    await pilot.press("ctrl+s")
    await seen(app, said)
    await idle(app)


async def test_the_head_says_the_status_and_why(agency: Agency) -> None:
    client = brookhill(agency)
    agency.a_job(client, "Night shift planner")
    async with at_work(agency) as (app, _):
        await opened(app, client)
        await seen(app, "● Active without placements")
        await seen(app, "because vacancy “Night shift planner”, 24 Nov, Sam")
        await seen(app, "Next call Dana Whitlock ● today")
        await seen(app, "№ 04418292")


@pytest.mark.parametrize(
    ("digit", "name"), [("2", "Contacts"), ("3", "Activity"), ("4", "Jobs"), ("5", "Sites"), ("6", "Notes")]
)
async def test_digits_choose_sections(agency: Agency, digit: str, name: str) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client)
        await pilot.press(digit)
        await seen(app, f"▸{digit} {name}")


async def test_a_contact_is_added_made_primary_delinked_and_each_undone(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await pilot.press("n", *"Jo Bright")
        await save(app, pilot, "Added Jo Bright. u undoes.")
        await seen(app, "Jo Bright")
        await seen(app, "▌    Jo Bright")
        await pilot.press("P")
        await seen(app, "★ Jo Bright")
        await pilot.press("x")
        await seen(app, "Delinked Jo Bright")
        await seen(app, "★ Dana Whitlock")
        await pilot.press("u")
        await seen(app, "★ Jo Bright")
        await pilot.press("u")
        await seen(app, "★ Dana Whitlock")
        await pilot.press("u")
        await wait_until(
            lambda: "Jo Bright" not in "\n".join(lines(app)[5:-2]), what="the new contact is gone"
        )


async def test_coding_a_contact_makes_the_client_a_target(agency: Agency) -> None:
    client = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Ravi Menon", at=client)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "contacts")
        await seen(app, "○ Prospect")
        await pilot.press("K", "c")
        await seen(app, "◎ Target")
        await seen(app, "because Ravi Menon has code C")
        await pilot.press("u")
        await seen(app, "○ Prospect")


async def test_a_vacancy_is_registered_filled_and_changes_the_status(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "jobs")
        await seen(app, "No vacancies. Press n")
        await pilot.press("n", *"Night shift planner")
        await save(app, pilot, "Registered. u undoes.")
        await seen(app, "● Active without placements")
        await pilot.press("enter", "f", *"Ann Example")
        await save(app, pilot, "Filled. u undoes.")
        await seen(app, "◉ Active with placements")
        await pilot.press("enter", "p", *"30 nov")
        await seen(app, "Placement of Ann Example")
        await seen(app, "30 Nov 2026")
        await save(app, pilot, "Saved. u undoes.")
    (job,) = agency.sam.read_now(sections.jobs, client)
    (placed,) = agency.sam.read_now(jobs.placements, job.id)
    assert placed.ends_on == "2026-11-30"


async def test_of_several_placements_the_one_that_ended_is_chosen(agency: Agency) -> None:
    client = brookhill(agency)
    job = agency.a_job(client, headcount=3)
    for who in ("Ann Example", "Ben Example"):
        agency.sam.write_now(jobs.fill, job, who, "2026-11-02")
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "jobs")
        await seen(app, "Night shift planner")
        await pilot.press("enter", "p")
        await seen(app, "Ann Example")
        await pilot.press("down", "enter")
        await seen(app, "Placement of Ben Example")
        await pilot.press(*"yesterday")
        await save(app, pilot, "Saved. u undoes.")
        await pilot.press("enter", "p")
        drawn = await seen(app, "until")
    (ben,) = (line for line in drawn.splitlines() if "Ben Example" in line)
    assert "from 2 Nov 2026" in ben and "until 23 Nov 2026" in ben


async def test_notes_and_tasks_are_written_edited_and_finished(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("n", "n", *"Needs four pickers")
        await save(app, pilot, "Saved.")
        await pilot.press("n", "t", *"Send terms", "tab", *"+3d")
        await save(app, pilot, "Saved.")
        await seen(app, "○ Send terms")
        await seen(app, "in 3 d")
        await pilot.press("g", "g", "enter", "d")
        await seen(app, "Done. u undoes.")
        await idle(app)
        assert [one.text for one in agency.sam.read_now(sections.notes, client)] == ["Needs four pickers"]


async def test_sites_and_departments_are_added(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "sites")
        await seen(app, "★ Leeds")
        await pilot.press("n", "d", *"Warehouse", "enter")
        await seen(app, "↳ Warehouse")
        await seen(app, "department")


async def test_two_people_editing_the_same_field_choose_field_by_field(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client)
        await pilot.press("e")
        await seen(app, "Edit client")
        theirs = agency.priya.read_now(clients.values, client)
        agency.priya.write_now(
            clients.edit,
            client,
            theirs.values,
            {**theirs.values, "name": "Brookhill Group Ltd"},
            theirs.version,
        )
        await pilot.press("end", *" plc", "ctrl+s")
        await seen(app, "Priya Shah changed “Name” too")
        await seen(app, "Theirs: Brookhill Group Ltd")
        await pilot.press("m")
        await seen(app, "Saved.")
        await idle(app)
        assert agency.sam.read_now(summary.summary, client).name == "Brookhill Logistics Ltd plc"


async def test_the_menu_archives_and_brings_back(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client)
        await pilot.press("full_stop")
        await seen(app, "x Archive")
        await pilot.press("x")
        await seen(app, "never deleted")
        await pilot.press(*"moved abroad", "enter")
        await seen(app, "Archived: hidden from lists")
        await pilot.press("full_stop", "x")
        await seen(app, "Back from the archive")


async def test_a_status_is_set_by_hand_with_a_reason(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client)
        await pilot.press("full_stop", "s", "4", *"placed through a partner")
        await save(app, pilot, "Set by hand. u undoes.")
        await seen(app, "set by hand: “placed through a partner”")


async def test_a_note_typed_when_the_line_drops_is_put_back(agency: Agency) -> None:
    client = brookhill(agency)
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("n", "n", *"half a thou")
        await app.keep_drafts()
    async with at_work(agency) as (app, pilot):
        await opened(app, client, "notes")
        await pilot.press("n", "n")
        await seen(app, "half a thou")


@pytest.mark.parametrize("size", [(80, 24), (160, 50), (40, 10)])
async def test_bad_data_is_plain_text_in_every_section(agency: Agency, size: tuple[int, int]) -> None:
    client = brookhill(agency)
    for text in EVIL.values():
        try:
            agency.a_contact(f"Dana {text}"[:150], at=client, job_title=text[:150])
            agency.a_job(client, f"Job {text}"[:150])
            agency.sam.write_now(notes.add_note, client, f"Note {text}")
            agency.sam.write_now(clients.add_name, client, f"Also {text}"[:150])
        except Invalid:
            continue
    async with at_work(agency, size) as (app, pilot):
        await opened(app, client)
        for digit in "123456":
            await pilot.press(digit)
            await idle(app)
            await pilot.press("G", "g", "g")
            await idle(app)
            assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for line in lines(app) for char in line)
        assert app.is_running
        assert "Brookhill" in picture(app)


async def test_who_is_on_a_call_with_the_client_is_said_and_oneself_is_you(agency: Agency) -> None:
    client = brookhill(agency)
    assert agency.sam.operate_now(claims.claim_next, "everyone") is not None
    async with at_work(agency) as (app, _):
        await opened(app, client, "contacts")
        await seen(app, "◐ you are on a call")
    async with at_work(agency, login="priya") as (app, _):
        await opened(app, client, "contacts")
        await seen(app, f"◐ {agency.sam.actor.name} is on a call")
