"""Which parts of a name are shown as what was typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain.finding.emphasis import spans
from trtui.domain.finding.wanted import wanted


def shown(name: str, typed: str, **meant: tuple[str, ...]) -> str:
    for start, end in reversed(spans(name, wanted(tuple(typed.split())).meaning(meant).ways)):
        name = f"{name[:start]}[{name[start:end]}]{name[end:]}"
    return name


@pytest.mark.parametrize(
    ("name", "typed", "expected"),
    [
        ("Brookhill Logistics Ltd", "logi brook", "[Brook]hill [Logi]stics Ltd"),
        ("Brook & Hill Solicitors", "brook hill", "[Brook] & [Hill] Solicitors"),
        ("Brook Hill Farm", "brookhi", "[Brook Hi]ll Farm"),
        ("Brookhill Care", "brook hill", "[Brookhill] Care"),
        ("Ravi O'Brien", "obri", "Ravi [O'Br]ien"),
        ("Société Müller", "societe mul", "[Société] [Mül]ler"),
        ("Acme", "zenith", "Acme"),
    ],
)
def test_the_typed_beginnings_are_marked(name: str, typed: str, expected: str) -> None:
    assert shown(name, typed) == expected


def test_a_word_that_was_meant_is_marked_too() -> None:
    assert shown("Brookhill Care", "brok", brok=("brook",)) == "[Brook]hill Care"


@given(st.text(max_size=60), st.text(max_size=20))
def test_spans_lie_in_the_text_in_order_and_apart(name: str, typed: str) -> None:
    _check(name, typed)


@pytest.mark.parametrize("attack", EVIL)
def test_spans_lie_in_evil_text(attack: str) -> None:
    _check(EVIL[attack], "acme")


def _check(name: str, typed: str) -> None:
    last = 0
    for start, end in spans(name, wanted(tuple(typed.split())).ways):
        assert last <= start < end <= len(name)
        last = end
