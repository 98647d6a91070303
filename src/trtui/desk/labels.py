"""Tags and overrides: what a user hangs on a client or contact by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import open_client, open_contact
from trtui.desk.stored_names import stored_as
from trtui.domain import spoken
from trtui.domain.errors import NotFound
from trtui.domain.policy import Verb
from trtui.domain.status import ClientStatus, ContactStatus, check_override
from trtui.domain.text import required
from trtui.domain.time import Planned, begins

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.clients import OverrideRow
    from trtui.store.work import Work

TAG_LIMIT = 40


@dataclass(frozen=True, slots=True)
class TagLine:
    """A tag, how many clients carry it, and whether the client asked about does."""

    id: int
    name: str
    clients: int
    is_on: bool


def tags(look: Look, client_id: int = 0) -> tuple[TagLine, ...]:
    """Return the tags by name; those that only clients carry which the user may not open are left out."""
    from trtui.store.queries import tags as kept

    return tuple(TagLine(*row) for row in kept.every(look.db, look.actor, client_id))


@stored_as("labels.tag")
def tag(work: Work, client_ids: Sequence[int], name: str) -> int:
    """Put a tag on clients, making it where there is none of that name; return how many did not carry it yet."""
    from trtui.store.queries import tags as kept
    from trtui.store.tables import Client, ClientTag, Tag

    clean = required(name, "The tag", TAG_LIMIT, "tag")
    found = kept.named(work.db, clean)
    tag_id = found if found is not None else work.number(work.add(Tag(name=clean)))
    names: list[str] = []
    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
        if not kept.is_carried(work.db, client_id, tag_id):
            work.add(ClientTag(client_id=client_id, tag_id=tag_id))
            names.append(work.get(Client, client_id).name)
    work.label = f"Tag {spoken.listed(names, 'client')} with {clean}"
    return len(names)


@stored_as("labels.untag")
def untag(work: Work, client_ids: Sequence[int], name: str) -> int:
    """Take a tag off clients; return how many carried it."""
    from trtui.store.queries import tags as kept
    from trtui.store.tables import Client, ClientTag

    names: list[str] = []
    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
        there = kept.carried(work.db, client_id, name)
        if there is not None:
            work.remove(work.get(ClientTag, there))
            names.append(work.get(Client, client_id).name)
    work.label = f"Take the tag {name} off {spoken.listed(names, 'client')}"
    return len(names)


@stored_as("labels.override_client")
def override_client(
    work: Work, client_id: int, status: ClientStatus, reason: str, expires: Planned | None = None
) -> None:
    """Set a client's status by hand; it wins over the derived one until cleared or expired.

    Raises Invalid without a reason or with an end in the past.
    """
    from trtui.store import days
    from trtui.store.queries import clients
    from trtui.store.tables import Client, StatusOverride

    open_client(work, client_id, Verb.OVERRIDE_STATUS)
    check_override(reason, None if expires is None else begins(expires, work.zone), work.now)
    client = work.get(Client, client_id)
    _clear(work, clients.override(work.db, client_id))
    work.add(
        StatusOverride(
            client_id=client_id,
            status=status.value,
            reason=required(reason, "The reason", field="reason"),
            set_by=work.actor.user_id,
            set_at=work.now,
            **days.fields("status_override", expires),
        )
    )
    work.label = f"Set the status of {client.name} to {status.label}"


@stored_as("labels.override_contact")
def override_contact(
    work: Work, contact_id: int, status: ContactStatus, reason: str, expires: Planned | None = None
) -> None:
    """Set a contact's status by hand; it wins over the derived one until cleared or expired."""
    from trtui.store import days
    from trtui.store.queries import contacts
    from trtui.store.tables import Contact, StatusOverride

    open_contact(work, contact_id, Verb.OVERRIDE_STATUS)
    check_override(reason, None if expires is None else begins(expires, work.zone), work.now)
    contact = work.get(Contact, contact_id)
    _clear(work, contacts.overrides(work.db, [contact_id]).get(contact_id))
    work.add(
        StatusOverride(
            contact_id=contact_id,
            status=status.value,
            reason=required(reason, "The reason", field="reason"),
            set_by=work.actor.user_id,
            set_at=work.now,
            **days.fields("status_override", expires),
        )
    )
    work.label = f"Set the status of {contact.name} to {status.label}"


@stored_as("labels.clear_client_override")
def clear_client_override(work: Work, client_id: int) -> None:
    """Take back a status set by hand; raises NotFound where none is set."""
    from trtui.store.queries import clients
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.OVERRIDE_STATUS)
    client = work.get(Client, client_id)
    if not _clear(work, clients.override(work.db, client_id)):
        raise NotFound(f"No status is set by hand on {client.name}.")
    work.label = f"Clear the status override of {client.name}"


@stored_as("labels.clear_contact_override")
def clear_contact_override(work: Work, contact_id: int) -> None:
    """Take back a contact's status set by hand; raises NotFound where none is set."""
    from trtui.store.queries import contacts
    from trtui.store.tables import Contact

    open_contact(work, contact_id, Verb.OVERRIDE_STATUS)
    contact = work.get(Contact, contact_id)
    if not _clear(work, contacts.overrides(work.db, [contact_id]).get(contact_id)):
        raise NotFound(f"No status is set by hand on {contact.name}.")
    work.label = f"Clear the status override of {contact.name}"


def _clear(work: Work, there: OverrideRow | None) -> bool:
    from trtui.store.tables import StatusOverride

    return there is not None and work.change(work.get(StatusOverride, there.id), cleared_at=work.now)
