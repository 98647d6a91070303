"""Time as an argument: the clock protocol and the arithmetic between instants and calendar days."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from typing import Final, Protocol

MINUTE, HOUR, DAY = 60, 3600, 86400


Planned = date | int
"""When something is planned: a whole day, or an instant in UTC epoch seconds.

A day is the same day wherever it is read; only an instant has a time of day, which the zone decides.
"""


class Clock(Protocol):
    """What tells the time; one is made at the composition root and handed down."""

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the user's days begin."""

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""

    def country(self, zone: str) -> str:
        """Return the country whose bank holidays are likeliest in a time zone, or nothing."""


@dataclass(frozen=True, slots=True)
class Window:
    """Hours of a day: those in which a contact likes to be called, or an agency calls."""

    start: time
    end: time

    def holds(self, clock: time) -> bool:
        """Tell whether a time of day lies in the window, its end excluded; one may run over midnight."""
        if self.start <= self.end:
            return self.start <= clock < self.end
        return clock >= self.start or clock < self.end


WORKING_HOURS: Final = Window(time(9), time(17, 30))


def zone_name(zone: tzinfo, now: int) -> str:
    """Return what a time zone is called, such as ``Europe/London``, or nothing for an offset without a name."""
    name = getattr(zone, "key", None)
    if name:
        return str(name)
    moment = datetime.fromtimestamp(now, zone)
    return "UTC" if moment.tzname() == "UTC" and not moment.utcoffset() else ""


def local_day(at: int, zone: tzinfo) -> date:
    """Return the calendar day of an instant in a time zone."""
    return datetime.fromtimestamp(at, zone).date()


def start_of_day(day: date, zone: tzinfo) -> int:
    """Return the instant at which a calendar day begins in a time zone."""
    return int(datetime.combine(day, time(), zone).timestamp())


def begins(when: Planned, zone: tzinfo) -> int:
    """Return the instant from which a day or an instant has come, in a time zone: what is sorted and due by."""
    return start_of_day(when, zone) if isinstance(when, date) else when


def day_of(when: Planned, zone: tzinfo) -> date:
    """Return the calendar day of a day or of an instant in a time zone."""
    return when if isinstance(when, date) else local_day(when, zone)


def at_time(day: date, clock_time: time, zone: tzinfo) -> int:
    """Return the instant of a wall-clock time on a day in a time zone."""
    return int(datetime.combine(day, clock_time, zone).timestamp())


def add_months(day: date, months: int) -> date:
    """Return the day a number of calendar months later, clipped to the month's last day."""
    years, month0 = divmod(day.month - 1 + months, 12)
    year, month = day.year + years, month0 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def clock_time(hour: str, minute: str | None, half: str | None) -> time | None:
    """Return the time of day that somebody typed, or none where there is no such time.

    ``half`` is ``am`` or ``pm``. Without it an hour from 1 to 6 is read into the working day (07:00 to 18:59):
    ``2:30`` is 14:30, for nobody is called at night. ``02:30`` with its zero is the time of a 24-hour clock.
    """
    hours, minutes = int(hour), int(minute or 0)
    if half is not None:
        if not 1 <= hours <= 12:
            return None
        hours = hours % 12 + (12 if half == "pm" else 0)
    elif 1 <= hours <= 6 and not hour.startswith("0"):
        hours += 12
    return time(hours, minutes) if hours < 24 and minutes < 60 else None
