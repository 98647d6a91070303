"""A letter that is written in more ways than one is one letter in all of them; ordinary words stay what they are."""

from __future__ import annotations

import pytest

from trtui.domain.matching import (
    LIKELY,
    Known,
    Typed,
    asked_words,
    compare,
    general_rarity,
    index_words,
    word_rarity,
)
from trtui.domain.matching.align import is_spelt_out
from trtui.domain.matching.words import SHARES

PAIRS = [
    ("Möbel König GmbH", "Moebel Koenig GmbH"),
    ("Böttcher & Söhne KG", "Boettcher & Soehne KG"),
    ("Jäger Kälte GmbH", "Jaeger Kaelte GmbH"),
    ("Häusler Küchen GmbH", "Haeusler Kuechen GmbH"),
    ("Größler Türen GmbH", "Groessler Tueren GmbH"),
    ("Åkesson Måleri AB", "Aakesson Maaleri AB"),
    ("Ærø Værft ApS", "Aeroe Vaerft ApS"),
    ("Görlitz Glas GmbH", "Goerlitz Glas GmbH"),
    ("Möbel König GmbH", "Mobel Konig GmbH"),
    ("Moebel Koenig GmbH", "Mobel Konig GmbH"),
    ("Häusler Küchen GmbH", "Haeusler Kuechen"),
    ("Mo\u0308bel Ko\u0308nig", "Moebel Koenig GmbH"),
    ("Łódź Transport", "Lodz Transport Ltd"),
    ("Straßenbau Weiß", "Strassenbau Weiss GmbH"),
    ("Œuvre Bâtiment SARL", "Oeuvre Batiment"),
    ("Sørensen Byg ApS", "Soerensen Byg"),
]


def score(one: str, other: str) -> float:
    return compare(Typed(one), Known(1, other), in_a_large_base).score


def in_a_large_base(word: str) -> float:
    return word_rarity(word, max(2, int(SHARES.get(word, 0) * 100_000)), 100_000)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_names_that_differ_in_spelt_out_letters_are_likely_the_same(one: str, other: str) -> None:
    assert score(one, other) >= LIKELY
    assert score(other, one) >= LIKELY
    assert compare(Typed(one), Known(1, other), general_rarity).score >= LIKELY


@pytest.mark.parametrize(("one", "other"), [pair for pair in PAIRS if pair[0] != "Moebel Koenig GmbH"])
def test_each_spelling_asks_for_the_other(one: str, other: str) -> None:
    for typed, known in ((one, other), (other, one)):
        asked = {key.word or key.key for key in asked_words(typed).keys}
        assert any(asked.issuperset(kept.words) for kept in index_words((known,)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Shoe Ltd", "Sho Ltd"),
        ("Blue Ltd", "Blu Ltd"),
        ("Aeon", "Aon"),
        ("Noel Ltd", "Nol Ltd"),
        ("Poets Ltd", "Pots Ltd"),
        ("Duel Ltd", "Dul Ltd"),
        ("Goethe Institut", "Gothic Institut"),
        ("Blue Shoe Ltd", "Bluebell Shop Ltd"),
        ("Joel Ltd", "Jol Ltd"),
    ],
)
def test_words_that_merely_hold_such_letters_make_no_likely_pair(one: str, other: str) -> None:
    assert score(one, other) < LIKELY
    assert score(other, one) < LIKELY


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [("koenig", "konig", True), ("shoe", "sho", False), ("venue", "venu", False), ("blues", "blus", False)],
)
def test_only_long_words_are_the_same_by_a_letter_spelt_out(one: str, other: str, is_same: bool) -> None:
    assert is_spelt_out(one, other) is is_same


def test_a_name_with_such_letters_is_kept_in_both_spellings_and_any_other_in_one() -> None:
    assert [kept.words for kept in index_words(("Möbel König GmbH",))] == [
        ("mobel", "konig"),
        ("moebel", "koenig"),
    ]
    assert len(index_words(("Café Blue Shoe Ltd",))) == 1
