"""The rows of lists that are exported, for a page of clients or contacts; only what the user may open is among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from trtui.domain.kinds import SiteKind, TouchKind
from trtui.domain.outcomes import OUTCOMES
from trtui.domain.phones import display
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus, ContactStatus

if TYPE_CHECKING:
    from trtui.store.look import Look

Cell = str | int | bool | date | datetime | None
Row = Sequence[Cell]
ADDRESS_CELLS = 8
_STILL_SET = "v.cleared_at IS NULL AND (v.expires_at IS NULL OR v.expires_at > :now)"


def clients(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield one row per client."""
    tags = _joined(
        look, "SELECT c.client_id, t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id", "c.client_id", ids
    )
    trading = _joined(
        look, "SELECT client_id, name FROM client_name n", "client_id", ids, "n.kind = 'trading'"
    )
    previous = _joined(
        look, "SELECT client_id, name FROM client_name n", "client_id", ids, "n.kind <> 'trading'"
    )
    sites = _first(
        look,
        "SELECT client_id, kind, name, line1, line2, town, county, postcode, country FROM site",
        "client_id",
        ids,
        "removed_at IS NULL ORDER BY is_main DESC, id",
    )
    for row in _client_rows(
        look,
        ids,
        "k.number, k.website, k.stage, k.sales_level, k.industry, u.name, s.phone, s.csi, s.contacts, s.open_jobs,"
        " s.next_call_at, s.last_touch_at, k.created_at, k.archived_at",
    ):
        number, name, status, *rest = row
        if statuses and status not in statuses:
            continue
        reg, web, stage, level, industry, owner, phone, csi, people, jobs, call, touch, made, gone = rest
        yield (
            name,
            reg,
            web,
            AccountStage(stage).label,
            level.capitalize() if level else None,
            industry,
            owner,
            tags.get(number),
            trading.get(number),
            previous.get(number),
            display(phone, look.rules.region) if phone else None,
            *_address(sites.get(number)),
            status.label,
            csi,
            people,
            jobs,
            instant(look, call),
            instant(look, touch),
            instant(look, made),
            instant(look, gone),
            number,
        )


def contacts(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield one row per contact and client, and one for a contact without a client."""
    from trtui.store.visibility import may_open, may_open_contact

    points: dict[int, dict[str, list[str]]] = {}
    for contact_id, kind, value, label in _of(
        look,
        "SELECT contact_id, kind, value, label FROM contact_point",
        "contact_id",
        ids,
        "invalid_at IS NULL ORDER BY position, id",
    ):
        column = "mobile" if label == "mobile" else kind
        shown = display(value, look.rules.region) if kind == "phone" else value
        points.setdefault(contact_id, {}).setdefault(column, []).append(shown)
    clients: dict[int, list[tuple[Any, ...]]] = {}
    for contact_id, *client in _of(
        look,
        "SELECT a.contact_id, k.id, k.name, k.number, s.postcode, a.role, a.is_primary, coalesce(v.status, s.status)"
        " FROM assignment a JOIN client k ON k.id = a.client_id LEFT JOIN client_state s ON s.client_id = k.id"
        f" LEFT JOIN status_override v ON v.client_id = k.id AND {_STILL_SET}",
        "a.contact_id",
        ids,
        f"a.to_at IS NULL AND {may_open(look.actor)} ORDER BY a.is_primary DESC, a.id",
        now=look.now,
    ):
        clients.setdefault(contact_id, []).append(tuple(client))
    for contact in _of(
        look,
        "SELECT c.id, c.name, c.job_title, c.csi, coalesce(v.status, d.status), u.name, d.due_at,"
        " d.last_conversation_at, c.out_of_queue, c.archived_at FROM contact c"
        " LEFT JOIN contact_state d ON d.contact_id = c.id LEFT JOIN user_account u ON u.id = d.owner_id"
        f" LEFT JOIN status_override v ON v.contact_id = c.id AND {_STILL_SET}",
        "c.id",
        ids,
        f"{may_open_contact(look.actor)} ORDER BY c.id",
        now=look.now,
    ):
        number, name, title, csi, status, owner, due, spoke, held, gone = contact
        own = points.get(number, {})
        for one in clients.get(number, [(None,) * 7]):
            client_id, client_name, reg, postcode, role, is_primary, client_status = one
            if statuses and client_status not in statuses:
                continue
            yield (
                client_name,
                reg,
                postcode,
                name,
                title,
                role,
                None if client_id is None else bool(is_primary),
                csi,
                _list(own.get("phone")),
                _list(own.get("mobile")),
                _list(own.get("email")),
                ContactStatus(status or ContactStatus.UNKNOWN).label,
                owner,
                instant(look, due),
                instant(look, spoke),
                held,
                instant(look, gone),
                number,
                client_id,
            )


def sites(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the addresses of clients."""
    names = _names(look, ids, statuses)
    for client_id, is_main, *site in _of(
        look,
        "SELECT client_id, is_main, kind, name, line1, line2, town, county, postcode, country FROM site",
        "client_id",
        ids,
        "removed_at IS NULL ORDER BY client_id, is_main DESC, id",
    ):
        if client_id in names:
            yield (*names[client_id], *_address(tuple(site)), bool(is_main), client_id)


def jobs(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the vacancies of clients."""
    names = _names(look, ids, statuses)
    for client_id, title, kind, status, count, contact, at, by, filled, closed in _of(
        look,
        "SELECT j.client_id, j.title, j.kind, j.status, j.headcount, c.name, j.registered_at, u.name, j.filled_at,"
        " j.closed_at FROM job j LEFT JOIN contact c ON c.id = j.contact_id"
        " LEFT JOIN user_account u ON u.id = j.registered_by",
        "j.client_id",
        ids,
        "j.removed_at IS NULL ORDER BY j.client_id, j.registered_at, j.id",
    ):
        if client_id in names:
            instants = (instant(look, at), by, instant(look, filled), instant(look, closed))
            yield (*names[client_id], title, kind, status, count, contact, *instants, client_id)


def touches(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield what was logged with clients."""
    names = _names(look, ids, statuses)
    labels = {outcome.code: outcome.label for outcome in OUTCOMES}
    for client_id, at, kind, outcome, spoke, contact, phone, text, by in _of(
        look,
        "SELECT t.client_id, t.at, t.kind, t.outcome, t.is_conversation, c.name, t.phone, t.note, u.name FROM touch t"
        " LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN user_account u ON u.id = t.user_id",
        "t.client_id",
        ids,
        "t.removed_at IS NULL ORDER BY t.client_id, t.at, t.id",
    ):
        if client_id in names:
            said = labels.get(outcome, outcome)
            number = display(phone, look.rules.region) if phone else None
            word = TouchKind(kind).label if kind in tuple(TouchKind) else kind
            yield (
                *names[client_id],
                instant(look, at),
                word,
                said,
                bool(spoke),
                contact,
                number,
                text,
                by,
                client_id,
            )


def notes(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the notes on clients."""
    names = _names(look, ids, statuses)
    for client_id, at, contact, body, pinned, by in _of(
        look,
        "SELECT n.client_id, n.created_at, c.name, n.body, n.pinned_at, u.name FROM note n"
        " LEFT JOIN contact c ON c.id = n.contact_id LEFT JOIN user_account u ON u.id = n.created_by",
        "n.client_id",
        ids,
        "n.removed_at IS NULL ORDER BY n.client_id, n.created_at, n.id",
    ):
        if client_id in names:
            yield (*names[client_id], instant(look, at), contact, body, pinned is not None, by, client_id)


def tasks(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the tasks on clients."""
    names = _names(look, ids, statuses)
    for client_id, due, kind, title, contact, to, team, done, by in _of(
        look,
        "SELECT t.client_id, t.due_at, t.kind, t.title, c.name, u.name, g.name, t.done_at, d.name FROM task t"
        " LEFT JOIN contact c ON c.id = t.contact_id LEFT JOIN user_account u ON u.id = t.assigned_to"
        " LEFT JOIN team g ON g.id = t.team_id LEFT JOIN user_account d ON d.id = t.done_by",
        "t.client_id",
        ids,
        "t.removed_at IS NULL ORDER BY t.client_id, t.due_at, t.id",
    ):
        if client_id in names:
            yield (
                *names[client_id],
                instant(look, due),
                kind,
                title,
                contact,
                to or team,
                instant(look, done),
                by,
                client_id,
            )


def _client_rows(look: Look, ids: Sequence[int], fields: str) -> Iterator[tuple[Any, ...]]:
    """Yield number, name, status and more fields of the clients that the user may open, in order."""
    from trtui.store.visibility import may_open

    for number, name, status, *rest in _of(
        look,
        f"SELECT k.id, k.name, coalesce(v.status, s.status), {fields} FROM client k"
        " LEFT JOIN client_state s ON s.client_id = k.id LEFT JOIN user_account u ON u.id = k.owner_id"
        f" LEFT JOIN status_override v ON v.client_id = k.id AND {_STILL_SET}",
        "k.id",
        ids,
        f"{may_open(look.actor)} ORDER BY k.id",
        now=look.now,
    ):
        yield (number, name, ClientStatus(status or ClientStatus.PROSPECT), *rest)


def _names(
    look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]
) -> dict[int, tuple[str, str | None]]:
    """Return name and company number of the clients that the user may open and that have one of these statuses."""
    return {
        number: (name, reg)
        for number, name, status, reg in _client_rows(look, ids, "k.number")
        if not statuses or status in statuses
    }


def _of(
    look: Look, sql: str, column: str, ids: Sequence[int], rest: str = "1 = 1", **parameters: Any
) -> list[tuple[Any, ...]]:
    """Return the rows of a statement for these numbers."""
    return look.db.rows(
        f"{sql} WHERE {look.db.among(column, 'ids')} AND {rest}", ids=look.db.listed(ids), **parameters
    )


def _joined(
    look: Look, sql: str, column: str, ids: Sequence[int], condition: str = "1 = 1"
) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    for number, text in _of(look, sql, column, ids, f"{condition} ORDER BY 1, lower(name)"):
        found.setdefault(number, []).append(text)
    return {number: "; ".join(texts) for number, texts in found.items()}


def _first(look: Look, sql: str, column: str, ids: Sequence[int], rest: str) -> dict[int, tuple[Any, ...]]:
    found: dict[int, tuple[Any, ...]] = {}
    for number, *values in _of(look, sql, column, ids, rest):
        found.setdefault(number, tuple(values))
    return found


def _address(site: tuple[Any, ...] | None) -> tuple[Cell, ...]:
    if site is None:
        return (None,) * ADDRESS_CELLS
    kind, *rest = site
    return (SiteKind(kind).value.capitalize() if kind in tuple(SiteKind) else kind, *rest)


def _list(texts: Iterable[str] | None) -> str | None:
    return "; ".join(texts) if texts else None


def instant(look: Look, at: int | None) -> datetime | None:
    """Return an instant as the wall clock of the user's zone shows it."""
    return None if at is None else datetime.fromtimestamp(at, look.zone).replace(tzinfo=None, second=0)
