"""What decides who may open a client or a contact."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class OwnershipRow(NamedTuple):
    """Whose a client is, and whom its owner lets in."""

    owner_id: int | None
    owner: str
    access: str
    team_id: int | None


def ownership(db: Reader, client_id: int) -> OwnershipRow | None:
    """Return whose a client is, or none where there is no such client."""
    row = db.row(
        "SELECT k.owner_id, coalesce(u.name, ''), k.access, k.team_id FROM client k"
        " LEFT JOIN user_account u ON u.id = k.owner_id WHERE k.id = :id",
        id=client_id,
    )
    return None if row is None else OwnershipRow._make(row)


def grants(db: Reader, client_id: int) -> dict[int, int]:
    """Return the users whom a client is granted to besides, each with the number of the grant."""
    return dict(db.rows("SELECT user_id, id FROM client_grant WHERE client_id = :id", id=client_id))


def granted(db: Reader, client_id: int) -> list[tuple[int, str]]:
    """Return the number and name of the users whom a client is granted to besides, by name."""
    rows = db.rows(
        "SELECT u.id, u.name FROM client_grant g JOIN user_account u ON u.id = g.user_id"
        " WHERE g.client_id = :id ORDER BY lower(u.name), u.id",
        id=client_id,
    )
    return [(int(number), str(name)) for number, name in rows]


def clients_of(db: Reader, contact_id: int) -> list[int]:
    """Return the current clients of a contact, the one whose primary contact it is first."""
    return db.column(
        "SELECT client_id FROM assignment WHERE contact_id = :id AND to_at IS NULL ORDER BY is_primary DESC, id",
        id=contact_id,
    )


def clients_deciding(db: Reader, contact_id: int) -> list[int]:
    """Return the clients that decide who may open a contact: the current ones, else those it was delinked from last."""
    return clients_of(db, contact_id) or db.column(
        "SELECT client_id FROM assignment WHERE contact_id = :id AND to_at ="
        " (SELECT max(to_at) FROM assignment WHERE contact_id = :id) ORDER BY id",
        id=contact_id,
    )
