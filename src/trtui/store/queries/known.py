"""What is known of clients beside their record: other names, whom they resemble, who opened them."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader, Writer


class Alike(NamedTuple):
    """A client that may be the same as another, as it is told to whoever asks."""

    client_id: int
    name: str
    town: str
    postcode: str
    phone: str
    owner: str
    number: str
    archived_at: int | None
    last_touch_at: int | None
    may_open: bool


def alike(db: Reader, actor: Actor, client_ids: Iterable[int]) -> dict[int, Alike]:
    """Return clients by number, with what tells them apart and whether the actor may open them."""
    return {
        row[0]: Alike(*row)
        for row in db.rows(
            "SELECT k.id, k.name, coalesce(s.town, ''), coalesce(s.postcode, ''), coalesce(s.phone, ''),"
            " coalesce(u.name, ''), coalesce(k.number, ''), k.archived_at, s.last_touch_at,"
            f" CASE WHEN {may_open(actor)} THEN 1 ELSE 0 END FROM client k"
            " LEFT JOIN client_state s ON s.client_id = k.id LEFT JOIN user_account u ON u.id = k.owner_id"
            f" WHERE {db.among('k.id', 'ids')}",
            ids=db.listed(client_ids),
        )
    }


def other_names(db: Reader, client_ids: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    """Return by what else clients are known, each as kind and name: former names, departments, sites, towns."""
    found: dict[int, list[tuple[str, str]]] = {number: [] for number in client_ids}
    if not client_ids:
        return found
    mine = db.among("client_id", "ids")
    for number, kind, name in db.rows(
        f"SELECT client_id, kind, name FROM client_name WHERE {mine}"
        f" UNION ALL SELECT client_id, 'department', name FROM department WHERE {mine} AND removed_at IS NULL"
        f" UNION ALL SELECT client_id, 'site', name FROM site WHERE {mine} AND removed_at IS NULL"
        " AND name IS NOT NULL"
        f" UNION ALL SELECT client_id, 'town', town FROM site WHERE {mine} AND removed_at IS NULL"
        " AND town IS NOT NULL",
        ids=db.listed(client_ids),
    ):
        found[number].append((kind, name))
    return found


def remember_opened(db: Writer, user_id: int, client_id: int, now: int) -> None:
    """Note that a user opened a client."""
    db.run(
        "INSERT INTO opened (user_id, client_id, at) VALUES (:me, :client_id, :now)"
        " ON CONFLICT (user_id, client_id) DO UPDATE SET at = excluded.at",
        me=user_id,
        client_id=client_id,
        now=now,
    )


def opened_last(db: Reader, user_id: int, limit: int) -> list[int]:
    """Return the clients that a user opened, the last one first."""
    return db.column(
        "SELECT client_id FROM opened WHERE user_id = :me ORDER BY at DESC, client_id DESC LIMIT :limit",
        me=user_id,
        limit=limit,
    )
