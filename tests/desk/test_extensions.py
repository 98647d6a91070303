"""Extensions belong to a number: kept, shown, exported, found and blocked one by one."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, call, the_queue, the_row, undo
from tests.support.clock import FixedClock
from tests.support.databases import SqliteDatabases
from tests.support.sheets import sheet
from trtui.desk import (
    assignment,
    cards,
    clients,
    contacts,
    exports,
    history,
    imports,
    numbers,
    record_history,
    search,
    sections,
    summary,
    touches,
)
from trtui.desk.numbers import ASKED
from trtui.domain.errors import Invalid, NotFound, StaleSave
from trtui.domain.phones import display
from trtui.integrations.files import open_table, write_table

NIA, SAM = "+441134960150;ext=204", "+441134960150;ext=317"


def a_switchboard(agency: Agency) -> tuple[int, int, int, int]:
    """Add two people with extensions at one client's switchboard, and one at another client there."""
    quarry = agency.a_client("Quarry Bank Mills Ltd", phone="0113 496 0150")
    nia = a_due_contact(agency, "Nia Holt", quarry, phone="0113 496 0150 ext 204")
    sam = a_due_contact(agency, "Sam Oduya", quarry, phone="0113 496 0150 x 317")
    lee = a_due_contact(agency, "Lee Marsh", phone="0113 496 0150 extn. 1")
    return quarry, nia, sam, lee


def test_a_line_is_shown_wherever_a_caller_reads_it(agency: Agency) -> None:
    quarry, nia, sam, _ = a_switchboard(agency)
    office = agency.sam
    assert the_row(office, nia).phone == NIA and the_row(office, sam).phone == SAM
    card = office.read_now(cards.card, nia)
    assert [one.value for one in card.numbers] == [NIA, "+441134960150"]
    people = {one.name: one.phone for one in office.read_now(sections.contacts, quarry)}
    assert people == {"Nia Holt": NIA, "Sam Oduya": SAM}
    hits = office.read_now(search.find, "nia holt").hits
    assert [one.phone for one in hits if (one.kind, one.id) == ("contact", nia)] == [NIA]
    found = office.read_now(assignment.people, quarry, "nia")
    assert [one.phone for one in found] == [NIA]
    assert display(NIA) == "0113 496 0150 ext 204"


def test_a_client_s_own_line_is_shown_in_its_header(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100 ext 9")
    assert agency.sam.read_now(summary.summary, client).phone == "+441134960100;ext=9"
    assert (
        agency.sam.read_now(cards.card, a_due_contact(agency, at=client)).client.phone
        == "+441134960100;ext=9"
    )


def test_a_form_starts_from_the_extension_changes_it_and_tells_it_in_conflict_and_history(
    agency: Agency,
) -> None:
    _, nia, *_ = a_switchboard(agency)
    opened = agency.sam.read_now(contacts.values, nia)
    assert opened.values["phone"] == "0113 496 0150 ext 204"
    agency.sam.write_now(
        contacts.edit, nia, opened.values, {"phone": "0113 496 0150 ext 205"}, opened.version
    )
    assert the_row(agency.sam, nia).phone == "+441134960150;ext=205"
    with pytest.raises(StaleSave) as clash:
        agency.priya.write_now(
            contacts.edit, nia, opened.values, {"phone": "0113 496 0150 ext 206"}, opened.version
        )
    assert (clash.value.fields[0].mine, clash.value.fields[0].theirs) == (
        "0113 496 0150 ext 206",
        "0113 496 0150 ext 205",
    )
    told = agency.sam.read_now(record_history.field_history, "contact", nia)
    assert ("0113 496 0150 ext 204", "0113 496 0150 ext 205") in [(one.before, one.after) for one in told]
    undo(agency.sam)
    assert the_row(agency.sam, nia).phone == NIA
    agency.sam.write_now(contacts.edit, nia, {"phone": opened.values["phone"]}, {"phone": "0113 496 0150"}, 9)
    assert the_row(agency.sam, nia).phone == "+441134960150"


def test_a_client_s_form_changes_its_extension(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100 ext 9")
    opened = agency.sam.read_now(clients.values, client)
    wanted = {"phone": "0113 496 0100 ext 10"}
    agency.sam.write_now(clients.edit, client, opened.values, wanted, opened.version)
    assert agency.sam.read_now(summary.summary, client).phone == "+441134960100;ext=10"


@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
def test_an_export_brings_extensions_in_again(agency: Agency, tmp_path: Path, suffix: str) -> None:
    a_switchboard(agency)
    a_due_contact(agency, "Uwe Kern", phone="+49 4333 633333 ext. 543")
    path = tmp_path / f"out.{suffix}"
    agency.sam.read_now(
        exports.export, "contacts", "", lambda out: write_table(path, out.label, out.columns, out.rows)
    )
    before = _lines(agency)
    report = imports.bring_in_now(agency.sam, open_table(path))
    assert report.counts.created == report.counts.updated == report.counts.refused == 0
    assert _lines(agency) == before


def test_an_exported_extension_comes_into_another_store(
    agency: Agency, tmp_path: Path, clock: FixedClock, sqlite_databases: SqliteDatabases
) -> None:
    a_switchboard(agency)
    path = tmp_path / "out.csv"
    agency.sam.read_now(
        exports.export, "contacts", "", lambda out: write_table(path, out.label, out.columns, out.rows)
    )
    (tmp_path / "other").mkdir()
    other = Agency(sqlite_databases.new(tmp_path / "other"), clock)
    imports.bring_in_now(other.sam, open_table(path))
    assert _lines(other) == _lines(agency)
    other.close()


def _lines(agency: Agency) -> dict[str, str]:
    page = agency.sam.read_now(search.find, "is:contact", 100).hits
    return {one.name: one.phone for one in page}


def test_an_import_keeps_each_extension_completes_a_bare_number_and_tells_people_apart(
    agency: Agency,
) -> None:
    quarry = agency.a_client("Quarry Bank Mills Ltd")
    agency.a_contact("Nia Holt", quarry, phone="0113 496 0150")
    file = sheet(
        """
        Client, Contact, Direct phone
        Quarry Bank Mills Ltd, Nia Holt, 0113 496 0150 ext 204; 0113 496 0150 ext 205
        Quarry Bank Mills Ltd, Nia Holt, 0113 496 0150
        Zenith Looms Ltd, Nia Holt, 0113 496 0150 ext 9
        Amber Weavers Ltd, Nia Holt, 0113 496 0150 ext 204
        """
    )
    report = imports.bring_in_now(agency.sam, file)
    assert (report.counts.created, report.counts.updated, report.counts.refused) == (2, 1, 0)
    found: dict[str, list[str]] = {}
    for client in agency.sam.read_now(search.find, "is:client", 50).hits:
        for person in agency.sam.read_now(sections.contacts, client.id):
            evidence = agency.sam.read_now(numbers.of_record, "contact", person.contact_id)
            found[client.name] = [f"{person.contact_id}", *(one.line for one in evidence)]
    first = found["Quarry Bank Mills Ltd"]
    assert first[1:] == [NIA, "+441134960150;ext=205"]
    assert found["Zenith Looms Ltd"][1:] == ["+441134960150;ext=9"], "another extension is somebody else"
    assert found["Amber Weavers Ltd"] == first, "the same name on the same line is the same person"


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("0113 496 0150 ext 317", ["Sam Oduya", "Lee Marsh", "Nia Holt"]),
        ("0113 496 0150 x204", ["Nia Holt", "Lee Marsh", "Sam Oduya"]),
        ("0113 496 0150", ["Lee Marsh", "Nia Holt", "Sam Oduya"]),
        ("0113 496 0150 ext 999", ["Lee Marsh", "Nia Holt", "Sam Oduya"]),
        ("496 0150", ["Lee Marsh", "Nia Holt", "Sam Oduya"]),
        ("0113 496 0150 ext 317 oduya", ["Sam Oduya"]),
    ],
)
def test_a_line_finds_whose_it_is_first_and_then_who_shares_the_number(
    agency: Agency, typed: str, names: list[str]
) -> None:
    a_switchboard(agency)
    found = [one.name for one in agency.sam.read_now(search.find, typed).hits if one.kind == "contact"]
    assert sorted(found) == sorted(names)
    if "317" in typed or "x204" in typed:
        assert found[0] == names[0]


def test_do_not_call_blocks_the_extension_alone(agency: Agency) -> None:
    _, nia, *_ = a_switchboard(agency)
    done = call(agency.sam, nia, "do_not_call", note="never again")
    assert done.blocked_number == NIA
    assert done.text == (
        "Do not call, Nia Holt. 0113 496 0150 ext 204 is blocked for everybody (this extension only)"
    )
    assert sorted(the_queue(agency.sam, "everyone")) == ["Lee Marsh", "Sam Oduya"]
    undo(agency.sam)
    assert len(the_queue(agency.sam, "everyone")) == 3


def test_do_not_call_may_block_the_whole_number_and_says_whom_else_it_takes_out(agency: Agency) -> None:
    _, nia, *_ = a_switchboard(agency)
    done = call(agency.sam, nia, "do_not_call", whole_number=True)
    assert done.blocked_number == "+441134960150"
    assert done.text == (
        "Do not call, Nia Holt. 0113 496 0150 is blocked for everybody."
        " Lee Marsh (Lee Marsh & Sons) and Sam Oduya (Quarry Bank Mills Ltd) leave the queue too"
    )
    assert the_queue(agency.sam, "everyone") == []
    undo(agency.sam)
    assert len(the_queue(agency.sam, "everyone")) == 3


def test_a_call_to_a_bare_number_blocks_it_with_all_of_its_extensions(agency: Agency) -> None:
    quarry, nia, *_ = a_switchboard(agency)
    ola = a_due_contact(agency, "Ola Berg", quarry)
    done = call(agency.sam, ola, "do_not_call")
    assert done.blocked_number == "+441134960150"
    assert the_queue(agency.sam, "everyone") == []
    assert not agency.sam.read_now(numbers.evidence, NIA).permission.may_call
    assert nia


def test_logging_a_call_afterwards_blocks_its_extension_too(agency: Agency) -> None:
    quarry, nia, *_ = a_switchboard(agency)
    done = agency.sam.write_now(touches.log, quarry, "call", contact_id=nia, outcome="do_not_call")
    assert "0113 496 0150 ext 204 is blocked for everybody (this extension only)" in done.text
    assert sorted(the_queue(agency.sam, "everyone")) == ["Lee Marsh", "Sam Oduya"]


def test_who_has_another_number_stays_out_of_the_queue_until_the_number_is_unblocked(agency: Agency) -> None:
    nia = a_due_contact(agency, "Nia Holt", phone="0113 496 0150 ext 204", mobile="07700 900123")
    call(agency.sam, nia, "do_not_call", phone=NIA)
    assert agency.sam.read_now(cards.card, nia).blocked == ASKED
    assert the_queue(agency.sam) == []
    done = agency.max.write_now(numbers.unblock, "0113 496 0150 ext 204", "it was a slip")
    assert done.text == "0113 496 0150 ext 204 is no longer blocked."
    assert the_queue(agency.sam) == ["Nia Holt"]
    agency.max.write_now(history.undo)
    assert the_queue(agency.sam) == []


def test_an_extension_and_its_whole_number_are_unblocked_each_by_itself(agency: Agency) -> None:
    a_switchboard(agency)
    agency.sam.write_now(numbers.block, "0113 496 0150 ext 204", "stop")
    with pytest.raises(NotFound, match="Only ext 204 of 0113 496 0150 is blocked"):
        agency.max.write_now(numbers.unblock, "0113 496 0150", "please")
    agency.sam.write_now(numbers.block, "0113 496 0150 ext 204", "stop it all", whole_number=True)
    assert the_queue(agency.sam, "everyone") == []
    with pytest.raises(NotFound, match="blocked with the whole number: unblock 0113 496 0150"):
        agency.max.write_now(numbers.unblock, "0113 496 0150 ext 317", "please")
    agency.max.write_now(numbers.unblock, "0113 496 0150", "please")
    assert sorted(the_queue(agency.sam, "everyone")) == ["Lee Marsh", "Sam Oduya"]
    found = agency.sam.read_now(numbers.evidence, "0113 496 0150 ext 204")
    assert found.is_blocked(NIA) and not found.is_blocked("+441134960150")
    back = next(one for one in found.objections if not one.stands)
    assert (back.is_whole, back.taken_back_by, back.taken_back_why) == (True, "Max Ford", "please")


def test_a_screening_is_of_the_whole_number(agency: Agency) -> None:
    from trtui.desk import screening

    _, nia, *_ = a_switchboard(agency)
    agency.sam.write_now(screening.screen, [screening.Screening("0113 496 0150 ext 204", "tps")])
    assert the_queue(agency.sam, "everyone") == []
    assert agency.sam.read_now(cards.card, nia).numbers[0].permission.text.startswith("on TPS")


def test_what_is_no_number_is_refused(agency: Agency) -> None:
    with pytest.raises(Invalid, match="no phone number"):
        agency.sam.read_now(numbers.evidence, "ext")
