"""Finding: from what was typed to the records that fit, best first, contacts under their clients."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from trtui.domain import phones
from trtui.domain.finding.ranking import Tier, Way
from trtui.domain.finding.spelling import SAFE
from trtui.domain.finding.wanted import Wanted, wanted
from trtui.domain.finding.words import stands_in
from trtui.domain.query import Query, Reading, Shape
from trtui.domain.time import local_day, start_of_day
from trtui.store.search import candidates, questions, spelling
from trtui.store.search.candidates import Candidate, Pool
from trtui.store.search.filters import filters
from trtui.store.search.index import NOUNS, Noun
from trtui.store.search.results import Findings, grouped, places, slips

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.reader import Reader

FEW: Final = 4
"""With fewer matches than this, typing slips are looked into."""
SLIPS: Final = 5
"""So many records that fit with a slip are shown beside those that fit as typed."""
_HOST: Final = re.compile(r"@[A-Za-z0-9._-]+")


def find(look: Look, query: Query, limit: int, *, is_exact: bool = False) -> Findings:
    """Return at most ``limit`` lines for a query that is not empty.

    Unless ``is_exact``, typing slips are forgiven, and a whole number or address finds by itself what does not fit
    the words beside it.
    """
    limits = filters(look, query)
    hints = (*query.hints, *limits.hints)
    if limits.is_empty:
        return Findings(hints=hints)
    pool = Pool(look, limits, limit)
    nouns = tuple(noun for noun in NOUNS if noun in query.kinds)
    asked = wanted(query.words)
    for reading in query.readings:
        _by_reading(pool, query, reading, nouns)
    for number, word in enumerate(query.words):
        if _HOST.fullmatch(word) and "client" in nouns:
            others = query.words[:number] + query.words[number + 1 :]
            candidates.by_key(pool, word.lower(), wanted(others).ways)
    if asked.ways:
        _by_words(pool, asked, nouns, is_named=not query.has_filters and not query.phrases)
        if not is_exact:
            hints += _alone(pool, query, nouns)
            asked = _as_meant(pool, asked, nouns, is_open=query.is_open)
            pool.leave_few_slips(SLIPS)
    elif not query.words:
        for noun in nouns:
            candidates.by_filters(pool, noun)
    pool.found = {key: one for key, one in pool.found.items() if _has_phrases(one, query)}
    tomorrow = start_of_day(local_day(look.now, look.zone) + timedelta(days=1), look.zone)
    groups = grouped(look, pool.best(tomorrow))
    lines = places(look, groups, limit, query.kinds, tomorrow)
    return Findings(lines, len(pool.found), pool.is_cut, slips(groups, asked), hints, asked.ways)


def _by_words(pool: Pool, asked: Wanted, nouns: tuple[Noun, ...], *, is_named: bool) -> None:
    """Find by words; names that begin with all of the text first, for often they are enough."""
    if is_named:
        for noun in nouns:
            candidates.by_beginning(pool, noun, asked.texts, asked.ways)
        if pool.has_enough(Tier.BEGINS):
            pool.is_cut = True
            return
    for noun in nouns:
        candidates.by_words(pool, noun, asked.ways)
    if (
        "contact" in nouns
        and len(pool.found) < pool.limit
        and not (pool.found and questions.has_letter(asked.ways))
    ):
        candidates.by_context(pool, asked.ways)


def _by_reading(pool: Pool, query: Query, reading: Reading, nouns: tuple[Noun, ...]) -> None:
    """Look up what some of the words also look like; the others have to fit as words."""
    rest = wanted(query.words[: reading.start] + query.words[reading.end :]).ways
    _look_up(pool, query, reading, rest, nouns)


def _alone(pool: Pool, query: Query, nouns: tuple[Noun, ...]) -> tuple[str, ...]:
    """Look up whole numbers and addresses by themselves where nothing fits the other words too; return what to say."""
    said: list[str] = []
    for reading in query.readings if not pool.found else ():
        if reading.is_whole and reading.end - reading.start < len(query.words):
            _look_up(pool, query, reading, (), nouns)
            if pool.found and not said:
                what = "number" if reading.shape is Shape.PHONE else "address"
                said.append(f"Found by the {what} alone: the other words do not fit.")
    return tuple(said)


def _look_up(
    pool: Pool, query: Query, reading: Reading, rest: tuple[Way, ...], nouns: tuple[Noun, ...]
) -> None:
    if reading.shape is Shape.PHONE:
        _by_phone(pool, reading.written, reading.value, rest, nouns)
    elif reading.shape is Shape.EMAIL:
        for noun in nouns:
            candidates.by_address(pool, noun, "email", reading.value, rest, Tier.BEGINS)
    elif "client" not in nouns:
        return
    elif reading.shape is Shape.DOMAIN and not query.words[reading.start].startswith("@"):
        candidates.by_key(pool, f"@{reading.value}", rest)
    elif reading.shape is Shape.COMPANY_NUMBER:
        candidates.by_key(pool, reading.value.lower(), rest)


def _by_phone(pool: Pool, typed: str, digits: str, rest: tuple[Way, ...], nouns: tuple[Noun, ...]) -> None:
    """Find by a number: as one that begins like this if it is typed so, else by any part of it.

    Where somebody has the extension that was typed, they come first, and the others at that number after them.
    """
    tier, found = candidates.tier_of(digits), False
    starts, ext = _starts(typed, digits, pool.look.rules.region), phones.searched_extension(typed)
    for noun in nouns if ext else ():
        for start in starts:
            found |= candidates.by_address(pool, noun, "phone", start, rest, tier, ext)
    if found:
        tier = min(tier, Tier.ANY_ORDER)
    for start in starts:
        for noun in nouns:
            found |= candidates.by_address(pool, noun, "phone", start, rest, tier)
    if not found:
        for noun in nouns:
            candidates.by_digits(pool, noun, digits, rest)


def _starts(typed: str, digits: str, region: str) -> tuple[str, ...]:
    """Return how a number in international form begins that is typed from its beginning."""
    bare = typed.lstrip("( ")
    if bare.startswith(("+", "00")):
        return (f"+{digits}",)
    return (f"+44{digits}",) if bare.startswith("0") and region == phones.REGION else ()


def _as_meant(pool: Pool, asked: Wanted, nouns: tuple[Noun, ...], *, is_open: bool) -> Wanted:
    """Look into typing slips while little is found: in one word, in all, then in short words and two in long ones.

    A short word that is still being typed may become anything, so it is taken as typed.
    """
    words = {beginnings[0] for way in (asked.ways[0], *asked.ways[asked.spelt :]) for beginnings in way}
    if is_open and len(asked.words[-1]) < SAFE:
        words.discard(asked.words[-1])
    variants: dict[str, tuple[str, ...]] = {}
    for undone, is_one in ((_one_slip, True), (_one_slip, False), (_more_slips, False)):
        if len(pool.found) >= (FEW if is_one else 1):
            break
        if is_one or undone is _more_slips:
            for word in words:
                if meant := undone(pool.look.db, word):
                    variants[word] = (*variants.get(word, ()), *meant)
            asked = asked.meaning(variants)
        if variants:
            for noun in nouns:
                candidates.by_meaning(pool, noun, asked.ways, is_one=is_one)
            if "contact" in nouns and not pool.found and len(asked.words) > 1:
                candidates.by_context(pool, asked.ways)
    return asked


def _one_slip(db: Reader, word: str) -> tuple[str, ...]:
    return spelling.one_slip(db, word) if len(word) >= SAFE else ()


def _more_slips(db: Reader, word: str) -> tuple[str, ...]:
    return spelling.one_slip(db, word) if len(word) < SAFE else spelling.two_slips(db, word)


def _has_phrases(one: Candidate, query: Query) -> bool:
    """Tell whether what was put in quotes stands together in a name or description."""
    for start, end in query.phrases:
        asked = wanted(query.words[start:end])
        spelt = [[word[0] for word in way] for way in asked.ways[: asked.spelt]]
        if spelt and not any(stands_in(words, run) for words in spelt for run in one.record.runs):
            return False
    return True
