"""Two people in the same form: every field is asked about in words, and what is chosen is what is saved."""

from __future__ import annotations

import ast
import asyncio
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import trtui.ui
from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.waiting import wait_until
from tests.ui.at_work import at_work, idle
from trtui.desk import contacts, jobs, notes, sections, sites
from trtui.ui import conflicts
from trtui.ui.app import Workspace
from trtui.ui.beside import beside
from trtui.ui.dialogs import FormDialog
from trtui.ui.form import Field
from trtui.ui.menu import Menu
from trtui.ui.screens import client_forms, client_lines, note_forms, record_forms

TYPED = {
    "number": ("00102498", "04366849"),
    "website": ("mine.example", "theirs.example"),
    "phone": ("0113 496 0101", "0113 496 0102"),
    "mobile": ("07700 900101", "07700 900102"),
    "email": ("mine@brookhill.example", "theirs@brookhill.example"),
    "postcode": ("YO1 7HH", "HU1 1AA"),
    "headcount": ("3", "4"),
    "due_at": ("Wed 25 Nov 14:30", "Thu 26 Nov 09:30"),
    "starts_on": ("2 Nov 2026", "3 Nov 2026"),
    "ends_on": ("2 Dec 2026", "3 Dec 2026"),
}
"""Name of a field → what I and what they type into it; in any other field that takes a text, any words."""


class Open(NamedTuple):
    """One form at a record that is there already."""

    function: Callable[..., Awaitable[Any]]
    show: Callable[[Workspace, int], Awaitable[Any]]


async def _job(app: Workspace, client: int) -> Any:
    (line,) = await app.office.read(sections.jobs, client)
    return await record_forms.edit_job(app, line, await app.office.read(sections.contacts, client))


async def _placement(app: Workspace, client: int) -> Any:
    (line,) = await app.office.read(sections.jobs, client)
    return await record_forms.edit_placement(app, line)


async def _site(app: Workspace, client: int) -> Any:
    line = (await app.office.read(sections.sites, client))[1]
    return await record_forms.edit_site(app, client, line)


async def _department(app: Workspace, client: int) -> Any:
    line = (await app.office.read(sections.sites, client))[2]
    return await record_forms.edit_department(app, client, line)


async def _line(app: Workspace, client: int, *, is_task: bool) -> Any:
    lines = await app.office.read(sections.notes, client)
    people = await app.office.read(sections.contacts, client)
    line = next(one for one in lines if one.is_task is is_task)
    form = note_forms.edit_task if is_task else note_forms.write_note
    return await form(app, client, people, line)


FORMS = {
    "client": Open(client_forms.edit_client, client_forms.edit_client),
    "contact": Open(client_forms.edit_contact, lambda app, _: client_forms.edit_contact(app, 1)),
    "vacancy": Open(record_forms.edit_job, _job),
    "placement": Open(record_forms.edit_placement, _placement),
    "site": Open(record_forms.edit_site, _site),
    "department": Open(record_forms.edit_department, _department),
    "note": Open(note_forms.write_note, partial(_line, is_task=False)),
    "task": Open(note_forms.edit_task, partial(_line, is_task=True)),
}
ELSEWHERE = {client_lines.role, client_lines.edit_text, client_forms.edit_client}
"""Savers of one field, which have tests of their own below; ``edit_client`` saves within an inner function."""


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    """An agency at each database."""
    made = Agency(store_url, clock)
    yield made
    made.close()


@pytest.fixture
def client(agency: Agency) -> int:
    """A client with one record of each kind."""
    made = agency.a_client(
        number="04418292",
        website="brookhill.example",
        phone="0113 496 0100",
        town="Leeds",
        postcode="LS10 1AB",
    )
    dana = agency.a_contact(
        "Dana Whitlock", at=made, phone="0113 496 0142", csi="A", email="d@brookhill.example"
    )
    agency.a_contact("Ravi Menon", at=made)
    placed = agency.sam.write_now(jobs.fill, agency.a_job(made, contact_id=dana, headcount=2), "Ann Example")
    days = {"starts_on": "2026-11-01", "ends_on": "2026-12-01"}
    agency.sam.write_now(jobs.edit_placement, placed, {}, days, 1)
    agency.sam.write_now(sites.add, made, sites.NewSite(name="Depot", town="York"))
    agency.sam.write_now(sites.add_department, made, "Warehouse")
    agency.sam.write_now(notes.add_note, made, "Needs four pickers", dana)
    agency.sam.write_now(notes.add_task, made, "Send terms", "+1d", kind="call", contact_id=dana)
    return made


def _texts(field: Field) -> tuple[str, str]:
    """Return what I and what they put into a field, neither what is there."""
    if field.kind == "choice":
        labels = [label for _, label in field.options]
        at = [value for value, _ in field.options].index(field.value)
        assert len(labels) > 2, f"{field.name}: three options are needed for two people to disagree"
        return labels[(at + 1) % len(labels)], labels[(at + 2) % len(labels)]
    return TYPED.get(field.name, (f"Mine {field.name}", f"Theirs {field.name}"))


async def _opened(app: Workspace, form: Open, client: int) -> FormDialog:
    beside(app, partial(form.show, app, client), "a form")
    await _shown(app)
    assert isinstance(app.screen, FormDialog)
    return app.screen


async def _shown(app: Workspace) -> None:
    """Wait until a form is there, with the cursor in its first field."""
    await wait_until(
        lambda: isinstance(app.screen, FormDialog) and app.screen.query("Form") and app.screen.focused
    )


def _priya_saves(agency: Agency, form: Open, client: int) -> None:
    """Let Priya change every field at a desk of her own, in a thread with an event loop of its own."""

    async def work() -> None:
        async with at_work(agency, (120, 40), login="priya") as (app, pilot):
            dialog = await _opened(app, form, client)
            for name, row in dialog.form.rows.items():
                dialog.form.set_text(name, _texts(row.field)[1])
            await pilot.press("ctrl+s")
            await wait_until(lambda: app.screen is not dialog, what="Priya's form is saved")
            await idle(app)

    asyncio.run(work())


@pytest.mark.parametrize("mine_first", [True, False])
@pytest.mark.parametrize("name", FORMS)
async def test_what_is_chosen_of_two_values_is_saved_in_every_field(
    agency: Agency, client: int, name: str, mine_first: bool
) -> None:
    form = FORMS[name]
    async with at_work(agency, (120, 40)) as (app, pilot):
        dialog = await _opened(app, form, client)
        await asyncio.to_thread(_priya_saves, agency, form, client)
        fields = {field: row.field for field, row in dialog.form.rows.items()}
        for field_name, field in fields.items():
            dialog.form.set_text(field_name, _texts(field)[0])
        await pilot.press("ctrl+s")
        expected = {
            field_name: _texts(field)[0 if (at % 2 == 0) == mine_first else 1]
            for at, (field_name, field) in enumerate(fields.items())
        }
        asked: list[str] = []
        while True:
            await wait_until(lambda: isinstance(app.overlays._open, Menu) or app.screen is not dialog)
            menu = app.overlays._open
            if not isinstance(menu, Menu):
                break
            assert menu.menu_title.startswith("Priya Shah changed “") and menu.menu_title.endswith(
                "” too (today)"
            )
            label = menu.menu_title.partition("“")[2].partition("”")[0]
            (field,) = [
                one for one in fields.values() if one.label == label or not one.label and "line" in label
            ]
            mine, theirs = _texts(field)
            shown = conflicts._apart(mine, theirs)
            assert [one.label for one in menu.choices] == [f"Mine: {shown[0]}", f"Theirs: {shown[1]}"]
            asked.append(field.name)
            await pilot.press("m" if expected[field.name] == mine else "t")
            await wait_until(lambda menu=menu: app.overlays._open is not menu)
        assert sorted(asked) == sorted(fields)
        await idle(app)
        again = await _opened(app, form, client)
        assert {field: row.text for field, row in again.form.rows.items()} == expected


def test_no_form_escapes() -> None:
    """Whatever saves through ``conflicts.save`` is walked above or named as the saver of one field."""
    savers = set()
    for path in Path(trtui.ui.__file__).parent.rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.AsyncFunctionDef) and "conflicts.save(" in ast.unparse(node):
                savers.add(node.name)
    assert savers == {one.function.__name__ for one in FORMS.values()} | {one.__name__ for one in ELSEWHERE}


async def test_a_role_that_somebody_else_set_meanwhile_is_asked_about(agency: Agency, client: int) -> None:
    (dana, *_) = agency.sam.read_now(sections.contacts, client)
    async with at_work(agency) as (app, pilot):
        beside(app, partial(client_lines.role, app, client, dana), "a role")
        await _shown(app)
        from trtui.desk import assignment

        agency.priya.write_now(assignment.set_role, client, 1, {"role": None}, {"role": "HR"}, 0)
        await pilot.press(*"Buyer", "enter")
        await wait_until(lambda: isinstance(app.overlays._open, Menu))
        assert [one.label for one in app.overlays._open.choices] == ["Mine: Buyer", "Theirs: HR"]
        await pilot.press("t")
        await idle(app)
    assert agency.sam.read_now(sections.contacts, client)[0].role == "HR"


def test_long_values_are_shown_from_where_they_differ() -> None:
    start = "They want to hear from us in the new year, not before, and only about "
    mine, theirs = conflicts._apart(start + "drivers\nand pickers", start + "cooks")
    assert "drivers and pickers" in mine and "cooks" in theirs and mine.startswith("…")
    assert conflicts._apart("short", "") == ("short", "–")
    for first, second in pairwise([mine, theirs, mine]):
        assert len(first) <= conflicts.SHOWN and first != second


def test_a_contact_who_came_meanwhile_is_named_too(agency: Agency, client: int) -> None:
    from trtui.domain.errors import StaleSave

    (line,) = agency.sam.read_now(sections.jobs, client)
    eve = agency.a_contact("Eve Newcomer", at=client)
    agency.clock.advance(minutes=1)
    agency.priya.write_now(jobs.edit, line.id, {"contact_id": 1}, {"contact_id": eve}, line.version)
    with pytest.raises(StaleSave, match="changed the contact who gave it too") as stale:
        agency.sam.write_now(jobs.edit, line.id, {"contact_id": 1}, {"contact_id": 2}, line.version)
    assert stale.value.fields[0].words == ("Ravi Menon", "Eve Newcomer")


def test_the_giver_of_a_vacancy_may_have_left(agency: Agency, client: int) -> None:
    from trtui.desk import assignment

    agency.sam.write_now(assignment.delink, client, [1])
    (line,) = agency.sam.read_now(sections.jobs, client)
    base = {"title": line.title, "contact_id": 1}
    agency.sam.write_now(jobs.edit, line.id, base, {**base, "title": "Planner"}, line.version)
    assert agency.sam.read_now(sections.jobs, client)[0].title == "Planner"
    assert agency.sam.read_now(contacts.values, 1).values["name"] == "Dana Whitlock"
