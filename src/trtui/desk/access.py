"""Authorisation of every use case: may this user open this client, and do that to it?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from trtui.domain import policy
from trtui.domain.errors import NotAllowed, NotFound
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
    if look.db.value("SELECT id FROM contact WHERE id = :id", id=contact_id) is None:
        raise NotFound(f"There is no contact {contact_id}.")
    clients = look.db.column(
        "SELECT client_id FROM assignment WHERE contact_id = :id AND to_at IS NULL ORDER BY is_primary DESC, id",
        id=contact_id,
    )
    if not clients:
        permit(look, to)
        return
    reasons = [policy.may(look.actor, to, access_of(look, client_id)) for client_id in clients]
    if all(reason is not None for reason in reasons):
        raise NotAllowed(reasons[0] or "You may not open this contact.")


def permit(look: Look | Work | Desk, to: Verb) -> None:
    """Let the user do something that concerns no client; raises NotAllowed with the reason."""
    reason = policy.may(look.actor, to)
    if reason is not None:
        raise NotAllowed(reason)


def access_of(look: Look | Work | Desk, client_id: int) -> ClientAccess:
    """Return what decides who may open and change a client; raises NotFound."""
    row = look.db.row(
        "SELECT k.owner_id, coalesce(u.name, ''), k.access, k.team_id FROM client k"
        " LEFT JOIN user_account u ON u.id = k.owner_id WHERE k.id = :id",
        id=client_id,
    )
    if row is None:
        raise NotFound(f"There is no client {client_id}.")
    granted: frozenset[int] = frozenset()
    if row[2] != Visibility.EVERYONE.value:
        granted = frozenset(
            look.db.column("SELECT user_id FROM client_grant WHERE client_id = :id", id=client_id)
        )
    return ClientAccess(row[0], row[1], Visibility(row[2]), row[3], granted)
