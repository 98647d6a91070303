"""Agreed call-backs as a list, and giving one to a colleague or to whoever is free."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import open_contact, permit
from trtui.desk.stored_names import stored_as
from trtui.domain import policy
from trtui.domain.errors import Invalid, NotFound
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.work import Work

LISTED = 500


@dataclass(frozen=True, slots=True)
class AgreedCall:
    """A call-back that is not done yet: with whom, for when (epoch seconds), and for whom it is kept.

    ``user`` is empty where whoever is free may make it.
    """

    contact_id: int
    contact: str
    client_id: int | None
    client: str
    at: int
    user_id: int | None
    user: str


def agreed(look: Look) -> tuple[AgreedCall, ...]:
    """Return agreed call-backs, the earliest first: one's own, for managers everybody's."""
    from trtui.store.queries import callbacks

    sees_all = policy.may(look.actor, Verb.REASSIGN_CALLBACK) is None
    return tuple(
        AgreedCall(*row) for row in callbacks.agreed(look.db, look.actor, LISTED, of_everybody=sees_all)
    )


@stored_as("callbacks.reassign")
def reassign(work: Work, contact_ids: Sequence[int], user_id: int | None) -> int:
    """Give agreed call-backs to a colleague, or with none to whoever is free; return how many changed hands.

    One's own, or as a manager anybody's. Raises NotAllowed, NotFound, Invalid where no call-back was agreed.
    """
    from trtui.store import calls
    from trtui.store.tables import CallPlan

    if user_id is not None and not calls.is_active_user(work.db, user_id):
        raise NotFound(f"There is no active user {user_id}.")
    people = calls.callees(work.db, contact_ids, work.now)
    names = []
    for contact_id in contact_ids:
        open_contact(work, contact_id)
        standing = calls.open_plan(work.db, contact_id)
        plan = None if standing is None else work.get(CallPlan, standing)
        if plan is None or plan.kind != "callback":
            raise Invalid(f"No call-back is agreed with {people[contact_id].contact}.", "contact")
        if plan.user_id != work.actor.user_id:
            permit(work, Verb.REASSIGN_CALLBACK)
        if work.change(plan, user_id=user_id):
            names.append(people[contact_id].contact)
    whom = names[0] if len(names) == 1 else f"{len(names)} contacts"
    work.label = f"Reassign the call-back of {whom}"
    return len(names)
