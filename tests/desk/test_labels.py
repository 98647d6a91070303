"""Tags and statuses set by hand."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import assignment, clients, contacts, history, labels, sections, summary
from trtui.domain.errors import NotFound
from trtui.domain.status import ClientStatus, ContactStatus


def carried(agency: Agency, client: int) -> tuple[str, ...]:
    return agency.sam.read_now(summary.summary, client).tags


def test_a_tag_is_one_whatever_its_capitals_and_counts_who_carries_it(agency: Agency) -> None:
    brook, acme = agency.a_client(), agency.a_client("Acme Freight")
    assert agency.sam.write_now(labels.tag, [brook], "Night shift") == 1
    assert agency.sam.write_now(labels.tag, [brook, acme], "night SHIFT") == 1
    assert agency.sam.write_now(labels.tag, [acme], "a cold store") == 1
    found = [(one.name, one.clients, one.is_on) for one in agency.sam.read_now(labels.tags, brook)]
    assert found == [("a cold store", 1, False), ("Night shift", 2, True)]
    assert carried(agency, acme) == ("a cold store", "Night shift")


def test_a_tag_is_taken_off_whoever_carries_it(agency: Agency) -> None:
    brook, acme = agency.a_client(), agency.a_client("Acme Freight")
    agency.sam.write_now(labels.tag, [brook], "Night shift")
    assert agency.sam.write_now(labels.untag, [brook, acme], "night shift") == 1
    assert (carried(agency, brook), carried(agency, acme)) == ((), ())


def test_a_status_set_by_hand_is_replaced_and_cleared(agency: Agency) -> None:
    client = agency.a_client()
    for status in (ClientStatus.TARGET, ClientStatus.ACTIVE_WITH):
        agency.sam.write_now(labels.override_client, client, status, "Agreed with Priya")
    assert agency.sam.read_now(summary.summary, client).status.value is ClientStatus.ACTIVE_WITH
    agency.sam.write_now(labels.clear_client_override, client)
    found = agency.sam.read_now(summary.summary, client)
    assert (found.status.value, found.status.is_override, found.override_id) == (
        ClientStatus.PROSPECT,
        False,
        None,
    )
    with pytest.raises(NotFound, match="No status is set by hand on Brookhill Logistics Ltd"):
        agency.sam.write_now(labels.clear_client_override, client)


def test_a_contacts_status_set_by_hand_wins_until_it_expires(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client, csi="B")
    until = agency.clock.now() + 3600
    for status in (ContactStatus.UNKNOWN, ContactStatus.RECRUITER_WITH):
        agency.sam.write_now(labels.override_contact, dana, status, "Placed through a partner", until)
    (line,) = agency.sam.read_now(sections.contacts, client)
    assert (line.status.value, line.status.is_override) == (ContactStatus.RECRUITER_WITH, True)
    agency.clock.advance(hours=1)
    (line,) = agency.sam.read_now(sections.contacts, client)
    assert line.status.value is ContactStatus.RECRUITER_WITHOUT


def test_a_change_of_several_names_those_that_it_really_changed(agency: Agency) -> None:
    client, other = agency.a_client(), agency.a_client("Acme Freight")
    people = [agency.a_contact(name, at=client) for name in ("Ann Archer", "Ben Birch", "Eve Elm", "Di Dahl")]
    agency.sam.write_now(contacts.code, [people[0]], "B")
    assert agency.sam.write_now(contacts.code, people, "B") == 3
    assert agency.sam.write_now(history.undo).label == "Give Ben Birch, Eve Elm and Di Dahl code B"
    agency.sam.write_now(contacts.code, [people[0]], "")
    agency.sam.write_now(contacts.code, people, "C")
    assert agency.sam.write_now(history.undo).label == "Give Ann Archer, Ben Birch and 2 more contacts code C"
    agency.sam.write_now(labels.tag, [client], "vip")
    agency.sam.write_now(labels.tag, [client, other], "vip")
    assert agency.sam.write_now(history.undo).label == "Tag Acme Freight with vip"
    agency.sam.write_now(assignment.delink, client, people[:2])
    newest = agency.sam.read_now(sections.activity, client)[0]
    assert newest.said == "Delink Ann Archer and Ben Birch from Brookhill Logistics Ltd"
    agency.sam.write_now(clients.archive, [other])
    agency.sam.write_now(clients.archive, [client, other])
    assert agency.sam.write_now(history.undo).label == "Archive Brookhill Logistics Ltd"


def test_a_contacts_status_set_by_hand_is_taken_back(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact(at=client, csi="B")
    with pytest.raises(NotFound, match="No status is set by hand on Dana Whitlock"):
        agency.sam.write_now(labels.clear_contact_override, dana)
    agency.sam.write_now(labels.override_contact, dana, ContactStatus.UNKNOWN, "Left the desk")
    agency.sam.write_now(labels.clear_contact_override, dana)
    (line,) = agency.sam.read_now(sections.contacts, client)
    assert (line.status.value, line.status.is_override) == (ContactStatus.RECRUITER_WITHOUT, False)
