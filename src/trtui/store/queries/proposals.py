"""Clients without a registered number, and the companies that they may be."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader, Writer

NUMBER: Final = "number"
"""The kind under which a refused company is kept."""

_COLUMNS = ("client_id", "name", "number", "company", "status", "address", "score", "reasons", "edition")
_OPEN = "k.number IS NULL AND k.archived_at IS NULL"
# Not IS NULL: proposals are few, and clients without a number may be half of all.
_STILL_OPEN = "coalesce(k.number, '') = '' AND k.archived_at IS NULL"
_STANDING = (
    "FROM register_proposal p JOIN client k ON k.id = p.client_id AND k.name = p.name"
    " LEFT JOIN register_verdict v ON v.client_id = p.client_id AND v.kind = 'number' AND v.facts = p.number"
)


class ProposalRow(NamedTuple):
    """A proposal as it is kept; one without a number says that none was found."""

    client_id: int
    name: str
    number: str
    company: str
    status: str
    address: str
    score: float
    reasons: str
    edition: str


class StandingRow(NamedTuple):
    """A proposal that counts, with its client's place, whether it was refused, and who has its number already."""

    client_id: int
    client: str
    town: str
    postcode: str
    number: str
    company: str
    status: str
    address: str
    score: float
    reasons: str
    is_refused: bool
    holder: str


def unnumbered(db: Reader, after: int, most: int, edition: str) -> list[tuple[int, str]]:
    """Return the next clients without a number for whom an edition was not searched yet: id and name."""
    return [
        (number, name)
        for number, name in db.rows(
            f"SELECT k.id, k.name FROM client k WHERE k.id > :after AND {_OPEN} AND NOT EXISTS"
            " (SELECT 1 FROM register_proposal p WHERE p.client_id = k.id AND p.name = k.name"
            " AND p.edition = :edition) ORDER BY k.id LIMIT :most",
            after=after,
            most=most,
            edition=edition,
        )
    ]


def count_unnumbered(db: Reader, edition: str) -> int:
    """Return for how many clients an edition was not searched yet."""
    return int(
        db.value(
            f"SELECT count(*) FROM client k WHERE {_OPEN} AND NOT EXISTS (SELECT 1 FROM register_proposal p"
            " WHERE p.client_id = k.id AND p.name = k.name AND p.edition = :edition)",
            edition=edition,
        )
    )


def former_names(db: Reader, client_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the other names under which clients may be registered."""
    found: dict[int, list[str]] = {}
    for client_id, name in db.rows(
        f"SELECT client_id, name FROM client_name WHERE {db.among('client_id', 'ids')} ORDER BY id",
        ids=db.listed(client_ids),
    ):
        found.setdefault(client_id, []).append(name)
    return found


def postcodes(db: Reader, client_ids: Collection[int]) -> dict[int, str]:
    """Return one postcode of each client: of its registered address, else of its main site."""
    found: dict[int, str] = {}
    for client_id, postcode in db.rows(
        f"SELECT client_id, postcode FROM site WHERE {db.among('client_id', 'ids')} AND removed_at IS NULL"
        " AND postcode IS NOT NULL"
        " ORDER BY client_id, CASE WHEN kind = 'registered' THEN 0 ELSE 1 END, is_main DESC, id",
        ids=db.listed(client_ids),
    ):
        found.setdefault(client_id, postcode)
    return found


def put(db: Writer, rows: Sequence[ProposalRow]) -> None:
    """Keep proposals, each in the place of the one of its client."""
    names = ", ".join(_COLUMNS)
    values = ", ".join(f":{name}" for name in _COLUMNS)
    renewed = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[1:])
    db.run_many(
        f"INSERT INTO register_proposal ({names}) VALUES ({values})"
        f" ON CONFLICT (client_id) DO UPDATE SET {renewed}",
        [row._asdict() for row in rows],
    )


def forget(db: Writer) -> None:
    """Remove all proposals."""
    db.run("DELETE FROM register_proposal")


def standing(
    db: Reader,
    actor: Actor,
    *,
    mine: bool = False,
    refused: bool = False,
    above: float = 0.0,
    limit: int = 500,
    client_ids: Collection[int] | None = None,
    free: bool = False,
) -> list[StandingRow]:
    """Return the proposals for the clients that somebody may open, the likeliest first.

    ``free`` leaves only those whose number no client has.
    """
    where = [_STILL_OPEN, "p.number <> ''", "p.score >= :above", may_open(actor)]
    given: dict[str, Any] = {}
    if mine:
        where.append(f"k.owner_id = {int(actor.user_id)}")
    if not refused:
        where.append("v.id IS NULL")
    if free:
        where.append("NOT EXISTS (SELECT 1 FROM client h WHERE h.number = p.number)")
    if client_ids is not None:
        where.append(db.among("p.client_id", "ids"))
        given["ids"] = db.listed(client_ids)
    rows = db.rows(
        "SELECT p.client_id, k.name, coalesce(s.town, ''), coalesce(s.postcode, ''), p.number, p.company, p.status,"
        " p.address, p.score, p.reasons, v.id IS NOT NULL,"
        " coalesce((SELECT min(h.name) FROM client h WHERE h.number = p.number), '')"
        f" {_STANDING} LEFT JOIN client_state s ON s.client_id = p.client_id WHERE {' AND '.join(where)}"
        " ORDER BY p.score DESC, p.client_id DESC LIMIT :limit",
        above=above,
        limit=limit,
        **given,
    )
    return [StandingRow._make((*row[:10], bool(row[10]), row[11])) for row in rows]


def count(db: Reader, actor: Actor, *, mine: bool, above: float) -> int:
    """Return how many proposals are to be looked at."""
    own = f" AND k.owner_id = {int(actor.user_id)}" if mine else ""
    return int(
        db.value(
            f"SELECT count(*) {_STANDING} WHERE {_STILL_OPEN} AND p.number <> '' AND v.id IS NULL"
            f" AND p.score >= :above AND {may_open(actor)}{own}",
            above=above,
        )
    )
