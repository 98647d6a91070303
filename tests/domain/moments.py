"""Short ways to write the instants and days that the tests of the rules speak of."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

from tests.support.clock import LONDON, TUESDAY_MORNING

NOW = TUESDAY_MORNING
TODAY = date(2026, 11, 24)


def at(text: str, zone: tzinfo = LONDON) -> int:
    """Return the instant of a wall-clock time (``2026-11-24 14:30``), of a time today, or the start of a day."""
    if len(text) == 5:
        text = f"{TODAY.isoformat()} {text}"
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def local(instant: int | None, zone: tzinfo = LONDON) -> str:
    """Return an instant as written above, or ``-``: the form in which tables state what they expect."""
    if instant is None:
        return "-"
    moment = datetime.fromtimestamp(instant, zone)
    return f"{moment:%Y-%m-%d}" if (moment.hour, moment.minute) == (0, 0) else f"{moment:%Y-%m-%d %H:%M}"
