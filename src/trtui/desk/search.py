"""Finding clients and contacts by whatever is known of them, and remembering what was opened.

What only the store's threads need is imported when they run: the start screen imports this module before it is painted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trtui.desk.access import open_client
from trtui.desk.hits import Hit, hits_of

if TYPE_CHECKING:
    from trtui.domain.query import Query
    from trtui.store.look import Desk, Look

LIMIT = 50
RECENT = 10


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a search: its lines in order, how many records match, and what to say about it.

    ``total`` is a lower bound unless ``is_exact``. ``slips`` are words as typed and as they were understood;
    ``has_words`` says whether anything but filters was typed.
    """

    hits: tuple[Hit, ...] = ()
    total: int = 0
    is_exact: bool = True
    slips: tuple[tuple[str, str], ...] = ()
    hints: tuple[str, ...] = ()
    has_words: bool = True

    @property
    def count_text(self) -> str:
        """Return how many are shown of how many: ``4 of 4``, ``50 of at least 380``."""
        shown = sum(hit.is_match for hit in self.hits)
        return f"{shown} of {'' if self.is_exact else 'at least '}{max(self.total, shown)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Return what the user should know: filters that were not understood, slips that were forgiven."""
        said = ", ".join(f"“{typed}” ≈ “{meant}”" for typed, meant in self.slips)
        return (*self.hints, *((f"typo-tolerant: {said}",) if said else ()))


def find(look: Look, text: str, limit: int = LIMIT) -> Found:
    """Return the clients and contacts that fit a text with words and filters (``trtui.domain.query``).

    Nothing typed finds nothing. Only what the user may open is found, what is archived only when asked for.
    """
    from trtui.domain.query import parse

    return _find(look, parse(text), limit)


def find_contacts(look: Look, text: str, limit: int = LIMIT) -> tuple[Hit, ...]:
    """Return the contacts that fit a text, best first."""
    from trtui.domain.query import parse

    return _find(look, replace(parse(text), kinds=frozenset({"contact"})), limit).hits


def _find(look: Look, query: Query, limit: int) -> Found:
    from trtui.store import search
    from trtui.store.filtering import no_town

    if query.is_empty:
        return Found(hints=query.hints, has_words=bool(query.words))
    found = search.find(look, query, limit)
    hits = hits_of(look, found.places, found.ways, query.statuses, query.towns)
    lost = sum(place.is_match for place in found.places) - sum(hit.is_match for hit in hits)
    hints = found.hints
    if query.towns and not found.places and not hints and not search.has_town(look, query.towns):
        hints = (no_town(query.towns),)
    return Found(hits, max(0, found.total - lost), not found.is_cut, found.slips, hints, bool(query.words))


def opened(desk: Desk, client_id: int) -> None:
    """Remember that the user opened a client just now.

    Raises NotFound, NotAllowed.
    """
    from trtui.store.queries import known

    open_client(desk, client_id)
    known.remember_opened(desk.db, desk.actor.user_id, client_id, desk.now)


def recent(look: Look, limit: int = RECENT) -> tuple[Hit, ...]:
    """Return the clients that the user opened last, newest first."""
    from trtui.store.queries import known
    from trtui.store.search import Place

    numbers = known.opened_last(look.db, look.actor.user_id, limit)
    return hits_of(look, [Place("client", number, number, 0.0) for number in numbers])
