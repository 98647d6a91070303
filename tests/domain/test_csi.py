"""CSI codes: cadence, due dates, amber and red."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.domain.moments import NOW, at
from tests.support.clock import LONDON
from trtui.domain import csi
from trtui.domain.csi import Cadence, CsiCode, DueState
from trtui.domain.errors import Invalid

A, B, C, D = CsiCode


@pytest.mark.parametrize(
    ("code", "who", "months", "words", "days", "half"),
    [
        (A, "uses us", 1, "month", 30, 15),
        (B, "key target, regular user of agencies, not yet ours", 2, "2 months", 61, 30),
        (C, "target, not yet a regular user", 3, "quarter", 91, 45),
        (D, "hardly uses agencies", 12, "year", 365, 182),
    ],
)
def test_the_cadence(code: CsiCode, who: str, months: int, words: str, days: int, half: int) -> None:
    interval = csi.CADENCE.interval(code)
    assert code.meaning == who
    assert (interval.months, interval.text, interval.days, interval.half_days) == (months, words, days, half)


@pytest.mark.parametrize(
    ("code", "last_conversation", "due"),
    [
        (A, "2026-11-22", "2026-12-22"),
        (A, "2027-01-29", "2027-03-01"),
        (A, "2028-01-31", "2028-02-29"),
        (B, "2026-11-22", "2027-01-22"),
        (C, "2026-11-30", "2027-03-01"),
        (D, "2028-02-29", "2029-02-28"),
    ],
)
def test_due_one_interval_after_the_last_conversation(
    code: CsiCode, last_conversation: str, due: str
) -> None:
    spoke = date.fromisoformat(last_conversation)
    assert csi.due_on(code, date(2020, 1, 1), spoke) == date.fromisoformat(due)


def test_without_a_conversation_due_from_the_day_the_code_was_given() -> None:
    for code in CsiCode:
        assert csi.due_on(code, date(2026, 11, 3), None) == date(2026, 11, 3)


def test_another_code_moves_the_due_date() -> None:
    spoke = date(2026, 11, 1)
    assert csi.due_on(A, date(2026, 11, 20), spoke) == date(2026, 12, 1)
    assert csi.due_on(C, date(2026, 11, 20), spoke) == date(2027, 2, 1)


def test_an_agency_sets_its_own_cadence() -> None:
    weekly_d = csi.cadence_from({"d": 6})
    assert weekly_d.months(D) == 6
    assert weekly_d.months(A) == 1
    assert csi.due_on(D, date(2026, 1, 1), date(2026, 1, 1), weekly_d) == date(2026, 7, 1)


@pytest.mark.parametrize("months", [{"A": 0}, {"A": 61}, {"E": 1}, {"": 1}])
def test_a_cadence_that_cannot_be(months: dict[str, int]) -> None:
    with pytest.raises(Invalid):
        csi.cadence_from(months)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("a", A), (" B ", B), ("CSI C", C), ("csi-d", D), ("", None), ("-", None), ("–", None), ("None", None)],
)
def test_reading_a_code(typed: str, code: CsiCode | None) -> None:
    assert csi.parse_code(typed) is code


@pytest.mark.parametrize("typed", ["E", "AB", "1", "csi abcd", "[/b]"])
def test_what_is_no_code(typed: str) -> None:
    with pytest.raises(Invalid, match="use A, B, C, D"):
        csi.parse_code(typed)


@pytest.mark.parametrize(
    ("due", "days", "state", "text"),
    [
        ("2026-12-03", 30, DueState.LATER, "in 9 d"),
        ("2026-11-25", 30, DueState.LATER, "tomorrow"),
        ("2026-11-24 14:30", 30, DueState.LATER, "today 14:30"),
        ("2026-11-24", 30, DueState.DUE, "today"),
        ("2026-11-24 09:30", 30, DueState.DUE, "today 09:30"),
        ("2026-11-21", 30, DueState.DUE, "3 d overdue"),
        ("2026-11-10", 30, DueState.DUE, "14 d overdue"),
        ("2026-11-09", 30, DueState.OVERDUE, "15 d overdue"),
        ("2026-10-26", 61, DueState.DUE, "29 d overdue"),
        ("2026-10-25", 61, DueState.OVERDUE, "30 d overdue"),
        ("2026-05-27", 365, DueState.DUE, "5 mo overdue"),
        ("2026-05-26", 365, DueState.OVERDUE, "5 mo overdue"),
        ("2026-11-24 09:30", None, DueState.DUE, "today 09:30"),
        ("2026-11-23", None, DueState.OVERDUE, "1 d overdue"),
    ],
)
def test_amber_when_due_red_by_half_an_interval(
    due: str, days: int | None, state: DueState, text: str
) -> None:
    day = date.fromisoformat(due) if len(due) == 10 else None
    found = csi.dueness(at(due), days, NOW, LONDON, due_on=day)
    assert (found.state, found.text) == (state, text)


def test_no_date_is_a_dash() -> None:
    assert csi.dueness(None, None, NOW, LONDON).label == "–"


def test_the_state_is_told_without_colour() -> None:
    assert csi.dueness(at("2026-11-21"), 30, NOW, LONDON).label == "● 3 d overdue"
    assert csi.dueness(at("2026-11-01"), 30, NOW, LONDON).label == "▲ 23 d overdue"
    assert csi.dueness(at("2026-12-03"), 30, NOW, LONDON).label == "in 9 d"
    assert len({state.glyph for state in (DueState.LATER, DueState.DUE, DueState.OVERDUE)}) == 3


def test_a_retry_holds_a_contact_back_but_its_lateness_goes_on() -> None:
    was_due, retry = at("2026-11-01"), at("2026-11-24 16:00")
    waiting = csi.dueness(retry, 30, NOW, LONDON, late_since=was_due)
    assert (waiting.state, waiting.text) == (DueState.LATER, "today 16:00")
    again = csi.dueness(retry, 30, at("2026-11-24 16:00"), LONDON, late_since=was_due)
    assert (again.state, again.text) == (DueState.OVERDUE, "23 d overdue")


def test_the_share_of_an_interval_that_has_passed() -> None:
    half_a_month_late = csi.dueness(NOW - 15 * 86400, 30, NOW, LONDON)
    assert half_a_month_late.share == pytest.approx(0.5)
    assert csi.share_passed(NOW - 61 * 86400, 61, NOW) == pytest.approx(1.0)
    assert csi.share_passed(NOW + 86400, 30, NOW) < 0


days = st.dates(date(2000, 1, 1), date(2090, 1, 1))


@given(code=st.sampled_from(CsiCode), spoke=days, coded=days, months=st.integers(1, 60))
def test_never_due_before_the_last_conversation(code: CsiCode, spoke: date, coded: date, months: int) -> None:
    cadence = Cadence(months, months, months, months)
    due = csi.due_on(code, coded, spoke, cadence)
    assert spoke + timedelta(days=27 * months) < due <= spoke + timedelta(days=31 * months + 2)


@given(spoke=days, coded=days)
def test_a_better_code_is_due_sooner(spoke: date, coded: date) -> None:
    dates = [csi.due_on(code, coded, spoke) for code in (A, B, C, D)]
    assert dates == sorted(dates)
    assert len(set(dates)) == 4


@given(
    late=st.integers(-2000, 2000),
    later=st.integers(0, 2000),
    interval=st.one_of(st.none(), st.integers(1, 400)),
)
def test_a_call_only_gets_more_urgent(late: int, later: int, interval: int | None) -> None:
    order = [DueState.LATER, DueState.DUE, DueState.OVERDUE]
    first = csi.dueness(NOW - late * 86400, interval, NOW, LONDON)
    then = csi.dueness(NOW - late * 86400, interval, NOW + later * 86400, LONDON)
    assert order.index(first.state) <= order.index(then.state)
    assert first.share <= then.share
