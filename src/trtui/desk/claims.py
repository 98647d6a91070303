"""Who works whom: taking the next client of the queue, keeping it while the card is open, giving it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk import queue
from trtui.desk.access import open_client, open_contact, permit
from trtui.domain import policy, spoken
from trtui.domain.errors import Conflict, Invalid, NotAllowed, NotFound, TrtuiError
from trtui.domain.policy import Verb
from trtui.domain.queue import Claim, lease_until

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look
    from trtui.store.work import Work

ROUNDS = (4, 16, 64, 256)
"""How many calls are tried in a round; further rounds are for many callers who reach for the same clients at once."""


class ClaimLost(Conflict):
    """The claim ran out and somebody else took the client, or it was released.

    ``holder`` is who has the client now, or empty; ``note`` the words that were not saved.
    """

    def __init__(self, message: str, holder: str = "", note: str = "") -> None:
        super().__init__(message)
        self.holder = holder
        self.note = note


@dataclass(frozen=True, slots=True)
class Claimed:
    """A client that is mine to call until the lease ends; every write on it carries the token.

    ``is_resumed`` when it was mine already, as after a crash.
    """

    contact_id: int
    client_id: int
    contact: str
    client: str
    token: int
    taken_at: int
    lease_until: int
    is_resumed: bool


@dataclass(frozen=True, slots=True)
class LiveClaim:
    """Who has which client; the names are empty where the reader may not open the client."""

    client_id: int
    client: str
    contact_id: int
    contact: str
    claim: Claim
    is_mine: bool


def claim_next(
    desk: Desk, scope: str = queue.Scope.MINE, filter_text: str = "", session_id: int | None = None
) -> Claimed | None:
    """Claim the first client of the queue that is due, free, visible and not called just before; none if there is none.

    One's own live claim comes first, whatever the scope. Raises NotAllowed, Invalid for an unknown scope.
    """
    from trtui.store import claims
    from trtui.store import queue as rows

    permit(desk, Verb.WORK_QUEUE)
    claims.hasten(desk.db)
    _seen(desk, session_id)
    for limit in ROUNDS:
        selection = queue.select(desk, scope, filter_text, session_id)
        selection.free_since = desk.now - queue.claim_rules(desk.rules).gap
        waiting = [(one.item.contact_id, one.client_id) for one in rows.head(desk.db, selection, limit)]
        is_last = len(waiting) < limit
        while waiting:
            held = claims.hold_first(desk.db, list(dict.fromkeys(client_id for _, client_id in waiting)))
            if held is None:
                break
            for contact_id in [contact_id for contact_id, client_id in waiting if client_id == held]:
                claimed, _ = _take(desk, contact_id, held)
                if claimed is not None:
                    return claimed
            waiting = [pair for pair in waiting if pair[1] != held]
        if is_last:
            break
    return None


def claim(desk: Desk, contact_id: int, session_id: int | None = None) -> Claimed:
    """Claim the client of one contact.

    Raises Conflict when somebody has it or just called it, Invalid when the contact is not due or may not be called,
    NotAllowed, NotFound.
    """
    from trtui.store import calls, claims

    open_contact(desk, contact_id)
    callee = calls.callees(desk.db, [contact_id], desk.now)[contact_id]
    if callee.client_id is None:
        raise Invalid(f"{callee.contact} is assigned to no client: assign them first.")
    open_client(desk, callee.client_id, Verb.WORK_QUEUE)
    claims.hasten(desk.db)
    _seen(desk, session_id)
    claims.hold(desk.db, callee.client_id)
    claimed, refusal = _take(desk, contact_id, callee.client_id)
    if claimed is None:
        raise _refused(desk, contact_id, refusal)
    return claimed


def renew(desk: Desk, client_id: int, token: int, session_id: int | None = None) -> int:
    """Keep a client for another lease and return its end.

    A lease that ran out, as on a closed laptop, goes on unless somebody took or released the client meanwhile. Raises
    ClaimLost, also where the user may not open the client any more.
    """
    from trtui.store import claims

    try:
        open_client(desk, client_id, Verb.WORK_QUEUE)
    except NotAllowed as refused:
        raise ClaimLost(f"{refused.message} Your words are kept.") from None
    except NotFound:
        raise ClaimLost("You may no longer open this client. Your words are kept.") from None
    claims.hasten(desk.db)
    until = lease_until(desk.now, queue.claim_rules(desk.rules))
    if not claims.extend(desk.db, client_id, desk.actor.user_id, token, until):
        raise lost(desk, client_id)
    _seen(desk, session_id)
    return until


def release(desk: Desk, client_id: int, token: int) -> bool:
    """Give a client back; false when it was not one's own any more."""
    from trtui.store import claims

    claims.hasten(desk.db)
    return claims.end(desk.db, client_id, desk.actor.user_id, token, desk.now)


def is_mine(look: Look, client_id: int, token: int) -> bool:
    """Tell whether nobody took or released a client since I was given it with this token."""
    from trtui.store import claims

    return claims.is_own(look.db, client_id, look.actor.user_id, token)


def release_all(desk: Desk, contact_ids: Sequence[int] | None = None) -> int:
    """Give back every client that one has, or those taken to call some contacts; return how many."""
    from trtui.store import claims

    claims.hasten(desk.db)
    return claims.end_all(desk.db, desk.actor.user_id, desk.now, contact_ids)


def release_other(desk: Desk, client_id: int) -> str:
    """Take a client from whoever has it and return who that was; for managers.

    Raises NotAllowed, NotFound when nobody has it.
    """
    from trtui.store import claims

    open_client(desk, client_id, Verb.RELEASE_CLAIM)
    holder = claims.holder(desk.db, client_id, desk.now)
    if holder is None or not claims.end_anyones(desk.db, client_id, desk.now):
        raise NotFound("This client is not in a call now: it is free.")
    return holder[1]


def held(look: Look) -> tuple[LiveClaim, ...]:
    """Return the clients that one has, the longest first, in whichever window they were taken."""
    return tuple(one for one in live(look) if one.is_mine)


def live(look: Look) -> tuple[LiveClaim, ...]:
    """Return who has which client now, the longest first."""
    from trtui.store import claims

    return tuple(
        LiveClaim(
            one.client_id,
            one.client if one.is_open else "",
            one.contact_id,
            one.contact if one.is_open else "",
            Claim(one.client_id, one.user_id, one.user, one.taken_at, one.lease_until),
            one.user_id == look.actor.user_id,
        )
        for one in claims.live(look.db, look.actor, look.now)
    )


def lost(desk: Desk | Work, client_id: int, note: str = "") -> ClaimLost:
    """Return the error that says who has a client now."""
    from trtui.store import claims

    holder = claims.holder(desk.db, client_id, desk.now)
    if holder is None:
        return ClaimLost(
            "This client was released meanwhile. Your words are kept: take it again to save them.", "", note
        )
    if holder[0] == desk.actor.user_id:
        return ClaimLost(
            "You took this client in another window. Go on there; your words are kept.", holder[1], note
        )
    name = spoken.given_name(holder[1])
    return ClaimLost(f"{name} has this client now. Your words are kept; nothing was saved.", holder[1], note)


def _take(desk: Desk, contact_id: int, client_id: int) -> tuple[Claimed | None, str]:
    """Take a client that is held, by the rules as they stand now; else return why not."""
    from trtui.store import calls, claims

    callee = calls.callees(desk.db, [contact_id], desk.now)[contact_id]
    refusal = queue.refusal(desk, callee)
    if refusal or callee.client_id != client_id:
        return None, refusal or "is called for another client now"
    until = lease_until(desk.now, queue.claim_rules(desk.rules))
    taken = claims.take(desk.db, client_id, contact_id, desk.actor.user_id, desk.now, until)
    if taken is None:
        return None, "is being called by somebody else"
    token, taken_at = taken
    return Claimed(
        contact_id, client_id, callee.contact, callee.client, token, taken_at, until, callee.claim is not None
    ), ""


def _refused(desk: Desk, contact_id: int, refusal: str) -> TrtuiError:
    """Return the error for a refusal, by the facts as they stand now that the client is held."""
    from trtui.store import calls

    callee = calls.callees(desk.db, [contact_id], desk.now)[contact_id]
    if callee.claim is not None:
        return Conflict(f"{callee.claim.text(desk.now)}. Take another one; a manager may release it.")
    if callee.due is None:
        return Invalid(f"{callee.contact}: {refusal}.")
    if callee.due.at > desk.now:
        return Invalid(f"{callee.contact} is {refusal}. Log a call with c, or change the date with s.")
    if callee.due.reserved_for not in (None, desk.actor.user_id):
        may_reassign = policy.may(desk.actor, Verb.REASSIGN_CALLBACK) is None
        remedy = "You may give it to yourself: W" if may_reassign else "A manager may give it to you"
        return NotAllowed(f"{callee.contact}: {refusal}. {remedy}.")
    return Conflict(f"{callee.client} was {refusal}.")


def _seen(desk: Desk, session_id: int | None) -> None:
    from trtui.store import sessions

    if session_id is not None:
        sessions.seen(desk.db, session_id, desk.actor.user_id, desk.now)
