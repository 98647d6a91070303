"""What can be done with a client and with the rows of its sections, beyond their forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trtui.desk import assignment, clients, jobs, labels, notes, sites, users
from trtui.desk.sections import ActivityLine, ContactLine, JobLine, NoteLine, SiteLine
from trtui.desk.summary import ClientSummary
from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.domain.policy import Visibility
from trtui.domain.stage import AccountStage, steps_from
from trtui.domain.status import ClientStatus
from trtui.domain.when import EXAMPLES
from trtui.domain.when import parse as parse_when
from trtui.ui.dialogs import ask, fill, pick
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.screens import client_forms
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


async def do(app: Workspace, verb: str, head: ClientSummary) -> None:
    """Do what was chosen from the client's menu."""
    match verb:
        case "edit":
            await client_forms.edit_client(app, head.id)
        case "owner":
            await change_owner(app, head)
        case "override":
            await override(app, head)
        case "tag":
            await tags(app, head)
        case "stage":
            await stage(app, head)
        case "access":
            await access(app, head)
        case "name":
            await other_name(app, head)
        case "archive":
            await archive(app, head)


async def change_owner(app: Workspace, head: ClientSummary) -> None:
    """Give the client to a colleague."""
    people = await app.office.read(users.colleagues)
    rows = [
        Row(("user", number), (name, Cell("owner now", "muted") if number == head.owner_id else ""))
        for number, name in people
    ]
    row = await pick(app, "Give it to", rows, (Column("name", "Name", 24, grow=1), Column("now", "", 10)))
    if row is not None:
        number = row.key[1]  # type: ignore[index]
        await app.office.write(clients.set_owner, [head.id], number)
        app.changed("Changed hands. u undoes.")


async def override(app: Workspace, head: ClientSummary) -> None:
    """Set the status by hand, or let it be derived again."""
    choices = [Choice(status.label, status) for status in ClientStatus]
    if head.override_id is not None:
        choices.append(Choice(f"Derive it again ({head.status.derived.label})", None, "d"))
    choice = await app.choose("Status", choices)
    if choice is None:
        return
    if choice.value is None:
        await app.office.write(labels.clear_client_override, head.id)
        app.changed("The status is derived again. u undoes.")
        return
    status: ClientStatus = choice.value
    clock = app.office.clock

    def until(text: str) -> int | None:
        return parse_when(text, clock.now(), clock.zone).at if text.strip() else None

    fields = [
        Field("reason", "Why", required=True),
        Field(
            "until",
            "Until",
            hint=f"empty: until cleared · {EXAMPLES}",
            parse=until,
            preview=lambda text: when_text(app, text),
        ),
    ]

    async def save(changed: dict[str, Any]) -> bool:
        await app.office.write(
            labels.override_client, head.id, status, str(changed.get("reason", "")), changed.get("until")
        )
        return True

    if await fill(app, f"Set the status to {status.label}", fields, save):
        app.changed("Set by hand. u undoes.")


async def tags(app: Workspace, head: ClientSummary) -> None:
    """Put a tag on the client or take one off; a new name makes a new tag."""
    known = await app.office.read(labels.tags, head.id)
    rows = [Row(("new",), ("New tag …", "", ""))]
    rows += [
        Row(("tag", one.name), (one.name, "✔ on" if one.is_on else "", Cell(f"{one.clients:,}", "muted")))
        for one in known
    ]
    columns = (
        Column("name", "Tag", 24, grow=1),
        Column("on", "", 6),
        Column("clients", "Clients", 8, align="right"),
    )
    row = await pick(app, "Tags: enter switches on or off", rows, columns)
    if row is None:
        return
    key: Any = row.key
    if key[0] == "new":
        name = await ask(app, "New tag", Field("name", "Name", required=True))
        if not name:
            return
    else:
        name = key[1]
    if name in head.tags:
        await app.office.write(labels.untag, [head.id], name)
        app.changed(f"Took the tag {name} off. u undoes.")
    else:
        await app.office.write(labels.tag, [head.id], name)
        app.changed(f"Tagged {name}. u undoes.")


async def stage(app: Workspace, head: ClientSummary) -> None:
    """Move the client along the sales process."""
    now = AccountStage(head.stage)
    choice = await app.choose(
        f"Stage is {now.label}; set to", [Choice(step.label, step) for step in steps_from(now)]
    )
    if choice is not None:
        await app.office.write(clients.set_stage, head.id, choice.value)
        app.changed(f"The stage is {choice.value.label}. u undoes.")


async def access(app: Workspace, head: ClientSummary) -> None:
    """Say who may open the client."""
    choice = await app.choose(
        "Who may open it",
        [
            Choice("Everyone", Visibility.EVERYONE, "e"),
            Choice("The team", Visibility.TEAM, "t"),
            Choice("The owner", Visibility.OWNER, "o"),
        ],
    )
    if choice is None:
        return
    granted: list[int] = []
    if choice.value is not Visibility.EVERYONE:
        people = await app.office.read(users.colleagues)
        rows = [Row(("nobody",), ("Nobody else",))]
        rows += [Row(("user", number), (name,)) for number, name in people if number != head.owner_id]
        while True:
            names = ", ".join(name for number, name in people if number in granted) or "nobody"
            row = await pick(
                app, f"Grant it also to (now: {names})", rows, (Column("name", "Name", 24, grow=1),)
            )
            if row is None:
                return
            key: Any = row.key
            if key[0] == "nobody":
                break
            granted.append(key[1])
            rows[0] = Row(("nobody",), ("That is all",))
            rows = [one for one in rows if one.key != row.key]
    await app.office.write(clients.set_access, head.id, choice.value, granted)
    app.changed("Access is set. u undoes.")


async def other_name(app: Workspace, head: ClientSummary) -> None:
    """Note a previous or trading name, or take one back."""
    choices = [Choice("New trading name", "trading", "t"), Choice("New previous name", "previous", "p")]
    choices += [Choice(f"Remove “{one.name}”", one.id) for one in head.names]
    choice = await app.choose("Also known as", choices)
    if choice is None:
        return
    if isinstance(choice.value, int):
        await app.office.write(clients.remove_name, choice.value)
        app.changed("Removed. u undoes.")
        return
    name = await ask(app, choice.label, Field("name", "Name", required=True))
    if name:
        await app.office.write(clients.add_name, head.id, name, choice.value)
        app.changed("Noted: it counts in search and in the duplicate check. u undoes.")


async def archive(app: Workspace, head: ClientSummary) -> None:
    """Archive the client, or bring it back."""
    if head.archived_at is not None:
        await app.office.write(clients.restore, [head.id])
        app.changed("Back from the archive. u undoes.")
        return
    why = await ask(
        app,
        "Archive it: hidden from lists and search, never deleted",
        Field("why", "Why", hint="may stay empty"),
    )
    if why is not None:
        await app.office.write(clients.archive, [head.id], why)
        app.changed("Archived. u undoes.")


async def job(app: Workspace, line: JobLine, people: Sequence[ContactLine]) -> None:
    """Ask what is to be done with a vacancy."""
    closed = "" if line.status == "open" else f"It is {line.status}"
    choice = await app.choose(
        f"“{line.title}”",
        [
            Choice("Filled", "fill", "f", why_not=closed),
            Choice("Edit", "edit", "e"),
            Choice("Close", "close", "c", why_not=closed),
            Choice("Cancelled by the client", "cancel", "x", why_not=closed),
        ],
    )
    if choice is None:
        return
    if choice.value == "fill":
        await client_forms.fill_job(app, line)
    elif choice.value == "edit":
        await client_forms.edit_job(app, line, people)
    else:
        await app.office.write(jobs.close, line.id, cancelled=choice.value == "cancel")
        app.changed("Closed. u undoes.")


async def site(app: Workspace, client_id: int, line: SiteLine) -> None:
    """Edit a site or department, or make a site the main one."""
    if line.is_department:
        await client_forms.edit_department(app, line)
        return
    choice = await app.choose(
        line.name or line.address,
        [
            Choice("Edit", "edit", "e"),
            Choice(
                "Make it the main site", "main", "m", why_not="It is the main site" if line.is_main else ""
            ),
        ],
    )
    if choice is not None and choice.value == "edit":
        await client_forms.edit_site(app, client_id, line)
    elif choice is not None:
        await app.office.write(sites.make_main, line.id)
        app.changed("It is the main site now. u undoes.")


async def task(app: Workspace, client_id: int, line: NoteLine, people: Sequence[ContactLine]) -> None:
    """Finish a task, or edit it."""
    done = line.done_at is not None
    choice = await app.choose(
        line.text, [Choice("Open it again" if done else "Done", "done", "d"), Choice("Edit", "edit", "e")]
    )
    if choice is not None and choice.value == "done":
        await app.office.write(notes.finish_task, line.id, not done)
        app.changed("Open again. u undoes." if done else "Done. u undoes.")
    elif choice is not None:
        await client_forms.edit_task(app, client_id, people, line)


async def role(app: Workspace, client_id: int, line: ContactLine) -> None:
    """Set what a contact is at the client."""
    wanted = await ask(app, f"Role of {line.name} here", Field("role", "Role", line.role))
    if wanted is not None:
        step = assignment.Planned(assignment.Step.ROLE, line.contact_id, wanted)
        await app.office.write(assignment.save, client_id, [step])
        app.changed("Saved. u undoes.")


async def read(app: Workspace, line: ActivityLine) -> None:
    """Show what happened in full."""
    zone = app.office.clock.zone
    head = f"{spoken.exact(line.at, zone)}  {line.who}  {line.contact}"
    text = [part for part in (line.what.replace("_", " "), line.detail) if part]
    rows = [Row(("line", at), (part,)) for at, part in enumerate("\n".join(text).split("\n"))]
    await pick(app, head, rows, (Column("text", "", 40, grow=1),))


async def edit_in_editor(app: Workspace, client_id: int, line: Any) -> None:
    """Write or change a note in $EDITOR; leaving it unchanged saves nothing."""
    is_note = isinstance(line, NoteLine) and not line.is_task
    before = line.text if is_note else ""
    after = app.edit_text(before)
    if after.strip() == before.strip():
        return
    if is_note:
        await app.office.write(notes.edit_note, line.id, before, after, line.version)
    else:
        await app.office.write(notes.add_note, client_id, after)
    app.changed("Saved. u undoes.")


def when_text(app: Workspace, text: str) -> str:
    """Return what a typed day or time means, for showing beside the box; empty while it means nothing."""
    clock = app.office.clock
    if not text.strip():
        return ""
    try:
        return parse_when(text, clock.now(), clock.zone).text(clock.now(), clock.zone)
    except Invalid:
        return ""
