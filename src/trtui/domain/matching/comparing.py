"""Comparing what is entered with the clients that it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from trtui.domain.matching.evidence import evidence
from trtui.domain.matching.features import Measured, Weighed, measure, weigh
from trtui.domain.matching.normal import normalise
from trtui.domain.matching.rarity import Prepared, Rarity
from trtui.domain.matching.reasons import name_reasons
from trtui.domain.matching.rivals import Candidate, Rivalry, rivalry
from trtui.domain.matching.scorer import log_odds, probability
from trtui.domain.matching.values import (
    CERTAIN,
    NOT_CERTAIN,
    NOT_LIKELY,
    POSSIBLE,
    Known,
    Match,
    Typed,
    strength_of,
)

# Of the ways in which two clients' names can be paired, so many are judged.
_JUDGED = 2
# Without a name on either side nothing is known but that clients are many.
_NAMELESS = -5.0
# Below this probability the name is told after the other evidence.
_BY_NAME = 0.2
_NO_RIVALS: Rivalry = (0.0, 0.0, 0.0)
_OF_WEIGHT = 3.0
"""A word that fewer than one client in twenty has."""
_BESIDE_RIVALS = 0.1
"""What is left of a score to order those by that are shown only because of what they would be alone."""
_WORTH_A_LOOK = 0.6
"""Who would be so probable alone is shown beside others: a short name finds all of whom it may be short for."""


def compare(typed: Typed, known: Known, rarity: Rarity) -> Match:
    """Compare what is entered with one client, no other client being considered."""
    return rank(typed, (known,), rarity)[0]


def rank(typed: Typed, known: Sequence[Known], rarity: Rarity) -> list[Match]:
    """Compare what is entered with the clients that it may be, the likeliest first; none is left out.

    The clients weigh on each other: words that several share say less about each, and beside a closer one the
    others are less likely. Clients of the same name do not weigh on each other. Where all of them together leave
    nobody to be shown, the likeliest is judged as if it were alone: one that resembles less never hides it.
    """
    candidates = _candidates(typed, known, rarity)
    sharing = _sharing(typed, known)
    found = [
        (_match(typed, candidate, rivals, sharing), candidate)
        for candidate, rivals in zip(candidates, rivalry(candidates), strict=True)
    ]
    found.sort(key=lambda pair: (-pair[0].score, pair[0].client_id))
    matches = [match for match, _ in found]
    if matches and matches[0].strength is None:
        matches[0] = _match(typed, found[0][1], _NO_RIVALS, sharing)
    return matches


def measures(typed: Typed, known: Sequence[Known], rarity: Rarity) -> list[list[tuple[float, ...]]]:
    """Return the measures that the model judges, for each client one row per pair of names, the closest first."""
    candidates = _candidates(typed, known, rarity)
    return [
        [(*measured.values, *rivals) for measured, _ in candidate.pairs]
        for candidate, rivals in zip(candidates, rivalry(candidates), strict=True)
    ]


def _candidates(typed: Typed, known: Sequence[Known], rarity: Rarity) -> list[Candidate]:
    """Pair the names of each client with the entered one."""
    if isinstance(rarity, Prepared):
        names = (typed.name, *(name for one in known for name in (one.name, *one.also)))
        rarity.prepare(
            {word for name in names for phrase in normalise(name).phrases for word in phrase.words}
        )
    entered = weigh(normalise(typed.name).phrases, rarity)
    return [_candidate(entered, one, rarity) for one in known]


def _candidate(entered: Sequence[Weighed], known: Known, rarity: Rarity) -> Candidate:
    pairs: list[tuple[Measured, str]] = []
    words: set[str] = set()
    for at, name in enumerate((known.name, *known.also)):
        other_name = name if at else ""
        whole: Measured | None = None
        for right in weigh(normalise(name).phrases, rarity):
            words.update(right.phrase.words)
            # Two parts that agree while the names around them differ are branches and franchises.
            for left in entered[:1] if right.via else entered:
                if not (left.phrase.words and right.phrase.words):
                    continue
                measured = measure(left, right)
                if whole is None:
                    whole = measured
                else:
                    measured = measured.as_part_of(whole)
                pairs.append((measured, other_name))
    pairs.sort(key=lambda pair: (-pair[0].closeness, pair[0].values))  # the same from either side
    return Candidate(known, normalise(known.name).main.words, frozenset(words), tuple(pairs[:_JUDGED]))


def _sharing(typed: Typed, known: Sequence[Known]) -> Counter[str]:
    """Return how many clients of different names have each of the entered domains and phone numbers."""
    wanted = {*typed.domains, *typed.phones}
    if not wanted:
        return Counter()
    having = {
        (value, normalise(one.name).main.words)
        for one in known
        for value in (*one.domains, *one.phones)
        if value in wanted
    }
    return Counter(value for value, _ in having)


def _match(typed: Typed, candidate: Candidate, rivals: Rivalry, sharing: Counter[str]) -> Match:
    odds = _NAMELESS
    best: tuple[Measured, str] | None = None
    for pair in candidate.pairs:
        found = log_odds(pair[0].values + rivals)
        if best is None or found > odds:
            odds, best = found, pair
    beside = evidence(typed, candidate.known, sharing)
    by_name = probability(odds)
    ratio = by_name / (1 - by_name) * beside.factor
    at_most = beside.at_most
    if best is not None and beside.at_least < CERTAIN:
        at_most = min(at_most, _ceiling(best[0]))
    score = min(at_most, max(beside.at_least, ratio / (1 + ratio)))
    if best is not None and score < POSSIBLE <= at_most and _is_worth_a_look(best[0]):
        score = POSSIBLE + _BESIDE_RIVALS * score
    strength = strength_of(score)
    if strength is None:
        return Match(candidate.known.client_id, score, None)
    reasons = name_reasons(*best) if best is not None else ()
    is_by_name = by_name >= _BY_NAME and beside.at_least < CERTAIN
    reasons = (*reasons, *beside.reasons) if is_by_name else (*beside.reasons, *reasons)
    return Match(candidate.known.client_id, score, strength, reasons)


def _ceiling(measured: Measured) -> float:
    """Return the most that a name alone may score: other legal forms and spelt out initials are never certain.

    Initials beside a word of weight that only one name has are chance more often than not.
    """
    if measured.value("initials") and measured.value("rarest_left_more") >= _OF_WEIGHT:
        return NOT_LIKELY
    return NOT_CERTAIN if measured.value("initials") or measured.value("form_conflict") == 1 else 1.0


def _is_worth_a_look(measured: Measured) -> bool:
    """Tell whether a name would well be the same, were there no others like it."""
    return probability(log_odds(measured.values + _NO_RIVALS)) >= _WORTH_A_LOOK
