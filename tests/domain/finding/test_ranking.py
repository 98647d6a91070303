"""How well records fit what was typed, and in which order that puts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain.finding import record
from trtui.domain.finding.ranking import Fit, Tier, Way, fit, mistyped
from trtui.domain.finding.record import Record
from trtui.domain.finding.wanted import wanted
from trtui.domain.finding.words import cut, joined


def a_record(name: str, others: tuple[str, ...] = (), about: str = "", context: str = "") -> Record:
    marked = " ".join(f"^{word}" for word in cut(context))
    words = cut(name)
    return Record(record.write(words, [cut(other) for other in others], cut(about), marked, joined(words)))


def ways(text: str) -> tuple[Way, ...]:
    return wanted(tuple(text.split())).ways


def tier(name: str, typed: str) -> Tier | None:
    found = fit(a_record(name), ways(typed))
    return found and found.tier


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Royal Oak", "royal oak", Tier.EXACT),
        ("Royal Oak", "royaloak", Tier.EXACT),
        ("Brook & Hill", "brook hill", Tier.EXACT),
        ("Brook & Hill", "brookhill", Tier.EXACT),
        ("Royal Oak Ltd", "royal oak", Tier.BEGINS),
        ("Royal Oak Ltd", "roy", Tier.BEGINS),
        ("Royal Oak Ltd", "royalo", Tier.BEGINS),
        ("Brookhill Ltd", "brook hill", Tier.BEGINS),
        ("The Royal Oak", "royal oak", Tier.IN_ORDER),
        ("Royal Green Oak", "royal oak", Tier.IN_ORDER),
        ("Oak Royal", "royal oak", Tier.ANY_ORDER),
        ("Green Brook Hill", "brookhill", Tier.ANY_ORDER),
        ("Royal Oak", "oyal", None),
        ("Royal Oak", "royal elm", None),
        ("Royal Oak", "oak oak", None),
    ],
)
def test_a_name_fits_in_tiers(name: str, typed: str, expected: Tier | None) -> None:
    assert tier(name, typed) == expected


def test_another_name_counts_one_tier_less_and_surroundings_least() -> None:
    found = a_record("Zenith Ltd", others=("Royal Oak",), about="Leeds LS10")
    for typed, expected in {
        "royal oak": Tier.BEGINS, "royal": Tier.IN_ORDER, "leeds": Tier.ELSEWHERE, "zenith leeds": Tier.ANY_ORDER,
    }.items():  # fmt: skip
        judged = fit(found, ways(typed))
        assert judged is not None
        assert judged.tier == expected


def test_what_a_record_belongs_to_does_not_find_it_alone() -> None:
    dana = a_record("Dana Whitlock", about="Operations director", context="Brookhill Logistics")
    assert fit(dana, ways("brookhill")) is None
    assert fit(dana, ways("dana brookhill")) is not None
    assert fit(dana, ways("director logistics")) is not None


def test_a_slip_ranks_below_everything_that_fits_as_typed() -> None:
    meant = wanted(("brok",)).meaning({"brok": ("brook",)}).ways
    with_slip = fit(a_record("Brook"), meant)
    as_typed = fit(a_record("Leeds Brokers"), meant)
    assert with_slip is not None and as_typed is not None
    assert (with_slip.slips, as_typed.slips) == (1, 0)
    assert with_slip.score(is_own=True, is_due=True, is_client=True) < as_typed.score()
    assert mistyped(a_record("Brook"), meant) == (("brok", "brook"),)
    assert mistyped(a_record("Brokers"), meant) == ()


@given(
    st.sampled_from(Tier),
    st.sampled_from(Tier),
    st.floats(0, 1),
    st.floats(0, 1),
    st.booleans(),
    st.booleans(),
)
def test_a_better_tier_wins_whoever_owns_the_record(
    one: Tier, other: Tier, close: float, closer: float, own: bool, due: bool
) -> None:
    better = Fit(one, close).score(is_own=own, is_due=due)
    worse = Fit(other, closer).score(is_own=True, is_due=True, is_client=True)
    assert one <= other or better > worse
    assert 0 <= better <= 1


def test_among_equals_ones_own_comes_first_then_what_is_due_then_the_closer_name() -> None:
    base = Fit(Tier.BEGINS, 0.5)
    scores = [
        base.score(is_own=True, is_due=True),
        base.score(is_own=True),
        base.score(is_due=True),
        Fit(Tier.BEGINS, 0.6).score(),
        base.score(),
    ]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


@given(st.text(max_size=40), st.text(max_size=40))
def test_judging_never_raises(name: str, typed: str) -> None:
    found = fit(a_record(name, (name,), name, typed), ways(typed))
    assert found is None or 0 <= found.closeness <= 1
