"""The stage of a client's account: the ways on that there are, and the forms of a decision on its credit."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from trtui.desk import credit
from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.domain.stage import AccountStage
from trtui.domain.when import parse_day
from trtui.ui.drafted import fill
from trtui.ui.form import Field
from trtui.ui.menu import Choice

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

_TO = {
    "ask": AccountStage.CREDIT_CHECK,
    "inactive": AccountStage.INACTIVE,
    "prospect": AccountStage.PROSPECT,
}


async def change(app: Workspace, client_id: int) -> None:
    """Offer the ways on from where the account stands, and take the chosen one."""
    account = await app.office.read(credit.steps, client_id)
    choice = await app.choose(
        f"{account.client}: stage {account.stage.label}",
        [Choice(step.label, step.verb, why_not=step.why_not) for step in account.steps],
    )
    if choice is not None:
        await take(app, client_id, account.client, choice.value)


async def decide(app: Workspace, client_id: int, title: str, edit: Callable[[], Awaitable[Any]]) -> bool:
    """Offer the answers to a credit check on its task, or to edit the task; false where none is under way."""
    account = await app.office.read(credit.steps, client_id)
    if account.stage is not AccountStage.CREDIT_CHECK:
        return False
    answers = [Choice(step.label, step.verb, why_not=step.why_not) for step in account.steps]
    choice = await app.choose(title, [*answers, Choice("Edit", "edit", "e")])
    if choice is not None and choice.value == "edit":
        await edit()
    elif choice is not None:
        await take(app, client_id, account.client, choice.value)
    return True


async def take(app: Workspace, client_id: int, client: str, verb: str) -> None:
    """Take one way on from a client's stage."""
    if verb == "approve":
        await _approve(app, client_id, client)
    elif verb == "refuse":
        await _refuse(app, client_id, client)
    elif verb == "withdraw":
        stage = await app.office.write(credit.withdraw, client_id)
        app.changed(f"Credit check withdrawn: the stage is {stage.label}. u undoes.")
    else:
        await app.office.write(credit.set_stage, client_id, _TO[verb])
        told = " Credit control has a task." if verb == "ask" else ""
        app.changed(f"The stage is {_TO[verb].label}.{told} u undoes.")


async def _approve(app: Workspace, client_id: int, client: str) -> None:
    fields = [
        Field("limit", "Limit £", required=True, hint="such as 20000 or 20k"),
        Field(
            "valid_until",
            "Valid until",
            hint="such as 1y or 30 nov 2027",
            preview=lambda text: _day(app, text),
        ),
        Field("provider", "Provider", hint="whose report, such as Creditsafe"),
        Field("reference", "Reference"),
    ]

    async def save(changed: dict[str, Any]) -> bool:
        typed = {name: str(value or "") for name, value in {"limit": "", **changed}.items()}
        await app.office.write(credit.approve, client_id, credit.Approval(**typed))
        return True

    if await fill(app, f"Approve the credit of {client}", fields, save, f"credit:{client_id}"):
        app.changed("Approved: the stage is Active. u undoes.")


async def _refuse(app: Workspace, client_id: int, client: str) -> None:
    async def save(changed: dict[str, Any]) -> bool:
        await app.office.write(credit.refuse, client_id, str(changed.get("reason") or ""))
        return True

    heading, place = f"Refuse the credit of {client}", f"refusal:{client_id}"
    if await fill(app, heading, [Field("reason", "Why", required=True)], save, place):
        app.changed("Refused: the stage is Inactive. u undoes.")


def _day(app: Workspace, text: str) -> str:
    clock = app.office.clock
    if not text.strip():
        return "no end"
    try:
        return spoken.day(parse_day(text, clock.now(), clock.zone))
    except Invalid:
        return ""
