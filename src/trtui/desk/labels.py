"""Tags and overrides: what a user hangs on a client or contact by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import open_client, open_contact
from trtui.domain.errors import NotFound
from trtui.domain.policy import Verb
from trtui.domain.status import ClientStatus, ContactStatus, check_override
from trtui.domain.text import required

if TYPE_CHECKING:
    from trtui.store.look import Look
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
    """Return all tags by name."""
    return tuple(
        TagLine(row[0], row[1], row[2], bool(row[3]))
        for row in look.db.rows(
            "SELECT t.id, t.name, count(c.id), max(CASE WHEN c.client_id = :id THEN 1 ELSE 0 END) FROM tag t"
            " LEFT JOIN client_tag c ON c.tag_id = t.id GROUP BY t.id, t.name ORDER BY lower(t.name)",
            id=client_id,
        )
    )


def tag(work: Work, client_ids: Sequence[int], name: str) -> int:
    """Put a tag on clients, making it where there is none of that name; return how many did not carry it yet."""
    from trtui.store.tables import ClientTag, Tag

    clean = required(name, "The tag", TAG_LIMIT, "tag")
    found = work.db.value("SELECT id FROM tag WHERE lower(name) = lower(:name)", name=clean)
    tag_id = int(found if found is not None else work.number(work.add(Tag(name=clean))))
    count = 0
    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
        there = work.db.value(
            "SELECT id FROM client_tag WHERE client_id = :client AND tag_id = :tag",
            client=client_id,
            tag=tag_id,
        )
        if there is None:
            work.add(ClientTag(client_id=client_id, tag_id=tag_id))
            count += 1
    work.label = f"Tag {_count(client_ids)} with {clean}"
    return count


def untag(work: Work, client_ids: Sequence[int], name: str) -> int:
    """Take a tag off clients; return how many carried it."""
    from trtui.store.tables import ClientTag

    count = 0
    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
        there = work.db.value(
            "SELECT c.id FROM client_tag c JOIN tag t ON t.id = c.tag_id"
            " WHERE c.client_id = :client AND lower(t.name) = lower(:name)",
            client=client_id,
            name=name,
        )
        if there is not None:
            work.remove(work.get(ClientTag, there))
            count += 1
    work.label = f"Take the tag {name} off {_count(client_ids)}"
    return count


def override_client(
    work: Work, client_id: int, status: ClientStatus, reason: str, expires_at: int | None = None
) -> None:
    """Set a client's status by hand; it wins over the derived one until cleared or expired.

    Raises Invalid without a reason or with an end in the past.
    """
    from trtui.store.tables import Client, StatusOverride

    open_client(work, client_id, Verb.OVERRIDE_STATUS)
    check_override(reason, expires_at, work.now)
    client = work.get(Client, client_id)
    _clear(work, "client_id", client_id)
    work.add(
        StatusOverride(
            client_id=client_id,
            status=status.value,
            reason=required(reason, "The reason", field="reason"),
            set_by=work.actor.user_id,
            set_at=work.now,
            expires_at=expires_at,
        )
    )
    work.label = f"Set the status of {client.name} to {status.label}"


def override_contact(
    work: Work, contact_id: int, status: ContactStatus, reason: str, expires_at: int | None = None
) -> None:
    """Set a contact's status by hand; it wins over the derived one until cleared or expired."""
    from trtui.store.tables import Contact, StatusOverride

    open_contact(work, contact_id, Verb.OVERRIDE_STATUS)
    check_override(reason, expires_at, work.now)
    contact = work.get(Contact, contact_id)
    _clear(work, "contact_id", contact_id)
    work.add(
        StatusOverride(
            contact_id=contact_id,
            status=status.value,
            reason=required(reason, "The reason", field="reason"),
            set_by=work.actor.user_id,
            set_at=work.now,
            expires_at=expires_at,
        )
    )
    work.label = f"Set the status of {contact.name} to {status.label}"


def clear_client_override(work: Work, client_id: int) -> None:
    """Take back a status set by hand; raises NotFound where none is set."""
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.OVERRIDE_STATUS)
    client = work.get(Client, client_id)
    if not _clear(work, "client_id", client_id):
        raise NotFound(f"No status is set by hand on {client.name}.")
    work.label = f"Clear the status override of {client.name}"


def _clear(work: Work, subject: str, number: int) -> bool:
    from trtui.store.tables import StatusOverride

    there = work.db.value(
        f"SELECT id FROM status_override WHERE {subject} = :number AND cleared_at IS NULL", number=number
    )
    if there is None:
        return False
    return work.change(work.get(StatusOverride, there), cleared_at=work.now)


def _count(client_ids: Sequence[int]) -> str:
    return "1 client" if len(client_ids) == 1 else f"{len(client_ids)} clients"
