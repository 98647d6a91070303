"""What follows from a call beside its touch: the next call, tasks, a blocked number, another code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from trtui.desk import numbers, promises, queue
from trtui.desk.numbers import ASKED, Blocked
from trtui.domain import phones
from trtui.domain.outcomes import Effect, Outcome
from trtui.domain.promises import Promise
from trtui.domain.proposals import Plan, Proposal
from trtui.domain.time import local_day, start_of_day

if TYPE_CHECKING:
    from trtui.store.calls import Callee
    from trtui.store.work import Work

MEETING, REPAIR = "meeting", "repair"


@dataclass(frozen=True, slots=True)
class Call:
    """A call that took place, before it is recorded."""

    callee: Callee
    client_id: int
    outcome: Outcome
    proposal: Proposal
    at: int
    note: str = ""
    phone: str = ""
    session_id: int | None = None
    once: str = ""
    whole_number: bool = False
    """Whether an objection is to the whole number rather than to the extension that was called."""
    keeps_newer_plan: bool = False
    """Logged after the event: a plan that was made since stands."""


def replan(work: Work, call: Call) -> None:
    """End the plan that this call was for, and keep the one that follows; the cadence itself needs none."""
    from trtui.store import days
    from trtui.store.tables import CallPlan

    proposal, contact_id = call.proposal, call.callee.contact_id
    if proposal.stands:
        return
    made_until = call.at if call.keeps_newer_plan else work.now
    is_free = end_plan(work, contact_id, made_until, spoke=call.outcome.resets)
    if is_free and proposal.plan is not None and proposal.at is not None:
        work.add(
            CallPlan(
                contact_id=contact_id,
                kind=proposal.plan.value,
                **days.fields("call_plan", proposal.on or proposal.at),
                user_id=work.actor.user_id if proposal.reserved else None,
                reason=call.outcome.label,
                set_by=work.actor.user_id,
                set_at=work.now,
            )
        )


def end_plan(work: Work, contact_id: int, made_until: int, *, spoke: bool) -> bool:
    """End a contact's open plan; false when one stands: made after an instant, or promised by a colleague.

    Who ``spoke`` with the contact fulfilled what a colleague promised.
    """
    from trtui.store import calls
    from trtui.store.tables import CallPlan

    standing = calls.open_plan(work.db, contact_id)
    if standing is None:
        return True
    plan = work.get(CallPlan, standing)
    if (
        not spoke
        and plan.kind == Plan.CALLBACK
        and not promises.may_move(work, Promise(plan.at, plan.user_id))
    ):
        return False
    return plan.set_at <= made_until and work.change(plan, done_at=work.now)


def finish_call_tasks(work: Work, contact_id: int, spoke_at: int) -> None:
    """Mark the tasks to call a contact as done that were meant for the day of a conversation or before."""
    from trtui.store import calls
    from trtui.store.tables import Task

    tomorrow = start_of_day(local_day(spoke_at, work.zone) + timedelta(days=1), work.zone)
    for task_id in calls.call_tasks(work.db, contact_id, tomorrow):
        work.change(work.get(Task, task_id), done_at=work.now, done_by=work.actor.user_id)


def block_number(work: Work, call: Call) -> Blocked | None:
    """Block the line that was called, or its whole number; a contact with others is not called on those either."""
    from trtui.store import calls

    callee = call.callee
    known = calls.numbers(work.db, {callee.contact_id: call.client_id})[callee.contact_id]
    called_on = queue.usable(known)
    usable = [one.value for one in called_on if queue.permission(work, one).may_call]
    # Where there is but one number it is the one that was called, though somebody else objected on it before.
    number = call.phone or next(iter(usable), called_on[0].value if len(called_on) == 1 else "")
    blocked = None
    if number:
        words = call.note.split("\n", 1)[0] or ASKED
        wanted = phones.without_extension(number) if call.whole_number else number
        said = f"{callee.contact}: {words}"
        blocked = numbers.object_to(work, wanted, said, callee.contact_id, besides=callee.contact_id)
    if blocked is None or not all(numbers.covers(blocked.line, one) for one in usable):
        hold_back(work, callee.contact_id, ASKED)
    return blocked


def hold_back(work: Work, contact_id: int, why: str) -> None:
    """Take a contact out of the queue, with the reason, until somebody puts it back.

    Who asked not to be called stays out for that reason.
    """
    from trtui.store.tables import Contact

    contact = work.get(Contact, contact_id)
    if contact.out_of_queue != ASKED:
        work.change(contact, out_of_queue=why)


def let_back(work: Work, contact_id: int) -> None:
    """Take a contact back into the queue when no repair of its record is left to do.

    Not who asked not to be called: that is no fault of the record.
    """
    from trtui.store import calls
    from trtui.store.tables import Contact

    contact = work.get(Contact, contact_id)
    if contact.out_of_queue not in (None, ASKED) and not calls.repair_tasks(work.db, contact_id):
        work.change(contact, out_of_queue=None)


def make_task(work: Work, call: Call) -> int | None:
    """Make the task that an outcome asks for: to repair the record, or the meeting that was booked."""
    from trtui.store.tables import Task

    callee, tomorrow = call.callee, work.rules.workdays.after(local_day(work.now, work.zone), 1)
    task = Task(
        client_id=call.client_id,
        contact_id=callee.contact_id,
        created_at=work.now,
        created_by=work.actor.user_id,
        title="",
    )
    if Effect.REPAIR_TASK in call.outcome.effects:
        task.kind, task.title = REPAIR, f"Repair {callee.contact}: {call.outcome.label.lower()}"
        task.due_on = tomorrow.isoformat()
        task.assigned_to = callee.owner_id or work.actor.user_id
    elif call.proposal.meeting_at is not None:
        task.kind, task.title = MEETING, f"Meeting with {callee.contact}"
        day, task.assigned_to = call.proposal.meeting_on, work.actor.user_id
        task.due_at, task.due_on = call.proposal.meeting_at, None if day is None else day.isoformat()
    else:
        return None
    return work.add(task).id


def take_code(work: Work, call: Call) -> str:
    """Give the contact the code that the outcome proposes, if the caller took it; return it, else nothing."""
    from trtui.desk import contacts

    wanted = call.proposal.proposes_code
    if wanted is None or not call.proposal.takes_code:
        return ""
    contacts.code(work, [call.callee.contact_id], wanted.value, call.outcome.label)
    return wanted.value
