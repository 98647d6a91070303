"""Undo, redo, the activity of a client and the history of a field, all read from the record of changes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import tzinfo
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

from trtui.desk.access import open_client, open_contact, permit
from trtui.domain import spoken
from trtui.domain.errors import NotFound, UndoRefused
from trtui.domain.policy import Verb

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.reader import Reader
    from trtui.store.work import Work

OF_USERS = ("user_account", "team", "team_member")
_UNTOLD = {"version", "client_id", "created_at", "created_by"}
"""Fields that say nothing to a reader."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did, in words, and whom it concerned."""

    label: str
    change_id: int
    client_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One change of one field of a record: who and when (epoch seconds), and values in words; empty says none."""

    at: int
    who: str
    field: str
    before: str
    after: str
    label: str


def undo(work: Work) -> Undone:
    """Undo the user's newest change of this sitting that still stands.

    Raises NotFound when there is none, UndoRefused when a row was changed since, NotAllowed when the user may not open
    any more what it concerned.
    """
    done, _ = _stacks(work.db, work.actor.user_id, work.sitting)
    if not done:
        raise NotFound("Nothing to undo: nothing was changed in this sitting.")
    return _reverse(work, *done[-1], "Undo")


def redo(work: Work) -> Undone:
    """Do again what was undone last in this sitting, unless something else was changed after the undo.

    Raises NotFound when there is nothing to redo, UndoRefused when a row was changed since, NotAllowed when the user
    may not open any more what it concerned.
    """
    _, undone = _stacks(work.db, work.actor.user_id, work.sitting)
    if not undone:
        raise NotFound("Nothing to redo.")
    try:
        return _reverse(work, *undone[-1], "Redo")
    except UndoRefused as refused:
        raise UndoRefused(refused.why, refused.by, refused.at, "redo") from None


def next_undo(look: Look, sitting: str) -> tuple[str, str]:
    """Return what an undo and a redo would reverse, in words; empty where there is nothing."""
    done, undone = _stacks(look.db, look.actor.user_id, sitting)
    return (_plain(done[-1][1]) if done else "", _plain(undone[-1][1]) if undone else "")


def _stacks(
    reader: Reader, user_id: int, sitting: str
) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Return what stands and what was undone, oldest first, by walking through the sitting's changes."""
    from trtui.store.queries import changes

    done: list[tuple[int, str]] = []
    undone: list[tuple[int, str]] = []
    for change_id, undoes, label in changes.of_sitting(reader, user_id, sitting):
        if undoes is None:
            done.append((change_id, label))
            undone.clear()
        elif done and undoes == done[-1][0]:
            done.pop()
            undone.append((change_id, label))
        elif undone and undoes == undone[-1][0]:
            undone.pop()
            done.append((change_id, label))
    return done, undone


def _reverse(work: Work, change_id: int, label: str, verb: str) -> Undone:
    from trtui.desk.settling import settling
    from trtui.store.journal import reverse
    from trtui.store.queries import changes

    plain = _plain(label)
    work.label = f"{verb}: {plain}"
    work.undoes_id = change_id
    clients = changes.clients_of(work.db, change_id)
    _open(work, clients, changes.contacts_of(work.db, change_id))
    with settling(work, change_id):
        reverse(work, change_id)
    return Undone(plain, change_id, tuple(clients))


def field_history(look: Look, entity: str, entity_id: int, limit: int = 200) -> tuple[FieldChange, ...]:
    """Return the changes of a record's fields, newest first.

    Raises NotFound, NotAllowed unless the user may open the clients and contacts that the record is about; the history
    of users and teams is for those who manage them.
    """
    from trtui.store.queries import changes

    if entity == "client":
        open_client(look, entity_id)
    elif entity == "contact":
        open_contact(look, entity_id)
    else:
        permit(look, Verb.MANAGE_USERS if entity in OF_USERS else Verb.SEE_CLIENT)
        about = changes.subjects_of(look.db, entity, entity_id)
        _open(
            look,
            {client_id for client_id, _ in about if client_id is not None},
            {contact_id for client_id, contact_id in about if client_id is None and contact_id is not None},
        )
    items = [
        _Item(row.at, row.who, row.label, _fields(row.before), _fields(row.after))
        for row in changes.of_record(look.db, entity, entity_id, limit)
    ]
    names = changes.names_of(look.db, [values for one in items for values in (one.before, one.after)])
    said = partial(_said, zone=look.zone, names=names)
    return tuple(
        FieldChange(
            one.at,
            one.who,
            name,
            said(name, one.before.get(name)),
            said(name, one.after.get(name)),
            one.label,
        )
        for one in items
        for name in sorted((one.before.keys() | one.after.keys()) - _UNTOLD)
        if (one.before.get(name) or None) != (one.after.get(name) or None)
    )


class _Item(NamedTuple):
    at: int
    who: str
    label: str
    before: dict[str, Any]
    after: dict[str, Any]


def _fields(text: str | None) -> dict[str, Any]:
    return dict(json.loads(text)) if text else {}


def _open(look: Look | Work, clients: Collection[int], contacts: Collection[int]) -> None:
    """Let the user through to all that a change or a record concerns; what an undo took away needs no leave."""
    from trtui.store import calls

    for client_id in sorted(set(clients) - calls.open_ones(look.db, look.actor, clients)):
        with suppress(NotFound):
            open_client(look, client_id)
    for contact_id in sorted(contacts):
        with suppress(NotFound):
            open_contact(look, contact_id)


def _plain(label: str) -> str:
    return label.removeprefix("Undo: ").removeprefix("Redo: ")


def _said(name: str, value: Any, *, zone: tzinfo, names: Mapping[tuple[str, int], str]) -> str:
    """Return a field's value in words: whom a number means, when an instant was, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int):
        if name.endswith("_at"):
            return spoken.exact(value, zone)
        return names.get((name, value), str(value))
    return str(value)
