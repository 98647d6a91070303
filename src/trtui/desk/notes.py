"""Notes and tasks on a client and its contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trtui.desk import effects
from trtui.desk.access import open_assigned, open_client
from trtui.desk.saving import refuse_removed, save_form
from trtui.domain import text
from trtui.domain.errors import Invalid
from trtui.domain.policy import Verb
from trtui.domain.when import parse as parse_when

if TYPE_CHECKING:
    from trtui.store.work import Work

TASK_KINDS = ("to do", "call", "meeting", "repair", "credit check")


def add_note(
    work: Work, client_id: int, body: str, contact_id: int | None = None, *, pinned: bool = False
) -> int:
    """Write a note about a client, or about one of its contacts; return its number.

    Raises Invalid for an empty note or one over 64 KB, and for a contact who is not assigned to the client.
    """
    from trtui.store.tables import Note

    open_client(work, client_id, Verb.LOG_TOUCH)
    if contact_id is not None:
        open_assigned(work, client_id, contact_id)
    row = work.add(
        Note(
            client_id=client_id,
            contact_id=contact_id,
            body=_body(body),
            created_at=work.now,
            created_by=work.actor.user_id,
            pinned_at=work.now if pinned else None,
        )
    )
    work.label = f"Write a note: {_short(row.body)}"
    return work.number(row)


def edit_note(work: Work, note_id: int, base: str, body: str, version: int) -> None:
    """Change a note's text; raises StaleSave where somebody else changed it meanwhile."""
    from trtui.store.tables import Note

    row = work.get(Note, note_id)
    _open(work, row.client_id)
    refuse_removed(work, row, "note")
    save_form(work, row, {"body": base}, {"body": _body(body)}, version)
    work.label = f"Edit a note: {_short(row.body)}"


def pin_note(work: Work, note_id: int, pinned: bool) -> None:
    """Keep a note at the top, or let it go down with the others."""
    from trtui.store.tables import Note

    row = work.get(Note, note_id)
    _open(work, row.client_id)
    refuse_removed(work, row, "note")
    work.change(row, pinned_at=work.now if pinned else None)
    work.label = f"{'Pin' if pinned else 'Unpin'} a note: {_short(row.body)}"


def remove_note(work: Work, note_id: int) -> None:
    """Take a note off the list; an undo brings it back."""
    from trtui.store.tables import Note

    row = work.get(Note, note_id)
    _open(work, row.client_id)
    refuse_removed(work, row, "note")
    work.change(row, removed_at=work.now)
    work.label = f"Remove a note: {_short(row.body)}"


def add_task(
    work: Work,
    client_id: int,
    title: str,
    due: str = "",
    *,
    kind: str = "to do",
    contact_id: int | None = None,
    assigned_to: int | None = None,
) -> int:
    """Note something to be done, ``due`` as typed (``+3d``, ``mon 9:30``) or empty; return its number.

    A task of kind ``call`` with a contact and a date puts the contact into the call queue. Raises Invalid.
    """
    from trtui.store.tables import Task

    open_client(work, client_id, Verb.LOG_TOUCH)
    if kind not in TASK_KINDS:
        raise Invalid(f"A task is one of: {', '.join(TASK_KINDS)}.", "kind")
    if kind == "call" and contact_id is None:
        raise Invalid("A task to call names the contact.", "contact")
    if contact_id is not None:
        open_assigned(work, client_id, contact_id)
    row = work.add(
        Task(
            client_id=client_id,
            contact_id=contact_id,
            kind=kind,
            title=text.required(title, "The task", field="title"),
            due_at=_due(work, due),
            assigned_to=assigned_to or work.actor.user_id,
            created_at=work.now,
            created_by=work.actor.user_id,
        )
    )
    work.label = f"Add a task: {_short(row.title)}"
    return work.number(row)


def edit_task(
    work: Work, task_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> None:
    """Change a task's ``title``, date (``due`` as typed, over the ``due_at`` of ``base``) or person (``assigned_to``).

    Raises StaleSave, Invalid.
    """
    from trtui.store.tables import Task

    row = work.get(Task, task_id)
    _open(work, row.client_id)
    refuse_removed(work, row, "task")
    clean: dict[str, Any] = {}
    if "title" in wanted:
        clean["title"] = text.required(str(wanted["title"] or ""), "The task", field="title")
    if "due" in wanted:
        clean["due_at"] = _due(work, str(wanted["due"] or ""))
    if "assigned_to" in wanted:
        clean["assigned_to"] = wanted["assigned_to"]
    save_form(work, row, base, clean, version)
    work.label = f"Edit a task: {_short(row.title)}"


def finish_task(work: Work, task_id: int, done: bool = True) -> None:
    """Mark a task as done, or as open again; a contact whose record is repaired comes back into the queue."""
    from trtui.store.tables import Task

    row = work.get(Task, task_id)
    _open(work, row.client_id)
    refuse_removed(work, row, "task")
    work.change(row, done_at=work.now if done else None, done_by=work.actor.user_id if done else None)
    if done and row.kind == effects.REPAIR and row.contact_id is not None:
        effects.let_back(work, row.contact_id)
    work.label = f"{'Finish' if done else 'Reopen'} a task: {_short(row.title)}"


def remove_task(work: Work, task_id: int) -> None:
    """Take a task off the list; an undo brings it back."""
    from trtui.store.tables import Task

    row = work.get(Task, task_id)
    _open(work, row.client_id)
    refuse_removed(work, row, "task")
    work.change(row, removed_at=work.now)
    work.label = f"Remove a task: {_short(row.title)}"


def _open(work: Work, client_id: int | None) -> None:
    if client_id is not None:
        open_client(work, client_id, Verb.LOG_TOUCH)


def _body(body: str) -> str:
    clean = text.note(body, field="body")
    if not clean:
        raise Invalid("The note is empty: type it, or press escape to drop it.", "body")
    return clean


def _due(work: Work, typed: str) -> int | None:
    return parse_when(typed, work.now, work.zone).at if typed.strip() else None


def _short(words: str) -> str:
    first = words.split("\n", 1)[0]
    return first if len(first) <= 40 else first[:39] + "…"
