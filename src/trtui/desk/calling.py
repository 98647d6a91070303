"""The call itself: what an outcome proposes, and recording it with all that follows, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trtui.desk import claims as claiming
from trtui.desk import effects, promises
from trtui.desk.access import open_client, open_contact
from trtui.desk.effects import Call
from trtui.desk.numbers import Blocked
from trtui.desk.outcomes import outcome as outcome_by_code
from trtui.desk.outcomes import outcomes_of, propose
from trtui.desk.stored_names import stored_as
from trtui.domain import proposals, spoken, text
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.kinds import TouchKind
from trtui.domain.outcomes import Effect, Outcome
from trtui.domain.policy import Verb
from trtui.domain.proposals import Proposal

if TYPE_CHECKING:
    from trtui.store.calls import Callee
    from trtui.store.look import Look
    from trtui.store.work import Work

__all__ = ["Recorded", "callee_at", "keep", "outcomes_of", "proposal", "record"]


@dataclass(frozen=True, slots=True)
class Recorded:
    """A call as recorded; ``text`` says it in a line: ``Conversation, Dana Whitlock → 22 Dec (month, code A)``.

    ``code`` is the CSI code that was taken with it, ``blocked_number`` the line or number nobody may call any more,
    ``task_id`` the task that was made (repair, meeting). ``is_repeat`` when it had been recorded before.
    """

    touch_id: int
    contact_id: int
    client_id: int
    contact: str
    client: str
    outcome: Outcome
    next_at: int | None
    next_on: date | None
    """The day of the next call, where a whole day is meant."""
    text: str
    opens_vacancy: bool
    code: str
    blocked_number: str
    task_id: int | None
    is_repeat: bool = False


def proposal(
    look: Look, contact_id: int, outcome: str, typed: str = "", takes_code: bool = False
) -> Proposal:
    """Return the next call that an outcome proposes; with ``typed``, as the edited field reads.

    With ``takes_code`` the code that the outcome proposes is taken and gives the date. Raises NotFound, NotAllowed,
    Invalid with examples for a date that cannot be read.
    """
    open_contact(look, contact_id)
    return propose(look, contact_id, outcome_by_code(look.rules, outcome), typed, takes_code=takes_code)


@stored_as("queue.record")
def record(
    work: Work,
    contact_id: int,
    outcome: str,
    *,
    once: str,
    next_call: str | Proposal = "",
    takes_code: bool = False,
    note: str = "",
    phone: str = "",
    token: int | None = None,
    session_id: int | None = None,
    client_id: int | None = None,
    whole_number: bool = False,
) -> Recorded:
    """Record the outcome of a call of the queue, with its plan and effects, and give the client back.

    ``next_call`` is the proposal that was accepted, or the text left in its field (empty: as proposed now).
    ``phone`` is the line that was called, as kept; an outcome that blocks it blocks an extension alone, with
    ``whole_number`` all of them. ``takes_code`` goes with a text: a proposal says so itself.
    ``once`` is made when the card opens: the same call sent twice is recorded once. ``token`` is the claim's.
    Raises ClaimLost, with the note, when somebody else has the client; Invalid, NotFound, NotAllowed.
    """
    from trtui.store import claims

    callee, at_client = callee_at(work, contact_id, client_id, token)
    open_client(work, at_client, Verb.LOG_TOUCH)
    found = outcome_by_code(work.rules, outcome)
    claims.hold(work.db, at_client)
    if (known := _known(work, once, callee, at_client, found)) is not None:
        return known
    _check_claim(work, at_client, token, note)
    _check_session(work, session_id)
    call = Call(
        callee,
        at_client,
        found,
        _accepted(work, contact_id, found, next_call, takes_code),
        work.now,
        text.note(note, field="note"),
        text.line(phone, 60, "phone"),
        session_id,
        once,
        whole_number,
    )
    done = keep(work, call)
    if token is not None:
        claims.end(work.db, at_client, work.actor.user_id, token, work.now)
    else:
        claims.end_all(work.db, work.actor.user_id, work.now, [contact_id])
    return done


def keep(work: Work, call: Call) -> Recorded:
    """Write a call with everything that follows from it: touch, plan, code, task, blocked number."""
    from trtui.store.tables import Touch

    callee = call.callee
    touch = work.add(
        Touch(
            client_id=call.client_id,
            contact_id=callee.contact_id,
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
    assert touch.id is not None
    effects.replan(work, call)
    if call.outcome.resets:
        effects.finish_call_tasks(work, callee.contact_id, call.at)
    blocked = effects.block_number(work, call) if Effect.BLOCKS_NUMBER in call.outcome.effects else None
    if Effect.LEAVES_QUEUE in call.outcome.effects:
        effects.hold_back(work, callee.contact_id, call.outcome.label.lower())
    task_id = effects.make_task(work, call)
    code = effects.take_code(work, call)
    work.label = f"{call.outcome.label}: {callee.contact}"
    return _recorded(touch.id, call, code=code, blocked=blocked, task_id=task_id)


def _recorded(
    touch_id: int, call: Call, *, code: str = "", blocked: Blocked | None = None, task_id: int | None = None
) -> Recorded:
    callee, shown = call.callee, call.proposal.text
    after = f" → {shown}" if shown else ""
    if blocked is not None:
        after = f". {blocked.text.removesuffix('.')}"
    return Recorded(
        touch_id,
        callee.contact_id,
        call.client_id,
        callee.contact,
        callee.client,
        call.outcome,
        call.proposal.at,
        call.proposal.on,
        f"{call.outcome.label}, {callee.contact}" + after,
        Effect.OPENS_VACANCY in call.outcome.effects,
        code,
        blocked.line if blocked is not None else "",
        task_id,
    )


def callee_at(
    work: Work, contact_id: int, client_id: int | None, token: int | None = None
) -> tuple[Callee, int]:
    """Return a contact and the client at which it is called.

    The contact is assigned to the client, or was when the claim of the token was taken: that call took place. Raises
    NotFound, NotAllowed, Invalid.
    """
    from trtui.store import calls, claims
    from trtui.store.queries import assignments

    open_contact(work, contact_id)
    callee = calls.callees(work.db, [contact_id], work.now).get(contact_id)
    if callee is None:
        raise NotFound(f"There is no contact {contact_id}.")
    at_client = client_id if client_id is not None else callee.client_id
    if at_client is None:
        raise Invalid(f"{callee.contact} is assigned to no client: assign them first, then log the call.")
    if at_client == callee.client_id or assignments.current_id(work.db, at_client, contact_id) is not None:
        return callee, at_client
    if token is not None and claims.is_of(work.db, at_client, work.actor.user_id, token, contact_id):
        return callee, at_client
    raise Invalid(f"{callee.contact} is not assigned to this client: assign them first, then log the call.")


def _known(work: Work, once: str, callee: Callee, client_id: int, found: Outcome) -> Recorded | None:
    """Return the call that was recorded under a key before."""
    from trtui.store.queries import touches

    touch_id = touches.kept_once(work.db, once) if once else None
    if touch_id is None:
        return None
    due = callee.due
    words = "" if due is None else f" → {spoken.moment(due.planned, work.now, work.zone)}"
    return Recorded(
        touch_id,
        callee.contact_id,
        client_id,
        callee.contact,
        callee.client,
        found,
        None if due is None else due.at,
        None if due is None else due.on,
        f"{found.label}, {callee.contact}{words}",
        Effect.OPENS_VACANCY in found.effects,
        "",
        "",
        None,
        is_repeat=True,
    )


def _check_claim(work: Work, client_id: int, token: int | None, note: str) -> None:
    """Refuse a claim that is not the writer's any more; without a token, a client that somebody else has."""
    from trtui.store import claims

    if token is not None:
        is_mine = claims.is_own(work.db, client_id, work.actor.user_id, token)
    else:
        holder = claims.holder(work.db, client_id, work.now)
        is_mine = holder is None or holder[0] == work.actor.user_id
    if not is_mine:
        raise claiming.lost(work, client_id, note)


def _check_session(work: Work, session_id: int | None) -> None:
    from trtui.store import sessions

    if session_id is None:
        return
    row = sessions.session(work.db, session_id)
    if row is None or row.user_id != work.actor.user_id:
        raise Invalid("This session is not yours: begin another.", "session")


def _accepted(
    work: Work, contact_id: int, found: Outcome, next_call: str | Proposal, takes_code: bool
) -> Proposal:
    if isinstance(next_call, str):
        return propose(work, contact_id, found, next_call, takes_code=takes_code)
    if next_call.outcome.code != found.code:
        raise Invalid(
            f"The next call belongs to “{next_call.outcome.label}”, not to “{found.label}”.", "next"
        )
    if next_call.stands:
        typed = "" if next_call.meeting_at is None else next_call.typed
        return propose(work, contact_id, found, typed, takes_code=next_call.takes_code)
    _refuse_past(work, next_call)
    return promises.kept(work, contact_id, next_call, work.now)


def _refuse_past(work: Work, accepted: Proposal) -> None:
    """Raise Invalid for a next call that was to come when it was proposed and has passed since."""
    if accepted.at is None:
        return
    if proposals.is_past(accepted.on or accepted.at, work.now, work.zone):
        raise Invalid(f"{accepted.typed} has passed meanwhile: give a later day or time.", "next")
