"""The forms of a client's summary: what is asked for, and how it is saved."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trtui.desk import assigning, clients, contacts
from trtui.domain.csi import CsiCode
from trtui.domain.errors import Duplicates
from trtui.domain.status import SalesLevel
from trtui.ui import conflicts
from trtui.ui.dialogs import ask
from trtui.ui.drafted import fill
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.screens.same_person import ask_same_person

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

CODES = (("", "–"), *((code.value, f"{code.value}  {code.meaning}") for code in CsiCode))
LEVELS = ((None, "–"), *((level.value, level.label) for level in SalesLevel))


async def edit_client(app: Workspace, client_id: int) -> bool:
    """Edit a client's details; return whether it was saved."""
    start = await app.office.read(clients.values, client_id)
    value = start.values
    fields = [
        Field("name", "Name", value["name"], required=True),
        Field("number", "Company no.", value["number"]),
        Field("website", "Website", value["website"]),
        Field("phone", "Main number", value["phone"]),
        Field("sales_level", "Sales level", value["sales_level"], kind="choice", options=LEVELS),
        Field("industry", "Industry", value["industry"]),
        Field("customer_type", "Type", value["customer_type"]),
        Field("lead_source", "Lead source", value["lead_source"]),
        Field(
            "banner", "Warning", value["banner"], hint="shown at the top, such as: do not call after 16:00"
        ),
    ]

    async def attempt(wanted: dict[str, Any], really_new: str = "") -> None:
        await conflicts.save(
            app,
            lambda base, end, version: app.office.write(
                clients.edit, client_id, base, end, version, really_new
            ),
            value,
            wanted,
            start.version,
            fields,
        )

    async def save(changed: dict[str, Any]) -> bool:
        wanted = {**value, **changed}
        try:
            await attempt(wanted)
        except Duplicates as likely:
            really_new = await _reason(app, likely)
            if not really_new:
                raise
            await attempt(wanted, really_new)
        return True

    return await _done(app, await fill(app, "Edit client", fields, save, f"client:{client_id}"), "Saved.")


async def _reason(app: Workspace, likely: Duplicates) -> str:
    """Ask why a client is not the same as another, or return nothing."""
    first = likely.candidates[0]
    choice = await app.choose(
        f"Probably the same as {first.name}",
        [Choice("Really another", True, "r"), Choice("Back to the form", False, "b")],
    )
    if choice is None or not choice.value:
        return ""
    return str(await ask(app, "Why is it another client?", Field("reason", "Reason", required=True)) or "")


async def add_contact(app: Workspace, client_id: int, name: str = "") -> tuple[str, int] | None:
    """Add a contact to a client; return it as lists know it."""
    fields = [
        Field("name", "Name", name, required=True),
        Field("job_title", "Job title"),
        Field("role", "Role here", hint="hiring manager, HR, accounts payable …"),
        Field("phone", "Direct line"),
        Field("mobile", "Mobile"),
        Field("email", "E-mail"),
        Field("csi", "CSI code", "", kind="choice", options=CODES),
        Field("is_primary", "Primary", False, kind="choice", options=((False, "no"), (True, "yes"))),
    ]

    async def save(changed: dict[str, Any]) -> contacts.ContactSaved:
        new = contacts.NewContact(**{"name": name, **changed})
        try:
            return await app.office.write(contacts.add, new, client_id)
        except Duplicates as likely:
            answer = await ask_same_person(app, likely.candidates, "Assign")
            if answer == "new":
                return await app.office.write(contacts.add, new, client_id, is_really_new=True)
            if answer == "back":
                raise
            return await app.office.write(assigning.take, client_id, answer.contact_id, new.role)

    added = await fill(app, "New contact", fields, save, f"contact:new:{client_id}")
    if added is None:
        return None
    if added.is_changed:
        app.changed(f"Added {added.name}. u undoes.")
    else:
        app.tell(f"{added.name} is a contact here already.")
    return "contact", added.contact_id


async def edit_contact(app: Workspace, contact_id: int) -> bool:
    """Edit a contact's details."""
    start = await app.office.read(contacts.values, contact_id)
    value = start.values
    fields = [
        Field("name", "Name", value["name"], required=True),
        Field("job_title", "Job title", value["job_title"]),
        Field("phone", "Direct line", value["phone"]),
        Field("mobile", "Mobile", value["mobile"]),
        Field("email", "E-mail", value["email"]),
        Field("csi", "CSI code", value["csi"] or "", kind="choice", options=CODES),
        Field(
            "best_time", "Best time", value["best_time"], hint="when to call, such as: before 9, not Fridays"
        ),
    ]

    async def save(changed: dict[str, Any]) -> bool:
        await conflicts.save(
            app,
            lambda base, wanted, version: app.office.write(contacts.edit, contact_id, base, wanted, version),
            value,
            {**value, **changed},
            start.version,
            fields,
        )
        return True

    return await _done(app, await fill(app, "Edit contact", fields, save, f"contact:{contact_id}"), "Saved.")


async def _done(app: Workspace, saved: bool | None, message: str) -> bool:
    if saved:
        app.changed(message)
    return bool(saved)
