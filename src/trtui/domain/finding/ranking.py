"""How well a record fits what was typed, judged on its search text alone."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import Final

from trtui.domain.finding.record import Record

OWN_WEIGHT: Final = 0.4
DUE_WEIGHT: Final = 0.2
CLIENT_WEIGHT: Final = 0.2
CLOSE_WEIGHT: Final = 0.19
SLIP_DIVISOR: Final = 10
"""What fits only with a typing slip comes after everything that fits as typed."""


class Tier(IntEnum):
    """How a record fits, best last."""

    ELSEWHERE = 1
    """Only by words that are not its name."""
    ANY_ORDER = 2
    """By words of its name in any order, or of its name and its surroundings."""
    IN_ORDER = 3
    """By words of its name in order."""
    BEGINS = 4
    """The name begins with the words."""
    EXACT = 5
    """The words are the name."""


FORM_WORDS: Final = 5
"""No legal form has more words."""
BEST: Final = Tier.EXACT + 1

Beginnings = tuple[str, ...]
"""The accepted beginnings of one word: as typed first, then as it may have been meant."""
Way = tuple[Beginnings, ...]
"""One way to read the typed words, in order."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a record fits; ``slips`` counts the words that fit only as they may have been meant."""

    tier: Tier
    closeness: float
    """From 0 to 1, how much of the name was typed."""
    slips: int = 0

    def score(self, *, is_own: bool = False, is_due: bool = False, is_client: bool = False) -> float:
        """Return the rank as a figure from 0 to 1: the tier first; among equals one's own, due ones and clients."""
        value = self.tier + OWN_WEIGHT * is_own + DUE_WEIGHT * is_due + CLIENT_WEIGHT * is_client
        return (value + CLOSE_WEIGHT * self.closeness) / BEST / (SLIP_DIVISOR * self.slips or 1)


def fit(record: Record, ways: tuple[Way, ...], *, is_company: bool = False) -> Fit | None:
    """Return how a record fits the best of several ways to read what was typed, or none.

    A company is called by its name without the legal form: who typed that typed all of it.
    """
    best: Fit | None = None
    for way in ways:
        if best is not None and best.tier >= Tier.BEGINS and not best.slips:
            break
        found = _by_name(record, way, is_company) or (_beside(record, way) if best is None else None)
        if found is not None and (best is None or _order(found) > _order(best)):
            best = found
    return best


def _order(found: Fit) -> tuple[int, int, float]:
    return -found.slips, found.tier, found.closeness


def _by_name(record: Record, way: Way, is_company: bool = False) -> Fit | None:
    """Judge the name itself, in every spelling: its words in order, or all of it written as one."""
    best = _by_spelling(record.name, way, is_company)
    for name in record.spellings:
        found = _by_spelling(name, way, is_company)
        if found is not None and (best is None or _order(found) > _order(best)):
            best = found
    return best


def _by_spelling(name: list[str], way: Way, is_company: bool) -> Fit | None:
    placed = _in_order(name, way)
    if placed is not None:
        tier = _tier(name, way, placed, is_company)
        return Fit(tier, _closeness(name, way, placed), _slips(name, way, placed))
    if len(way) == 1:
        compact = "".join(word for word in name if word != "and")
        if compact.startswith(way[0]):
            tier = Tier.EXACT if compact in way[0] else Tier.BEGINS
            return Fit(tier, _closeness(name, way), not compact.startswith(way[0][0]))
    return None


def _beside(record: Record, way: Way) -> Fit | None:
    """Judge everything else: other names, then words of any kind in any order."""
    return _other_name(record, way) or _anywhere(record, way)


def _in_order(name: list[str], way: Way) -> list[int] | None:
    placed: list[int] = []
    at = 0
    for beginnings in way:
        while at < len(name) and not name[at].startswith(beginnings):
            at += 1
        if at == len(name):
            return None
        placed.append(at)
        at += 1
    return placed


def _tier(name: list[str], way: Way, placed: list[int], is_company: bool = False) -> Tier:
    if placed[-1] != len(placed) - 1 and not _only_and_between(name, placed):
        return Tier.IN_ORDER
    is_whole = all(name[at] in beginnings for at, beginnings in zip(placed, way, strict=True))
    rest = name[placed[-1] + 1 :]
    return Tier.EXACT if is_whole and (not rest or (is_company and is_form(tuple(rest)))) else Tier.BEGINS


@lru_cache(maxsize=4096)
def is_form(words: tuple[str, ...]) -> bool:
    """Tell whether words at the end of a company's name are nothing but its legal form."""
    from trtui.domain.matching.forms import split_form

    return len(words) <= FORM_WORDS and split_form(("a name", *words))[0] == ("a name",)


def _only_and_between(name: list[str], placed: list[int]) -> bool:
    return placed[0] == 0 and all(name[at] == "and" for at in range(placed[-1]) if at not in placed)


def _slips(name: list[str], way: Way, placed: list[int]) -> int:
    return sum(not name[at].startswith(beginnings[0]) for at, beginnings in zip(placed, way, strict=True))


def _closeness(name: list[str], way: Way, placed: list[int] | None = None) -> float:
    """Return how much of the name was typed, and how much of its words that were begun."""
    letters, typed = sum(map(len, name)), sum(len(beginnings[0]) for beginnings in way)
    if not letters:
        return 0.0
    begun = sum(len(name[at]) for at in placed) if placed else letters
    return (min(1.0, typed / letters) + min(1.0, typed / begun)) / 2


def _other_name(record: Record, way: Way) -> Fit | None:
    """Judge the other names, one tier below the name itself."""
    best: Fit | None = None
    for other in record.others:
        placed = _in_order(other, way)
        if placed is None:
            continue
        tier = Tier(max(Tier.ELSEWHERE, _tier(other, way, placed) - 1))
        found = Fit(tier, _closeness(other, way, placed), _slips(other, way, placed))
        if best is None or _order(found) > _order(best):
            best = found
    return best


def _anywhere(record: Record, way: Way) -> Fit | None:
    free = [*record.name, *(word for name in record.spellings for word in name)]
    about, joined, others, context = record.about, record.joined, record.others, record.context
    of_name = of_itself = slips = 0
    for beginnings in way:
        word = _taken(free, beginnings) or _first(joined, beginnings)
        if word is not None:
            of_name += 1
        else:
            word = _first(about, beginnings) or _among(others, beginnings)
            of_itself += word is not None
            word = word or _first(context, beginnings)
        if word is None:
            return None
        slips += not word.startswith(beginnings[0])
    if not (of_name or of_itself):
        return None
    return Fit(Tier.ANY_ORDER if of_name else Tier.ELSEWHERE, _closeness(record.name, way), slips)


def _taken(free: list[str], beginnings: Beginnings) -> str | None:
    for at, word in enumerate(free):
        if word.startswith(beginnings):
            return free.pop(at)
    return None


def _first(words: list[str], beginnings: Beginnings) -> str | None:
    return next((word for word in words if word.startswith(beginnings)), None)


def _among(names: list[list[str]], beginnings: Beginnings) -> str | None:
    return next((word for name in names for word in name if word.startswith(beginnings)), None)


def mistyped(record: Record, ways: tuple[Way, ...]) -> tuple[tuple[str, str], ...]:
    """Return the words that fit only as they may have been meant, each with the record's word."""
    best = max(
        (
            (found, way)
            for way in ways
            if (found := _by_name(record, way) or _beside(record, way)) is not None
        ),
        key=lambda one: _order(one[0]),
        default=None,
    )
    if best is None:
        return ()
    pairs: list[tuple[str, str]] = []
    words = [word for run in record.runs for word in run]
    for beginnings in best[1]:
        if _first(words, beginnings[:1]) is None and (meant := _first(words, beginnings)) is not None:
            pairs.append((beginnings[0], meant))
    return tuple(pairs)
