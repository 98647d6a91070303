"""The history of a record: who changed which of its fields, when, from what to what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from trtui.desk import field_words
from trtui.desk.access import open_client, open_contact, permit
from trtui.desk.history import open_all
from trtui.domain.errors import NotAllowed
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.record_changes import ItemRow

OF_USERS: Final = ("user_account", "team", "team_member")
UNTOLD: Final = {"version", "client_id", "created_at", "created_by", "session_id"}
"""Fields that say nothing to a reader."""
PARTS: Final[Mapping[str, tuple[str, ...]]] = {
    "client_name": ("name", "kind"),
    "client_tag": ("tag_id",),
    "client_grant": ("user_id",),
    "contact_point": ("typed", "label", "invalid_at", "invalid_why"),
    "status_override": ("status", "reason", "expires_at", "cleared_at"),
    "assignment": ("client_id", "role", "is_primary", "to_at"),
    "placement": ("candidate", "starts_on", "ends_on", "removed_at"),
    "objection": ("words", "e164", "ext", "taken_back_at", "taken_back_why"),
}
"""Table of what belongs to a record → the fields of it that are told."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one field: who and when (epoch seconds), and values in words; empty says none.

    ``part`` is the table of what belongs to the record, such as ``contact_point``, or empty for the record itself.
    """

    at: int
    who: str
    field: str
    before: str
    after: str
    part: str = ""


def field_history(look: Look, entity: str, entity_id: int, limit: int = 200) -> tuple[FieldChange, ...]:
    """Return the changes of a record's fields and of what belongs to it, newest first.

    A client has names, tags, numbers, access and overrides; a contact numbers, assignments and overrides; a vacancy
    placements. What is at clients that the user may not open is left out. Raises NotFound, NotAllowed unless the user
    may open the client or contact itself; another record about what they may not open has no history for them, as one
    that does not exist. The history of users and teams is for those who manage them.
    """
    from trtui.store import calls
    from trtui.store.queries import changes, record_changes

    if entity == "client":
        open_client(look, entity_id)
    elif entity == "contact":
        open_contact(look, entity_id)
    else:
        permit(look, Verb.MANAGE_USERS if entity in OF_USERS else Verb.SEE_CLIENT)
        about = changes.subjects_of(look.db, entity, entity_id)
        try:
            open_all(
                look,
                {client_id for client_id, _ in about if client_id is not None},
                {
                    contact_id
                    for client_id, contact_id in about
                    if client_id is None and contact_id is not None
                },
            )
        except NotAllowed:
            return ()
    rows = record_changes.of_record(look.db, entity, entity_id, limit)
    places = {row.client_id for row in rows if row.client_id is not None}
    is_open = calls.open_ones(look.db, look.actor, places) | {None}
    told = [one for row in rows if row.client_id in is_open for one in _told(row, entity)]
    words = iter(
        field_words.in_words(
            look.db, look.zone, ((field, value) for _, field, *both in told for value in both)
        )
    )
    return tuple(
        FieldChange(
            row.at, row.who, field, next(words), next(words), "" if row.entity == entity else row.entity
        )
        for row, field, *_ in told
    )


def _days(table: str, values: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of a row with the day under the name of the instant, where it holds a day."""
    from trtui.store import days

    pair = days.OF.get(table)
    if pair is None or pair.on not in values:
        return values
    rest = {name: value for name, value in values.items() if name != pair.on}
    return rest | ({pair.at: days.planned(table, values)} if days.planned(table, values) is not None else {})


def _told(row: ItemRow, entity: str) -> list[tuple[ItemRow, str, Any, Any]]:
    """Return the fields of a row that differ, with their values before and after."""
    before, after = (dict(json.loads(text)) if text else {} for text in (row.before, row.after))
    before, after = _days(row.entity, before), _days(row.entity, after)
    own = sorted((before.keys() | after.keys()) - UNTOLD)
    fields = own if row.entity == entity else PARTS[row.entity]
    return [
        (row, field, before.get(field), after.get(field))
        for field in fields
        if (before.get(field) or None) != (after.get(field) or None)
    ]
