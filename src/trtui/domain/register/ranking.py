"""Which of the companies found is meant: by the duplicate check's probability, the sound ones before the closed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final, Protocol

from trtui.domain.matching import Known, Rarity, Reason, Typed, rank
from trtui.domain.register.names import key_of, written_words
from trtui.domain.register.values import RegisterHit, standing

_HINT: Final = 0.3
"""What the beginning of a name says of all of it, where the probability says nothing."""
_ALIKE: Final = 0.65
_UNLIKELY: Final = 0.02
"""What looks less alike and is less likely is no answer, whatever word it shares."""


class Found(Protocol):
    """A company that may be meant."""

    @property
    def id(self) -> int: ...
    @property
    def number(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def name_key(self) -> str: ...
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def status(self) -> str: ...
    @property
    def line(self) -> str: ...
    @property
    def town(self) -> str: ...
    @property
    def country(self) -> str: ...
    @property
    def postcode(self) -> str: ...
    @property
    def sic(self) -> str: ...
    @property
    def incorporated_on(self) -> str | None: ...


def closest(text: str, found: Sequence[Found], most: int) -> list[tuple[Found, float, str]]:
    """Return the companies whose names look most like a text, each with how much (0 to 1) and the name that does.

    Likeness of letters only, at a microsecond a name: it chooses who is compared closely. A name that begins with the
    text looks like it.
    """
    from rapidfuzz import fuzz  # megabytes, needed only once somebody asks

    key = key_of(written_words(text))
    length = len(key)
    looks: list[tuple[float, int, Found, str]] = []
    for at, one in enumerate(found):
        best, matched = -1.0, one.name
        for name in one.names:
            other = one.name_key if name is one.name else key_of(written_words(name))
            look = max(
                fuzz.ratio(key, other),
                fuzz.token_sort_ratio(key, other) - 2,
                0.95 * fuzz.ratio(key, other[:length]),
                0.85 * fuzz.token_set_ratio(key, other),
            )
            if look > best:
                best, matched = look, name
        looks.append((-best, at, one, matched))
    looks.sort(key=lambda look: look[:2])
    return [(one, max(0.0, -look) / 100, matched) for look, _, one, matched in looks[:most]]


def by_name(
    text: str, postcode: str, near: Sequence[tuple[Found, float, str]], rarity: Rarity, limit: int
) -> list[RegisterHit]:
    """Return the companies that a text may mean by name, the likeliest first."""
    typed = Typed(text, postcodes=(postcode,) if postcode else ())
    known = [
        Known(one.id, one.name, one.names[1:], postcodes=(one.postcode,) if one.postcode else ())
        for one, _, _ in near
    ]
    matches = {match.client_id: match for match in rank(typed, known, rarity)}
    order = []
    for one, look, matched in near:
        match = matches[one.id]
        if look < _ALIKE and match.score < _UNLIKELY:
            continue
        value = round(match.score + _HINT * look, 2)
        was, is_away = matched != one.name, bool(postcode) and one.postcode != postcode
        order.append(
            (-value, was, is_away, standing(one.status), -look, one.name_key, one.number, one, matched, match)
        )
    order.sort(key=lambda item: item[:7])
    return [hit_of(one, match.score, match.reasons, matched) for *_, one, matched, match in order[:limit]]


def by_number(exact: Sequence[Found], begun: Sequence[Found], limit: int) -> list[RegisterHit]:
    """Return companies found by their number, or by its beginning."""
    reason, begins = Reason("number", "this is its number"), Reason("number", "its number begins so")
    hits = [hit_of(one, 1.0, (reason,)) for one in exact]
    there = {one.number for one in exact}
    hits += [hit_of(one, 0.5, (begins,)) for one in begun if one.number not in there]
    return hits[:limit]


def at_postcode(found: Sequence[Found], limit: int) -> list[RegisterHit]:
    """Return companies at a postcode, the sound ones first, in the order of their names."""
    reason = Reason("postcode", "registered at this postcode")
    ordered = sorted(found, key=lambda one: (standing(one.status), one.name_key, one.number))
    return [hit_of(one, 0.5, (reason,)) for one in ordered[:limit]]


def hit_of(one: Found, score: float, reasons: tuple[Reason, ...], matched: str = "") -> RegisterHit:
    """Return a company as the answer to a question."""
    matched = matched or one.name
    return RegisterHit(
        number=one.number,
        name=one.name,
        matched_name=matched,
        is_previous_name=matched != one.name,
        status=one.status,
        line=one.line,
        town=one.town,
        postcode=one.postcode,
        sic=tuple(one.sic.split()),
        score=round(score, 4),
        reasons=reasons,
        incorporated_on=date.fromisoformat(one.incorporated_on) if one.incorporated_on else None,
        country=one.country,
    )
