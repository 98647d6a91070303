"""Time as an argument: the clock protocol and the arithmetic between instants and calendar days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Protocol

MINUTE, HOUR, DAY = 60, 3600, 86400


class Clock(Protocol):
    """What tells the time; one is made at the composition root and handed down."""

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the user's days begin."""

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""


def local_day(at: int, zone: tzinfo) -> date:
    """Return the calendar day of an instant in a time zone."""
    return datetime.fromtimestamp(at, zone).date()


def start_of_day(day: date, zone: tzinfo) -> int:
    """Return the instant at which a calendar day begins in a time zone."""
    return int(datetime.combine(day, time(), zone).timestamp())


def at_time(day: date, clock_time: time, zone: tzinfo) -> int:
    """Return the instant of a wall-clock time on a day in a time zone."""
    return int(datetime.combine(day, clock_time, zone).timestamp())


def add_months(day: date, months: int) -> date:
    """Return the day a number of calendar months later, clipped to the month's last day."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def add_working_days(day: date, count: int) -> date:
    """Return the day a number of working days (Monday to Friday) later."""
    while count > 0:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
