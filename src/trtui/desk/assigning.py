"""Saving an assignment plan that brings people whom the store does not know yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trtui.desk import assignment, contacts
from trtui.desk.access import open_client
from trtui.desk.assignment import Assigned, Member, Planned
from trtui.desk.contacts import NewContact
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.work import Work


def save(
    work: Work,
    client_id: int,
    plan: Sequence[Planned],
    seen: Sequence[Member] = (),
    new: Mapping[int, NewContact] | None = None,
) -> Assigned:
    """Add the people of ``new``, then carry out the plan: one change, one undo.

    ``new`` holds them under the negative numbers that the plan calls them by. Raises what ``assignment.save``
    raises; nobody is added then.
    """
    open_client(work, client_id, Verb.ASSIGN_CONTACTS)
    known = {number: contacts.add(work, person).contact_id for number, person in (new or {}).items()}
    steps = [replace(one, contact_id=known.get(one.contact_id, one.contact_id)) for one in plan]
    return assignment.save(work, client_id, steps, seen)
