"""Notes and tasks on a client and its contacts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from trtui.desk import credit, effects
from trtui.desk.access import open_assigned, open_client, open_record
from trtui.desk.saving import refuse_removed, save_form
from trtui.desk.stored_names import stored_as
from trtui.domain import text
from trtui.domain.errors import Invalid
from trtui.domain.policy import Verb
from trtui.domain.time import Planned
from trtui.domain.when import parse as parse_when

if TYPE_CHECKING:
    from trtui.store.tables import Task
    from trtui.store.work import Work

TASK_KINDS = ("to do", "call", "meeting", "repair", "credit check")


@stored_as("notes.add_note")
def add_note(
    work: Work, client_id: int, body: str, contact_id: int | None = None, *, pinned: bool = False
) -> int:
    """Write a note about a client, or about one of its contacts; return its number.

    Raises Invalid for an empty note or one over 64 KB, and for a contact who is not assigned to the client.
    """
    from trtui.store.tables import Note

    open_client(work, client_id, Verb.LOG_TOUCH)
    row = work.add(
        Note(
            client_id=client_id,
            contact_id=_contact(work, client_id, contact_id, None),
            body=_body(body),
            created_at=work.now,
            created_by=work.actor.user_id,
            pinned_at=work.now if pinned else None,
        )
    )
    work.label = f"Write a note: {_short(row.body)}"
    return work.number(row)


@stored_as("notes.edit_note")
def edit_note(
    work: Work, note_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> None:
    """Save a note's form (body, contact_id); raises StaleSave where both changed a field, Invalid."""
    from trtui.store.tables import Note

    row = open_record(work, Note, note_id, Verb.LOG_TOUCH)
    refuse_removed(work, row, "note")
    clean: dict[str, Any] = {}
    if "body" in wanted:
        clean["body"] = _body(str(wanted["body"] or ""))
    if "contact_id" in wanted:
        clean["contact_id"] = _contact(work, row.client_id, wanted["contact_id"], row.contact_id)
    save_form(work, row, base, clean, version)
    work.label = f"Edit a note: {_short(row.body)}"


@stored_as("notes.pin_note")
def pin_note(work: Work, note_id: int, pinned: bool) -> None:
    """Keep a note at the top, or let it go down with the others."""
    from trtui.store.tables import Note

    row = open_record(work, Note, note_id, Verb.LOG_TOUCH)
    refuse_removed(work, row, "note")
    work.change(row, pinned_at=work.now if pinned else None)
    work.label = f"{'Pin' if pinned else 'Unpin'} a note: {_short(row.body)}"


def remove_note(work: Work, note_id: int) -> None:
    """Take a note off the list; an undo brings it back."""
    from trtui.store.tables import Note

    row = open_record(work, Note, note_id, Verb.LOG_TOUCH)
    refuse_removed(work, row, "note")
    work.change(row, removed_at=work.now)
    work.label = f"Remove a note: {_short(row.body)}"


@stored_as("notes.add_task")
def add_task(
    work: Work,
    client_id: int,
    title: str,
    due: str | Planned | None = "",
    *,
    kind: str = "to do",
    contact_id: int | None = None,
    assigned_to: int | None = None,
    team_id: int | None = None,
) -> int:
    """Note something to be done, ``due`` as typed (``+3d``), a day, an instant or empty; return its number.

    It is for a person, for a team, or for a person of it; for whoever adds it where neither is named. A task of kind
    ``call`` with a contact and a date puts the contact into the call queue. Raises Invalid.
    """
    from trtui.store import days
    from trtui.store.tables import Task

    open_client(work, client_id, Verb.LOG_TOUCH)
    _check_kind(kind, contact_id)
    if assigned_to is None and team_id is None:
        assigned_to = work.actor.user_id
    row = work.add(
        Task(
            client_id=client_id,
            contact_id=_contact(work, client_id, contact_id, None),
            kind=kind,
            title=text.required(title, "The task", field="title"),
            **days.fields("task", _due(work, due)),
            assigned_to=_person(work, assigned_to, None),
            team_id=_team(work, team_id),
            created_at=work.now,
            created_by=work.actor.user_id,
        )
    )
    work.label = f"Add a task: {_short(row.title)}"
    return work.number(row)


@stored_as("notes.edit_task")
def edit_task(
    work: Work, task_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> None:
    """Save a task's form: title, due_at (as typed, a day or an instant), kind, contact_id, assigned_to, team_id.

    Raises StaleSave where both changed a field, Invalid.
    """
    from trtui.store.tables import Task

    row = open_record(work, Task, task_id, Verb.LOG_TOUCH)
    refuse_removed(work, row, "task")
    clean: dict[str, Any] = {}
    for name, value in wanted.items():
        if name == "title":
            clean[name] = text.required(str(value or ""), "The task", field=name)
        elif name == "due_at":
            clean[name] = _due(work, value)
        elif name == "contact_id":
            clean[name] = _contact(work, row.client_id, value, row.contact_id)
        elif name == "assigned_to":
            clean[name] = _person(work, value, row.assigned_to)
        elif name == "team_id":
            clean[name] = _team(work, value)
        elif name == "kind":
            clean[name] = value
    save_form(work, row, base, clean, version)
    _check_kind(row.kind, row.contact_id)
    work.label = f"Edit a task: {_short(row.title)}"


@stored_as("notes.finish_task")
def finish_task(work: Work, task_id: int, done: bool = True) -> None:
    """Mark a task as done, or as open again; a contact whose record is repaired comes back into the queue."""
    from trtui.store.tables import Task

    row = open_record(work, Task, task_id, Verb.LOG_TOUCH)
    refuse_removed(work, row, "task")
    _leave_to_credit_control(work, row, done=done)
    work.change(row, done_at=work.now if done else None, done_by=work.actor.user_id if done else None)
    if done and row.kind == effects.REPAIR and row.contact_id is not None:
        effects.let_back(work, row.contact_id)
    work.label = f"{'Finish' if done else 'Reopen'} a task: {_short(row.title)}"


def remove_task(work: Work, task_id: int) -> None:
    """Take a task off the list; an undo brings it back."""
    from trtui.store.tables import Task

    row = open_record(work, Task, task_id, Verb.LOG_TOUCH)
    refuse_removed(work, row, "task")
    _leave_to_credit_control(work, row, done=True)
    work.change(row, removed_at=work.now)
    work.label = f"Remove a task: {_short(row.title)}"


def _leave_to_credit_control(work: Work, row: Task, *, done: bool) -> None:
    """Refuse to end the task of a credit check without its answer, or to open an answered one again."""
    if row.kind != credit.TASK or row.client_id is None:
        return
    if not done:
        raise Invalid("This credit check was answered. Ask for another credit check with . p in the client.")
    if row.done_at is None and credit.is_under_way(work, row.client_id):
        raise Invalid("This is a credit check: approve, refuse or withdraw it with . p in the client.")


def _body(body: str) -> str:
    clean = text.note(body, field="body")
    if not clean:
        raise Invalid("The note is empty: type it, or press escape to cancel.", "body")
    return clean


def _due(work: Work, due: str | Planned | None) -> Planned | None:
    if isinstance(due, str):
        return parse_when(due, work.now, work.zone, work.rules.workdays).planned if due.strip() else None
    return due


def _check_kind(kind: str, contact_id: int | None) -> None:
    if kind not in TASK_KINDS:
        raise Invalid(f"A task is one of: {', '.join(TASK_KINDS)}.", "kind")
    if kind == "call" and contact_id is None:
        raise Invalid("A task to call names the contact.", "contact_id")


def _contact(work: Work, client_id: int | None, contact_id: int | None, now: int | None) -> int | None:
    """Return a contact that may be named here; whoever is named already stays, also after leaving the client."""
    if contact_id is not None and contact_id != now and client_id is not None:
        open_assigned(work, client_id, contact_id)
    return contact_id


def _person(work: Work, user_id: int | None, now: int | None) -> int | None:
    """Return a user who may be given a task; whoever has it already stays, also when disabled."""
    from trtui.store.tables import UserAccount

    if user_id is not None and user_id != now:
        user = work.get(UserAccount, user_id, "user")
        if user.disabled_at is not None:
            raise Invalid(f"{user.name}'s account is disabled. Choose somebody else.", "assigned_to")
    return user_id


def _team(work: Work, team_id: int | None) -> int | None:
    from trtui.store.tables import Team

    return None if team_id is None else work.get(Team, team_id, "team").id


def _short(words: str) -> str:
    first = words.split("\n", 1)[0]
    return first if len(first) <= 40 else first[:39] + "…"
