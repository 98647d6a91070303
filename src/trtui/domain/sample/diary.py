"""The agency's calendar around now: instants in working hours by how many days ago or ahead they lie."""

from __future__ import annotations

from datetime import date, timedelta, tzinfo

from trtui.domain.sample.stream import Draw
from trtui.domain.time import MINUTE, local_day, start_of_day

BACK_DAYS = 1900
AHEAD_DAYS = 120
_OPENS, _CLOSES = 8 * 60 + 40, 17 * 60 + 40


class Diary:
    """Working days around ``now``. Calls fall on Monday to Friday, where no zone changes its clocks."""

    def __init__(self, now: int, zone: tzinfo) -> None:
        self.now = now
        self.zone = zone
        self.today = local_day(now, zone)
        self._back = [self._start(days, -1) for days in range(BACK_DAYS)]
        self._ahead = [self._start(days, 1) for days in range(AHEAD_DAYS)]

    def _start(self, days: int, step: int) -> int:
        day = self.today + timedelta(days=step * max(1, days))
        while day.weekday() >= 5:
            day += timedelta(days=step)
        return start_of_day(day, self.zone)

    def past(self, days: int, draw: Draw) -> int:
        """Return an instant in working hours some days ago, on Friday for a weekend; never today."""
        back = self._back
        return back[days if days < BACK_DAYS else BACK_DAYS - 1] + MINUTE * int(
            _OPENS + (_CLOSES - _OPENS) * draw()
        )

    def future(self, days: int, draw: Draw) -> int:
        """Return an instant on a quarter of an hour some days ahead, on Monday for a weekend; never today."""
        ahead = self._ahead
        quarter = int(36 + 32 * draw())
        return ahead[days if days < AHEAD_DAYS else AHEAD_DAYS - 1] + quarter * 15 * MINUTE

    def today_at(self, draw: Draw) -> int:
        """Return an instant of today on a quarter of an hour in working hours; on a weekend of the next Monday."""
        start = self._start(0, 1) if self.today.weekday() >= 5 else start_of_day(self.today, self.zone)
        return start + int(36 + 32 * draw()) * 15 * MINUTE

    def day(self, days: int) -> date:
        """Return the calendar day some days ago, or ahead when negative."""
        return self.today - timedelta(days=days)

    def days_ago(self, at: int) -> int:
        """Return how many whole days ago an instant of the past was, by 24 hours."""
        return (self.now - at) // 86400

    def month_after(self, at: int, months: int) -> str:
        """Return the name of the month some months after an instant."""
        return _MONTHS[(local_day(at, self.zone).month - 1 + months) % 12]


_MONTHS = tuple(
    "January February March April May June July August September October November December".split()
)
