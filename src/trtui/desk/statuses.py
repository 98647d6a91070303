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

if TYPE_CHECKING:
    from trtui.store.look import Look


def contact_statuses(look: Look, contact_ids: list[int]) -> dict[int, Status[ContactStatus]]:
    """Return the status of each contact, with the fact that caused it."""
    ids = look.db.listed(contact_ids)
    codes = {
        row[0]: Fact(row[1], row[3] or 0, row[4], CsiCode(row[2]))
        for row in look.db.rows(
            "SELECT c.id, c.name, c.csi, c.csi_since_at, coalesce((SELECT u.name FROM csi_history h"
            " JOIN user_account u ON u.id = h.set_by WHERE h.contact_id = c.id AND h.code = c.csi"
            " ORDER BY h.id DESC LIMIT 1), '') FROM contact c"
            f" WHERE c.csi IS NOT NULL AND {look.db.among('c.id', 'ids')}",
            ids=ids,
        )
    }
    placements: dict[int, list[Fact]] = {}
    for contact_id, title, at, by, ref in look.db.rows(
        "SELECT p.contact_id, j.title, p.placed_at, coalesce(u.name, ''), p.id FROM placement p"
        " JOIN job j ON j.id = p.job_id LEFT JOIN user_account u ON u.id = p.placed_by"
        f" WHERE p.removed_at IS NULL AND {look.db.among('p.contact_id', 'ids')}",
        ids=ids,
    ):
        placements.setdefault(contact_id, []).append(Fact(title, at, by, ref=ref))
    overrides = {
        row[0]: Override(ContactStatus(row[1]), row[2], row[3], row[4], row[5])
        for row in look.db.rows(
            "SELECT v.contact_id, v.status, v.reason, coalesce(u.name, ''), v.set_at, v.expires_at"
            " FROM status_override v LEFT JOIN user_account u ON u.id = v.set_by"
            f" WHERE v.cleared_at IS NULL AND {look.db.among('v.contact_id', 'ids')}",
            ids=ids,
        )
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
    row = look.db.row(
        "SELECT v.id, v.status, v.reason, coalesce(u.name, ''), v.set_at, v.expires_at FROM status_override v"
        " LEFT JOIN user_account u ON u.id = v.set_by WHERE v.client_id = :id AND v.cleared_at IS NULL",
        id=client_id,
    )
    if row is None:
        return None, None
    return row[0], Override(ClientStatus(row[1]), row[2], row[3], row[4], row[5])


def client_facts(look: Look, client_id: int, override: Override[ClientStatus] | None) -> ClientFacts:
    """Return what a client's status follows from; of placements and vacancies the newest is enough."""
    return ClientFacts(
        override,
        [
            Fact(row[0], row[1], row[2], ref=row[3])
            for row in look.db.rows(
                "SELECT j.title, p.placed_at, coalesce(u.name, ''), j.id FROM placement p"
                " JOIN job j ON j.id = p.job_id LEFT JOIN user_account u ON u.id = p.placed_by"
                " WHERE p.client_id = :id AND p.removed_at IS NULL ORDER BY p.placed_at DESC LIMIT 1",
                id=client_id,
            )
        ],
        [
            Fact(row[0], row[1], row[2], ref=row[3])
            for row in look.db.rows(
                "SELECT j.title, j.registered_at, coalesce(u.name, ''), j.id FROM job j"
                " LEFT JOIN user_account u ON u.id = j.registered_by WHERE j.client_id = :id"
                " AND j.removed_at IS NULL ORDER BY j.registered_at DESC LIMIT 1",
                id=client_id,
            )
        ],
        [
            Fact(row[0], row[2] or 0, row[3], CsiCode(row[1]), ref=row[4])
            for row in look.db.rows(
                "SELECT c.name, c.csi, c.csi_since_at, coalesce((SELECT u.name FROM csi_history h"
                " JOIN user_account u ON u.id = h.set_by WHERE h.contact_id = c.id AND h.code = c.csi"
                " ORDER BY h.id DESC LIMIT 1), ''), c.id FROM assignment a JOIN contact c ON c.id = a.contact_id"
                " WHERE a.client_id = :id AND a.to_at IS NULL AND c.csi IS NOT NULL AND c.archived_at IS NULL",
                id=client_id,
            )
        ],
    )
