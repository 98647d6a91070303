"""Whatever is typed: no error, a score between 0 and 1, the same from both sides, in bounded work."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from trtui.domain.matching import (
    POSSIBLE,
    Known,
    Typed,
    asked_words,
    compare,
    general_rarity,
    index_words,
    rank,
)
from trtui.domain.matching.features import NAMES, measure, weigh
from trtui.domain.matching.normal import MAX_NAMES, MAX_WORDS, normalise

ANYTHING = st.text(max_size=300)
WORDS = st.sampled_from(
    "brookhill brook hill logistics care homes carehomes group limited ltd the and & t/a (leeds) (york) bcm"
    " belfast city mission 2 3 second - holdings uk plc s.a. formerly prime first".split()
)
NAMES_LIKE = st.lists(WORDS, max_size=8).map(" ".join)
TEXTS = st.one_of(ANYTHING, NAMES_LIKE)
EVIL = [
    "[/b]",
    "[@click=app.quit]x",
    "\x1b[2J",
    "\u202eltd",
    "\0",
    "=1+1",
    "a" * 10_000,
    "a b " * 5_000,
    "(" * 10_000,
]
EVIL += ["t/a " * 3_000, "((((" + "a)" * 2_000, "\ud800", "𝔄𝔠𝔪𝔢", "ﬁrma", "İstanbul", "ß" * 400, "1" * 400]
EVIL += ["- " * 5_000, "&" * 400, "a.b." * 2_000, "\u0301" * 400]


@given(TEXTS, TEXTS)
@settings(max_examples=300)
def test_any_two_texts_compare(one: str, other: str) -> None:
    found = compare(Typed(one), Known(1, other, (one[:10],)), general_rarity)
    assert 0 <= found.score <= 1
    assert (found.strength is None) == (found.score < POSSIBLE)


@given(NAMES_LIKE, NAMES_LIKE)
@example("brookhill logistics (leeds)", "(leeds) brook (leeds)")
@settings(max_examples=300)
def test_two_names_are_as_alike_from_either_side(one: str, other: str) -> None:
    there = compare(Typed(one), Known(1, other), general_rarity).score
    back = compare(Typed(other), Known(1, one), general_rarity).score
    assert there == pytest.approx(back)


@given(TEXTS, TEXTS)
def test_measures_do_not_depend_on_the_side(one: str, other: str) -> None:
    (left, *_), (right, *_) = (weigh(normalise(text).phrases, general_rarity) for text in (one, other))
    assert measure(left, right).values == pytest.approx(measure(right, left).values)
    assert len(measure(left, right).values) == len(NAMES) - 3


@given(NAMES_LIKE.filter(lambda name: bool(normalise(name).main.words)))
def test_a_name_is_most_like_itself(name: str) -> None:
    itself, other = Known(1, name), Known(2, "Zenith Freight")
    first, second = rank(Typed(name), [other, itself], general_rarity)
    assert first.client_id == 1 and first.score > second.score


@given(TEXTS)
def test_reading_is_bounded_and_repeatable(text: str) -> None:
    name = normalise(text)
    assert 1 <= len(name.phrases) <= MAX_NAMES
    for phrase in name.phrases:
        assert len(phrase.words) == len(phrase.written) <= MAX_WORDS
        assert all(word and not word.isspace() for word in phrase.words)
    assert normalise(text) == name


@given(TEXTS)
def test_what_is_kept_is_asked_for_by_the_same_name(text: str) -> None:
    asked = {(key.word or key.key) for key in asked_words(text).keys}
    for kept in index_words((text,)):
        assert asked.issuperset(kept.words)


@pytest.mark.parametrize("one", EVIL)
@pytest.mark.parametrize("other", EVIL[:3] + EVIL[6:8])
def test_bad_text_is_text(one: str, other: str) -> None:
    found = compare(Typed(one), Known(1, other), general_rarity)
    assert 0 <= found.score <= 1
    assert all(len(reason.detail) < 2_000 for reason in found.reasons)


def test_a_long_name_makes_no_more_work_than_its_bounds_allow() -> None:
    calls = 0

    def rarity(word: str) -> float:
        nonlocal calls
        calls += 1
        return general_rarity(word)

    compare(Typed("alpha beta " * 5_000), Known(1, "gamma delta " * 5_000), rarity)
    assert calls <= 2 * MAX_NAMES * MAX_WORDS
