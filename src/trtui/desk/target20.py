"""The Target 20: the contacts on whom a consultant works for three to four months, and what comes of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trtui.desk import queue
from trtui.desk.access import open_contact, permit
from trtui.desk.outcomes import outcomes_of
from trtui.desk.stored_names import stored_as
from trtui.domain import spoken, target20
from trtui.domain.csi import CsiCode, Dueness
from trtui.domain.errors import NotFound
from trtui.domain.kinds import TouchKind
from trtui.domain.outcomes import NextCall
from trtui.domain.policy import Verb
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.tables import Target20
    from trtui.store.targets import PlaceRow
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class TargetRow:
    """One place: since when, until when, and what came of it since; ``vacancies`` are those the contact gave.

    The names are empty when the client was closed to the reader meanwhile.
    """

    contact_id: int
    contact: str
    client_id: int | None
    client: str
    csi: str
    due: Dueness
    due_at: int | None
    due_on: date | None
    since_at: int
    until_on: date
    days_left: int
    calls: int
    conversations: int
    meetings: int
    vacancies: int
    last_conversation_at: int | None


@dataclass(frozen=True, slots=True)
class Target20List:
    """A consultant's list; ``ended`` counts places that ran out and may be renewed or given up."""

    rows: tuple[TargetRow, ...]
    size: int
    free: int
    ended: int


@stored_as("target20.add")
def add(work: Work, contact_ids: Sequence[int], user_id: int | None = None) -> int:
    """Put contacts on my Target 20 (a manager: on a colleague's) and return how many were not on it yet.

    A place lasts four months. Raises Invalid when they do not all fit or one has no CSI code, NotAllowed, NotFound.
    """
    from trtui.store import calls, targets
    from trtui.store.tables import Target20

    whose = _whose(work, user_id)
    targets.hold_list(work.db, whose)
    today = local_day(work.now, work.zone)
    there: set[int] = set()
    for place in targets.places(work.db, whose):
        if not _is_over(work, place.since_at, place.until_on):
            there.add(place.contact_id)
        elif place.contact_id in contact_ids:
            work.change(work.get(Target20, place.id), removed_at=work.now)
    new = [contact_id for contact_id in dict.fromkeys(contact_ids) if contact_id not in there]
    people = calls.callees(work.db, new, work.now)
    for contact_id in new:
        open_contact(work, contact_id)
    codes = [CsiCode(people[one].csi) if people[one].csi else None for one in new]
    target20.check_adding(len(there), len(new), codes, work.rules.target20_size)
    until_on = target20.ends_on(today, work.rules.target20_months)
    for contact_id in new:
        work.add(
            Target20(user_id=whose, contact_id=contact_id, since_at=work.now, until_on=until_on.isoformat())
        )
    work.label = f"Put {_whom([people[one].contact for one in new])} on the Target 20"
    return len(new)


@stored_as("target20.remove")
def remove(work: Work, contact_ids: Sequence[int], user_id: int | None = None) -> int:
    """Take contacts off my Target 20 (a manager: off a colleague's); return how many were on it."""
    names = []
    for place, name in _places_of(work, contact_ids, _whose(work, user_id)):
        if work.change(place, removed_at=work.now):
            names.append(name)
    work.label = f"Take {_whom(names)} off the Target 20"
    return len(names)


@stored_as("target20.renew")
def renew(work: Work, contact_ids: Sequence[int], user_id: int | None = None) -> int:
    """Give places another four months from today, also ones that have just ended; return how many.

    Raises Invalid when the ended ones no longer fit.
    """
    from trtui.store import targets

    whose = _whose(work, user_id)
    targets.hold_list(work.db, whose)
    found = _places_of(work, contact_ids, whose)
    there = len(standing(work, whose))
    ended = sum(_is_over(work, place.since_at, place.until_on) for place, _ in found)
    target20.check_adding(there, ended, [CsiCode.A] * ended, work.rules.target20_size)
    until_on = target20.ends_on(local_day(work.now, work.zone), work.rules.target20_months).isoformat()
    names = [name for place, name in found if work.change(place, until_on=until_on)]
    work.label = f"Renew {_whom(names)} on the Target 20"
    return len(names)


def members(look: Look, user_id: int | None = None) -> Target20List:
    """Return my Target 20 (a manager: a colleague's) with its progress, the most overdue first, then by date.

    Raises NotAllowed.
    """
    from trtui.store import calls, targets

    whose = _whose(look, user_id)
    today = local_day(look.now, look.zone)
    places = targets.places(look.db, whose)
    there = _not_over(look, places)
    people = calls.callees(look.db, [place.contact_id for place in there], look.now)
    at = {one.client_id for one in people.values() if one.client_id is not None}
    is_open = calls.open_ones(look.db, look.actor, at) | {None}
    since_at = min((place.since_at for place in there), default=look.now)
    touches = targets.progress(look.db, people, since_at)
    jobs = targets.vacancies(look.db, people, since_at)
    booked = {one.code for one in outcomes_of(look.rules) if one.next_call is NextCall.AFTER_MEETING}
    rows = []
    for place in there:
        contact_id, since = place.contact_id, place.since_at
        callee = people[contact_id]
        mine = [one for one in touches.get(contact_id, []) if one.at >= since]
        until_on = _until(look, since, place.until_on)
        rows.append(
            TargetRow(
                contact_id,
                callee.contact if callee.client_id in is_open else "",
                callee.client_id,
                callee.client if callee.client_id in is_open else "",
                callee.csi,
                queue.dueness(callee.due, look.now, look.zone),
                None if callee.due is None else callee.due.at,
                None if callee.due is None else callee.due.on,
                since,
                until_on,
                (until_on - today).days,
                sum(one.kind == TouchKind.CALL for one in mine),
                sum(bool(one.is_conversation) for one in mine),
                sum(
                    one.kind in (TouchKind.MEETING, TouchKind.VISIT) or one.outcome in booked for one in mine
                ),
                sum(job.contact_id == contact_id and job.registered_at >= since for job in jobs),
                callee.last_conversation_at,
            )
        )
    rows.sort(key=lambda row: (row.due_at is None, -row.due.share, row.contact_id))
    size = look.rules.target20_size
    return Target20List(tuple(rows), size, max(0, size - len(rows)), len(places) - len(there))


def standing(look: Look | Work, user_id: int) -> list[PlaceRow]:
    """Return the places of a list that have not ended, the oldest first."""
    from trtui.store import targets

    return _not_over(look, targets.places(look.db, user_id))


def _places_of(work: Work, contact_ids: Sequence[int], user_id: int) -> list[tuple[Target20, str]]:
    from trtui.store import calls, targets
    from trtui.store.tables import Target20

    wanted = set(contact_ids)
    found = [place for place in targets.places(work.db, user_id) if place.contact_id in wanted]
    people = calls.callees(work.db, [place.contact_id for place in found], work.now)
    return [(work.get(Target20, place.id), people[place.contact_id].contact) for place in found]


def _whose(look: Look | Work, user_id: int | None) -> int:
    """Return whose list is meant; somebody else's is for managers."""
    from trtui.store import calls

    if user_id is None or user_id == look.actor.user_id:
        return look.actor.user_id
    permit(look, Verb.SEE_TEAM_FIGURES)
    if not calls.is_active_user(look.db, user_id):
        raise NotFound(f"There is no active user {user_id}.")
    return user_id


def _until(look: Look | Work, since_at: int, until: str | None) -> date:
    if until is not None:
        return date.fromisoformat(until)
    return target20.ends_on(local_day(since_at, look.zone), look.rules.target20_months)


def _not_over(look: Look | Work, places: Iterable[PlaceRow]) -> list[PlaceRow]:
    return [place for place in places if not _is_over(look, place.since_at, place.until_on)]


def _is_over(look: Look | Work, since_at: int, until: str | None) -> bool:
    return target20.is_over(
        local_day(since_at, look.zone), _until(look, since_at, until), local_day(look.now, look.zone)
    )


def _whom(names: Sequence[str]) -> str:
    return spoken.listed(names, "contact")
