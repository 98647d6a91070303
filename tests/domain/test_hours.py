"""The hours in which a contact likes to be called, out of free text."""

from __future__ import annotations

from datetime import datetime, time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trtui.domain.hours import is_good, window

HOURS = [
    ("mornings", 8, 0, 12, 0),
    ("Tuesday mornings only", 8, 0, 12, 0),
    ("afternoon", 12, 0, 18, 0),
    ("lunchtime", 12, 0, 14, 0),
    ("after 14:00", 14, 0, 18, 0),
    ("before 10", 8, 0, 10, 0),
    ("9-11", 9, 0, 11, 0),
    ("9am-11am", 9, 0, 11, 0),
    ("8-10am", 8, 0, 10, 0),
    ("10:30 – 12", 10, 30, 12, 0),
    ("2 to 4pm", 14, 0, 16, 0),
    ("11am to 1pm", 11, 0, 13, 0),
    ("after 2 before 4", 14, 0, 16, 0),
    ("not before 9.30", 9, 30, 18, 0),
    ("not after 3", 8, 0, 15, 0),
    ("never after 5pm", 8, 0, 17, 0),
    ("after 2:30", 14, 30, 18, 0),
    ("02:30-4am", 2, 30, 4, 0),
    ("from 06:30", 6, 30, 18, 0),
]


@pytest.mark.parametrize(("text", "h1", "m1", "h2", "m2"), HOURS, ids=[row[0] for row in HOURS])
def test_hours_in_many_forms(text: str, h1: int, m1: int, h2: int, m2: int) -> None:
    found = window(text)
    assert found is not None and (found.start, found.end) == (time(h1, m1), time(h2, m2))


@pytest.mark.parametrize(
    "text", ["", "ask for his PA", "not in the morning", "never afternoons", "11-9", "ext 214"]
)
def test_what_names_no_hours(text: str) -> None:
    assert window(text) is None


@given(st.text(max_size=80))
def test_free_text_is_never_an_error(text: str) -> None:
    found = window(text)
    assert found is None or found.start < found.end


def test_whether_now_is_good() -> None:
    zone = ZoneInfo("Europe/London")
    ten = int(datetime(2026, 7, 1, 10, tzinfo=zone).timestamp())
    assert is_good("mornings", ten, zone) is True
    assert is_good("after 2", ten, zone) is False
    assert is_good("whenever", ten, zone) is None
