"""What happened at a client: its own changes, and those of its contacts while they are there."""

from __future__ import annotations

from tests.support.agency import Agency
from trtui.desk import assignment, contacts, numbers, record_history, sections


def labels(agency: Agency, client: int) -> list[str]:
    return [one.what for one in agency.sam.read_now(sections.activity, client) if one.kind == "change"]


def test_a_contacts_code_is_told_at_the_clients_where_they_are(agency: Agency) -> None:
    here, there = agency.a_client("Brookhill Logistics Ltd"), agency.a_client("Acme Freight Ltd")
    dana = agency.a_contact("Dana Whitlock", here)
    agency.clock.advance(minutes=1)
    agency.sam.write_now(contacts.code, [dana], "A")
    assert any("A" in label and "Dana" in label for label in labels(agency, here))
    assert not any("Dana" in label for label in labels(agency, there))
    agency.clock.advance(minutes=1)
    agency.sam.write_now(assignment.delink, here, [dana])
    agency.clock.advance(minutes=1)
    told = len(labels(agency, here))
    agency.sam.write_now(contacts.code, [dana], "B")
    assert len(labels(agency, here)) == told, "who has left does what is no business of the client's"


def test_what_concerns_another_client_too_is_not_told(agency: Agency) -> None:
    here, there = agency.a_client("Brookhill Logistics Ltd"), agency.a_client("Secret Ltd")
    dana = agency.a_contact("Dana Whitlock", here)
    before = len(labels(agency, here))
    agency.clock.advance(minutes=1)
    agency.sam.write_now(
        assignment.save, there, [assignment.Planned(assignment.Step.ASSIGN, dana, "Director")]
    )
    assert len(labels(agency, here)) == before
    assert len(labels(agency, there)) == 2


def test_what_a_contact_objected_to_is_told_at_its_clients_and_in_its_history(agency: Agency) -> None:
    here = agency.a_client("Brookhill Logistics Ltd")
    dana = agency.a_contact("Dana Whitlock", here, phone="0113 496 0142 ext 5")
    agency.clock.advance(minutes=1)
    agency.sam.write_now(numbers.block, "0113 496 0142 ext 5", "never again", dana)
    agency.sam.write_now(numbers.unblock, "0113 496 0142 ext 5", "she wrote")
    assert "Block 0113 496 0142 ext 5" in labels(agency, here)
    assert "Unblock 0113 496 0142 ext 5: she wrote" in labels(agency, here)
    told = [
        (one.part, one.field, one.after)
        for one in agency.sam.read_now(record_history.field_history, "contact", dana)
    ]
    assert ("objection", "words", "Dana Whitlock: never again") in told
    assert ("objection", "taken_back_why", "she wrote") in told
