"""Saving a plan that brings people who are not known yet: all of it or nothing, one undo."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import assigning, assignment, history
from trtui.desk.assignment import Planned, Step
from trtui.desk.contacts import NewContact
from trtui.domain.errors import Conflict, Invalid, NotFound


def names(agency: Agency, client: int) -> list[str]:
    return [one.name for one in agency.sam.read_now(assignment.members, client)]


def people(agency: Agency) -> int:
    return agency.sam.read_now(lambda look: int(look.db.value("SELECT count(*) FROM contact")))


def test_new_people_are_added_and_assigned_in_one_change(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock")
    new = {-1: NewContact("Joan Newby", job_title="Buyer", phone="0113 496 0142", csi="B")}
    plan = [Planned(Step.ASSIGN, -1, "Hiring manager"), Planned(Step.ASSIGN, dana), Planned(Step.PRIMARY, -1)]
    done = agency.sam.write_now(assigning.save, client, plan, (), new)
    first, second = agency.sam.read_now(assignment.members, client)
    assert (first.name, first.role, first.is_primary, first.csi) == (
        "Joan Newby",
        "Hiring manager",
        True,
        "B",
    )
    assert (second.name, second.is_primary) == ("Dana Whitlock", False)
    assert (done.assigned, done.primary_contact_id) == (2, first.contact_id)

    undone = agency.sam.write_now(history.undo)
    assert (
        undone.label
        == "Assign Joan Newby and Dana Whitlock to, make Joan Newby the primary contact of Brookhill Logistics Ltd"
    )
    assert names(agency, client) == [] and people(agency) == 1


def test_nobody_is_added_where_the_plan_cannot_be_carried_out(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", at=client)
    plan = [Planned(Step.ASSIGN, -1), Planned(Step.ASSIGN, dana)]
    with pytest.raises(Conflict, match="already assigned"):
        agency.sam.write_now(assigning.save, client, plan, (), {-1: NewContact("Joan Newby")})
    with pytest.raises(Invalid):
        agency.sam.write_now(assigning.save, client, [Planned(Step.ASSIGN, -1)], (), {-1: NewContact(" ")})
    assert names(agency, client) == ["Dana Whitlock"] and people(agency) == 1


def test_who_may_not_open_the_client_adds_nobody(agency: Agency) -> None:
    from trtui.desk import clients
    from trtui.domain.policy import Visibility

    client = agency.a_client()
    agency.sam.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(
            assigning.save, client, [Planned(Step.ASSIGN, -1)], (), {-1: NewContact("Joan Newby")}
        )
    assert people(agency) == 0
