"""What can be done with the lines of a client's sections: add, open, edit, remove, copy."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from trtui.desk import assignment, credit, drafts, jobs, notes, removal, sites
from trtui.desk.sections import ActivityLine, ContactLine, JobLine, NoteLine, SiteLine
from trtui.domain import phones, spoken
from trtui.domain.errors import TrtuiError
from trtui.ui import conflicts, copying, verbs
from trtui.ui.copying import Copied
from trtui.ui.dialogs import ask, confirm, pick
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.screens import client_forms, client_stage, note_forms, record_forms
from trtui.ui.shown import counted
from trtui.ui.widgets.rows import Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

NO_TEXT = "There is no long text here"


async def add(
    app: Workspace, client_id: int, section: str, people: Sequence[ContactLine]
) -> record_forms.Saved | None:
    """Add what belongs to a section; return what was added."""
    match section:
        case "contacts":
            return await client_forms.add_contact(app, client_id)
        case "jobs":
            return await record_forms.add_job(app, client_id, people)
        case "sites":
            choice = await app.choose(
                "New", [Choice("Site", "site", "s"), Choice("Department", "department", "d")]
            )
            if choice is None:
                return None
            if choice.value == "site":
                return await record_forms.edit_site(app, client_id)
            return await record_forms.add_department(app, client_id)
        case "notes":
            choice = await app.choose("New", [Choice("Note", "note", "n"), Choice("Task", "task", "t")])
            if choice is None:
                return None
            if choice.value == "task":
                return await note_forms.edit_task(app, client_id, people)
    return await note_forms.write_note(app, client_id, people)


async def edit(app: Workspace, client_id: int, line: Any, people: Sequence[ContactLine]) -> None:
    """Edit a line, or ask what is to be done with it."""
    match line:
        case ContactLine():
            await client_forms.edit_contact(app, line.contact_id)
        case ActivityLine():
            await _read(app, line)
        case JobLine():
            await _job(app, line, people)
        case SiteLine():
            await _site(app, client_id, line)
        case NoteLine(is_task=True):
            await _task(app, client_id, line, people)
        case NoteLine():
            await note_forms.write_note(app, client_id, people, line)


async def _job(app: Workspace, line: JobLine, people: Sequence[ContactLine]) -> None:
    closed = "" if line.status == "open" else f"It is {line.status}"
    choice = await app.choose(
        f"“{line.title}”",
        [
            Choice("Filled", "fill", "f", why_not=closed),
            Choice("Placements", "placements", "p", why_not="" if line.placements else "No placements yet"),
            Choice("Edit", "edit", "e"),
            Choice("Close", "close", "c", why_not=closed),
            Choice("Cancelled by the client", "cancel", "x", why_not=closed),
        ],
    )
    if choice is None:
        return
    if choice.value == "fill":
        await record_forms.fill_job(app, line)
    elif choice.value == "placements":
        await record_forms.edit_placement(app, line)
    elif choice.value == "edit":
        await record_forms.edit_job(app, line, people)
    else:
        await app.office.write(jobs.close, line.id, cancelled=choice.value == "cancel")
        app.changed("Closed. u undoes.")


async def _site(app: Workspace, client_id: int, line: SiteLine) -> None:
    if line.is_department:
        await record_forms.edit_department(app, client_id, line)
        return
    main = "It is the main site" if line.is_main else ""
    choice = await app.choose(
        line.name or line.address,
        [Choice("Edit", "edit", "e"), Choice("Make it the main site", "main", "m", why_not=main)],
    )
    if choice is not None and choice.value == "edit":
        await record_forms.edit_site(app, client_id, line)
    elif choice is not None:
        await app.office.write(sites.make_main, line.id)
        app.changed("It is the main site now. u undoes.")


async def _task(app: Workspace, client_id: int, line: NoteLine, people: Sequence[ContactLine]) -> None:
    done = line.done_at is not None
    edit = partial(note_forms.edit_task, app, client_id, people, line)
    if line.kind == credit.TASK and not done and await client_stage.decide(app, client_id, line.text, edit):
        return
    choice = await app.choose(
        line.text, [Choice("Open it again" if done else "Done", "done", "d"), Choice("Edit", "edit", "e")]
    )
    if choice is not None and choice.value == "done":
        await app.office.write(notes.finish_task, line.id, not done)
        app.changed("Open again. u undoes." if done else "Done. u undoes.")
    elif choice is not None:
        await edit()


async def _read(app: Workspace, line: ActivityLine) -> None:
    head = f"{spoken.exact(line.at, app.office.clock.zone)}  {line.who}  {line.contact}"
    text = [part for part in (line.said, line.detail) if part]
    rows = [Row(("line", at), (part,)) for at, part in enumerate("\n".join(text).split("\n"))]
    await pick(app, head, rows, (Column("text", "", 40, grow=1),))


async def role(app: Workspace, client_id: int, line: ContactLine) -> None:
    """Set what a contact is at the client."""
    field = Field("role", "Role", line.role)
    wanted = await ask(app, f"Role of {line.name} here", field)
    if wanted is not None:
        await conflicts.save(
            app,
            partial(app.office.write, assignment.set_role, client_id, line.contact_id),
            {"role": line.role or None},
            {"role": wanted or None},
            0,
            [field],
        )
        app.changed("Saved. u undoes.")


# Removing


async def remove(app: Workspace, client_id: int, lines: Sequence[Any]) -> bool:
    """Delink contacts, or take records off the list; several are asked for once and undone as one.

    Contacts that are archived come back from the archive.
    """
    people = [line for line in lines if isinstance(line, ContactLine) and line.to_at is None]
    if people and all(line.is_archived for line in people):
        return await verbs.restore(app, [(line.contact_id, line.name) for line in people])
    if people:
        return await _delink(app, client_id, people)
    gone = [line for line in lines if not isinstance(line, ContactLine) and removal.can_go(line)]
    if not gone:
        former = any(isinstance(line, ContactLine) for line in lines)
        app.tell(
            "Already a former contact." if former else "A change stays. It can be undone with u.", "warning"
        )
        return False
    what = removal.named(gone)
    if len(gone) > 1 and not await confirm(app, f"Remove {what}?", "Remove"):
        return False
    await app.office.write(removal.remove, gone)
    said = (
        f"Removed {what}" if len(gone) > 1 else f"Removed the {what.removeprefix('1 ')}: {title_of(gone[0])}"
    )
    app.changed(f"{said}. u undoes.")
    return True


async def _delink(app: Workspace, client_id: int, people: Sequence[ContactLine]) -> bool:
    what = people[0].name if len(people) == 1 else counted(len(people), "contact")
    if len(people) > 1 and not await confirm(app, f"Delink {what}?", "Delink"):
        return False
    await app.office.write(assignment.delink, client_id, [one.contact_id for one in people])
    whom = spoken.listed([one.name for one in people], "contact")
    app.changed(f"Delinked {whom}. Their history stays; u undoes.")
    return True


# Copying


async def copy(app: Workspace, lines: Sequence[Any]) -> None:
    """Copy what lines hold: the text of one, or one line for each of several."""
    people = [line for line in lines if isinstance(line, ContactLine)]
    if people:
        numbers = [phones.display(one.phone) if one.phone else "" for one in people]
        names = [one.name for one in people]
        full = [
            ", ".join(part for part in (one.name, one.role or one.job_title, number, one.email) if part)
            for one, number in zip(people, numbers, strict=True)
        ]
        emails = [one.email for one in people]
        kinds = (("n", "Names", names), ("p", "Phone numbers", numbers), ("e", "E-mails", emails))
        await copying.of_several(
            app, len(people), [Copied("l", "Whole lines", full), *(Copied(*kind) for kind in kinds)]
        )
    elif len(lines) == 1:
        app.copy(text_of(lines[0], app), f"the {_copied(lines[0])}")
    elif lines:
        texts = [copying.one_line(text_of(line, app)) for line in lines]
        app.copy("\n".join(texts), counted(len(texts), "line"))


def text_of(line: Any, app: Workspace) -> str:
    """Return what is worth copying of a line: a note's text, a site's address, what happened."""
    match line:
        case NoteLine():
            return line.text
        case JobLine():
            return line.title
        case SiteLine():
            parts = (line.name, line.address, phones.display(line.phone) if line.phone else "")
            return ", ".join(part for part in parts if part)
        case ActivityLine():
            when = spoken.exact(line.at, app.office.clock.zone)
            said = "  ".join(part for part in (when, line.who, line.said, line.contact) if part)
            return f"{said}: {line.detail}" if line.detail else said
    return str(line)


def _copied(line: Any) -> str:
    match line:
        case NoteLine():
            return "task" if line.is_task else "note"
        case JobLine():
            return "job title"
        case SiteLine():
            return "address"
    return "line"


def title_of(line: Any, length: int = 40) -> str:
    """Return a line in a few words, to know it by."""
    match line:
        case ContactLine():
            text = line.name
        case NoteLine():
            text = copying.one_line(line.text)
        case JobLine():
            text = line.title
        case SiteLine():
            text = line.name or line.town or line.address
        case _:
            text = line.said
    return text if len(text) <= length else f"{text[: length - 1]}…"


# Long texts in $EDITOR


def why_no_text(section: str, line: Any) -> str | None:
    """Say why there is no text to edit; nothing under the cursor begins a new note."""
    if section in ("overview", "notes"):
        return None
    if isinstance(line, JobLine) or isinstance(line, SiteLine) and line.is_department:
        return None
    return NO_TEXT


async def edit_text(app: Workspace, client_id: int, line: Any) -> None:
    """Edit the long text of a line in $EDITOR, or write a new note; leaving it unchanged saves nothing."""
    field = {NoteLine: "body", JobLine: "note", SiteLine: "note"}.get(type(line), "body")
    if isinstance(line, NoteLine) and line.is_task:
        field = "title"
    before = "" if line is None else line.text if isinstance(line, NoteLine) else line.note
    after = app.edit_text(before)
    if after.strip() == before.strip():
        return
    if field == "title":
        after = copying.one_line(after)
    save = partial(_save_text, app, line)
    try:
        if line is None:
            await app.office.write(notes.add_note, client_id, after)
        else:
            await conflicts.save(app, save, {field: before or None}, {field: after}, line.version)
    except TrtuiError:
        # what was written in the editor waits in the form of this record
        await app.office.operate(drafts.keep, _place(client_id, line), json.dumps({field: after}))
        raise
    app.changed("Saved. u undoes.")


async def _save_text(app: Workspace, line: Any, base: Any, wanted: Any, version: int) -> None:
    match line:
        case NoteLine(is_task=True):
            await app.office.write(notes.edit_task, line.id, base, wanted, version)
        case NoteLine():
            await app.office.write(notes.edit_note, line.id, base, wanted, version)
        case JobLine():
            await app.office.write(jobs.edit, line.id, base, wanted, version)
        case SiteLine():
            await app.office.write(sites.edit_department, line.id, base, wanted, version)


def _place(client_id: int, line: Any) -> str:
    match line:
        case NoteLine(is_task=True):
            return f"task:{line.id}"
        case NoteLine():
            return f"note:{line.id}"
        case JobLine():
            return f"job:{line.id}"
        case SiteLine():
            return f"department:{line.id}"
    return f"note:client:{client_id}"
