"""What people type for a day or a time, read on Tuesday 24 November 2026 at 10:00."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.domain.moments import NOW, TODAY, at, local
from tests.support.clock import LONDON
from trtui.domain import spoken, when
from trtui.domain.errors import Invalid
from trtui.domain.time import add_months
from trtui.domain.workdays import WEEKDAYS, workdays_of

READ = {
    # so many days, weeks, months, working days from now
    "+3d": "2026-11-27",
    "3d": "2026-11-27",
    "+ 3 d": "2026-11-27",
    "in 3 days": "2026-11-27",
    "2w": "2026-12-08",
    "2 weeks": "2026-12-08",
    "1m": "2026-12-24",
    "3m": "2027-02-24",
    "1y": "2027-11-24",
    "4wd": "2026-11-30",
    "4 working days": "2026-11-30",
    "0d": "2026-11-24",
    "+2h": "2026-11-24 12:00",
    "30min": "2026-11-24 10:30",
    "90 minutes": "2026-11-24 11:30",
    "+3d 14:30": "2026-11-27 14:30",
    # days by name
    "today": "2026-11-24",
    "tomorrow": "2026-11-25",
    "tom": "2026-11-25",
    "Mon": "2026-11-30",
    "tues": "2026-12-01",
    "wed": "2026-11-25",
    "friday": "2026-11-27",
    "this fri": "2026-11-27",
    "next tue": "2026-12-01",
    "next fri": "2026-12-04",
    "next week": "2026-11-30",
    "next month": "2026-12-01",
    "next year": "2027-01-01",
    # times
    "14:30": "2026-11-24 14:30",
    "9:30": "2026-11-25 09:30",
    "10:00": "2026-11-25 10:00",
    "9am": "2026-11-25 09:00",
    "12pm": "2026-11-24 12:00",
    "2:15 pm": "2026-11-24 14:15",
    "9.30": "2026-11-25 09:30",
    "9.30pm": "2026-11-24 21:30",
    "noon": "2026-11-24 12:00",
    # an hour without am or pm lies in the working day, one with its zero is that of a 24-hour clock
    "2:30": "2026-11-24 14:30",
    "5.45": "2026-11-24 17:45",
    "6:59": "2026-11-24 18:59",
    "7:00": "2026-11-25 07:00",
    "tomorrow 2:30": "2026-11-25 14:30",
    "tomorrow at 2.30": "2026-11-25 14:30",
    "mon 4:15": "2026-11-30 16:15",
    "1:00 tue": "2026-12-01 13:00",
    "tomorrow 02:30": "2026-11-25 02:30",
    "tomorrow 2:30 am": "2026-11-25 02:30",
    "tomorrow 2:30pm": "2026-11-25 14:30",
    "tomorrow 0:30": "2026-11-25 00:30",
    "2026-12-03T02:30": "2026-12-03 02:30",
    "3 dec 6.15": "2026-12-03 18:15",
    # days with times, either way round
    "mon 9:30": "2026-11-30 09:30",
    "9:30 mon": "2026-11-30 09:30",
    "mon 2 pm": "2026-11-30 14:00",
    "monday morning": "2026-11-30 09:30",
    "tomorrow afternoon": "2026-11-25 14:00",
    "today 11:00": "2026-11-24 11:00",
    # dates
    "3 dec": "2026-12-03",
    "dec 3": "2026-12-03",
    "3rd December": "2026-12-03",
    "thu 3 dec": "2026-12-03",
    "the 3rd of december": "2026-12-03",
    "3 dec 2027": "2027-12-03",
    "3 dec 27": "2027-12-03",
    "the 3rd": "2026-12-03",
    "the 24th": "2026-11-24",
    "the 31st": "2026-12-31",
    "24 nov": "2026-11-24",
    "23 nov": "2027-11-23",
    "29 feb": "2028-02-29",
    "2026-12-03": "2026-12-03",
    "2026-12-03T14:30": "2026-12-03 14:30",
    "3/12": "2026-12-03",
    "3/12/27": "2027-12-03",
    "3-12-2026": "2026-12-03",
    "3.12": "2026-12-03",
    "3.12.2026": "2026-12-03",
    "on 3 december, at 14:30": "2026-12-03 14:30",
}
NOT_READ = {
    "": "Say when",
    "   ": "Say when",
    "3": "not a day or time",
    "xyz": "not a day or time",
    "[/b]": "not a day or time",
    "yesterday": "not a day or time",
    "-3d": "not a day or time",
    "25:00": "not a day or time",
    "13pm": "not a day or time",
    "31 nov": "not a day of the calendar",
    "29 feb 2027": "not a day of the calendar",
    "0/1": "not a day of the calendar",
    "3/13": "not a day of the calendar",
    "fri 3 dec": "3 Dec 2026 is a Thu",
    "1 jan 2020": "has passed",
    "24 nov 9:00": "has passed",
    "today 9:00": "has passed",
    "this mon": "has passed",
    "+99999y": "too far away",
    "+99999d": "50 years",
}


@pytest.mark.parametrize(("typed", "expected"), READ.items())
def test_what_is_read(typed: str, expected: str) -> None:
    found = when.parse(typed, NOW, LONDON)
    assert local(found.at) == expected
    assert found.day == date.fromisoformat(expected[:10])
    assert found.is_timed == (len(expected) > 10)
    assert found.planned == (found.at if found.is_timed else found.day)


@pytest.mark.parametrize(
    ("typed", "day", "hint"),
    [
        ("4d", "2026-11-30", ""),
        ("+4d 9:30", "2026-11-30 09:30", ""),
        ("11d", "2026-12-07", ""),
        ("1m", "2026-12-24", ""),
        ("34d", "2026-12-29", ""),
        ("3wd", "2026-11-27", ""),
        ("5w", "2026-12-29", ""),
        ("next year", "2027-01-04", ""),
        ("25 dec", "2026-12-25", "Christmas Day, no working day"),
        ("sat", "2026-11-28", "no working day"),
        ("sun 9:30", "2026-11-29 09:30", "no working day"),
        ("fri", "2026-11-27", ""),
    ],
)
def test_what_is_counted_falls_on_a_working_day_and_what_is_named_stays(
    typed: str, day: str, hint: str
) -> None:
    england = workdays_of("GB-ENG")
    found = when.parse(typed, NOW, LONDON, england)
    assert (local(found.at), found.hint) == (day, hint)


def test_a_time_alone_that_has_passed_on_a_friday_means_monday() -> None:
    on_friday = at("2026-11-27 17:00")
    assert local(when.parse("9:30", on_friday, LONDON, WEEKDAYS).at) == "2026-11-30 09:30"
    assert local(when.parse("tomorrow 9:30", on_friday, LONDON, WEEKDAYS).at) == "2026-11-28 09:30"


def test_the_hint_is_shown_behind_the_day() -> None:
    assert when.parse("sat", NOW, LONDON, WEEKDAYS).seen(NOW, LONDON) == "Sat 28 Nov · no working day"


def test_midnight_is_a_time_of_the_coming_day() -> None:
    found = when.parse("12am", NOW, LONDON)
    assert (local(found.at), found.is_timed) == ("2026-11-25", True)


@pytest.mark.parametrize(("typed", "message"), NOT_READ.items())
def test_what_is_not_read_says_what_would_be(typed: str, message: str) -> None:
    with pytest.raises(Invalid, match=message) as refused:
        when.parse(typed, NOW, LONDON)
    assert refused.value.field == "when"


def test_the_name_of_today_means_in_a_week() -> None:
    assert when.parse("tue", NOW, LONDON).day == date(2026, 12, 1)
    assert when.parse("tue 14:30", NOW, LONDON).day == date(2026, 12, 1)


def test_next_means_of_the_coming_calendar_week() -> None:
    on_friday = at("2026-11-27 10:00")
    assert when.parse("next tue", on_friday, LONDON).day == date(2026, 12, 1)
    assert when.parse("tue", on_friday, LONDON).day == date(2026, 12, 1)
    on_monday = at("2026-11-23 10:00")
    assert when.parse("next tue", on_monday, LONDON).day == date(2026, 12, 1)
    assert when.parse("tue", on_monday, LONDON).day == date(2026, 11, 24)


def test_a_time_stays_the_same_on_the_wall_when_the_clocks_change() -> None:
    friday_before = at("2026-10-23 10:00")
    found = when.parse("+3d 14:30", friday_before, LONDON)
    assert local(found.at) == "2026-10-26 14:30"


def test_a_day_field_takes_no_time() -> None:
    assert when.parse_day("3 dec", NOW, LONDON) == date(2026, 12, 3)
    with pytest.raises(Invalid, match="names a time"):
        when.parse_day("3 dec 14:30", NOW, LONDON)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("today", "2026-11-24"),
        ("yesterday", "2026-11-23"),
        ("3d", "2026-11-21"),
        ("-3d", "2026-11-21"),
        ("2 weeks ago", "2026-11-10"),
        ("2m", "2026-09-24"),
        ("mon", "2026-11-23"),
        ("tue", "2026-11-17"),
        ("3 nov", "2026-11-03"),
        ("3/11/2026", "2026-11-03"),
        ("3 dec", "2025-12-03"),
        ("29 feb", "2024-02-29"),
    ],
)
def test_a_past_day(typed: str, expected: str) -> None:
    assert when.parse_past_day(typed, NOW, LONDON) == date.fromisoformat(expected)


@pytest.mark.parametrize("typed", ["", "soon", "25 dec 2026", "[/b]", "3wd"])
def test_a_past_day_that_is_none(typed: str) -> None:
    with pytest.raises(Invalid):
        when.parse_past_day(typed, NOW, LONDON)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("yesterday", "2026-11-23"),
        ("tomorrow", "2026-11-25"),
        ("20 nov", "2026-11-20"),
        ("30 nov", "2026-11-30"),
        ("31 dec 2026", "2026-12-31"),
        ("1 jan 2025", "2025-01-01"),
        ("3d", "2026-11-27"),
        ("-3d", "2026-11-21"),
        ("3d ago", "2026-11-21"),
        ("1m", "2026-12-24"),
        ("+2m", "2027-01-24"),
        ("mon", "2026-11-23"),
        ("fri", "2026-11-27"),
    ],
)
def test_the_nearer_day_is_meant(typed: str, expected: str) -> None:
    assert when.parse_near_day(typed, NOW, LONDON) == date.fromisoformat(expected)


@pytest.mark.parametrize("day", ["2026-03-15", "2026-07-15", "2028-03-01"])
def test_an_amount_is_to_come_however_long_the_month_before_was(day: str) -> None:
    assert when.parse_near_day("+1m", at(f"{day} 10:00"), LONDON) > date.fromisoformat(day)


@pytest.mark.parametrize("typed", ["", "soon", "[/b]", "14:30"])
def test_a_near_day_that_is_none(typed: str) -> None:
    with pytest.raises(Invalid):
        when.parse_near_day(typed, NOW, LONDON)


def test_a_refused_text_is_shown_without_its_control_characters() -> None:
    with pytest.raises(Invalid) as refused:
        when.parse("\x1b]52;c;evil\x07 " + "x" * 500, NOW, LONDON)
    assert refused.value.message.isprintable()
    assert len(refused.value.message) < 120


instants = st.integers(at("2000-01-01 00:00"), at("2080-01-01 00:00"))
zones = st.sampled_from(
    [ZoneInfo(name) for name in ("Europe/London", "Pacific/Auckland", "America/Havana", "UTC")]
)
PIECES = (
    "mon tue next this tomorrow today dec 3 31 29 feb 3rd 2027 14:30 9am 9.30 3/12 +3d 2w 1m 99999y + - : / "
    "in at 0 00 week month noon 2026-12-03 . ,"
)
pieces = st.sampled_from(PIECES.split())


@given(
    text=st.one_of(st.text(max_size=40), st.lists(pieces, max_size=5).map(" ".join)), now=instants, zone=zones
)
@example(text="١٢:٣٠", now=NOW, zone=LONDON)
@example(text="9" * 5000, now=NOW, zone=LONDON)
def test_whatever_is_typed_is_either_to_come_or_refused(text: str, now: int, zone: ZoneInfo) -> None:
    try:
        found = when.parse(text, now, zone)
    except Invalid:
        return
    today = spoken.local_day(now, zone)
    assert found.at >= now if found.is_timed else found.day >= today
    assert found.day <= add_months(today, 12 * 51)


@given(
    text=st.one_of(st.text(max_size=40), st.lists(pieces, max_size=4).map(" ".join)), now=instants, zone=zones
)
def test_a_past_day_is_past_or_refused(text: str, now: int, zone: ZoneInfo) -> None:
    try:
        found = when.parse_past_day(text, now, zone)
    except Invalid:
        return
    assert found <= spoken.local_day(now, zone)


@given(days=st.integers(0, 3000), minutes=st.integers(0, 24 * 60 - 1))
def test_what_the_screen_shows_can_be_typed_back(days: int, minutes: int) -> None:
    day = TODAY + timedelta(days=days)
    assert when.parse(spoken.moment(day, NOW, LONDON), NOW, LONDON).planned == day
    shown = f"{spoken.weekday(day, TODAY)} {minutes // 60:02}:{minutes % 60:02}"
    timed = at(f"{day.isoformat()} {minutes // 60:02}:{minutes % 60:02}")
    if timed > NOW:
        assert when.parse(shown, NOW, LONDON).at == timed
