"""Comparing what is entered with the clients that it may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from trtui.domain.matching.evidence import evidence
from trtui.domain.matching.features import OF_WEIGHT, Measured, Weighed, measure, weigh
from trtui.domain.matching.normal import Place, normalise
from trtui.domain.matching.rarity import Prepared, Rarity, general_rarity
from trtui.domain.matching.reasons import name_reasons
from trtui.domain.matching.rivals import NO_RIVALS, Candidate, Rivalry, rivalry
from trtui.domain.matching.scorer import log_odds, probability
from trtui.domain.matching.values import (
    CERTAIN,
    LIKELY,
    NOT_CERTAIN,
    NOT_LIKELY,
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
# Names without a word in common are not told from chance.
_NOTHING_SHARED = 0.005
# Names less alike than this contradict each other outright.
_OUTRIGHT = 0.05


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
    found.sort(key=lambda pair: (-pair[0].score, not pair[1].is_verbatim, pair[0].client_id))
    matches = [match for match, _ in found]
    if matches and matches[0].strength is None:
        matches[0] = _match(typed, found[0][1], NO_RIVALS, sharing)
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
            for left in entered:
                if left.place >= Place.TRADE and right.place >= Place.TRADE:
                    continue
                if not (left.phrase.words and right.phrase.words):
                    continue
                measured = measure(left, right)
                if whole is None:
                    whole = measured
                elif left.place >= Place.TRADE or right.place >= Place.TRADE:
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
        if best is None or found > odds or pair[0].is_verbatim:
            odds, best = found, pair
        if pair[0].is_verbatim:
            break
    beside = evidence(typed, candidate.known, sharing, contradicts=_contradicts(typed, candidate.known, best))
    by_name = probability(odds)
    if best is not None:
        low, high = _bounds(best[0])
        by_name = min(high, max(low, by_name))
    ratio = by_name / (1 - by_name) * beside.factor
    at_most = beside.at_most
    if beside.factor > 1 and beside.at_least < LIKELY and (best is None or not _is_alike(best[0])):
        at_most = min(at_most, NOT_LIKELY)
    score = min(at_most, max(beside.at_least, ratio / (1 + ratio)))
    strength = strength_of(score)
    if strength is None:
        return Match(candidate.known.client_id, score, None)
    reasons = name_reasons(*best) if best is not None else ()
    is_by_name = by_name >= _BY_NAME and beside.at_least < CERTAIN
    reasons = (*reasons, *beside.reasons) if is_by_name else (*beside.reasons, *reasons)
    return Match(candidate.known.client_id, score, strength, reasons)


def _bounds(measured: Measured) -> tuple[float, float]:
    """Return the least and the most that a name alone may score.

    The same name as written is certain, unless only one of the two says its legal form; nothing else is. Another
    number, place or direction is another company, and initials or near words in another order are chance too often.
    """
    if measured.is_verbatim:
        is_whole = bool(measured.left.phrase.forms) == bool(measured.right.phrase.forms)
        return (CERTAIN, 1.0) if is_whole else (NOT_CERTAIN, NOT_CERTAIN)
    if not measured.links:
        return 0.0, _NOTHING_SHARED
    if measured.is_another or measured.is_by_initials or measured.is_shuffled:
        return 0.0, NOT_LIKELY
    return 0.0, NOT_CERTAIN


def _contradicts(typed: Typed, known: Known, best: tuple[Measured, str] | None) -> bool:
    """Tell whether equal numbers stand by names that nothing lets be one company, not even the register."""
    if best is None or not typed.number or typed.number != known.number or _is_alike(best[0]):
        return False
    entered = weigh(normalise(typed.name).phrases, general_rarity)
    return not any(
        _is_alike(measure(left, right))
        for name in known.registered
        for right in weigh(normalise(name).phrases, general_rarity)
        for left in entered
        if left.phrase.words and right.phrase.words
    )


def _is_alike(measured: Measured) -> bool:
    """Tell whether two names share what may make them one company: a word of weight, initials, or nearly all."""
    is_likely = probability(log_odds(measured.values + NO_RIVALS)) >= _OUTRIGHT
    return is_likely or bool(measured.value("initials")) or measured.value("plain_best") >= OF_WEIGHT
