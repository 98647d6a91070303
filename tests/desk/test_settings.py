"""The store's settings: one for everybody, set by those who lead, taken up at once by who works there."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, everything, the_row, undo
from tests.support.clock import FixedClock
from trtui.desk import settings
from trtui.desk.office import Office
from trtui.domain.errors import Invalid, NotAllowed, UndoRefused


def value(office: Office, name: str) -> object:
    return office.read_now(settings.line, name).value


def test_a_store_begins_with_the_zone_of_the_machine_and_its_country(agency: Agency) -> None:
    assert (value(agency.priya, "time_zone"), value(agency.priya, "country")) == ("Europe/London", "GB-ENG")
    assert (
        "This store goes by the time of Europe/London and keeps the bank holidays of GB-ENG"
        in agency.sam.notice
    )
    assert agency.priya.notice == ""


def test_whoever_sits_elsewhere_goes_by_the_time_of_the_store(agency: Agency) -> None:
    kolkata = FixedClock(agency.clock.now(), ZoneInfo("Asia/Kolkata"))
    dana = a_due_contact(agency)
    with closing(Office(agency.url, kolkata, login="jo")) as jo:
        done = call(jo, dana, "voicemail", next_call="3 dec 2:30")
        assert "Thu 3 Dec 14:30" in done.text
        assert jo.clock.zone == ZoneInfo("Europe/London")
    assert the_row(agency.sam, dana).due_at == agency.clock.set(2026, 12, 3, 14, 30)


@pytest.mark.parametrize("who", ["sam", "max"])
def test_those_who_lead_set_them_and_everybody_takes_them_up_at_once(agency: Agency, who: str) -> None:
    dana = a_due_contact(agency)
    call(agency.priya, dana, "conversation")
    before = the_row(agency.priya, dana).due_at
    agency.sit(who).write_now(settings.change, "cadence.A", "2")
    assert agency.priya.read_now(settings.line, "cadence.A").by == agency.sit(who).actor.name
    row = the_row(agency.priya, dana)
    assert row.due_at is not None and before is not None and row.due_at > before + 25 * 86400
    assert agency.priya.rules.cadence["A"] == 2
    undo(agency.sit(who))
    assert the_row(agency.priya, dana).due_at == before
    assert agency.priya.rules.cadence["A"] == 1


def test_consultants_may_look_and_not_set(agency: Agency) -> None:
    before = everything(agency.sam)
    for use in (
        lambda: agency.priya.write_now(settings.change, "goal", "12"),
        lambda: agency.priya.write_now(settings.unset, "goal"),
        lambda: agency.priya.write_now(settings.take, {"goal": 12}),
    ):
        with pytest.raises(NotAllowed, match="ask a manager or an administrator"):
            use()
    assert everything(agency.sam) == before
    assert value(agency.priya, "goal") == 10


def test_a_bank_holiday_of_the_country_is_no_working_day(agency: Agency) -> None:
    agency.clock.set(2026, 11, 27)
    dana = a_due_contact(agency)
    assert call(agency.sam, dana, "no_answer", next_call="1wd").text.endswith("Mon 30 Nov")
    agency.settle("country", "GB-SCT")
    assert call(agency.sam, dana, "no_answer", next_call="1wd").text.endswith("Tue 1 Dec")


def test_another_zone_moves_where_the_days_of_the_cadence_begin(agency: Agency) -> None:
    dana = a_due_contact(agency)
    call(agency.sam, dana, "conversation")
    agency.settle("time_zone", "America/New_York")
    row = the_row(agency.jo, dana)
    there = datetime(2026, 12, 24, tzinfo=ZoneInfo("America/New_York"))
    assert (row.due_on, row.due_at) == (date(2026, 12, 24), int(there.timestamp()))


def test_a_setting_goes_back_to_its_default(agency: Agency) -> None:
    agency.settle("goal", 12)
    assert agency.sam.write_now(settings.unset, "goal").text == "10"
    assert value(agency.jo, "goal") == 10
    with pytest.raises(Invalid, match="always has a time zone"):
        agency.sam.write_now(settings.unset, "time_zone")
    with pytest.raises(Invalid, match="Did you mean “goal”"):
        agency.sam.write_now(settings.unset, "gaol")


def test_an_outcome_that_others_make_room_for_cannot_go_back(agency: Agency) -> None:
    agency.settle("outcomes.gatekeeper", "off = true")
    agency.settle("outcomes.busy", 'key = "7", label = "Busy"')
    with pytest.raises(Invalid, match="the key “7” is given twice"):
        agency.sam.write_now(settings.unset, "outcomes.gatekeeper")
    agency.sam.write_now(settings.unset, "outcomes.busy")
    agency.sam.write_now(settings.unset, "outcomes.gatekeeper")
    assert agency.jo.read_now(settings.line, "outcomes.gatekeeper").text == ""


def test_what_an_older_file_decides_is_taken_whole_or_not(agency: Agency) -> None:
    offered = {
        "goal": 12,
        "cadence.A": 1,
        "outcomes.gatekeeper": {"label": "Reception"},
        "time_zone": "Europe/London",
    }
    found = agency.max.read_now(settings.differences, offered)
    assert [(one.name, one.here, one.there) for one in found] == [
        ("goal", "10", "12"),
        ("outcomes.gatekeeper", "", 'label = "Reception"'),
    ]
    before = everything(agency.sam)
    with pytest.raises(Invalid):
        agency.max.write_now(settings.take, {"goal": 12, "lease_minutes": 0})
    assert everything(agency.sam) == before
    assert agency.max.write_now(settings.take, offered) == found
    assert agency.max.read_now(settings.differences, offered) == ()
    assert agency.priya.read_now(settings.line, "goal").value == 12
    undo(agency.max)
    assert agency.priya.read_now(settings.line, "goal").value == 10


def test_undo_refuses_where_somebody_has_set_it_since(agency: Agency) -> None:
    agency.max.write_now(settings.change, "goal", 12)
    agency.sam.write_now(settings.change, "goal", 14)
    with pytest.raises(UndoRefused, match="changed the setting since"):
        undo(agency.max)
    assert value(agency.priya, "goal") == 14
