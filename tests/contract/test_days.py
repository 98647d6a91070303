"""What an older program kept as instants: at midnight of the store's zone it was a day, everything else stays."""

from __future__ import annotations

from contextlib import closing
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.contract.test_migrations import an_empty_store, brought_to, reading, upgraded_to
from tests.support.clock import LONDON, FixedClock
from tests.support.schema import make_schema
from trtui.cli import main
from trtui.desk import queue as calls
from trtui.desk import sections, summary
from trtui.desk.office import Office
from trtui.domain.errors import NotAllowed
from trtui.store import schema
from trtui.store.rehearsal import rehearse


def moment(text: str, zone: ZoneInfo = LONDON) -> int:
    return int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


def an_older_store(url: str) -> None:
    """Make a store as 0002 left it: days at midnight in London, over a change of the clocks, and times beside them."""
    brought_to(url, "0002")
    store = an_empty_store(url)
    with store.writing() as db:
        db.run(
            "INSERT INTO user_account (id, version, login, name, role, created_at) VALUES"
            " (1, 1, 'sam', 'Sam Okafor', 'administrator', 0), (2, 1, 'priya', 'Priya Shah', 'consultant', 0)"
        )
        db.run(
            "INSERT INTO client (id, version, name, owner_id, access, stage, created_at)"
            " VALUES (1, 1, 'Brookhill Ltd', 1, 'everyone', 'prospect', 0)"
        )
        for number, when in enumerate(("2026-12-03", "2027-07-01", "2026-12-03T14:30"), 1):
            db.run(
                "INSERT INTO contact (id, version, name, csi, csi_since_at, created_at)"
                " VALUES (:id, 1, :name, 'A', :since, 0)",
                id=number,
                name=f"Person {number}",
                since=moment("2026-11-03T10:00"),
            )
            db.run(
                "INSERT INTO assignment (version, client_id, contact_id, is_primary, from_at)"
                " VALUES (1, 1, :id, :first, 0)",
                id=number,
                first=number == 1,
            )
            db.run(
                "INSERT INTO call_plan (version, contact_id, kind, at, set_at) VALUES (1, :id, 'snooze', :at, 0)",
                id=number,
                at=moment(when),
            )
        for title, due in (("Write", "2026-12-05"), ("Ring", "2026-12-05T09:00"), ("Midnight there", None)):
            db.run(
                "INSERT INTO task (version, client_id, kind, title, due_at, created_at)"
                " VALUES (1, 1, 'to do', :title, :due, 0)",
                title=title,
                due=moment("2026-12-05", ZoneInfo("America/New_York")) if due is None else moment(due),
            )
        db.run(
            "INSERT INTO status_override (version, client_id, status, reason, set_by, set_at, expires_at)"
            " VALUES (1, 1, 'target', 'asked', 1, 0, :at)",
            at=moment("2026-11-29"),
        )
    store.close()


def kept(url: str) -> list[tuple[object, ...]]:
    with reading(url) as db:
        return [
            *db.rows("SELECT contact_id, at, day_on, version FROM call_plan ORDER BY contact_id"),
            *db.rows("SELECT title, due_at, due_on, version FROM task ORDER BY id"),
            *db.rows("SELECT status, expires_at, expires_on, version FROM status_override"),
        ]


def test_instants_at_midnight_of_the_stores_zone_become_days(empty_store_url: str, clock: FixedClock) -> None:
    an_older_store(empty_store_url)
    kolkata = FixedClock(clock.now(), ZoneInfo("Asia/Kolkata"))
    make_schema(empty_store_url)
    with closing(Office(empty_store_url, kolkata, login="priya")) as priya:
        with pytest.raises(NotAllowed, match="Ask Sam Okafor"):
            priya.read_now(calls.due)
    with closing(Office(empty_store_url, clock, login="sam")) as sam:
        page = sam.read_now(calls.due, "everyone", "", 10, include_later=True)
        assert {row.contact: row.due_on for row in page.rows} == {
            "Person 1": date(2026, 12, 3),
            "Person 2": date(2027, 7, 1),
            "Person 3": None,
        }
        assert "time of Europe/London" in sam.notice
        assert "Now whole days: 2 planned calls, 1 task, 1 end of a status set by hand." in sam.notice
        assert (
            "Still times of a day: 1 planned call, 2 tasks, 3 days on which a code was given." in sam.notice
        )
        head = sam.read_now(summary.summary, 1)
        assert head.next_call is not None and head.next_call.due_on == date(2026, 12, 3)
        assert head.status.because.text.endswith("until Sun 29 Nov")
    assert kept(empty_store_url) == [
        (1, moment("2026-12-03"), "2026-12-03", 1),
        (2, moment("2027-07-01"), "2027-07-01", 1),
        (3, moment("2026-12-03T14:30"), None, 1),
        ("Write", moment("2026-12-05"), "2026-12-05", 1),
        ("Ring", moment("2026-12-05T09:00"), None, 1),
        ("Midnight there", moment("2026-12-05", ZoneInfo("America/New_York")), None, 1),
        ("target", moment("2026-11-29"), "2026-11-29", 1),
    ]
    with closing(Office(empty_store_url, kolkata, login="priya")) as priya:
        tasks = {one.text: one.due_on for one in priya.read_now(sections.notes, 1)}
        assert tasks == {"Write": date(2026, 12, 5), "Ring": None, "Midnight there": None}


def test_an_older_file_gives_the_zone_in_which_the_days_were_meant(
    empty_store_url: str, clock: FixedClock
) -> None:
    an_older_store(empty_store_url)
    offered = {"time_zone": "America/New_York"}
    make_schema(empty_store_url)
    with closing(Office(empty_store_url, clock, login="sam", offered=offered)) as sam:
        tasks = {one.text: one.due_on for one in sam.read_now(sections.notes, 1)}
        assert tasks == {"Write": None, "Ring": None, "Midnight there": date(2026, 12, 5)}
        assert "time of America/New_York and keeps the bank holidays of US" in sam.notice


def test_a_rehearsal_tells_all_and_touches_nothing(empty_store_url: str) -> None:
    an_older_store(empty_store_url)
    found = rehearse(empty_store_url, LONDON)
    assert (found.found, found.head, found.wrong) == ("0002", schema.HEAD, "")
    assert [(one.days, one.instants) for one in found.converted] == [(2, 1), (1, 2), (1, 0), (0, 3)]
    with reading(empty_store_url) as db:
        assert schema.version(db) == "0002"
        assert db.value("SELECT count(*) FROM task") == 3


def test_doctor_rehearses_for_who_asks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url = str(tmp_path / "old.db")
    an_older_store(url)
    monkeypatch.setenv("TZ", "Europe/London")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("TRTUI_CONFIG", raising=False)
    assert main(["--db", url, "doctor", "--rehearse"]) == 0
    said = capsys.readouterr().out
    assert f"from schema 0002 to {schema.HEAD}, and no row is lost; tried and undone" in said
    assert "Now whole days: 2 planned calls" in said
    with reading(url) as db:
        assert schema.version(db) == "0002"


def test_a_store_that_has_a_zone_already_gets_its_days_whoever_opens_it(
    empty_store_url: str, clock: FixedClock
) -> None:
    an_older_store(empty_store_url)
    store = an_empty_store(empty_store_url)
    with store.engine().begin() as connection:
        upgraded_to(connection, "0006")
    with store.writing() as db:
        db.run(
            "INSERT INTO setting (version, name, value, set_at) VALUES (1, 'time_zone', '\"Europe/London\"', 0)"
        )
        db.run(
            "INSERT INTO contact_state (contact_id, client_id, name_key, owner_id, status, csi, csi_rank, due_at,"
            " due_since, due_kind, interval_days, is_archived)"
            " VALUES (1, 1, 'person 1', 1, 'unknown', 'A', 1, :at, :at, 'snooze', 30, false)",
            at=moment("2026-12-03"),
        )
    store.close()
    make_schema(empty_store_url)
    with closing(Office(empty_store_url, clock, login="priya")) as priya:
        page = priya.read_now(calls.due, "everyone", "", 10, include_later=True)
        assert [(row.contact, row.due_on) for row in page.rows] == [("Person 1", date(2026, 12, 3))]
        assert priya.notice == ""
    assert kept(empty_store_url)[:3] == [
        (1, moment("2026-12-03"), "2026-12-03", 1),
        (2, moment("2027-07-01"), "2027-07-01", 1),
        (3, moment("2026-12-03T14:30"), None, 1),
    ]
