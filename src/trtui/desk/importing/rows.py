"""What one row of a file says, as clean values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from trtui.domain.errors import Invalid
from trtui.domain.folding import fold
from trtui.domain.stage import AccountStage

NOBODY = "nobody"
_NEAR = 60


@dataclass(frozen=True, slots=True)
class Point:
    """A phone number or e-mail address as it will be kept; ``ext`` is a number's extension."""

    kind: str
    value: str
    typed: str
    label: str
    ext: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """The contact that a row names; ``is_primary`` is none where the row does not say."""

    name: str
    job_title: str | None = None
    role: str | None = None
    is_primary: bool | None = None
    csi: str | None = None
    points: tuple[Point, ...] = ()
    best_time: str | None = None


@dataclass(frozen=True, slots=True)
class Address:
    """The site that a row names."""

    kind: str | None = None
    name: str | None = None
    line1: str | None = None
    line2: str | None = None
    town: str | None = None
    county: str | None = None
    postcode: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row that can be taken.

    ``owner_id`` is none where the row does not say, and 0 for nobody. ``remarks`` are what the user should know
    although the row is taken.
    """

    line: int
    name: str
    number: str | None = None
    website: str | None = None
    stage: AccountStage | None = None
    sales_level: str | None = None
    industry: str | None = None
    customer_type: str | None = None
    lead_source: str | None = None
    banner: str | None = None
    owner_id: int | None = None
    tags: tuple[str, ...] = ()
    trading_names: tuple[str, ...] = ()
    previous_names: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()
    site: Address | None = None
    person: Person | None = None
    note: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def emails(self) -> tuple[str, ...]:
        """Every e-mail address of the row."""
        return self._values("email")

    @property
    def phones(self) -> tuple[str, ...]:
        """Every number of the row that can be called, in E.164."""
        return tuple(value for value in self._values("phone") if value.startswith("+"))

    @property
    def postcode(self) -> str:
        """The postcode of the row's site, or nothing."""
        return (self.site.postcode or "") if self.site else ""

    def _values(self, kind: str) -> tuple[str, ...]:
        points = (*self.points, *(self.person.points if self.person else ()))
        return tuple(point.value for point in points if point.kind == kind)


@dataclass(frozen=True, slots=True)
class BadRow:
    """A row that cannot be taken: what it is called, and every reason."""

    line: int
    name: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Owners:
    """The users whom a row may name as owner: ids by folded login and name, closed accounts, and who imports."""

    by_name: Mapping[str, int]
    closed: frozenset[str] = frozenset()
    me: int = 0

    def find(self, text: str) -> int:
        """Return the id of the user meant, 0 for nobody; raises Invalid naming the nearest."""
        wanted = fold(text)
        if wanted in (NOBODY, "-", "–"):
            return 0
        if wanted == "me":
            return self.me
        if wanted in self.by_name:
            return self.by_name[wanted]
        shown = " ".join(text.split())[:40]
        if wanted in self.closed:
            raise Invalid(f"The account of “{shown}” is closed: name somebody else.", "owner")
        near = process.extractOne(wanted, list(self.by_name), scorer=fuzz.WRatio, score_cutoff=_NEAR)
        hint = f" The nearest is “{near[0]}”." if near else ""
        raise Invalid(f"There is no user “{shown}”.{hint}", "owner")
