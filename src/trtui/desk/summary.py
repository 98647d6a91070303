"""Everything about one client at a glance: the header and overview of the summary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trtui.desk import credit
from trtui.desk.access import in_words, open_client
from trtui.desk.credit import CreditLine
from trtui.desk.statuses import client_facts, client_override
from trtui.domain.errors import NotFound
from trtui.domain.policy import Visibility
from trtui.domain.status import ClientStatus, Status, client_status

if TYPE_CHECKING:
    from trtui.store.look import Look


@dataclass(frozen=True, slots=True)
class NextCall:
    """The earliest call due at a client."""

    contact_id: int
    contact: str
    due_at: int
    due_since: int
    interval_days: int | None
    kind: str
    due_on: date | None = None
    """The day, where a whole day is meant."""


@dataclass(frozen=True, slots=True)
class ClientName:
    """A previous or trading name."""

    id: int
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class Granted:
    """A user whom a client is granted to besides those who may open it anyway."""

    user_id: int
    name: str


@dataclass(frozen=True, slots=True)
class ClientSummary:
    """A client's header and overview."""

    id: int
    version: int
    name: str
    number: str
    website: str
    phone: str
    town: str
    postcode: str
    owner_id: int | None
    owner: str
    team: str
    access: str
    stage: str
    sales_level: str
    industry: str
    customer_type: str
    lead_source: str
    banner: str
    status: Status[ClientStatus]
    override_id: int | None
    next_call: NextCall | None
    tags: tuple[str, ...]
    names: tuple[ClientName, ...]
    created_at: int
    created_by: str
    archived_at: int | None
    archived_why: str
    last_touch_at: int | None
    contacts: int
    open_jobs: int
    claimed_by: str
    claimed_at: int | None
    is_claimed_by_me: bool
    granted: tuple[Granted, ...]
    credit: CreditLine | None = None
    """The newest credit check."""

    @property
    def who_may_open(self) -> str:
        """Who may open the client, in words: ``the owner, Sam Okafor; also Diane Fox``."""
        return in_words(Visibility(self.access), self.team, self.owner, [one.name for one in self.granted])


def summary(look: Look, client_id: int) -> ClientSummary:
    """Return a client's header and overview.

    Raises NotFound, NotAllowed.
    """
    open_client(look, client_id)
    from trtui.store import days
    from trtui.store.queries import access, clients, tags

    row = clients.head(look.db, client_id)
    if row is None:
        raise NotFound(f"There is no client {client_id}.")
    override_id, override = client_override(look, client_id)
    claim = clients.claim(look.db, client_id, look.now)
    next_call = clients.next_call(look.db, client_id)
    return ClientSummary(
        **row._asdict(),
        status=client_status(client_facts(look, client_id, override), look.now, look.zone),
        override_id=override_id,
        next_call=NextCall(*next_call[:-1], days.read(next_call.due_on)) if next_call else None,
        tags=tuple(tags.of_client(look.db, client_id)),
        names=tuple(ClientName(*name) for name in clients.names(look.db, client_id)),
        claimed_by=claim.holder if claim else "",
        claimed_at=claim.taken_at if claim else None,
        granted=tuple(Granted(*one) for one in access.granted(look.db, client_id)),
        is_claimed_by_me=claim is not None and claim.holder_id == look.actor.user_id,
        credit=credit.standing(look, client_id),
    )
