"""Typed words as questions to the index: in every way to read them, as they may have been meant, in a context."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from trtui.domain.finding.ranking import Way
from trtui.domain.finding.record import CONTEXT
from trtui.store.search.terms import LONGEST, Asked, Term, all_of, any_of, beginning, rare_beginning

MakeTerm: TypeAlias = Callable[[str], Term]
Terms: TypeAlias = Callable[[tuple[Way, ...]], MakeTerm]
"""How a word is asked for, given all ways to read what was typed."""


def usual(ways: tuple[Way, ...]) -> MakeTerm:
    """Ask for typed words by how they begin, for joined ones to the last letter: their ends tell them apart."""
    typed = _typed(ways)

    def term(word: str) -> Term:
        return beginning(word) if word.removeprefix(CONTEXT) in typed else rare_beginning(word)

    return term


def whole(_ways: tuple[Way, ...]) -> MakeTerm:
    """Ask for every word to the last letter."""
    return rare_beginning


def each_way(ways: tuple[Way, ...], terms: Terms = usual) -> list[Asked | None]:
    """Return a question for each way to read what was typed."""
    return [every_word(way, terms(ways)) for way in ways]


def every_word(way: Way, term: MakeTerm = beginning) -> Asked | None:
    """Return the question for records with all words."""
    return all_of(*(any_of(*map(term, beginnings)) for beginnings in way))


def one_meant(way: Way, term: MakeTerm) -> Asked | None:
    """Return the question for records with one word as it may have been meant, the others as typed."""
    typed = [term(beginnings[0]) for beginnings in way]
    return any_of(
        *(
            all_of(any_of(*map(term, beginnings[1:])), *typed[:at], *typed[at + 1 :])
            for at, beginnings in enumerate(way)
            if len(beginnings) > 1
        )
    )


def with_context(way: Way, term: MakeTerm) -> Asked | None:
    """Return the question for records with all words, some of them those of their clients."""
    own = [any_of(*map(term, beginnings)) for beginnings in way]
    either = [
        any_of(mine, *(term(CONTEXT + one) for one in beginnings))
        for mine, beginnings in zip(own, way, strict=True)
    ]
    return all_of(*either, any_of(*own))


def has_long(ways: tuple[Way, ...]) -> bool:
    """Tell whether a word is longer than what the index answers at once."""
    return any(len(one) > LONGEST for one in _typed(ways))


def has_letter(ways: tuple[Way, ...]) -> bool:
    """Tell whether one of several words is a single letter: it tells little, and the index must walk far for it."""
    return len(ways[0]) > 1 and any(len(beginnings[0]) == 1 for beginnings in ways[0])


def _typed(ways: tuple[Way, ...]) -> set[str]:
    return {one for way in ways[:1] for beginnings in way for one in beginnings}
