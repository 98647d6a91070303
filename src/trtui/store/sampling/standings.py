"""State rows of sample clients and contacts, straight from the values by the domain's rules.

What ``trtui.store.states`` reads from ten tables is at hand here, so the states of a large store take a third of the
time, and several processes can tell them. A test holds the two against each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, tzinfo
from typing import Final, NamedTuple

from trtui.domain import queue
from trtui.domain.csi import CsiCode, cadence_from
from trtui.domain.folding import fold
from trtui.domain.proposals import Plan
from trtui.domain.rules import Rules
from trtui.domain.sample.values import SampleClient, SampleContact, SampleJob
from trtui.domain.status import ClientStatus, ContactStatus
from trtui.domain.time import local_day
from trtui.store import days
from trtui.store.sampling.sheets import VERSION, Sheets
from trtui.store.states import CALL_TASK, NOT_QUEUED

HUNDRED: Final = 100
"""Contacts are shared only within a hundred of clients, so each hundred's states can be told by themselves."""
CALLS: Final = ("call", "voicemail")
LISTED: Final = ("tps", "ctps")


class _Place(NamedTuple):
    """A current assignment; the least of a contact's is the one it is called for."""

    is_aside: bool
    is_other: bool
    from_at: int
    order: int
    client: SampleClient


class _Standing(NamedTuple):
    """What a client's state takes over from a contact's."""

    csi: str | None
    due_at: int | None
    due_on: str | None


class Standings:
    """The states of the clients of one hundred, and of their contacts."""

    def __init__(self, now: int, zone: tzinfo, rules: Rules) -> None:
        self._zone = zone
        self._today = local_day(now, zone)
        self._cadence = cadence_from(rules.cadence)
        self._workdays = rules.workdays

    def add(self, sheets: Sheets, clients: Sequence[SampleClient]) -> None:
        """Write the states, and the assignments of contacts that several of these clients share."""
        shared = _share(sheets, clients)
        found: dict[int, _Standing] = {}
        for client in clients:
            for index, contact in enumerate(client.contacts):
                found[contact.number] = self._add_contact(
                    sheets, client, index, contact, shared.get(contact.number, ())
                )
        for client in clients:
            people = [found[contact.number] for contact in client.contacts if contact.ended_at is None]
            people += [found[other.contact] for other in client.shared]
            _add_client(sheets, client, people, self._today)

    def _add_contact(
        self,
        sheets: Sheets,
        client: SampleClient,
        index: int,
        contact: SampleContact,
        elsewhere: Sequence[_Place],
    ) -> _Standing:
        number, csi = contact.number + 1, contact.csi
        at = _called_for(client, contact, elsewhere)
        spoke, touched, outcome = _last(contact)
        rank, due_at, since, kind, reserved, interval, blocked = (
            NOT_QUEUED,
            None,
            None,
            None,
            None,
            None,
            None,
        )
        due_on = None
        task_at = min(
            (
                task.due_at
                for task in client.tasks
                if task.contact == index and task.kind == CALL_TASK and task.done_at is None and task.due_at
            ),
            default=None,
        )
        is_archived = at is not None and at.archived_at is not None
        if csi is not None or contact.plan is not None or task_at is not None:
            due = queue.call_due(
                self._facts(contact, at, spoke, task_at), self._zone, self._cadence, self._workdays
            )
            if isinstance(due, queue.Due):
                rank, due_at, since, kind = due.rank, due.at, due.since, due.kind.value
                reserved, interval = due.reserved_for, due.interval_days
                due_on = None if due.on is None else due.on.isoformat()
            elif due.is_blocked:
                blocked = due.reason
        if is_archived and kind is None:
            at = None
        is_placed = any(job.contact == index and _is_live(job, self._today) for job in client.jobs)
        sheets["contact_state"].append(
            (
                number,
                None if at is None else at.number + 1,
                fold(contact.name),
                None if at is None else at.owner + 1,
                _contact_status(is_placed, csi).value,
                csi,
                rank,
                due_at,
                due_on,
                since,
                kind,
                reserved,
                interval,
                spoke,
                touched,
                outcome,
                blocked,
                False,
            )
        )
        return _Standing(csi, due_at, due_on)

    def _facts(
        self, contact: SampleContact, at: SampleClient | None, spoke: int | None, task_at: int | None
    ) -> queue.CallFacts:
        plan = contact.plan
        numbers, blocked = len(contact.phones), 0
        if numbers == 0 and at is not None and at.phone is not None:
            numbers = 1
        own = {phone.e164 for phone in contact.phones}
        for screening in contact.screenings:
            if screening.e164 in own and (
                screening.objected_at is not None or screening.tps_result in LISTED
            ):
                blocked += 1
        reserved = None if plan is None or plan.user is None else plan.user + 1
        return queue.CallFacts(
            code=CsiCode(contact.codes[-1].code) if contact.codes else None,
            coded_at=contact.codes[-1].at if contact.codes else None,
            last_conversation_at=spoke,
            plan=None
            if plan is None
            else queue.CallPlan(Plan(plan.kind), plan.at, reserved, days.on(plan.at, self._zone)),
            task_at=task_at,
            task_on=days.on(task_at, self._zone),
            numbers=numbers,
            blocked_numbers=blocked,
            held=contact.out_of_queue or "",
            aside="" if at is None else _aside(at),
            is_archived=False,
            has_client=at is not None,
        )


def _share(sheets: Sheets, clients: Sequence[SampleClient]) -> dict[int, list[_Place]]:
    """Write the assignments to further clients, and return those to clients in use by the contact's number."""
    known = {contact.number: contact for client in clients for contact in client.contacts}
    found: dict[int, list[_Place]] = {}
    for client in clients:
        # A client that has only somebody else's contact has it as its primary one.
        is_primary = all(contact.ended_at is not None for contact in client.contacts)
        for other in client.shared:
            from_at = max(other.from_at, known[other.contact].created_at)
            sheets["assignment"].append(
                (VERSION, client.number + 1, other.contact + 1, other.role, is_primary, from_at, None, None)
            )
            if client.archived_at is None:
                places = found.setdefault(other.contact, [])
                place = _Place(bool(_aside(client)), not is_primary, from_at, len(places) + 1, client)
                places.append(place)
            is_primary = False
    return found


def _called_for(
    client: SampleClient, contact: SampleContact, elsewhere: Sequence[_Place]
) -> SampleClient | None:
    """Return the client that a contact is called for: where it is primary, else where it has been longest.

    A client that takes its contacts out of the queue comes after the others, an archived one last.
    """
    if contact.ended_at is not None:
        return min(elsewhere).client if elsewhere else None
    if not elsewhere:
        return client
    if client.archived_at is not None:
        return min(elsewhere).client
    own = _Place(bool(_aside(client)), not contact.is_primary, contact.created_at, 0, client)
    return min(own, *elsewhere).client


def _aside(client: SampleClient) -> str:
    return queue.client_aside(client.sales_level, client.stage, is_archived=client.archived_at is not None)


def _last(contact: SampleContact) -> tuple[int | None, int | None, str | None]:
    """Return when a contact was last spoken to and last touched, and the last call's outcome."""
    if not contact.touches:
        return None, None, None
    spoke = max((touch.at for touch in contact.touches if touch.is_conversation), default=None)
    outcome = next((touch.outcome for touch in reversed(contact.touches) if touch.outcome is not None), None)
    return spoke, contact.touches[-1].at, outcome


def _is_live(job: SampleJob, today: date) -> bool:
    """Tell whether somebody who was placed on a vacancy has not left."""
    return any(placed.ends_on is None or placed.ends_on >= today for placed in job.placements)


def _add_client(sheets: Sheets, client: SampleClient, people: Sequence[_Standing], today: date) -> None:
    codes = [one.csi for one in people if one.csi is not None]
    dates = (
        [(one.due_at, one.due_on is None, one.due_on) for one in people if one.due_at is not None]
        if client.archived_at is None
        else []
    )
    next_at, _, next_on = min(dates, default=(None, True, None), key=lambda one: one[:2])
    touches = [touch for contact in client.contacts for touch in contact.touches]
    calls = [touch.at for touch in touches if touch.kind in CALLS]
    main = client.sites[0] if client.sites else None
    is_placed = any(_is_live(job, today) for job in client.jobs)
    sheets["client_state"].append(
        (
            client.number + 1,
            fold(client.name),
            client.owner + 1,
            _client_status(is_placed, bool(client.jobs), bool(codes)).value,
            main.town if main is not None else None,
            main.postcode if main is not None else None,
            client.phone.e164 if client.phone is not None else None,
            min(codes, default=None),
            len(people),
            sum(job.status == "open" for job in client.jobs),
            next_at,
            next_on,
            max((touch.at for touch in touches), default=None),
            max(calls, default=None),
            client.archived_at is not None,
        )
    )


def _client_status(is_placed: bool, has_vacancies: bool, is_coded: bool) -> ClientStatus:
    if is_placed:
        return ClientStatus.ACTIVE_WITH
    if has_vacancies:
        return ClientStatus.ACTIVE_WITHOUT
    return ClientStatus.TARGET if is_coded else ClientStatus.PROSPECT


def _contact_status(is_placed: bool, csi: str | None) -> ContactStatus:
    if is_placed:
        return ContactStatus.RECRUITER_WITH
    return ContactStatus.RECRUITER_WITHOUT if csi else ContactStatus.UNKNOWN
