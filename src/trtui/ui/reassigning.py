"""Agreed call-backs: choosing one, and giving it to a colleague or to whoever is free."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trtui.desk import callbacks, users
from trtui.desk.callbacks import AgreedCall
from trtui.domain import spoken
from trtui.ui.dialogs import pick
from trtui.ui.subjects import Subject, contacts_of
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

_AGREED = (
    Column("contact", "Contact", 18, grow=1, least=12),
    Column("client", "Client", 18, grow=1, least=10),
    Column("at", "Agreed for", 16),
    Column("user", "With", 10),
)
_WHO = (Column("name", "Name", 24, grow=1), Column("now", "", 10))
NONE = "No call-back is agreed. The outcome “Call back agreed” makes one."


async def choose(app: Workspace, subjects: Sequence[Subject]) -> None:
    """List the agreed call-backs, that of the row under the cursor first, and give the chosen one on."""
    found = await app.office.read(callbacks.agreed)
    if not found:
        app.tell(NONE)
        return
    here = set(contacts_of(subjects))
    rows = [_row(app, one) for one in sorted(found, key=lambda one: one.contact_id not in here)]
    row = await pick(app, "Agreed call-backs: enter gives one to somebody else", rows, _AGREED)
    if row is not None:
        key: Any = row.key
        await give(app, [one for one in found if one.contact_id == key[1]])


async def of_contacts(app: Workspace, subjects: Sequence[Subject]) -> None:
    """Give the call-backs that are agreed with contacts on."""
    wanted = set(contacts_of(subjects))
    found = [one for one in await app.office.read(callbacks.agreed) if one.contact_id in wanted]
    if not found:
        app.tell("No call-back is agreed here that you may give on.", "warning")
        return
    await give(app, found)


async def give(app: Workspace, agreed: Sequence[AgreedCall]) -> None:
    """Ask to whom call-backs go, and give them."""
    people = await app.office.read(users.colleagues)
    now = {one.user_id for one in agreed}
    rows = [Row(("everyone",), ("Everyone: whoever is free", Cell("now" if now == {None} else "", "muted")))]
    rows += [
        Row(("user", number), (name, Cell("now" if now == {number} else "", "muted")))
        for number, name in people
    ]
    what = f"the call-back of {agreed[0].contact}" if len(agreed) == 1 else f"{len(agreed)} call-backs"
    row = await pick(app, f"Give {what} to", rows, _WHO)
    if row is None:
        return
    key: Any = row.key
    user_id = key[1] if key[0] == "user" else None
    moved = await app.office.write(callbacks.reassign, [one.contact_id for one in agreed], user_id)
    if not moved:
        app.tell("That is who has it already.")
        return
    whom = next((name for number, name in people if number == user_id), "everyone")
    said = agreed[0].contact if len(agreed) == 1 else f"{moved} call-backs"
    app.changed(f"{said}: the call-back is for {whom} now. u undoes.")


def _row(app: Workspace, one: AgreedCall) -> Row:
    clock = app.office.clock
    when = spoken.moment(one.at, clock.now(), clock.zone)
    is_due = one.at <= clock.now()
    who = spoken.given_name(one.user) if one.user else "everyone"
    return Row(
        ("callback", one.contact_id),
        (one.contact, one.client, Cell(when, "due" if is_due else ""), Cell(who, "muted")),
    )
