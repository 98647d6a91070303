"""The records of lists that are exported: of a page of clients or contacts, those that the actor may open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar

from trtui.domain.folding import fold
from trtui.store.visibility import may_open, may_open_contact

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader
    from trtui.store.search.index import Noun

_STILL_SET = "v.cleared_at IS NULL AND (v.expires_at IS NULL OR v.expires_at > :now)"


class Named(NamedTuple):
    """A client with what its rows in every list begin with, and its status, where it has one."""

    id: int
    name: str
    number: str | None
    status: str | None


class Client(NamedTuple):
    """A client with what is derived of it."""

    id: int
    name: str
    number: str | None
    status: str | None
    website: str | None
    stage: str
    sales_level: str | None
    industry: str | None
    customer_type: str | None
    lead_source: str | None
    banner: str | None
    owner: str | None
    phone: str | None
    csi: str | None
    people: int | None
    open_jobs: int | None
    next_call_at: int | None
    next_call_on: str | None
    last_touch_at: int | None
    created_at: int
    archived_at: int | None


class Site(NamedTuple):
    """An address of a client."""

    client_id: int
    is_main: bool
    kind: str
    name: str | None
    line1: str | None
    line2: str | None
    town: str | None
    county: str | None
    postcode: str | None
    country: str | None


class Point(NamedTuple):
    """A number or address of a person."""

    contact_id: int
    kind: str
    value: str
    ext: str | None
    label: str


class Place(NamedTuple):
    """A person at a client, and how the client stands."""

    contact_id: int
    client_id: int
    client: str
    number: str | None
    postcode: str | None
    role: str | None
    is_primary: bool
    status: str | None


class Contact(NamedTuple):
    """A person with what is derived of them."""

    id: int
    name: str
    job_title: str | None
    best_time: str | None
    csi: str | None
    status: str | None
    owner: str | None
    due_at: int | None
    due_on: str | None
    last_conversation_at: int | None
    out_of_queue: str | None
    archived_at: int | None


class Job(NamedTuple):
    """A vacancy of a client."""

    client_id: int
    title: str
    kind: str | None
    status: str
    headcount: int | None
    contact: str | None
    registered_at: int
    by: str | None
    filled_at: int | None
    closed_at: int | None


class Touch(NamedTuple):
    """What was logged with a client."""

    client_id: int
    at: int
    kind: str
    outcome: str | None
    is_conversation: bool
    contact: str | None
    phone: str | None
    note: str | None
    by: str | None


class Note(NamedTuple):
    """A note on a client."""

    client_id: int
    created_at: int
    contact: str | None
    body: str
    pinned_at: int | None
    by: str | None


class Task(NamedTuple):
    """A task on a client."""

    client_id: int
    due_at: int | None
    due_on: str | None
    kind: str | None
    title: str
    contact: str | None
    assigned_to: str | None
    team: str | None
    done_at: int | None
    done_by: str | None


Row = TypeVar("Row", bound=Named | Client | Site | Point | Place | Contact | Job | Touch | Note | Task)


_CLIENTS = (
    " FROM client k LEFT JOIN client_state s ON s.client_id = k.id LEFT JOIN user_account u ON u.id = k.owner_id"
    f" LEFT JOIN status_override v ON v.client_id = k.id AND {_STILL_SET}"
)


def named(db: Reader, actor: Actor, now: int, client_ids: Iterable[int]) -> list[Named]:
    """Return clients with name, company number and status, the oldest first."""
    return _of(
        db,
        Named,
        f"SELECT k.id, k.name, k.number, coalesce(v.status, s.status){_CLIENTS}",
        "k.id",
        client_ids,
        f"{may_open(actor)} ORDER BY k.id",
        now=now,
    )


def clients(db: Reader, actor: Actor, now: int, ids: Sequence[int]) -> list[Client]:
    """Return clients, the oldest first."""
    return _of(
        db,
        Client,
        "SELECT k.id, k.name, k.number, coalesce(v.status, s.status), k.website, k.stage, k.sales_level, k.industry,"
        " k.customer_type, k.lead_source, k.banner,"
        " u.name, s.phone, s.csi, s.contacts, s.open_jobs, s.next_call_at, s.next_call_on, s.last_touch_at,"
        f" k.created_at, k.archived_at{_CLIENTS}",
        "k.id",
        ids,
        f"{may_open(actor)} ORDER BY k.id",
        now=now,
    )


def tags(db: Reader, client_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the tags of clients, by client and in the order of the alphabet."""
    return _grouped(
        db,
        "SELECT c.client_id, t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id",
        "c.client_id",
        client_ids,
    )


def trading_names(db: Reader, client_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the names under which clients trade, by client and in the order of the alphabet."""
    names = "SELECT client_id, name FROM client_name"
    return _grouped(db, names, "client_id", client_ids, "kind = 'trading'")


def previous_names(db: Reader, client_ids: Sequence[int]) -> dict[int, list[str]]:
    """Return the other names of clients, by client and in the order of the alphabet."""
    names = "SELECT client_id, name FROM client_name"
    return _grouped(db, names, "client_id", client_ids, "kind <> 'trading'")


def sites(db: Reader, client_ids: Sequence[int]) -> list[Site]:
    """Return the addresses of clients, client by client, the main one first."""
    return _of(
        db,
        Site,
        f"SELECT {', '.join(Site._fields)} FROM site",
        "client_id",
        client_ids,
        "removed_at IS NULL ORDER BY client_id, is_main DESC, id",
    )


def points(db: Reader, contact_ids: Sequence[int]) -> list[Point]:
    """Return the numbers and addresses of people that hold, in their order."""
    return _of(
        db,
        Point,
        f"SELECT {', '.join(Point._fields)} FROM contact_point",
        "contact_id",
        contact_ids,
        "invalid_at IS NULL ORDER BY position, id",
    )


def places(db: Reader, actor: Actor, now: int, contact_ids: Sequence[int]) -> list[Place]:
    """Return at which clients people are now, the places where they are primary first."""
    return _of(
        db,
        Place,
        "SELECT a.contact_id, k.id, k.name, k.number, s.postcode, a.role, a.is_primary, coalesce(v.status, s.status)"
        " FROM assignment a JOIN client k ON k.id = a.client_id LEFT JOIN client_state s ON s.client_id = k.id"
        f" LEFT JOIN status_override v ON v.client_id = k.id AND {_STILL_SET}",
        "a.contact_id",
        contact_ids,
        f"a.to_at IS NULL AND {may_open(actor)} ORDER BY a.is_primary DESC, a.id",
        now=now,
    )


def contacts(db: Reader, actor: Actor, now: int, ids: Sequence[int]) -> list[Contact]:
    """Return people, the oldest first."""
    return _of(
        db,
        Contact,
        "SELECT c.id, c.name, c.job_title, c.best_time, c.csi, coalesce(v.status, d.status), u.name,"
        " d.due_at, d.due_on,"
        " d.last_conversation_at, c.out_of_queue, c.archived_at FROM contact c"
        " LEFT JOIN contact_state d ON d.contact_id = c.id LEFT JOIN user_account u ON u.id = d.owner_id"
        f" LEFT JOIN status_override v ON v.contact_id = c.id AND {_STILL_SET}",
        "c.id",
        ids,
        f"{may_open_contact(actor)} ORDER BY c.id",
        now=now,
    )


def jobs(db: Reader, client_ids: Sequence[int]) -> list[Job]:
    """Return the vacancies of clients, client by client, the oldest first."""
    return _of(
        db,
        Job,
        "SELECT j.client_id, j.title, j.kind, j.status, j.headcount, c.name, j.registered_at, u.name, j.filled_at,"
        " j.closed_at FROM job j LEFT JOIN contact c ON c.id = j.contact_id"
        " LEFT JOIN user_account u ON u.id = j.registered_by",
        "j.client_id",
        client_ids,
        "j.removed_at IS NULL ORDER BY j.client_id, j.registered_at, j.id",
    )


def touches(db: Reader, ids: Sequence[int], of: Noun = "client") -> list[Touch]:
    """Return what was logged with clients, or with contacts, client by client, the oldest first."""
    return _of(
        db,
        Touch,
        "SELECT t.client_id, t.at, t.kind, t.outcome, t.is_conversation, c.name, t.phone, t.note, u.name FROM touch t"
        " LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN user_account u ON u.id = t.user_id",
        f"t.{of}_id",
        ids,
        "t.removed_at IS NULL ORDER BY t.client_id, t.at, t.id",
    )


def notes(db: Reader, ids: Sequence[int], of: Noun = "client") -> list[Note]:
    """Return the notes on clients, or about contacts, client by client, the oldest first."""
    return _of(
        db,
        Note,
        "SELECT n.client_id, n.created_at, c.name, n.body, n.pinned_at, u.name FROM note n"
        " LEFT JOIN contact c ON c.id = n.contact_id LEFT JOIN user_account u ON u.id = n.created_by",
        f"n.{of}_id",
        ids,
        "n.removed_at IS NULL ORDER BY n.client_id, n.created_at, n.id",
    )


def tasks(db: Reader, ids: Sequence[int], of: Noun = "client") -> list[Task]:
    """Return the tasks on clients, or about contacts, client by client, the next first."""
    return _of(
        db,
        Task,
        "SELECT t.client_id, t.due_at, t.due_on, t.kind, t.title, c.name, u.name, g.name, t.done_at, d.name FROM task t"
        " LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN user_account u ON u.id = t.assigned_to"
        " LEFT JOIN team g ON g.id = t.team_id LEFT JOIN user_account d ON d.id = t.done_by",
        f"t.{of}_id",
        ids,
        "t.removed_at IS NULL ORDER BY t.client_id, t.due_at, t.id",
    )


def _of(
    db: Reader, row: type[Row], sql: str, column: str, ids: Iterable[int], rest: str, **parameters: Any
) -> list[Row]:
    found = db.rows(f"{sql} WHERE {db.among(column, 'ids')} AND {rest}", ids=db.listed(ids), **parameters)
    return [row(*values) for values in found]


def _grouped(
    db: Reader, sql: str, column: str, ids: Iterable[int], condition: str = "1 = 1"
) -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for number, text in db.rows(
        f"{sql} WHERE {db.among(column, 'ids')} AND {condition} ORDER BY 1, 2", ids=db.listed(ids)
    ):
        found.setdefault(number, []).append(text)
    return {number: sorted(texts, key=fold) for number, texts in found.items()}
