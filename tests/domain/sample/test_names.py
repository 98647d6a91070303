"""The names of a large sample follow the figures of 199,737 real names (all registers of the fitting data together)."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain import text
from trtui.domain.sample import coining
from trtui.domain.sample.identity import identity
from trtui.domain.sample.stream import Stream

NAMES = 50_000
REAL_WORDS_PER_NAME = {2: 0.115, 3: 0.355, 4: 0.286, 5: 0.114}
REAL_LENGTHS = {0.05: 12, 0.25: 18, 0.50: 24, 0.75: 31, 0.95: 46}
REAL_SHARE_AT_RANK = {
    10: 0.0384,
    20: 0.0158,
    50: 0.0068,
    100: 0.0032,
    200: 0.0017,
    500: 0.00067,
    1000: 0.00032,
}
REAL_VOCABULARY = {1_000: 1_833, 10_000: 10_892, 20_000: 18_404, 50_000: 36_021}
REAL_ONCE = 0.72  # of the words among 50,000 names so many stand in one name only
REAL_SAME_NAME = 0.027


def words(name: str) -> list[str]:
    return re.findall(r"[^\W_]+(?:'[^\W_]+)?", name.lower().replace(".", ""))


@pytest.fixture(scope="module")
def names() -> list[str]:
    stream = Stream()
    return [identity(stream, 7, number).named.name for number in range(100_000, 100_000 + NAMES)]


def test_words_per_name(names: list[str]) -> None:
    counts = Counter(len(words(name)) for name in names)
    for length, real in REAL_WORDS_PER_NAME.items():
        assert counts[length] / NAMES == pytest.approx(real, abs=0.085), f"{length} words"
    assert sum(length * count for length, count in counts.items()) / NAMES == pytest.approx(3.92, abs=0.3)


def test_length(names: list[str]) -> None:
    lengths = sorted(map(len, names))
    for quantile, real in REAL_LENGTHS.items():
        assert lengths[int(NAMES * quantile)] == pytest.approx(real, abs=5), f"quantile {quantile}"


def test_legal_forms(names: list[str]) -> None:
    last = Counter(words(name)[-1] for name in names)
    assert last["ltd"] / NAMES == pytest.approx(0.371, abs=0.08)
    assert last["limited"] / NAMES == pytest.approx(0.368, abs=0.08)
    assert last["llp"] / NAMES == pytest.approx(0.009, abs=0.004)
    assert last["plc"] / NAMES == pytest.approx(0.005, abs=0.003)


def test_frequency_of_the_word_at_each_rank(names: list[str]) -> None:
    names_with = Counter(word for name in names for word in set(words(name)))
    shares = [count / NAMES for _, count in names_with.most_common(1000)]
    for place, real in REAL_SHARE_AT_RANK.items():
        assert real / 1.6 < shares[place - 1] < real * 1.6, f"rank {place}"


def test_growth_of_the_vocabulary(names: list[str]) -> None:
    seen: set[str] = set()
    for count, name in enumerate(names, 1):
        seen.update(words(name))
        if count in REAL_VOCABULARY:
            assert len(seen) == pytest.approx(REAL_VOCABULARY[count], rel=0.15), f"{count} names"


def test_most_words_stand_in_one_name_only(names: list[str]) -> None:
    names_with = Counter(word for name in names for word in set(words(name)))
    once = sum(count == 1 for count in names_with.values())
    assert once / len(names_with) == pytest.approx(REAL_ONCE, abs=0.1)


def test_same_name_twice_is_as_rare_as_in_real_registers(names: list[str]) -> None:
    same = 1 - len({name.casefold() for name in names}) / NAMES
    assert same < REAL_SAME_NAME * 1.5


def test_names_pass_the_door_unchanged(names: list[str]) -> None:
    for name in names[:5_000]:
        assert text.required(name, "The name") == name


@given(st.integers(min_value=0, max_value=2**63))
def test_any_rank_is_a_word(rank: int) -> None:
    for word in (coining.brand_word, coining.family_word, coining.compound_word, coining.initials_word):
        assert re.fullmatch(r"[A-Z][A-Za-z'-]+", word(rank))
    assert re.fullmatch(r"[A-Z][a-z]+( [A-Z][a-z]+)?", coining.place_word(rank))


@pytest.mark.parametrize(
    ("word", "at_least"),
    [
        (coining.brand_word, 60_000),
        (coining.place_word, 30_000),
        (coining.compound_word, 35_000),
        (coining.family_word, 13_000),
        (coining.initials_word, 10_000),
    ],
)
def test_coined_words_seldom_repeat(word: object, at_least: int) -> None:
    assert callable(word)
    assert len({word(rank) for rank in range(70_000)}) > at_least
