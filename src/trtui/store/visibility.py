"""Which clients and contacts a user may open, as a condition of a statement; the rule is ``policy.reach``."""

from __future__ import annotations

from collections.abc import Iterable

from trtui.domain.policy import Actor, reach

NOBODY = "1 = 0"
EVERYBODY = "1 = 1"


def may_open(actor: Actor, client: str = "k") -> str:
    """Return the condition that the actor may open the client of this alias; it has no parameters."""
    found = reach(actor)
    if not actor.is_active:
        return NOBODY
    if found.everything:
        return EVERYBODY
    ways = [
        f"{client}.access = 'everyone'",
        f"{client}.owner_id = {int(found.user_id)}",
        f"EXISTS (SELECT 1 FROM client_grant g WHERE g.client_id = {client}.id AND g.user_id = {int(found.user_id)})",
    ]
    if found.team_ids:
        ways.append(f"({client}.access = 'team' AND {client}.team_id IN ({_numbers(found.team_ids)}))")
    if found.led_team_ids:
        ways.append(f"{client}.team_id IN ({_numbers(found.led_team_ids)})")
    return f"({' OR '.join(ways)})"


def may_open_contact(actor: Actor, contact: str = "c") -> str:
    """Return the condition that the actor may open the contact of this alias: through a client, or it never had any.

    A contact that was delinked from every client is seen by those who may open the client it was delinked from last.
    """
    condition = may_open(actor, "vk")
    if condition in (NOBODY, EVERYBODY):
        return condition
    clients = f"FROM assignment v JOIN client vk ON vk.id = v.client_id WHERE v.contact_id = {contact}.id"
    # An assignment that goes on is later than all that ended.
    later = (
        "SELECT 1 FROM assignment vl WHERE vl.contact_id = v.contact_id"
        " AND (vl.to_at IS NULL OR vl.to_at > v.to_at)"
    )
    last = f"{clients} AND v.to_at IS NOT NULL AND NOT EXISTS ({later})"
    return (
        f"(EXISTS (SELECT 1 {clients} AND v.to_at IS NULL AND {condition})"
        f" OR EXISTS (SELECT 1 {last} AND {condition})"
        f" OR NOT EXISTS (SELECT 1 FROM assignment v WHERE v.contact_id = {contact}.id))"
    )


def may_open_about(actor: Actor, client_id: str) -> str:
    """Return the condition that what is kept about the client in this column is for the actor, or is about none."""
    condition = may_open(actor, "vk")
    if condition == EVERYBODY:
        return condition
    return (
        f"({client_id} IS NULL OR EXISTS (SELECT 1 FROM client vk WHERE vk.id = {client_id} AND {condition}))"
    )


def _numbers(values: Iterable[int]) -> str:
    return ", ".join(str(int(value)) for value in sorted(values))
