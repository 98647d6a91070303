"""Claims in the database: taking, keeping and giving back the right to work a client.

Whoever takes a claim or records a call holds the client first, so that what is read after that (is it due, is it free,
was it just called) stays true until it is written. On SQLite the write transaction is that lock. On PostgreSQL it is a
lock on the client's number, not on its row: a form or an import that changes the row holds up no call.

Leases are told by the caller's clock, on PostgreSQL too. All that a claim is judged by (is it due, was it promised for
half past, was the client just called) is dated by that clock, and two clocks within one transaction could call a
contact due by one and not by the other. What clocks that differ may cost is bounded: an open card is renewed every
minute, so of the usual lease of ten nine are left, and only computers further apart than that take a client from an
open card. Even then the token lets one of them record the call; the other is told, with the words kept. Computers
that ask a time server are seconds apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open

CLAIMS = 7220
"""The first number of the locks of PostgreSQL that stand for clients being claimed."""

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader, Writer


class LiveRow(NamedTuple):
    """A live claim with everybody's names; ``is_open`` tells whether the actor may open the client."""

    client_id: int
    client: str
    contact_id: int
    contact: str
    user_id: int
    user: str
    taken_at: int
    lease_until: int
    is_open: bool


def hold_first(db: Writer, client_ids: Sequence[int]) -> int | None:
    """Hold the first of these clients that nobody else holds; none when all are held."""
    if not client_ids or db.dialect.name == "sqlite":
        return client_ids[0] if client_ids else None
    found = db.value(
        "SELECT wanted.id FROM unnest(CAST(:ids AS integer[])) AS wanted (id)"
        f" WHERE pg_try_advisory_xact_lock({CLAIMS}, wanted.id) LIMIT 1",
        ids=list(client_ids),
    )
    return None if found is None else int(found)


def hold(db: Writer, client_id: int) -> None:
    """Hold a client, waiting for whoever holds it: that takes as long as one claim or one recording."""
    if db.dialect.name != "sqlite":
        db.value(f"SELECT pg_advisory_xact_lock({CLAIMS}, :id)", id=client_id)


def hasten(db: Writer) -> None:
    """Let this transaction's commit return before the disk has it.

    For claims alone: a power cut of the server may forget the last half second of them, which their leases would do
    anyway; it leaves no half of one, and whatever is recorded later brings them to the disk with it.
    """
    if db.dialect.name != "sqlite":
        db.run("SET LOCAL synchronous_commit TO off")


def take(
    db: Writer, client_id: int, contact_id: int, user_id: int, now: int, until: int
) -> tuple[int, int] | None:
    """Take a client's claim unless somebody else has it; return its token and since when it is held.

    One's own live claim on the same contact goes on, with a new token.
    """
    row = db.row(
        "INSERT INTO claim (client_id, contact_id, user_id, token, taken_at, lease_until)"
        " VALUES (:client, :contact, :me, 1, :now, :until)"
        " ON CONFLICT (client_id) DO UPDATE SET contact_id = excluded.contact_id, user_id = excluded.user_id,"
        " token = claim.token + 1, lease_until = excluded.lease_until,"
        " taken_at = CASE WHEN claim.user_id = excluded.user_id AND claim.contact_id = excluded.contact_id"
        " AND claim.lease_until > :now THEN claim.taken_at ELSE excluded.taken_at END"
        " WHERE claim.lease_until <= :now OR claim.user_id = :me RETURNING token, taken_at",
        client=client_id,
        contact=contact_id,
        me=user_id,
        now=now,
        until=until,
    )
    return None if row is None else (int(row[0]), int(row[1]))


def extend(db: Writer, client_id: int, user_id: int, token: int, until: int) -> bool:
    """Move the end of a claim; false when it was taken or released since, whoever has it now."""
    return bool(
        db.run(
            "UPDATE claim SET lease_until = :until WHERE client_id = :client AND user_id = :me AND token = :token",
            client=client_id,
            me=user_id,
            token=token,
            until=until,
        )
    )


def end(db: Writer, client_id: int, user_id: int, token: int, now: int) -> bool:
    """End a claim that is still one's own."""
    return bool(
        db.run(
            "UPDATE claim SET lease_until = :now, token = token + 1"
            " WHERE client_id = :client AND user_id = :me AND token = :token",
            client=client_id,
            me=user_id,
            token=token,
            now=now,
        )
    )


def end_all(db: Writer, user_id: int, now: int, contact_ids: Iterable[int] | None = None) -> int:
    """End a user's live claims, or those that stand for some contacts; return how many."""
    some = "" if contact_ids is None else f" AND {db.among('contact_id', 'contacts')}"
    return db.run(
        "UPDATE claim SET lease_until = :now, token = token + 1"
        f" WHERE user_id = :me AND lease_until > :now{some}",
        me=user_id,
        now=now,
        contacts=db.listed(contact_ids or ()),
    )


def end_anyones(db: Writer, client_id: int, now: int) -> bool:
    """End a client's live claim, whoever has it."""
    return bool(
        db.run(
            "UPDATE claim SET lease_until = :now, token = token + 1"
            " WHERE client_id = :client AND lease_until > :now",
            client=client_id,
            now=now,
        )
    )


def live(db: Reader, actor: Actor, now: int) -> list[LiveRow]:
    """Return all live claims, the longest held first."""
    return [
        LiveRow(*row)
        for row in db.rows(
            "SELECT m.client_id, k.name, m.contact_id, p.name, m.user_id, u.name, m.taken_at, m.lease_until,"
            f" CASE WHEN {may_open(actor, 'k')} THEN 1 ELSE 0 END"
            " FROM claim m JOIN client k ON k.id = m.client_id JOIN contact p ON p.id = m.contact_id"
            " JOIN user_account u ON u.id = m.user_id WHERE m.lease_until > :now ORDER BY m.taken_at, m.client_id",
            now=now,
        )
    ]


def is_of(db: Reader, client_id: int, user_id: int, token: int, contact_id: int) -> bool:
    """Tell whether a claim that is still one's own was taken to call a contact."""
    found = db.value(
        "SELECT count(*) FROM claim WHERE client_id = :client AND user_id = :me AND token = :token"
        " AND contact_id = :contact",
        client=client_id,
        me=user_id,
        token=token,
        contact=contact_id,
    )
    return bool(found)


def is_own(db: Reader, client_id: int, user_id: int, token: int) -> bool:
    """Tell whether nobody took or released a client since it was given with this token."""
    found = db.value(
        "SELECT count(*) FROM claim WHERE client_id = :client AND user_id = :me AND token = :token",
        client=client_id,
        me=user_id,
        token=token,
    )
    return bool(found)


def holder(db: Reader, client_id: int, now: int) -> tuple[int, str] | None:
    """Return who has a client now."""
    row = db.row(
        "SELECT m.user_id, u.name FROM claim m JOIN user_account u ON u.id = m.user_id"
        " WHERE m.client_id = :client AND m.lease_until > :now",
        client=client_id,
        now=now,
    )
    return None if row is None else (int(row[0]), str(row[1]))
