"""Credit: how a check ends, and money as it is typed and shown."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from trtui.domain import spoken
from trtui.domain.errors import Invalid

_AMOUNT: Final = re.compile(r"£?\s*([0-9][0-9,\s]*)(\.[0-9]{1,2})?\s*(k|m)?", re.IGNORECASE)
_TIMES: Final = {"": 1, "k": 1_000, "m": 1_000_000}
HIGHEST: Final = 1_000_000_000_00
"""The highest limit in pence: a thousand million pounds."""


class CreditStatus(StrEnum):
    """How a credit check stands; the values are stored."""

    REQUESTED = "requested"
    APPROVED = "approved"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


def parse_limit(text: str) -> int:
    """Read a credit limit as typed (``20000``, ``£20,000.50``, ``20k``) and return it in pence; raises Invalid."""
    found = _AMOUNT.fullmatch(text.strip())
    if found is None:
        raise Invalid("Give the limit in pounds, for example 20000 or 20k.", "limit")
    whole, fraction, times = found.groups()
    pounds = Decimal(re.sub(r"[,\s]", "", whole) + (fraction or "")) * _TIMES[(times or "").lower()]
    pence = int(pounds * 100)
    if not 0 < pence <= HIGHEST:
        raise Invalid("A limit is between 1p and £1,000,000,000.", "limit")
    return pence


def pounds(pence: int) -> str:
    """Return money for the screen: ``£20,000``, ``£20,000.50``."""
    whole, rest = divmod(pence, 100)
    return f"£{whole:,}" + (f".{rest:02}" if rest else "")


def approval(
    limit_pence: int | None, valid_until: date | None, provider: str, reference: str, today: date
) -> str:
    """Return an approval in words: ``approved to £20,000 until 30 Nov 2027 (Creditsafe 4711)``."""
    said = "approved" if limit_pence is None else f"approved to {pounds(limit_pence)}"
    if valid_until is not None:
        day = spoken.day(valid_until, today)
        said = f"{said} until {day}" if valid_until >= today else f"{said}, ran out on {day}"
    source = " ".join(part for part in (provider, reference) if part)
    return f"{said} ({source})" if source else said
