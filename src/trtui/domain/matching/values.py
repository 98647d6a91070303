"""What is entered, what is known, and how the two compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Strength = Literal["certain", "likely", "possible"]

CERTAIN: Final = 0.97
LIKELY: Final = 0.65
POSSIBLE: Final = 0.02
WARNED: Final = 0.45
"""From here on whoever adds a client is asked: near one half of the best F1, where the warnings are worth most."""
NOT_LIKELY: Final = LIKELY - 0.01
NOT_CERTAIN: Final = CERTAIN - 0.01
"""The most where something says that it is another company, whatever the name."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A company as it is being entered.

    ``number`` is a registered number in its one form, ``domains`` are company domains (no free-mail), ``phones``
    E.164, ``postcodes`` normalised.
    """

    name: str
    number: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """A client as the base knows it; ``also`` are its previous and trading names."""

    client_id: int
    name: str
    also: tuple[str, ...] = ()
    number: str = ""
    domains: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    registered: tuple[str, ...] = ()
    """What the register calls and called the company of its number."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence: its kind, and the words that a consultant reads.

    The words may quote names from data and are no safer than these.
    """

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Match:
    """How likely a client is the company being entered, and why; without a strength it is not worth showing."""

    client_id: int
    score: float
    strength: Strength | None
    reasons: tuple[Reason, ...] = ()


def strength_of(score: float) -> Strength | None:
    """Return the strength of a score: certain from 0.97, likely from 0.65, possible from 0.02."""
    if score >= CERTAIN:
        return "certain"
    if score >= LIKELY:
        return "likely"
    return "possible" if score >= POSSIBLE else None
