"""Authorisation of every use case: may this user open this client, and do that to it?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trtui.domain import policy
from trtui.domain.errors import Invalid, NotAllowed, NotFound
from trtui.domain.policy import ClientAccess, Verb, Visibility

if TYPE_CHECKING:
    from trtui.store.look import Desk, Look
    from trtui.store.work import Work


def open_client(look: Look | Work | Desk, client_id: int, to: Verb = Verb.SEE_CLIENT) -> None:
    """Let the user through to a client, to do one thing.

    Raises NotFound for a client that does not exist, NotAllowed (with the owner's name) for one that is not for them.
    """
    access = access_of(look, client_id)
    reason = policy.may(look.actor, to, access)
    if reason is not None:
        raise NotAllowed(reason)


def open_contact(look: Look | Work | Desk, contact_id: int, to: Verb = Verb.SEE_CLIENT) -> None:
    """Let the user through to a contact: one of its current clients must be open to them, or it has none.

    Raises NotFound, NotAllowed.
    """
    from trtui.store.queries import access, contacts

    if not contacts.is_known(look.db, contact_id):
        raise NotFound(f"There is no contact {contact_id}.")
    clients = access.clients_of(look.db, contact_id)
    if not clients:
        permit(look, to)
        return
    reasons = [policy.may(look.actor, to, access_of(look, client_id)) for client_id in clients]
    if all(reason is not None for reason in reasons):
        raise NotAllowed(reasons[0] or "You may not open this contact.")


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
        raise NotFound(f"There is no client {client_id}.")
    is_open = row.access == Visibility.EVERYONE.value
    granted = frozenset[int]() if is_open else frozenset(access.grants(look.db, client_id))
    return ClientAccess(row.owner_id, row.owner, Visibility(row.access), row.team_id, granted)
