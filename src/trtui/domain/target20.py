"""The Target 20: a consultant's working subset of the CSI list, for three to four months."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from trtui.domain.csi import CsiCode
from trtui.domain.errors import Invalid
from trtui.domain.time import add_months

SIZE: Final = 20
MONTHS: Final = 4


def check_adding(count: int, adding: int, codes: Sequence[CsiCode | None], size: int = SIZE) -> None:
    """Refuse more than fit, or contacts without a code (it is part of the CSI list); raises Invalid."""
    if count + adding > size:
        free = max(0, size - count)
        raise Invalid(
            f"The Target 20 has room for {free} more, not {adding}: take somebody off it first.", "target20"
        )
    uncoded = sum(code is None for code in codes)
    if uncoded:
        who = "One contact has" if uncoded == 1 else f"{uncoded} contacts have"
        raise Invalid(
            f"{who} no CSI code: give a code first, the Target 20 is part of the CSI list.", "target20"
        )


def ends_on(since: date, months: int = MONTHS) -> date:
    """Return the day a place ends unless it is renewed."""
    return add_months(since, months)


def is_over(since: date, until: date | None, today: date) -> bool:
    """Tell whether a place has ended."""
    return today >= (until or ends_on(since))
