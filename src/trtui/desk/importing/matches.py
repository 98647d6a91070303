"""Which client a row means: one that is there, one that is probably there, or a new one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from trtui.desk.importing.portraits import Portrait
from trtui.desk.importing.results import Alike
from trtui.desk.importing.rows import ImportRow
from trtui.domain import web
from trtui.domain.folding import fold
from trtui.domain.matching import Known, Typed
from trtui.domain.matching.normal import normalise

if TYPE_CHECKING:
    from trtui.domain.matching import Match

Found = Sequence[tuple[Known, "Match"]]
REFUSING = ("certain", "likely")
HOW = {"certain": "certainly", "likely": "probably", "possible": "possibly"}
SHOWN = 5
_ROUGHLY, _COMPARED = 78, 8


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a row is: the same as ``client_id``; or like ``candidates``, with ``why``; or, with neither, new."""

    client_id: int | None = None
    candidates: tuple[Alike, ...] = ()
    why: str = ""


def typed_of(row: ImportRow) -> Typed:
    """Return a row as evidence for the duplicate check."""
    addresses = (row.website or "", *row.emails)
    domains = dict.fromkeys(domain for text in addresses if (domain := web.company_domain(text)))
    return Typed(
        name=row.name,
        number=row.number or "",
        domains=tuple(domains),
        phones=row.phones,
        postcodes=(row.postcode,) if row.postcode else (),
    )


def known_of(key: int, portrait: Portrait) -> Known:
    """Return a client as evidence for the duplicate check."""
    addresses = (str(portrait.client.get("website") or ""), *portrait.emails)
    return Known(
        client_id=key,
        name=portrait.name,
        also=portrait.other_names,
        number=str(portrait.client.get("number") or ""),
        domains=tuple(dict.fromkeys(found for text in addresses if (found := web.company_domain(text)))),
        phones=tuple(number for number in portrait.phones if number.startswith("+")),
        postcodes=tuple(sorted(portrait.postcodes)),
    )


def identify(
    row: ImportRow,
    typed: Typed,
    by_number: Sequence[int],
    found: Callable[[], Found],
    before: int | None = None,
) -> Verdict:
    """Say which client a row means.

    The same company number, or the same name with the same postcode or web domain, is the same client. So is the
    client of the row above if that has the same name (``before``). A row that names a contact goes to the only client
    that is written just like it, if neither number nor postcode speaks against it: lists of people name companies by
    nothing else. Whatever the duplicate check finds likely is left to the user.
    """
    if len(by_number) == 1:
        return Verdict(by_number[0])
    if before is not None and not by_number:
        return Verdict(before)
    alike = found()
    if by_number:
        return Verdict(None, _told(alike), f"{len(by_number)} clients have the company number {row.number}")
    exact = [known for known, _ in alike if _is_same(typed, known)]
    if len(exact) == 1:
        return Verdict(exact[0].client_id)
    if exact:
        written = [known for known in exact if fold(known.name) == fold(row.name)]
        if len(written) == 1:
            return Verdict(written[0].client_id)
        return Verdict(None, _told(alike), f"{len(exact)} clients have this name and place")
    named = [known for known, _ in alike if _is_named(row, typed, known)] if row.person is not None else []
    if len(named) == 1:
        return Verdict(named[0].client_id)
    likely = [(known, match) for known, match in alike if match.strength in REFUSING]
    if likely:
        return Verdict(None, _told(alike), _because(likely[0]))
    return Verdict()


class Pending:
    """The clients that the rows of a chunk have made so far, and that no index knows yet.

    Their keys are negative. The list is short, so a rough comparison of the names picks those worth a close one.
    """

    def __init__(self) -> None:
        self.portraits: list[Portrait] = []
        self._names: list[str] = []
        self._sorted: list[str] = []
        self._with_word: dict[str, list[int]] = {}
        self._numbers: dict[str, int] = {}
        self._keys: dict[str, set[int]] = {}

    def add(self, portrait: Portrait) -> int:
        """Take a new client in and return its key."""
        self.portraits.append(portrait)
        name = fold(portrait.name)
        for word in set(name.split()):
            self._with_word.setdefault(word, []).append(len(self._names))
        self._names.append(name)
        self._sorted.append(_sorted(name))
        key = -len(self.portraits)
        self.learn(key)
        return key

    def learn(self, key: int) -> None:
        """Take note of what was added to a client of the chunk."""
        known = known_of(key, self[key])
        if known.number:
            self._numbers[known.number] = key
        for evidence in (*known.domains, *known.phones):
            self._keys.setdefault(evidence, set()).add(key)

    def by_number(self, number: str | None) -> list[int]:
        """Return who has a company number."""
        return [self._numbers[number]] if number and number in self._numbers else []

    def near(self, typed: Typed) -> list[Known]:
        """Return those that may be the same."""
        if not self.portraits:
            return []
        keys = {-place - 1 for place in self._like(fold(typed.name))}
        for evidence in (*typed.domains, *typed.phones):
            keys |= self._keys.get(evidence, set())
        return [known_of(key, self[key]) for key in sorted(keys, reverse=True)]

    def _like(self, name: str) -> list[int]:
        """Return the places of the names that are roughly like this one.

        Of names that share no word with it, the measure compares the words in order; that is so much faster than the
        measure itself that it chooses which of them to measure.
        """
        places = {place for word in set(name.split()) for place in self._with_word.get(word, ())}
        in_order = process.extract(
            _sorted(name), self._sorted, scorer=fuzz.ratio, score_cutoff=_ROUGHLY - 0.1, limit=None
        )
        places.update(place for _, _, place in in_order)
        measured = process.extract(
            name,
            {place: self._names[place] for place in sorted(places)},
            scorer=fuzz.token_set_ratio,
            score_cutoff=_ROUGHLY,
            limit=_COMPARED,
        )
        return [place for _, _, place in measured]

    def __getitem__(self, key: int) -> Portrait:
        return self.portraits[-key - 1]


def _sorted(name: str) -> str:
    return " ".join(sorted(set(name.split())))


def _is_same(typed: Typed, known: Known) -> bool:
    if _numbers_differ(typed, known):
        return False
    if not (set(typed.postcodes) & set(known.postcodes) or set(typed.domains) & set(known.domains)):
        return False
    mine = normalise(typed.name).main
    for name in (known.name, *known.also):
        theirs = normalise(name).main
        is_other_form = mine.forms and theirs.forms and not set(mine.forms) & set(theirs.forms)
        if mine.words == theirs.words and mine.words and not is_other_form:
            return True
    return False


def _is_named(row: ImportRow, typed: Typed, known: Known) -> bool:
    if fold(known.name) != fold(row.name) or _numbers_differ(typed, known):
        return False
    return not typed.postcodes or not known.postcodes or bool(set(typed.postcodes) & set(known.postcodes))


def _numbers_differ(typed: Typed, known: Known) -> bool:
    return bool(typed.number and known.number and typed.number != known.number)


def _told(found: Found) -> tuple[Alike, ...]:
    return tuple(
        Alike(
            known.client_id,
            known.name,
            round(match.score, 4),
            str(match.strength),
            tuple((str(reason.kind), reason.detail) for reason in match.reasons),
        )
        for known, match in found[:SHOWN]
    )


def _because(best: tuple[Known, Match]) -> str:
    known, match = best
    details = "; ".join(reason.detail for reason in match.reasons[:3])
    return f"{HOW[str(match.strength)]} the same as {known.name}" + (f": {details}" if details else "")
