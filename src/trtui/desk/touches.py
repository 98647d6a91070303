"""Logging a call or another touch from anywhere; a conversation moves the cadence just as in the queue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from trtui.desk import calling, client_calls, effects
from trtui.desk.access import open_client, open_record
from trtui.desk.client_calls import ClientCall
from trtui.desk.effects import Call
from trtui.desk.outcomes import outcome as outcome_by_code
from trtui.desk.outcomes import propose
from trtui.desk.saving import refuse_removed, save_form
from trtui.desk.stored_names import stored_as
from trtui.domain import text
from trtui.domain.errors import Invalid, NotAllowed
from trtui.domain.kinds import TouchKind
from trtui.domain.outcomes import Effect
from trtui.domain.policy import Verb, may
from trtui.domain.proposals import Proposal

if TYPE_CHECKING:
    from trtui.store.tables import Touch
    from trtui.store.work import Work

FACE_TO_FACE = (TouchKind.MEETING, TouchKind.VISIT)


@dataclass(frozen=True, slots=True)
class Logged:
    """A touch as logged; ``text`` says it in a line, ``is_repeat`` that it had been logged before."""

    touch_id: int
    text: str
    opens_vacancy: bool = False
    is_repeat: bool = False


@stored_as("queue.log")
def log(
    work: Work,
    client_id: int,
    kind: str,
    *,
    contact_id: int | None = None,
    outcome: str = "",
    note: str = "",
    phone: str = "",
    at: int | None = None,
    next_call: str | Proposal = "",
    takes_code: bool = False,
    is_conversation: bool | None = None,
    once: str = "",
    session_id: int | None = None,
) -> Logged:
    """Log a touch with a client, or with one of its contacts.

    A call to a contact needs its outcome and does all that the outcome does in the queue. One to a client alone goes to
    the main number; its date becomes a task, for only contacts have a next call. Of the others, a meeting and a visit
    count as a conversation unless ``is_conversation`` says otherwise. ``at`` (epoch seconds) is when it took place, now
    if none; a plan made since then stands, unless a next call is named. Raises Invalid, NotFound, NotAllowed.
    """
    from trtui.store import claims

    open_client(work, client_id, Verb.LOG_TOUCH)
    found = _kind(kind)
    when = work.now if at is None else at
    if when > work.now:
        raise Invalid("A touch cannot lie in the future: plan a call or a meeting instead.", "at")
    claims.hold(work.db, client_id)
    if (known := _known(work, once)) is not None:
        return known
    if found is TouchKind.CALL and contact_id is not None:
        call = replace(
            _call(work, client_id, contact_id, outcome, when, next_call, takes_code),
            note=text.note(note, field="note"),
            phone=text.line(phone, 60, "phone"),
            session_id=session_id,
            once=once,
        )
        done = calling.keep(work, call)
        return Logged(done.touch_id, done.text, done.opens_vacancy)
    if found is TouchKind.CALL and outcome:
        to_client = ClientCall(
            client_id,
            outcome_by_code(work.rules, outcome),
            when,
            text.note(note, field="note"),
            text.line(phone, 60, "phone"),
            next_call if isinstance(next_call, str) else next_call.typed,
            session_id,
            once,
        )
        touch_id, said = client_calls.log(work, to_client)
        return Logged(touch_id, said, Effect.OPENS_VACANCY in to_client.outcome.effects)
    if outcome:
        raise Invalid("Only a call has an outcome: leave it out.", "outcome")
    return _other(
        work, client_id, contact_id, found, when, text.note(note, field="note"), is_conversation, once
    )


def amend(work: Work, touch_id: int, base: str, note: str, version: int) -> None:
    """Change the note of a touch: one's own, or as a manager anybody's; raises StaleSave, NotAllowed."""
    touch = _own(work, touch_id)
    save_form(work, touch, {"note": base or None}, {"note": text.note(note, field="note") or None}, version)
    work.label = "Edit the note of a touch"


def remove(work: Work, touch_id: int) -> None:
    """Take back a touch that was logged by mistake; the cadence follows. An undo brings it back.

    One's own, or as a manager anybody's; raises NotAllowed, NotFound, Conflict.
    """
    touch = _own(work, touch_id)
    work.change(touch, removed_at=work.now)
    work.label = f"Remove a {_kind(touch.kind).label.lower()} that was logged{_with(work, touch)}"


def _call(
    work: Work,
    client_id: int,
    contact_id: int,
    outcome: str,
    when: int,
    next_call: str | Proposal,
    takes_code: bool,
) -> Call:
    callee, at_client = calling.callee_at(work, contact_id, client_id)
    if not outcome:
        raise Invalid("Say how the call went: give its outcome.", "outcome")
    found = outcome_by_code(work.rules, outcome)
    accepted = (
        next_call
        if isinstance(next_call, Proposal)
        else propose(work, contact_id, found, next_call, at=when, takes_code=takes_code)
    )
    is_named = isinstance(next_call, Proposal) or bool(next_call.strip())
    return Call(callee, at_client, found, accepted, when, keeps_newer_plan=not is_named)


def _other(
    work: Work,
    client_id: int,
    contact_id: int | None,
    kind: TouchKind,
    when: int,
    note: str,
    is_conversation: bool | None,
    once: str,
) -> Logged:
    from trtui.store.queries import cards
    from trtui.store.tables import Touch

    spoke = kind in FACE_TO_FACE if is_conversation is None else is_conversation
    name = cards.client_header(work.db, client_id).name
    if contact_id is not None:
        callee, _ = calling.callee_at(work, contact_id, client_id)
        name = callee.contact
        if spoke:
            effects.end_plan(work, contact_id, when, spoke=True)
            effects.finish_call_tasks(work, contact_id, when)
    touch = work.add(
        Touch(
            client_id=client_id,
            contact_id=contact_id,
            user_id=work.actor.user_id,
            kind=kind.value,
            is_conversation=spoke,
            at=when,
            note=note or None,
            once=once or None,
        )
    )
    assert touch.id is not None
    work.label = f"Log: {kind.label}, {name}"
    return Logged(touch.id, f"{kind.label}, {name}")


def _kind(kind: str) -> TouchKind:
    try:
        return TouchKind(kind)
    except ValueError:
        known = ", ".join(one.value for one in TouchKind)
        raise Invalid(f"“{kind[:20]}” is no kind of touch: use {known}.", "kind") from None


def _known(work: Work, once: str) -> Logged | None:
    from trtui.store.queries import touches

    touch_id = touches.kept_once(work.db, once) if once else None
    return None if touch_id is None else Logged(touch_id, "Logged before", is_repeat=True)


def _with(work: Work, touch: Touch) -> str:
    """Return with whom a touch was, for a label."""
    from trtui.store.tables import Client, Contact

    if touch.contact_id is not None:
        return f" with {work.get(Contact, touch.contact_id).name}"
    return "" if touch.client_id is None else f" with {work.get(Client, touch.client_id).name}"


def _own(work: Work, touch_id: int) -> Touch:
    from trtui.store.tables import Touch

    touch = open_record(work, Touch, touch_id, Verb.LOG_TOUCH)
    refuse_removed(work, touch, "touch")
    if touch.user_id != work.actor.user_id and may(work.actor, Verb.UNDO_OTHERS) is not None:
        raise NotAllowed("Somebody else logged this: ask them or a manager.")
    return touch
