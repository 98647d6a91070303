"""How text is cut into the words by which it is found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain.finding.words import LETTERS, WORDS, after_quotes, cut, grams, joined, joined_person


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Brookhill Logistics Ltd", ["brookhill", "logistics", "ltd"]),
        ("Brook & Hill", ["brook", "and", "hill"]),
        ("Smith-Jones (Leeds) Ltd.", ["smith", "jones", "leeds", "ltd"]),
        ("O'Brien’s", ["obriens"]),
        ("Société Générale", ["societe", "generale"]),
        ("Øresund Straße Łódź", ["oresund", "strasse", "lodz"]),
        ("B.M.W.", ["b", "m", "w"]),
        ("株式会社アクメ", ["株式会社アクメ"]),
        ("snake_case", ["snake", "case"]),
        ("…", []),
    ],
)
def test_text_is_cut_into_folded_words(text: str, words: list[str]) -> None:
    assert cut(text) == words


def test_neighbours_are_joined_and_initials_as_a_whole() -> None:
    assert joined(cut("Brook & Hill Solicitors")) == ["brookhill", "hillsolicitors"]
    assert "bmw" in joined(cut("B. M. W. Motors"))
    assert joined(cut("Acme")) == []


def test_a_persons_short_parts_are_joined_and_whole_names_are_not() -> None:
    assert joined_person(cut("Ian Mc Donald")) == ["ianmc", "mcdonald"]
    assert joined_person(cut("Dana Whitlock")) == []
    assert joined_person(cut("De Souza")) == ["desouza"]


def test_what_follows_a_short_elision_is_a_word_of_its_own() -> None:
    assert after_quotes("Ravi O'Brien") == ["brien"]
    assert after_quotes("L’Oréal UK") == ["oreal"]
    assert after_quotes("Sainsbury's") == []


def test_a_number_is_cut_into_all_its_pieces_of_four() -> None:
    assert grams("4411349") == ["4411", "4113", "1134", "1349"]
    assert grams("113") == []
    assert grams("111111") == ["1111"]


@given(st.text())
def test_words_hold_nothing_that_means_something_to_an_index(text: str) -> None:
    for word in cut(text):
        assert word.isalnum() or all(char.isalnum() or not char.isascii() for char in word)
        assert not set(word) & set("|;^~@\"'*:()&! ")


@pytest.mark.parametrize("attack", EVIL)
def test_words_are_bounded_whatever_comes(attack: str) -> None:
    words = cut(EVIL[attack])
    assert len(words) <= WORDS
    assert all(len(word) <= LETTERS for word in words)
