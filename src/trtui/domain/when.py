"""Reading when: every short form people type for a day or a time, never in the past by accident."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, time, timedelta, tzinfo
from typing import Final

from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.domain.time import (
    HOUR,
    MINUTE,
    Planned,
    add_months,
    at_time,
    clock_time,
    local_day,
    start_of_day,
)
from trtui.domain.workdays import WEEKDAYS, Workdays

EXAMPLES: Final = "+3d, 2w, mon, tomorrow 14:30, 3 dec"
MORNING, AFTERNOON = time(9, 30), time(14, 0)
FARTHEST_YEARS: Final = 50

_DAY_NAMES: Final = {
    name: number
    for number, names in enumerate(
        (
            "mon monday",
            "tue tues tuesday",
            "wed weds wednesday",
            "thu thur thurs thursday",
            "fri friday",
            "sat saturday",
            "sun sunday",
        )
    )
    for name in names.split()
}
_MONTH_NAMES: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME_WORDS: Final = {
    "noon": time(12),
    "midday": time(12),
    "am": MORNING,
    "morning": MORNING,
    "pm": AFTERNOON,
    "afternoon": AFTERNOON,
}
_UNITS: Final = {
    unit: names
    for names, units in (
        ("minutes", "min mins minute minutes"),
        ("hours", "h hr hrs hour hours"),
        ("days", "d day days"),
        ("working days", "wd"),
        ("weeks", "w wk wks week weeks"),
        ("months", "m mo mos mth mths month months"),
        ("years", "y yr yrs year years"),
    )
    for unit in units.split()
}
_AMOUNT = re.compile(r"\+?([0-9]{1,5})([a-z]+)")
_CLOCK = re.compile(r"([0-9]{1,2})(?::([0-9]{2}))?(am|pm)?")
_DOTTED_CLOCK = re.compile(r"([0-9]{1,2})\.([0-9]{2})(am|pm)?")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_NUMERIC = re.compile(r"([0-9]{1,2})([/.-])([0-9]{1,2})(?:\2([0-9]{4}|[0-9]{2}))?")
_ORDINAL = re.compile(r"([0-9]{1,2})(st|nd|rd|th)?")
_YEAR = re.compile(r"[0-9]{4}|[0-9]{2}")


@dataclass(frozen=True, slots=True)
class When:
    """A day, or an instant on a day: ``at`` is the day's first instant when no time was given.

    ``hint`` says why the day is no working day, where one was typed as such.
    """

    at: int
    day: date
    is_timed: bool
    hint: str = ""

    @property
    def on(self) -> date | None:
        """The day, where a whole day is meant."""
        return None if self.is_timed else self.day

    @property
    def planned(self) -> Planned:
        """The day or the instant that is meant."""
        return self.at if self.is_timed else self.day

    def text(self, now: int, zone: tzinfo) -> str:
        """Return it for the screen: ``Tue 24 Nov 14:30``."""
        return spoken.moment(self.planned, now, zone)

    def seen(self, now: int, zone: tzinfo) -> str:
        """Return it as it is shown beside the field: ``Sat 5 Dec · no working day``."""
        text = self.text(now, zone)
        return f"{text} · {self.hint}" if self.hint else text


def parse(text: str, now: int, zone: tzinfo, workdays: Workdays | None = None) -> When:
    """Read a future day or time as typed.

    Understood: ``+3d 3d 2w 1m 1y 3wd`` (wd: working days), ``+2h 30min``, ``today tomorrow``, ``mon``, ``next
    tue`` (next: of the coming calendar week), ``next week``, ``3 dec``, ``fri 3 dec``, ``dec 3``, ``3 dec
    2027``, ``the 3rd``, ``3/12`` (day first), ``2026-12-03``, each with or without a time ``14:30 9am 9.30
    noon morning``; a time alone. A time alone that has passed means tomorrow, a day without a year that has
    passed means next year, the name of today's weekday means in a week. What was written in full and has
    passed raises Invalid, as does anything not understood. A time without am or pm lies in the working day
    (``clock_time``). With ``workdays`` what is counted out (``2w``, ``+3d``, a time alone on another day) falls on a
    working day, and a day typed as such stays, with a hint where it is none.
    """
    words = _words(text)
    if not words:
        raise Invalid(f"Say when, for example {EXAMPLES}.", "when")
    found = _bounded(_read(words, text, now, zone, workdays), text, now, zone)
    return found if workdays is None else replace(found, hint=workdays.hint(found.day))


def parse_day(text: str, now: int, zone: tzinfo) -> date:
    """Read a future day as typed; a time raises Invalid."""
    found = parse(text, now, zone)
    if found.is_timed:
        raise Invalid(f"“{_shown(text)}” names a time: give a day, for example 3 dec or 2w.", "when")
    return found.day


def parse_past_day(text: str, now: int, zone: tzinfo) -> date:
    """Read a day that has been: ``3 nov``, ``yesterday``, ``3d`` or ``-3d`` ago, ``mon`` for the last Monday.

    A day without a year means the last such day up to today.
    """
    today = local_day(now, zone)
    words = _words(text)
    if words == ["yesterday"]:
        return today - timedelta(days=1)
    if words and words[-1] == "ago":
        words.pop()
    if len(words) == 1 and (amount := _AMOUNT.fullmatch(words[0].lstrip("-"))):
        earlier = _days_later(int(amount[1]), amount[2], today, back=True)
        if earlier is not None:
            return earlier
    if len(words) == 1 and words[0] in _DAY_NAMES:
        return today - timedelta(days=(today.weekday() - _DAY_NAMES[words[0]]) % 7 or 7)
    if words == ["today"]:
        return today
    given = _date(words) if words else None
    if given is None:
        raise Invalid(f"“{_shown(text)}” is not a day: try yesterday, 3 nov, 3/11/2026 or 3d.", "when")
    found = _on_calendar(given, today, text, step=-1)
    if found > today:
        raise Invalid(f"{spoken.day(found)} is still to come: give a day up to today.", "when")
    return found


def parse_near_day(text: str, now: int, zone: tzinfo) -> date:
    """Read a day that has been or is to come; of a date or a weekday that may be either, the nearer one.

    An amount of days is to come (``3d``) unless it says that it has been (``-3d``, ``3d ago``). Raises Invalid.
    """
    today, words = local_day(now, zone), _words(text)
    try:
        coming = parse_day(text, now, zone)
    except Invalid:
        return parse_past_day(text, now, zone)
    if words and _AMOUNT.fullmatch(words[0].lstrip("+")):
        return coming
    try:
        been = parse_past_day(text, now, zone)
    except Invalid:
        return coming
    return been if today - been < coming - today else coming


def _shown(text: str) -> str:
    flat = " ".join(text.split())
    flat = "".join(char if char.isprintable() else "�" for char in flat)
    return flat if len(flat) <= 30 else flat[:29] + "…"


def _words(text: str) -> list[str]:
    flat = text[:200].casefold().replace(",", " ").replace("\u00a0", " ")
    flat = re.sub(r"([+-]) +", r"\1", flat)
    flat = re.sub(r"([0-9])t([0-9])", r"\1 \2", flat)
    flat = re.sub(r"(?<![0-9])([0-9]{1,2}(?:[:.][0-9]{2})?) +(am|pm)\b", r"\1\2", flat)
    flat = re.sub(r"(\+ *|\b)([0-9]{1,5}) *(working days?|wd)\b", r"\2wd", flat)
    flat = re.sub(rf"(\+ *|\b)([0-9]{{1,5}}) +({'|'.join(_UNITS)})\b", r"\2\3", flat)
    return [word for word in flat.split() if word not in ("at", "on", "in", "the", "of")]


def _read(words: list[str], text: str, now: int, zone: tzinfo, workdays: Workdays | None) -> When:
    today = local_day(now, zone)
    if len(words) == 1:
        if (soon := _soon(words[0], now, zone)) is not None:
            return soon
        if (clock := _clock(words[0])) is not None:
            day = today
            if at_time(today, clock, zone) <= now:
                day += timedelta(days=1)
                day = day if workdays is None else workdays.next(day)
            return When(at_time(day, clock, zone), day, True)
    # A day alone, a day and a time ("mon 9:30"), or a time and a day ("9:30 mon").
    for day_words, clock_word in ((words, ""), (words[:-1], words[-1]), (words[1:], words[0])):
        clock = _clock(clock_word)
        if clock_word and clock is None:
            continue
        found = _day(day_words, today, text, workdays)
        if found is not None:
            return _checked(found, clock, now, zone)
    raise Invalid(f"“{_shown(text)}” is not a day or time: try {EXAMPLES}.", "when")


def _checked(day: date, clock: time | None, now: int, zone: tzinfo) -> When:
    if clock is None:
        found = When(start_of_day(day, zone), day, False)
        passed = day < local_day(now, zone)
    else:
        found = When(at_time(day, clock, zone), day, True)
        passed = found.at <= now
    if passed:
        raise Invalid(f"{found.text(now, zone)} has passed: give a later day or time.", "when")
    return found


def _bounded(found: When, text: str, now: int, zone: tzinfo) -> When:
    if found.day.year - local_day(now, zone).year > FARTHEST_YEARS:
        raise Invalid(f"“{_shown(text)}” is more than {FARTHEST_YEARS} years away.", "when")
    return found


def _soon(word: str, now: int, zone: tzinfo) -> When | None:
    amount = _AMOUNT.fullmatch(word)
    unit = _UNITS.get(amount[2]) if amount else None
    if amount is None or unit not in ("minutes", "hours"):
        return None
    at = now + int(amount[1]) * (MINUTE if unit == "minutes" else HOUR)
    at -= at % MINUTE
    return When(at, local_day(at, zone), True) if at > now else When(now, local_day(now, zone), True)


def _clock(word: str) -> time | None:
    if word in _TIME_WORDS:
        return _TIME_WORDS[word]
    if match := _DOTTED_CLOCK.fullmatch(word):
        # "9.30" is a time, "3.12" a day: without am or pm only the quarters of an hour are taken for a time.
        if match[3] is None and (match[2] not in ("00", "15", "30", "45") or int(match[1]) > 23):
            return None
    elif not (match := _CLOCK.fullmatch(word)) or (match[2] is None and match[3] is None):
        return None
    return clock_time(match[1], match[2], match[3])


def _day(words: list[str], today: date, text: str, workdays: Workdays | None) -> date | None:
    if not words:
        return None
    if len(words) == 1:
        word = words[0]
        if word == "today":
            return today
        if word in ("tomorrow", "tom", "tmrw", "tmw"):
            return today + timedelta(days=1)
        if word in _DAY_NAMES:
            return today + timedelta(days=(_DAY_NAMES[word] - today.weekday() - 1) % 7 + 1)
        if (amount := _AMOUNT.fullmatch(word)) and amount[2] in _UNITS:
            return _counted(int(amount[1]), amount[2], today, workdays)
    if len(words) == 2 and words[0] in ("next", "this"):
        if words[1] in _DAY_NAMES:
            monday = today - timedelta(days=today.weekday())
            if words[0] == "next":
                return monday + timedelta(days=7 + _DAY_NAMES[words[1]])
            return monday + timedelta(days=_DAY_NAMES[words[1]])
        if words[0] == "next":
            return _next_period(words[1], today, workdays or WEEKDAYS)
    if len(words) > 1 and words[0] in _DAY_NAMES and (given := _date(words[1:])):
        return _on_weekday(_on_calendar(given, today, text, step=1), words[0])
    given = _date(words)
    return None if given is None else _on_calendar(given, today, text, step=1)


def _on_weekday(found: date, name: str) -> date:
    """Return the day when it falls on the weekday written with it; a slip in either raises Invalid."""
    if found.weekday() == _DAY_NAMES[name]:
        return found
    right = spoken.WEEKDAYS[found.weekday()]
    raise Invalid(f"{spoken.day(found)} is a {right}: correct the day or leave the weekday out.", "when")


def _next_period(word: str, today: date, workdays: Workdays) -> date | None:
    if word == "week":
        return workdays.next(today + timedelta(days=7 - today.weekday()))
    if word == "month":
        return workdays.next(add_months(today.replace(day=1), 1))
    if word == "year":
        return workdays.next(date(today.year + 1, 1, 1))
    return None


def _counted(count: int, unit_word: str, today: date, workdays: Workdays | None) -> date | None:
    """Return the day so many days, weeks, months or years on, moved to a working day where those are given."""
    if _UNITS.get(unit_word) == "working days":
        return (workdays or WEEKDAYS).after(today, min(count, 366 * (FARTHEST_YEARS + 1)))
    found = _days_later(count, unit_word, today)
    return found if found is None or workdays is None else workdays.next(found)


def _days_later(count: int, unit_word: str, today: date, *, back: bool = False) -> date | None:
    unit, sign = _UNITS.get(unit_word), -1 if back else 1
    try:
        if unit == "days":
            return today + timedelta(days=sign * count)
        if unit == "weeks":
            return today + timedelta(weeks=sign * count)
        if unit == "months":
            return add_months(today, sign * count)
        if unit == "years":
            return add_months(today, sign * count * 12)
    except (OverflowError, ValueError):
        raise Invalid(f"{count} {unit} is too far away.", "when") from None
    return None


@dataclass(frozen=True, slots=True)
class _Given:
    day: int
    month: int | None
    year: int | None


def _date(words: list[str]) -> _Given | None:
    if len(words) == 1:
        if match := _ISO.fullmatch(words[0]):
            return _Given(int(match[3]), int(match[2]), int(match[1]))
        if match := _NUMERIC.fullmatch(words[0]):
            if (
                match[2] == "."
                and _DOTTED_CLOCK.fullmatch(words[0])
                and match[4] is None
                and _clock(words[0])
            ):
                return None
            return _Given(int(match[1]), int(match[3]), _year(match[4]))
        match = _ORDINAL.fullmatch(words[0])
        return _Given(int(match[1]), None, None) if match and match[2] else None
    if len(words) not in (2, 3):
        return None
    first, second, *rest = words
    if rest and not _YEAR.fullmatch(rest[0]):
        return None
    if first in _MONTH_NAMES:
        first, second = second, first
    number = _ORDINAL.fullmatch(first)
    if number is None or second not in _MONTH_NAMES:
        return None
    return _Given(int(number[1]), _MONTH_NAMES[second], _year(rest[0]) if rest else None)


def _year(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if len(text) == 4 else 2000 + int(text)


def _on_calendar(given: _Given, today: date, text: str, step: int) -> date:
    """Return the first such day from today onwards (or backwards, with ``step`` −1)."""
    first = today.replace(day=1)
    if given.month is None:
        months = [add_months(first, step * count) for count in range(13)]
    elif given.year is None:
        # Nine years reach the next 29 February over a century that has none.
        months = (
            [date(today.year + step * count, given.month, 1) for count in range(9)]
            if 1 <= given.month <= 12
            else []
        )
    else:
        months = [date(given.year, given.month, 1)] if 1 <= given.month <= 12 and given.year else []
    for month in months:
        if not 1 <= given.day <= monthrange(month.year, month.month)[1]:
            continue
        found = month.replace(day=given.day)
        if given.year or (found >= today if step > 0 else found <= today):
            return found
    raise Invalid(f"“{_shown(text)}” is not a day of the calendar: try {EXAMPLES}.", "when")
