"""Imports taken back: what nobody touched goes, what somebody edited stays, and the report says which."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.calling import next_undo
from tests.support.sheets import Sheet, sheet
from trtui.desk import (
    assignment,
    clients,
    contacts,
    history,
    imports,
    labels,
    notes,
    search,
)
from trtui.desk.importing import reversal, run
from trtui.desk.imports import Options
from trtui.domain.errors import Conflict, NotAllowed, NotFound

TABLES = (
    "client client_name site tag client_tag contact contact_point assignment csi_history note task"
    " client_state contact_state search_client search_contact match_client"
).split()
FILE = """
    Client, Company number, Postcode, Town, Trading names, Main phone, Contact, Email, CSI, Tags, Note
    Acme Freight Ltd, 4418292, LS10 1AB, Leeds, AcmeX, 0113 496 0100, Dana, d@acme.example, A, night, Hi
    Acme Freight Ltd,,,,,, Ravi,, C, big,
    Zebra Catering Ltd,, BA1 1AA, Bath,,, Jo, j@zebra.example,, night,
"""


def bring(agency: Agency, source: Any, **options: Any) -> int:
    return imports.bring_in_now(agency.sam, source, Options(**options)).batch_id or 0


def value(agency: Agency, sql: str, **parameters: Any) -> Any:
    return agency.sam.read_now(lambda look: look.db.value(sql, **parameters))


def everything(agency: Agency) -> dict[str, list[Any]]:
    """Return all that the store holds of clients and contacts, versions left aside."""

    def rows(look: Any, table: str) -> list[Any]:
        return sorted(look.db.rows(f"SELECT * FROM {table}"), key=repr)

    return agency.sam.read_now(lambda look: {table: rows(look, table) for table in TABLES})


def test_an_import_that_nobody_touched_vanishes_without_trace(agency: Agency) -> None:
    agency.a_client("Quill Printing Ltd")
    before = everything(agency)
    batch = bring(agency, sheet(FILE))
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.restored, report.kept_count, report.failed_count) == (2, 0, 0, 0)
    assert report.text == "2 clients removed, 0 as before, 0 kept because edited since, 0 failed"
    assert everything(agency) == before
    assert value(agency, "SELECT undone_at FROM import_batch") == agency.clock.now()


def test_clients_that_were_added_to_are_as_before(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292")
    agency.a_contact("Max", there)
    agency.sam.write_now(labels.tag, [there], "night")
    batch = bring(agency, sheet(FILE.replace("Hi", "Hello")))
    assert value(agency, "SELECT count(*) FROM contact") == 4
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.restored) == (1, 1)
    assert value(agency, "SELECT count(*) FROM client") == 1
    assert value(agency, "SELECT count(*) FROM contact") == 1
    assert value(agency, "SELECT count(*) FROM assignment WHERE is_primary") == 1
    assert value(agency, "SELECT count(*) FROM tag") == 1
    assert value(agency, "SELECT contacts FROM client_state") == 1


def test_whoever_came_since_is_the_primary_contact_when_the_imported_one_goes(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292")
    batch = bring(agency, sheet(FILE.replace("Hi", "")))
    agency.a_contact("Max", there, by=agency.priya)
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.restored, report.kept_count) == (1, 1, 0)
    listed = agency.sam.read_now(assignment.members, there)
    assert [(one.name, one.is_primary) for one in listed] == [("Max", True)]


def test_fields_that_were_overwritten_and_a_primary_that_was_changed_come_back(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292", website="old.example")
    agency.a_contact("Max", there)
    batch = bring(
        agency,
        sheet("Client, Company number, Website, Contact, Primary\nAcme Ltd, 4418292, new.example, Ravi, yes"),
        overwrites=True,
    )
    assert value(agency, "SELECT name FROM client") == "Acme Ltd"
    imports.undo_now(agency.sam, batch)
    assert agency.sam.read_now(lambda look: look.db.rows("SELECT name, website FROM client")) == [
        ("Acme Freight Ltd", "old.example")
    ]
    assert (
        value(
            agency, "SELECT c.name FROM contact c JOIN assignment a ON a.contact_id = c.id WHERE a.is_primary"
        )
        == "Max"
    )


def edit(agency: Agency, client_id: int) -> None:
    found = agency.priya.read_now(clients.values, client_id)
    agency.priya.write_now(
        clients.edit, client_id, found.values, {**found.values, "industry": "Freight"}, found.version
    )


def add_note(agency: Agency, client_id: int) -> None:
    agency.priya.write_now(notes.add_note, client_id, "They like us")


def add_contact(agency: Agency, client_id: int) -> None:
    agency.a_contact("Somebody new", client_id, by=agency.priya)


def code_contact(agency: Agency, client_id: int) -> None:
    contact = value(agency, "SELECT min(contact_id) FROM assignment WHERE client_id = :id", id=client_id)
    agency.priya.write_now(contacts.code, [contact], "D")


def add_job(agency: Agency, client_id: int) -> None:
    from trtui.desk import jobs

    agency.priya.write_now(jobs.add, client_id, jobs.NewJob("Night shift planner"))


def put_tag(agency: Agency, client_id: int) -> None:
    agency.priya.write_now(labels.tag, [client_id], "mine")


@pytest.mark.parametrize("touched", [edit, add_note, add_contact, code_contact, add_job, put_tag])
def test_what_somebody_worked_on_since_is_kept_whole_and_named(agency: Agency, touched: Any) -> None:
    batch = bring(agency, sheet(FILE))
    acme = value(agency, "SELECT id FROM client WHERE number = '04418292'")
    at = agency.clock.advance(hours=3)
    touched(agency, acme)
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.kept_count) == (1, 1)
    [left] = report.kept
    assert (left.client_id, left.name, left.who, left.at) == (acme, "Acme Freight Ltd", "Priya Shah", at)
    assert left.why.startswith("Priya Shah ") and left.why.endswith(" since")
    assert value(agency, "SELECT count(*) FROM client") == 1
    assert value(agency, "SELECT count(*) FROM contact_point WHERE client_id IS NOT NULL") == 1
    assert value(agency, "SELECT count(*) FROM assignment WHERE client_id = :id", id=acme) >= 2


def test_what_was_kept_goes_when_it_is_free_again(agency: Agency) -> None:
    batch = bring(agency, sheet(FILE))
    acme = value(agency, "SELECT id FROM client WHERE number = '04418292'")
    add_note(agency, acme)
    assert imports.undo_now(agency.sam, batch).kept_count == 1
    assert imports.undo_now(agency.sam, batch).kept_count == 1
    agency.priya.write_now(history.undo)
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.kept_count) == (1, 0)
    assert value(agency, "SELECT count(*) FROM client") == 0
    with pytest.raises(Conflict, match="was taken back already"):
        imports.undo_now(agency.sam, batch)


def test_opening_and_passing_over_a_client_is_no_edit_but_calling_it_now_is(agency: Agency) -> None:
    batch = bring(agency, sheet(FILE))
    first, second = agency.sam.read_now(lambda look: look.db.column("SELECT id FROM client ORDER BY id"))
    agency.priya.operate_now(search.opened, first)
    agency.priya.operate_now(search.opened, second)
    dana = value(agency, "SELECT id FROM contact WHERE name = 'Dana'")
    agency.priya.operate_now(
        lambda desk: desk.db.run(
            "INSERT INTO claim (client_id, contact_id, user_id, token, taken_at, lease_until)"
            " VALUES (:client, :contact, 2, 1, :now, :until)",
            client=first,
            contact=dana,
            now=desk.now,
            until=desk.now + 600,
        )
    )
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.kept_count) == (1, 1)
    assert report.kept[0].why == "somebody is calling them now"
    agency.clock.advance(minutes=11)
    assert imports.undo_now(agency.sam, batch).removed == 1
    assert value(agency, "SELECT count(*) FROM opened") == 0


def test_an_import_over_many_chunks_is_undone_from_its_end(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHUNK", 1)
    batch = bring(agency, sheet(FILE))
    shares: list[float] = []
    report = imports.undo_now(agency.sam, batch, on_progress=shares.append)
    assert (report.removed, report.restored, report.kept_count) == (2, 1, 0)
    assert shares == [1 / 3, 2 / 3, 1.0]
    assert value(agency, "SELECT count(*) FROM client") == 0
    assert value(agency, "SELECT count(*) FROM tag") == 0


def test_a_client_of_several_chunks_is_kept_as_a_whole(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHUNK", 1)
    batch = bring(agency, sheet(FILE))
    ravi = value(agency, "SELECT id FROM contact WHERE name = 'Ravi'")
    agency.priya.write_now(contacts.code, [ravi], "D")
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.kept_count) == (1, 1)
    assert report.kept[0].who == "Priya Shah"
    assert value(agency, "SELECT count(*) FROM contact") == 2


def test_a_broken_off_import_can_be_taken_back_but_not_continued_then(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run, "CHUNK", 1)
    source = sheet(FILE)

    def stop(_: Any) -> None:
        raise KeyboardInterrupt

    with pytest.raises(imports.Stopped) as stopped:
        imports.bring_in_now(agency.sam, source, on_row=stop)
    batch = stopped.value.report.batch_id or 0
    assert imports.undo_now(agency.sam, batch).removed == 1
    with pytest.raises(Conflict, match="was broken off"):
        bring(agency, source, resumes=True)
    assert bring(agency, source) == batch + 1


def test_clients_at_which_undoing_fails_are_left_and_named(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = Sheet(
        ("Client",), *((f"{word} Ltd",) for word in ("Brackle", "Corvin", "Dolmen", "Eskdale", "Fernby"))
    )
    batch = bring(agency, source)
    reverse = reversal._reverse

    def refuse(work: Any, entries: Any) -> None:
        if any(entry.entity == "client" and entry.after["name"] == "Dolmen Ltd" for entry in entries):
            raise Conflict("The store says no.")
        reverse(work, entries)

    monkeypatch.setattr(reversal, "_reverse", refuse)
    report = imports.undo_now(agency.sam, batch)
    assert (report.removed, report.kept_count, report.failed_count) == (4, 0, 1)
    assert (report.failed[0].name, report.failed[0].why) == ("Dolmen Ltd", "The store says no.")
    assert report.document()["failed_clients"][0]["name"] == "Dolmen Ltd"
    assert value(agency, "SELECT name FROM client") == "Dolmen Ltd"


def test_the_undo_key_does_not_reach_an_import(agency: Agency) -> None:
    agency.a_client("Quill Printing Ltd")
    batch = bring(agency, sheet(FILE))
    assert next_undo(agency.sam) == ("Add Quill Printing Ltd", "")
    imports.undo_now(agency.sam, batch)
    assert next_undo(agency.sam) == ("Add Quill Printing Ltd", "")


def test_who_may_take_an_import_back(agency: Agency) -> None:
    batch = imports.bring_in_now(agency.priya, sheet(FILE)).batch_id or 0
    with pytest.raises(NotAllowed, match="may not undo what somebody else did"):
        imports.undo_now(agency.jo, batch)
    with pytest.raises(NotFound, match=r"There is no import 77\. The newest is 1\."):
        imports.undo_now(agency.sam, 77)
    assert imports.undo_now(agency.max, batch).removed == 2


def test_the_record_of_an_undone_import_stays(agency: Agency) -> None:
    batch = bring(agency, sheet(FILE))
    imports.undo_now(agency.sam, batch)
    assert value(agency, "SELECT count(*) FROM change WHERE undoes_id IS NOT NULL") == 1
    assert (
        value(
            agency, "SELECT count(*) FROM change WHERE batch_id = :id AND undone_by_id IS NOT NULL", id=batch
        )
        == 1
    )
    [found] = agency.sam.read_now(imports.listed)
    assert found.undone_at == agency.clock.now()
