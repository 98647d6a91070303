"""Days that lie behind us, as people and files write them."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

from trtui.domain.errors import Invalid

_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO: Final = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})(?:[t ][0-9:.+z ]*)?")
_NUMBERS: Final = re.compile(r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4}|[0-9]{2})(?: [0-9:]*)?")
_WORDS: Final = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th)?[ \-]+([a-z]{3,9})\.?,?(?:[ \-]+([0-9]{4}|[0-9]{2}))?"
)


def past(typed: str, today: date) -> date:
    """Read a day that was: ``3 nov``, ``3 Nov 2026``, ``03/11/2026`` (the day first), ``2026-11-03``, ``yesterday``.

    A day without a year is the latest one of that name. Raises Invalid with examples, and for a day to come.
    """
    found = _read(" ".join(typed.split()).lower(), today)
    if found is None:
        raise Invalid(f"“{typed.strip()[:20]}” is no date: write 3 nov, 03/11/2026 or 2026-11-03.", "date")
    if found > today:
        raise Invalid(f"{found:%d %b %Y} is a day to come: give the day on which it was done.", "date")
    return found


def _read(text: str, today: date) -> date | None:
    if text in ("today", "yesterday"):
        return today - timedelta(days=text == "yesterday")
    if found := _ISO.fullmatch(text):
        return _day(found[1], found[2], found[3])
    if found := _NUMBERS.fullmatch(text):
        return _day(_year(found[3]), found[2], found[1])
    if (found := _WORDS.fullmatch(text)) and found[2][:3] in _MONTHS:
        month = str(_MONTHS.index(found[2][:3]) + 1)
        if found[3]:
            return _day(_year(found[3]), month, found[1])
        this = _day(str(today.year), month, found[1])
        is_over = this is not None and this <= today
        return this if is_over else _day(str(today.year - 1), month, found[1])
    return None


def _year(text: str) -> str:
    return text if len(text) == 4 else f"20{text}"


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
