"""What can be done with a client and with the rows of its sections, beyond their forms."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from trtui.desk import clients, labels, summary, users
from trtui.desk.summary import ClientSummary
from trtui.domain.errors import Invalid
from trtui.domain.folding import fold
from trtui.domain.policy import Visibility
from trtui.domain.status import ClientStatus
from trtui.domain.time import Planned
from trtui.domain.when import EXAMPLES
from trtui.domain.when import parse as parse_when
from trtui.ui import shown, verbs
from trtui.ui.dialogs import ask, fill, look_up, pick
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.picker import ChoicePicker
from trtui.ui.screens import client_forms, client_stage
from trtui.ui.shown import counted
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


SEVERAL = ("owner", "tag", "archive")
"""What can be done with several clients at once."""


async def do(app: Workspace, verb: str, client_ids: Sequence[int]) -> bool:
    """Do what was chosen from the menu with clients; return whether they may leave the list by it."""
    if len(client_ids) > 1:
        match verb:
            case "owner":
                await change_owner(app, client_ids)
            case "tag":
                await tags(app, client_ids)
            case "archive":
                return await archive(app, client_ids)
        return False
    head = await app.office.read(summary.summary, client_ids[0])
    match verb:
        case "edit":
            await client_forms.edit_client(app, head.id)
        case "owner":
            await change_owner(app, [head.id], head.owner_id)
        case "override":
            await override(app, head)
        case "tag":
            await tags(app, [head.id], head.tags)
        case "stage":
            await client_stage.change(app, head.id)
        case "access":
            await access(app, head)
        case "name":
            await other_name(app, head)
        case "archive":
            return await archive(app, [head.id])
    return False


async def change_owner(app: Workspace, client_ids: Sequence[int], owner_id: int | None = None) -> None:
    """Give clients to a colleague; ``owner_id`` is who owns them now, where that is one."""
    people = await app.office.read(users.colleagues)
    rows = [
        Row(("user", number), (name, Cell("owner now", "muted") if number == owner_id else ""))
        for number, name in people
    ]
    what = "it" if len(client_ids) == 1 else counted(len(client_ids), "client")
    columns = (Column("name", "Name", 24, grow=1), Column("now", "", 10))
    row = await pick(app, f"Give {what} to", rows, columns)
    if row is not None:
        number = row.key[1]  # type: ignore[index]
        done = await app.office.write(clients.set_owner, client_ids, number)
        owner = dict(people)[number]
        if done:
            given = "Given" if what == "it" else f"{shown.share(done, len(client_ids), 'client')} given"
            app.changed(f"{given} to {owner}. u undoes.")
        else:
            app.tell(f"{owner} has {'it' if what == 'it' else 'them'} already.")


async def override(app: Workspace, head: ClientSummary) -> None:
    """Set the status by hand, or let it be derived again."""
    choices = [Choice(status.label, status) for status in ClientStatus]
    if head.override_id is not None:
        choices.append(Choice(f"Back to automatic ({head.status.derived.label})", None, "d"))
    choice = await app.choose("Status", choices)
    if choice is None:
        return
    if choice.value is None:
        await app.office.write(labels.clear_client_override, head.id)
        app.changed("The status is derived again. u undoes.")
        return
    status: ClientStatus = choice.value
    await app.office.prepare()

    async def save(changed: dict[str, Any]) -> bool:
        await app.office.write(
            labels.override_client, head.id, status, str(changed.get("reason", "")), changed.get("until")
        )
        return True

    if await fill(app, f"Set the status to {status.label}", why_and_until(app), save):
        app.changed("Set by hand. u undoes.")


def why_and_until(app: Workspace) -> list[Field]:
    """Return the fields of a status that is set by hand: the reason, and the end if it has one."""
    clock, rules = app.office.clock, app.office.rules

    def until(text: str) -> Planned | None:
        return parse_when(text, clock.now(), clock.zone, rules.workdays).planned if text.strip() else None

    return [
        Field("reason", "Why", required=True),
        Field(
            "until",
            "Until",
            hint=f"empty: until cleared · {EXAMPLES}",
            parse=until,
            preview=lambda text: when_text(app, text),
        ),
    ]


class TagPicker(ChoicePicker):
    """The tags there are, and at the end what was typed as a new one."""

    HINT = "a tag, or a new one"
    EMPTY = "No tags yet: type one."

    def find_now(self, text: str) -> Sequence[Row]:
        """Return the tags with all typed words, then the text as a tag of its own."""
        found = list(super().find_now(text))
        name = " ".join(text.split())
        if name and all(fold(str(row.cells[0])) != fold(name) for row in found):
            found.append(Row(("new", name), (f"New tag “{name}”", "", "")))
        return found


async def tags(app: Workspace, client_ids: Sequence[int], on: Sequence[str] = ()) -> None:
    """Put a tag on clients or take one off; a new name makes a new tag. ``on`` are the tags of a single client."""
    one = client_ids[0] if len(client_ids) == 1 else 0
    known = await app.office.read(labels.tags, one)
    rows = [
        Row(("tag", tag.name), (tag.name, "✔ on" if tag.is_on else "", Cell(f"{tag.clients:,}", "muted")))
        for tag in known
    ]
    columns = (
        Column("name", "Tag", 24, grow=1),
        Column("on", "", 6),
        Column("clients", "Clients", 8, align="right"),
    )
    what = counted(len(client_ids), "client")
    title = "Tags: enter switches on or off" if one else f"Tag of {what}: enter chooses"
    row = await look_up(app, TagPicker(title, rows, columns))
    if row is None:
        return
    key: Any = row.key
    takes_off = key[0] == "tag" and (key[1] in on or any(tag.name == key[1] and tag.is_on for tag in known))
    name = key[1]
    if key[0] == "tag":
        if not one:
            choice = await app.choose(
                f"{name}: {what}", [Choice("Put on", False, "p"), Choice("Take off", True, "t")]
            )
            if choice is None:
                return
            takes_off = choice.value
    if takes_off:
        done = await app.office.write(labels.untag, client_ids, name)
        off = "" if one else f" {shown.share(done, len(client_ids), 'client')}"
        app.changed(f"Took the tag {name} off{off}. u undoes." if done else f"{name} was on none of them.")
    else:
        done = await app.office.write(labels.tag, client_ids, name)
        on = "" if one else f": {shown.share(done, len(client_ids), 'client')}"
        app.changed(f"Tagged {name}{on}. u undoes." if done else f"All of them have the tag {name} already.")


async def access(app: Workspace, head: ClientSummary) -> None:
    """Say who may open the client: what is granted now stands until somebody is added or taken off."""
    now = Visibility(head.access)
    team = f"The team, {head.team}" if head.team else "The team"
    choices = [
        Choice("Everyone", Visibility.EVERYONE, "e"),
        Choice(team, Visibility.TEAM, "t"),
        Choice("The owner", Visibility.OWNER, "o"),
    ]
    choice = await app.choose(f"Who can see this client (now: {head.who_may_open})", choices, now)
    if choice is None:
        return
    there = {one.user_id: one.name for one in head.granted}
    seen = list(there)
    granted = seen
    if choice.value is not Visibility.EVERYONE:
        people = dict(await app.office.read(users.colleagues)) | there
        people.pop(head.owner_id or 0, None)
        asked = await _grant(app, people, granted)
        if asked is None:
            return
        granted = asked
    if await app.office.write(clients.set_access, head.id, choice.value, granted, seen):
        after = await app.office.read(summary.summary, head.id)
        app.changed(f"{after.name} may be opened by {after.who_may_open}. u undoes.")
    else:
        app.tell("Nothing was changed.")


async def _grant(app: Workspace, people: Mapping[int, str], granted: Sequence[int]) -> list[int] | None:
    """Ask who else is let in, one after the other; return them, or none when that was left."""
    chosen = list(granted)
    columns = (Column("name", "Name", 24, grow=1), Column("on", "", 10))
    while True:
        names = ", ".join(people[number] for number in chosen) or "no one"
        rows = [Row(("done",), ("Done" if chosen else "No one else", Cell("enter", "muted")))]
        rows += [
            Row(("user", number), (name, "✔ may" if number in chosen else ""))
            for number, name in sorted(people.items(), key=lambda one: (one[0] not in chosen, fold(one[1])))
        ]
        row = await pick(app, f"Who else can see it (now: {names})", rows, columns)
        if row is None:
            return None
        key: Any = row.key
        if key[0] == "done":
            return chosen
        if key[1] in chosen:
            chosen.remove(key[1])
        else:
            chosen.append(key[1])


async def other_name(app: Workspace, head: ClientSummary) -> None:
    """Note a previous or trading name, or take one back."""
    choices = [Choice("New trading name", "trading", "t"), Choice("New previous name", "previous", "p")]
    choices += [Choice(f"Remove “{one.name}”", one.id) for one in head.names]
    choice = await app.choose("Other names", choices)
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


async def archive(app: Workspace, client_ids: Sequence[int]) -> bool:
    """Archive clients with a reason, or bring them back where all are archived; return whether that was done."""
    heads = [await app.office.read(summary.summary, number) for number in client_ids]
    if all(head.archived_at is not None for head in heads):
        return await verbs.restore_clients(app, [(head.id, head.name) for head in heads])
    firms = [(head.id, head.name) for head in heads if head.archived_at is None]
    return await verbs.archive_clients(app, firms, asks_why=True)


def when_text(app: Workspace, text: str) -> str:
    """Return what a typed day or time means, for showing beside the box; empty while it means nothing."""
    clock = app.office.clock
    if not text.strip():
        return ""
    try:
        return parse_when(text, clock.now(), clock.zone, app.office.rules.workdays).seen(
            clock.now(), clock.zone
        )
    except Invalid:
        return ""
