"""Lists taken out: the right rows and no others, in columns that an import understands."""

from __future__ import annotations

import datetime
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.support.agency import Agency
from trtui.desk import clients, contacts, exports, imports, labels, notes, search, touches
from trtui.desk.importing.columns import BY_KEY
from trtui.desk.importing.header import read_header
from trtui.desk.office import Office
from trtui.domain.errors import Invalid
from trtui.domain.policy import Visibility
from trtui.integrations.files import open_table, write_table


def exported(office: Office, name: str, filter_text: str = "", **options: Any) -> list[dict[str, Any]]:
    """Return the rows of an export as dictionaries by header."""

    def collect(found: exports.Export) -> list[dict[str, Any]]:
        return [dict(zip(found.columns, row, strict=True)) for row in found.rows]

    return office.read_now(exports.export, name, filter_text, collect, **options)


def names(office: Office, filter_text: str = "", name: str = "clients") -> list[str]:
    """Return the clients of an export."""
    return [str(row["Client"]) for row in exported(office, name, filter_text)]


@pytest.fixture
def stocked(agency: Agency) -> Agency:
    """An agency with three clients of different kinds."""
    brook = agency.a_client(
        "Brookhill Logistics Ltd",
        number="04418292",
        website="brookhill.example",
        phone="0113 496 0100",
        town="Leeds",
        postcode="LS10 1AB",
    )
    agency.a_contact(
        "Dana Whitlock",
        brook,
        job_title="Director",
        phone="0113 496 0142",
        email="dana@brookhill.example",
        csi="A",
    )
    agency.a_contact("Ravi Menon", brook, role="HR")
    agency.sam.write_now(labels.tag, [brook], "night")
    agency.sam.write_now(labels.tag, [brook], "big")
    agency.sam.write_now(clients.add_name, brook, "BrookX")
    agency.sam.write_now(notes.add_note, brook, "=SUM(A1)\nsecond line")
    agency.a_job(brook)
    acme = agency.a_client("Acme Catering Ltd", town="Bath", by=agency.priya)
    agency.a_contact("Jo Bright", acme, by=agency.priya)
    agency.a_client("Ødegård & Søn", by=agency.jo)
    return agency


def test_a_client_list_says_what_the_client_is(stocked: Agency) -> None:
    row = exported(stocked.sam, "clients")[0]
    now = datetime.datetime(2026, 11, 24, 10, 0)
    assert row == {
        "Client": "Brookhill Logistics Ltd",
        "Company number": "04418292",
        "Website": "brookhill.example",
        "Stage": "Prospect",
        "Sales level": None,
        "Industry": None,
        "Customer type": None,
        "Lead source": None,
        "Warning": None,
        "Owner": "Sam",
        "Tags": "big; night",
        "Trading names": "BrookX",
        "Previous names": None,
        "Main phone": "0113 496 0100",
        "Site": "Registered",
        "Site name": None,
        "Address line 1": None,
        "Address line 2": None,
        "Town": "Leeds",
        "County": None,
        "Postcode": "LS10 1AB",
        "Country": None,
        "Status": "Active without placements",
        "Best CSI code": "A",
        "People": 2,
        "Open jobs": 1,
        "Next call": datetime.date(2026, 11, 24),
        "Last touch": None,
        "Created at": now,
        "Archived at": None,
        "Client ID": 1,
    }


def test_a_contact_list_says_who_and_where(stocked: Agency) -> None:
    dana, ravi, jo = exported(stocked.sam, "contacts")
    assert (dana["Client"], dana["Contact"], dana["Job title"], dana["CSI"], dana["Primary"]) == (
        "Brookhill Logistics Ltd",
        "Dana Whitlock",
        "Director",
        "A",
        True,
    )
    assert (dana["Direct phone"], dana["E-mail"], dana["Postcode"]) == (
        "0113 496 0142",
        "dana@brookhill.example",
        "LS10 1AB",
    )
    assert (ravi["Role"], ravi["Primary"], ravi["Status"]) == ("HR", False, "Unknown")
    assert jo["Client"] == "Acme Catering Ltd"


def test_a_contact_at_two_clients_has_two_rows_and_one_without_a_client_has_one(stocked: Agency) -> None:
    from trtui.desk import assignment

    dana = exported(stocked.sam, "contacts", "dana")[0]["Contact ID"]
    stocked.sam.write_now(assignment.save, 2, [assignment.Planned(assignment.Step.ASSIGN, dana)])
    stocked.a_contact("Free Agent")
    assert names(stocked.sam, "dana", "contacts") == ["Brookhill Logistics Ltd", "Acme Catering Ltd"]
    assert [row["Client"] for row in exported(stocked.sam, "contacts", "free")] == [None]


@pytest.mark.parametrize("name", [name for name in exports.NAMES if name != "queue"])
def test_every_list_has_a_row_of_its_own_or_none(stocked: Agency, name: str) -> None:
    stocked.sam.write_now(notes.add_task, 1, "Send terms") if name == "tasks" else None
    rows = exported(stocked.sam, name)
    expected = {"clients": 3, "contacts": 3, "sites": 2, "jobs": 1, "touches": 0, "notes": 1, "tasks": 1}
    assert len(rows) == expected[name]
    assert all(row["Client"] for row in rows)


def test_the_queue_is_exported_in_its_order(stocked: Agency) -> None:
    [row] = exported(stocked.sam, "queue")
    assert (row["Contact"], row["CSI"], row["Due"], row["Phone number"]) == (
        "Dana Whitlock",
        "A",
        "today",
        "0113 496 0142",
    )
    assert exported(stocked.jo, "queue") == []
    assert len(exported(stocked.jo, "queue", scope="everyone")) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", ["Brookhill Logistics Ltd", "Acme Catering Ltd", "Ødegård & Søn"]),
        ("brook", ["Brookhill Logistics Ltd"]),
        ("log brookhill", ["Brookhill Logistics Ltd"]),
        ("odegard", ["Ødegård & Søn"]),
        ("BrookX", ["Brookhill Logistics Ltd"]),
        ("rookhill", []),
        ("logistically", []),
        ("town:bath", ["Acme Catering Ltd"]),
        ("owner:me", ["Brookhill Logistics Ltd"]),
        ("owner:priya", ["Acme Catering Ltd"]),
        ("csi:a", ["Brookhill Logistics Ltd"]),
        ("tag:night tag:big", ["Brookhill Logistics Ltd"]),
        ("tag:none", []),
        ("status:prospect", ["Acme Catering Ltd", "Ødegård & Søn"]),
        ("due:today", ["Brookhill Logistics Ltd"]),
        ('"brookhill logistics"', ["Brookhill Logistics Ltd"]),
        ('"logistics brookhill"', []),
        ("0113 496 0100", ["Brookhill Logistics Ltd"]),
        ("04418292", ["Brookhill Logistics Ltd"]),
        ("owner:nemo", []),
    ],
)
def test_the_filter_text_of_the_search_box_limits_the_list(
    stocked: Agency, text: str, found: list[str]
) -> None:
    assert names(stocked.sam, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("dana", ["Dana Whitlock"]),
        ("brookhill", ["Dana Whitlock", "Ravi Menon"]),
        ("brookhill ravi", ["Ravi Menon"]),
        ("csi:-", ["Ravi Menon", "Jo Bright"]),
        ("director", ["Dana Whitlock"]),
    ],
)
def test_contacts_are_found_by_their_own_words_and_those_of_their_clients(
    stocked: Agency, text: str, found: list[str]
) -> None:
    assert [row["Contact"] for row in exported(stocked.sam, "contacts", text)] == found


def test_more_records_than_a_page_all_come_out(stocked: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    from trtui.desk.exporting import selection

    monkeypatch.setattr(selection, "PAGE", 2)
    for number in range(7):
        stocked.a_client(f"Zebra{number} Print Ltd")
    assert len(names(stocked.sam)) == 10
    assert len(names(stocked.sam, "print")) == 7
    found = stocked.sam.read_now(search.find, "print", 50)
    assert {hit.name for hit in found.hits} == set(names(stocked.sam, "print"))


def test_only_what_the_user_may_open_goes_out(stocked: Agency) -> None:
    stocked.sam.write_now(clients.set_access, 1, Visibility.OWNER)
    for name in ("clients", "contacts", "sites", "jobs", "notes"):
        assert "Brookhill Logistics Ltd" not in names(stocked.jo, "", name)
        assert "Brookhill Logistics Ltd" in names(stocked.sam, "", name)
    assert "Dana Whitlock" not in [row["Contact"] for row in exported(stocked.jo, "contacts")]
    assert exported(stocked.jo, "queue", scope="everyone") == []


def test_archived_clients_go_out_only_when_asked_for(stocked: Agency) -> None:
    stocked.sam.write_now(clients.archive, [1])
    assert names(stocked.sam) == ["Acme Catering Ltd", "Ødegård & Søn"]
    assert names(stocked.sam, "is:archived") == ["Brookhill Logistics Ltd"]


def test_lists_and_filters_that_do_not_exist_are_told(stocked: Agency) -> None:
    with pytest.raises(Invalid, match="There is no list “client”. Did you mean clients?"):
        exported(stocked.sam, "client")
    hints = stocked.sam.read_now(
        exports.export, "clients", "owner:nemo colour:red", lambda found: found.hints
    )
    assert any("nemo" in hint for hint in hints)
    with pytest.raises(Invalid, match="no scope of the queue"):
        exported(stocked.sam, "queue", scope="galaxy")


@pytest.mark.parametrize("name", ["clients", "contacts", "sites"])
def test_headers_mean_the_same_to_an_import_or_nothing(stocked: Agency, name: str) -> None:
    columns = stocked.sam.read_now(exports.export, name, "", lambda found: found.columns)
    header = read_header(1, columns)
    assert header is not None
    taken = {columns[place]: BY_KEY[key].label for key, places in header.places.items() for place in places}
    assert all(label == meaning for label, meaning in taken.items())


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_an_export_that_is_imported_again_says_nothing_new(
    stocked: Agency, tmp_path: Path, suffix: str
) -> None:
    for name in ("clients", "contacts"):
        path = tmp_path / f"{name}{suffix}"
        stocked.sam.read_now(
            exports.export,
            name,
            "csi:a",
            lambda found, path=path: write_table(path, found.label, found.columns, found.rows),
        )
        report = imports.bring_in_now(stocked.sam, open_table(path))
        assert report.counts.unchanged == report.counts.rows == 1, report


def test_a_whole_base_goes_from_one_store_to_another(stocked: Agency, tmp_path: Path) -> None:
    for name in ("clients", "contacts"):
        stocked.sam.read_now(
            exports.export,
            name,
            "",
            lambda found, name=name: write_table(
                tmp_path / f"{name}.csv", found.label, found.columns, found.rows
            ),
        )
    other = Office(str(tmp_path / "other.db"), stocked.clock, login="sam")
    try:
        other.write_now(lambda work: None)
        from trtui.desk import users

        for login, full in (("priya", "Priya Shah"), ("jo", "Jo Bright")):
            other.write_now(users.add, login, full)
        for name in ("clients", "contacts"):
            report = imports.bring_in_now(other, open_table(tmp_path / f"{name}.csv"))
            assert report.counts.refused == 0
        for name in ("clients", "contacts"):
            ours, theirs = exported(stocked.sam, name), exported(other, name)
            keep = {label for label in ours[0] if label not in ("Open jobs", "Status", "Created at")}
            assert [{label: row[label] for label in keep} for row in theirs] == [
                {label: row[label] for label in keep} for row in ours
            ]
    finally:
        other.close()


def test_contacts_of_the_contacts_module_are_unchanged_by_an_export(stocked: Agency) -> None:
    before = stocked.sam.read_now(contacts.values, 1)
    exported(stocked.sam, "contacts")
    assert stocked.sam.read_now(contacts.values, 1) == before


def test_a_list_of_touches_names_the_agencys_own_outcomes(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client, csi="A")
    agency.settle("outcomes.gatekeeper", {"label": "Reception"})
    with closing(Office(agency.url, agency.clock, login="sam")) as office:
        office.write_now(touches.log, client, "call", contact_id=dana, outcome="gatekeeper")
        assert [row["Outcome"] for row in exported(office, "touches")] == ["Reception"]


def test_a_persons_name_chooses_what_was_said_to_them_and_a_clients_name_all_of_it(agency: Agency) -> None:
    office = agency.sam
    mill, forge = agency.a_client("Paulo Mill Ltd"), agency.a_client("Smart Forge Ltd")
    paulo = agency.a_contact("Paulo Tudanu", forge, phone="07700 900151")
    ann = agency.a_contact("Ann Lee", forge)
    for contact, client, said in ((paulo, forge, "spring"), (ann, forge, "autumn"), (None, mill, "nobody")):
        outcome = "gatekeeper" if contact else ""
        office.write_now(touches.log, client, "call", contact_id=contact, outcome=outcome, note=said)
    for text, said in {
        "paulo tudanu": {"spring"},
        "tudanu smart": {"spring"},
        "07700 900151": {"spring"},
        "paulo": {"spring", "nobody"},
        "smart": {"spring", "autumn"},
        "ann": {"autumn"},
        "": {"spring", "autumn", "nobody"},
        "zorro": set(),
    }.items():
        rows = exported(office, "touches", text)
        assert {row["Note"] for row in rows} == said and len(rows) == len(said), text
    agency.sam.write_now(clients.set_access, forge, clients.Visibility.OWNER)
    assert exported(agency.max, "touches", "paulo tudanu") == []


def test_notes_and_tasks_are_chosen_by_the_person_they_are_about(agency: Agency) -> None:
    client = agency.a_client("Smart Forge Ltd")
    paulo = agency.a_contact("Paulo Tudanu", client)
    agency.sam.write_now(notes.add_note, client, "likes tea", contact_id=paulo)
    agency.sam.write_now(notes.add_note, client, "parking behind")
    assert [row["Note"] for row in exported(agency.sam, "notes", "tudanu")] == ["likes tea"]
    agency.sam.write_now(notes.add_task, client, "Ring about tea", contact_id=paulo)
    agency.sam.write_now(notes.add_task, client, "Send terms")
    assert [row["Task"] for row in exported(agency.sam, "tasks", "tudanu")] == ["Ring about tea"]
