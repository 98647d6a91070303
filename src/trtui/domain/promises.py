"""Agreed call-backs: each replaces the due date until it is done, and belongs to who agreed it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, tzinfo

from trtui.domain import spoken
from trtui.domain.outcomes import NextCall
from trtui.domain.proposals import Asks, Plan, Proposal, is_past


@dataclass(frozen=True, slots=True)
class Promise:
    """An open call-back; ``user_id`` is for whom it is reserved, none for whoever is free."""

    at: int
    user_id: int | None = None
    on: date | None = None
    """The day, where no time was agreed."""

    def is_of_another(self, user_id: int) -> bool:
        """Tell whether it is reserved for a colleague of a user."""
        return self.user_id not in (None, user_id)

    def text(self, user_id: int) -> str:
        """Return what a user reads: ``call-back agreed with you``."""
        if self.user_id is None:
            return "call-back agreed"
        return f"call-back agreed with {'a colleague' if self.is_of_another(user_id) else 'you'}"


def outlasts(promise: Promise, proposal: Proposal, user_id: int, at: int, *, may_move: bool) -> bool:
    """Tell whether a promise stands after a user's call at an instant.

    A conversation fulfils it, whosever it is. An attempt that reached nobody ends one's own promise, or nobody's, when
    its time has come, and never that of a colleague. Any other call ends it, unless it is a colleague's whom the user
    may not take it from.
    """
    if proposal.outcome.resets:
        return False
    is_of_another = promise.is_of_another(user_id)
    if proposal.plan is Plan.RETRY:
        return is_of_another or promise.at > at
    return is_of_another and not may_move


def kept(proposal: Proposal, promise: Promise, user_id: int, now: int, zone: tzinfo) -> Proposal:
    """Return a proposal with the promise that stands in place of its own date; what it asks for stays.

    One whose time has passed is said without a date: nothing is proposed in the past.
    """
    stands = replace(proposal, stands=True)
    if proposal.outcome.next_call is NextCall.NEVER:
        return stands
    if is_past(promise.on or promise.at, now, zone):
        return replace(
            stands, at=None, on=None, typed="", why=f"{promise.text(user_id)}, due now", reserved=False
        )
    found = replace(stands, at=promise.at, on=promise.on, why=promise.text(user_id), reserved=False)
    if proposal.asks is Asks.MEETING:
        return found
    return replace(found, typed=spoken.moment(promise.on or promise.at, now, zone), is_guess=False)
