"""Words not yet saved: kept when a line drops, given back where they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look


def keep(desk: Desk, place: str, body: str) -> None:
    """Keep the words typed at a place (such as ``note:client:7``); an empty text forgets them."""
    if not body.strip():
        forget(desk, place)
        return
    desk.db.run(
        "INSERT INTO draft (user_id, place, body, kept_at) VALUES (:me, :place, :body, :now)"
        " ON CONFLICT (user_id, place) DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at",
        me=desk.actor.user_id,
        place=place,
        body=body,
        now=desk.now,
    )


def forget(desk: Desk, place: str) -> None:
    """Forget the words kept at a place."""
    desk.db.run(
        "DELETE FROM draft WHERE user_id = :me AND place = :place", me=desk.actor.user_id, place=place
    )


def kept(look: Look, place: str) -> tuple[str, int] | None:
    """Return the words kept at a place and when (epoch seconds), or none."""
    row = look.db.row(
        "SELECT body, kept_at FROM draft WHERE user_id = :me AND place = :place",
        me=look.actor.user_id,
        place=place,
    )
    return None if row is None else (str(row[0]), int(row[1]))


def waiting(look: Look) -> tuple[tuple[str, int], ...]:
    """Return the places with words waiting, and when they were kept, newest first."""
    return tuple(
        (str(row[0]), int(row[1]))
        for row in look.db.rows(
            "SELECT place, kept_at FROM draft WHERE user_id = :me ORDER BY kept_at DESC",
            me=look.actor.user_id,
        )
    )
