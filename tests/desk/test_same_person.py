"""People are compared wherever one is added."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import assigning, clients, contacts, history, same_person, sections
from trtui.desk.contacts import NewContact
from trtui.domain.errors import Duplicates, NotFound
from trtui.domain.policy import Visibility

DANA = NewContact("Dana Whitlock", mobile="07700 900142")


def test_the_same_person_is_not_added_twice_without_a_word(agency: Agency) -> None:
    acme = agency.a_client("Acme Freight Ltd")
    dana = agency.a_contact("Dana Whitlock", acme, job_title="Buyer", mobile="07700 900142")
    with pytest.raises(Duplicates) as refused:
        agency.sam.write_now(contacts.add, DANA, acme)
    assert refused.value.message == (
        "Probably there already: Dana Whitlock (same name; same mobile number; works here already · Buyer"
        " · Acme Freight Ltd). Assign them, or say that this is somebody else."
    )
    assert [one.contact_id for one in refused.value.candidates] == [dana]
    assert len(agency.sam.read_now(sections.contacts, acme)) == 1
    agency.sam.write_now(contacts.add, DANA, acme, is_really_new=True)
    assert len(agency.sam.read_now(sections.contacts, acme)) == 2


def test_people_of_the_same_client_come_first_and_those_elsewhere_after(agency: Agency) -> None:
    acme, other = agency.a_client("Acme Freight Ltd"), agency.a_client("Zenith Paper Ltd")
    elsewhere = agency.a_contact("Dana Whitlock", other)
    here = agency.a_contact("D Whitlock", acme)
    left = agency.a_contact("Dana Whitlok", acme)
    found = agency.sam.read_now(same_person.check, NewContact("Dana Whitlock"), acme)
    assert [(one.contact_id, one.strength, one.is_here, one.clients) for one in found] == [
        (here, "possible", True, ("Acme Freight Ltd",)),
        (left, "possible", True, ("Acme Freight Ltd",)),
        (elsewhere, "possible", False, ("Zenith Paper Ltd",)),
    ]


def test_a_name_is_found_elsewhere_in_any_spelling_and_by_an_address(agency: Agency) -> None:
    other = agency.a_client("Zenith Paper Ltd")
    muller = agency.a_contact("Jürgen Müller", other, email="jm@zenith.example")
    for name in ("Juergen Mueller", "J Müller"):
        typed = NewContact(name, email="JM@zenith.example")
        (one,) = agency.sam.read_now(same_person.check, typed)
        assert (one.contact_id, one.is_likely) == (muller, True)


def test_a_shared_mailbox_and_a_switchboard_make_nobody_the_same(agency: Agency) -> None:
    acme = agency.a_client("Ferris Haulage Ltd", phone="0113 496 0110")
    agency.a_contact("Jane Doyle", acme, email="office@ferris.example", phone="0113 496 0110")
    marek = NewContact("Marek Nowak", email="office@ferris.example", phone="0113 496 0110")
    assert agency.sam.read_now(same_person.check, marek, acme) == ()
    agency.sam.write_now(contacts.add, marek, acme)


def test_somebody_known_is_assigned_instead_or_left_where_they_are(agency: Agency) -> None:
    acme, other = agency.a_client("Acme Freight Ltd"), agency.a_client("Zenith Paper Ltd")
    dana = agency.a_contact("Dana Whitlock", other)
    taken = agency.sam.write_now(assigning.take, acme, dana, "Adviser")
    assert (taken.contact_id, taken.is_changed) == (dana, True)
    assert [(one.name, one.role) for one in agency.sam.read_now(sections.contacts, acme)] == [
        ("Dana Whitlock", "Adviser")
    ]
    assert not agency.sam.write_now(assigning.take, acme, dana).is_changed
    agency.sam.write_now(history.undo)
    assert agency.sam.read_now(sections.contacts, acme) == ()


def test_people_whose_clients_are_all_hidden_are_never_named(agency: Agency) -> None:
    secret = agency.a_client("Secret Ltd", by=agency.priya)
    agency.a_contact("Dana Whitlock", secret, by=agency.priya, mobile="07700 900142")
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    own = agency.a_client("Own Ltd", by=agency.jo)
    assert agency.jo.read_now(same_person.check, DANA, own) == ()
    agency.jo.write_now(contacts.add, DANA, own)
    with pytest.raises(NotFound):
        agency.jo.read_now(same_person.check, DANA, secret)


def test_what_is_typed_so_far_need_make_no_sense_yet(agency: Agency) -> None:
    acme = agency.a_client("Acme Freight Ltd")
    agency.a_contact("Dana Whitlock", acme)
    for half in (
        NewContact("", email="dana@"),
        NewContact("…", phone="01"),
        NewContact("D" * 500, mobile="x"),
    ):
        assert agency.sam.read_now(same_person.check, half, acme) == ()
