"""Files brought in: what becomes of each row, what is in the store afterwards, what a dry run says."""

from __future__ import annotations

import importlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.sheets import Sheet, kept, sheet
from trtui.desk import clients, contacts, imports, jobs, labels, users
from trtui.desk.exporting.lists import LISTS
from trtui.desk.importing.columns import COLUMNS
from trtui.desk.imports import Options, Outcome, Report, RowResult
from trtui.desk.office import Office
from trtui.domain.errors import Conflict, Invalid, NotAllowed, StoreUnavailable
from trtui.domain.policy import Visibility
from trtui.integrations.files import open_table

FREIGHT = """
    Company, Company no, Postcode, Town, Contact, Email, Direct, CSI, Primary, Tags, Owner, Note
    Acme Freight Ltd, 4418292, LS10 1AB, Leeds, Dana Whitlock, d@acme.example, 0113 4960142, A,, night; big, priya, Hi
    Acme Freight Ltd,,,, Ravi Menon, ravi@acme.example,, C, yes,,,
    Brook Hill Solicitors,, BA1 1AA, Bath,,,,,,,,
"""


class Brought:
    """What an import came to: its report and its rows."""

    def __init__(self, report: Report, rows: list[RowResult]) -> None:
        self.report, self.rows = report, rows

    @property
    def outcomes(self) -> list[str]:
        return [row.outcome.value for row in self.rows]


def bring(office: Office, source: Any, **options: Any) -> Brought:
    rows: list[RowResult] = []
    return Brought(imports.bring_in_now(office, source, Options(**options), on_row=rows.append), rows)


def value(agency: Agency, sql: str, **parameters: Any) -> Any:
    return agency.sam.read_now(lambda look: look.db.value(sql, **parameters))


def rows(agency: Agency, sql: str, **parameters: Any) -> list[Any]:
    return agency.sam.read_now(lambda look: look.db.rows(sql, **parameters))


TABLES = (
    "client client_name site tag client_tag contact contact_point assignment csi_history note task"
    " import_batch change"
)


def contents(agency: Agency) -> dict[str, int]:
    return {table: value(agency, f"SELECT count(*) FROM {table}") for table in TABLES.split()}


def test_a_file_becomes_clients_sites_contacts_numbers_and_notes(agency: Agency) -> None:
    found = bring(agency.sam, sheet(FREIGHT))
    assert found.outcomes == ["created", "updated", "created"]
    assert found.report.counts == imports.Counts(created=2, updated=1)
    assert found.rows[1].reason == "Acme Freight Ltd: contact Ravi Menon, Ravi Menon is primary"
    acme = found.rows[0].client_id
    assert rows(
        agency,
        "SELECT k.name, k.number, u.login, k.stage FROM client k JOIN user_account u ON u.id = k.owner_id"
        " ORDER BY k.id",
    ) == [
        ("Acme Freight Ltd", "04418292", "priya", "prospect"),
        ("Brook Hill Solicitors", None, "sam", "prospect"),
    ]
    assert rows(
        agency, "SELECT kind, town, postcode FROM site WHERE client_id = :id AND is_main", id=acme
    ) == [("registered", "Leeds", "LS10 1AB")]
    assert rows(
        agency,
        "SELECT c.name, c.csi, c.csi_since_on, a.is_primary FROM contact c JOIN assignment a ON a.contact_id = c.id"
        " WHERE a.client_id = :id ORDER BY c.id",
        id=acme,
    ) == [("Dana Whitlock", "A", "2026-11-24", False), ("Ravi Menon", "C", "2026-11-24", True)]
    assert rows(agency, "SELECT kind, value, label FROM contact_point ORDER BY id") == [
        ("phone", "+441134960142", "direct"),
        ("email", "d@acme.example", "work"),
        ("email", "ravi@acme.example", "work"),
    ]
    assert rows(agency, "SELECT code, previous, set_by FROM csi_history ORDER BY id") == [
        ("A", None, 1),
        ("C", None, 1),
    ]
    assert rows(agency, "SELECT name FROM tag ORDER BY name") == [("big",), ("night",)]
    assert rows(agency, "SELECT body, created_by FROM note") == [("Hi", 1)]


def test_what_is_derived_follows(agency: Agency) -> None:
    bring(agency.sam, sheet(FREIGHT))
    assert rows(agency, "SELECT status, town, csi, contacts FROM client_state ORDER BY client_id") == [
        ("target", "Leeds", "A", 2),
        ("prospect", "Bath", None, 0),
    ]
    assert value(agency, "SELECT count(*) FROM contact_state WHERE due_at IS NOT NULL") == 2


def test_every_row_is_journaled_under_the_batch(agency: Agency) -> None:
    found = bring(agency.sam, sheet(FREIGHT))
    assert rows(
        agency, "SELECT use_case, label FROM change WHERE batch_id = :id", id=found.report.batch_id
    ) == [("imports.bring_in", "Import clients.csv, lines 2–4")]
    assert (
        value(
            agency,
            "SELECT count(*) FROM change_item i JOIN change c ON c.id = i.change_id WHERE c.batch_id = :id",
            id=found.report.batch_id,
        )
        == 18
    )
    [batch] = agency.sam.read_now(imports.listed)
    assert (batch.file, batch.user, batch.ended_at, batch.counts.rows) == (
        "clients.csv",
        "Sam",
        agency.clock.now(),
        3,
    )


def test_importing_the_same_file_again_changes_nothing_and_says_so(agency: Agency) -> None:
    bring(agency.sam, sheet(FREIGHT))
    before = contents(agency)
    again = bring(agency.sam, sheet(FREIGHT))
    assert again.outcomes == ["duplicate"] * 3
    assert all(row.is_unchanged for row in again.rows)
    assert again.report.counts.text == "0 created, 0 updated, 3 duplicates (3 with nothing new), 0 refused"
    assert "The same file was imported on Tue 24 Nov 2026 10:00 by Sam (import 1" in again.report.notices[0]
    assert contents(agency) == {**before, "import_batch": 2}


def test_a_row_that_cannot_be_taken_leaves_nothing_and_takes_no_other_with_it(agency: Agency) -> None:
    found = bring(
        agency.sam,
        sheet("""
            Client, Company number, Contact, CSI, Owner
            Good One Ltd, 01111111, Dana, A,
            Bad Two Ltd, 12X, Ravi, Q, pria
            Good Three Ltd, 03333333,,, priya shah
        """),
    )
    assert found.outcomes == ["created", "refused", "created"]
    assert found.rows[1].line == 3
    assert "Company number: “12X” is not" in found.rows[1].reason
    assert "CSI: “Q” is not" in found.rows[1].reason
    assert "Owner: There is no user “pria”. The nearest is “priya”." in found.rows[1].reason
    assert rows(agency, "SELECT name FROM contact") == [("Dana",)]


def test_existing_clients_are_completed_never_overwritten(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292", town="Leeds", postcode="LS10 1AB")
    agency.a_contact("Dana Whitlock", there, job_title="Director", email="dana@acme.example", csi="B")
    found = bring(
        agency.sam,
        sheet("""
            Client, Company number, Website, Town, Postcode, Line 1, Contact, Job title, Mobile, CSI, Sales level
            Acme Freight Limited, 4418292, acme.example, Leeds, LS10 1AB, Canal St, Dana Whitlock, CEO, 07700900142,,hot
        """),
    )
    assert found.outcomes == ["updated"]
    assert found.rows[0].client_id == there
    assert found.rows[0].remarks == (
        "The name stays Acme Freight Ltd.",
        (
            "Kept as it is: job title of Dana Whitlock Director (the file: CEO)."
            " An import that updates (--update) replaces it."
        ),
    )
    assert rows(agency, "SELECT name, website, sales_level FROM client") == [
        ("Acme Freight Ltd", "acme.example", "hot")
    ]
    assert rows(agency, "SELECT line1, town FROM site") == [("Canal St", "Leeds")]
    assert rows(agency, "SELECT job_title, csi FROM contact") == [("Director", "B")]
    assert value(agency, "SELECT count(*) FROM contact_point") == 2


def test_filled_fields_are_replaced_when_the_user_says_so(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292", website="old.example")
    agency.a_contact("Dana Whitlock", there, job_title="Director", csi="B")
    found = bring(
        agency.sam,
        sheet("""
            Client, Company number, Website, Owner, Stage, Contact, Job title, CSI
            ACME Freight Limited, 4418292, new.example, priya, credit check, Dana Whitlock, CEO, A
        """),
        overwrites=True,
    )
    assert found.outcomes == ["updated"]
    assert rows(agency, "SELECT name, website, owner_id, stage FROM client") == [
        ("ACME Freight Limited", "new.example", 2, "credit_check")
    ]
    assert rows(agency, "SELECT job_title, csi FROM contact") == [("CEO", "A")]
    assert rows(agency, "SELECT code, previous FROM csi_history ORDER BY id DESC LIMIT 1") == [("A", "B")]
    assert rows(agency, "SELECT kind, title FROM task") == [
        ("credit check", "Credit check for ACME Freight Limited")
    ]


def test_what_a_row_says_otherwise_is_named_and_kept_until_the_user_says_so(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292", website="old.example", town="Leeds")
    agency.a_contact("Una Uno", there, job_title="Director", csi="B")
    file = sheet("""
        Client, Website, Stage, Owner, Town, Site, Contact, Job title, CSI
        Acme Freight Ltd, new.example, Inactive, priya, Leeds, Billing, Una Uno, CEO, A
    """)
    found = bring(agency.sam, file)
    assert found.outcomes == ["duplicate"]
    (remark,) = found.rows[0].remarks
    assert "says nothing new" not in found.rows[0].reason and not found.rows[0].is_unchanged
    for word in (
        "website old.example (the file: new.example)",
        "stage Prospect (the file: Inactive)",
        "the owner",
        "kind of the site registered (the file: billing)",
        "job title of Una Uno Director (the file: CEO)",
        "code of Una Uno B (the file: A)",
        "--update",
    ):
        assert word in remark
    assert rows(agency, "SELECT job_title, csi FROM contact") == [("Director", "B")]
    found = bring(agency.sam, sheet("Client, Contact, CSI\nAcme Freight Ltd, Una Uno, A"), overwrites=True)
    assert found.outcomes == ["updated"] and "code A of Una Uno (was B)" in found.rows[0].reason
    assert rows(agency, "SELECT csi FROM contact") == [("A",)]
    assert rows(agency, "SELECT code, previous FROM csi_history ORDER BY id DESC LIMIT 1") == [("A", "B")]


def test_every_field_of_the_forms_of_clients_and_contacts_comes_in_and_goes_out(agency: Agency) -> None:
    bring(
        agency.sam,
        sheet("""
            Client, Customer type, Lead source, Warning, Contact, Best time
            Acme Freight Ltd, Direct employer, Trade fair, Never before 10, Una Uno, before 9
        """),
    )
    assert rows(agency, "SELECT customer_type, lead_source, banner FROM client") == [
        ("Direct employer", "Trade fair", "Never before 10")
    ]
    assert rows(agency, "SELECT best_time FROM contact") == [("before 9",)]
    header = {column.key: column.label for column in COLUMNS}
    for fields, own, name in (
        (clients.FIELDS, "client", "clients"),
        (contacts.FIELDS, "contact", "contacts"),
    ):
        for field in fields:
            assert header[own if field == "name" else field] in LISTS[name].columns


def test_a_stage_that_cannot_be_reached_refuses_the_row_as_a_whole(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292")
    agency.a_job(there, "Night shift planner")
    found = bring(
        agency.sam,
        sheet("""
            Client, Company number, Stage, Website, Contact
            Acme Freight Ltd, 4418292, inactive, acme.example, Dana
        """),
        overwrites=True,
    )
    assert found.outcomes == ["refused"]
    assert "open job “Night shift planner”" in found.rows[0].reason
    assert rows(agency, "SELECT website, stage FROM client") == [(None, "prospect")]
    assert value(agency, "SELECT count(*) FROM contact") == 0


def test_a_client_with_a_live_placement_is_not_made_inactive(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292")
    agency.sam.write_now(jobs.fill, agency.a_job(there, "Night shift planner"))
    found = bring(
        agency.sam,
        sheet("""
            Client, Company number, Stage
            Acme Freight Ltd, 4418292, inactive
        """),
        overwrites=True,
    )
    assert found.outcomes == ["refused"]
    assert "live placement “Night shift planner”" in found.rows[0].reason


@pytest.mark.parametrize(
    "same",
    ["Brook-Hill Logistics Limited, LS10 1AB,", "The Brook Hill Logistics Ltd,, brookhill.example"],
    ids=["postcode", "domain"],
)
def test_the_same_name_with_the_same_postcode_or_domain_is_the_same_client(agency: Agency, same: str) -> None:
    there = agency.a_client("Brook Hill Logistics Ltd", postcode="LS10 1AB", website="www.brookhill.example")
    found = bring(agency.sam, sheet(f"Client, Postcode, Website, Contact\n{same}, Dana"))
    assert (found.outcomes, found.rows[0].client_id) == (["updated"], there)


def test_a_near_duplicate_is_left_to_the_user_with_candidates_and_reasons(agency: Agency) -> None:
    there = agency.a_client("Brookhill Logistics Ltd", postcode="LS10 1AB")
    one = sheet("Client, Contact\nBrookhil Logistics, Dana")
    found = bring(agency.sam, one)
    [row] = found.rows
    assert (row.outcome, row.client_id, row.is_unchanged) == (Outcome.DUPLICATE, there, False)
    assert "the same as Brookhill Logistics Ltd" in row.reason
    assert row.candidates[0].client_id == there
    assert row.candidates[0].strength in ("certain", "likely")
    assert row.candidates[0].reasons
    assert value(agency, "SELECT count(*) FROM contact") == 0
    accepted = bring(agency.sam, one, accepts_duplicates=True)
    assert accepted.outcomes == ["created"]
    assert value(agency, "SELECT count(*) FROM client") == 2


def test_rows_of_the_file_are_checked_against_each_other_near_and_far(agency: Agency) -> None:
    others = [(f"{word} Example Trading {number}", "") for number, word in enumerate(WORDS)]
    source = Sheet(
        ("Client", "Company number"),
        ("Brookhill Logistics Ltd", ""),
        ("Brookhil Logistics Limited", ""),
        *others,
        ("Brook Hill Logistics Ltd", ""),
    )
    found = bring(agency.sam, source)
    assert found.rows[1].outcome is Outcome.DUPLICATE
    assert found.rows[-1].outcome is Outcome.DUPLICATE
    assert found.rows[1].candidates[0].client_id == found.rows[0].client_id == found.rows[-1].client_id


WORDS = [
    f"{start}{middle}{end}"
    for number, start in enumerate(
        "bran cold dorv eskd flem grin hult ivar jork kesw lomb morv nant orsk pell".split()
    )
    for middle in "ackl erid imst ospu uvan".split()
    for end in ("fuge", "holm", "zity", "quor", "wyth")
]
"""Words unlike each other, more of them than one chunk has rows."""


def test_rows_one_below_the_other_describe_one_client_with_many_people_and_sites(agency: Agency) -> None:
    found = bring(
        agency.sam,
        sheet("""
            Client, Town, Postcode, Contact
            Acme Freight Ltd, Leeds, LS10 1AB, Dana
            Acme Freight Ltd, Bath, BA1 1AA, Ravi
            Acme Freight Ltd, Leeds, LS10 1AB, Dana
        """),
    )
    assert found.outcomes == ["created", "updated", "duplicate"]
    assert rows(agency, "SELECT town, is_main FROM site ORDER BY id") == [("Leeds", True), ("Bath", False)]
    assert value(agency, "SELECT count(*) FROM contact") == 2
    assert value(agency, "SELECT count(*) FROM assignment WHERE is_primary") == 1


def test_a_client_goes_on_over_the_edge_of_a_chunk(agency: Agency) -> None:
    first = [(f"{word} Example Trading", "") for word in WORDS[:298]]
    people = [("Acme Freight Ltd", f"Person {number}") for number in range(5)]
    found = bring(agency.sam, Sheet(("Client", "Contact"), *first, *people))
    assert [row.outcome.value for row in found.rows[298:]] == ["created"] + ["updated"] * 4
    assert len({row.client_id for row in found.rows[298:]}) == 1


def test_contacts_of_a_client_may_be_scattered_over_the_file(agency: Agency) -> None:
    found = bring(
        agency.sam,
        sheet("""
            Client, Contact
            Acme Freight Ltd, Adams
            Zebra Catering Ltd, Baker
            Acme Freight Ltd, Clark
        """),
    )
    assert found.outcomes == ["created", "created", "updated"]


def test_a_list_of_people_names_the_companies_that_are_there(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292", postcode="LS10 1AB")
    agency.a_client("Zebra Catering Ltd", postcode="BA1 1AA", by=agency.priya)
    agency.a_client("Zebra Catering Ltd", postcode="M1 1AA", by=agency.priya)
    found = bring(
        agency.sam,
        sheet("""
            Company, Name, Post code
            acme freight LTD, Dana Whitlock,
            Acme Freight Ltd, Ravi Menon, YO1 7HH
            Zebra Catering Ltd, Jo Bright,
            Zebra Catering Ltd, Jo Bright, M1 1AA
        """),
    )
    assert found.outcomes == ["updated", "updated", "duplicate", "updated"]
    assert found.rows[0].client_id == found.rows[1].client_id == there
    assert [alike.name for alike in found.rows[2].candidates] == ["Zebra Catering Ltd"] * 2


def test_the_same_person_at_two_clients_is_one_contact(agency: Agency) -> None:
    found = bring(
        agency.sam,
        sheet("""
            Client, Contact, Email
            Acme Freight Ltd, Dana Whitlock, dana@whitlock.example
            Zebra Catering Ltd, Dana Whitlock, dana@whitlock.example
            Zebra Catering Ltd, Other Name, dana@whitlock.example
        """),
    )
    assert found.outcomes == ["created", "created", "duplicate"]
    assert rows(agency, "SELECT name FROM contact") == [("Dana Whitlock",)]
    assert value(agency, "SELECT count(*) FROM assignment WHERE is_primary") == 2


def test_the_primary_contact_of_a_client_that_was_there_stays(agency: Agency) -> None:
    there = agency.a_client("Acme Freight Ltd", number="04418292")
    agency.a_contact("Dana Whitlock", there)
    bring(agency.sam, sheet("Client, Company number, Contact, Primary\nAcme Freight Ltd, 4418292, Ravi, yes"))
    primary = "SELECT c.name FROM contact c JOIN assignment a ON a.contact_id = c.id WHERE a.is_primary"
    assert rows(agency, primary) == [("Dana Whitlock",)]
    bring(
        agency.sam,
        sheet("Client, Company number, Contact, Primary\nAcme Freight Ltd, 4418292, Ravi, x"),
        overwrites=True,
    )
    assert rows(agency, primary) == [("Ravi",)]


def test_archived_clients_and_those_of_others_are_found_but_not_touched(agency: Agency) -> None:
    archived = agency.a_client("Acme Freight Ltd", number="04418292")
    agency.sam.write_now(clients.archive, [archived], "gone")
    private = agency.a_client("Zebra Catering Ltd", number="01234567", by=agency.jo)
    agency.jo.write_now(clients.set_access, private, Visibility.OWNER)
    source = sheet(
        "Client, Company number\nAcme Freight Ltd, 4418292\nZebra Catering, 1234567\nZebra Catering Ltd,"
    )
    found = bring(agency.priya, source)
    assert found.outcomes == ["duplicate"] * 3
    assert found.rows[0].reason == "Acme Freight Ltd is in the archive: restore it first."
    assert found.rows[1].reason == "You may not open this client: ask its owner, Jo Bright, for access."
    assert "to which you have no access" in found.rows[2].reason
    assert found.rows[2].candidates[0].reasons == ()
    assert not found.rows[0].is_unchanged


def test_only_those_who_may_import_do(agency: Agency) -> None:
    agency.sam.write_now(users.add, "kim", "Kim", "credit_control")
    with pytest.raises(NotAllowed, match="may not import files"):
        bring(agency.sit("kim"), sheet(FREIGHT))


def test_clients_without_an_owner_column_become_one_s_own_or_whose_one_says(agency: Agency) -> None:
    bring(agency.priya, sheet("Client\nAcme Freight Ltd"))
    bring(agency.priya, sheet("Client\nZebra Catering Ltd"), owner="nobody")
    bring(agency.priya, sheet("Client\nQuill Printing Ltd"), owner="Jo Bright")
    assert rows(
        agency, "SELECT u.login FROM client k LEFT JOIN user_account u ON u.id = k.owner_id ORDER BY k.id"
    ) == [
        ("priya",),
        (None,),
        ("jo",),
    ]
    with pytest.raises(Invalid, match="no user “nemo”"):
        bring(agency.priya, sheet("Client\nX Ltd"), owner="nemo")


def test_a_client_that_a_file_gives_to_somebody_goes_to_their_team(agency: Agency) -> None:
    bring(agency.sam, sheet("Client, Company no., Owner\nAcme Freight Ltd, 4418292, priya"))
    bring(agency.sam, sheet("Client, Company no., Owner\nAcme Freight Ltd, 4418292, jo"), overwrites=True)
    assert rows(
        agency,
        "SELECT u.login, t.name FROM client k JOIN user_account u ON u.id = k.owner_id JOIN team t ON t.id = k.team_id",
    ) == [("jo", "Bath")]


def test_the_header_may_stand_below_a_title(agency: Agency) -> None:
    found = bring(
        agency.sam, Sheet(("Client list",), ("as of", "2026"), ("Company", "Town"), ("Acme Ltd", "Leeds"))
    )
    assert [(row.line, row.outcome) for row in found.rows] == [(4, Outcome.CREATED)]
    assert found.report.columns == (("Company", "Client"), ("Town", "Town"))


def test_the_report_says_how_columns_were_taken_and_which_were_ignored(agency: Agency) -> None:
    report = bring(agency.sam, sheet("Firm, Colour, Zip\nAcme Ltd, red, LS10 1AB")).report
    assert report.columns == (("Firm", "Client"), ("Zip", "Postcode"))
    assert report.ignored == ("Colour",)
    assert report.document()["created"] == 1


def test_without_a_column_for_the_name_nothing_is_begun(agency: Agency) -> None:
    with pytest.raises(Invalid, match="No column holds the client's name"):
        bring(agency.sam, sheet("Ort, Strasse\nLeeds, High St"))
    assert value(agency, "SELECT count(*) FROM import_batch") == 0
    assert bring(agency.sam, sheet("Ort, Wer\nLeeds, Acme Ltd"), columns={"Wer": "client"}).outcomes == [
        "created"
    ]


def test_a_file_of_nothing_but_a_header_says_so(agency: Agency) -> None:
    found = bring(agency.sam, sheet("Client, Town"))
    assert found.report.counts.rows == 0
    assert found.report.notices == ("There is no row below the header: nothing to import.",)


@pytest.mark.parametrize("room", [0, 10**9], ids=["beside a copy", "over the store"])
def test_a_dry_run_says_what_would_happen_and_writes_nothing(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    from trtui.desk.importing import scratch

    monkeypatch.setattr(scratch, "ROOM", room)
    there = agency.a_client("Quill Printing Ltd", number="07654321")
    agency.a_contact("Jo", there)
    agency.sam.write_now(labels.tag, [there], "night")
    source = Sheet(
        ("Client", "Company number", "Contact", "Email", "Tags", "Owner"),
        ("Acme Freight Ltd", "04418292", "Dana", "d@acme.example", "night; new", ""),
        ("Acme Freight Ltd", "", "Ravi", "", "", ""),
        ("Quill Printing Ltd", "07654321", "Jo", "", "", ""),
        ("Quill Printing Ltd", "07654321", "Max", "m@quill.example", "big", ""),
        ("Acme Freigth Ltd", "", "", "", "", ""),
        ("Bad", "12X", "", "", "", ""),
        *((f"{word} Example Trading", "", "", "", "", "") for word in WORDS),
        ("Quill Printing Ltd", "07654321", "Max", "", "", ""),
        ("Acme Freight Ltd", "04418292", "Ravi", "", "big", ""),
        ("Zebra Catering Ltd", "", "Max", "m@quill.example", "", "nemo"),
        ("Zebra Catering Ltd", "", "Max", "m@quill.example", "", ""),
    )
    before = contents(agency)
    dry = bring(agency.sam, source, is_dry=True)
    assert contents(agency) == before
    assert dry.report.is_dry and dry.report.batch_id is None
    real = bring(agency.sam, source)
    assert [(row.line, row.outcome, row.reason) for row in dry.rows] == [
        (row.line, row.outcome, row.reason) for row in real.rows
    ]
    assert replace(dry.report.counts) == real.report.counts
    assert dry.rows[0].client_id is None and dry.rows[2].client_id == there
    assert [alike.client_id for alike in dry.rows[4].candidates] == [None]


def test_a_short_file_is_judged_without_a_store_to_try_it_in(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    monkeypatch.delattr(run, "Scratch")
    agency.a_client("Quill Printing Ltd", number="07654321")
    found = bring(
        agency.sam,
        sheet("""
            Client, Company number
            Acme Freight Ltd,
            Acme Freigth Ltd,
            Quill Printing Ltd, 7654321
        """),
        is_dry=True,
    )
    assert found.outcomes == ["created", "duplicate", "duplicate"]
    assert [row.client_id for row in found.rows] == [None, None, 1]
    assert value(agency, "SELECT count(*) FROM client") == 1


def test_a_dry_run_leaves_no_files_behind(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from trtui.desk.importing import run

    monkeypatch.setattr(run, "CHUNK", 1)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    source = Sheet(
        ("Client",), ("Brackle Ltd",), ("Corvin Ltd",), *[("Dolmen Ltd",)] * 8, until=Invalid("Damaged.")
    )
    before = sorted(tmp_path.iterdir())
    with pytest.raises(imports.Stopped, match=r"Damaged\. This was a dry run: nothing was written\."):
        bring(agency.sam, source, is_dry=True)
    assert sorted(tmp_path.iterdir()) == before


def test_bad_text_comes_in_clean_or_not_at_all(agency: Agency) -> None:
    texts = [text for text in EVIL.values() if text.strip()]
    source = Sheet(
        ("Client", "Contact", "Note"), *((f"{text} {WORDS[n]}", text, text) for n, text in enumerate(texts))
    )
    found = bring(agency.sam, source)
    assert len(found.rows) == len(texts)
    assert {row.outcome for row in found.rows} <= {Outcome.CREATED, Outcome.REFUSED, Outcome.DUPLICATE}
    stored = [
        text
        for row in rows(agency, "SELECT name FROM client UNION ALL SELECT name FROM contact")
        for text in row
    ]
    assert not any(not char.isprintable() and char not in "\u200d\u200c" for text in stored for char in text)
    assert "=1+1" in stored


def test_a_database_that_goes_away_stops_the_import_between_two_rows(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    monkeypatch.setattr(run, "CHUNK", 2)
    source = Sheet(("Client",), *((f"{word} Ltd",) for word in WORDS[:7]))
    write, count = run.write_pieces, 0

    def fail(work: Any, pieces: Any) -> None:
        nonlocal count
        write(work, pieces)
        count += 1
        if count == 3:
            raise StoreUnavailable("The disk is full.")

    monkeypatch.setattr(run, "write_pieces", fail)
    with pytest.raises(
        imports.Stopped, match=r"The disk is full\. Until then: 4 created.*--resume"
    ) as stopped:
        bring(agency.sam, source)
    assert not stopped.value.report.is_complete
    assert value(agency, "SELECT count(*) FROM client") == 4
    with pytest.raises(
        imports.Unfinished, match="broken off after 4 rows. Go on with --resume"
    ) as unfinished:
        bring(agency.sam, source)
    assert unfinished.value.batch.id == stopped.value.report.batch_id
    monkeypatch.setattr(run, "write_pieces", write)
    resumed = bring(agency.sam, source, resumes=True)
    assert [row.line for row in resumed.rows] == [6, 7, 8]
    assert (resumed.report.counts.created, resumed.report.resumed_from) == (7, 4)
    with pytest.raises(Conflict, match="was broken off"):
        bring(agency.sam, source, resumes=True)


def test_ctrl_c_leaves_whole_rows_and_says_how_to_go_on(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    monkeypatch.setattr(run, "CHUNK", 2)
    source = Sheet(("Client",), *((f"{word} Ltd",) for word in WORDS[:5]))
    seen: list[int] = []

    def press(row: RowResult) -> None:
        seen.append(row.line)
        if len(seen) == 3:
            raise KeyboardInterrupt

    with pytest.raises(imports.Stopped, match="Stopped before the end of the file. Until then: 4 created"):
        imports.bring_in_now(agency.sam, source, on_row=press)
    assert value(agency, "SELECT count(*) FROM client") == 4
    assert bring(agency.sam, source, resumes=True).report.counts.created == 5


CRASH = """
import os, sys
from tests.support.clock import FixedClock
from trtui.desk import imports
from trtui.desk.importing import run
from trtui.desk.office import Office
from trtui.integrations.files import open_table

run.CHUNK = 3
write, chunks = run.write_pieces, []

def die(work, pieces):
    write(work, pieces)
    chunks.append(1)
    if len(chunks) == 3:
        os._exit(9)  # in the middle of the third transaction, rows written and not committed

run.write_pieces = die
imports.bring_in_now(Office(sys.argv[1], FixedClock(), login="sam"), open_table(sys.argv[2]))
"""


def test_a_crash_in_the_middle_leaves_whole_rows_and_an_import_to_go_on_with(
    agency: Agency, tmp_path: Path, root: Path
) -> None:
    path = kept(
        tmp_path / "clients.csv",
        ["Client", "Contact", "Town"],
        *([f"{word} Ltd", f"Person {word}", "Leeds"] for word in WORDS[:10]),
    )
    done = subprocess.run([sys.executable, "-c", CRASH, agency.url, str(path)], cwd=root, check=False)
    assert done.returncode == 9
    for table in ("client", "contact", "site", "assignment", "client_state"):
        assert value(agency, f"SELECT count(*) FROM {table}") == 6
    with pytest.raises(imports.Unfinished, match="broken off after 6 rows"):
        bring(agency.sam, open_table(path))
    assert bring(agency.sam, open_table(path), resumes=True).report.counts == imports.Counts(created=10)
    assert imports.undo_now(agency.sam, 1).removed == 10


def test_a_file_that_turns_out_to_be_damaged_keeps_what_was_read(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    monkeypatch.setattr(run, "CHUNK", 2)
    source = Sheet(
        ("Client",), *((f"{word} Ltd",) for word in WORDS[:13]), until=Invalid("The file is damaged.")
    )
    with pytest.raises(imports.Stopped, match=r"The file is damaged\. Until then: 12 created") as stopped:
        bring(agency.sam, source)
    assert stopped.value.exit_code == 1


def test_a_row_that_the_store_refuses_takes_no_other_with_it(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    write = run.write_pieces

    def refuse(work: Any, pieces: Any) -> None:
        write(work, pieces)
        if any(piece.values.get("name") == f"{WORDS[3]} Ltd" for piece in pieces):
            raise Conflict("Somebody was faster.")

    monkeypatch.setattr(run, "write_pieces", refuse)
    found = bring(agency.sam, Sheet(("Client",), *((f"{word} Ltd",) for word in WORDS[:7])))
    assert found.outcomes == ["created"] * 3 + ["refused"] + ["created"] * 3
    assert found.rows[3].reason == "Somebody was faster."
    assert found.report.counts.rows == 7


def test_what_somebody_adds_meanwhile_is_seen(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    from trtui.desk.importing import run

    plan = run.plan_chunk
    theirs: list[int] = []

    def meanwhile(*args: Any) -> Any:
        found = plan(*args)
        if not theirs:
            theirs.append(0)
            theirs[0] = agency.a_client("Acme Freight Ltd", number="04418292", by=agency.priya)
        return found

    monkeypatch.setattr(run, "plan_chunk", meanwhile)
    found = bring(agency.sam, sheet("Client, Company number, Contact\nAcme Freight Ltd, 4418292, Dana"))
    assert (found.outcomes, found.rows[0].client_id) == (["updated"], theirs[0])


def test_two_who_go_on_with_the_same_import_do_not_both_write(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    monkeypatch.setattr(run, "CHUNK", 2)
    source = Sheet(("Client",), *((f"{word} Ltd",) for word in WORDS[:8]))
    begun: list[int] = []

    def meanwhile(row: RowResult) -> None:
        begun.append(row.line)
        if len(begun) == 2:
            bring(agency.max, source, resumes=True)

    with pytest.raises(imports.Stopped, match="taken back, by somebody else"):
        imports.bring_in_now(agency.sam, source, on_row=meanwhile)
    assert value(agency, "SELECT count(*) FROM client") == 8


async def test_screens_import_in_the_office_s_threads_and_may_stop(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.desk.importing import run

    monkeypatch.setattr(run, "CHUNK", 2)
    source = Sheet(("Client",), *((f"{word} Ltd",) for word in WORDS[:5]))
    steps: list[imports.Progress] = []
    with pytest.raises(imports.Stopped, match="2 created"):
        await imports.bring_in(agency.sam, source, on_progress=steps.append, should_stop=lambda: bool(steps))
    report = await imports.bring_in(agency.sam, source, Options(resumes=True), on_progress=steps.append)
    assert report.counts.created == 5
    assert [step.counts.rows for step in steps] == [2, 4, 5]
    assert steps[-1].share == 1.0
    undone = await imports.undo(agency.sam, report.batch_id or 0)
    assert undone.removed == 5


def test_a_whole_file_is_asked_about_without_bringing_it_in(agency: Agency) -> None:
    there = agency.a_client("Brookhill Logistics Ltd", number="04418292", postcode="LS10 1AB")
    before = contents(agency)
    found: list[imports.RowCheck] = []
    count = imports.check_file_now(
        agency.sam,
        sheet("""
            name, ids, postcode, E-mail
            Brookhil Logistics Limited,, LS10 1AB,
            Something Else,GB-CHC-1;GB-COH-4418292,, no mail
            Quill Printing Ltd,,,
            ,,York,
        """),
        found.append,
    )
    assert count == 4
    assert [(one.row, one.line, [candidate.client_id for candidate in one.candidates]) for one in found] == [
        (1, 2, [there]),
        (2, 3, [there]),
        (3, 4, []),
        (4, 5, []),
    ]
    assert found[1].candidates[0].strength == "likely"
    assert found[0].document()["candidates"][0]["reasons"][0].keys() == {"kind", "detail"}
    assert found[3].document()["problem"] == "The row has no name."
    assert contents(agency) == before


def test_files_are_read_and_lines_are_those_of_the_file(agency: Agency, tmp_path: Path) -> None:
    path = kept(
        tmp_path / "clients.csv",
        ["Company", "Note", "Town"],
        ["Acme Freight Ltd", "two\nlines", "Leeds"],
        ["Zebra Catering Ltd", "", "Bath", "extra"],
        ["", "", "York"],
    )
    found = bring(agency.sam, open_table(path))
    assert [(row.line, row.outcome.value) for row in found.rows] == [
        (2, "created"),
        (4, "refused"),
        (5, "refused"),
    ]
    assert "4 cells, the header 3" in found.rows[1].reason
    assert found.report.described == "CSV, UTF-8, commas"


def test_real_companies_come_in_and_are_found_again(agency: Agency, real_data: Path, tmp_path: Path) -> None:
    lines = (real_data / "companies.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    part = tmp_path / "companies.csv"
    part.write_text("".join([lines[0], *lines[1::400]]), encoding="utf-8")
    found = bring(agency.sam, open_table(part))
    counts = found.report.counts
    assert counts.rows == len(lines[1::400])
    assert counts.created > 0.9 * counts.rows
    assert [label for label, _ in found.report.columns] == ["name", "address", "postcode", "domain", "ids"]
    again = bring(agency.sam, open_table(part))
    made = [{row.line for row in one.rows if row.outcome is Outcome.CREATED} for one in (found, again)]
    assert not made[0] & made[1]
    assert again.report.counts.updated == 0
    assert again.report.counts.unchanged > 0.5 * counts.rows


@pytest.mark.parametrize("is_dry", [False, True])
@pytest.mark.parametrize("place", ["run.parse_row", "chunks.identify", "chunks.make", "chunks.typed_of"])
def test_a_row_at_which_the_program_fails_is_refused_and_the_rest_goes_on(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, place: str, is_dry: bool
) -> None:
    module, _, name = place.partition(".")
    target = f"trtui.desk.importing.{module}.{name}"
    right = getattr(importlib.import_module(f"trtui.desk.importing.{module}"), name)

    def fails_at_vans(*arguments: Any, **named: Any) -> Any:
        if "City Vans" in repr(arguments):
            raise ZeroDivisionError("City Vans")
        return right(*arguments, **named)

    monkeypatch.setattr(target, fails_at_vans)
    firms = [("Acme Ltd",), ("Brackle Ltd",), ("City Vans",), ("Dolmen Ltd",), ("Elder Ltd",)]
    brought = bring(agency.sam, Sheet(("Client",), *firms), is_dry=is_dry)
    assert brought.outcomes == ["created", "created", "refused", "created", "created"]
    refused = brought.rows[2]
    assert (refused.line, refused.name) == (4, "City Vans")
    assert (
        refused.reason
        == "trtui failed at this row (ZeroDivisionError): it was left out, and the rest goes on."
    )
