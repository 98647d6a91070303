"""Days that lie behind us, as people and files write them, seen on 24 November 2026."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain import days
from trtui.domain.errors import Invalid

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("today", TODAY),
        (" Yesterday ", date(2026, 11, 23)),
        ("2026-11-03", date(2026, 11, 3)),
        ("2026-11-03 14:30", date(2026, 11, 3)),
        ("2026-11-03T14:30:00Z", date(2026, 11, 3)),
        ("03/11/2026", date(2026, 11, 3)),
        ("3/11/26", date(2026, 11, 3)),
        ("3.11.2026", date(2026, 11, 3)),
        ("03-11-2026", date(2026, 11, 3)),
        ("03/11/2026 09:15", date(2026, 11, 3)),
        ("3 nov", date(2026, 11, 3)),
        ("3rd November", date(2026, 11, 3)),
        ("25 nov", date(2025, 11, 25)),
        ("24 nov", TODAY),
        ("3 Nov 2026", date(2026, 11, 3)),
        ("03-Nov-26", date(2026, 11, 3)),
    ],
)
def test_a_day_that_was(typed: str, day: date) -> None:
    assert days.past(typed, TODAY) == day


@pytest.mark.parametrize(
    "typed", ["", "soon", "31/02/2026", "2026-13-01", "11/24/2026", "3 nov 2026 or so", "3", "0"]
)
def test_what_is_no_day(typed: str) -> None:
    with pytest.raises(Invalid, match="is no date: write 3 nov"):
        days.past(typed, TODAY)


def test_a_day_to_come_is_refused() -> None:
    with pytest.raises(Invalid, match="25 Nov 2026 is a day to come"):
        days.past("25/11/2026", TODAY)


@given(
    text=st.one_of(st.text(), st.sampled_from(list(EVIL.values())), st.from_regex(r"[0-9 nov/.T:-]{1,20}"))
)
def test_nothing_typed_breaks_the_reading(text: str) -> None:
    try:
        assert days.past(text, TODAY) <= TODAY
    except Invalid as error:
        assert error.message
