"""The account's stage, and the credit check that leads to Active: asked for, approved, refused or withdrawn."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from trtui.desk import jobs
from trtui.desk.access import access_of, open_client
from trtui.desk.stored_names import stored_as
from trtui.domain import credit, policy, spoken
from trtui.domain.credit import CreditStatus
from trtui.domain.errors import Invalid, NotAllowed
from trtui.domain.policy import Verb
from trtui.domain.stage import (
    AccountStage,
    CreditDecision,
    StageChange,
    StageEffect,
    change_stage,
    decide_credit,
)
from trtui.domain.text import line, required
from trtui.domain.time import local_day
from trtui.domain.when import parse_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.tables import Client, CreditCheck
    from trtui.store.work import Work

TASK, REFUSED = "credit check", "credit_refused"
"""The kind of the task and of the touch; what the touch came to."""


@dataclass(frozen=True, slots=True)
class Approval:
    """An approval as typed: the limit in pounds (``20k``), a day until when (``1y``), whose report, its reference."""

    limit: str
    valid_until: str = ""
    provider: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CreditLine:
    """A client's newest credit check; money in pence, instants in epoch seconds, days as ISO text."""

    status: CreditStatus
    asked_at: int
    asked_by: str
    decided_at: int | None
    decided_by: str
    limit_pence: int | None
    valid_until_on: str | None
    provider: str
    reference: str
    reason: str
    text: str
    """All of it in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """One way on from a client's stage; ``why_not`` says why the user cannot take it now, or is empty."""

    verb: str
    label: str
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class Steps:
    """Where a client's account stands and what can be done about it."""

    client_id: int
    client: str
    stage: AccountStage
    steps: tuple[Step, ...]


def standing(look: Look, client_id: int) -> CreditLine | None:
    """Return a client's newest credit check, or none. Raises NotFound, NotAllowed."""
    from trtui.store.queries import credits

    open_client(look, client_id)
    row = credits.newest(look.db, client_id)
    if row is None and is_under_way(look, client_id):
        row = credits.by_task(look.db, client_id)
    if row is None:
        return None
    status = CreditStatus(row.status)
    return CreditLine(status, *row[1:], text=_told(look, status, row))


def steps(look: Look, client_id: int) -> Steps:
    """Return the ways on from a client's stage, each with why it cannot be taken now. Raises NotFound, NotAllowed."""
    from trtui.store.queries import cards

    open_client(look, client_id)
    head = cards.client_header(look.db, client_id)
    stage = AccountStage(head.stage)
    access = access_of(look, client_id)
    edits = policy.may(look.actor, Verb.EDIT_CLIENT, access) or ""
    asks = edits or policy.may(look.actor, Verb.START_CREDIT_CHECK) or ""
    decides = why_not_decide(look)
    hinders = _hindrance(look, client_id)
    found: tuple[Step, ...]
    match stage:
        case AccountStage.CREDIT_CHECK:
            back = _back_to(look, client_id)
            found = (
                Step("approve", "Approve: Active", decides),
                Step("refuse", "Refuse: Inactive", decides or hinders),
                Step("withdraw", f"Withdraw: back to {back.label}", decides and edits),
            )
        case AccountStage.INACTIVE:
            found = (
                Step("prospect", "Take up again: Prospect", edits),
                Step("ask", "Ask for a credit check", asks),
            )
        case _:
            again = " new" if stage is AccountStage.ACTIVE else ""
            found = (
                Step("ask", f"Ask for a{again} credit check", asks),
                Step("inactive", AccountStage.INACTIVE.label, edits or hinders),
            )
    return Steps(client_id, head.name, stage, found)


@stored_as("credit.set_stage")
def set_stage(work: Work, client_id: int, to: AccountStage) -> None:
    """Move a client along the sales process; a credit check makes a task for credit control.

    One that is left undecided is withdrawn. Raises Invalid with what stands in the way.
    """
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    before = AccountStage(client.stage)
    change = change_stage(before, to, jobs.obstacles(work, client_id))
    if StageEffect.CREDIT_TASK in change.effects:
        _ask(work, client, before)
    elif before is AccountStage.CREDIT_CHECK:
        _close(work, client, CreditStatus.WITHDRAWN)
    work.change(client, stage=change.stage.value)
    work.label = f"Set the stage of {client.name} to {to.label}"


@stored_as("credit.approve")
def approve(work: Work, client_id: int, approved: Approval) -> None:
    """Approve a client's credit check: the account becomes Active, and the task is done.

    Raises Invalid naming the field, or where no check is under way; NotAllowed with whom to ask.
    """
    client, change = _decided(work, client_id, CreditDecision.APPROVED)
    limit = credit.parse_limit(approved.limit)
    until = _until(work, approved.valid_until)
    _close(
        work,
        client,
        CreditStatus.APPROVED,
        limit_pence=limit,
        valid_until_on=until and until.isoformat(),
        provider=line(approved.provider, 80, "provider") or None,
        reference=line(approved.reference, 80, "reference") or None,
    )
    work.change(client, stage=change.stage.value)
    work.label = f"Approve the credit check of {client.name}: {credit.pounds(limit)}"


@stored_as("credit.refuse")
def refuse(work: Work, client_id: int, reason: str) -> None:
    """Refuse a client's credit check: that is logged, the account becomes Inactive, and the task is done.

    Raises Invalid without a reason, while jobs or placements are live, or where no check is under way; NotAllowed.
    """
    from trtui.store.tables import Touch

    client, change = _decided(work, client_id, CreditDecision.REFUSED)
    why = required(reason, "The reason", field="reason")
    _close(work, client, CreditStatus.REFUSED, reason=why)
    if StageEffect.REFUSAL_TOUCH in change.effects:
        work.add(
            Touch(
                client_id=client_id,
                user_id=work.actor.user_id,
                kind=TASK,
                outcome=REFUSED,
                at=work.now,
                note=why,
            )
        )
    work.change(client, stage=change.stage.value)
    work.label = f"Refuse the credit check of {client.name}"


@stored_as("credit.withdraw")
def withdraw(work: Work, client_id: int) -> AccountStage:
    """Take a credit check back, whoever asked for it; return the stage, which is the one from before."""
    from trtui.store.tables import Client

    verb = Verb.EDIT_CLIENT if policy.may(work.actor, Verb.DECIDE_CREDIT) is not None else Verb.SEE_CLIENT
    open_client(work, client_id, verb)
    client = work.get(Client, client_id)
    if client.stage != AccountStage.CREDIT_CHECK:
        raise Invalid(
            f"No credit check is under way: the stage is {AccountStage(client.stage).label}.", "stage"
        )
    back = _back_to(work, client_id)
    _close(work, client, CreditStatus.WITHDRAWN)
    work.change(client, stage=back.value)
    work.label = f"Withdraw the credit check of {client.name}"
    return back


def why_not_decide(look: Look | Work) -> str:
    """Return why the user may not decide a credit check and whom to ask by name, or nothing."""
    if policy.may(look.actor, Verb.DECIDE_CREDIT) is None:
        return ""
    from trtui.store.queries import credits

    controllers = credits.deciders(look.db, ("credit_control",))
    if controllers:
        return f"Credit control decides: ask {_either(controllers)}."
    others = credits.deciders(look.db, ("manager", "administrator"))
    return f"There is no credit controller here, so a manager decides: ask {_either(others)}."


def is_under_way(look: Look | Work, client_id: int) -> bool:
    """Tell whether a client's account waits for a credit check."""
    from trtui.store.queries import cards

    return cards.client_header(look.db, client_id).stage == AccountStage.CREDIT_CHECK


def _decided(work: Work, client_id: int, decision: CreditDecision) -> tuple[Client, StageChange]:
    from trtui.store.tables import Client

    open_client(work, client_id)
    if refusal := why_not_decide(work):
        raise NotAllowed(refusal)
    client = work.get(Client, client_id)
    obstacles = jobs.obstacles(work, client_id)
    return client, decide_credit(AccountStage(client.stage), decision, obstacles)


def _ask(work: Work, client: Client, before: AccountStage) -> None:
    """Note that a credit check is wanted, and make its task unless one is open."""
    from trtui.store.queries import credits
    from trtui.store.tables import CreditCheck, Task

    if (reason := policy.may(work.actor, Verb.START_CREDIT_CHECK)) is not None:
        raise NotAllowed(reason)
    client_id = work.number(client)
    work.add(
        CreditCheck(
            client_id=client_id,
            status=CreditStatus.REQUESTED.value,
            from_stage=before.value,
            asked_at=work.now,
            asked_by=work.actor.user_id,
        )
    )
    if not credits.open_tasks(work.db, client_id):
        work.add(
            Task(
                client_id=client_id,
                kind=TASK,
                title=f"Credit check for {client.name}",
                assigned_to=credits.only_controller(work.db),
                created_at=work.now,
                created_by=work.actor.user_id,
            )
        )


def _close(work: Work, client: Client, status: CreditStatus, **values: Any) -> None:
    """End the check that is under way with its task; one that an older program asked for is noted first."""
    from trtui.store.queries import credits
    from trtui.store.tables import CreditCheck, Task

    client_id = work.number(client)
    number = credits.requested(work.db, client_id)
    check: CreditCheck = (
        work.get(CreditCheck, number)
        if number is not None
        else work.add(CreditCheck(client_id=client_id, status=status.value, asked_at=work.now))
    )
    work.change(check, status=status.value, decided_at=work.now, decided_by=work.actor.user_id, **values)
    for task_id in credits.open_tasks(work.db, client_id):
        work.change(work.get(Task, task_id), done_at=work.now, done_by=work.actor.user_id)


def _back_to(look: Look | Work, client_id: int) -> AccountStage:
    """Return the stage that a withdrawn check leads back to: the one from before, as far as it still can be."""
    from trtui.store.queries import credits

    before = credits.asked_from(look.db, client_id)
    if before == AccountStage.INACTIVE and jobs.obstacles(look, client_id):
        return AccountStage.PROSPECT
    return AccountStage(before) if before else AccountStage.PROSPECT


def _hindrance(look: Look, client_id: int) -> str:
    found = jobs.obstacles(look, client_id)
    if not found:
        return ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return f"close first: {found[0].text}{more}"


def _until(work: Work, typed: str) -> date | None:
    if not typed.strip():
        return None
    try:
        return parse_day(typed, work.now, work.zone)
    except Invalid as error:
        raise Invalid(error.message, "valid_until") from None


def _told(look: Look, status: CreditStatus, row: Any) -> str:
    today = local_day(look.now, look.zone)

    def when(at: int, who: str) -> str:
        by = f" by {who}" if who else ""
        return f"{by} {spoken.relative(at, look.now, look.zone)}"

    if status is CreditStatus.REQUESTED:
        return f"asked for{when(row.asked_at, row.asked_by)}"
    decided = when(row.decided_at, row.decided_by) if row.decided_at is not None else ""
    if status is CreditStatus.APPROVED:
        until = date.fromisoformat(row.valid_until_on) if row.valid_until_on else None
        return credit.approval(row.limit_pence, until, row.provider, row.reference, today) + decided
    said = f"{status.value}{decided}"
    return f"{said}: {row.reason}" if row.reason else said


def _either(names: list[str]) -> str:
    return " or ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)
