"""Taking a company of the register for a client: what is filled, what stays, and that one undo takes it all back."""

from __future__ import annotations

from datetime import date

from tests.support.agency import Agency
from trtui.desk import clients, history, registration, sections, summary
from trtui.desk.registration import Taken
from trtui.domain.register.values import PreviousName, Registered

BROOKHILL = Registered(
    number="04418292",
    name="BROOKHILL LOGISTICS LIMITED",
    status="Active",
    category="Private Limited Company",
    incorporated_on=date(2002, 4, 17),
    line="1 MILL ROAD",
    town="LEEDS",
    country="ENGLAND",
    postcode="LS10 1AB",
    sic=("49410", "52103"),
    sic_texts=("Freight transport by road", "Operation of warehousing"),
    accounts_due_on=date(2026, 12, 31),
    previous_names=(PreviousName("HUNSLET HAULAGE LIMITED", date(2011, 3, 4)),),
)


def addresses(agency: Agency, client: int) -> list[tuple[str, str]]:
    return [(one.kind, one.address) for one in agency.sam.read_now(sections.sites, client)]


def names(agency: Agency, client: int) -> list[tuple[str, str]]:
    return [(one.kind, one.name) for one in agency.sam.read_now(summary.summary, client).names]


def undo(agency: Agency) -> None:
    agency.sam.write_now(history.undo)


def test_an_empty_client_is_filled_and_one_undo_empties_it(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics Ltd")
    taken = agency.sam.write_now(registration.take, client, BROOKHILL)
    assert taken == Taken(client, ("number", "industry", "address", "previous names"))
    assert taken.is_linked
    head = agency.sam.read_now(summary.summary, client)
    assert (head.name, head.number) == ("Brookhill Logistics Ltd", "04418292")
    assert head.industry == "Freight transport by road"
    assert addresses(agency, client) == [("registered", "1 Mill Road, Leeds, LS10 1AB, England")]
    assert names(agency, client) == [("previous", "Hunslet Haulage Limited")]
    known = agency.sam.read_now(registration.of_client, client)
    assert known is not None
    assert (known.number, known.name, known.status) == ("04418292", BROOKHILL.name, "Active")
    assert (known.sic, known.sic_texts) == (BROOKHILL.sic, BROOKHILL.sic_texts)
    assert (known.incorporated_on, known.accounts_due_on) == (date(2002, 4, 17), date(2026, 12, 31))
    undo(agency)
    head = agency.sam.read_now(summary.summary, client)
    assert (head.number, head.industry, head.names) == ("", "", ())
    assert addresses(agency, client) == []
    assert agency.sam.read_now(registration.of_client, client) is None


def test_what_was_typed_stays_unless_it_is_to_be_replaced(agency: Agency) -> None:
    client = agency.a_client(
        "Mill Freight", line1="Unit 4", town="York", postcode="YO1 7HH", number="04418292"
    )
    base = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(clients.edit, client, base.values, {"industry": "Haulage"}, base.version)
    taken = agency.sam.write_now(registration.take, client, BROOKHILL)
    assert taken.filled == ("previous names",)
    assert taken.kept == (
        ("name", "Mill Freight", "BROOKHILL LOGISTICS LIMITED"),
        ("industry", "Haulage", "Freight transport by road"),
        ("address", "Unit 4, York, YO1 7HH", "1 Mill Road, Leeds, LS10 1AB, England"),
    )
    assert addresses(agency, client) == [("registered", "Unit 4, York, YO1 7HH")]
    assert ("registered", "Brookhill Logistics Limited") in names(agency, client)
    taken = agency.sam.write_now(
        registration.take, client, BROOKHILL, replace=("name", "industry", "address")
    )
    assert (taken.filled, taken.kept) == (("name", "industry", "address", "previous names"), ())
    head = agency.sam.read_now(summary.summary, client)
    assert (head.name, head.industry) == ("Brookhill Logistics Limited", "Freight transport by road")
    assert addresses(agency, client) == [("registered", "1 Mill Road, Leeds, LS10 1AB, England")]
    assert ("previous", "Mill Freight") in names(agency, client)
