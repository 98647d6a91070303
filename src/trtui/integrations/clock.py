"""The clock on the wall."""

from __future__ import annotations

import time
from datetime import datetime, tzinfo
from functools import cached_property

from trtui.domain.errors import ConfigError


class SystemClock:
    """The machine's clock, in the agency's time zone or the machine's own."""

    def __init__(self, zone_name: str = "") -> None:
        """Take the time zone by name; empty means the machine's.

        Raises ConfigError for a zone that nobody knows.
        """
        if zone_name:
            zone = _named(zone_name)
            if zone is None:
                raise ConfigError(f"{zone_name!r} is no time zone. Use a name such as Europe/London.")
            self.zone = zone

    @cached_property
    def zone(self) -> tzinfo:
        """The time zone in which the user's days begin."""
        zone = _machine_zone() or datetime.now().astimezone().tzinfo
        assert zone is not None
        return zone

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
    return _named(name) if name else None


def _named(name: str) -> tzinfo | None:
    """Return a time zone by its name, or None where nobody knows it."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError  # a start without a zone of its own needs none yet

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
