"""A clock that stands still until a test moves it."""

from __future__ import annotations

from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo

from trtui.integrations.clock import country_of

LONDON = ZoneInfo("Europe/London")
TUESDAY_MORNING = int(datetime(2026, 11, 24, 10, 0, tzinfo=LONDON).timestamp())
"""Tuesday 24 November 2026, ten o'clock in London (no summer time)."""


class FixedClock:
    """A `trtui.domain.time.Clock` for tests."""

    def __init__(self, at: int = TUESDAY_MORNING, zone: tzinfo = LONDON) -> None:
        self._at = at
        self._zone = zone

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the user's days begin."""
        return self._zone

    def now(self) -> int:
        """Return the instant at which it stands, in UTC epoch seconds."""
        return self._at

    def country(self, zone: str) -> str:
        """Return the country whose bank holidays are likeliest in a time zone."""
        return country_of(zone)

    def advance(self, *, seconds: int = 0, minutes: int = 0, hours: int = 0, days: int = 0) -> int:
        """Move it forward and return the new instant; a day is 86,400 seconds."""
        self._at += seconds + 60 * minutes + 3600 * hours + 86400 * days
        return self._at

    def set(self, year: int, month: int, day: int, hour: int = 10, minute: int = 0) -> int:
        """Set it to a wall-clock time in its zone and return the instant."""
        self._at = int(datetime(year, month, day, hour, minute, tzinfo=self._zone).timestamp())
        return self._at
