"""What an empty search box shows: whom to call today, what was opened lately, the Target 20."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk import drafts, search
from trtui.desk.hits import Hit, hits_of
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.store.look import Look

DUE = 10


@dataclass(frozen=True, slots=True)
class Home:
    """The user's day in short lists of contacts and clients.

    ``due_count`` counts up to a thousand, ``due_is_more`` says that there are more. ``clients`` and ``contacts`` count
    the whole store, ``drafts`` the places where words wait to be saved.
    """

    due: tuple[Hit, ...]
    due_count: int
    due_is_more: bool
    recent: tuple[Hit, ...]
    target20: tuple[Hit, ...]
    clients: int
    contacts: int
    drafts: int


def home(look: Look) -> Home:
    """Return what the user starts the day with."""
    from trtui.desk import queue
    from trtui.store.search import Place

    calls = queue.due(look, filter_text="due:today", limit=DUE)
    places = [Place("contact", row.contact_id, row.client_id, 0.0) for row in calls.rows]
    members = [Place("contact", number, client_id, 0.0) for number, client_id in _target20(look)]
    return Home(
        due=hits_of(look, places),
        due_count=calls.total,
        due_is_more=calls.is_more,
        recent=search.recent(look),
        target20=hits_of(look, members),
        clients=_count(look, "client"),
        contacts=_count(look, "contact"),
        drafts=len(drafts.waiting(look)),
    )


def _target20(look: Look) -> list[tuple[int, int | None]]:
    """Return the contacts of the user's Target 20 whose time is not over, who is due first."""
    from trtui.domain import target20

    rows = look.db.rows(
        "SELECT t.contact_id, s.client_id FROM target20 t LEFT JOIN contact_state s ON s.contact_id = t.contact_id"
        " WHERE t.user_id = :me AND t.removed_at IS NULL AND (t.until_on IS NULL OR t.until_on > :today)"
        " ORDER BY s.due_at IS NULL, s.due_at, t.contact_id LIMIT :size",
        me=look.actor.user_id,
        today=local_day(look.now, look.zone).isoformat(),
        size=target20.SIZE,
    )
    return [(contact_id, client_id) for contact_id, client_id in rows]


def _count(look: Look, table: str) -> int:
    return int(look.db.value(f"SELECT count(*) FROM {table}"))
