"""Assigning contacts to a client: the two lists, and one save for all that was planned on them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from trtui.desk.access import open_client, open_contact
from trtui.desk.saving import save_form
from trtui.desk.stored_names import stored_as
from trtui.domain import spoken
from trtui.domain.errors import Conflict, Invalid
from trtui.domain.policy import Verb
from trtui.domain.text import line

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.people import Place
    from trtui.store.tables import Assignment
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who could be assigned: where they are already, at a glance."""

    contact_id: int
    name: str
    job_title: str
    clients: tuple[str, ...]
    """Names of the other clients that they are assigned to now, the primary ones first; those for the reader."""
    is_primary_at: str
    """The client whose primary contact they are, or empty."""
    is_here: bool
    csi: str
    phone: str
    """The first number that may be called, or empty."""


@dataclass(frozen=True, slots=True)
class Member:
    """A contact assigned to the client now."""

    assignment_id: int
    version: int
    contact_id: int
    name: str
    job_title: str
    role: str
    is_primary: bool
    csi: str
    phone: str
    from_at: int
    is_archived: bool = False


class Step(StrEnum):
    """What a line of the plan does."""

    ASSIGN = "assign"
    DELINK = "delink"
    PRIMARY = "primary"
    ROLE = "role"


@dataclass(frozen=True, slots=True)
class Planned:
    """One line of the plan: a step for one contact; ``role`` counts for assign and role."""

    step: Step
    contact_id: int
    role: str = ""


@dataclass(frozen=True, slots=True)
class Assigned:
    """What a save did, in numbers."""

    client_id: int
    assigned: int
    delinked: int
    primary_contact_id: int | None


def members(look: Look, client_id: int) -> tuple[Member, ...]:
    """Return the client's current contacts, the primary one first, then by name; archived ones at the end."""
    from trtui.store.queries import assignments, people

    open_client(look, client_id)
    rows = assignments.members(look.db, client_id)
    phones = people.callable_phones(look.db, [row.contact_id for row in rows])
    return tuple(
        Member(
            row.assignment_id,
            row.version,
            row.contact_id,
            row.name,
            row.job_title,
            row.role,
            bool(row.is_primary),
            row.csi,
            phones.get(row.contact_id, ""),
            row.from_at,
            row.is_archived,
        )
        for row in rows
    )


def people(
    look: Look,
    client_id: int,
    text: str = "",
    *,
    among: Sequence[int] | None = None,
    only_free: bool = False,
    limit: int = 100,
) -> tuple[Person, ...]:
    """Return people to assign, found by typed text; ``only_free`` leaves out those assigned to this client.

    Without text they are the newest people without any client, then the newest of all. ``among`` names people to be
    read instead, all of them in its order; archived ones and those whom the user may not open are left out.
    """
    from trtui.store.queries import people as known

    open_client(look, client_id)
    if among is not None:
        ids, limit = list(dict.fromkeys(among)), len(among)
    else:
        ids = _found(look, text, limit * 2) if text.strip() else _newest(look, limit * 2)
    found: dict[int, list[Place]] = {}
    for place in known.places_of(look.db, look.actor, ids):
        found.setdefault(place.contact_id, []).append(place)
    phones = known.callable_phones(look.db, ids)
    listed = [
        _person(client_id, found[contact_id], phones.get(contact_id, ""))
        for contact_id in ids
        if contact_id in found
    ]
    return tuple([one for one in listed if not (one.is_here and only_free)][:limit])


def _person(client_id: int, places: Sequence[Place], phone: str) -> Person:
    first = places[0]
    return Person(
        first.contact_id,
        first.name,
        first.job_title,
        tuple(place.client for place in places if place.client is not None and place.client_id != client_id),
        next((place.client or "" for place in places if place.is_primary), ""),
        any(place.client_id == client_id for place in places),
        first.csi,
        phone,
    )


def save(work: Work, client_id: int, plan: Sequence[Planned], seen: Sequence[Member] = ()) -> Assigned:
    """Carry out a plan on a client's contacts as one change with one undo.

    ``seen`` are the members as the planner saw them; Conflict is raised if one that the plan touches has changed.
    A client that has contacts keeps exactly one primary: the first to come becomes it, and when the primary leaves,
    the longest assigned follows. Raises Invalid for a plan that contradicts itself.
    """
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.ASSIGN_CONTACTS)
    client = work.get(Client, client_id)
    steps = _ordered(plan)
    _check_unchanged(work, client_id, steps, seen)
    assigned = [_assign(work, client_id, one) for one in steps if one.step is Step.ASSIGN]
    for one in steps:
        if one.step is Step.ROLE:
            work.change(_current(work, client_id, one.contact_id), role=line(one.role, 80) or None)
    delinked = [_delink(work, client_id, one.contact_id) for one in steps if one.step is Step.DELINK]
    wanted = next((one.contact_id for one in steps if one.step is Step.PRIMARY), None)
    primary = settle_primary(work, client_id, wanted)
    work.label = _said(
        client.name,
        _names(work, [one.contact_id for one in steps if one.step is Step.ASSIGN]),
        _names(work, [one.contact_id for one in steps if one.step is Step.DELINK]),
        _names(work, [wanted] if wanted is not None else []),
        _names(work, [one.contact_id for one in steps if one.step is Step.ROLE]),
    )
    return Assigned(client_id, len(assigned), len(delinked), primary)


@stored_as("assignment.delink")
def delink(work: Work, client_id: int, contact_ids: Sequence[int]) -> Assigned:
    """End the assignments of contacts to a client; their history stays."""
    return save(work, client_id, [Planned(Step.DELINK, contact_id) for contact_id in contact_ids])


@stored_as("assignment.make_primary")
def make_primary(work: Work, client_id: int, contact_id: int) -> Assigned:
    """Make one of a client's contacts its primary one."""
    return save(work, client_id, [Planned(Step.PRIMARY, contact_id)])


@stored_as("assignment.set_role")
def set_role(
    work: Work,
    client_id: int,
    contact_id: int,
    base: Mapping[str, Any],
    wanted: Mapping[str, Any],
    version: int,
) -> None:
    """Set what a contact is at a client (``role``); raises StaleSave where somebody else set it meanwhile, Conflict."""
    from trtui.store.tables import Client, Contact

    open_client(work, client_id, Verb.ASSIGN_CONTACTS)
    row = _current(work, client_id, contact_id)
    save_form(work, row, base, {"role": line(str(wanted["role"] or ""), 80, "role") or None}, version)
    name, client = work.get(Contact, contact_id).name, work.get(Client, client_id).name
    work.label = f"Set the role of {name} at {client}"


def _ordered(plan: Sequence[Planned]) -> list[Planned]:
    leaving = {one.contact_id for one in plan if one.step is Step.DELINK}
    staying = {one.contact_id for one in plan if one.step is not Step.DELINK}
    if leaving & staying:
        raise Invalid("The same contact cannot be both assigned and delinked. Take one of the two back.")
    if sum(one.step is Step.PRIMARY for one in plan) > 1:
        raise Invalid("A client has one primary contact. Choose one.")
    if not plan:
        raise Invalid("Nothing was planned: mark people and press a.")
    return list(dict.fromkeys(plan))


def _check_unchanged(work: Work, client_id: int, plan: Sequence[Planned], seen: Sequence[Member]) -> None:
    from trtui.store.queries import assignments

    touched = {one.contact_id for one in plan}
    for member in seen:
        if member.contact_id not in touched:
            continue
        if not assignments.is_unchanged(work.db, member.assignment_id, member.version):
            raise Conflict(
                f"Somebody else changed the assignment of {member.name} meanwhile. "
                "Press R to see it as it is now; your plan is kept."
            )


def _assign(work: Work, client_id: int, one: Planned) -> Assignment:
    from trtui.store.queries import assignments
    from trtui.store.tables import Assignment, Contact

    open_contact(work, one.contact_id)
    contact = work.get(Contact, one.contact_id)
    if contact.archived_at is not None or contact.anonymised_at is not None:
        raise Invalid(f"{contact.name} is archived. Restore the contact first.")
    if assignments.current_id(work.db, client_id, one.contact_id) is not None:
        raise Conflict(f"{contact.name} is already assigned here. Press R to see the list as it is now.")
    return work.add(
        Assignment(
            client_id=client_id,
            contact_id=one.contact_id,
            role=line(one.role, 80) or None,
            from_at=work.now,
        )
    )


def _delink(work: Work, client_id: int, contact_id: int) -> Assignment:
    row = _current(work, client_id, contact_id)
    work.change(row, to_at=work.now, is_primary=False)
    return row


def _current(work: Work, client_id: int, contact_id: int) -> Assignment:
    from trtui.store.queries import assignments
    from trtui.store.tables import Assignment

    found = assignments.current_id(work.db, client_id, contact_id)
    if found is None:
        raise Conflict("That contact is no longer assigned here. Press R to see the list as it is now.")
    return work.get(Assignment, found)


def settle_primary(work: Work, client_id: int, wanted: int | None) -> int | None:
    """Leave a client that has contacts with exactly one primary: the wanted one, else the present, else the oldest.

    An archived one is it only where there is no other. Returns its contact. Raises Invalid for a wanted contact that is
    not assigned to the client or is archived.
    """
    from trtui.store.queries import assignments
    from trtui.store.tables import Assignment, Contact

    rows = assignments.current(work.db, client_id)
    if not rows:
        return None
    now_primary = next((row for row in rows if row.is_primary), None)
    in_use = [row for row in rows if not row.is_archived] or rows
    target = (
        next((row for row in rows if row.contact_id == wanted), None)
        if wanted is not None
        else now_primary
        if now_primary in in_use
        else in_use[0]
    )
    if target is None:
        raise Invalid("Only a contact that is assigned to the client can be its primary contact.")
    if wanted is not None and target.is_archived:
        name = work.get(Contact, wanted).name
        raise Invalid(f"{name} is archived. Restore the contact first.")
    # The store allows one primary at any moment, so the old one steps down first.
    if now_primary is not None and now_primary.id != target.id:
        work.change(work.get(Assignment, now_primary.id), is_primary=False)
    work.change(work.get(Assignment, target.id), is_primary=True)
    return target.contact_id


def _found(look: Look, text: str, limit: int) -> list[int]:
    from trtui.desk.search import find_contacts

    return [hit.id for hit in find_contacts(look, text, limit)]


def _newest(look: Look, limit: int) -> list[int]:
    from trtui.store.queries import people as known

    free = known.newest_free(look.db, limit)
    return list(dict.fromkeys(free + known.newest(look.db, look.actor, limit)))[:limit]


def _names(work: Work, contact_ids: Sequence[int]) -> list[str]:
    from trtui.store.tables import Contact

    return [work.get(Contact, number).name for number in contact_ids]


def _said(
    client: str,
    assigned: Sequence[str],
    delinked: Sequence[str],
    primary: Sequence[str],
    roles: Sequence[str],
) -> str:
    """Return in words what a plan did; roles are told where nothing else was done."""
    parts = []
    if assigned:
        parts.append(f"assign {spoken.listed(assigned, 'contact')} to")
    if delinked:
        parts.append(f"delink {spoken.listed(delinked, 'contact')} from")
    if primary:
        parts.append(f"make {primary[0]} the primary contact of")
    if not parts:
        parts.append(f"set the role of {spoken.listed(roles, 'contact')} at")
    words = ", ".join(parts)
    return f"{words[0].upper()}{words[1:]} {client}"
