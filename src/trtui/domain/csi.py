"""CSI codes, the cadence they set, and when a call is due, late or overdue."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from typing import Final

from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.domain.time import DAY, add_months, local_day
from trtui.domain.workdays import WEEKDAYS, Workdays

DAYS_IN_MONTH: Final = 365.2425 / 12


class CsiCode(StrEnum):
    """Client Segmentation Initiative: the code on a contact that sets how often to call."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"

    @property
    def meaning(self) -> str:
        """Return who carries this code."""
        return _MEANING[self]

    @property
    def rank(self) -> int:
        """Return 1 for A to 4 for D: the order in which codes are called."""
        return "ABCD".index(self.value) + 1


_MEANING: Final = {
    CsiCode.A: "uses us",
    CsiCode.B: "key target, regular user of agencies, not yet ours",
    CsiCode.C: "target, not yet a regular user",
    CsiCode.D: "hardly uses agencies",
}
NO_CODE: Final = frozenset({"", "-", "–", "—", "none", "no"})


def parse_code(text: str) -> CsiCode | None:
    """Read a code as typed or imported (``a``, ``CSI A``); none for an empty field or a dash.

    Raises Invalid for anything else.
    """
    word = text.strip().casefold().removeprefix("csi").strip(" :-–—.")
    if word in NO_CODE:
        return None
    if len(word) == 1 and word in "abcd":
        return CsiCode(word.upper())
    raise Invalid(f"“{text.strip()[:20]}” is not a CSI code: use A, B, C, D, or – for none.", "csi")


@dataclass(frozen=True, slots=True)
class Interval:
    """The time between two calls, in calendar months; lateness is measured in its nominal days."""

    months: int

    @property
    def days(self) -> int:
        """Return the nominal length: 30, 61, 91 and 365 days for 1, 2, 3 and 12 months."""
        return round(self.months * DAYS_IN_MONTH)

    @property
    def half_days(self) -> int:
        """Return half the nominal length, rounded down: how late is overdue, and how long a contact rests."""
        return half_of(self.days)

    @property
    def text(self) -> str:
        """Return the length in words: ``month``, ``2 months``, ``quarter``, ``half-year``, ``year``."""
        named = {1: "month", 3: "quarter", 6: "half-year", 12: "year"}
        return named.get(self.months, f"{self.months} months")

    @property
    def every(self) -> str:
        """Return how often in words: ``monthly``, ``every 2 months``, ``quarterly``, ``yearly``."""
        named = {1: "monthly", 3: "quarterly", 6: "half-yearly", 12: "yearly"}
        return named.get(self.months, f"every {self.months} months")

    def after(self, day: date) -> date:
        """Return the day one interval after a day, clipped to the end of a short month."""
        return add_months(day, self.months)


def half_of(interval_days: int) -> int:
    """Return half an interval in whole days, at least one."""
    return max(1, interval_days // 2)


@dataclass(frozen=True, slots=True)
class Cadence:
    """How many months lie between two calls, per code; an agency may set its own."""

    a: int = 1
    b: int = 2
    c: int = 3
    d: int = 12

    def __post_init__(self) -> None:
        for code in CsiCode:
            if not 1 <= self.months(code) <= 60:
                raise Invalid(
                    f"The cadence of code {code} must be 1 to 60 months.", f"cadence.{code.lower()}"
                )

    def months(self, code: CsiCode) -> int:
        """Return the calendar months between two calls."""
        return (self.a, self.b, self.c, self.d)[code.rank - 1]

    def interval(self, code: CsiCode) -> Interval:
        """Return the time between two calls."""
        return Interval(self.months(code))


CADENCE: Final = Cadence()


def cadence_from(months: Mapping[str, int]) -> Cadence:
    """Return the default cadence with some codes changed (``{"A": 1, "D": 6}``)."""
    changed = {code.value.lower(): CADENCE.months(code) for code in CsiCode}
    for name, count in months.items():
        code = parse_code(name)
        if code is None:
            raise Invalid("A cadence needs a code: A, B, C or D.", "cadence")
        changed[code.value.lower()] = count
    return Cadence(**changed)


def due_on(
    code: CsiCode,
    coded_on: date,
    last_conversation_on: date | None,
    cadence: Cadence = CADENCE,
    workdays: Workdays = WEEKDAYS,
) -> date:
    """Return the day a coded contact is due: an interval after the last conversation, else the day of coding.

    A changed code is the same sum with another interval. Where the interval ends on no working day, the next
    one is due; the day of coding is what it was.
    """
    if last_conversation_on is None:
        return coded_on
    return workdays.next(cadence.interval(code).after(last_conversation_on))


class DueState(StrEnum):
    """How a due date stands against now: its colour and glyph on every screen."""

    NONE = "none"
    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"

    @property
    def glyph(self) -> str:
        """Return the sign that says the state without colour."""
        return {"due": "●", "overdue": "▲"}.get(self.value, " ")


@dataclass(frozen=True, slots=True)
class Dueness:
    """A due date seen from now: state, words, and the share of an interval that has passed since it was due.

    ``share`` is negative before the due date; ``days_late`` counts calendar days and is negative before.
    """

    state: DueState
    text: str
    share: float = 0.0
    days_late: int = 0

    @property
    def label(self) -> str:
        """Return glyph and words: ``● 3 d overdue``, ``in 9 d``, ``–``."""
        return f"{self.state.glyph} {self.text}".strip()


NOT_PLANNED: Final = Dueness(DueState.NONE, "–")


def share_passed(due_at: int, interval_days: int | None, now: int) -> float:
    """Return how many intervals have passed since the due date: what orders overdue calls."""
    return (now - due_at) / DAY / (interval_days or CADENCE.interval(CsiCode.A).days)


def dueness(
    due_at: int | None,
    interval_days: int | None,
    now: int,
    zone: tzinfo,
    late_since: int | None = None,
    due_on: date | None = None,
) -> Dueness:
    """Judge a due date: not yet, due (amber), or overdue (red) when late by half an interval or more.

    Without an interval (a call-back with somebody who has no code) it is overdue from the next day on.
    ``late_since`` is the older date from which lateness counts after attempts that reached nobody; it matters
    only once the retry itself is due. ``due_on`` is the day where a whole day is meant: it begins at ``due_at``.
    """
    if due_at is None:
        return NOT_PLANNED
    today, due_day = local_day(now, zone), due_on or local_day(due_at, zone)
    if now < due_at:
        share = share_passed(due_at, interval_days, now)
        if due_day == today:
            return Dueness(DueState.LATER, f"today {spoken.clock(due_at, zone)}", share)
        text = spoken.relative_day(due_day, today)
        return Dueness(DueState.LATER, text, share, (today - due_day).days)
    since = due_at if late_since is None else min(due_at, late_since)
    due_day = due_day if since == due_at else local_day(since, zone)
    late, share = (today - due_day).days, share_passed(since, interval_days, now)
    if late == 0:
        timed = since == due_at and due_on is None
        return Dueness(DueState.DUE, f"today {spoken.clock(since, zone)}" if timed else "today", share)
    state = DueState.OVERDUE if late >= (half_of(interval_days) if interval_days else 1) else DueState.DUE
    return Dueness(state, f"{spoken.distance(due_day, today)} overdue", share, late)
