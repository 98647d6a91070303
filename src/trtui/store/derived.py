"""Keeping derived rows and indexes true: one call at the end of every transaction, one for a whole store."""

from __future__ import annotations

from collections.abc import Callable, Set
from datetime import tzinfo
from typing import TYPE_CHECKING

from trtui.domain.rules import Rules
from trtui.store import matching, search, states

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer

CHUNK = 2000
DERIVING = 0x7472_7475
"""The advisory lock of PostgreSQL under which derived rows are computed."""


def refresh(
    db: Writer, now: int, zone: tzinfo, rules: Rules, client_ids: Set[int], contact_ids: Set[int]
) -> None:
    """Bring what is derived of these clients and contacts, and of those linked to them, up to date."""
    _take_turn(db)
    clients, contacts = states.linked(db, client_ids, contact_ids)
    states.refresh_contacts(db, now, zone, rules, contacts)
    states.refresh_clients(db, now, zone, clients)
    search.reindex(db, clients, contacts)
    matching.reindex(db, clients)


def lapsed(db: Reader, today: str) -> list[int]:
    """Return the clients that are taken to have placements although all of them have ended by a day (ISO text)."""
    return db.column(
        "SELECT DISTINCT p.client_id FROM placement p JOIN client_state s ON s.client_id = p.client_id"
        " WHERE p.ends_on < :today AND p.removed_at IS NULL AND s.status = 'active_with_placements'"
        " AND NOT EXISTS (SELECT 1 FROM placement q WHERE q.client_id = p.client_id AND q.removed_at IS NULL"
        " AND (q.ends_on IS NULL OR q.ends_on >= :today))",
        today=today,
    )


def _take_turn(db: Writer) -> None:
    """Wait until nobody else derives rows, and be the one until this transaction ends.

    Two who change different facts of one contact would each derive its state without the other's fact.
    """
    if db.dialect.name == "postgresql":
        db.value(f"SELECT pg_advisory_xact_lock({DERIVING})")


def rebuild(
    db: Writer,
    now: int,
    zone: tzinfo,
    rules: Rules,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> None:
    """Make all derived rows and indexes anew; ``progress`` hears the stage, done and total."""
    restate(db, now, zone, rules, progress)
    search.rebuild(db, progress)
    matching.rebuild(db, progress)


def restate(
    db: Writer,
    now: int,
    zone: tzinfo,
    rules: Rules,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> None:
    """Work out the states of all contacts and clients anew, their due dates among them."""
    _take_turn(db)
    for noun, update in (("contact", "contacts"), ("client", "clients")):
        last = int(db.value(f"SELECT coalesce(max(id), 0) FROM {noun}"))
        for first in range(0, last, CHUNK):
            ids = set(
                db.column(f"SELECT id FROM {noun} WHERE id > :a AND id <= :b", a=first, b=first + CHUNK)
            )
            if noun == "contact":
                states.refresh_contacts(db, now, zone, rules, ids)
            else:
                states.refresh_clients(db, now, zone, ids)
            progress(update, min(first + CHUNK, last), last)
