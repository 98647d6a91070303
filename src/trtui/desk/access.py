"""Authorisation of every use case: may this user open this client, and do that to it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, TypeVar

from trtui.domain import policy
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import ClientAccess, Verb, Visibility

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look
    from trtui.store.tables.rows import Kept
    from trtui.store.work import Work

    T = TypeVar("T", bound=Kept)


def open_client(look: Look | Work | Desk, client_id: int, to: Verb = Verb.SEE_CLIENT) -> None:
    """Let the user through to a client, to do one thing.

    Raises NotFound for a client that does not exist and, in the same words, for one that the user may not open;
    NotAllowed where they may open it, but not do that.
    """
    access = access_of(look, client_id)
    if look.actor.is_active and not policy.is_visible(look.actor, access):
        raise _no_client(client_id)
    reason = policy.may(look.actor, to, access)
    if reason is not None:
        raise NotAllowed(reason)


def open_contact(look: Look | Work | Desk, contact_id: int, to: Verb = Verb.SEE_CLIENT) -> None:
    """Let the user through to a contact: one of its clients must be open to them, or it never had any.

    The clients are those of today; of somebody who was delinked from all, those that came last. Raises NotFound for a
    contact that does not exist and, in the same words, for one whose clients are all hidden; NotAllowed where the user
    may open it, but not do that.
    """
    from trtui.store.queries import access, contacts

    if not contacts.is_known(look.db, contact_id):
        raise _no_contact(contact_id)
    clients = [access_of(look, client_id) for client_id in access.clients_deciding(look.db, contact_id)]
    if not clients:
        permit(look, to)
        return
    seen = [client for client in clients if policy.is_visible(look.actor, client)]
    if look.actor.is_active and not seen:
        raise _no_contact(contact_id)
    reasons = [policy.may(look.actor, to, client) for client in seen or clients]
    if all(reason is not None for reason in reasons):
        raise NotAllowed(reasons[0] or "You may not open this contact.")


def open_record(work: Work, table: type[T], number: int, to: Verb, name: str = "") -> T:
    """Return a record that is kept about a client or a contact, if the user may do one thing there.

    Raises NotFound for a record that does not exist and, in the same words, for one about what the user may not open;
    ``name`` says what it is where its table's name does not. Raises NotAllowed.
    """
    row = work.get(table, number, name)
    client_id, contact_id = getattr(row, "client_id", None), getattr(row, "contact_id", None)
    try:
        if client_id is not None:
            open_client(work, client_id, to)
        elif contact_id is not None:
            open_contact(work, contact_id, to)
    except NotFound:
        raise work.missing(table, number, name) from None
    return row


def open_assigned(look: Look | Work | Desk, client_id: int, contact_id: int) -> None:
    """Let the user name a contact in what is kept about a client: it must be assigned to the client now.

    Raises NotFound, NotAllowed, Invalid.
    """
    from trtui.store.queries import assignments

    open_contact(look, contact_id)
    if assignments.current_id(look.db, client_id, contact_id) is None:
        raise Invalid("Only a contact of this client can be named here: assign them first.", "contact_id")


def in_words(access: Visibility, team: str, owner: str, granted: Sequence[str]) -> str:
    """Return who may open a client: everyone, or its team or owner and whom it is granted to besides."""
    if access is Visibility.EVERYONE:
        return "everyone"
    if access is Visibility.TEAM:
        whom = f"team {team}" if team else "its team"
    else:
        whom = f"the owner, {owner}" if owner else "the owner"
    return f"{whom}; also {', '.join(granted)}" if granted else whom


def permit(look: Look | Work | Desk, to: Verb) -> None:
    """Let the user do something that concerns no client; raises NotAllowed with the reason."""
    reason = policy.may(look.actor, to)
    if reason is not None:
        raise NotAllowed(reason)


def access_of(look: Look | Work | Desk, client_id: int) -> ClientAccess:
    """Return what decides who may open and change a client; raises NotFound."""
    from trtui.store.queries import access

    row = access.ownership(look.db, client_id)
    if row is None:
        raise _no_client(client_id)
    is_open = row.access == Visibility.EVERYONE.value
    granted = frozenset[int]() if is_open else frozenset(access.grants(look.db, client_id))
    return ClientAccess(row.owner_id, row.owner, Visibility(row.access), row.team_id, granted)


def _no_client(client_id: int) -> NotFound:
    return NotFound(f"There is no client {client_id}.")


def _no_contact(contact_id: int) -> NotFound:
    return NotFound(f"There is no contact {contact_id}.")
