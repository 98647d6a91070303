"""Which days are working days, by country."""

from __future__ import annotations

from datetime import date

import pytest

from trtui.domain.errors import Invalid
from trtui.domain.workdays import WEEKDAYS, Workdays, checked_country, workdays_of

ST_ANDREW, GOOD_FRIDAY, BOXING_DAY_KEPT = date(2026, 11, 30), date(2027, 3, 26), date(2026, 12, 28)


def test_without_a_country_only_weekends_are_no_working_days() -> None:
    assert WEEKDAYS.next(date(2026, 11, 27)) == date(2026, 11, 27)
    assert WEEKDAYS.next(date(2026, 11, 28)) == date(2026, 11, 30)
    assert WEEKDAYS.is_working(date(2026, 12, 25))
    assert WEEKDAYS.hint(date(2026, 11, 28)) == "no working day"


@pytest.mark.parametrize(
    ("country", "holiday"),
    [
        ("GB-SCT", ST_ANDREW),
        ("GB-ENG", BOXING_DAY_KEPT),
        ("GB-NIR", date(2026, 7, 13)),
        ("IE", date(2026, 2, 2)),
    ],
)
def test_the_bank_holidays_of_a_country(country: str, holiday: date) -> None:
    there = Workdays(country)
    assert not there.is_working(holiday)
    assert there.holiday(holiday)
    assert there.after(date.fromordinal(holiday.toordinal() - 1), 1) > holiday
    assert WEEKDAYS.is_working(holiday)


def test_a_holiday_of_one_part_is_a_working_day_in_another() -> None:
    assert workdays_of("GB-ENG").is_working(ST_ANDREW)
    assert not workdays_of("GB").is_working(GOOD_FRIDAY)


def test_working_days_are_counted_over_holidays() -> None:
    assert Workdays("GB-ENG").after(date(2026, 12, 24), 1) == date(2026, 12, 29)
    assert Workdays("GB-ENG").hint(BOXING_DAY_KEPT) == "Boxing Day (observed), no working day"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("gb-sct", "GB-SCT"),
        ("GB", "GB"),
        ("Northern Ireland", "GB-NIR"),
        (" ie ", "IE"),
        ("de-by", "DE-BY"),
        ("none", ""),
        ("", ""),
    ],
)
def test_a_country_as_typed(typed: str, kept: str) -> None:
    assert checked_country(typed) == kept


@pytest.mark.parametrize(
    ("typed", "message"),
    [("XX", "no country"), ("GB-LON", "GB-ENG, GB-NIR, GB-SCT, GB-WLS"), ("IE-D", "say IE alone")],
)
def test_a_country_that_is_not_known(typed: str, message: str) -> None:
    with pytest.raises(Invalid, match=message):
        checked_country(typed)
