"""Undo and redo, over several levels, from the record of changes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk.access import open_contact
from trtui.desk.stored_names import stored_as
from trtui.domain.errors import NotAllowed, NotFound, UndoRefused

if TYPE_CHECKING:
    from trtui.store.journal import Entry
    from trtui.store.look import Look
    from trtui.store.reader import Reader
    from trtui.store.work import Work

_CLOSED = "This is about a client or contact that you may no longer open. Ask a manager or an administrator."


@dataclass(frozen=True, slots=True)
class CallOfSession:
    """A call that was recorded at the queue: to whom, and what was noted of it."""

    contact_id: int
    note: str


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo or redo did, in words, and whom it concerned."""

    label: str
    change_id: int
    client_ids: tuple[int, ...]
    call: CallOfSession | None = None
    """The call at the queue that was taken back, or recorded again."""


@stored_as("history.undo")
def undo(work: Work) -> Undone:
    """Undo the user's newest change of this sitting that still stands.

    Raises NotFound when there is none, UndoRefused when a row was changed since, NotAllowed when the user may not open
    any more what it concerned.
    """
    done, _ = _stacks(work.db, work.actor.user_id, work.sitting)
    if not done:
        raise NotFound("Nothing to undo: nothing was changed in this sitting.")
    return _reverse(work, *done[-1], "Undo")


@stored_as("history.redo")
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
    from trtui.store.journal import entries_of, reverse
    from trtui.store.queries import changes

    plain = _plain(label)
    work.label = f"{verb}: {plain}"
    work.undoes_id = change_id
    clients = changes.clients_of(work.db, change_id)
    open_all(work, clients, changes.contacts_of(work.db, change_id))
    with settling(work, change_id):
        reverse(work, change_id)
    return Undone(plain, change_id, tuple(clients), _call_of(entries_of(work.db, change_id)))


def _call_of(entries: Iterable[Entry]) -> CallOfSession | None:
    """Return the call at the queue whose touch a change brought or took away, or none."""
    for entry in entries:
        row = entry.after if entry.before is None else entry.before if entry.after is None else None
        if entry.entity == "touch" and row is not None and row.get("session_id") and row.get("contact_id"):
            return CallOfSession(int(row["contact_id"]), str(row.get("note") or ""))
    return None


def open_all(look: Look | Work, clients: Collection[int], contacts: Collection[int]) -> None:
    """Let the user through to all that a change or a record concerns; what an undo took away needs no leave.

    Raises NotAllowed where something of it is hidden from the user.
    """
    from trtui.store import calls
    from trtui.store.queries import access
    from trtui.store.queries import contacts as people

    closed = set(clients) - calls.open_ones(look.db, look.actor, clients)
    if any(access.ownership(look.db, client_id) is not None for client_id in closed):
        raise NotAllowed(_CLOSED)
    for contact_id in sorted(contacts):
        if not people.is_known(look.db, contact_id):
            continue
        try:
            open_contact(look, contact_id)
        except NotFound:
            raise NotAllowed(_CLOSED) from None


def _plain(label: str) -> str:
    return label.removeprefix("Undo: ").removeprefix("Redo: ")
