"""What the duplicate check is worth on names that nobody tuned it to: ``make bench ARGS=names``.

Reads the labelled names (``tests.bench.company_pairs``), splits them by organisation, and judges the unseen half by the
whole check, candidates and ranking, with rules that were fitted on the other half (``tests/bench/half_weights.json``).
Names alone: nothing else of a client is known. Names whose company shares no word with them are left out.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from unittest import mock

from tests.bench.company_pairs import UNSEEN, CompanyPairs, NoData, Query, data_folder
from tests.bench.fit_matching import HALF_WEIGHTS
from tests.bench.table import Budget, Row
from tests.bench.workplace import Workplace
from trtui.domain.matching import WARNED, Known, Match, Typed, rank, scorer
from trtui.store import matching
from trtui.store.reader import Reader

SHOWN = 5
BINS = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """What the check says of one query: the candidates that it shows, the likeliest first."""

    query: Query
    matches: tuple[Match, ...]
    with_truth: tuple[Match, ...]
    """The same had the index given the right one, whether it did or not."""

    @property
    def first(self) -> Match | None:
        """The likeliest."""
        return self.matches[0] if self.matches else None

    @property
    def is_right(self) -> bool:
        """Whether the likeliest is the company that was meant."""
        return self.first is not None and self.first.client_id == self.query.truth

    def is_among(self, shown: Sequence[Match]) -> bool:
        """Tell whether the company that was meant is among the first of these."""
        return any(one.client_id == self.query.truth for one in shown[:SHOWN])


def measure(_place: Workplace) -> list[Row]:
    """Judge the names of the unseen half."""
    try:
        data = CompanyPairs(data_folder())
    except NoData as error:
        return [Row("names that nobody tuned to", None, "", note=str(error))]
    return rows(answers(data, UNSEEN))


def answers(data: CompanyPairs, half: int) -> list[Answer]:
    """Ask the check for every name of a half, by the rules of the tuning half."""
    queries = [
        query
        for query in data.queries
        if data.halves[query.number] == half and (query.truth is None or query.is_resolvable)
    ]
    with half_rules(), data.base() as reader:
        return [_answer(data, reader, query) for query in queries]


@contextmanager
def half_rules() -> Iterator[None]:
    """Judge by the rules that were fitted on the tuning half alone."""
    bias, rules = json.loads(HALF_WEIGHTS.read_text())
    with mock.patch.multiple(scorer, BIAS=bias, RULES=tuple(map(tuple, rules))):
        yield


def _answer(data: CompanyPairs, reader: Reader, query: Query) -> Answer:
    typed = Typed(query.typed)
    rarity = matching.rarity(reader, typed)

    def shown(known: Sequence[Known]) -> tuple[Match, ...]:
        return tuple(one for one in rank(typed, known, rarity) if one.strength is not None)

    known = matching.candidates(reader, typed)
    found = shown(known)
    if query.truth is None or any(one.client_id == query.truth for one in known):
        return Answer(query, found, found)
    return Answer(query, found, shown([*known, Known(query.truth, data.companies[query.truth])]))


def rows(found: Sequence[Answer]) -> list[Row]:
    """Return the figures of these answers."""
    there = [one for one in found if one.query.truth is not None]
    warned = [one for one in found if one.first is not None and one.first.score >= WARNED]
    right = sum(one.is_right for one in warned)
    precision, recall = right / max(1, len(warned)), right / max(1, len(there))
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    first_five = sum(one.is_among(one.matches) for one in there)
    at_best = sum(one.is_among(one.with_truth) for one in there)
    how = f"{len(found):,} names, {len(there):,} of them of a client"
    return [
        _row("names: the right one comes first", sum(one.is_right for one in there) / len(there), None, how),
        _row("names: the right one is among the first five", first_five / len(there), 0.93),
        _row("names: F1 at the warning", f1, 0.84, f"precision {precision:.1%}, recall {recall:.1%}"),
        _strength(found, "certain", 0.995),
        _strength(found, "likely", 0.92),
        _strength(found, "possible", None),
        Row("names: calibration error of what is shown", calibration_error(found), "", Budget(0.05)),
        _row(
            "names: found by the index of what scoring everybody could find",
            first_five / max(1, at_best),
            0.99,
        ),
    ]


def _strength(found: Sequence[Answer], strength: str, wanted: float | None) -> Row:
    here = [one.is_right for one in found if one.first is not None and one.first.strength == strength]
    share = sum(here) / max(1, len(here))
    return _row(f"names: the first is right where it is {strength}", share, wanted, f"{len(here):,} names")


def _row(what: str, share: float, wanted: float | None, note: str = "") -> Row:
    return Row(what, 100 * share, "%", Budget(at_least=wanted and 100 * wanted), note=note)


def calibration_error(found: Sequence[Answer]) -> float:
    """Return by how much the per cent shown for the first candidate and the share that is right differ on average."""
    bins: dict[int, list[tuple[float, bool]]] = {}
    for one in found:
        if one.first is not None:
            at = min(BINS - 1, int(one.first.score * BINS))
            bins.setdefault(at, []).append((one.first.score, one.is_right))
    shown = sum(map(len, bins.values()))
    apart = sum(
        abs(sum(score for score, _ in one) - sum(is_right for _, is_right in one)) for one in bins.values()
    )
    return apart / max(1, shown)
