"""The lines of a result: what a list shows of clients and contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final, Literal

from trtui.domain.csi import NOT_PLANNED, CsiCode, Dueness, dueness
from trtui.domain.status import ClientStatus, ContactStatus

if TYPE_CHECKING:
    from trtui.domain.finding.emphasis import Span
    from trtui.domain.finding.ranking import Way
    from trtui.store.look import Look
    from trtui.store.search import Place

Fields = dict[str, Any]
_NOBODY: Final[Fields] = {"name": ""}
_KNOWN_AS: Final = {
    "previous": "was",
    "trading": "trades as",
    "registered": "registered as",
    "department": "department",
    "site": "site",
    "town": "also in",
}


@dataclass(frozen=True, slots=True)
class Hit:
    """One line of a result: a client, or a contact under its client.

    ``spans`` are the places (start, end) in the name that were typed. ``where`` is the town of a client or the job
    title of a contact; ``via`` says by which other name a client was found. ``is_match`` is false for a line that is
    there for another's sake: the client of a contact that matches, or the contact who is due at a client that matches.
    """

    kind: Literal["client", "contact"]
    id: int
    client_id: int | None
    name: str
    client_name: str
    spans: tuple[Span, ...] = ()
    where: str = ""
    status: ClientStatus | ContactStatus = ClientStatus.PROSPECT
    csi: CsiCode | None = None
    phone: str = ""
    """The first usable number: E.164, or as typed where that could not be understood."""
    due_at: int | None = None
    due_on: date | None = None
    """The day of the next call, where a whole day is meant."""
    next_call: Dueness = NOT_PLANNED
    owner_id: int | None = None
    owner: str = ""
    postcode: str = ""
    is_archived: bool = False
    score: float = 0.0
    is_match: bool = True
    via: str = ""


def hits_of(
    look: Look,
    places: Sequence[Place],
    ways: tuple[Way, ...] = (),
    statuses: Collection[ClientStatus] = (),
    towns: Sequence[str] = (),
) -> tuple[Hit, ...]:
    """Return the lines for these places in their order, without what the user may not open.

    With ``statuses`` only clients of these, overrides considered, and their contacts are left. Clients show which of
    their sites is in one of the ``towns`` that were asked for.
    """
    from trtui.domain.finding.emphasis import spans
    from trtui.store.queries import known

    clients = _clients(look, {place.client_id for place in places if place.client_id is not None})
    if towns:
        for number, where in towns_of(look, {n: line["where"] for n, line in clients.items()}, towns).items():
            clients[number]["where"] = where
    people = _contacts(look, {place.id for place in places if place.noun == "contact"})
    typed = {
        place: spans((clients if place.noun == "client" else people).get(place.id, _NOBODY)["name"], ways)
        for place in places
        if place.is_match and ways
    }
    others = known.other_names(
        look.db, [place.id for place, found in typed.items() if place.noun == "client" and not found]
    )
    hits: list[Hit] = []
    for place in places:
        client = clients.get(place.client_id) if place.client_id is not None else None
        line = client if place.noun == "client" else people.get(place.id)
        if line is None or (client is None and place.client_id is not None):
            continue
        if statuses and (client is None or client["status"] not in statuses):
            continue
        via = (
            _via(others[place.id], ways, line["where"])
            if place.noun == "client" and place.id in others
            else ""
        )
        hits.append(
            Hit(
                **line,
                client_id=place.client_id,
                client_name=client["name"] if client else "",
                spans=typed.get(place, ()),
                score=place.score,
                is_match=place.is_match,
                via=via,
            )
        )
    return tuple(hits)


def towns_of(look: Look, main: Mapping[int, str], towns: Sequence[str]) -> dict[int, str]:
    """Return what to show as the town of clients that were asked for by town: the one asked for first.

    ``main`` are their own towns by client.
    """
    from trtui.store.filtering import town_marks, town_there
    from trtui.store.queries import known

    marks = town_marks(towns)
    elsewhere = [number for number, town in main.items() if not town_there([town], marks)]
    found = dict(main)
    for number, names in known.other_names(look.db, elsewhere).items():
        if there := town_there((name for kind, name in names if kind == "town"), marks):
            found[number] = ", ".join(town for town in (there, main[number]) if town)
    return found


def _via(names: Iterable[tuple[str, str]], ways: tuple[Way, ...], where: str) -> str:
    """Return by which other name or place a client was found, in words; what the line shows needs none."""
    from trtui.domain.finding.emphasis import spans

    if spans(where, ways):
        return ""
    return next((f"{_KNOWN_AS.get(kind, 'also')} {name}" for kind, name in names if spans(name, ways)), "")


def _clients(look: Look, numbers: Collection[int]) -> dict[int, Fields]:
    from trtui.store.queries import hits as lines

    rows = lines.clients(look.db, look.actor, numbers, look.now)
    come = [row.id for row in rows if row.next_call_at is not None and row.next_call_at <= look.now]
    # Only a call that has come is shown with its lateness, which needs more than its date.
    late = lines.first_calls(look.db, come)
    return {
        row.id: {
            "kind": "client",
            "id": row.id,
            "name": row.name,
            "where": row.town or "",
            "status": ClientStatus(row.override or row.status or ClientStatus.PROSPECT),
            "csi": CsiCode(row.csi) if row.csi else None,
            "phone": row.phone or "",
            "owner_id": row.owner_id,
            "owner": row.owner or "",
            "postcode": row.postcode or "",
            "is_archived": row.archived_at is not None,
            **_call(look, *late.get(row.id, (row.next_call_at, None, None, row.next_call_on))),
        }
        for row in rows
    }


def _contacts(look: Look, numbers: Collection[int]) -> dict[int, Fields]:
    from trtui.store.queries import hits as lines
    from trtui.store.queries import people

    rows = lines.contacts(look.db, look.actor, numbers, look.now)
    phones = people.callable_phones(look.db, numbers) if rows else {}
    return {
        row.id: {
            "kind": "contact",
            "id": row.id,
            "name": row.name,
            "where": row.job_title or "",
            "status": ContactStatus(row.override or row.status or ContactStatus.UNKNOWN),
            "csi": CsiCode(row.csi) if row.csi else None,
            "phone": phones.get(row.id, ""),
            "owner_id": row.owner_id,
            "owner": row.owner or "",
            "is_archived": row.archived_at is not None,
            **_call(look, row.due_at, row.due_since, row.interval_days, row.due_on),
        }
        for row in rows
    }


def _call(
    look: Look, due_at: int | None, since: int | None, interval: int | None, due_on: str | None
) -> Fields:
    """Return the fields of a line that say when the next call is."""
    if due_at is None:
        return {}
    day = None if due_on is None else date.fromisoformat(due_on)
    seen = dueness(due_at, interval, look.now, look.zone, since, day)
    return {"due_at": due_at, "due_on": day, "next_call": seen}
