"""Taking a company of the register for a client: what is filled, what stays, and that one undo takes it all back."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.evil import EVIL
from tests.support.register import a_company, a_zip
from trtui.desk import clients, duplicates, history, register, registration, search, sections, summary
from trtui.desk.clients import NewClient
from trtui.desk.registration import Taken
from trtui.domain.errors import Duplicates, Invalid, NotFound
from trtui.domain.policy import Visibility
from trtui.domain.register.values import PreviousName, Registered
from trtui.domain.text import line
from trtui.integrations.register_file import open_register_file

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


def test_an_address_that_was_half_typed_is_completed(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics", postcode="ls10 1ab", number="04418292")
    taken = agency.sam.write_now(registration.take, client, BROOKHILL)
    assert "address" in taken.filled and not any(field == "address" for field, _, _ in taken.kept)
    assert addresses(agency, client) == [("registered", "1 Mill Road, Leeds, LS10 1AB, England")]


def test_a_place_of_work_stays_beside_the_registered_address(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics", line1="Unit 4", town="York")
    agency.sam.write_now(registration.take, client, BROOKHILL)
    assert addresses(agency, client) == [
        ("workplace", "Unit 4, York"),
        ("registered", "1 Mill Road, Leeds, LS10 1AB, England"),
    ]


def test_another_number_stays_and_nothing_is_taken_unless_it_is_to_be_replaced(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics", number="SC123456")
    taken = agency.sam.write_now(registration.take, client, BROOKHILL, replace=("address",))
    assert taken == Taken(client, (), (("number", "SC123456", "04418292"),))
    assert not taken.is_linked
    assert addresses(agency, client) == [] and names(agency, client) == []
    taken = agency.sam.write_now(registration.take, client, BROOKHILL, replace=("number",))
    assert taken.is_linked and taken.filled[0] == "number"
    assert agency.sam.read_now(summary.summary, client).number == "04418292"


def test_taking_twice_changes_nothing(agency: Agency) -> None:
    client = agency.a_client("Brookhill Logistics")
    agency.sam.write_now(registration.take, client, BROOKHILL)
    before = agency.sam.read_now(summary.summary, client)
    assert agency.sam.write_now(registration.take, client, BROOKHILL) == Taken(client)
    assert agency.sam.read_now(summary.summary, client) == before


def test_a_number_that_another_client_has_is_refused_without_a_reason(agency: Agency) -> None:
    first = agency.a_client("Mill Freight", number="04418292")
    second = agency.a_client("The Hunslet Hauliers")
    with pytest.raises(Duplicates) as refused:
        agency.sam.write_now(registration.take, second, BROOKHILL)
    assert [one.client_id for one in refused.value.candidates] == [first]
    assert agency.sam.read_now(summary.summary, second).number == ""
    agency.sam.write_now(registration.take, second, BROOKHILL, really_new="its other depot")
    assert agency.sam.read_now(summary.summary, second).number == "04418292"


def test_a_name_that_another_client_has_is_refused_without_a_reason(agency: Agency) -> None:
    first = agency.a_client("Brookhill Logistics")
    second = agency.a_client("The Mill Bakery")
    with pytest.raises(Duplicates) as refused:
        agency.sam.write_now(registration.take, second, BROOKHILL, replace=("name",))
    assert [one.client_id for one in refused.value.candidates] == [first]
    assert agency.sam.read_now(summary.summary, second).name == "The Mill Bakery"
    assert agency.sam.write_now(registration.take, second, BROOKHILL).is_linked


def test_former_names_are_known_to_the_duplicate_check_and_to_search(agency: Agency) -> None:
    client = agency.a_client("The Mill Bakery")
    agency.sam.write_now(registration.take, client, BROOKHILL)
    assert names(agency, client) == [
        ("previous", "Hunslet Haulage Limited"),
        ("registered", "Brookhill Logistics Limited"),
    ]
    for typed in ("Hunslet Haulage", "Brookhill Logistics"):
        assert [one.name for one in agency.sam.read_now(search.find, typed).hits] == ["The Mill Bakery"]
        found = agency.sam.read_now(duplicates.check, duplicates.Asked(name=typed))
        assert [one.client_id for one in found] == [client]


def test_a_new_client_is_filled_from_its_company_in_one_change(agency: Agency) -> None:
    new = NewClient("Brookhill", phone="0113 496 0000")
    saved = agency.priya.write_now(clients.add, new, registered=BROOKHILL)
    head = agency.priya.read_now(summary.summary, saved.client_id)
    assert (head.name, head.number, head.owner) == ("Brookhill", "04418292", "Priya Shah")
    assert head.industry == "Freight transport by road"
    assert addresses(agency, saved.client_id) == [("registered", "1 Mill Road, Leeds, LS10 1AB, England")]
    assert agency.priya.read_now(registration.of_client, saved.client_id) is not None
    assert agency.priya.write_now(history.undo).label == "Add Brookhill"
    with pytest.raises(NotFound):
        agency.priya.read_now(summary.summary, saved.client_id)
    agency.priya.write_now(history.redo)
    assert agency.priya.read_now(summary.summary, saved.client_id).number == "04418292"


@pytest.mark.parametrize(
    ("typed", "kinds"),
    [
        ({"postcode": "LS10 1AB"}, ["registered"]),
        ({"town": "York", "postcode": "YO1 7HH"}, ["workplace", "registered"]),
    ],
    ids=["the registered one", "another"],
)
def test_the_address_typed_for_a_new_client_is_kept(
    agency: Agency, typed: dict[str, str], kinds: list[str]
) -> None:
    saved = agency.sam.write_now(clients.add, NewClient("Brookhill", **typed), registered=BROOKHILL)
    found = addresses(agency, saved.client_id)
    assert [kind for kind, _ in found] == kinds
    assert all(text in found[0][1] for text in typed.values())


def test_a_new_clients_number_and_its_companys_must_not_differ(agency: Agency) -> None:
    with pytest.raises(Invalid, match="clear one of them") as refused:
        agency.sam.write_now(clients.add, NewClient("Brookhill", number="SC123456"), registered=BROOKHILL)
    assert refused.value.field == "number"


def test_a_new_client_with_the_number_of_another_is_a_duplicate(agency: Agency) -> None:
    agency.a_client("Mill Freight", number="04418292")
    with pytest.raises(Duplicates):
        agency.sam.write_now(clients.add, NewClient("Brookhill Logistics"), registered=BROOKHILL)


def test_the_register_in_use_tells_more_than_what_was_taken_once(agency: Agency, tmp_path: Path) -> None:
    client = agency.a_client("Brookhill")
    agency.sam.write_now(registration.take, client, BROOKHILL)
    company = a_company("BROOKHILL LOGISTICS LIMITED", "04418292", CompanyStatus="Liquidation")
    register.load_now(agency.sam, open_register_file([a_zip(tmp_path / "file.zip", [company])]))
    known = agency.sam.read_now(registration.of_client, client)
    assert known is not None
    assert (known.status, known.source) == ("Liquidation", "edition of 1 Nov 2026")
    other = agency.a_client("Gone", number="00000001")
    assert agency.sam.read_now(registration.of_client, other) is None


def test_what_was_asked_over_the_network_tells_more_than_an_older_edition(
    agency: Agency, tmp_path: Path
) -> None:
    company = a_company("BROOKHILL LOGISTICS LIMITED", "04418292")
    register.load_now(agency.sam, open_register_file([a_zip(tmp_path / "file.zip", [company])]))
    client = agency.a_client("Brookhill")
    now = replace(BROOKHILL, status="Liquidation")
    agency.sam.write_now(registration.take, client, now, is_current=True)
    known = agency.sam.read_now(registration.of_client, client)
    assert known is not None and (known.status, known.source) == ("Liquidation", "Companies House")


def test_who_may_not_change_a_client_takes_nothing_for_it(agency: Agency) -> None:
    client = agency.a_client("Brookhill", by=agency.priya)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(registration.take, client, BROOKHILL)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.read_now(registration.of_client, client)


def test_whatever_the_register_holds_is_taken_as_a_clean_line(agency: Agency) -> None:
    for at, text in enumerate([*EVIL.values(), "LONG " * 2000]):
        company = replace(
            BROOKHILL,
            number=f"{at:08}",
            name=text,
            line=text,
            town=text,
            status=text,
            sic_texts=(text, "Operation of warehousing"),
            previous_names=(PreviousName(text),),
        )
        client = agency.a_client(f"Client {at}")
        agency.sam.write_now(registration.take, client, company)
        known = agency.sam.read_now(registration.of_client, client)
        assert known is not None and len(known.sic_texts) == 2
        head = agency.sam.read_now(summary.summary, client)
        taken = [known.name, known.status, *known.sic_texts, head.industry]
        taken += [one.name for one in head.names] + [address for _, address in addresses(agency, client)]
        assert all(line(one, 1000) == one for one in taken)
        assert head.number == company.number
