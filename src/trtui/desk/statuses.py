"""The facts behind statuses, read from the store for the domain's rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.domain.csi import CsiCode
from trtui.domain.status import (
    ClientFacts,
    ClientStatus,
    ContactFacts,
    ContactStatus,
    Fact,
    Override,
    Status,
    contact_status,
)
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.store.look import Look


def contact_statuses(look: Look, contact_ids: list[int]) -> dict[int, Status[ContactStatus]]:
    """Return the status of each contact, with the fact that caused it.

    A placement at a client that the reader may not open counts, but the words do not tell it.
    """
    from trtui.store import days
    from trtui.store.queries import contacts, jobs

    codes = {
        row.contact_id: Fact(row.name, row.since_at or 0, row.by, CsiCode(row.csi))
        for row in contacts.coded(look.db, contact_ids)
    }
    placements: dict[int, list[Fact]] = {}
    today = local_day(look.now, look.zone).isoformat()
    for placed in jobs.placements_of(look.db, look.actor, contact_ids, today):
        fact = Fact(placed.title, placed.at, placed.by, ref=placed.id)
        placements.setdefault(placed.contact_id, []).append(fact)
    overrides = {
        number: Override(
            ContactStatus(row.status),
            row.reason,
            row.by,
            row.set_at,
            row.expires_at,
            days.read(row.expires_on),
        )
        for number, row in contacts.overrides(look.db, contact_ids).items()
    }
    return {
        number: contact_status(
            ContactFacts(overrides.get(number), placements.get(number, ()), codes.get(number)),
            look.now,
            look.zone,
        )
        for number in contact_ids
    }


def client_override(look: Look, client_id: int) -> tuple[int | None, Override[ClientStatus] | None]:
    """Return the id and the value of the status set by hand, or twice none."""
    from trtui.store import days
    from trtui.store.queries import clients

    row = clients.override(look.db, client_id)
    if row is None:
        return None, None
    expires_on = days.read(row.expires_on)
    return row.id, Override(
        ClientStatus(row.status), row.reason, row.by, row.set_at, row.expires_at, expires_on
    )


def client_facts(look: Look, client_id: int, override: Override[ClientStatus] | None) -> ClientFacts:
    """Return what a client's status follows from; of placements and vacancies the newest is enough."""
    from trtui.store.queries import contacts, jobs

    today = local_day(look.now, look.zone).isoformat()
    placement, vacancy = jobs.newest_placement(look.db, client_id, today), jobs.newest(look.db, client_id)
    return ClientFacts(
        override,
        [Fact(placement.title, placement.at, placement.by, ref=placement.job_id)] if placement else [],
        [Fact(vacancy.title, vacancy.at, vacancy.by, ref=vacancy.job_id)] if vacancy else [],
        [
            Fact(row.name, row.since_at or 0, row.by, CsiCode(row.csi), ref=row.contact_id)
            for row in contacts.coded_at(look.db, client_id)
        ],
    )
