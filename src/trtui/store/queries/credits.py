"""Credit checks of clients, their tasks, and who decides them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class CreditRow(NamedTuple):
    """A credit check with the names of who asked and who decided."""

    status: str
    asked_at: int
    asked_by: str
    decided_at: int | None
    decided_by: str
    limit_pence: int | None
    valid_until_on: str | None
    provider: str
    reference: str
    reason: str


def newest(db: Reader, client_id: int) -> CreditRow | None:
    """Return a client's newest credit check, or none."""
    row = db.row(
        "SELECT k.status, k.asked_at, coalesce(a.name, ''), k.decided_at, coalesce(d.name, ''), k.limit_pence,"
        " k.valid_until_on, coalesce(k.provider, ''), coalesce(k.reference, ''), coalesce(k.reason, '')"
        " FROM credit_check k LEFT JOIN user_account a ON a.id = k.asked_by"
        " LEFT JOIN user_account d ON d.id = k.decided_by WHERE k.client_id = :id ORDER BY k.id DESC LIMIT 1",
        id=client_id,
    )
    return None if row is None else CreditRow._make(row)


def by_task(db: Reader, client_id: int) -> CreditRow | None:
    """Return a check that is known by its open task alone, as one that was brought in with the client; or none."""
    row = db.row(
        "SELECT t.created_at, coalesce(u.name, '') FROM task t LEFT JOIN user_account u ON u.id = t.created_by"
        " WHERE t.client_id = :id AND t.kind = 'credit check' AND t.done_at IS NULL AND t.removed_at IS NULL"
        " ORDER BY t.id DESC LIMIT 1",
        id=client_id,
    )
    return None if row is None else CreditRow("requested", row[0], row[1], None, "", None, None, "", "", "")


def requested(db: Reader, client_id: int) -> int | None:
    """Return the check that is under way for a client, or none."""
    found = db.value(
        "SELECT max(id) FROM credit_check WHERE client_id = :id AND status = 'requested'", id=client_id
    )
    return None if found is None else int(found)


def asked_from(db: Reader, client_id: int) -> str:
    """Return the stage in which the check under way was asked for; empty where nobody noted it."""
    found = db.value(
        "SELECT from_stage FROM credit_check WHERE client_id = :id AND status = 'requested'"
        " ORDER BY id DESC LIMIT 1",
        id=client_id,
    )
    return str(found or "")


def open_tasks(db: Reader, client_id: int) -> list[int]:
    """Return the tasks of credit control that are open for a client."""
    return db.column(
        "SELECT id FROM task WHERE client_id = :id AND kind = 'credit check' AND done_at IS NULL"
        " AND removed_at IS NULL ORDER BY id",
        id=client_id,
    )


def deciders(db: Reader, roles: Sequence[str]) -> list[str]:
    """Return the names of the enabled users of some roles."""
    return db.column(
        f"SELECT name FROM user_account WHERE disabled_at IS NULL AND {db.among('role', 'roles')}"
        " ORDER BY lower(name), id LIMIT 3",
        roles=db.listed(roles),
    )


def only_controller(db: Reader) -> int | None:
    """Return the one credit controller of the store, or none where there are several or nobody."""
    found = db.column(
        "SELECT id FROM user_account WHERE role = 'credit_control' AND disabled_at IS NULL LIMIT 2"
    )
    return int(found[0]) if len(found) == 1 else None
