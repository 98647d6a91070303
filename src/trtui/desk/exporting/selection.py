"""Every record that a filter text leaves, page by page: the search box's own reading of it, but nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal

from trtui.domain.finding.record import CONTEXT, Record
from trtui.domain.finding.wanted import wanted
from trtui.domain.finding.words import stands_in
from trtui.domain.query import Query

if TYPE_CHECKING:
    from trtui.domain.finding.ranking import Way
    from trtui.store.look import Look
    from trtui.store.search.filters import Filters
    from trtui.store.search.terms import Asked

Noun = Literal["client", "contact"]
PAGE = 500
"""Records per page: few enough for the store, enough for speed."""
_KEYED = 1000
"""Records that a phone number, an e-mail address or a company number may bring."""


def limits_of(look: Look, query: Query) -> Filters:
    """Return what limits an export: the filters of the text and the rights of the user, with hints about them."""
    from trtui.store.search.filters import filters

    return filters(look, query)


def pages(
    look: Look, query: Query, limits: Filters, noun: Noun, *, by_own: bool = False
) -> Iterator[list[int]]:
    """Yield the numbers of the records that fit, oldest first.

    Words have to begin a word of the record, or for contacts of their client; slips are not forgiven. With ``by_own``
    one of them has to be the contact's own.
    """
    from trtui.store.queries import pages as store

    if limits.is_empty:
        return
    ways = wanted(query.words).ways
    keyed: set[int] = set()
    if query.readings:
        from trtui.store import search

        places = search.find(look, query, _KEYED, is_exact=True).places
        keyed = {place.id for place in places if place.noun == noun and place.is_match}
        yield sorted(keyed)
    if query.words and not ways:
        return
    after = 0
    asked = _asked(ways, noun)
    while rows := store.after(look.db, noun, limits, asked, after, PAGE):
        after = rows[-1][0]
        fitting = [
            number
            for number, text in rows
            if _fits(record := Record(text), query, limits, ways) and (not by_own or _has_own(record, ways))
        ]
        yield [number for number in fitting if number not in keyed]


def _asked(ways: tuple[Way, ...], noun: Noun) -> Asked | None:
    """Return what the index is asked for by words."""
    from trtui.store.search.terms import all_of, any_of, beginning

    marks = ("", CONTEXT) if noun == "contact" else ("",)
    return any_of(
        *(
            all_of(*(any_of(*(beginning(mark + one) for one in word for mark in marks)) for word in way))
            for way in ways
        )
    )


def _fits(record: Record, query: Query, limits: Filters, ways: tuple[Way, ...]) -> bool:
    """Tell whether a record fits as a whole; the index knows only the beginnings of words."""
    facets = record.facets
    if not limits.admits(facets) or not limits.is_town(facets):
        return False
    if not ways:
        return True
    runs = record.runs
    words = {word for run in runs for word in run}
    if not any(all(any(word.startswith(one) for word in words) for one in way) for way in ways):
        return False
    return all(_stands(query.words[start:end], runs) for start, end in query.phrases)


def _has_own(record: Record, ways: tuple[Way, ...]) -> bool:
    """Tell whether something typed is a word of the record itself, not of what it belongs to."""
    own = [*record.name, *(word for name in record.spellings for word in name), *record.about, *record.joined]
    return any(word.startswith(one) for way in ways for typed in way for one in typed for word in own)


def _stands(phrase: tuple[str, ...], runs: list[list[str]]) -> bool:
    asked = wanted(phrase)
    spelt = [[word[0] for word in way] for way in asked.ways[: asked.spelt]] or [[]]
    return any(stands_in(words, run) for words in spelt for run in runs)
