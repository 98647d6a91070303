"""Companies as the public register knows them, and what is known of the edition they come from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from trtui.domain.matching.values import Reason

FAULTS_KEPT: Final = 100
"""How many faulty rows are listed; all are counted."""


@dataclass(frozen=True, slots=True)
class PreviousName:
    """A name that a company had until a day."""

    name: str
    until_on: date | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """A company of the register; what the register leaves open is empty or none.

    ``status`` and ``category`` are in the register's own words; ``sic`` are codes of the UK's Standard Industrial
    Classification (2007), ``sic_texts`` what they stand for. Previous names are newest first.
    """

    number: str
    name: str
    status: str = ""
    category: str = ""
    incorporated_on: date | None = None
    line: str = ""
    line2: str = ""
    town: str = ""
    county: str = ""
    country: str = ""
    postcode: str = ""
    sic: tuple[str, ...] = ()
    sic_texts: tuple[str, ...] = ()
    accounts_category: str = ""
    accounts_due_on: date | None = None
    accounts_made_up_on: date | None = None
    confirmation_due_on: date | None = None
    previous_names: tuple[PreviousName, ...] = ()

    @property
    def is_active(self) -> bool:
        """Whether the company trades on: neither insolvent nor closed, and nobody has asked to strike it off."""
        return standing(self.status) == 0

    @property
    def address(self) -> str:
        """The registered address on one line, without the postcode."""
        parts = (self.line, self.line2, self.town, self.county, self.country)
        return ", ".join(part for part in parts if part)

    def has_overdue_accounts(self, today: date) -> bool:
        """Tell whether accounts should have been filed before a day."""
        return self.accounts_due_on is not None and self.accounts_due_on < today


@dataclass(frozen=True, slots=True)
class RegisterHit:
    """A company of the register that fits what was asked; ``matched_name`` is the name that did, now or once its own.

    ``score`` is how likely it is meant, 0 to 1. ``reasons`` may quote names from data and are no safer than these.
    """

    number: str
    name: str
    matched_name: str
    is_previous_name: bool
    status: str
    line: str
    town: str
    postcode: str
    sic: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...] = ()
    incorporated_on: date | None = None
    country: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """A row that could not be taken as it stands; ``is_taken`` when the rest of it was."""

    file: str
    line: int
    reason: str
    is_taken: bool = False


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows of a file were taken, refused, taken without a part, and left out by a filter."""

    rows: int = 0
    bad: int = 0
    flawed: int = 0
    passed_over: int = 0


@dataclass(frozen=True, slots=True)
class Filters:
    """Which companies are wanted: of these postcode areas or districts, and with codes that begin so; empty is all."""

    areas: tuple[str, ...] = ()
    sic: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """The filters in words, or nothing."""
        parts = []
        if self.areas:
            parts.append("postcodes " + ", ".join(self.areas))
        if self.sic:
            parts.append("SIC " + ", ".join(self.sic))
        return "; ".join(parts)


@dataclass(frozen=True, slots=True)
class Edition:
    """A loaded register: which file, of which day, how much of it, when and by whom."""

    key: str
    source: str
    edition_on: date | None
    tally: Tally
    filters: Filters
    loaded_at: int
    loaded_by: str
    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class Unfinished:
    """A load that was broken off: of which file, how far it came."""

    source: str
    tally: Tally
    filters: Filters
    loaded_by: str


@dataclass(frozen=True, slots=True)
class RegisterState:
    """Whether there is a register, and which; ``size`` is what it takes on the disk, in bytes."""

    edition: Edition | None
    unfinished: Unfinished | None = None
    size: int = 0
    counts: Mapping[str, int] = field(default_factory=dict)
    """Companies by status."""


def standing(status: str) -> int:
    """Return how sound a status is: 0 active, 1 to be struck off, 2 insolvent, 3 closed or dissolved."""
    words = status.lower()
    if "strike" in words or "struck" in words:
        return 1
    if words.startswith(("active", "live", "open", "registered")) or not words:
        return 0
    return 3 if words.startswith(("dissolved", "closed", "removed", "converted")) else 2
