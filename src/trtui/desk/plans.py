"""Not now: putting calls off, promising one for a time, passing over one in a session, and coming back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trtui.desk import claims as claiming
from trtui.desk import promises
from trtui.desk.access import open_contact, permit
from trtui.desk.stored_names import stored_as
from trtui.domain import proposals, spoken, text
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.policy import Verb
from trtui.domain.promises import Promise
from trtui.domain.proposals import Plan

if TYPE_CHECKING:
    from trtui.store.calls import Callee
    from trtui.store.look import Desk
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class Planned:
    """For how many contacts a next call was planned, and when; ``text`` is the date for the screen."""

    count: int
    at: int
    text: str


@stored_as("plans.snooze")
def snooze(work: Work, contact_ids: Sequence[int], when: str, reason: str = "") -> Planned:
    """Put the next call of contacts off until a day or time as typed; own claims on them are given back.

    A date earlier than the cadence's brings the call forward. Raises Invalid for a date that cannot be read,
    NotAllowed for a call-back that a colleague agreed, ClaimLost while somebody else has the client.
    """
    if not contact_ids:
        raise Invalid("Mark the contacts to put off first.")
    found = proposals.snooze(when, work.now, work.zone, work.rules.workdays)
    why = text.line(reason, field="reason")
    names = [_plan(work, contact_id, Plan.SNOOZE, found.planned, None, why) for contact_id in contact_ids]
    _let_go(work, contact_ids)
    shown = found.text(work.now, work.zone)
    work.label = f"Put off {_whom(names)} until {shown}"
    return Planned(len(names), found.at, shown)


@stored_as("plans.call_back")
def call_back(work: Work, contact_id: int, when: str, user_id: int | None = None) -> Planned:
    """Keep a call-back for an agreed time, reserved for me, or by a manager for somebody else.

    Raises Invalid, NotAllowed, NotFound, ClaimLost.
    """
    found = proposals.snooze(when, work.now, work.zone, work.rules.workdays)
    for_whom = work.actor.user_id if user_id is None else _colleague(work, user_id)
    if for_whom != work.actor.user_id:
        permit(work, Verb.REASSIGN_CALLBACK)
    name = _plan(work, contact_id, Plan.CALLBACK, found.planned, for_whom, "")
    _let_go(work, [contact_id])
    shown = found.text(work.now, work.zone)
    work.label = f"Agree a call-back with {name} for {shown}"
    return Planned(1, found.at, shown)


@stored_as("plans.put_back")
def put_back(work: Work, contact_ids: Sequence[int]) -> int:
    """Take contacts back into the queue after their record was repaired; their repair tasks are done.

    Returns how many were out of it.
    """
    from trtui.store import calls
    from trtui.store.tables import Contact, Task

    names = []
    for contact_id in contact_ids:
        open_contact(work, contact_id, Verb.EDIT_CLIENT)
        contact = work.get(Contact, contact_id)
        if contact.out_of_queue is not None:
            work.change(contact, out_of_queue=None)
            names.append(contact.name)
        for task_id in calls.repair_tasks(work.db, contact_id):
            work.change(work.get(Task, task_id), done_at=work.now, done_by=work.actor.user_id)
    work.label = f"Put {_whom(names)} back into the queue"
    return len(names)


def skip(desk: Desk, session_id: int, contact_id: int, reason: str) -> None:
    """Pass over a contact in my session, with the reason; it comes back in the next session.

    My claim on it is given back. Raises Invalid without a reason, NotFound for a session that is over.
    """
    from trtui.store import claims, sessions

    open_contact(desk, contact_id)
    why = text.required(reason, "The reason", field="reason")
    row = sessions.session(desk.db, session_id)
    if row is None or row.user_id != desk.actor.user_id or row.ended_at is not None:
        raise NotFound("This session is over: begin another.")
    sessions.unskip(desk.db, session_id, contact_id)
    sessions.skip(desk.db, session_id, contact_id, desk.actor.user_id, why, desk.now)
    claims.end_all(desk.db, desk.actor.user_id, desk.now, [contact_id])


def unskip(desk: Desk, session_id: int, contact_id: int) -> bool:
    """Take a contact that was passed over back into my session; false when it was not."""
    from trtui.store import sessions

    row = sessions.session(desk.db, session_id)
    return (
        row is not None
        and row.user_id == desk.actor.user_id
        and sessions.unskip(desk.db, session_id, contact_id)
    )


def _plan(work: Work, contact_id: int, kind: Plan, when: date | int, user_id: int | None, reason: str) -> str:
    """Replace a contact's plan and return the contact's name."""
    from trtui.store import calls, claims, days
    from trtui.store.tables import CallPlan

    open_contact(work, contact_id, Verb.LOG_TOUCH)
    callee = _callee(work, contact_id)
    if callee.client_id is not None:
        claims.hold(work.db, callee.client_id)
        holder = claims.holder(work.db, callee.client_id, work.now)
        if holder is not None and holder[0] != work.actor.user_id:
            raise claiming.lost(work, callee.client_id)
    standing = calls.open_plan(work.db, contact_id)
    if standing is not None:
        plan = work.get(CallPlan, standing)
        if plan.kind == Plan.CALLBACK:
            promises.check(work, Promise(plan.at, plan.user_id), callee.contact)
        work.change(plan, done_at=work.now)
    work.add(
        CallPlan(
            contact_id=contact_id,
            kind=kind.value,
            **days.fields("call_plan", when),
            user_id=user_id,
            reason=reason or None,
            set_by=work.actor.user_id,
            set_at=work.now,
        )
    )
    return callee.contact


def _callee(work: Work, contact_id: int) -> Callee:
    from trtui.store import calls

    return calls.callees(work.db, [contact_id], work.now)[contact_id]


def _let_go(work: Work, contact_ids: Sequence[int]) -> None:
    from trtui.store import claims

    claims.end_all(work.db, work.actor.user_id, work.now, contact_ids)


def _colleague(work: Work, user_id: int) -> int:
    from trtui.store import calls

    if not calls.is_active_user(work.db, user_id):
        raise NotFound(f"There is no active user {user_id}.")
    return user_id


def _whom(names: Sequence[str]) -> str:
    return spoken.listed(names, "contact")
