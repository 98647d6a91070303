"""The call card: everything that is needed to talk to one contact."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from trtui.desk import credit, queue
from trtui.desk.access import open_client, open_contact
from trtui.desk.outcomes import outcomes_of, tried
from trtui.desk.statuses import client_facts, client_override
from trtui.domain import hours
from trtui.domain.csi import Dueness
from trtui.domain.do_not_call import CallPermission
from trtui.domain.errors import NotFound
from trtui.domain.queue import Claim, DueKind
from trtui.domain.status import ClientStatus, Status, client_status
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.domain.outcomes import OutcomeTable
    from trtui.store.calls import Callee
    from trtui.store.look import Look

TOUCHES, JOBS, OTHERS, TASKS = 3, 5, 5, 5


@dataclass(frozen=True, slots=True)
class CardClient:
    """The client behind a call, as far as the caller must know it."""

    client_id: int
    name: str
    status: Status[ClientStatus]
    town: str
    banner: str
    phone: str
    owner: str
    stage: str
    sales_level: str


@dataclass(frozen=True, slots=True)
class CardNumber:
    """A number with whether it may be called; ``of_client`` marks the client's own, such as a switchboard."""

    value: str
    label: str
    of_client: bool
    permission: CallPermission


@dataclass(frozen=True, slots=True)
class CardTouch:
    """One of the last touches of the contact, at clients that the reader may open."""

    at: int
    kind: str
    outcome: str
    outcome_label: str
    is_conversation: bool
    note: str
    who: str
    contact: str


@dataclass(frozen=True, slots=True)
class CardJob:
    """An open vacancy of the client."""

    id: int
    title: str
    registered_at: int


@dataclass(frozen=True, slots=True)
class CardContact:
    """Another contact of the client, and the last call to them."""

    contact_id: int
    name: str
    job_title: str
    csi: str
    last_call_at: int | None
    last_outcome_label: str
    who: str


@dataclass(frozen=True, slots=True)
class CardTask:
    """An open task about the contact."""

    id: int
    kind: str
    title: str
    due_at: int | None
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is needed to talk to a contact.

    ``blocked`` says why nobody may call them, ``refusal`` why the reader may not claim them now; both empty when they
    may. ``aside`` says why only an agreed call-back is shown of the client. ``is_good_time`` is none when no hours are
    known. ``attempts_this_week`` are those that reached nobody.
    """

    contact_id: int
    contact: str
    job_title: str
    role: str
    csi: str
    best_time: str
    is_good_time: bool | None
    owner: str
    in_target20: bool
    client: CardClient
    numbers: tuple[CardNumber, ...]
    due: Dueness
    due_at: int | None
    due_on: date | None
    kind: DueKind | None
    why: str
    blocked: str
    touches: tuple[CardTouch, ...]
    jobs: tuple[CardJob, ...]
    others: tuple[CardContact, ...]
    tasks: tuple[CardTask, ...]
    claim: Claim | None
    is_mine: bool
    refusal: str
    attempts_this_week: int
    was_skipped: bool = False
    aside: str = ""
    credit: str = ""
    """How the client's credit stands, in words, where it was ever asked about."""
    script: str = ""


def card(look: Look, contact_id: int, session_id: int | None = None) -> Card:
    """Return the card of a contact, whoever has the client: others may look.

    Raises NotFound, also for a contact who is assigned to no client, and NotAllowed.
    """
    from trtui.store import calls, days
    from trtui.store.queries import cards as rows

    open_contact(look, contact_id)
    callee = calls.callees(look.db, [contact_id], look.now)[contact_id]
    if callee.client_id is None:
        raise NotFound(f"{callee.contact} is assigned to no client: assign them first, then there is a card.")
    open_client(look, callee.client_id)
    numbers = calls.numbers(look.db, {contact_id: callee.client_id})[contact_id]
    place = rows.place(
        look.db,
        contact_id,
        callee.client_id,
        look.actor.user_id,
        local_day(look.now, look.zone).isoformat(),
        session_id,
    )
    table = outcomes_of(look.rules)
    checked = credit.standing(look, callee.client_id)
    return Card(
        contact_id=contact_id,
        contact=callee.contact,
        job_title=callee.job_title,
        role=place.role,
        csi=callee.csi,
        best_time=callee.best_time,
        is_good_time=hours.is_good(callee.best_time, look.now, look.zone),
        owner=callee.owner,
        in_target20=place.in_target20,
        client=_client(look, callee.client_id),
        numbers=tuple(
            CardNumber(one.value, one.label, one.of_client, queue.permission(look, one)) for one in numbers
        ),
        due=queue.dueness(callee.due, look.now, look.zone),
        due_at=None if callee.due is None else callee.due.at,
        due_on=None if callee.due is None else callee.due.on,
        kind=None if callee.due is None else callee.due.kind,
        why=queue.why(look, callee),
        blocked=callee.blocked,
        touches=_touches(look, callee, table),
        jobs=tuple(CardJob(*row) for row in rows.open_jobs(look.db, callee.client_id, JOBS)),
        others=tuple(
            CardContact(
                one.contact_id,
                one.name,
                one.job_title,
                one.csi,
                one.last_call_at,
                _label(table, one.last_outcome),
                one.caller,
            )
            for one in rows.colleagues(look.db, look.actor, callee.client_id, contact_id, OTHERS)
        ),
        tasks=tuple(
            CardTask(*row[:-1], days.read(row.due_on))
            for row in rows.open_tasks(look.db, look.actor, contact_id, TASKS)
        ),
        claim=callee.claim,
        is_mine=callee.claim is not None and callee.claim.user_id == look.actor.user_id,
        refusal=queue.refusal(look, callee),
        attempts_this_week=len(tried(look, contact_id)),
        was_skipped=place.was_skipped,
        aside=queue.aside(look, callee),
        credit=checked.text if checked is not None else "",
        script=look.rules.script,
    )


def _client(look: Look, client_id: int) -> CardClient:
    from trtui.store.queries import cards as rows

    _, override = client_override(look, client_id)
    head = rows.client_header(look.db, client_id)
    status = client_status(client_facts(look, client_id, override), look.now, look.zone)
    return CardClient(
        client_id,
        head.name,
        status,
        head.town,
        head.banner,
        head.phone,
        head.owner,
        head.stage,
        head.sales_level,
    )


def _touches(look: Look, callee: Callee, table: OutcomeTable) -> tuple[CardTouch, ...]:
    from trtui.store.queries import touches

    return tuple(
        CardTouch(
            one.at,
            one.kind,
            one.outcome,
            _label(table, one.outcome),
            bool(one.is_conversation),
            one.note,
            one.user,
            callee.contact,
        )
        for one in touches.last_of(look.db, look.actor, callee.contact_id, TOUCHES)
    )


def _label(table: OutcomeTable, code: str) -> str:
    """Return an outcome's words; a code that the table has dropped is shown as it is kept."""
    found = table.by_code(code)
    return found.label if found is not None else code.replace("_", " ").capitalize()
