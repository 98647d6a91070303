"""Words not yet saved: kept when a line drops, given back where they were typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look

_TRIED = "restoring:"
"""Before the name of a place: its words are being restored, and it is not known yet whether that goes well."""


def keep(desk: Desk, place: str, body: str) -> None:
    """Keep the words typed at a place (such as ``note:client:7``); an empty text forgets them."""
    from trtui.store.queries import drafts

    if not body.strip():
        forget(desk, place)
        return
    drafts.keep(desk.db, desk.actor.user_id, place, body, desk.now)


def forget(desk: Desk, place: str) -> None:
    """Forget the words kept at a place."""
    from trtui.store.queries import drafts

    drafts.forget(desk.db, desk.actor.user_id, place)
    drafts.forget(desk.db, desk.actor.user_id, f"{_TRIED}{place}")


def restoring(desk: Desk, place: str) -> None:
    """Note that the words kept at a place are being restored, for the case that it fails."""
    from trtui.store.queries import drafts

    drafts.keep(desk.db, desk.actor.user_id, f"{_TRIED}{place}", "1", desk.now)


def restored(desk: Desk, place: str) -> None:
    """Note that restoring the words kept at a place went well."""
    from trtui.store.queries import drafts

    drafts.forget(desk.db, desk.actor.user_id, f"{_TRIED}{place}")


def failed(look: Look, place: str) -> bool:
    """Return whether restoring the words kept at a place was begun before and did not go well."""
    from trtui.store.queries import drafts

    return drafts.kept(look.db, look.actor.user_id, f"{_TRIED}{place}") is not None


def kept(look: Look, place: str) -> tuple[str, int] | None:
    """Return the words kept at a place and when (epoch seconds), or none."""
    from trtui.store.queries import drafts

    row = drafts.kept(look.db, look.actor.user_id, place)
    return None if row is None else (row.body, row.kept_at)


def waiting(look: Look) -> tuple[tuple[str, int], ...]:
    """Return the places with words waiting, and when they were kept, newest first."""
    from trtui.store.queries import drafts

    rows = drafts.waiting(look.db, look.actor.user_id)
    return tuple((row.place, row.kept_at) for row in rows if not row.place.startswith(_TRIED))
