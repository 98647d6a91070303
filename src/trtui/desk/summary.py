"""Everything about one client at a glance: the header and overview of the summary."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.desk.access import open_client
from trtui.desk.statuses import client_facts, client_override
from trtui.domain.errors import NotFound
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


@dataclass(frozen=True, slots=True)
class ClientName:
    """A previous or trading name."""

    id: int
    name: str
    kind: str


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


_HEAD = (
    "id",
    "version",
    "name",
    "number",
    "website",
    "phone",
    "town",
    "postcode",
    "owner_id",
    "owner",
    "team",
    "access",
    "stage",
    "sales_level",
    "industry",
    "customer_type",
    "lead_source",
    "banner",
)
"""The fields of the summary that one statement reads, in its order."""


def summary(look: Look, client_id: int) -> ClientSummary:
    """Return a client's header and overview.

    Raises NotFound, NotAllowed.
    """
    open_client(look, client_id)
    row = look.db.row(
        "SELECT k.id, k.version, k.name, coalesce(k.number, ''), coalesce(k.website, ''), coalesce(s.phone, ''),"
        " coalesce(s.town, ''), coalesce(s.postcode, ''), k.owner_id, coalesce(o.name, ''), coalesce(t.name, ''),"
        " k.access, k.stage, coalesce(k.sales_level, ''), coalesce(k.industry, ''), coalesce(k.customer_type, ''),"
        " coalesce(k.lead_source, ''), coalesce(k.banner, ''), k.created_at, coalesce(c.name, ''), k.archived_at,"
        " coalesce(k.archived_why, ''), s.last_touch_at, coalesce(s.contacts, 0), coalesce(s.open_jobs, 0)"
        " FROM client k LEFT JOIN client_state s ON s.client_id = k.id"
        " LEFT JOIN user_account o ON o.id = k.owner_id LEFT JOIN user_account c ON c.id = k.created_by"
        " LEFT JOIN team t ON t.id = k.team_id WHERE k.id = :id",
        id=client_id,
    )
    if row is None:
        raise NotFound(f"There is no client {client_id}.")
    override_id, override = client_override(look, client_id)
    claim = look.db.row(
        "SELECT u.name, m.taken_at FROM claim m JOIN user_account u ON u.id = m.user_id"
        " WHERE m.client_id = :id AND m.lease_until > :now",
        id=client_id,
        now=look.now,
    )
    return ClientSummary(
        **dict(zip(_HEAD, row, strict=False)),
        status=client_status(client_facts(look, client_id, override), look.now, look.zone),
        override_id=override_id,
        next_call=_next_call(look, client_id),
        tags=tuple(
            look.db.column(
                "SELECT t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id WHERE c.client_id = :id"
                " ORDER BY lower(t.name)",
                id=client_id,
            )
        ),
        names=tuple(
            ClientName(*name)
            for name in look.db.rows(
                "SELECT id, name, kind FROM client_name WHERE client_id = :id ORDER BY kind, lower(name)",
                id=client_id,
            )
        ),
        created_at=row[18],
        created_by=row[19],
        archived_at=row[20],
        archived_why=row[21],
        last_touch_at=row[22],
        contacts=row[23],
        open_jobs=row[24],
        claimed_by=claim[0] if claim else "",
        claimed_at=claim[1] if claim else None,
    )


def _next_call(look: Look, client_id: int) -> NextCall | None:
    row: Any = look.db.row(
        "SELECT c.id, c.name, s.due_at, s.due_since, s.interval_days, s.due_kind FROM assignment a"
        " JOIN contact c ON c.id = a.contact_id JOIN contact_state s ON s.contact_id = c.id"
        " WHERE a.client_id = :id AND a.to_at IS NULL AND s.due_at IS NOT NULL ORDER BY s.due_at, c.id LIMIT 1",
        id=client_id,
    )
    return None if row is None else NextCall(*row)
