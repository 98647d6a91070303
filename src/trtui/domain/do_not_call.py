"""Do not call: what is known against calling one number, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum
from typing import Final

from trtui.domain import spoken
from trtui.domain.errors import Invalid
from trtui.domain.time import local_day

STALE_DAYS: Final = 28
"""A registration with TPS or CTPS takes effect after 28 days, so an older screening proves nothing."""


class TpsResult(StrEnum):
    """What screening against the Telephone Preference Service and its corporate register said."""

    UNKNOWN = "unknown"
    CLEAR = "clear"
    TPS = "tps"
    CTPS = "ctps"

    @property
    def is_listed(self) -> bool:
        """Tell whether the number stands on one of the registers."""
        return self in (TpsResult.TPS, TpsResult.CTPS)


@dataclass(frozen=True, slots=True)
class NumberRecord:
    """The evidence about one number: its objection (when, who took it, in which words) and last screening."""

    objected_at: int | None = None
    objected_by: str = ""
    objection: str = ""
    tps_result: TpsResult = TpsResult.UNKNOWN
    tps_checked_at: int | None = None


@dataclass(frozen=True, slots=True)
class CallPermission:
    """Whether a number may be called, and the words and sign that go beside it.

    ``warns`` marks a number that may be called although its screening is missing or older than 28 days.
    """

    may_call: bool
    text: str
    glyph: str
    warns: bool = False

    @property
    def label(self) -> str:
        """Return sign and words: ``✔ TPS 4 d``."""
        return f"{self.glyph} {self.text}"


UNSCREENED: Final = CallPermission(True, "TPS not checked", "?", warns=True)


def is_blocked(record: NumberRecord | None) -> bool:
    """Tell whether nobody may call a number: it objected, or its last screening found it listed."""
    return record is not None and (record.objected_at is not None or record.tps_result.is_listed)


def permission(
    record: NumberRecord | None, now: int, zone: tzinfo, stale_days: int = STALE_DAYS
) -> CallPermission:
    """Judge a number: an objection first, then its listing, then how old its screening is."""
    if record is None:
        return UNSCREENED
    today = local_day(now, zone)
    if record.objected_at is not None:
        text = f"objected {spoken.day(local_day(record.objected_at, zone), today)}"
        who = spoken.given_name(record.objected_by)
        return CallPermission(False, f"{text}, {who}" if who else text, "✖")
    checked = None if record.tps_checked_at is None else local_day(record.tps_checked_at, zone)
    if record.tps_result.is_listed:
        on = "" if checked is None else f", {spoken.day(checked, today)}"
        return CallPermission(False, f"on {record.tps_result.value.upper()}{on}", "✖")
    if record.tps_result is TpsResult.UNKNOWN or checked is None:
        return UNSCREENED
    age = max(0, (today - checked).days)
    if age > stale_days:
        return CallPermission(True, f"TPS {spoken.distance(checked, today)} old", "⚠", warns=True)
    return CallPermission(True, f"TPS {age} d" if age else "TPS today", "✔")


def parse_result(text: str) -> TpsResult:
    """Read a screening result as imported: ``clear``, ``no``, ``TPS``, ``CTPS``; raises Invalid."""
    word = text.strip().casefold().replace(" ", "")
    known = {
        "": TpsResult.UNKNOWN,
        "unknown": TpsResult.UNKNOWN,
        "clear": TpsResult.CLEAR,
        "ok": TpsResult.CLEAR,
        "no": TpsResult.CLEAR,
        "notlisted": TpsResult.CLEAR,
        "tps": TpsResult.TPS,
        "ctps": TpsResult.CTPS,
        "tps/ctps": TpsResult.CTPS,
        "tps+ctps": TpsResult.CTPS,
    }
    if word not in known:
        raise Invalid(
            f"“{text.strip()[:20]}” is no screening result: use clear, tps, ctps or unknown.", "tps"
        )
    return known[word]
