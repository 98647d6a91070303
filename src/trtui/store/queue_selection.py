"""Which part of the call queue is looked at: by whom, of whom, and within which filter."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from trtui.domain.time import local_day
from trtui.store.queue_filters import Limits, limits
from trtui.store.visibility import EVERYBODY, may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.domain.query import Query
    from trtui.domain.rules import Rules
    from trtui.store.queue import Standing
    from trtui.store.reader import Reader

NARROW = 10_000
"""Up to so many clients a filter is followed from the clients to the queue, else from the queue to the clients."""
MANY = 100_000
"""Up to so many contacts typed words are followed by the search index; where more fit, the queue is full of them."""
FEW_OWNERS = 5
"""The queues of so few are walked, whatever is typed: they are short."""


@dataclass(slots=True)
class Selection:
    """Which part of the queue is looked at, by whom and when.

    ``owners`` none means everybody's contacts. ``clients`` are the few that a filter leaves, or none; ``contacts``
    those that typed words leave, perhaps with some more, or none. ``targets`` are the contacts of the actor's
    Target 20, ``own`` those of the actor's live claims; both stand in classes of their own. ``without`` are contacts
    to leave out.
    """

    user_id: int
    now: int
    owners: tuple[int | None, ...] | None
    limits: Limits
    clients: tuple[int, ...] | None = None
    contacts: tuple[int, ...] | None = None
    targets: frozenset[int] = frozenset()
    own: frozenset[int] = frozenset()
    without: frozenset[int] = frozenset()
    free_since: int | None = None
    """Only clients that nobody else has and that were not called after this instant."""
    visible: str = EVERYBODY
    """The condition that the actor may open the client of the alias ``k``; the limits hold it already."""
    read: dict[str, list[Standing]] = field(default_factory=dict)
    """What a narrow selection has brought, by the dates asked for: listing and counting read it once."""

    @property
    def is_narrow(self) -> bool:
        """Tell whether a filter leaves so few that they are read as a whole."""
        return self.clients is not None or self.contacts is not None


def select(
    db: Reader,
    actor: Actor,
    now: int,
    zone: tzinfo,
    rules: Rules,
    scope: str,
    query: Query,
    session_id: int | None = None,
) -> Selection:
    """Return the part of the queue that a user asks for: ``mine``, ``team`` or ``everyone``, and a filter.

    What was skipped in the session is left out.
    """
    found = limits(db, actor, query, now, zone, rules)
    owners: tuple[int | None, ...] | None = None
    if scope != "everyone":
        members = {actor.user_id}
        if scope == "team" and actor.team_ids:
            members |= set(
                db.column(
                    f"SELECT DISTINCT user_id FROM team_member WHERE {db.among('team_id', 'teams')}",
                    teams=db.listed(sorted(actor.team_ids)),
                )
            )
        owners = tuple(sorted(members))
    if found.owners is not None:
        owners = found.owners if owners is None else tuple(set(owners) & set(found.owners))
    placed: dict[str, list[int]] = {"target": [], "own": [], "skipped": []}
    for place, contact_id in db.rows(
        "SELECT 'target', contact_id FROM target20 WHERE user_id = :me AND removed_at IS NULL"
        " AND (until_on IS NULL OR until_on > :today)"
        " UNION ALL SELECT 'own', contact_id FROM claim WHERE user_id = :me AND lease_until > :now"
        " UNION ALL SELECT 'skipped', contact_id FROM call_skip WHERE session_id = :session",
        me=actor.user_id,
        today=local_day(now, zone).isoformat(),
        now=now,
        session=session_id or 0,
    ):
        placed[place].append(contact_id)
    clients = _few_clients(db, found)
    return Selection(
        actor.user_id,
        now,
        owners,
        found,
        clients,
        _few_contacts(db, found, owners) if clients is None else None,
        frozenset(placed["target"]),
        frozenset(placed["own"]),
        frozenset(placed["skipped"]) - frozenset(placed["own"]),
        visible=may_open(actor, "k"),
    )


def _few_clients(db: Reader, found: Limits) -> tuple[int, ...] | None:
    """Return the clients that the narrowest filter leaves, or none where it leaves many."""
    fewest: list[int] | None = None
    for statement in found.narrow if not found.is_empty else ():
        cap = NARROW if fewest is None else len(fewest)
        ids = db.column(f"SELECT client_id FROM ({statement}) AS n LIMIT {cap + 1}", **found.parameters)
        if len(ids) <= cap:
            fewest = ids
    return None if fewest is None else tuple(fewest)


def _few_contacts(db: Reader, found: Limits, owners: tuple[int | None, ...] | None) -> tuple[int, ...] | None:
    """Return the contacts that typed words leave, or none where the queue itself answers sooner."""
    if found.asked is None or found.is_empty or (owners is not None and len(owners) <= FEW_OWNERS):
        return None
    from trtui.store.search import index

    ids = index.records(db, "contact", found.asked, MANY)
    return None if ids is None else tuple(ids)
