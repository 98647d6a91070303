"""Every screen of the workspace with something on it, for what must hold on all of them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import NamedTuple

from textual.screen import Screen

from tests.support.agency import Agency
from tests.ui.at_work import Driver, idle, idle_or_asking
from tests.ui.on_register import COMPANIES, load
from trtui.desk import jobs, labels, notes, numbering, sites, watch
from trtui.ui.app import Workspace
from trtui.ui.picker import Picker
from trtui.ui.screens.client_sections import SECTIONS
from trtui.ui.subjects import Subject, Trail


class Filled(NamedTuple):
    """The numbers of what stands on the screens."""

    client: int
    other: int
    dana: int


def fill(agency: Agency, folder: Path) -> Filled:
    """Fill a store, and a register beside it, so that no list of any screen is empty."""
    load(agency, folder, COMPANIES)
    client = agency.a_client(
        "Brookhill Logistics Ltd", town="Leeds", postcode="LS10 1AB", phone="0113 496 0100"
    )
    other = agency.a_client("Abbey Care Homes", town="Bristol", postcode="BS1 4DJ")
    agency.a_client("Hollin Haulage Ltd", number="SC123456")
    dana = agency.a_contact("Dana Whitlock", client, csi="A", phone="0113 496 0142", job_title="Director")
    for name in ("Ann Archer", "Ben Birch", "Cem Cole"):
        agency.a_contact(name, client, csi="A", phone="0113 496 0143")
    agency.a_contact("Eve Elm", other, csi="B", phone="0113 496 0144")
    agency.a_contact("Fay Free")
    job = agency.a_job(client)
    agency.sam.write_now(jobs.fill, job, "Gus Grey")
    agency.a_job(client, "Day shift planner")
    agency.sam.write_now(sites.add, client, sites.NewSite(town="York"))
    agency.sam.write_now(sites.add_department, client, "Stores")
    agency.sam.write_now(notes.add_note, client, "They like to be called early.")
    agency.sam.write_now(notes.add_task, client, "Send terms", "+3d")
    agency.sam.write_now(labels.tag, [client], "vip")
    numbering.propose(agency.sam)
    watch.examine(agency.sam)
    return Filled(client, other, dana)


Opener = Callable[[Workspace, Driver, Filled], Awaitable[None]]


async def _start(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await pilot.press("escape")


async def _search(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await pilot.press(*"brook", "escape")


def _client(section: str) -> Opener:
    async def opened(app: Workspace, pilot: Driver, filled: Filled) -> None:
        await app.visit_client(filled.client, Trail("search", (filled.client, filled.other), 0), section)

    return opened


async def _queue(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await app.visit_queue()


async def _call(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await _queue(app, pilot, filled)
    await idle(app)
    app.carry_out("record.open")


async def _assign(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await app.visit_assign([Subject("client", filled.client, filled.client, "Brookhill Logistics Ltd")])
    await idle_or_asking(app)
    await pilot.press("escape")


async def _plan(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await _assign(app, pilot, filled)
    for action in ("contact.assign", "pane.next"):
        app.carry_out(action)


async def _flags(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await app.visit_review("flags")


async def _proposals(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await app.visit_review("proposals")


async def _new_client(app: Workspace, pilot: Driver, filled: Filled) -> None:
    await app.visit_new_client("Brookhill Logistic")


PLACES: dict[str, Opener] = {
    "start": _start,
    "search": _search,
    **{section.name: _client(section.name) for section in SECTIONS},
    "queue": _queue,
    "call": _call,
    "assign": _assign,
    "plan": _plan,
    "proposals": _proposals,
    "flags": _flags,
    "new client": _new_client,
}


async def opened(app: Workspace, pilot: Driver, filled: Filled, place: str) -> Screen[object]:
    """Open a screen and return it when everything is read."""
    await idle(app)
    await PLACES[place](app, pilot, filled)
    await pilot.pause()
    await idle(app)
    assert not isinstance(app.screen, Picker)
    return app.screen
