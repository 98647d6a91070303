"""People who may be the same as somebody who is being added: by what they answer to, where they work, their name."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trtui.store import lines
from trtui.store.visibility import may_open, may_open_contact

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader

BY_VALUE, BY_CLIENT, BY_NAME = 60, 600, 40
"""How many people each way of looking gives at most; a switchboard may be that of hundreds."""


class PersonRow(NamedTuple):
    """A person whom the actor may open, with what tells them apart."""

    id: int
    name: str
    job_title: str
    is_archived: bool


def ids(
    db: Reader,
    actor: Actor,
    client_id: int | None,
    emails: Sequence[str],
    numbers: Sequence[str],
    names: Sequence[str],
) -> tuple[list[int], set[int]]:
    """Return the people to compare, and which of them are or were contacts of the client.

    ``numbers`` are E.164 without extensions, ``names`` folded. Anonymised people are left out, and those whom the actor
    may not open.
    """
    found: dict[int, None] = {}
    here: set[int] = set()
    if client_id is not None:
        here.update(
            db.column(
                "SELECT DISTINCT contact_id FROM assignment WHERE client_id = :id"
                f" ORDER BY contact_id DESC LIMIT {BY_CLIENT}",
                id=client_id,
            )
        )
        found.update(dict.fromkeys(sorted(here)))
    values = [*emails, *numbers]
    if values:
        reached = db.column(
            f"SELECT DISTINCT contact_id FROM contact_point WHERE {db.among('value', 'values')}"
            f" AND contact_id IS NOT NULL ORDER BY contact_id DESC LIMIT {BY_VALUE}",
            values=db.listed(values),
        )
        found.update(dict.fromkeys(reached))
    if names:
        named = db.column(
            f"SELECT contact_id FROM contact_state WHERE {db.among('name_key', 'names')}"
            f" ORDER BY contact_id DESC LIMIT {BY_NAME}",
            names=db.listed(names),
        )
        found.update(dict.fromkeys(named))
    return _open_ones(db, actor, found), here


def _open_ones(db: Reader, actor: Actor, contact_ids: Collection[int]) -> list[int]:
    return db.column(
        f"SELECT c.id FROM contact c WHERE {db.among('c.id', 'ids')} AND c.anonymised_at IS NULL"
        f" AND {may_open_contact(actor)} ORDER BY c.id",
        ids=db.listed(contact_ids),
    )


def people(db: Reader, contact_ids: Collection[int]) -> list[PersonRow]:
    """Return people by number."""
    rows = db.rows(
        "SELECT id, name, coalesce(job_title, ''), archived_at IS NOT NULL FROM contact"
        f" WHERE {db.among('id', 'ids')} ORDER BY id",
        ids=db.listed(contact_ids),
    )
    return [PersonRow(row[0], row[1], row[2], bool(row[3])) for row in rows]


def points(db: Reader, contact_ids: Collection[int]) -> dict[int, tuple[list[str], list[str]]]:
    """Return each person's e-mail addresses and lines (E.164 with extension) that are still good."""
    found: dict[int, tuple[list[str], list[str]]] = {number: ([], []) for number in contact_ids}
    for contact_id, kind, value in db.rows(
        f"SELECT p.contact_id, p.kind, CASE WHEN p.kind = 'phone' THEN {lines.LINE} ELSE p.value END"
        " FROM contact_point p WHERE p.kind IN ('email', 'phone') AND p.invalid_at IS NULL"
        f" AND {db.among('p.contact_id', 'ids')} ORDER BY p.position, p.id",
        ids=db.listed(contact_ids),
    ):
        found[contact_id][kind == "phone"].append(value)
    return found


def clients(db: Reader, actor: Actor, contact_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the names of each person's current clients that the actor may open, the main one first."""
    found: dict[int, list[str]] = {number: [] for number in contact_ids}
    for contact_id, name in db.rows(
        "SELECT a.contact_id, k.name FROM assignment a JOIN client k ON k.id = a.client_id"
        f" WHERE a.to_at IS NULL AND {may_open(actor)} AND {db.among('a.contact_id', 'ids')}"
        " ORDER BY a.is_primary DESC, a.id",
        ids=db.listed(contact_ids),
    ):
        found[contact_id].append(name)
    return found
