"""Statuses of clients and contacts: derived from facts, each with the fact that caused it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from enum import StrEnum
from typing import Final, Generic, TypeVar

from trtui.domain import spoken
from trtui.domain.csi import CsiCode
from trtui.domain.errors import Invalid
from trtui.domain.time import local_day


class ClientStatus(StrEnum):
    """Where a client stands with us; derived, never typed. The values are stored."""

    PROSPECT = "prospect"
    TARGET = "target"
    ACTIVE_WITHOUT = "active_without_placements"
    ACTIVE_WITH = "active_with_placements"

    @property
    def label(self) -> str:
        """Return the status in full: ``Active without placements``."""
        return self.value.replace("_", " ").capitalize()

    @property
    def short(self) -> str:
        """Return the status for narrow columns: ``Active w/o plac.``."""
        return _short(self.label)

    @property
    def glyph(self) -> str:
        """Return the sign before the status, fuller the nearer the client is to us."""
        return {"prospect": "○", "target": "◎", "active_without_placements": "●"}.get(self.value, "◉")

    @property
    def rank(self) -> int:
        """Return 0 for a prospect to 3 for a client with placements: the order of a sorted column."""
        return list(ClientStatus).index(self)


class ContactStatus(StrEnum):
    """Whether a contact recruits through us; derived, never typed. The values are stored."""

    UNKNOWN = "unknown"
    RECRUITER_WITHOUT = "recruiter_without_placements"
    RECRUITER_WITH = "recruiter_with_placements"

    @property
    def label(self) -> str:
        """Return the status in full: ``Recruiter with placements``."""
        return self.value.replace("_", " ").capitalize()

    @property
    def short(self) -> str:
        """Return the status for narrow columns: ``Recruiter w/ plac.``."""
        return _short(self.label)

    @property
    def glyph(self) -> str:
        """Return the sign before the status."""
        return {"unknown": "○", "recruiter_without_placements": "●"}.get(self.value, "◉")


class SalesLevel(StrEnum):
    """A client's interest, independent of its status."""

    HOT = "hot"
    WARM = "warm"
    COLD = "cold"
    DEAD = "dead"

    @property
    def label(self) -> str:
        """Return the level for the screen."""
        return self.value.capitalize()


def _short(label: str) -> str:
    return label.replace("without placements", "w/o plac.").replace("with placements", "w/ plac.")


class BecauseKind(StrEnum):
    """The kind of fact behind a status."""

    OVERRIDE = "override"
    PLACEMENT = "placement"
    VACANCY = "vacancy"
    CODE = "code"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that happened once: a vacancy registered or filled, a code given.

    ``name`` is what it is known by (vacancy title, contact's name), ``by`` who recorded it, ``ref`` its row. A name
    that is empty is not for the reader: then the words tell neither when nor by whom.
    """

    name: str
    at: int
    by: str = ""
    code: CsiCode | None = None
    ref: int | None = None


StatusT = TypeVar("StatusT", ClientStatus, ContactStatus)


@dataclass(frozen=True, slots=True)
class Override(Generic[StatusT]):
    """A status set by hand; it wins until it expires. Without ``expires_at`` it wins until it is cleared."""

    value: StatusT
    reason: str
    author: str
    set_at: int
    expires_at: int | None = None
    expires_on: date | None = None
    """The day on which it ends, where a whole day is meant: it begins at ``expires_at``."""

    def is_set(self, now: int) -> bool:
        """Tell whether the override still wins."""
        return self.expires_at is None or now < self.expires_at


@dataclass(frozen=True, slots=True)
class Because:
    """The fact behind a status, in words: ``vacancy “Night shift planner”, 3 Nov, Sam``."""

    kind: BecauseKind
    text: str
    at: int | None = None
    ref: int | None = None

    @property
    def sentence(self) -> str:
        """Return the words with their conjunction, as they follow a status."""
        return f"because {self.text}"


@dataclass(frozen=True, slots=True)
class Status(Generic[StatusT]):
    """A status and why; ``derived`` is what it would be without the override."""

    value: StatusT
    because: Because
    derived: StatusT

    @property
    def is_override(self) -> bool:
        """Tell whether the status was set by hand."""
        return self.because.kind is BecauseKind.OVERRIDE


@dataclass(frozen=True, slots=True)
class ClientFacts:
    """What a client's status follows from: live placements, vacancies registered, codes of current contacts."""

    override: Override[ClientStatus] | None = None
    placements: Sequence[Fact] = ()
    vacancies: Sequence[Fact] = ()
    coded: Sequence[Fact] = ()


@dataclass(frozen=True, slots=True)
class ContactFacts:
    """What a contact's status follows from: live placements on vacancies of theirs, and their code."""

    override: Override[ContactStatus] | None = None
    placements: Sequence[Fact] = ()
    code: Fact | None = None


def client_status(facts: ClientFacts, now: int, zone: tzinfo) -> Status[ClientStatus]:
    """Return a client's status and the fact that caused it: override, placement, vacancy, code, or nothing.

    Of several facts the latest is named, of several coded contacts the one with the best code. Only placements that
    have not ended are given: one without a last day counts however old it is.
    """
    derived, because = _derived_client(facts, now, zone)
    if facts.override is not None and facts.override.is_set(now):
        return Status(facts.override.value, _override_words(facts.override, now, zone), derived)
    return Status(derived, because, derived)


def contact_status(facts: ContactFacts, now: int, zone: tzinfo) -> Status[ContactStatus]:
    """Return a contact's status and the fact that caused it: override, placement, code, or nothing."""
    derived, because = _derived_contact(facts, now, zone)
    if facts.override is not None and facts.override.is_set(now):
        return Status(facts.override.value, _override_words(facts.override, now, zone), derived)
    return Status(derived, because, derived)


def _derived_client(facts: ClientFacts, now: int, zone: tzinfo) -> tuple[ClientStatus, Because]:
    if facts.placements:
        return ClientStatus.ACTIVE_WITH, _filled(facts.placements, now, zone)
    if facts.vacancies:
        fact = _latest(facts.vacancies)
        words = f"vacancy “{fact.name}”, {_when_and_who(fact, now, zone)}"
        return ClientStatus.ACTIVE_WITHOUT, Because(BecauseKind.VACANCY, words, fact.at, fact.ref)
    if facts.coded:
        fact = min(facts.coded, key=lambda coded: (coded.code.rank if coded.code else 9, -coded.at))
        words = f"{fact.name} has code {fact.code or '?'}, {_when_and_who(fact, now, zone)}"
        return ClientStatus.TARGET, Because(BecauseKind.CODE, words, fact.at, fact.ref)
    return ClientStatus.PROSPECT, Because(BecauseKind.NOTHING, "no current contact has a CSI code")


def _derived_contact(facts: ContactFacts, now: int, zone: tzinfo) -> tuple[ContactStatus, Because]:
    if facts.placements:
        return ContactStatus.RECRUITER_WITH, _filled(facts.placements, now, zone)
    if facts.code is not None:
        words = f"code {facts.code.code or '?'}, {_when_and_who(facts.code, now, zone)}"
        return ContactStatus.RECRUITER_WITHOUT, Because(
            BecauseKind.CODE, words, facts.code.at, facts.code.ref
        )
    return ContactStatus.UNKNOWN, Because(BecauseKind.NOTHING, "no CSI code")


def _filled(placements: Sequence[Fact], now: int, zone: tzinfo) -> Because:
    named = [fact for fact in placements if fact.name]
    if not named:
        return Because(BecauseKind.PLACEMENT, "a vacancy at another client was filled")
    fact = _latest(named)
    words = f"vacancy “{fact.name}” filled, {_when_and_who(fact, now, zone)}"
    return Because(BecauseKind.PLACEMENT, words, fact.at, fact.ref)


def _latest(facts: Sequence[Fact]) -> Fact:
    return max(facts, key=lambda fact: (fact.at, fact.ref or 0))


def _when_and_who(fact: Fact, now: int, zone: tzinfo) -> str:
    on = spoken.day(local_day(fact.at, zone), local_day(now, zone))
    who = spoken.given_name(fact.by)
    return f"{on}, {who}" if who else on


def _override_words(override: Override[StatusT], now: int, zone: tzinfo) -> Because:
    today = local_day(now, zone)
    words = f"set by hand: “{override.reason}”, {spoken.day(local_day(override.set_at, zone), today)}"
    who = spoken.given_name(override.author)
    if who:
        words += f", {who}"
    if override.expires_at is not None:
        words += f", until {spoken.moment(override.expires_on or override.expires_at, now, zone)}"
    return Because(BecauseKind.OVERRIDE, words, override.set_at)


REASON_LIMIT: Final = 200


def check_override(reason: str, expires_at: int | None, now: int) -> None:
    """Refuse an override without a reason, or one that has already expired; raises Invalid."""
    if not reason.strip():
        raise Invalid("Say why the status is set by hand: others will ask.", "reason")
    if len(reason) > REASON_LIMIT:
        raise Invalid(f"The reason has {len(reason)} characters: at most {REASON_LIMIT}.", "reason")
    if expires_at is not None and expires_at <= now:
        raise Invalid("The override would have expired already: give a later day, or none.", "expires")


def parse_client_status(text: str) -> ClientStatus | None:
    """Read a status as typed, in full or short (``target``, ``active``, ``active w/o``), or return none.

    ``active`` alone means without placements, the wider of the two in a pipeline; filters take it as both.
    """
    return next(iter(matching_statuses(text)), None)


def matching_statuses(text: str) -> tuple[ClientStatus, ...]:
    """Return the client statuses that a typed word means: ``active`` means both active ones."""
    words = text.casefold().replace("_", " ").replace("-", " ").replace("placements", "").replace("plac.", "")
    words = " ".join(words.replace("w/o", "without").replace("w/", "with").split())
    if len(words) < 3:
        return ()
    exact = [one for one in ClientStatus if one.label.casefold().removesuffix(" placements") == words]
    return tuple(exact or [one for one in ClientStatus if one.label.casefold().startswith(words)])
