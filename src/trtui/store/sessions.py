"""Call sessions in the database: operational rows; their figures are counted from the touches that name them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from trtui.domain.folding import fold
from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader, Writer

COLUMNS = (
    "id, user_id, coalesce(name, ''), scope, filter_text, goal, started_at, seen_at, break_from_at, break_seconds,"
    " ended_at"
)


class SessionRow(NamedTuple):
    """A session as kept."""

    id: int
    user_id: int
    name: str
    scope: str
    filter_text: str
    goal: int | None
    started_at: int
    seen_at: int
    break_from_at: int | None
    break_seconds: int
    ended_at: int | None


class CallerRow(NamedTuple):
    """A user at the queue; client and contact are empty where the actor may not open them, or none is held."""

    user_id: int
    name: str
    session_id: int | None
    session: str
    started_at: int | None
    break_from_at: int | None
    client: str | None
    contact: str | None
    taken_at: int | None
    attempts: int
    conversations: int


class SkippedRow(NamedTuple):
    """A contact that was passed over."""

    contact_id: int
    contact: str
    reason: str
    at: int


def session(db: Reader, session_id: int) -> SessionRow | None:
    """Return a session, or none."""
    row = db.row(f"SELECT {COLUMNS} FROM call_session WHERE id = :id", id=session_id)
    return None if row is None else SessionRow(*row)


def open_since(db: Reader, user_id: int, since: int) -> SessionRow | None:
    """Return a user's newest session that began at or after an instant and was not ended."""
    row = db.row(
        f"SELECT {COLUMNS} FROM call_session WHERE user_id = :me AND ended_at IS NULL AND started_at >= :since"
        " ORDER BY started_at DESC, id DESC LIMIT 1",
        me=user_id,
        since=since,
    )
    return None if row is None else SessionRow(*row)


def start(
    db: Writer, user_id: int, now: int, name: str | None, scope: str, filter_text: str, goal: int | None
) -> int:
    """Begin a session, ending what the user left open at the moment it was last seen."""
    db.run(
        "UPDATE call_session SET ended_at = seen_at, break_from_at = NULL WHERE user_id = :me AND ended_at IS NULL",
        me=user_id,
    )
    return int(
        db.value(
            "INSERT INTO call_session (user_id, name, scope, filter_text, goal, started_at, seen_at, break_seconds)"
            " VALUES (:me, :name, :scope, :filter, :goal, :now, :now, 0) RETURNING id",
            me=user_id,
            name=name,
            scope=scope,
            filter=filter_text,
            goal=goal,
            now=now,
        )
    )


def end_open(db: Writer, user_id: int, now: int) -> None:
    """End what a user left open."""
    db.run(
        "UPDATE call_session SET ended_at = :now, break_from_at = NULL WHERE user_id = :user AND ended_at IS NULL",
        user=user_id,
        now=now,
    )


def change(db: Writer, session_id: int, values: dict[str, Any]) -> None:
    """Set columns of a session."""
    names = ", ".join(f"{name} = :{name}" for name in values)
    db.run(f"UPDATE call_session SET {names} WHERE id = :id", id=session_id, **values)


def seen(db: Writer, session_id: int, user_id: int, now: int) -> None:
    """Note that the user sits at the session."""
    db.run(
        "UPDATE call_session SET seen_at = :now WHERE id = :id AND user_id = :me AND ended_at IS NULL",
        id=session_id,
        me=user_id,
        now=now,
    )


def outcomes(db: Reader, session_id: int) -> list[tuple[str, int, int]]:
    """Return outcome, number of calls and number of conversations among the touches of a session."""
    return [
        (str(row[0]), int(row[1]), int(row[2]))
        for row in db.rows(
            "SELECT coalesce(outcome, ''), count(*), sum(CASE WHEN is_conversation THEN 1 ELSE 0 END) FROM touch"
            " WHERE session_id = :id AND removed_at IS NULL GROUP BY coalesce(outcome, '')",
            id=session_id,
        )
    ]


def contacts_called(db: Reader, session_id: int) -> int:
    """Return how many contacts were called in a session."""
    return int(
        db.value(
            "SELECT count(DISTINCT contact_id) FROM touch WHERE session_id = :id AND removed_at IS NULL",
            id=session_id,
        )
    )


def nth_conversation_at(db: Reader, session_id: int, number: int) -> int | None:
    """Return when the n-th conversation of a session took place, or none."""
    found = db.value(
        "SELECT at FROM touch WHERE session_id = :id AND is_conversation AND removed_at IS NULL"
        " ORDER BY at, id LIMIT 1 OFFSET :before",
        id=session_id,
        before=number - 1,
    )
    return None if found is None else int(found)


def skip(db: Writer, session_id: int, contact_id: int, user_id: int, reason: str, now: int) -> None:
    """Note that a contact was passed over."""
    db.run(
        "INSERT INTO call_skip (session_id, contact_id, user_id, reason, at)"
        " VALUES (:session, :contact, :me, :reason, :now)",
        session=session_id,
        contact=contact_id,
        me=user_id,
        reason=reason,
        now=now,
    )


def unskip(db: Writer, session_id: int, contact_id: int) -> bool:
    """Take a contact back into the session."""
    return bool(
        db.run(
            "DELETE FROM call_skip WHERE session_id = :session AND contact_id = :contact",
            session=session_id,
            contact=contact_id,
        )
    )


def skipped(db: Reader, session_id: int) -> list[SkippedRow]:
    """Return the contacts that were passed over in a session, the last one first."""
    return [
        SkippedRow(*row)
        for row in db.rows(
            "SELECT x.contact_id, p.name, x.reason, x.at FROM call_skip x JOIN contact p ON p.id = x.contact_id"
            " WHERE x.session_id = :id ORDER BY x.id DESC",
            id=session_id,
        )
    ]


def callers(db: Reader, actor: Actor, now: int, since: int, seen_since: int) -> list[CallerRow]:
    """Return who sits at the queue now, or has a client: one row per user, by name."""
    shown = f"CASE WHEN {may_open(actor, 'k')} THEN {{0}}.name ELSE '' END"
    rows = db.rows(
        f"SELECT u.id, u.name, s.id, coalesce(s.name, ''), s.started_at, s.break_from_at, {shown.format('k')},"
        f" {shown.format('p')}, m.taken_at,"
        " (SELECT count(*) FROM touch t WHERE t.session_id = s.id AND t.removed_at IS NULL),"
        " (SELECT count(*) FROM touch t WHERE t.session_id = s.id AND t.removed_at IS NULL AND t.is_conversation)"
        " FROM user_account u"
        " LEFT JOIN call_session s ON s.id = (SELECT max(o.id) FROM call_session o WHERE o.user_id = u.id"
        "  AND o.ended_at IS NULL AND o.started_at >= :since AND o.seen_at >= :seen)"
        " LEFT JOIN claim m ON m.client_id = (SELECT max(n.client_id) FROM claim n WHERE n.user_id = u.id"
        "  AND n.lease_until > :now)"
        " LEFT JOIN client k ON k.id = m.client_id LEFT JOIN contact p ON p.id = m.contact_id"
        " WHERE u.disabled_at IS NULL AND (s.id IS NOT NULL OR m.client_id IS NOT NULL) ORDER BY u.id",
        now=now,
        since=since,
        seen=seen_since,
    )
    return sorted((CallerRow(*row) for row in rows), key=lambda row: fold(row[1]))
