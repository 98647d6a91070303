"""The forms of notes and tasks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trtui.desk import notes, users
from trtui.desk.sections import ContactLine, NoteLine
from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.domain.when import EXAMPLES
from trtui.domain.when import parse as parse_when
from trtui.ui import conflicts
from trtui.ui.drafted import fill
from trtui.ui.form import Field
from trtui.ui.screens.record_forms import Options, Saved, at_client, done, persons, with_now

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

KINDS = ("to do", "call", "meeting")
"""Kinds of task that are chosen by hand; the others come by themselves."""


async def write_note(
    app: Workspace,
    client_id: int,
    people: Sequence[ContactLine],
    note: NoteLine | None = None,
    contact_id: int | None = None,
) -> Saved | None:
    """Write a note about a client or one of its people, or change one."""
    place = f"note:{note.id}" if note else f"note:client:{client_id}"
    about = note.contact_id if note else contact_id
    base = {"body": note.text if note else "", "contact_id": about}
    who = persons(people, about, note.contact if note else "")
    fields = [
        Field("contact_id", "About", about, kind="choice", options=who),
        Field("body", "Note", base["body"], kind="lines", required=True, rows=8, starts=True),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        wanted = {**base, **changed}
        if note is None:
            return "note", await app.office.write(
                notes.add_note, client_id, wanted["body"], wanted["contact_id"]
            )
        await conflicts.save(
            app,
            lambda start, end, version: app.office.write(notes.edit_note, note.id, start, end, version),
            base,
            wanted,
            note.version,
            fields,
        )
        return "note", note.id

    heading = await at_client(app, "Edit note" if note else "New note", client_id)
    return await done(app, await fill(app, heading, fields, save, place), "Saved.")


async def edit_task(
    app: Workspace,
    client_id: int,
    people: Sequence[ContactLine],
    task: NoteLine | None = None,
    contact_id: int | None = None,
) -> Saved | None:
    """Add a task, or edit one."""
    office = app.office
    await office.prepare()
    now, zone, workdays = office.clock.now(), office.clock.zone, office.rules.workdays
    base: dict[str, Any] = {
        "title": task.text if task else "",
        "due_at": (task.due_on or task.due_at) if task else None,
        "kind": task.kind if task else KINDS[0],
        "contact_id": task.contact_id if task else contact_id,
        "assigned_to": task.assigned_to_id if task else office.actor.user_id,
        "team_id": task.team_id if task else None,
    }
    user: Options = [(None, "–"), *await office.read(users.colleagues)]
    team: Options = [(None, "–"), *await office.read(users.teams)]
    if task is not None:
        user = with_now(user, task.assigned_to_id, task.assigned_to)
    kinds = list(dict.fromkeys((*KINDS, base["kind"])))

    def preview(text: str) -> str:
        try:
            return parse_when(text, now, zone, workdays).seen(now, zone) if text.strip() else ""
        except Invalid:
            return ""

    fields = [
        Field("title", "Task", base["title"], required=True),
        Field(
            "due_at",
            "When",
            base["due_at"],
            hint=EXAMPLES,
            parse=lambda text: parse_when(text, now, zone, workdays).planned if text.strip() else None,
            show=lambda when: "" if when is None else spoken.moment(when, now, zone),
            preview=preview,
        ),
        Field("kind", "Kind", base["kind"], kind="choice", options=[(one, one) for one in kinds]),
        Field(
            "contact_id",
            "About",
            base["contact_id"],
            kind="choice",
            options=persons(people, base["contact_id"], task.contact if task else ""),
        ),
        Field("assigned_to", "For", base["assigned_to"], kind="choice", options=user),
        Field("team_id", "Team", base["team_id"], kind="choice", options=team),
    ]

    async def save(changed: dict[str, Any]) -> Saved:
        wanted = {**base, **changed}
        if task is None:
            return "task", await office.write(notes.add_task, client_id, **_new(wanted, changed))
        await conflicts.save(
            app,
            lambda start, end, version: office.write(notes.edit_task, task.id, start, end, version),
            base,
            wanted,
            task.version,
            fields,
        )
        return "task", task.id

    heading = await at_client(app, "Edit task" if task else "New task", client_id)
    place = f"task:{task.id}" if task else f"task:new:{client_id}"
    return await done(app, await fill(app, heading, fields, save, place), "Saved.")


def _new(wanted: dict[str, Any], changed: dict[str, Any]) -> dict[str, Any]:
    """Return the values of a new task; one that is given to a team is nobody's own unless somebody is named."""
    values = {("due" if name == "due_at" else name): value for name, value in wanted.items()}
    if changed.get("team_id") is not None and "assigned_to" not in changed:
        values["assigned_to"] = None
    return values
