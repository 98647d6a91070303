"""Contacts beside others: nothing is overwritten unseen; the archive, and who is primary then."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, the_queue, undo
from trtui.desk import assignment, clients, contacts, sections
from trtui.desk.assignment import Planned, Step
from trtui.desk.contacts import ContactValues
from trtui.desk.office import Office
from trtui.domain.errors import FieldConflict, Invalid, NotFound, StaleSave
from trtui.domain.policy import Visibility

START = {
    "phone": "0113 496 0142",
    "mobile": "07700 900142",
    "email": "dana@brookhill.example",
    "csi": "B",
}


def edit(office: Office, form: ContactValues, version: int | None = None, **typed: str) -> bool:
    """Save a form as it was opened, but for what was typed."""
    return office.write_now(
        contacts.edit,
        form.contact_id,
        form.values,
        {**form.values, **typed},
        form.version if version is None else version,
    ).is_changed


@pytest.mark.parametrize(
    ("field", "theirs", "mine"),
    [
        ("phone", "0113 496 0777", "0113 496 0888"),
        ("mobile", "07700 900777", "07700 900888"),
        ("email", "d.whitlock@brookhill.example", "dw@brookhill.example"),
        ("csi", "A", "D"),
    ],
)
def test_two_people_editing_the_same_number_address_or_code_is_a_conflict(
    agency: Agency, field: str, theirs: str, mine: str
) -> None:
    dana = agency.a_contact(at=agency.a_client(), **START)
    opened = agency.sam.read_now(contacts.values, dana)
    agency.clock.advance(minutes=5)
    edit(agency.priya, agency.priya.read_now(contacts.values, dana), **{field: theirs})
    with pytest.raises(StaleSave) as stale:
        edit(agency.sam, opened, **{field: mine})
    assert stale.value.fields == (FieldConflict(field, START[field], mine, theirs),)
    assert (stale.value.by, stale.value.at) == ("Priya Shah", agency.clock.now())
    assert agency.sam.read_now(contacts.values, dana).values[field] == theirs
    agency.sam.write_now(
        contacts.edit,
        dana,
        {**opened.values, field: theirs},
        {**opened.values, field: mine},
        stale.value.version,
    )
    assert agency.sam.read_now(contacts.values, dana).values[field] == mine


def test_an_address_that_somebody_took_away_is_not_put_back_unseen(agency: Agency) -> None:
    dana = agency.a_contact(at=agency.a_client(), **START)
    opened = agency.sam.read_now(contacts.values, dana)
    agency.clock.advance(minutes=5)
    edit(agency.priya, agency.priya.read_now(contacts.values, dana), email="")
    with pytest.raises(StaleSave) as stale:
        edit(agency.sam, opened, email="dw@brookhill.example")
    assert stale.value.fields == (FieldConflict("email", START["email"], "dw@brookhill.example", None),)
    assert (stale.value.by, stale.value.at) == ("Priya Shah", agency.clock.now())
    assert agency.sam.read_now(contacts.values, dana).values["email"] is None


def test_a_number_that_two_people_add_is_a_conflict_and_the_same_one_is_not(agency: Agency) -> None:
    dana = agency.a_contact(at=agency.a_client())
    opened = agency.sam.read_now(contacts.values, dana)
    edit(agency.priya, agency.priya.read_now(contacts.values, dana), phone="0113 496 0777")
    with pytest.raises(StaleSave) as stale:
        edit(agency.sam, opened, phone="0113 496 0888")
    assert stale.value.fields == (FieldConflict("phone", None, "0113 496 0888", "0113 496 0777"),)
    assert not edit(agency.sam, opened, phone="0113 496 0777")


def test_all_that_both_changed_is_told_at_once(agency: Agency) -> None:
    dana = agency.a_contact(at=agency.a_client(), **START)
    opened = agency.sam.read_now(contacts.values, dana)
    edit(agency.priya, agency.priya.read_now(contacts.values, dana), phone="0113 496 0777", csi="A")
    with pytest.raises(StaleSave, match="changed the number, code too") as stale:
        edit(agency.sam, opened, phone="0113 496 0888", csi="D", email="dw@brookhill.example")
    assert [clash.field for clash in stale.value.fields] == ["phone", "csi"]
    assert agency.sam.read_now(contacts.values, dana).values["email"] == START["email"]


def test_two_people_editing_different_fields_both_keep_theirs(agency: Agency) -> None:
    dana = agency.a_contact(at=agency.a_client(), **START)
    opened = agency.sam.read_now(contacts.values, dana)
    edit(agency.priya, agency.priya.read_now(contacts.values, dana), phone="0113 496 0777", csi="A")
    assert edit(agency.sam, opened, mobile="07700 900888", job_title="Planner")
    now = agency.sam.read_now(contacts.values, dana).values
    assert (now["phone"], now["mobile"], now["csi"], now["job_title"]) == (
        "0113 496 0777",
        "07700 900888",
        "A",
        "Planner",
    )


def standing(agency: Agency, client: int) -> list[tuple[str, bool, bool]]:
    """Return a client's contacts as the assignment shows them: name, whether primary, whether archived."""
    listed = agency.sam.read_now(assignment.members, client)
    return [(one.name, one.is_primary, one.is_archived) for one in listed]


def test_archiving_the_primary_contact_makes_another_primary(agency: Agency) -> None:
    here, there = agency.a_client(), agency.a_client("Fernleigh Care Ltd")
    dana, joan = agency.a_contact("Dana Whitlock", here, csi="A"), agency.a_contact("Joan Whitby", here)
    for contact in (dana, joan):
        agency.sam.write_now(assignment.save, there, [Planned(Step.ASSIGN, contact)])
    assert agency.sam.write_now(contacts.archive, [dana], "retired") == 1
    for client in (here, there):
        assert standing(agency, client) == [("Joan Whitby", True, False), ("Dana Whitlock", False, True)]
        lines = agency.sam.read_now(sections.contacts, client)
        assert [(one.name, one.is_archived) for one in lines] == [
            ("Joan Whitby", False),
            ("Dana Whitlock", True),
        ]
    undo(agency.sam)
    for client in (here, there):
        assert standing(agency, client) == [("Dana Whitlock", True, False), ("Joan Whitby", False, False)]


def test_a_restored_contact_is_called_again_and_does_not_take_the_primary_one_s_place(agency: Agency) -> None:
    client = agency.a_client()
    dana = a_due_contact(agency, at=client)
    agency.a_contact("Joan Whitby", client)
    agency.sam.write_now(contacts.archive, [dana])
    assert the_queue(agency.sam) == []
    assert agency.sam.write_now(contacts.restore, [dana]) == 1
    assert the_queue(agency.sam) == ["Dana Whitlock"]
    assert standing(agency, client) == [("Joan Whitby", True, False), ("Dana Whitlock", False, False)]
    assert agency.sam.write_now(contacts.restore, [dana]) == 0
    undo(agency.sam)
    assert the_queue(agency.sam) == []


def test_whoever_comes_when_all_others_are_archived_is_primary(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", client)
    agency.sam.write_now(contacts.archive, [dana])
    assert standing(agency, client) == [("Dana Whitlock", True, True)]
    agency.a_contact("Joan Whitby", client, by=agency.priya)
    assert standing(agency, client) == [("Joan Whitby", True, False), ("Dana Whitlock", False, True)]
    with pytest.raises(Invalid, match="Dana Whitlock is archived. Restore"):
        agency.sam.write_now(assignment.make_primary, client, dana)
    undo(agency.sam)
    assert standing(agency, client) == [("Joan Whitby", True, False), ("Dana Whitlock", False, False)]


def test_undoing_a_restoration_leaves_no_archived_primary_contact(agency: Agency) -> None:
    client = agency.a_client()
    dana = agency.a_contact("Dana Whitlock", client)
    agency.sam.write_now(contacts.archive, [dana])
    agency.sam.write_now(contacts.restore, [dana])
    agency.a_contact("Joan Whitby", client, by=agency.priya)
    assert standing(agency, client) == [("Dana Whitlock", True, False), ("Joan Whitby", False, False)]
    undo(agency.sam)
    assert standing(agency, client) == [("Joan Whitby", True, False), ("Dana Whitlock", False, True)]


def test_only_who_may_edit_a_contact_brings_it_back(agency: Agency) -> None:
    client = agency.a_client(by=agency.priya)
    dana = agency.a_contact("Dana Whitlock", client, by=agency.priya)
    agency.priya.write_now(contacts.archive, [dana])
    agency.priya.write_now(clients.set_access, client, Visibility.OWNER)
    with pytest.raises(NotFound, match="There is no"):
        agency.jo.write_now(contacts.restore, [dana])
