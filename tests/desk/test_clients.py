"""Adding, editing, archiving and giving on clients; conflicts field by field; who may do it."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import clients, contacts, credit, history, jobs, labels, notes, sections, sites, summary
from trtui.desk.clients import NewClient
from trtui.domain.errors import Invalid, NotAllowed, NotFound, StaleSave
from trtui.domain.policy import Visibility
from trtui.domain.stage import AccountStage
from trtui.domain.status import ClientStatus


def head(agency: Agency, client: int) -> summary.ClientSummary:
    return agency.sam.read_now(summary.summary, client)


def test_a_new_client_belongs_to_whoever_added_it(agency: Agency) -> None:
    client = agency.a_client(
        by=agency.priya, number="4418292", website="https://www.brookhill.example/uk", phone="0113 496 0100"
    )
    found = head(agency, client)
    assert (found.owner, found.number, found.website, found.phone) == (
        "Priya Shah",
        "04418292",
        "brookhill.example",
        "+441134960100",
    )
    assert found.status.value is ClientStatus.PROSPECT


@pytest.mark.parametrize(
    ("new", "field"),
    [
        (NewClient(""), "name"),
        (NewClient("x" * 10_000), "name"),
        (NewClient("Acme", number="12X"), "number"),
        (NewClient("Acme", website="not a site"), "website"),
        (NewClient("Ac\x00me"), "name"),
    ],
)
def test_what_cannot_be_taken_is_refused_at_its_field(agency: Agency, new: NewClient, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        agency.sam.write_now(clients.add, new)
    assert refused.value.field == field
    assert agency.sam.read_now(lambda look: look.db.value("SELECT count(*) FROM client")) == 0


def test_evil_text_is_cleaned_at_the_door(agency: Agency) -> None:
    client = agency.a_client("\x1b]52;c;AAAA\x07Acme [/b]\u202e Ltd\r\n")
    assert head(agency, client).name == "]52;c;AAAAAcme [/b] Ltd"


def test_two_people_editing_different_fields_both_keep_theirs(agency: Agency) -> None:
    client = agency.a_client()
    mine, theirs = agency.sam.read_now(clients.values, client), agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, theirs.values, {**theirs.values, "industry": "Logistics"}, theirs.version
    )
    agency.sam.write_now(
        clients.edit, client, mine.values, {**mine.values, "banner": "ring first"}, mine.version
    )
    found = head(agency, client)
    assert (found.industry, found.banner) == ("Logistics", "ring first")


def test_two_people_editing_the_same_field_is_a_conflict_told_field_by_field(agency: Agency) -> None:
    client = agency.a_client()
    mine, theirs = agency.sam.read_now(clients.values, client), agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, theirs.values, {**theirs.values, "industry": "Care"}, theirs.version
    )
    agency.clock.advance(minutes=1)
    with pytest.raises(StaleSave) as stale:
        agency.sam.write_now(
            clients.edit,
            client,
            mine.values,
            {**mine.values, "industry": "Logistics", "banner": "ring first"},
            mine.version,
        )
    (clash,) = stale.value.fields
    assert (clash.field, clash.base, clash.mine, clash.theirs) == ("industry", None, "Logistics", "Care")
    assert stale.value.by == "Priya Shah"
    assert head(agency, client).banner == ""
    agency.sam.write_now(
        clients.edit,
        client,
        {**mine.values, "industry": "Care"},
        {**mine.values, "industry": "Logistics", "banner": "ring first"},
        stale.value.version,
    )
    found = head(agency, client)
    assert (found.industry, found.banner) == ("Logistics", "ring first")


def test_a_main_number_changed_by_somebody_else_meanwhile_is_a_conflict_too(agency: Agency) -> None:
    client = agency.a_client(phone="0113 496 0100")
    mine, theirs = agency.sam.read_now(clients.values, client), agency.priya.read_now(clients.values, client)
    agency.priya.write_now(
        clients.edit, client, theirs.values, {**theirs.values, "phone": "0113 496 0101"}, theirs.version
    )
    with pytest.raises(StaleSave) as stale:
        agency.sam.write_now(
            clients.edit, client, mine.values, {**mine.values, "phone": "0113 496 0102"}, mine.version
        )
    assert stale.value.fields[0].theirs == "0113 496 0101"
    assert head(agency, client).phone == "+441134960101"


def test_archived_is_hidden_and_reversible(agency: Agency) -> None:
    client = agency.a_client()
    assert agency.sam.write_now(clients.archive, [client], "Moved abroad") == 1
    found = head(agency, client)
    assert (found.archived_at, found.archived_why) == (agency.clock.now(), "Moved abroad")
    assert agency.sam.write_now(clients.archive, [client]) == 0
    assert agency.sam.write_now(clients.restore, [client]) == 1
    assert head(agency, client).archived_at is None


def test_only_the_owner_a_manager_or_an_administrator_gives_a_client_on(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    me = agency.jo.read_now(summary.summary, client).owner_id
    jo = agency.sit("jo").read_now(lambda look: look.actor.user_id)
    with pytest.raises(NotAllowed, match="Priya Shah"):
        agency.jo.write_now(clients.set_owner, [client], jo)
    assert agency.max.write_now(clients.set_owner, [client], jo) == 1
    assert me != jo
    assert head(agency, client).owner == "Jo Bright"


def test_a_private_client_opens_only_for_its_owner_and_whom_it_was_granted(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(summary.summary, client)
    for read in (sections.contacts, sections.activity, sections.jobs, sections.sites, sections.notes):
        with pytest.raises(NotFound, match="There is no"):
            agency.jo.read_now(read, client)
    jo = agency.jo.read_now(lambda look: look.actor.user_id)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER, [jo])
    assert agency.jo.read_now(summary.summary, client).access == "owner"


def test_the_team_opens_what_is_open_to_the_team(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    agency.priya.write_now(clients.set_access, client, Visibility.TEAM)
    assert agency.max.read_now(summary.summary, client).team == "Leeds"
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(summary.summary, client)


def test_an_override_wins_until_it_expires_and_says_why(agency: Agency) -> None:
    client = agency.a_client()
    until = agency.clock.now() + 86400
    agency.sam.write_now(
        labels.override_client, client, ClientStatus.ACTIVE_WITH, "Placed through a partner", until
    )
    status = head(agency, client).status
    assert status.value is ClientStatus.ACTIVE_WITH
    assert "Placed through a partner" in status.because.text
    assert status.derived is ClientStatus.PROSPECT
    agency.clock.advance(days=1)
    assert head(agency, client).status.value is ClientStatus.PROSPECT


def test_the_stage_does_not_become_inactive_over_live_placements(agency: Agency) -> None:
    client = agency.a_client()
    job = agency.a_job(client, "Night shift planner")
    agency.sam.write_now(jobs.fill, job, "Ann Example", "2026-11-01")
    for ends_on, is_live in ((None, True), ("2026-11-24", True), ("2027-03-01", True), ("2026-11-23", False)):
        (placed,) = agency.sam.read_now(jobs.placements, job)
        agency.sam.write_now(jobs.edit_placement, placed.id, {}, {"ends_on": ends_on}, placed.version)
        if is_live:
            with pytest.raises(Invalid, match="live placement “Night shift planner”"):
                agency.sam.write_now(credit.set_stage, client, AccountStage.INACTIVE)
    agency.sam.write_now(credit.set_stage, client, AccountStage.INACTIVE)
    assert head(agency, client).stage == "inactive"


def test_a_client_that_is_given_on_goes_to_the_new_owners_team(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    assert head(agency, client).team == "Leeds"
    jo, sam = (office.read_now(lambda look: look.actor.user_id) for office in (agency.jo, agency.sam))
    agency.priya.write_now(clients.set_access, client, Visibility.TEAM)
    agency.max.write_now(clients.set_owner, [client], jo)
    assert (head(agency, client).owner, head(agency, client).team) == ("Jo Bright", "Bath")
    assert agency.jo.read_now(summary.summary, client).access == "team"
    with pytest.raises(NotFound, match="There is no"):
        agency.priya.read_now(summary.summary, client)
    agency.sam.write_now(clients.set_owner, [client], sam)
    assert head(agency, client).team == ""
    agency.sam.write_now(history.undo)
    assert (head(agency, client).owner, head(agency, client).team) == ("Jo Bright", "Bath")


def test_the_stage_does_not_become_inactive_over_open_jobs(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_job(client, "Night shift planner")
    with pytest.raises(Invalid, match="Night shift planner"):
        agency.sam.write_now(credit.set_stage, client, AccountStage.INACTIVE)
    agency.sam.write_now(credit.set_stage, client, AccountStage.CREDIT_CHECK)
    tasks = agency.sam.read_now(sections.notes, client)
    assert [(one.kind, one.text) for one in tasks] == [
        ("credit check", "Credit check for Brookhill Logistics Ltd")
    ]


def test_a_vacancy_for_two_is_filled_by_the_second_placement(agency: Agency) -> None:
    client = agency.a_client()
    job = agency.a_job(client, headcount=2)
    agency.sam.write_now(jobs.fill, job, "Ann Example")
    assert agency.sam.read_now(sections.jobs, client)[0].status == "open"
    agency.sam.write_now(jobs.fill, job, "Ben Example")
    (line,) = agency.sam.read_now(sections.jobs, client)
    assert (line.status, line.placements) == ("filled", 2)
    with pytest.raises(Invalid, match="filled, not open"):
        agency.sam.write_now(jobs.fill, job)


def test_a_department_starts_as_a_copy_of_its_client(agency: Agency) -> None:
    client = agency.a_client(
        phone="0113 496 0100", town="Leeds", postcode="LS10 1AB", website="brookhill.example"
    )
    agency.sam.write_now(sites.add_department, client, "Warehouse")
    department = agency.sam.read_now(sections.sites, client)[1]
    assert (department.name, department.address, department.phone) == (
        "Warehouse",
        "Leeds, LS10 1AB",
        "0113 496 0100",
    )
    with pytest.raises(Invalid, match="already"):
        agency.sam.write_now(sites.add_department, client, "warehouse")


def test_when_the_main_site_goes_the_oldest_left_becomes_it(agency: Agency) -> None:
    client = agency.a_client(town="Leeds")
    agency.sam.write_now(sites.add, client, sites.NewSite(town="York"))
    first = agency.sam.read_now(sections.sites, client)[0]
    agency.sam.write_now(sites.remove, first.id)
    assert [(one.town, one.is_main) for one in agency.sam.read_now(sections.sites, client)] == [
        ("York", True)
    ]
    assert head(agency, client).town == "York"


def test_notes_are_written_edited_pinned_and_removed(agency: Agency) -> None:
    client = agency.a_client()
    first = agency.sam.write_now(notes.add_note, client, "Needs pickers\nfrom January")
    agency.clock.advance(minutes=1)
    agency.sam.write_now(notes.add_note, client, "Gate code at reception")
    agency.sam.write_now(notes.pin_note, first, True)
    lines = agency.sam.read_now(sections.notes, client)
    assert [one.text for one in lines] == ["Needs pickers\nfrom January", "Gate code at reception"]
    with pytest.raises(StaleSave):
        agency.priya.write_now(
            notes.edit_note, first, {"body": "an older text"}, {"body": "mine"}, lines[0].version - 1
        )
    agency.sam.write_now(notes.remove_note, first)
    assert [one.text for one in agency.sam.read_now(sections.notes, client)] == ["Gate code at reception"]


def test_a_task_to_call_brings_a_contact_without_a_code_into_the_queue(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client)
    assert head(agency, client).next_call is None
    agency.sam.write_now(
        notes.add_task, client, "Ask about January", "mon 9:30", kind="call", contact_id=dana
    )
    call = head(agency, client).next_call
    assert call is not None
    assert (call.contact, call.kind) == ("Dana Whitlock", "task")


def test_a_code_makes_a_target_and_sets_the_next_call(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client)
    assert agency.sam.write_now(contacts.code, [dana], "b") == 1
    found = head(agency, client)
    assert found.status.value is ClientStatus.TARGET
    assert found.status.because.text == "Dana Whitlock has code B, 24 Nov, Sam"
    assert found.next_call is not None
    assert agency.sam.write_now(contacts.code, [dana], "B") == 0
    with pytest.raises(Invalid, match="CSI code"):
        agency.sam.write_now(contacts.code, [dana], "E")


def test_a_client_that_is_not_there_is_said_so(agency: Agency) -> None:
    with pytest.raises(NotFound, match="no client 99"):
        agency.sam.read_now(summary.summary, 99)


@pytest.mark.parametrize(
    ("typed", "field"),
    [
        ({"phone": "call me maybe"}, "phone"),
        ({"postcode": "01134960777"}, "postcode"),
        ({"postcode": "ZZZ"}, "postcode"),
    ],
)
def test_what_is_no_number_and_no_postcode_is_refused_at_its_field(
    agency: Agency, typed: dict[str, str], field: str
) -> None:
    with pytest.raises(Invalid, match="is not a") as refused:
        agency.sam.write_now(clients.add, clients.NewClient("Quill Printing Ltd", **typed))
    assert refused.value.field == field


@pytest.mark.parametrize("code", ["ls10 1ab", "75008", "D02 X285", "1012 AB", "110 00", "SW1A1AA"])
def test_postcodes_of_other_countries_are_taken(agency: Agency, code: str) -> None:
    agency.sam.write_now(clients.add, clients.NewClient("Quill Printing Ltd", postcode=code))
