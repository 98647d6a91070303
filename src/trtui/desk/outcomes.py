"""What an outcome of a call proposes, by the agency's own table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.desk import promises
from trtui.domain import hours, proposals
from trtui.domain.csi import CsiCode, cadence_from
from trtui.domain.errors import Invalid
from trtui.domain.outcomes import NextCall, Outcome, OutcomeTable
from trtui.domain.proposals import WEEK, Asks, Proposal

if TYPE_CHECKING:
    from trtui.domain.rules import Rules
    from trtui.store.look import Desk, Look
    from trtui.store.work import Work


def outcomes_of(rules: Rules) -> OutcomeTable:
    """Return the outcomes behind the keys 1 to 0."""
    return rules.outcomes


def outcome(rules: Rules, code: str) -> Outcome:
    """Return an outcome by its code; raises Invalid with those that there are."""
    table = outcomes_of(rules)
    found = table.by_code(code)
    if found is None:
        known = ", ".join(one.code for one in table)
        raise Invalid(f"“{code[:40]}” is no outcome of a call: use {known}.", "outcome")
    return found


def tried(look: Look | Desk | Work, contact_id: int, at: int | None = None) -> tuple[int, ...]:
    """Return this week's attempts that reached nobody since the last conversation."""
    from trtui.store.queries import touches

    now = look.now if at is None else at
    table = outcomes_of(look.rules)
    return proposals.misses(
        touches.outcomes_since(look.db, contact_id, now - WEEK), table.misses, table.resetting, now
    )


def propose(
    look: Look | Desk | Work,
    contact_id: int,
    found: Outcome,
    typed: str = "",
    at: int | None = None,
    takes_code: bool = False,
) -> Proposal:
    """Return the next call that an outcome proposes for a contact, with the date typed into its field if any.

    ``at`` is when the call took place, now if none. An agreed call-back that stands after the call is proposed as
    it is. ``takes_code`` takes the code that the outcome proposes, which gives the date. Raises Invalid, with
    examples, for what cannot be read as a day or time; NotAllowed for a date over a colleague's call-back.
    """
    from trtui.store import calls

    callee = calls.callees(look.db, [contact_id], look.now)[contact_id]
    when = look.now if at is None else at
    proposal = proposals.propose(
        found,
        CsiCode(callee.csi) if callee.csi else None,
        when,
        look.zone,
        tried=tried(look, contact_id, at),
        prefers=hours.window(callee.best_time),
        cadence=cadence_from(look.rules.cadence),
        attempts=look.rules.attempts_per_week,
        takes_code=takes_code,
        workdays=look.rules.workdays,
        working=look.rules.working_hours,
    )
    proposal = proposals.to_come(proposal, look.now, look.zone, look.rules.workdays, look.rules.working_hours)
    shown = promises.kept(look, contact_id, proposal, when)
    if not typed.strip() or typed.strip() == shown.typed:
        return shown
    edited = proposals.edit(proposal, typed, look.now, look.zone, look.rules.workdays)
    if edited.asks is Asks.MEETING or edited.outcome.next_call is NextCall.NEVER:
        return promises.kept(look, contact_id, edited, when)
    promise = calls.promise(look.db, contact_id)
    if promise is not None and not found.resets:
        promises.check(look, promise, callee.contact)
    return edited
