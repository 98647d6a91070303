"""Results: candidates as lines in order, contacts under the client where they are looked for."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from trtui.domain.finding.ranking import Way, mistyped
from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.finding.wanted import Wanted
    from trtui.store.look import Look
    from trtui.store.search.candidates import Candidate
    from trtui.store.search.index import Noun

A_SCREENFUL: Final = 10
"""With no more clients than this, who is due at them is shown as well."""
CONTACTS_SHOWN: Final = 3
"""How many contacts of one client are shown when many clients match."""
SAID: Final = 3
"""How many slips are named."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of the result: a client, or a contact under its client; ``is_match`` is false for one pulled in."""

    noun: Noun
    id: int
    client_id: int | None
    score: float
    is_match: bool = True


@dataclass(frozen=True, slots=True)
class Findings:
    """The lines in order; how many records match (at least, when ``is_cut``); slips; hints; and how it was read."""

    places: tuple[Place, ...] = ()
    total: int = 0
    is_cut: bool = False
    slips: tuple[tuple[str, str], ...] = ()
    """Words as typed, and as they were understood."""
    hints: tuple[str, ...] = ()
    ways: tuple[Way, ...] = ()


@dataclass(slots=True)
class Group:
    """A client, matching or pulled in, and its matching contacts; or a contact without a client."""

    client_id: int | None
    client: Candidate | None = None
    contacts: list[Candidate] = field(default_factory=list)

    @property
    def members(self) -> list[Candidate]:
        """The records that match."""
        return [*([self.client] if self.client else ()), *self.contacts]


def grouped(look: Look, best: list[Candidate]) -> list[Group]:
    """Return candidates by client in the order of the best of each; what the user may not open is left out."""
    matching = {one.id for one in best if one.noun == "client"}
    clients = _clients_of(look, [one.id for one in best if one.noun == "contact"], matching)
    groups: dict[tuple[Noun, int], Group] = {}
    for one in best:
        client_id = one.id if one.noun == "client" else clients.get(one.id)
        key: tuple[Noun, int] = ("contact", one.id) if client_id is None else ("client", client_id)
        group = groups.setdefault(key, Group(client_id))
        if one.noun == "client":
            group.client = one
        else:
            group.contacts.append(one)
    return list(groups.values())


def _clients_of(look: Look, contact_ids: list[int], matching: set[int]) -> dict[int, int]:
    """Return the client under which each contact is shown: one that matches, else the one it is called for."""
    rows = look.db.rows(
        "SELECT a.contact_id, a.client_id, s.client_id, k.archived_at IS NOT NULL FROM assignment a"
        " JOIN client k ON k.id = a.client_id LEFT JOIN contact_state s ON s.contact_id = a.contact_id"
        f" WHERE {look.db.among('a.contact_id', 'ids')} AND a.to_at IS NULL AND {may_open(look.actor)}",
        ids=look.db.listed(contact_ids),
    )
    found: dict[int, int] = {}
    for contact_id, client_id, *_ in sorted(
        rows, key=lambda row: (row[1] not in matching, bool(row[3]), row[1] != row[2], row[1])
    ):
        found.setdefault(contact_id, client_id)
    return found


def places(
    look: Look, groups: list[Group], limit: int, kinds: frozenset[str], due_before: int
) -> tuple[Place, ...]:
    """Return the lines of the groups, no more than ``limit``; of few clients also whom to call there."""
    due = _due_contacts(look, groups, due_before) if len(groups) <= A_SCREENFUL and len(kinds) > 1 else {}
    each = max(CONTACTS_SHOWN, limit // max(1, len(groups)))
    found: list[Place] = []
    for group in groups:
        if len(found) >= limit:
            break
        score = max(one.score for one in group.members)
        if group.client is not None:
            found.append(Place("client", group.client.id, group.client.id, group.client.score))
        elif group.client_id is not None and "client" in kinds:
            found.append(Place("client", group.client_id, group.client_id, score, False))
        for contact in group.contacts[:each]:
            found.append(Place("contact", contact.id, group.client_id, contact.score))
        if group.client_id in due:
            found.append(Place("contact", due[group.client_id], group.client_id, score, False))
    return tuple(found[:limit])


def _due_contacts(look: Look, groups: list[Group], due_before: int) -> dict[int, int]:
    """Return for clients that match by themselves the contact who is due there, if any."""
    found: dict[int, int] = {}
    for client_id, contact_id in look.db.rows(
        "SELECT s.client_id, s.contact_id FROM contact_state s"
        f" WHERE {look.db.among('s.client_id', 'ids')} AND s.due_at < :until AND NOT s.is_archived"
        " ORDER BY s.due_at, s.contact_id",
        ids=look.db.listed([group.client_id for group in groups if group.client and not group.contacts]),
        until=due_before,
    ):
        found.setdefault(client_id, contact_id)
    return found


def slips(groups: list[Group], asked: Wanted) -> tuple[tuple[str, str], ...]:
    """Return the slips behind what was found, the most frequent first."""
    counted: Counter[tuple[str, str]] = Counter()
    for group in groups:
        for one in group.members:
            if one.fit.slips:
                counted.update(mistyped(one.record, asked.ways))
    return tuple(pair for pair, _ in counted.most_common(SAID))
