"""The clock on the wall."""

from __future__ import annotations

import time
from datetime import datetime, tzinfo
from functools import cached_property

from trtui.domain.errors import Invalid
from trtui.domain.workdays import checked_country

_PARTS = {
    "Europe/London": "GB-ENG",
    "Europe/Belfast": "GB-NIR",
    "GB": "GB-ENG",
    "Europe/Dublin": "IE",
    "Eire": "IE",
}


class SystemClock:
    """The machine's clock, in the machine's own time zone."""

    @cached_property
    def zone(self) -> tzinfo:
        """The time zone of the machine."""
        zone = _machine_zone() or datetime.now().astimezone().tzinfo
        assert zone is not None
        return zone

    def now(self) -> int:
        """Return the present instant in UTC epoch seconds."""
        return int(time.time())

    def country(self, zone: str) -> str:
        """Return the country whose bank holidays are likeliest in a time zone, or nothing."""
        return country_of(zone)


def country_of(zone: str) -> str:
    """Return the country whose bank holidays are likeliest in a time zone: ``GB-ENG``, or nothing.

    The zone table names the countries of a zone, the one with most people first.
    """
    from importlib.resources import files

    if zone in _PARTS:
        return _PARTS[zone]
    table = files("tzdata").joinpath("zoneinfo", "zone1970.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        fields = line.split("\t")
        if not line.startswith("#") and len(fields) > 2 and fields[2] == zone:
            try:
                return checked_country(fields[0].split(",")[0])
            except Invalid:
                return ""
    return ""


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
