"""Saving an assignment plan that brings people whom the store does not know yet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from trtui.desk import assignment, contacts
from trtui.desk.access import open_client, open_contact
from trtui.desk.assignment import Assigned, Member, Planned, Step
from trtui.desk.contacts import ContactSaved, NewContact
from trtui.desk.stored_names import stored_as
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.work import Work


@stored_as("assigning.save")
def save(
    work: Work,
    client_id: int,
    plan: Sequence[Planned],
    seen: Sequence[Member] = (),
    new: Mapping[int, NewContact] | None = None,
) -> Assigned:
    """Add the people of ``new``, then carry out the plan: one change, one undo.

    Who they may be the same as was asked when they were typed (``same_person.check``).

    ``new`` holds them under the negative numbers that the plan calls them by. Raises what ``assignment.save``
    raises; nobody is added then.
    """
    open_client(work, client_id, Verb.ASSIGN_CONTACTS)
    known = {
        number: contacts.add(work, person, is_really_new=True).contact_id
        for number, person in (new or {}).items()
    }
    steps = [replace(one, contact_id=known.get(one.contact_id, one.contact_id)) for one in plan]
    return assignment.save(work, client_id, steps, seen)


@stored_as("assigning.take")
def take(work: Work, client_id: int, contact_id: int, role: str = "") -> ContactSaved:
    """Assign somebody known to a client instead of adding them again, or leave them where they are a contact already.

    Raises NotFound, NotAllowed.
    """
    from trtui.store.queries import assignments
    from trtui.store.tables import Contact

    open_client(work, client_id, Verb.ASSIGN_CONTACTS)
    open_contact(work, contact_id)
    person = work.get(Contact, contact_id)
    if assignments.current_id(work.db, client_id, contact_id) is not None:
        return ContactSaved(contact_id, person.name, is_changed=False)
    assignment.save(work, client_id, [Planned(Step.ASSIGN, contact_id, role)])
    return ContactSaved(contact_id, person.name)
