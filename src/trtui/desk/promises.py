"""Agreed call-backs at the desk: which one stands after a call, and who may move one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.domain import policy, promises
from trtui.domain.errors import NotAllowed
from trtui.domain.policy import Verb
from trtui.domain.promises import Promise
from trtui.domain.proposals import Proposal

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look
    from trtui.store.work import Work


def may_move(look: Look | Desk | Work, promise: Promise) -> bool:
    """Tell whether the user may end or move a promise: their own, nobody's, or as a manager anybody's."""
    if not promise.is_of_another(look.actor.user_id):
        return True
    return policy.may(look.actor, Verb.REASSIGN_CALLBACK) is None


def check(look: Look | Desk | Work, promise: Promise, contact: str) -> None:
    """Leave a colleague's promise alone, unless a manager moves it; raises NotAllowed."""
    if not may_move(look, promise):
        raise NotAllowed(f"A colleague agreed a call-back with {contact}: ask them or a manager to move it.")


def kept(look: Look | Desk | Work, contact_id: int, proposal: Proposal, at: int) -> Proposal:
    """Return the proposal of a call at an instant, with the promise in its place that stands after it."""
    from trtui.store import calls

    promise = calls.promise(look.db, contact_id)
    me = look.actor.user_id
    if promise is None or not promises.outlasts(promise, proposal, me, at, may_move=may_move(look, promise)):
        return proposal
    return promises.kept(proposal, promise, me, look.now, look.zone)
