"""How long the server asks to wait: ``Retry-After`` in both its forms, and the register's own headers."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

UNSAID: Final = 60.0
"""Seconds to wait where the server does not say."""
LONGEST: Final = 300.0
"""Most seconds that are believed: the register's window is no longer."""


def after_refusal(headers: Mapping[str, str], now: int) -> float:
    """Return for how many seconds to ask nothing after a 429; ``now`` counts where the server tells no time."""
    server_now = _instant(headers.get("date", "")) or now
    said = headers.get("retry-after", "").strip()
    if said.isascii() and said.isdecimal():
        seconds = float(said[:9])
    elif (at := _instant(said)) is not None:
        seconds = at - server_now
    elif (reset := _reset(headers)) is not None:
        seconds = reset - server_now
    else:
        seconds = UNSAID
    return min(max(seconds, 1.0), LONGEST)


def after_answer(headers: Mapping[str, str], now: int) -> float:
    """Return for how many seconds to ask nothing after an answer: 0, unless it was the last of its window."""
    reset = _reset(headers)
    if headers.get("x-ratelimit-remain", "").strip() != "0" or reset is None:
        return 0.0
    return min(max(reset - (_instant(headers.get("date", "")) or now), 0.0), LONGEST)


def _reset(headers: Mapping[str, str]) -> float | None:
    text = headers.get("x-ratelimit-reset", "").strip()
    return float(text) if text.isascii() and text.isdecimal() and len(text) <= 11 else None


def _instant(text: str) -> float | None:
    """Return the epoch seconds of an HTTP date, or nothing."""
    if not text or len(text) > 40:
        return None
    try:
        moment = parsedate_to_datetime(text)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError, IndexError, TypeError):
        return None
