"""Assigning contacts: one primary, plans as a whole, delinked people stay in the history."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.agency import Agency
from trtui.desk import assignment, clients, contacts, sections
from trtui.desk.assignment import Planned, Step
from trtui.desk.office import Office
from trtui.domain.errors import Conflict, Invalid, NotFound
from trtui.domain.policy import Visibility


def primaries(agency: Agency, client: int) -> list[str]:
    return [one.name for one in agency.sam.read_now(assignment.members, client) if one.is_primary]


def test_the_first_contact_of_a_client_becomes_its_primary(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Dana Whitlock", at=client)
    agency.a_contact("Ravi Menon", at=client)
    assert primaries(agency, client) == ["Dana Whitlock"]


def test_a_new_primary_replaces_the_old_one(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Dana Whitlock", at=client)
    ravi = agency.a_contact("Ravi Menon", at=client)
    agency.sam.write_now(assignment.make_primary, client, ravi)
    assert primaries(agency, client) == ["Ravi Menon"]


def test_when_the_primary_leaves_the_longest_assigned_follows(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    agency.clock.advance(days=1)
    agency.a_contact("Ravi Menon", at=client)
    agency.clock.advance(days=1)
    agency.a_contact("Jo Bright", at=client)
    agency.sam.write_now(assignment.delink, client, [dana])
    assert primaries(agency, client) == ["Ravi Menon"]


def test_a_delinked_contact_stays_in_the_list_of_former_ones(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    agency.clock.advance(days=3)
    agency.sam.write_now(assignment.delink, client, [dana])
    assert agency.sam.read_now(sections.contacts, client) == ()
    (former,) = agency.sam.read_now(sections.contacts, client, former=True)
    assert (former.name, former.to_at) == ("Dana Whitlock", agency.clock.now())


def test_somebody_who_left_can_be_assigned_again(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    agency.sam.write_now(assignment.delink, client, [dana])
    agency.sam.write_now(assignment.save, client, [Planned(Step.ASSIGN, dana)])
    assert [one.name for one in agency.sam.read_now(assignment.members, client)] == ["Dana Whitlock"]
    assert len(agency.sam.read_now(sections.contacts, client, former=True)) == 2


def test_one_person_may_serve_several_clients(agency: Agency) -> None:
    brook, acme = agency.a_client("Brookhill Logistics Ltd"), agency.a_client("Acme Freight Ltd")
    dana = agency.a_contact("Dana Whitlock", at=brook)
    agency.sam.write_now(assignment.save, acme, [Planned(Step.ASSIGN, dana, "Adviser")])
    (member,) = agency.sam.read_now(assignment.members, acme)
    assert (member.name, member.role, member.is_primary) == ("Dana Whitlock", "Adviser", True)
    assert primaries(agency, brook) == ["Dana Whitlock"]


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([], "Nothing was planned"),
        ([(Step.ASSIGN, 1), (Step.DELINK, 1)], "both assigned and delinked"),
        ([(Step.PRIMARY, 1), (Step.PRIMARY, 2)], "one primary contact"),
        ([(Step.PRIMARY, 99)], "Only a contact that is assigned"),
    ],
)
def test_a_plan_that_contradicts_itself_is_refused(
    agency: Agency, steps: list[tuple[Step, int]], said: str
) -> None:
    client = agency.a_client()
    agency.a_contact("Dana Whitlock", at=client)
    with pytest.raises(Invalid, match=said):
        agency.sam.write_now(assignment.save, client, [Planned(*step) for step in steps])


def test_nothing_of_a_plan_is_kept_when_one_line_of_it_fails(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    ravi = agency.a_contact("Ravi Menon")
    with pytest.raises(Conflict, match="already assigned"):
        agency.sam.write_now(
            assignment.save, client, [Planned(Step.ASSIGN, ravi), Planned(Step.ASSIGN, dana)]
        )
    assert [one.name for one in agency.sam.read_now(assignment.members, client)] == ["Dana Whitlock"]


def test_a_plan_made_on_an_older_list_is_a_conflict(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    seen = agency.sam.read_now(assignment.members, client)
    agency.priya.write_now(assignment.save, client, [Planned(Step.ROLE, dana, "HR")])
    with pytest.raises(Conflict, match="Dana Whitlock"):
        agency.sam.write_now(assignment.save, client, [Planned(Step.DELINK, dana)], seen)
    assert [one.role for one in agency.sam.read_now(assignment.members, client)] == ["HR"]


def test_an_archived_contact_cannot_be_assigned(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock")
    agency.sam.write_now(contacts.archive, [dana])
    with pytest.raises(Invalid, match="archived"):
        agency.sam.write_now(assignment.save, client, [Planned(Step.ASSIGN, dana)])


def test_people_without_a_client_are_offered_first(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact("Ravi Menon", at=client)
    agency.a_contact("Dana Whitlock")
    offered = agency.sam.read_now(assignment.people, client)
    assert [(one.name, one.is_here) for one in offered] == [("Dana Whitlock", False), ("Ravi Menon", True)]
    free = agency.sam.read_now(assignment.people, client, only_free=True)
    assert [one.name for one in free] == ["Dana Whitlock"]


def test_a_private_client_takes_no_assignments_from_others(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    dana = agency.a_contact("Dana Whitlock")
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(assignment.save, client, [Planned(Step.ASSIGN, dana)])


def people_seen_by(office: Office, client: int, **asked: Any) -> list[tuple[str, tuple[str, ...], str]]:
    found = office.read_now(assignment.people, client, **asked)
    return [(one.name, one.clients, one.is_primary_at) for one in found]


def test_people_of_a_private_client_are_offered_to_nobody_else(agency: Agency) -> None:
    client, private = agency.a_client(), agency.a_client("Acme Freight Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, private, Visibility.OWNER)
    ravi = agency.a_contact("Ravi Menon", at=private, by=agency.priya)
    assert people_seen_by(agency.jo, client) == []
    assert people_seen_by(agency.jo, client, among=[ravi]) == []
    assert people_seen_by(agency.priya, client) == [("Ravi Menon", ("Acme Freight Ltd",), "Acme Freight Ltd")]
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(assignment.save, client, [Planned(Step.ASSIGN, ravi)])


def test_a_private_client_of_somebody_offered_is_not_named(agency: Agency) -> None:
    client, private = agency.a_client(), agency.a_client("Acme Freight Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, private, Visibility.OWNER)
    ravi = agency.a_contact("Ravi Menon", at=private, by=agency.priya)
    agency.priya.write_now(assignment.save, client, [Planned(Step.ASSIGN, ravi)])
    assert people_seen_by(agency.jo, client) == [("Ravi Menon", (), "")]


def test_given_people_are_read_in_the_order_given(agency: Agency) -> None:
    brook, acme = agency.a_client("Brookhill Logistics Ltd"), agency.a_client("Acme Freight Ltd")
    dana = agency.a_contact("Dana Whitlock", at=acme, job_title="Buyer", phone="020 7946 0018", csi="A")
    ravi, jo = agency.a_contact("Ravi Menon"), agency.a_contact("Jo Bright", at=brook)
    agency.sam.write_now(contacts.archive, [ravi])
    read = agency.sam.read_now(assignment.people, brook, among=[jo, ravi, dana, 999])
    assert [(one.name, one.is_here) for one in read] == [("Jo Bright", True), ("Dana Whitlock", False)]
    assert read[1] == assignment.Person(
        dana, "Dana Whitlock", "Buyer", ("Acme Freight Ltd",), "Acme Freight Ltd", False, "A", "+442079460018"
    )
    assert agency.sam.read_now(assignment.people, brook, among=[]) == ()
    many = [agency.a_contact(f"Person {number}") for number in range(4)]
    assert len(agency.sam.read_now(assignment.people, brook, among=many, limit=2)) == 4
