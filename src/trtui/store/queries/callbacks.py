"""Agreed call-backs that are not done yet."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple

from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class AgreedRow(NamedTuple):
    """A call-back: with whom, for when, and for whom it is kept; nobody's where that user was disabled."""

    contact_id: int
    contact: str
    client_id: int | None
    client: str
    at: int
    user_id: int | None
    user: str


def agreed(db: Reader, actor: Actor, limit: int, *, of_everybody: bool) -> list[AgreedRow]:
    """Return open call-backs at clients that the actor may open, the earliest first.

    Without ``of_everybody`` only the actor's own.
    """
    whose = "" if of_everybody else " AND u.id = :me"
    return [
        AgreedRow(*row)
        for row in db.rows(
            "SELECT p.id, p.name, s.client_id, coalesce(k.name, ''), n.at, u.id, coalesce(u.name, '')"
            " FROM call_plan n JOIN contact p ON p.id = n.contact_id"
            " LEFT JOIN contact_state s ON s.contact_id = p.id LEFT JOIN client k ON k.id = s.client_id"
            " LEFT JOIN user_account u ON u.id = n.user_id AND u.disabled_at IS NULL"
            " WHERE n.kind = 'callback' AND n.done_at IS NULL AND p.archived_at IS NULL"
            f" AND (k.id IS NULL OR {may_open(actor, 'k')}){whose} ORDER BY n.at, n.id LIMIT :limit",
            me=actor.user_id,
            limit=limit,
        )
    ]


def kept_for(db: Reader, user_id: int) -> list[tuple[int, int | None]]:
    """Return a user's open call-backs, each with the enabled owner of its contact who would take it, if any."""
    return [
        (int(row[0]), row[1])
        for row in db.rows(
            "SELECT n.id, o.id FROM call_plan n LEFT JOIN contact_state s ON s.contact_id = n.contact_id"
            " LEFT JOIN user_account o ON o.id = s.owner_id AND o.disabled_at IS NULL AND o.id <> :user"
            " WHERE n.user_id = :user AND n.kind = 'callback' AND n.done_at IS NULL ORDER BY n.id",
            user=user_id,
        )
    ]


def contacts_of(db: Reader, user_id: int) -> list[int]:
    """Return the contacts with whom a user agreed a call-back that is open."""
    return db.column(
        "SELECT contact_id FROM call_plan WHERE user_id = :user AND kind = 'callback' AND done_at IS NULL",
        user=user_id,
    )


def tasks_of(db: Reader, user_id: int) -> list[tuple[int, int | None]]:
    """Return a user's open tasks, each with the enabled owner of its client who would take it, if any."""
    return [
        (int(row[0]), row[1])
        for row in db.rows(
            "SELECT t.id, o.id FROM task t LEFT JOIN client k ON k.id = t.client_id"
            " LEFT JOIN user_account o ON o.id = k.owner_id AND o.disabled_at IS NULL AND o.id <> :user"
            " WHERE t.assigned_to = :user AND t.done_at IS NULL AND t.removed_at IS NULL ORDER BY t.id",
            user=user_id,
        )
    ]


def disabling(db: Reader, user_id: int) -> int | None:
    """Return the last change of a user's account that was not undone and that disabled it, or none."""
    for change_id, after in db.rows(
        "SELECT c.id, i.after FROM change c JOIN change_item i ON i.change_id = c.id"
        " WHERE i.entity = 'user_account' AND i.entity_id = :user AND c.undone_by_id IS NULL"
        " AND c.undoes_id IS NULL ORDER BY c.id DESC",
        user=user_id,
    ):
        if after is not None and json.loads(after).get("disabled_at") is not None:
            return int(change_id)
    return None
