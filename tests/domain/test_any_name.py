"""Whatever is a name is taken by everything that reads names: no error but the one that tells the user."""

from __future__ import annotations

from contextlib import suppress
from itertools import pairwise

import pytest
from hypothesis import example, given, settings

from tests.support.names import NAMES, of_known_words, one_of_each_make, real
from trtui.domain import company_number, folding, phones, postcode, query, text, web
from trtui.domain.errors import Invalid
from trtui.domain.finding import emphasis, ranking, spelling
from trtui.domain.finding.record import Record, write
from trtui.domain.finding.wanted import wanted
from trtui.domain.finding.words import after_quotes, cut, grams, joined, joined_person, stands_in
from trtui.domain.matching import Known, Typed, asked_words, general_rarity, index_words, rank
from trtui.domain.matching.normal import normalise
from trtui.domain.nearest import nearest
from trtui.domain.register import casing, names


def match(name: str, other: str) -> None:
    """Compare a name with another, both ways of it, as the duplicate check does."""
    asked = {key.word or key.key for key in asked_words(name).keys}
    for kept in index_words((name, other)):
        assert len(kept.words) <= kept.size or kept.size == 31
    for kept in index_words((name,)):
        assert asked.issuperset(kept.words)
    known = [Known(1, other, (name,)), Known(2, f"{name} {other}"), Known(3, name)]
    for one in rank(Typed(name), known, general_rarity):
        assert 0 <= one.score <= 1 and all(reason.detail for reason in one.reasons)


def find(name: str, other: str) -> None:
    """Look for a name as the search box does, and read it as whatever it may be."""
    words = cut(name)
    asked = query.parse(name)
    want = wanted(asked.words)
    about = Record(write(words, [cut(other)], cut(other), "", joined(words)))
    fit = ranking.fit(about, want.ways)
    assert fit is None or 0 <= fit.score() <= 1
    ranking.mistyped(about, want.ways)
    about.as_context()
    emphasis.spans(name, want.ways)
    for word in words[:3]:
        if spelling.allowed(word):
            spelling.one_slip(word[:12]), spelling.heads(word[:12]), spelling.two_slips(word[:12], words)
    joined_person(words), after_quotes(name), grams(name), stands_in(words[:2], words)
    nearest(name[:40], ("leeds", "york"))


def read(name: str) -> None:
    """Read a name as everything that a field may take it for."""
    normalise(name), folding.readings(name), folding.skeleton(name), folding.spelt_out(name)
    names.kept_words(name, (name,)), casing.cased(name), casing.written(name), casing.plain(name)
    company_number.find(name), company_number.looks_like(name)
    phones.parse(name), phones.digits_for_search(name), phones.display(name)
    postcode.normalise(name), postcode.district(name), postcode.area(name), postcode.searched(name)
    web.company_domain(name), web.domain_of(name), web.is_free_mail(name)
    for refusing in (company_number.parse, postcode.entered, web.email, web.website, text.line, text.note):
        with suppress(Invalid):
            refusing(name)


@given(NAMES, NAMES)
@example("City Vans", "Ands Studio Ltd")
@example("Vans", "van")
@settings(max_examples=80, deadline=None)
def test_any_names_are_read_found_and_compared(name: str, other: str) -> None:
    for one, two in ((name, other), (other, name)):
        read(one)
        find(one, two)
        match(one, two)


def test_every_known_word_in_every_turn_is_a_name() -> None:
    for name in of_known_words():
        asked = asked_words(name)
        for kept in index_words((name,)):
            assert {key.word or key.key for key in asked.keys}.issuperset(kept.words), name
        names.kept_words(name)
        cut(name)


def test_real_names_of_every_make_are_taken() -> None:
    found = one_of_each_make(real())
    if not found:
        pytest.skip("There are no real names on this machine.")
    for number, (name, other) in enumerate(pairwise(found)):
        asked_words(name)
        index_words((name,))
        names.kept_words(name)
        cut(name)
        if number % 100 == 0:
            read(name)
            find(name, other)
            match(name, other)
