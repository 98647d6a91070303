"""Typing slips and what they may have been meant for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from trtui.domain.finding import spelling

letters = st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=12)


@pytest.mark.parametrize(
    ("word", "slips"), [("ab", 0), ("jhn", 1), ("brok", 1), ("logists", 1), ("logistics", 2), ("b2b4", 0)]
)
def test_longer_words_are_forgiven_more(word: str, slips: int) -> None:
    assert spelling.allowed(word) == slips


@given(letters)
def test_one_slip_undone_lies_one_slip_away(word: str) -> None:
    found = spelling.one_slip(word)
    assert len(found) == len(set(found))
    assert word not in found
    assert all(OSA.distance(word, one) == 1 for one in found)


@given(letters, st.data())
def test_a_slip_before_the_last_letter_is_undone(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(word) - 2))
    kind = data.draw(st.sampled_from(["left out", "doubled", "changed", "swapped"]))
    typed = {
        "left out": word[:at] + word[at + 1 :],
        "doubled": word[:at] + word[at] + word[at:],
        "changed": word[:at] + ("x" if word[at] != "x" else "y") + word[at + 1 :],
        "swapped": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }[kind]
    if typed != word and len(typed) > 1 and not word.startswith(typed):
        found = spelling.one_slip(typed)
        assert any(word.startswith(one) or one.startswith(word) for one in found)


def test_swapped_letters_are_thought_of_first_and_wrong_first_letters_last() -> None:
    found = spelling.one_slip("borok")
    assert found.index("brook") < 4
    assert found.index("morok") > len(found) * 0.8


@given(letters.filter(lambda word: len(word) > 7), st.lists(letters, max_size=8))
def test_two_slips_name_beginnings_that_are_near_and_nearest_first(word: str, others: list[str]) -> None:
    found = spelling.two_slips(word, others)
    distances = [OSA.distance(word, one) for one in found]
    assert distances == sorted(distances)
    assert all(distance <= 2 for distance in distances)
    assert all(any(other.startswith(one) for other in others) for one in found)


def test_two_slips_are_found_in_a_word_still_being_typed() -> None:
    assert spelling.two_slips("slicitor", ["solicitors", "silicon"]) == ["solicitor"]
    assert spelling.two_slips("logistics", ["logistics"]) == ["logistics"]


@given(letters.filter(lambda word: len(word) > 9), st.data())
def test_the_first_letters_lead_to_a_word_unless_both_slips_are_in_them(
    word: str, data: st.DataObject
) -> None:
    first = data.draw(st.integers(0, len(word) - 3))
    second = data.draw(st.integers(max(first + 2, spelling.HEAD + 1), len(word) - 1))
    typed = word[:first] + word[first + 1] + word[first] + word[first + 2 : second] + word[second + 1 :]
    if len(typed) >= spelling.TWO_SLIPS_FROM:
        assert any(word.startswith(head) for head in spelling.heads(typed))
