"""Editing contacts beside others: numbers, addresses and codes are not overwritten unseen."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import contacts
from trtui.desk.contacts import ContactValues
from trtui.desk.office import Office
from trtui.domain.errors import FieldConflict, StaleSave

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
    with pytest.raises(StaleSave, match="phone, csi") as stale:
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
