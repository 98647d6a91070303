"""Days beside instants: what a row holds, and what an older record of it meant."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

from tests.support.clock import LONDON
from trtui.store import days

THIRD = date(2026, 12, 3)
MIDNIGHT = int(datetime(2026, 12, 3, tzinfo=LONDON).timestamp())


def test_only_midnight_of_the_zone_begins_a_day() -> None:
    assert days.on(MIDNIGHT, LONDON) == THIRD
    assert days.on(MIDNIGHT + 60, LONDON) is None
    assert days.on(MIDNIGHT, ZoneInfo("America/New_York")) is None
    assert days.on(None, LONDON) is None


def test_midnight_is_known_where_the_clocks_change_in_the_night() -> None:
    havana = ZoneInfo("America/Havana")
    for day in (date(2026, 3, 8), date(2026, 11, 1)):
        begins = int(datetime(day.year, day.month, day.day, tzinfo=havana).timestamp())
        assert days.on(begins, havana) == day


def test_the_fields_of_a_table_hold_a_day_or_an_instant() -> None:
    assert days.fields("task", THIRD) == {"due_at": None, "due_on": "2026-12-03"}
    assert days.fields("task", MIDNIGHT) == {"due_at": MIDNIGHT, "due_on": None}
    assert days.fields("call_plan", None) == {"at": None, "day_on": None}
    for when in (THIRD, MIDNIGHT, None):
        assert days.planned("task", days.fields("task", when)) == when
    assert days.sorted_by("task", days.fields("task", THIRD), LONDON) == {"due_at": MIDNIGHT}
    assert days.sorted_by("task", days.fields("task", MIDNIGHT), LONDON) == {}
    assert days.sorted_by("client", {"name": "Oak"}, LONDON) == {}


def test_what_an_older_program_recorded_is_read_as_it_was_meant() -> None:
    assert days.known_before("task", {"due_at": MIDNIGHT}, LONDON) == {
        "due_at": MIDNIGHT,
        "due_on": "2026-12-03",
    }
    timed = MIDNIGHT + 3600
    assert days.known_before("task", {"due_at": timed}, LONDON) == {"due_at": timed, "due_on": None}
    newer = {"due_at": MIDNIGHT, "due_on": None}
    assert days.known_before("task", newer, LONDON) == newer, (
        "a newer record says itself that no day was meant"
    )
    assert days.known_before("task", {"title": "Ring"}, LONDON) == {"title": "Ring"}
    assert days.known_before("client", {"name": "Oak"}, LONDON) == {"name": "Oak"}
