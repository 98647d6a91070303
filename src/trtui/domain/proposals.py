"""The next call that an outcome proposes: shown before it is accepted, editable in one field."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from trtui.domain import spoken, when
from trtui.domain.csi import CADENCE, Cadence, CsiCode
from trtui.domain.outcomes import Effect, NextCall, Outcome
from trtui.domain.time import (
    DAY,
    HOUR,
    MINUTE,
    WORKING_HOURS,
    Planned,
    Window,
    at_time,
    begins,
    day_of,
    local_day,
    start_of_day,
)
from trtui.domain.workdays import WEEKDAYS, Workdays

ATTEMPTS_BEFORE_REST: Final = 3
WEEK: Final = 7 * DAY
RESERVED: Final = "agreed, reserved for you"
SLOTS: Final = (time(9, 30), time(11, 30), time(14, 0), time(16, 0))


class Plan(StrEnum):
    """What kind of next call is kept; each replaces the due date until it is done, except a retry.

    A retry only holds the contact back until then: lateness goes on counting from the cadence's date.
    """

    CALLBACK = "callback"
    SNOOZE = "snooze"
    RETRY = "retry"
    NEXT = "next"


class Asks(StrEnum):
    """Which time the field asks for: the call's own, or the meeting's, from which the call follows."""

    CALL = "next call"
    AGREED = "agreed time"
    MEETING = "meeting"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A next call as shown after the outcome's key.

    ``at`` is none when no next call follows. ``typed`` is what the field holds, in a form that can be typed
    back; ``why`` stands behind it. ``plan`` is what has to be kept; none means that the cadence gives this
    date by itself. ``meeting_at`` is the booked meeting. ``proposes_code`` is a code the user may take with
    it; with ``takes_code`` it is taken, and gives the date. ``is_guess`` marks a date that was to be agreed
    and is only prefilled. ``reserved`` keeps the call for the person who agreed it. ``stands`` marks the
    date of a call-back that was agreed before and is kept as it is.
    """

    outcome: Outcome
    at: int | None
    typed: str
    why: str
    plan: Plan | None = None
    asks: Asks = Asks.CALL
    meeting_at: int | None = None
    proposes_code: CsiCode | None = None
    reserved: bool = False
    is_guess: bool = False
    effects: tuple[Effect, ...] = ()
    stands: bool = False
    takes_code: bool = False
    on: date | None = None
    """The day of the next call, where a whole day is meant: it begins at ``at``."""
    meeting_on: date | None = None
    """The day of the meeting, where no time of it is known."""
    hint: str = ""
    """Why the typed day is no working day, where it is none."""

    @property
    def text(self) -> str:
        """Return date and reason: ``22 Dec (month, code A)``."""
        return f"{self.typed} ({self.why})" if self.typed and self.why else self.typed or self.why

    @property
    def line(self) -> str:
        """Return the line shown in place: ``Conversation → next call ▸ 22 Dec (month, code A)``."""
        return f"{self.outcome.label} → {self.asks.value} ▸ {self.text}"


def misses(
    calls: Sequence[tuple[int, str]], miss_codes: frozenset[str], reset_codes: frozenset[str], now: int
) -> tuple[int, ...]:
    """Return the instants of the attempts of the last seven days since the last conversation, oldest first.

    ``calls`` are (instant, outcome code) in any order; the code sets come from the outcome table.
    """
    spoken_at = max((at for at, code in calls if code in reset_codes and at <= now), default=None)
    earliest = now - WEEK if spoken_at is None else max(now - WEEK, spoken_at)
    return tuple(sorted(at for at, code in calls if code in miss_codes and earliest < at <= now))


def propose(
    outcome: Outcome,
    code: CsiCode | None,
    now: int,
    zone: tzinfo,
    *,
    tried: Sequence[int] = (),
    agreed_at: int | None = None,
    meeting_at: int | None = None,
    prefers: Window | None = None,
    cadence: Cadence = CADENCE,
    attempts: int = ATTEMPTS_BEFORE_REST,
    slots: Sequence[time] = SLOTS,
    takes_code: bool = False,
    workdays: Workdays = WEEKDAYS,
    working: Window = WORKING_HOURS,
) -> Proposal:
    """Return the next call that an outcome proposes now.

    ``tried`` are this week's earlier attempts without a conversation (``misses``); when this one makes
    ``attempts`` of them, the contact rests for half an interval instead (half a month without a code). A
    call-back or a meeting whose time is not given yet is prefilled: the next working day at this time, and
    this time in a week. Every day that is proposed is a working day. With ``takes_code`` the code that the
    outcome proposes is the contact's from now on.
    """
    today = local_day(now, zone)
    proposes = CsiCode.D if Effect.PROPOSES_D in outcome.effects and code is not CsiCode.D else None
    takes = takes_code and proposes is not None
    blank = Proposal(outcome, None, "", "", proposes_code=proposes, effects=outcome.effects, takes_code=takes)
    code = proposes if takes else code
    if outcome.is_miss and len(tried) + 1 >= attempts:
        return _rest(
            blank, len(tried) + 1, cadence.interval(code or CsiCode.A).half_days, now, zone, workdays
        )
    match outcome.next_call:
        case NextCall.NEVER:
            return replace(blank, why=_ending(outcome))
        case NextCall.INTERVAL:
            if code is None:
                return replace(blank, why="none: no CSI code")
            interval = cadence.interval(code)
            day = workdays.next(interval.after(today))
            # The cadence gives the date of a conversation by itself, so it follows a changed code.
            plan = None if outcome.resets else Plan.NEXT
            found = _on_day(blank, day, f"{interval.every}, code {code}", plan, now, zone)
            return replace(found, typed=spoken.day(day, today))
        case NextCall.AFTER_MEETING:
            in_a_week = workdays.next(today + timedelta(days=7))
            meeting: Planned = (
                meeting_at if meeting_at is not None else _rounded(now, in_a_week, zone, working)
            )
            return _after_meeting(replace(blank, is_guess=meeting_at is None), meeting, now, zone, workdays)
        case NextCall.AGREED:
            agreed = (
                agreed_at if agreed_at is not None else _rounded(now, workdays.after(today, 1), zone, working)
            )
            return replace(
                blank,
                at=agreed,
                typed=spoken.moment(agreed, now, zone),
                why=RESERVED,
                plan=Plan.CALLBACK,
                asks=Asks.AGREED,
                reserved=True,
                is_guess=agreed_at is None,
            )
        case NextCall.OTHER_TIME:
            day = workdays.after(today, outcome.days)
            at = at_time(day, other_time((*tried, now), zone, prefers, _within(slots, working)), zone)
            why = f"{_working_days(outcome.days)}, another time"
            return replace(blank, at=at, typed=spoken.moment(at, now, zone), why=why, plan=Plan.RETRY)
        case NextCall.WORKING_DAYS:
            day = workdays.after(today, outcome.days)
            plan = Plan.NEXT if outcome.resets else Plan.RETRY
            return _on_day(blank, day, _working_days(outcome.days), plan, now, zone)


def edit(proposal: Proposal, text: str, now: int, zone: tzinfo, workdays: Workdays = WEEKDAYS) -> Proposal:
    """Return the proposal with the date typed into its field; raises Invalid for what ``when`` cannot read.

    For a meeting the typed time is the meeting's. A retry stays a retry, a call-back stays reserved; any
    other typed date becomes a plan of its own. An outcome that ends the calls takes no date.
    """
    if proposal.outcome.next_call is NextCall.NEVER:
        return proposal
    found = when.parse(text, now, zone, workdays)
    if proposal.asks is Asks.MEETING:
        meeting = replace(proposal, is_guess=False, stands=False, hint=found.hint)
        return _after_meeting(meeting, found.planned, now, zone, workdays)
    return replace(
        proposal,
        at=found.at,
        on=found.on,
        typed=found.text(now, zone),
        why=RESERVED if proposal.reserved else "",
        plan=proposal.plan or Plan.NEXT,
        is_guess=False,
        stands=False,
        hint=found.hint,
    )


def snooze(text: str, now: int, zone: tzinfo, workdays: Workdays = WEEKDAYS) -> when.When:
    """Return until when a contact is put off, as typed; a day or a time still to come."""
    return when.parse(text, now, zone, workdays)


def other_time(
    tried: Sequence[int], zone: tzinfo, prefers: Window | None = None, slots: Sequence[time] = SLOTS
) -> time:
    """Return the time of day farthest from the attempts made so far, among the slots the contact likes.

    A no-answer at 11:17 is tried in the afternoon, one at 15:00 in the morning. When no slot lies in the
    preferred hours, these begin the choice themselves.
    """
    liked = [slot for slot in slots if prefers is None or prefers.holds(slot)]
    if not liked:
        liked = [prefers.start] if prefers is not None else [SLOTS[0]]
    minutes = [_minutes(datetime.fromtimestamp(at, zone).time()) for at in tried]
    return max(liked, key=lambda slot: min((abs(_minutes(slot) - at) for at in minutes), default=0))


def _rest(blank: Proposal, attempts: int, days: int, now: int, zone: tzinfo, workdays: Workdays) -> Proposal:
    day = workdays.next(local_day(now, zone) + timedelta(days=days))
    why = f"rests {days} d after {attempts} attempts"
    return _on_day(blank, day, why, Plan.RETRY, now, zone)


def _on_day(blank: Proposal, day: date, why: str, plan: Plan | None, now: int, zone: tzinfo) -> Proposal:
    typed = spoken.weekday(day, local_day(now, zone))
    return replace(blank, at=start_of_day(day, zone), on=day, typed=typed, why=why, plan=plan)


def _after_meeting(blank: Proposal, meeting: Planned, now: int, zone: tzinfo, workdays: Workdays) -> Proposal:
    today, meeting_day = local_day(now, zone), day_of(meeting, zone)
    day = workdays.after(meeting_day, 1)
    return replace(
        blank,
        at=start_of_day(day, zone),
        on=day,
        typed=spoken.moment(meeting, now, zone),
        why=f"call {spoken.weekday(day, today)}, the day after",
        plan=Plan.NEXT,
        asks=Asks.MEETING,
        meeting_at=begins(meeting, zone),
        meeting_on=meeting if isinstance(meeting, date) else None,
    )


def is_past(when: Planned, now: int, zone: tzinfo) -> bool:
    """Tell whether a day or an instant is over; today is not."""
    return when < local_day(now, zone) if isinstance(when, date) else when < now


def to_come(
    made: Proposal,
    present: int,
    zone: tzinfo,
    workdays: Workdays = WEEKDAYS,
    working: Window = WORKING_HOURS,
) -> Proposal:
    """Return a proposal that has not passed: what a call that is logged afterwards proposes may have.

    It moves to the first working day from today on, at its time of day if it has one.
    """
    if made.is_guess and made.meeting_at is not None and made.meeting_at < present:
        in_a_week = workdays.next(local_day(present, zone) + timedelta(days=7))
        return _after_meeting(made, _rounded(present, in_a_week, zone, working), present, zone, workdays)
    if made.at is None or not is_past(made.on or made.at, present, zone):
        return made
    today = local_day(present, zone)
    if made.on is not None:
        plan = made.plan or Plan.NEXT
        return _on_day(made, workdays.next(today), f"{made.why}, which has passed", plan, present, zone)
    clock = datetime.fromtimestamp(made.at, zone).time()
    day = workdays.next(today)
    if at_time(day, clock, zone) < present:
        day = workdays.after(today, 1)
    at = at_time(day, clock, zone)
    return replace(made, at=at, typed=spoken.moment(at, present, zone))


def _ending(outcome: Outcome) -> str:
    if Effect.BLOCKS_NUMBER in outcome.effects:
        return "none: the number is blocked for everybody"
    if Effect.LEAVES_QUEUE in outcome.effects:
        return "none: out of the queue, task to repair the record"
    return "none"


def _rounded(now: int, day: date, zone: tzinfo, working: Window) -> int:
    """Return this time of day, to the half hour, on another day and half an hour before work ends at the latest."""
    clock = datetime.fromtimestamp(now + 15 * MINUTE, zone).time()
    clock = time(clock.hour, 30 * (clock.minute // 30))
    end = max(_minutes(working.end) - 30, _minutes(working.start))
    return at_time(day, min(max(clock, working.start), time(end // 60, end % 60)), zone)


def _working_days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"


def _within(slots: Sequence[time], working: Window) -> Sequence[time]:
    """Return the slots that lie in the working hours, or the beginning of those."""
    return [slot for slot in slots if working.holds(slot)] or [working.start]


def _minutes(clock: time) -> int:
    return clock.hour * HOUR // MINUTE + clock.minute
