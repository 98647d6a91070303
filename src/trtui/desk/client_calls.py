"""A call to a client alone, as to one without contacts: its outcome counts, and a date becomes a task."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trtui.desk import effects, numbers
from trtui.domain import proposals, spoken
from trtui.domain.kinds import TouchKind
from trtui.domain.outcomes import Effect, NextCall, Outcome
from trtui.domain.proposals import Proposal
from trtui.domain.time import local_day, start_of_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class ClientCall:
    """A call on a client's main number, before it is logged; ``phone`` empty takes the number that is kept."""

    client_id: int
    outcome: Outcome
    at: int
    note: str
    phone: str
    next_call: str
    session_id: int | None
    once: str


def log(work: Work, call: ClientCall) -> tuple[int, str]:
    """Log a call to a client alone and what follows from it; return the touch and the call in words.

    There is no next call without a contact: a date that was typed or agreed, and a meeting, become tasks. Raises
    Invalid for a date that cannot be read.
    """
    from trtui.store.queries import cards
    from trtui.store.tables import Touch

    client = cards.client_header(work.db, call.client_id)
    call = replace(call, phone=call.phone or client.phone)
    proposal = proposed(work, call.outcome, call.next_call)
    touch = work.add(
        Touch(
            client_id=call.client_id,
            user_id=work.actor.user_id,
            kind=TouchKind.CALL.value,
            outcome=call.outcome.code,
            is_conversation=call.outcome.resets,
            at=call.at,
            note=call.note or None,
            phone=call.phone or None,
            session_id=call.session_id,
            once=call.once or None,
        )
    )
    if Effect.BLOCKS_NUMBER in call.outcome.effects and call.phone:
        words = call.note.split("\n", 1)[0] or numbers.ASKED
        numbers.object_to(work, call.phone, f"{client.name}: {words}")
    task = _task(work, call, client.name, proposal)
    work.label = f"{call.outcome.label}: {client.name}"
    return work.number(touch), f"{call.outcome.label}, {client.name}" + (f" → {task}" if task else "")


def proposed(look: Look | Work, outcome: Outcome, typed: str) -> Proposal | None:
    """Return the date that an outcome asks for, as edited; none where nothing was typed and nothing was agreed."""
    is_agreed = outcome.next_call in (NextCall.AGREED, NextCall.AFTER_MEETING)
    if not typed.strip() and not is_agreed:
        return None
    rules = look.rules
    proposal = proposals.propose(
        outcome, None, look.now, look.zone, workdays=rules.workdays, working=rules.working_hours
    )
    if not typed.strip():
        return proposal
    return proposals.edit(proposal, typed, look.now, look.zone, rules.workdays)


def _task(work: Work, call: ClientCall, client: str, proposal: Proposal | None) -> str:
    """Make the task that a call leaves, if any; return it in words."""
    from trtui.store.queries import access
    from trtui.store.tables import Task

    task = Task(
        client_id=call.client_id,
        title="",
        assigned_to=work.actor.user_id,
        created_at=work.now,
        created_by=work.actor.user_id,
    )
    if Effect.REPAIR_TASK in call.outcome.effects:
        day = work.rules.workdays.after(local_day(work.now, work.zone), 1)
        task.kind, task.title = effects.REPAIR, f"Repair {client}: {call.outcome.label.lower()}"
        task.due_at = start_of_day(day, work.zone)
        owner = access.ownership(work.db, call.client_id)
        task.assigned_to = (owner and owner.owner_id) or work.actor.user_id
    elif proposal is None or proposal.at is None:
        return ""
    elif proposal.meeting_at is not None:
        task.kind, task.title, task.due_at = effects.MEETING, f"Meeting with {client}", proposal.meeting_at
    else:
        task.title, task.due_at = f"Call {client}", proposal.at
    work.add(task)
    assert task.due_at is not None
    return f"task {spoken.moment(task.due_at, work.now, work.zone)}"
