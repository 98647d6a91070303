"""The agency's own settings of the rules; the defaults are those of the domain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, NamedTuple

from trtui.domain.outcomes import OUTCOMES, OutcomeTable
from trtui.domain.time import WORKING_HOURS, Window
from trtui.domain.workdays import Workdays, workdays_of

CADENCE: Final[Mapping[str, int]] = {"A": 1, "B": 2, "C": 3, "D": 12}


class Rules(NamedTuple):
    """What an agency may set for itself."""

    cadence: Mapping[str, int] = CADENCE
    """Months between conversations, by CSI code."""
    lease_minutes: int = 10
    """How long a claim lasts unless renewed."""
    redial_minutes: int = 60
    """How long a client that was just called is not offered again."""
    attempts_per_week: int = 3
    """Attempts without a conversation within a week before the contact rests."""
    screening_days: int = 28
    """How long a TPS/CTPS screening counts as fresh."""
    target20_size: int = 20
    target20_months: int = 4
    goal_conversations: int = 10
    """Conversations that a session aims at."""
    region: str = "GB"
    """Where a phone number without a country code is at home."""
    outcomes: OutcomeTable = OUTCOMES
    """What a call can come to, by the keys 1 to 0."""
    script: str = ""
    """Words to open a call with, in lines; shown on the call card."""
    working_hours: Window = WORKING_HOURS
    """Between which times calls are proposed."""
    country: str = ""
    """Whose bank holidays are no working days, such as ``GB-SCT``; empty knows none."""

    @property
    def workdays(self) -> Workdays:
        """Return the agency's working days."""
        return workdays_of(self.country)
