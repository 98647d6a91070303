"""Words not yet saved, by user and place."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


class DraftRow(NamedTuple):
    """The words kept at a place."""

    body: str
    kept_at: int


class WaitingRow(NamedTuple):
    """A place where words wait."""

    place: str
    kept_at: int


def keep(db: Writer, user_id: int, place: str, body: str, now: int) -> None:
    """Keep words at a place, over those kept there before."""
    db.run(
        "INSERT INTO draft (user_id, place, body, kept_at) VALUES (:me, :place, :body, :now)"
        " ON CONFLICT (user_id, place) DO UPDATE SET body = excluded.body, kept_at = excluded.kept_at",
        me=user_id,
        place=place,
        body=body,
        now=now,
    )


def forget(db: Writer, user_id: int, place: str) -> None:
    """Forget the words kept at a place."""
    db.run("DELETE FROM draft WHERE user_id = :me AND place = :place", me=user_id, place=place)


def kept(db: Reader, user_id: int, place: str) -> DraftRow | None:
    """Return the words kept at a place, or none."""
    row = db.row(
        "SELECT body, kept_at FROM draft WHERE user_id = :me AND place = :place", me=user_id, place=place
    )
    return None if row is None else DraftRow._make(row)


def waiting(db: Reader, user_id: int) -> list[WaitingRow]:
    """Return the places with words waiting, newest first."""
    rows = db.rows("SELECT place, kept_at FROM draft WHERE user_id = :me ORDER BY kept_at DESC", me=user_id)
    return [WaitingRow._make(row) for row in rows]
