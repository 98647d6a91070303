"""The clock on the wall."""

from __future__ import annotations

import time
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from trtui.domain.errors import ConfigError


class SystemClock:
    """The machine's clock, in the agency's time zone or the machine's own."""

    def __init__(self, zone_name: str = "") -> None:
        """Take the time zone by name; empty means the machine's.

        Raises ConfigError for a zone that nobody knows.
        """
        self._zone: tzinfo
        if zone_name:
            try:
                self._zone = ZoneInfo(zone_name)
            except (ZoneInfoNotFoundError, ValueError):
                raise ConfigError(
                    f"{zone_name!r} is no time zone. Use a name such as Europe/London."
                ) from None
        else:
            zone = datetime.now().astimezone().tzinfo
            assert zone is not None
            self._zone = _machine_zone() or zone

    @property
    def zone(self) -> tzinfo:
        """The time zone in which the user's days begin."""
        return self._zone

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""
        return int(time.time())


def _machine_zone() -> tzinfo | None:
    """Return the machine's zone with its rules: a fixed offset would be wrong across a change of the clocks."""
    import os

    name = os.environ.get("TZ", "").lstrip(":")
    if not name:
        target = os.path.realpath("/etc/localtime")
        name = target.partition("/zoneinfo/")[2]
    if not name:
        return None
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
