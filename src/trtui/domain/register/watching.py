"""What the register says of a client that its people should know, in words: the rules of the watch."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from trtui.domain import spoken
from trtui.domain.register.casing import plain, written
from trtui.domain.register.names import key_of, written_words


class FlagKind(StrEnum):
    """What may be amiss, the gravest first; the values are stored and may not change."""

    DISSOLVED = "dissolved"
    LIQUIDATION = "liquidation"
    INSOLVENCY = "insolvency"
    STRIKE_OFF = "strike-off proposed"
    ACCOUNTS = "accounts overdue"
    RENAMED = "renamed"

    @property
    def rank(self) -> int:
        """Its place among the kinds, the gravest first."""
        return _RANKS[self]


_RANKS: Final = {kind: at for at, kind in enumerate(FlagKind)}
_OVER: Final = frozenset({FlagKind.DISSOLVED, FlagKind.LIQUIDATION})

# Words of the statuses of the monthly file and of the API, by what they mean; the first that occurs counts.
_MEANINGS: Final = (
    ("liquidation", FlagKind.LIQUIDATION),
    ("administrat", FlagKind.INSOLVENCY),
    ("receiver", FlagKind.INSOLVENCY),
    ("arrangement", FlagKind.INSOLVENCY),
    ("insolvency", FlagKind.INSOLVENCY),
    ("strike", FlagKind.STRIKE_OFF),
    ("struck", FlagKind.STRIKE_OFF),
    ("dissol", FlagKind.DISSOLVED),
    ("closed", FlagKind.DISSOLVED),
    ("removed", FlagKind.DISSOLVED),
)


@dataclass(frozen=True, slots=True)
class Raised:
    """One thing that is amiss; ``facts`` is what it rests on: a flag dismissed for them comes back with others."""

    kind: FlagKind
    text: str
    facts: str


def kind_of(status: str) -> FlagKind | None:
    """Return what a company's status means for its suppliers, or none for a sound one."""
    words = status.lower()
    return next((kind for part, kind in _MEANINGS if part in words), None)


def raised(
    names: tuple[str, ...],
    name: str,
    status: str,
    accounts_due_on: date | None,
    previous: Iterable[tuple[str, date | None]],
    on: date,
) -> tuple[Raised, ...]:
    """Return what is amiss with a client's company, as the register knew it on a day.

    ``names`` are those that the client goes by, its own first; ``name`` is the registered one, ``previous`` those
    before, newest first. Accounts count as overdue only when they were due before that day: what was due later may
    have been filed since.
    """
    found: list[Raised] = []
    kind = kind_of(status)
    if kind is not None:
        words = plain(status)
        found.append(Raised(kind, _said(kind, words), words))
    if accounts_due_on is not None and accounts_due_on < on and kind not in _OVER:
        found.append(
            Raised(
                FlagKind.ACCOUNTS,
                f"accounts were due on {spoken.day(accounts_due_on)}",
                accounts_due_on.isoformat(),
            )
        )
    if (renamed := renaming(names, name, previous)) is not None:
        found.append(renamed)
    return tuple(found)


def renaming(names: tuple[str, ...], name: str, previous: Iterable[tuple[str, date | None]]) -> Raised | None:
    """Return that a company took another name than one under which the client is known, or none.

    A client may always have gone by another name than its company: only a former name of the company tells that it
    was renamed. Another legal form is no other name.
    """
    former = list(previous)
    if not former or not names or names[0].casefold() == name.casefold():
        return None
    now = key(name)
    ours = [key(one) for one in names]
    if ours[0] == now:
        return None
    was = {key(old) for old, _ in former}
    if ours[0] not in was and (now in ours or was.isdisjoint(ours)):
        return None
    until = former[0][1]
    since = f" since {spoken.day(until)}" if until is not None else ""
    return Raised(FlagKind.RENAMED, f"is called {written(name)}{since}", plain(name))


def missing(number: str, was_there: bool, edition_on: date | None) -> Raised:
    """Return that a number is not in an edition that leaves nothing out."""
    of = f" of {spoken.day(edition_on)}" if edition_on is not None else ""
    if was_there:
        text = f"dissolved: gone from the register{of}"
    else:
        text = f"not in the register{of}: dissolved, or {number} is not its number"
    return Raised(FlagKind.DISSOLVED, text, number)


def key(name: str) -> str:
    """Return a name without what does not tell companies apart: capitals, marks, “the” and the legal form."""
    return key_of(written_words(name))


def _said(kind: FlagKind, status: str) -> str:
    words = status[:1].lower() + status[1:].lower()
    return {
        FlagKind.LIQUIDATION: "in liquidation",
        FlagKind.STRIKE_OFF: "to be struck off the register",
    }.get(kind, words)
