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
COUNTED = 1_000
"""How far clients and contacts are counted; a bigger store tells about how many it has, at once."""


@dataclass(frozen=True, slots=True)
class Home:
    """The user's day in short lists of contacts and clients.

    ``due_count`` counts up to five hundred, ``due_is_more`` says that there are more. ``clients`` and ``contacts`` are
    those that the user may open, archived ones included: up to a thousand the count (so zero is an empty store), beyond
    that about as many, or a thousand for who may not open all, and ``clients_are_about`` and ``contacts_are_about`` say
    so. ``drafts`` counts the places where words wait to be saved.
    """

    due: tuple[Hit, ...]
    due_count: int
    due_is_more: bool
    recent: tuple[Hit, ...]
    target20: tuple[Hit, ...]
    clients: int
    contacts: int
    drafts: int
    clients_are_about: bool = False
    contacts_are_about: bool = False
    held: str = ""
    """The contact whose call is still in hand, as after a line that dropped, or nothing."""

    @property
    def size_text(self) -> str:
        """How big the store is, in words."""
        clients = _told(self.clients, "client", self.clients_are_about)
        return f"{clients}, {_told(self.contacts, 'contact', self.contacts_are_about)}"


def home(look: Look) -> Home:
    """Return what the user starts the day with."""
    from trtui.desk import claims, queue
    from trtui.domain import target20
    from trtui.store.queries import home as rows
    from trtui.store.search import Place

    calls = queue.due(look, filter_text="due:today", limit=DUE)
    places = [Place("contact", row.contact_id, row.client_id, 0.0) for row in calls.rows]
    today = local_day(look.now, look.zone).isoformat()
    members = rows.target20(look.db, look.actor.user_id, today, target20.SIZE)
    size = rows.sizes(look.db, look.actor, COUNTED)
    return Home(
        due=hits_of(look, places),
        due_count=calls.total,
        due_is_more=calls.is_more,
        recent=search.recent(look),
        target20=hits_of(look, [Place("contact", row.contact_id, row.client_id, 0.0) for row in members]),
        clients=_about(size.clients, size.last_client),
        contacts=_about(size.contacts, size.last_contact),
        drafts=len(drafts.waiting(look)),
        clients_are_about=size.clients > COUNTED,
        contacts_are_about=size.contacts > COUNTED,
        held=next((one.contact for one in claims.held(look)), ""),
    )


def _about(count: int, last_number: int) -> int:
    """Return a count that came to its end, or else the highest number given, to two digits, where that may be told."""
    if count <= COUNTED or not last_number:
        return min(count, COUNTED)
    return round(last_number, 2 - len(str(last_number)))


def _told(count: int, noun: str, is_about: bool) -> str:
    more = "over " if count == COUNTED else "about "
    return f"{more if is_about else ''}{count:,} {noun}{'' if count == 1 else 's'}"
