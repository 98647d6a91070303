"""The list of due calls: who is to be called, in which order, and who is being called by somebody."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, tzinfo
from enum import StrEnum
from typing import TYPE_CHECKING

from trtui.domain import csi, do_not_call, queue
from trtui.domain.csi import CsiCode, Dueness
from trtui.domain.do_not_call import CallPermission
from trtui.domain.errors import Invalid
from trtui.domain.query import parse
from trtui.domain.queue import Bucket, Claim, ClaimRules, Due, DueKind
from trtui.domain.time import MINUTE

if TYPE_CHECKING:
    from trtui.domain.rules import Rules
    from trtui.store.calls import Callee, Number
    from trtui.store.look import Desk, Look
    from trtui.store.queue import Standing
    from trtui.store.queue_selection import Selection
    from trtui.store.work import Work

COUNTED = 500
"""How far the length of a queue is counted; beyond, it is “more than”."""


class Scope(StrEnum):
    """Whose calls: my CSI list (with what was promised by me and my Target 20), my teams', everybody's."""

    MINE = "mine"
    TEAM = "team"
    EVERYONE = "everyone"


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One call of the list.

    ``refusal`` says why it cannot be claimed now, or is empty. ``phone`` is the first number that may be called, as
    kept, with its ``permission``; where none may, both belong to the first number. ``numbers`` counts those that may.
    """

    contact_id: int
    contact: str
    job_title: str
    client_id: int
    client: str
    town: str
    csi: str
    due: Dueness
    due_at: int | None
    due_on: date | None
    kind: DueKind | None
    why: str
    bucket: Bucket
    in_target20: bool
    is_reserved: bool
    claim: Claim | None
    is_mine: bool
    refusal: str
    phone: str
    permission: CallPermission | None
    numbers: int
    owner: str
    last_outcome: str
    last_touch_at: int | None


@dataclass(frozen=True, slots=True)
class QueuePage:
    """The first calls of a queue, and how many there are; ``is_more`` when counting stopped."""

    rows: tuple[QueueRow, ...]
    total: int
    is_more: bool = False
    skipped: int = 0
    hints: tuple[str, ...] = ()


def due(
    look: Look,
    scope: str = Scope.MINE,
    filter_text: str = "",
    limit: int = 50,
    include_later: bool = False,
    session_id: int | None = None,
) -> QueuePage:
    """Return the calls that are due, in the order in which they are offered; what others work is shown as theirs.

    ``filter_text`` reads ``csi: town: tag: owner: status: stage: level: due:`` and the beginnings of words of contacts
    and clients; ``due:`` with a day to come, or ``include_later``, adds what is not due yet. Contacts that were
    skipped in the session are left out. Raises Invalid for an unknown scope.
    """
    from trtui.store import queue as rows

    selection = select(look, scope, filter_text, session_id)
    wants_later = include_later or selection.limits.until is not None
    found = rows.head(look.db, selection, limit)
    if wants_later and len(found) < limit:
        found += rows.later(look.db, selection, limit - len(found))
    total = len(found)
    if total >= limit:
        total = rows.count(look.db, selection, COUNTED + 1, include_later=wants_later)
    return QueuePage(
        _rows(look, found, parse(filter_text).towns),
        min(total, COUNTED),
        total > COUNTED,
        len(selection.without),
        tuple(selection.limits.hints),
    )


def left(look: Look, scope: str, filter_text: str = "", session_id: int | None = None) -> tuple[int, bool]:
    """Return how many calls are due, and whether counting stopped at five hundred."""
    from trtui.store import queue as rows

    total = rows.count(look.db, select(look, scope, filter_text, session_id), COUNTED + 1)
    return min(total, COUNTED), total > COUNTED


def select(look: Look | Desk, scope: str, filter_text: str, session_id: int | None) -> Selection:
    """Return the part of the queue that is asked for; raises Invalid for an unknown scope."""
    from trtui.store import queue_selection

    if scope not in tuple(Scope):
        raise Invalid(f"“{scope[:20]}” is no scope of the queue: use mine, team or everyone.", "scope")
    return queue_selection.select(
        look.db, look.actor, look.now, look.zone, look.rules, scope, parse(filter_text), session_id
    )


def claim_rules(rules: Rules) -> ClaimRules:
    """Return the lease and the gap as the agency has set them."""
    return ClaimRules(rules.lease_minutes * MINUTE, rules.redial_minutes * MINUTE)


def refusal(look: Look | Desk, callee: Callee) -> str:
    """Return why the reader may not claim a contact's client now, or nothing when they may."""
    if callee.claim is not None and callee.claim.user_id == look.actor.user_id:
        return ""
    if callee.due is None:
        return callee.blocked or "not in the queue: no CSI code and no call planned"
    return (
        queue.claim_refusal(
            callee.due,
            look.actor.user_id,
            look.now,
            look.zone,
            claim=callee.claim,
            last_called_at=callee.client_called_at,
            rules=claim_rules(look.rules),
        )
        or ""
    )


def dueness(found: Due | None, now: int, zone: tzinfo) -> Dueness:
    """Return a due date as seen from now, also for a contact without one."""
    return csi.NOT_PLANNED if found is None else found.seen(now, zone)


def why(look: Look | Desk, callee: Callee) -> str:
    """Return what asks for the call, in words: ``monthly (A)``, ``call-back agreed with you``."""
    if callee.due is None:
        return callee.blocked or "no call planned"
    reserved = callee.due.reserved_for
    match callee.due.kind:
        case DueKind.CADENCE:
            code = list(CsiCode)[callee.due.rank - 1]
            if callee.last_conversation_at is None:
                return f"no conversation yet ({code})"
            return f"{csi.cadence_from(look.rules.cadence).interval(code).every} ({code})"
        case DueKind.CALLBACK:
            with_whom = {None: "", look.actor.user_id: " with you"}.get(reserved, " with a colleague")
            return f"call-back agreed{with_whom}"
        case DueKind.RETRY:
            return "no answer last time"
        case DueKind.SNOOZE:
            return "put off until then"
        case DueKind.NEXT:
            return "next call as planned"
        case DueKind.TASK:
            return "task to call"


def aside(look: Look | Desk, callee: Callee) -> str:
    """Return why only an agreed call-back is shown of a client's contacts, or nothing."""
    if not callee.aside or callee.due is None:
        return ""
    is_mine = callee.due.reserved_for == look.actor.user_id
    return f"{callee.aside}: only {'your' if is_mine else 'the'} agreed call-back is shown"


def usable(numbers: list[Number]) -> list[Number]:
    """Return the numbers on which a contact is called: their own, or their client's where they have none."""
    own = [one for one in numbers if not one.of_client]
    return own or numbers


def permission(look: Look | Desk | Work, number: Number) -> CallPermission:
    """Judge a number by the agency's own limit of a fresh screening."""
    return do_not_call.permission(number.record, look.now, look.zone, look.rules.screening_days)


def _rows(look: Look, found: list[Standing], towns: tuple[str, ...]) -> tuple[QueueRow, ...]:
    from trtui.store import calls

    people = calls.callees(look.db, [one.item.contact_id for one in found], look.now)
    numbers = calls.numbers(look.db, {one.item.contact_id: one.client_id for one in found})
    where = {one.client_id: people[one.item.contact_id].town for one in found}
    if towns:
        from trtui.desk.hits import towns_of

        where = towns_of(look, where, towns)
    return tuple(
        replace(
            _row(look, one, people[one.item.contact_id], numbers[one.item.contact_id]),
            town=where[one.client_id],
        )
        for one in found
    )


def _row(look: Look, standing: Standing, callee: Callee, numbers: list[Number]) -> QueueRow:
    me = look.actor.user_id
    judged = [(one, permission(look, one)) for one in usable(numbers)]
    callable_ones = [pair for pair in judged if pair[1].may_call]
    first = next(iter(callable_ones or judged), None)
    return QueueRow(
        contact_id=callee.contact_id,
        contact=callee.contact,
        job_title=callee.job_title,
        client_id=standing.client_id,
        client=callee.client,
        town=callee.town,
        csi=callee.csi,
        due=dueness(callee.due, look.now, look.zone),
        due_at=None if callee.due is None else callee.due.at,
        due_on=None if callee.due is None else callee.due.on,
        kind=None if callee.due is None else callee.due.kind,
        why=aside(look, callee) or why(look, callee),
        bucket=standing.item.bucket(look.now),
        in_target20=standing.item.in_target20,
        is_reserved=callee.due is not None and callee.due.reserved_for == me,
        claim=callee.claim,
        is_mine=callee.claim is not None and callee.claim.user_id == me,
        refusal=refusal(look, callee),
        phone=first[0].value if first else "",
        permission=first[1] if first else None,
        numbers=len(callable_ones),
        owner=callee.owner,
        last_outcome=callee.last_outcome,
        last_touch_at=callee.last_touch_at,
    )
