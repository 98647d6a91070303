"""A whole day keeps its date wherever it is read; an instant is what it is: in values, tables and texts."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.desk.test_exports import exported
from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, the_row, undo
from tests.support.clock import FixedClock
from trtui.desk import cards, labels, notes, plans, record_history, sections, summary
from trtui.desk.office import Office
from trtui.domain.errors import StaleSave
from trtui.domain.status import ClientStatus

PLACES = ("America/New_York", "Asia/Kolkata", "Pacific/Auckland")


def office_in(agency: Agency, place: str) -> Office:
    return Office(agency.url, FixedClock(agency.clock.now(), ZoneInfo(place)), login="sam")


@pytest.mark.parametrize("place", PLACES)
def test_a_day_is_the_same_day_for_whoever_reads_it_elsewhere(agency: Agency, place: str) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    call(agency.sam, dana, "voicemail", next_call="3 dec")
    agency.sam.write_now(notes.add_task, client, "Ring", "10 jan")
    agency.sam.write_now(labels.override_client, client, ClientStatus.TARGET, "asked", date(2026, 11, 29))
    with closing(office_in(agency, place)) as away:
        row = the_row(away, dana)
        assert (row.due_on, row.due.text) == (date(2026, 12, 3), "in 9 d")
        (line,) = away.read_now(sections.contacts, client)
        assert line.due_on == date(2026, 12, 3)
        (task,) = away.read_now(sections.notes, client)
        assert task.due_on == date(2027, 1, 10)
        head = away.read_now(summary.summary, client)
        assert head.next_call is not None and head.next_call.due_on == date(2026, 12, 3)
        assert head.status.because.text.endswith("until Sun 29 Nov")
        assert away.read_now(cards.card, dana).due_on == date(2026, 12, 3)


@pytest.mark.parametrize("place", PLACES)
def test_a_day_stays_itself_when_the_store_moves_to_another_zone(agency: Agency, place: str) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    agency.sam.write_now(plans.snooze, [dana], "3 dec")
    timed = agency.sam.write_now(notes.add_task, client, "Ring", "4 dec 14:30")
    agency.sam.write_now(notes.add_task, client, "Write", "5 dec")
    agency.sam.write_now(labels.override_client, client, ClientStatus.TARGET, "asked", date(2026, 11, 29))
    before = {one.id: one for one in agency.sam.read_now(sections.notes, client)}
    agency.settle("time_zone", place)
    zone = ZoneInfo(place)
    row = the_row(agency.priya, dana)
    assert row.due_on == date(2026, 12, 3)
    assert row.due_at == int(datetime(2026, 12, 3, tzinfo=zone).timestamp())
    after = {one.id: one for one in agency.priya.read_now(sections.notes, client)}
    for number, task in after.items():
        assert task.due_on == before[number].due_on
        if number == timed:
            assert task.due_at == before[number].due_at, "an instant is the same instant everywhere"
        else:
            assert task.due_at == int(datetime(2026, 12, 5, tzinfo=zone).timestamp())
    assert agency.priya.read_now(summary.summary, client).status.because.text.endswith("until Sun 29 Nov")
    undo(agency.sam)
    assert the_row(agency.priya, dana).due_at == int(
        datetime(2026, 12, 3, tzinfo=agency.clock.zone).timestamp()
    )


def test_midnight_that_was_meant_is_no_day(agency: Agency) -> None:
    client = agency.a_client()
    agency.sam.write_now(notes.add_task, client, "Ring", "4 dec 0:00")
    agency.sam.write_now(notes.add_task, client, "Write", "4 dec")
    night, day = sorted(agency.sam.read_now(sections.notes, client), key=lambda one: one.id)
    assert night.due_at == day.due_at
    assert (night.due_on, day.due_on) == (None, date(2026, 12, 4))


def test_an_export_tells_days_from_instants(agency: Agency) -> None:
    client = agency.a_client()
    dana, ann = a_due_contact(agency, at=client), a_due_contact(agency, "Ann Archer", at=client)
    agency.sam.write_now(plans.snooze, [dana], "3 dec")
    agency.sam.write_now(plans.snooze, [ann], "3 dec 14:30")
    found = {row["Contact"]: row["Next call"] for row in exported(agency.sam, "contacts")}
    assert found["Dana Whitlock"] == date(2026, 12, 3) and not isinstance(found["Dana Whitlock"], datetime)
    assert found["Ann Archer"] == datetime(2026, 12, 3, 14, 30)
    (line,) = exported(agency.sam, "clients")
    assert line["Next call"] == date(2026, 12, 3)


def test_a_code_is_given_on_a_day_and_the_cadence_asks_for_days(agency: Agency) -> None:
    dana = a_due_contact(agency)
    row = the_row(agency.sam, dana)
    assert (row.due_on, row.due.text) == (date(2026, 11, 24), "today")
    call(agency.sam, dana, "conversation")
    assert the_row(agency.sam, dana).due_on == date(2026, 12, 24)
    call(agency.sam, dana, "call_back", next_call="3 dec 14:30")
    assert the_row(agency.sam, dana).due_on is None
    assert call(agency.sam, dana, "voicemail", next_call="3 dec").next_on == date(2026, 12, 3)


def test_from_a_day_to_a_time_and_back_is_one_field(agency: Agency) -> None:
    client = agency.a_client()
    number = agency.sam.write_now(notes.add_task, client, "Ring", "4 dec")
    before = everything(agency.sam)

    def task() -> Any:
        (one,) = agency.sam.read_now(sections.notes, client)
        return one

    first = task()
    base = {"due_at": first.due_on or first.due_at}
    agency.sam.write_now(notes.edit_task, number, base, {"due_at": "4 dec 14:30"}, first.version)
    second = task()
    assert (second.due_on, second.due_at) == (None, agency.clock.now() + 10 * 86400 + 4 * 3600 + 1800)
    with pytest.raises(StaleSave) as refused:
        agency.sam.write_now(notes.edit_task, number, base, {"due_at": "7 dec"}, first.version)
    (clash,) = refused.value.fields
    assert (clash.field, clash.theirs) == ("due_at", second.due_at)
    assert clash.words == ("Mon 7 Dec 2026", "Fri 4 Dec 2026 14:30")
    changes = agency.sam.read_now(record_history.field_history, "task", number)
    assert [(one.before, one.after) for one in changes if one.field == "due_at"][:1] == [
        ("Fri 4 Dec 2026", "Fri 4 Dec 2026 14:30")
    ]
    undo(agency.sam)
    assert everything(agency.sam) == before
