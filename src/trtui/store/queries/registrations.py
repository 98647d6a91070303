"""Which company of the register each client is."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader

ONLINE = "online"


class RegistrationRow(NamedTuple):
    """What was kept of a client's company when somebody last took or asked it."""

    id: int
    client_id: int
    number: str
    name: str
    status: str
    category: str
    sic: str
    sic_texts: str
    incorporated_on: str | None
    accounts_due_on: str | None
    address: str
    postcode: str
    previous: str
    checked_at: int
    source: str


def of_clients(db: Reader, client_ids: Collection[int]) -> dict[int, RegistrationRow]:
    """Return what was kept, by client; one whose number was changed since is left out."""
    fields = ", ".join(f"r.{name}" for name in RegistrationRow._fields)
    rows = db.rows(
        f"SELECT {fields} FROM client_registration r JOIN client k ON k.id = r.client_id AND k.number = r.number"
        f" WHERE {db.among('r.client_id', 'ids')}",
        ids=db.listed(client_ids),
    )
    return {row[1]: RegistrationRow._make(row) for row in rows}


def kept(db: Reader, client_id: int) -> int | None:
    """Return the number of the row that a client has, whatever company it is about, or none."""
    found = db.value("SELECT id FROM client_registration WHERE client_id = :id", id=client_id)
    return None if found is None else int(found)


def number(db: Reader, client_id: int) -> str:
    """Return a client's registered number, or nothing."""
    return str(db.value("SELECT number FROM client WHERE id = :id", id=client_id) or "")


def registered_site(db: Reader, client_id: int) -> int | None:
    """Return a client's registered address, the main one first, or none."""
    found = db.value(
        "SELECT id FROM site WHERE client_id = :id AND kind = 'registered' AND removed_at IS NULL"
        " ORDER BY is_main DESC, id LIMIT 1",
        id=client_id,
    )
    return None if found is None else int(found)
