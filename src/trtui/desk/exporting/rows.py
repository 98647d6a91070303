"""The rows of lists that are exported, for a page of clients or contacts; only what the user may open is among them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from trtui.desk.outcomes import outcomes_of
from trtui.domain.kinds import SiteKind, TouchKind
from trtui.domain.phones import display, line
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus, ContactStatus

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.exports import Note, Place, Site, Task, Touch

Cell = str | int | bool | date | datetime | None
Row = Sequence[Cell]
ADDRESS_CELLS = 8


def clients(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield one row per client."""
    from trtui.store.queries import exports

    tags = exports.tags(look.db, ids)
    trading = exports.trading_names(look.db, ids)
    previous = exports.previous_names(look.db, ids)
    sites: dict[int, Site] = {}
    for site in exports.sites(look.db, ids):
        sites.setdefault(site.client_id, site)
    for one in exports.clients(look.db, look.actor, look.now, ids):
        status = _status(one.status)
        if statuses and status not in statuses:
            continue
        yield (
            one.name,
            one.number,
            one.website,
            AccountStage(one.stage).label,
            one.sales_level.capitalize() if one.sales_level else None,
            one.industry,
            one.customer_type,
            one.lead_source,
            one.banner,
            one.owner,
            _list(tags.get(one.id)),
            _list(trading.get(one.id)),
            _list(previous.get(one.id)),
            _phone(look, one.phone),
            *_address(sites.get(one.id)),
            status.label,
            one.csi,
            one.people,
            one.open_jobs,
            planned(look, one.next_call_on, one.next_call_at),
            instant(look, one.last_touch_at),
            instant(look, one.created_at),
            instant(look, one.archived_at),
            one.id,
        )


def contacts(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield one row per contact and client, and one for a contact without a client."""
    from trtui.store.queries import exports

    points: dict[int, dict[str, list[str]]] = {}
    for point in exports.points(look.db, ids):
        column = "mobile" if point.label == "mobile" else point.kind
        shown = _phone(look, line(point.value, point.ext)) if point.kind == "phone" else point.value
        points.setdefault(point.contact_id, {}).setdefault(column, []).append(shown or "")
    places: dict[int, list[Place | None]] = {}
    for place in exports.places(look.db, look.actor, look.now, ids):
        places.setdefault(place.contact_id, []).append(place)
    for one in exports.contacts(look.db, look.actor, look.now, ids):
        own = points.get(one.id, {})
        for at in places.get(one.id, [None]):
            if statuses and (at is None or at.status not in statuses):
                continue
            yield (
                *((at.client, at.number, at.postcode) if at else (None, None, None)),
                one.name,
                one.job_title,
                *((at.role, bool(at.is_primary)) if at else (None, None)),
                one.csi,
                _list(own.get("phone")),
                _list(own.get("mobile")),
                _list(own.get("email")),
                one.best_time,
                ContactStatus(one.status or ContactStatus.UNKNOWN).label,
                one.owner,
                planned(look, one.due_on, one.due_at),
                instant(look, one.last_conversation_at),
                one.out_of_queue,
                instant(look, one.archived_at),
                one.id,
                at.client_id if at else None,
            )


def sites(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the addresses of clients."""
    from trtui.store.queries import exports

    names = _names(look, ids, statuses)
    for site in exports.sites(look.db, ids):
        if site.client_id in names:
            yield (*names[site.client_id], *_address(site), bool(site.is_main), site.client_id)


def jobs(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the vacancies of clients."""
    from trtui.store.queries import exports

    names = _names(look, ids, statuses)
    for job in exports.jobs(look.db, ids):
        if job.client_id in names:
            yield (
                *names[job.client_id],
                job.title,
                job.kind,
                job.status,
                job.headcount,
                job.contact,
                instant(look, job.registered_at),
                job.by,
                instant(look, job.filled_at),
                instant(look, job.closed_at),
                job.client_id,
            )


def touches(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield what was logged with clients."""
    from trtui.store.queries import exports

    return _touches(look, exports.touches(look.db, ids), statuses)


def touches_with(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield what was logged with contacts."""
    from trtui.store.queries import exports

    return _touches(look, exports.touches(look.db, ids, of="contact"), statuses)


def _touches(look: Look, found: list[Touch], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    names = _names(look, {touch.client_id for touch in found if touch.client_id is not None}, statuses)
    labels = {outcome.code: outcome.label for outcome in outcomes_of(look.rules)}
    for touch in found:
        if touch.client_id in names:
            yield (
                *names[touch.client_id],
                instant(look, touch.at),
                TouchKind(touch.kind).label if touch.kind in tuple(TouchKind) else touch.kind,
                labels.get(touch.outcome, touch.outcome) if touch.outcome else touch.outcome,
                bool(touch.is_conversation),
                touch.contact,
                _phone(look, touch.phone),
                touch.note,
                touch.by,
                touch.client_id,
            )


def notes(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the notes on clients."""
    from trtui.store.queries import exports

    return _notes(look, exports.notes(look.db, ids), statuses)


def notes_about(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the notes about contacts."""
    from trtui.store.queries import exports

    return _notes(look, exports.notes(look.db, ids, of="contact"), statuses)


def _notes(look: Look, found: list[Note], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    names = _names(look, {note.client_id for note in found if note.client_id is not None}, statuses)
    for note in found:
        if note.client_id in names:
            yield (
                *names[note.client_id],
                instant(look, note.created_at),
                note.contact,
                note.body,
                note.pinned_at is not None,
                note.by,
                note.client_id,
            )


def tasks(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the tasks on clients."""
    from trtui.store.queries import exports

    return _tasks(look, exports.tasks(look.db, ids), statuses)


def tasks_about(look: Look, ids: Sequence[int], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    """Yield the tasks about contacts."""
    from trtui.store.queries import exports

    return _tasks(look, exports.tasks(look.db, ids, of="contact"), statuses)


def _tasks(look: Look, found: list[Task], statuses: frozenset[ClientStatus]) -> Iterator[Row]:
    names = _names(look, {task.client_id for task in found if task.client_id is not None}, statuses)
    for task in found:
        if task.client_id in names:
            yield (
                *names[task.client_id],
                planned(look, task.due_on, task.due_at),
                task.kind,
                task.title,
                task.contact,
                task.assigned_to or task.team,
                instant(look, task.done_at),
                task.done_by,
                task.client_id,
            )


def instant(look: Look, at: int | None) -> datetime | None:
    """Return an instant as the wall clock of the user's zone shows it."""
    return None if at is None else datetime.fromtimestamp(at, look.zone).replace(tzinfo=None, second=0)


def planned(look: Look, on: date | str | None, at: int | None) -> date | datetime | None:
    """Return a day as a date, an instant as ``instant`` does."""
    if on is None:
        return instant(look, at)
    return date.fromisoformat(on) if isinstance(on, str) else on


def _names(
    look: Look, ids: Collection[int], statuses: frozenset[ClientStatus]
) -> dict[int, tuple[str, str | None]]:
    """Return name and company number of the clients that the user may open and that have one of these statuses."""
    from trtui.store.queries import exports

    return {
        one.id: (one.name, one.number)
        for one in exports.named(look.db, look.actor, look.now, ids)
        if not statuses or _status(one.status) in statuses
    }


def _status(status: str | None) -> ClientStatus:
    return ClientStatus(status or ClientStatus.PROSPECT)


def _phone(look: Look, number: str | None) -> str | None:
    return display(number, look.rules.region) if number else None


def _address(site: Site | None) -> tuple[Cell, ...]:
    if site is None:
        return (None,) * ADDRESS_CELLS
    kind = SiteKind(site.kind).value.capitalize() if site.kind in tuple(SiteKind) else site.kind
    lines = (site.line1, site.line2, site.town, site.county, site.postcode, site.country)
    return (kind, site.name, *lines)


def _list(texts: Iterable[str] | None) -> str | None:
    return "; ".join(texts) if texts else None
