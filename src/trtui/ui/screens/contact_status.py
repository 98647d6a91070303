"""Setting the status of a contact by hand, or letting it follow from the facts again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from trtui.desk import labels
from trtui.desk.sections import ContactLine
from trtui.domain.status import ContactStatus
from trtui.ui.dialogs import fill
from trtui.ui.menu import Choice
from trtui.ui.screens.client_menu import why_and_until

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


async def override(app: Workspace, line: ContactLine) -> bool:
    """Set a contact's status by hand, or clear it; true where the client's own status is wanted instead."""
    choices = [Choice(status.label, status) for status in ContactStatus]
    if line.status.is_override:
        choices.append(Choice(f"Back to automatic ({line.status.derived.label})", "automatic", "a"))
    choices.append(Choice("The client's status instead", "client", "c"))
    choice = await app.choose(f"Status of {line.name}", choices)
    if choice is None:
        return False
    if choice.value == "client":
        return True
    if choice.value == "automatic":
        await app.office.write(labels.clear_contact_override, line.contact_id)
        app.changed(f"The status of {line.name} is automatic again. u undoes.")
        return False
    status: ContactStatus = choice.value
    await app.office.prepare()

    async def save(changed: dict[str, Any]) -> bool:
        await app.office.write(
            labels.override_contact,
            line.contact_id,
            status,
            str(changed.get("reason", "")),
            changed.get("until"),
        )
        return True

    if await fill(app, f"Set {line.name} to {status.label}", why_and_until(app), save):
        app.changed(f"{line.name}: {status.label}, set by hand. u undoes.")
    return False
