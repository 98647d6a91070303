"""Instants and days as people say them: short, English, independent of the machine's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, tzinfo
from typing import Final

from trtui.domain.time import DAY, HOUR, MINUTE, Planned, day_of, local_day

WEEKDAYS: Final = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(value: date, today: date | None = None) -> str:
    """Return a day as ``3 Nov``, with its year unless that is the year of ``today``."""
    text = f"{value.day} {MONTHS[value.month - 1]}"
    return text if today is not None and value.year == today.year else f"{text} {value.year}"


def weekday(value: date, today: date | None = None) -> str:
    """Return a day with its weekday: ``Tue 3 Nov``."""
    return f"{WEEKDAYS[value.weekday()]} {day(value, today)}"


def clock(at: int, zone: tzinfo) -> str:
    """Return the wall-clock time of an instant: ``14:30``."""
    return f"{datetime.fromtimestamp(at, zone):%H:%M}"


def exact(when: Planned, zone: tzinfo) -> str:
    """Return a day or an instant in full: ``Thu 3 Dec 2026``, ``Tue 24 Nov 2026 14:30``."""
    text = weekday(day_of(when, zone))
    return text if isinstance(when, date) else f"{text} {clock(when, zone)}"


def moment(when: Planned, now: int, zone: tzinfo) -> str:
    """Return a day or an instant for a form or a list: ``Thu 3 Dec``, ``Tue 24 Nov 14:30``; its year unless this."""
    text = weekday(day_of(when, zone), local_day(now, zone))
    return text if isinstance(when, date) else f"{text} {clock(when, zone)}"


def distance(start: date, end: date) -> str:
    """Return how far two days are apart, in either order: ``3 d``, ``2 mo``, ``4 y``.

    Days up to two whole calendar months, then months up to two years, then years: the unit in which people
    think about a call that was or will be.
    """
    earlier, later = min(start, end), max(start, end)
    months = (later.year - earlier.year) * 12 + later.month - earlier.month - (later.day < earlier.day)
    if months < 2:
        return f"{(later - earlier).days} d"
    return f"{months} mo" if months < 24 else f"{months // 12} y"


def relative_day(value: date, today: date) -> str:
    """Return a day seen from today: ``today``, ``yesterday``, ``tomorrow``, ``in 3 d``, ``2 mo ago``."""
    away = (value - today).days
    if away == 0:
        return "today"
    if abs(away) == 1:
        return "tomorrow" if away > 0 else "yesterday"
    return f"in {distance(today, value)}" if away > 0 else f"{distance(today, value)} ago"


def relative(when: Planned, now: int, zone: tzinfo) -> str:
    """Return a day, or that of an instant, seen from now, as ``relative_day``."""
    return relative_day(day_of(when, zone), local_day(now, zone))


def elapsed(seconds: int) -> str:
    """Return a length of time in one unit: ``40 s``, ``3 min``, ``2 h``, ``5 d``; never less than ``0 s``."""
    seconds = max(0, seconds)
    if seconds < MINUTE:
        return f"{seconds} s"
    if seconds < HOUR:
        return f"{seconds // MINUTE} min"
    return f"{seconds // HOUR} h" if seconds < DAY else f"{seconds // DAY} d"


def given_name(name: str) -> str:
    """Return what colleagues call a person: ``Sam`` for ``Sam Okafor`` or ``Okafor, Sam``."""
    last, comma, first = name.partition(",")
    words = (first if comma and first.strip() else last).split()
    return words[0] if words else ""


def listed(names: Sequence[str], noun: str) -> str:
    """Return up to three names, or two and how many more: ``Dana Whitlock, Ravi Menon and 4 more contacts``.

    ``noun`` is what each of them is; its plural takes an s.
    """
    if len(names) > 3:
        return f"{', '.join(names[:2])} and {len(names) - 2:,} more {noun}s"
    if len(names) < 2:
        return names[0] if names else f"no {noun}"
    return f"{', '.join(names[:-1])} and {names[-1]}"


def initials(name: str) -> str:
    """Return a person's initials for narrow columns: ``SO`` for ``Sam Okafor`` or ``Okafor, Sam``."""
    last, comma, first = name.partition(",")
    words = f"{first} {last}".split() if comma else last.split()
    letters = [word[0].upper() for word in words if word[0].isalpha()]
    return letters[0] + letters[-1] if len(letters) > 1 else "".join(letters)
