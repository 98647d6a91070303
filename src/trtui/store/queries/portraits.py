"""Clients with all that an import may add to: their records, names, sites, points, people, tags, notes, grants."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class Client(NamedTuple):
    """A client's own record."""

    id: int
    name: str
    number: str | None
    website: str | None
    stage: str
    sales_level: str | None
    industry: str | None
    customer_type: str | None
    lead_source: str | None
    banner: str | None
    owner_id: int | None
    team_id: int | None
    access: str
    archived_at: int | None


class OtherName(NamedTuple):
    """A trading or previous name."""

    id: int
    client_id: int
    name: str
    kind: str


class Site(NamedTuple):
    """An address."""

    id: int
    client_id: int
    kind: str
    name: str | None
    line1: str | None
    line2: str | None
    town: str | None
    county: str | None
    postcode: str | None
    country: str | None
    is_main: bool


class Contact(NamedTuple):
    """A person's own record."""

    id: int
    name: str
    job_title: str | None
    best_time: str | None
    csi: str | None
    owner_id: int | None
    archived_at: int | None
    anonymised_at: int | None


class Assignment(NamedTuple):
    """A person at a client."""

    id: int
    client_id: int
    contact_id: int
    role: str | None
    is_primary: bool


class Point(NamedTuple):
    """A number or address, of a client or of a person."""

    id: int
    client_id: int | None
    contact_id: int | None
    kind: str
    value: str
    typed: str
    ext: str | None
    label: str
    position: int


class Tagged(NamedTuple):
    """A tag on a client."""

    client_id: int
    tag_id: int
    name: str


PortraitRow = Client | OtherName | Site | Contact | Assignment | Point
Row = TypeVar("Row", bound=PortraitRow)


def clients(db: Reader, ids: Collection[int]) -> list[Client]:
    """Return the records of clients, the oldest first."""
    return _of(db, Client, "client", "id", ids)


def other_names(db: Reader, client_ids: Collection[int]) -> list[OtherName]:
    """Return the trading and previous names of clients."""
    return _of(db, OtherName, "client_name", "client_id", client_ids)


def sites(db: Reader, client_ids: Collection[int]) -> list[Site]:
    """Return the addresses of clients."""
    return _of(db, Site, "site", "client_id", client_ids, "removed_at IS NULL")


def points(db: Reader, client_ids: Collection[int]) -> list[Point]:
    """Return the numbers and addresses of clients that hold, in their order."""
    return _of(
        db, Point, "contact_point", "client_id", client_ids, "invalid_at IS NULL", order="position, id"
    )


def people(db: Reader, client_ids: Collection[int]) -> list[Assignment]:
    """Return who is at clients now."""
    return _of(db, Assignment, "assignment", "client_id", client_ids, "to_at IS NULL")


def contacts(db: Reader, ids: Collection[int]) -> list[Contact]:
    """Return the records of people, the oldest first."""
    return _of(db, Contact, "contact", "id", ids)


def points_of_people(db: Reader, contact_ids: Collection[int]) -> list[Point]:
    """Return the numbers and addresses of people that hold, in their order."""
    return _of(
        db, Point, "contact_point", "contact_id", contact_ids, "invalid_at IS NULL", order="position, id"
    )


def tags(db: Reader, client_ids: Collection[int]) -> list[Tagged]:
    """Return the tags of clients."""
    return [
        Tagged(*row)
        for row in db.rows(
            "SELECT c.client_id, t.id, t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id"
            f" WHERE {db.among('c.client_id', 'ids')}",
            ids=db.listed(client_ids),
        )
    ]


def notes(db: Reader, client_ids: Collection[int]) -> list[tuple[int, str]]:
    """Return what was noted on clients: each client with one text."""
    return db.rows(
        f"SELECT client_id, body FROM note WHERE {db.among('client_id', 'ids')} AND removed_at IS NULL",
        ids=db.listed(client_ids),
    )


def grants(db: Reader, client_ids: Collection[int]) -> list[tuple[int, int]]:
    """Return to whom clients were opened one by one: each client with one user."""
    return db.rows(
        f"SELECT client_id, user_id FROM client_grant WHERE {db.among('client_id', 'ids')}",
        ids=db.listed(client_ids),
    )


def user_names(db: Reader, ids: Collection[int]) -> dict[int, str]:
    """Return the names of users by number."""
    return dict(
        db.rows(f"SELECT id, name FROM user_account WHERE {db.among('id', 'ids')}", ids=db.listed(ids))
    )


def client_name(db: Reader, client_id: int) -> str | None:
    """Return the name of a client, if there is one of this number."""
    name: str | None = db.value("SELECT name FROM client WHERE id = :id", id=client_id)
    return name


def with_numbers(db: Reader, numbers: Iterable[str]) -> dict[str, list[int]]:
    """Return which clients have these company numbers, the oldest first, by number."""
    return _grouped(
        db.rows(
            f"SELECT number, id FROM client WHERE {db.among('number', 'given')} ORDER BY id",
            given=db.listed(sorted(set(numbers))),
        )
    )


def reached_at(db: Reader, values: Iterable[str]) -> dict[str, list[int]]:
    """Return who can be reached under these numbers and addresses, archived people left out, by value."""
    return _grouped(
        db.rows(
            "SELECT p.value, p.contact_id FROM contact_point p JOIN contact c ON c.id = p.contact_id"
            f" WHERE {db.among('p.value', 'given')} AND p.kind IN ('email', 'phone') AND p.invalid_at IS NULL"
            " AND c.archived_at IS NULL AND c.anonymised_at IS NULL ORDER BY p.contact_id",
            given=db.listed(sorted(set(values))),
        )
    )


def _of(
    db: Reader,
    row: type[Row],
    table: str,
    column: str,
    ids: Collection[int],
    holds: str = "1 = 1",
    *,
    order: str = "id",
) -> list[Row]:
    found = db.rows(
        f"SELECT {', '.join(row._fields)} FROM {table} WHERE {db.among(column, 'ids')} AND {holds}"
        f" ORDER BY {order}",
        ids=db.listed(ids),
    )
    return [row(*values) for values in found]


def _grouped(rows: Iterable[tuple[Any, ...]]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for key, number in rows:
        found.setdefault(key, []).append(number)
    return found
