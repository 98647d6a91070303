"""How days and instants are said."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.moments import NOW, TODAY, at
from tests.support.clock import LONDON
from trtui.domain import spoken
from trtui.domain.time import begins, day_of, local_day, start_of_day


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-24", "today"),
        ("2026-11-23", "yesterday"),
        ("2026-11-25", "tomorrow"),
        ("2026-11-27", "in 3 d"),
        ("2027-01-03", "in 40 d"),
        ("2027-01-23", "in 60 d"),
        ("2027-01-24", "in 2 mo"),
        ("2026-09-24", "2 mo ago"),
        ("2026-09-25", "60 d ago"),
        ("2024-11-25", "23 mo ago"),
        ("2024-11-24", "2 y ago"),
        ("2022-01-01", "4 y ago"),
    ],
)
def test_a_day_seen_from_today(day: str, words: str) -> None:
    assert spoken.relative_day(date.fromisoformat(day), TODAY) == words


def test_relative_goes_by_calendar_days_not_by_hours() -> None:
    just_after_midnight = at("2026-11-24 00:10")
    assert spoken.relative(at("2026-11-23 23:50"), just_after_midnight, LONDON) == "yesterday"
    assert spoken.relative(at("2026-11-24 23:50"), just_after_midnight, LONDON) == "today"


def test_the_day_of_an_instant_depends_on_the_zone() -> None:
    late_evening_in_london = at("2026-11-24 23:30")
    assert spoken.relative(late_evening_in_london, NOW, LONDON) == "today"
    assert spoken.relative(late_evening_in_london, NOW, ZoneInfo("Europe/Warsaw")) == "tomorrow"


def test_a_day_has_no_time_and_midnight_is_one() -> None:
    assert spoken.exact(at("2026-11-24 14:30"), LONDON) == "Tue 24 Nov 2026 14:30"
    assert spoken.exact(at("2026-11-24 00:00"), LONDON) == "Tue 24 Nov 2026 00:00"
    assert spoken.exact(TODAY, LONDON) == "Tue 24 Nov 2026"
    assert spoken.moment(TODAY, NOW, LONDON) == "Tue 24 Nov"
    assert spoken.relative(TODAY, NOW, ZoneInfo("Pacific/Kiritimati")) == "yesterday"


def test_the_year_is_said_only_when_it_is_another() -> None:
    assert spoken.day(date(2026, 11, 3), TODAY) == "3 Nov"
    assert spoken.day(date(2025, 11, 3), TODAY) == "3 Nov 2025"
    assert spoken.moment(at("2027-01-05 09:00"), NOW, LONDON) == "Tue 5 Jan 2027 09:00"
    assert spoken.moment(at("2026-12-01 09:00"), NOW, LONDON) == "Tue 1 Dec 09:00"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(-5, "0 s"), (59, "59 s"), (60, "1 min"), (3599, "59 min"), (7200, "2 h"), (86400 * 3, "3 d")],
)
def test_elapsed(seconds: int, words: str) -> None:
    assert spoken.elapsed(seconds) == words


@pytest.mark.parametrize(
    ("name", "given_name", "initials"),
    [
        ("Sam Okafor", "Sam", "SO"),
        ("Okafor, Sam", "Sam", "SO"),
        ("Priya", "Priya", "P"),
        ("Ana Maria de la Cruz", "Ana", "AC"),
        ("  ", "", ""),
        ("Okafor,", "Okafor", "O"),
        ("李 小龙", "李", "李小"),
    ],
)
def test_names(name: str, given_name: str, initials: str) -> None:
    assert spoken.given_name(name) == given_name
    assert spoken.initials(name) == initials


zones = st.sampled_from(
    [
        ZoneInfo(name)
        for name in ("Europe/London", "Pacific/Auckland", "America/Havana", "Asia/Kathmandu", "UTC")
    ]
)


@given(day=st.dates(date(1990, 1, 1), date(2090, 1, 1)), zone=zones)
def test_a_whole_day_is_itself_in_every_zone(day: date, zone: ZoneInfo) -> None:
    assert local_day(start_of_day(day, zone), zone) == day
    assert (begins(day, zone), day_of(day, zone)) == (start_of_day(day, zone), day)
    assert spoken.exact(day, zone) == spoken.weekday(day)


@given(days=st.integers(-4000, 4000))
def test_what_is_coming_and_what_has_been_are_never_mixed_up(days: int) -> None:
    words = spoken.relative_day(TODAY + timedelta(days=days), TODAY)
    assert words.startswith("in ") or words == "tomorrow" if days > 0 else not words.startswith("in ")
    assert words.endswith(" ago") or words == "yesterday" if days < 0 else not words.endswith(" ago")
