"""The lines of a result: what a list shows of clients and contacts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
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
    next_call: Dueness = NOT_PLANNED
    owner_id: int | None = None
    owner: str = ""
    postcode: str = ""
    is_archived: bool = False
    score: float = 0.0
    is_match: bool = True
    via: str = ""


def hits_of(
    look: Look, places: Sequence[Place], ways: tuple[Way, ...] = (), statuses: Collection[ClientStatus] = ()
) -> tuple[Hit, ...]:
    """Return the lines for these places in their order, without what the user may not open.

    With ``statuses`` only clients of these, overrides considered, and their contacts are left.
    """
    from trtui.domain.finding.emphasis import spans

    clients = _clients(look, {place.client_id for place in places if place.client_id is not None})
    people = _contacts(look, {place.id for place in places if place.noun == "contact"})
    typed = {
        place: spans((clients if place.noun == "client" else people).get(place.id, _NOBODY)["name"], ways)
        for place in places
        if place.is_match and ways
    }
    others = _other_names(
        look, [place.id for place, found in typed.items() if place.noun == "client" and not found]
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


def _via(names: Iterable[tuple[str, str]], ways: tuple[Way, ...], where: str) -> str:
    """Return by which other name or place a client was found, in words; what the line shows needs none."""
    from trtui.domain.finding.emphasis import spans

    if spans(where, ways):
        return ""
    return next((f"{_KNOWN_AS.get(kind, 'also')} {name}" for kind, name in names if spans(name, ways)), "")


def _clients(look: Look, numbers: Collection[int]) -> dict[int, Fields]:
    from trtui.store.visibility import may_open

    if not numbers:
        return {}
    rows = look.db.rows(
        "SELECT k.id, k.name, s.town, s.postcode, s.phone, s.csi, s.status, v.status, s.next_call_at, k.owner_id,"
        " u.name, k.archived_at FROM client k LEFT JOIN client_state s ON s.client_id = k.id"
        " LEFT JOIN user_account u ON u.id = k.owner_id"
        " LEFT JOIN status_override v ON v.client_id = k.id AND v.cleared_at IS NULL"
        " AND (v.expires_at IS NULL OR v.expires_at > :now)"
        f" WHERE {look.db.among('k.id', 'ids')} AND {may_open(look.actor)}",
        ids=look.db.listed(numbers),
        now=look.now,
    )
    calls = _late_calls(look, {row[0]: row[8] for row in rows if row[8] is not None})
    return {
        number: {
            "kind": "client",
            "id": number,
            "name": name,
            "where": town or "",
            "status": ClientStatus(override or status or ClientStatus.PROSPECT),
            "csi": CsiCode(csi) if csi else None,
            "phone": phone or "",
            "owner_id": owner_id,
            "owner": owner or "",
            "postcode": postcode or "",
            "is_archived": archived is not None,
            **_call(look, calls.get(number)),
        }
        for number, name, town, postcode, phone, csi, status, override, _, owner_id, owner, archived in rows
    }


def _late_calls(look: Look, due: dict[int, int]) -> dict[int, tuple[int, int | None, int | None]]:
    """Return for each client when its first contact is due; where that has come also since when, and the interval."""
    found: dict[int, tuple[int, int | None, int | None]] = {}
    for number, due_at, since, interval in look.db.rows(
        "SELECT a.client_id, s.due_at, s.due_since, s.interval_days FROM assignment a"
        " JOIN contact_state s ON s.contact_id = a.contact_id"
        f" WHERE {look.db.among('a.client_id', 'ids')} AND a.to_at IS NULL AND s.due_at IS NOT NULL"
        " ORDER BY s.due_at, s.contact_id",
        ids=look.db.listed([number for number, due_at in due.items() if due_at <= look.now]),
    ):
        found.setdefault(number, (due_at, since, interval))
    return {number: found.get(number, (due_at, None, None)) for number, due_at in due.items()}


def _contacts(look: Look, numbers: Collection[int]) -> dict[int, Fields]:
    from trtui.store.visibility import may_open_contact

    if not numbers:
        return {}
    listed = look.db.listed(numbers)
    phones: dict[int, str] = {}
    for number, value in look.db.rows(
        "SELECT p.contact_id, p.value FROM contact_point p LEFT JOIN phone_screening n ON n.e164 = p.value"
        f" WHERE {look.db.among('p.contact_id', 'ids')} AND p.kind = 'phone' AND p.invalid_at IS NULL"
        " AND n.objected_at IS NULL AND coalesce(n.tps_result, '') NOT IN ('tps', 'ctps')"
        " ORDER BY p.position, p.id",
        ids=listed,
    ):
        phones.setdefault(number, value)
    rows = look.db.rows(
        "SELECT c.id, c.name, c.job_title, c.csi, s.status, v.status, s.due_at, s.due_since, s.interval_days,"
        " s.owner_id, u.name, c.archived_at FROM contact c LEFT JOIN contact_state s ON s.contact_id = c.id"
        " LEFT JOIN user_account u ON u.id = s.owner_id"
        " LEFT JOIN status_override v ON v.contact_id = c.id AND v.cleared_at IS NULL"
        " AND (v.expires_at IS NULL OR v.expires_at > :now)"
        f" WHERE {look.db.among('c.id', 'ids')} AND {may_open_contact(look.actor)}",
        ids=listed,
        now=look.now,
    )
    return {
        number: {
            "kind": "contact",
            "id": number,
            "name": name,
            "where": title or "",
            "status": ContactStatus(override or status or ContactStatus.UNKNOWN),
            "csi": CsiCode(csi) if csi else None,
            "phone": phones.get(number, ""),
            "owner_id": owner_id,
            "owner": owner or "",
            "is_archived": archived is not None,
            **_call(look, None if due_at is None else (due_at, since, interval)),
        }
        for number, name, title, csi, status, override, due_at, since, interval, owner_id, owner, archived in rows
    }


def _call(look: Look, call: tuple[int, int | None, int | None] | None) -> Fields:
    """Return the fields of a line that say when the next call is."""
    if call is None:
        return {}
    due_at, since, interval = call
    return {"due_at": due_at, "next_call": dueness(due_at, interval, look.now, look.zone, since)}


def _other_names(look: Look, numbers: Collection[int]) -> dict[int, list[tuple[str, str]]]:
    if not numbers:
        return {}
    found: dict[int, list[tuple[str, str]]] = {number: [] for number in numbers}
    mine = look.db.among("client_id", "ids")
    for number, kind, name in look.db.rows(
        f"SELECT client_id, kind, name FROM client_name WHERE {mine}"
        f" UNION ALL SELECT client_id, 'department', name FROM department WHERE {mine} AND removed_at IS NULL"
        f" UNION ALL SELECT client_id, 'site', name FROM site WHERE {mine} AND removed_at IS NULL"
        " AND name IS NOT NULL"
        f" UNION ALL SELECT client_id, 'town', town FROM site WHERE {mine} AND removed_at IS NULL"
        " AND town IS NOT NULL",
        ids=look.db.listed(numbers),
    ):
        found[number].append((kind, name))
    return found
