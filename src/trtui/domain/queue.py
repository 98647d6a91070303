"""The call queue: when a contact is due, in which order, and who may claim a client.

The store keeps these rules as columns and one ordered query; this module is what that query must agree with.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, tzinfo
from enum import IntEnum, StrEnum
from typing import Final

from trtui.domain import csi, spoken
from trtui.domain.csi import CADENCE, Cadence, CsiCode, Dueness
from trtui.domain.proposals import Plan
from trtui.domain.stage import AccountStage
from trtui.domain.status import SalesLevel
from trtui.domain.time import HOUR, MINUTE, Planned, local_day, start_of_day
from trtui.domain.workdays import WEEKDAYS, Workdays

LEASE: Final = 10 * MINUTE
GAP: Final = 60 * MINUTE
UNCODED_RANK: Final = 5
SHORTEST_RATED: Final = 10 * MINUTE
"""How long somebody has to work before a rate per hour is told."""


class DueKind(StrEnum):
    """What asks for a call."""

    CADENCE = "cadence"
    CALLBACK = "callback"
    SNOOZE = "snooze"
    RETRY = "retry"
    NEXT = "next"
    TASK = "task"


@dataclass(frozen=True, slots=True)
class CallPlan:
    """An open plan for the next call, one per contact; ``user_id`` is for whom a call-back is reserved."""

    kind: Plan
    at: int
    user_id: int | None = None
    on: date | None = None
    """The day, where a whole day is meant: it begins at ``at``."""


@dataclass(frozen=True, slots=True)
class CallFacts:
    """All that decides when a contact is due.

    Conversations are those of the contact, at any client. ``numbers`` counts the numbers that would serve,
    ``blocked_numbers`` those among them that nobody may call; a contact without any number stays in the
    queue, since finding the number is part of the job. ``task_at`` is the earliest open task to call the
    contact. ``held`` says why the contact is out of the queue (wrong number, left), or is empty; ``aside``
    why the client takes all of its contacts out of it (``client_aside``), or is empty.
    """

    code: CsiCode | None = None
    coded_at: int | None = None
    last_conversation_at: int | None = None
    plan: CallPlan | None = None
    task_at: int | None = None
    task_on: date | None = None
    numbers: int = 0
    blocked_numbers: int = 0
    held: str = ""
    aside: str = ""
    is_archived: bool = False
    has_client: bool = True


@dataclass(frozen=True, slots=True)
class Due:
    """When a contact may be called next, and why.

    From ``at`` on it is offered. ``since`` is the date from which lateness counts: earlier than ``at`` only
    after attempts that reached nobody, which hold a contact back but do not restart its clock.
    """

    at: int
    since: int
    kind: DueKind
    interval_days: int | None = None
    rank: int = UNCODED_RANK
    reserved_for: int | None = None
    on: date | None = None
    """The day, where a whole day is meant: it begins at ``at``."""

    @property
    def planned(self) -> Planned:
        """The day or the instant from which the contact may be called."""
        return self.at if self.on is None else self.on

    def seen(self, now: int, zone: tzinfo) -> Dueness:
        """Return the date as seen from now: state, words and share of the interval."""
        return csi.dueness(self.at, self.interval_days, now, zone, self.since, self.on)


@dataclass(frozen=True, slots=True)
class Absent:
    """Why a contact is not in the queue; ``is_blocked`` when a call would be due but must not be made."""

    reason: str
    is_blocked: bool = False


def call_due(
    facts: CallFacts, zone: tzinfo, cadence: Cadence = CADENCE, workdays: Workdays = WEEKDAYS
) -> Due | Absent:
    """Return when a contact is due to be called, or why it is not in the queue.

    One interval after the last conversation, on a working day; without one from the day the code was given. An
    open call-back, snooze or accepted next call replaces that date, also when it is earlier; a task to call
    brings it forward; a retry only holds the contact back. Without a code only a plan or a task puts a contact
    into the queue. A client that stands aside leaves only agreed call-backs: they were promised.
    """
    wanted = _wanted(facts, zone, cadence, workdays)
    if isinstance(wanted, Absent):
        return wanted
    if facts.is_archived:
        return Absent("archived", is_blocked=True)
    if not facts.has_client:
        return Absent("assigned to no client", is_blocked=True)
    if facts.aside and wanted.kind is not DueKind.CALLBACK:
        return Absent(facts.aside, is_blocked=True)
    if facts.held:
        return Absent(facts.held, is_blocked=True)
    if 0 < facts.numbers <= facts.blocked_numbers:
        what = "the only number is" if facts.numbers == 1 else f"all {facts.numbers} numbers are"
        return Absent(f"{what} blocked (do not call)", is_blocked=True)
    return wanted


def client_aside(sales_level: str | None, stage: str, *, is_archived: bool = False) -> str:
    """Return why a client takes its contacts out of the queue, or nothing: ``Sales level Dead``, ``Stage Inactive``."""
    if is_archived:
        return "Client archived"
    if sales_level == SalesLevel.DEAD:
        return f"Sales level {SalesLevel.DEAD.label}"
    return f"Stage {AccountStage.INACTIVE.label}" if stage == AccountStage.INACTIVE else ""


def _wanted(facts: CallFacts, zone: tzinfo, cadence: Cadence, workdays: Workdays) -> Due | Absent:
    code, plan = facts.code, facts.plan
    days = None if code is None else cadence.interval(code).days
    rank = UNCODED_RANK if code is None else code.rank
    clock = _by_clock(facts, zone, cadence, workdays)
    if plan is None:
        if clock is None:
            return Absent("no CSI code")
        kind, at, on = clock
        return Due(at, at, kind, days, rank, on=on)
    since = min(plan.at, clock[1]) if plan.kind is Plan.RETRY and clock is not None else plan.at
    reserved = plan.user_id if plan.kind is Plan.CALLBACK else None
    return Due(plan.at, since, DueKind(plan.kind.value), days, rank, reserved, plan.on)


def _by_clock(
    facts: CallFacts, zone: tzinfo, cadence: Cadence, workdays: Workdays
) -> tuple[DueKind, int, date | None] | None:
    """Return what the cadence or a task asks for, whichever comes first."""
    dates: list[tuple[int, DueKind, date | None]] = []
    if facts.code is not None:
        spoke = facts.last_conversation_at
        if spoke is not None or facts.coded_at is not None:
            coded_on = local_day(facts.coded_at if facts.coded_at is not None else spoke or 0, zone)
            spoke_on = None if spoke is None else local_day(spoke, zone)
            day = csi.due_on(facts.code, coded_on, spoke_on, cadence, workdays)
            dates.append((start_of_day(day, zone), DueKind.CADENCE, day))
    if facts.task_at is not None:
        dates.append((facts.task_at, DueKind.TASK, facts.task_on))
    if not dates:
        return None
    at, kind, on = min(dates, key=lambda one: one[0])
    return kind, at, on


class Bucket(IntEnum):
    """The classes of the queue, in its order."""

    MINE = 0
    CALLBACK = 1
    TARGET20 = 2
    OVERDUE = 3
    LATER = 4


@dataclass(frozen=True, slots=True)
class QueueItem:
    """A contact with a due date, as one consultant's queue sees it."""

    contact_id: int
    due: Due
    in_target20: bool = False
    is_claimed_by_me: bool = False

    def bucket(self, now: int) -> Bucket:
        """Return the class of the queue that the item stands in now."""
        if self.is_claimed_by_me:
            return Bucket.MINE
        if self.due.at > now:
            return Bucket.LATER
        if self.due.kind is DueKind.CALLBACK:
            return Bucket.CALLBACK
        return Bucket.TARGET20 if self.in_target20 else Bucket.OVERDUE


OrderKey = tuple[int, float, int, int, int]
ORDER: Final = (
    "my own claim",
    "agreed call-backs that are due, the earliest promise first",
    "Target 20 that are due, the most overdue first",
    "the rest by the share of the interval that has passed",
    "A before B before C before D",
)


def order_key(item: QueueItem, now: int) -> OrderKey:
    """Return the key that sorts the queue; no two contacts have the same one.

    Bucket; then for call-backs and what is not due yet the date, ascending, else the share of the interval
    passed, descending: ``(now - since) / (interval_days or 30)``; then code A to D, none last; then the
    earlier date; then the contact's id.
    """
    bucket, due = item.bucket(now), item.due
    if bucket in (Bucket.CALLBACK, Bucket.LATER):
        urgency = float(due.at)
    else:
        urgency = -csi.share_passed(due.since, due.interval_days, now)
    return (int(bucket), urgency, due.rank, due.since, item.contact_id)


def is_offered_to(due: Due, user_id: int, now: int) -> bool:
    """Tell whether a contact is offered to a user now: due, and not kept for somebody else."""
    return due.at <= now and due.reserved_for in (None, user_id)


@dataclass(frozen=True, slots=True)
class Claim:
    """The exclusive right of one user to work a client until the lease ends, unless it is renewed."""

    client_id: int
    user_id: int
    user_name: str
    taken_at: int
    lease_until: int

    def is_live(self, now: int) -> bool:
        """Tell whether the lease still runs; after a crash it ends by itself."""
        return now < self.lease_until

    def text(self, now: int) -> str:
        """Return what others see: ``Priya has it, 3 min``."""
        return f"{spoken.given_name(self.user_name)} has it, {spoken.elapsed(now - self.taken_at)}"


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """The lease of a claim and the least time between two calls to one client, in seconds."""

    lease: int = LEASE
    gap: int = GAP


CLAIM_RULES: Final = ClaimRules()


def claim_refusal(
    due: Due,
    user_id: int,
    now: int,
    zone: tzinfo,
    *,
    claim: Claim | None,
    last_called_at: int | None,
    rules: ClaimRules = CLAIM_RULES,
) -> str | None:
    """Return why a user may not claim a contact's client now, or none: due, free, and not called just before.

    ``claim`` is the client's, ``last_called_at`` the last call to any contact of the client. One's own live
    claim may always be taken up again. The gap does not hold back a call-back agreed for this time by this
    user: the client asked for it.
    """
    if claim is not None and claim.is_live(now):
        return None if claim.user_id == user_id else claim.text(now)
    if due.at > now:
        return f"not due yet: {due.seen(now, zone).text}"
    if due.reserved_for not in (None, user_id):
        return "a call-back agreed with somebody else"
    is_promise = due.kind is DueKind.CALLBACK and due.reserved_for == user_id
    if last_called_at is not None and now - last_called_at < rules.gap and not is_promise:
        free_at = last_called_at + rules.gap
        return (
            f"called {spoken.elapsed(now - last_called_at)} ago: free again at {spoken.clock(free_at, zone)}"
        )
    return None


def lease_until(now: int, rules: ClaimRules = CLAIM_RULES) -> int:
    """Return when a claim taken or renewed now ends."""
    return now + rules.lease


def per_hour(count: int, seconds: int) -> int | None:
    """Return a rate per hour, rounded; none over less than ten minutes, which say nothing of an hour."""
    return round(count * HOUR / seconds) if seconds >= SHORTEST_RATED else None
