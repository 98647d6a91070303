"""The hours in which a contact likes to be called, read from what somebody typed into one free field."""

from __future__ import annotations

import re
from datetime import datetime, time, tzinfo
from typing import Final

from trtui.domain.time import Window, clock_time

DAY_START, DAY_END = time(8), time(18)
NOON = time(12)
_WORDS: Final = {
    "morning": Window(DAY_START, NOON),
    "am": Window(DAY_START, NOON),
    "lunch": Window(NOON, time(14)),
    "lunchtime": Window(NOON, time(14)),
    "afternoon": Window(NOON, DAY_END),
    "pm": Window(NOON, DAY_END),
    "evening": Window(time(17), time(20)),
}
_CLOCK: Final = r"([0-9]{1,2})(?:[:.]([0-9]{2}))?\s*(am|pm)?"
_SPAN = re.compile(rf"{_CLOCK}\s*(?:-|–|to|until|and)\s*{_CLOCK}")
_EDGE = re.compile(rf"\b(after|from|before|until|till|by)\s+{_CLOCK}")


def window(text: str) -> Window | None:
    """Return the hours that a text names, or none where it names none: it is free text and never an error.

    Understood: ``mornings``, ``afternoon``, ``after 14:00``, ``before 10``, ``9-11``, ``2 to 4pm``, ``not before
    9.30``. A time is read as everywhere (``clock_time``): ``after 2`` is after 14:00.
    """
    words = " ".join(text.casefold().split())
    if span := _SPAN.search(words):
        start, end = _clock(span.groups()[:3], span[6]), _clock(span.groups()[3:])
        return Window(start, end) if start is not None and end is not None and start < end else None
    edges = {match[1]: _clock(match.groups()[1:]) for match in _EDGE.finditer(words)}
    start = next((edges[word] for word in ("after", "from") if edges.get(word)), None)
    end = next((edges[word] for word in ("before", "until", "till", "by") if edges.get(word)), None)
    if end is not None and _refuses("before|until|till", words):
        start, end = end, None
    elif start is not None and _refuses("after|from", words):
        start, end = None, start
    if start is not None or end is not None:
        found = Window(start or DAY_START, end or DAY_END)
        return found if found.start < found.end else None
    for word in () if _refuses("|".join(_WORDS), words) else re.findall(r"[a-z]+", words):
        if known := _WORDS.get(word) or _WORDS.get(word.removesuffix("s")):
            return known
    return None


def is_good(text: str, now: int, zone: tzinfo) -> bool | None:
    """Tell whether now is a time at which a contact likes to be called; none when the text names no hours."""
    found = window(text)
    return None if found is None else found.holds(datetime.fromtimestamp(now, zone).time())


def _refuses(what: str, words: str) -> bool:
    return re.search(rf"\b(?:not|never|no|don't|don’t call)(?: in the)? (?:{what})", words) is not None


def _clock(parts: tuple[str | None, ...], half_of_end: str | None = None) -> time | None:
    hour, minute, half = parts
    if hour is None:
        return None
    if half is None and half_of_end == "am" and 1 <= int(hour) <= 12:
        half = half_of_end
    if half is not None and not 1 <= int(hour) <= 12:
        half = None  # "14 pm"
    return clock_time(hour, minute, half)
