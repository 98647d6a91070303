"""Editing a client is checked like adding one: with all that is known of it, against all others."""

from __future__ import annotations

from typing import Any

import pytest

from tests.support.agency import Agency
from trtui.desk import clients, sites
from trtui.domain.errors import Duplicates, Invalid


def edit(agency: Agency, client: int, really_new: str = "", **wanted: Any) -> None:
    form = agency.sam.read_now(clients.values, client)
    agency.sam.write_now(
        clients.edit, client, form.values, {**form.values, **wanted}, form.version, really_new
    )


@pytest.fixture
def acme(agency: Agency) -> int:
    client = agency.a_client("Acme Freight Ltd", phone="0113 496 0100")
    agency.sam.write_now(sites.add, client, sites.NewSite(town="Leeds", postcode="LS10 1AB"))
    return client


def test_a_name_is_judged_with_the_number_and_place_that_the_client_has(agency: Agency, acme: int) -> None:
    other = agency.a_client("Zebra Foods Ltd", phone="0113 496 0199")
    agency.sam.write_now(sites.add, other, sites.NewSite(town="Leeds", postcode="LS10 1AB"))
    edit(agency, other, phone="0113 496 0100", really_new="shared switchboard")
    agency.sam.operate_now(lambda desk: desk.db.run("DELETE FROM not_duplicate"))
    with pytest.raises(Duplicates, match="Acme Freight"):
        edit(agency, other, name="Acme Freigt")
    assert agency.sam.read_now(clients.values, other).values["name"] == "Zebra Foods Ltd"


def test_a_main_number_can_make_a_client_the_same(agency: Agency, acme: int) -> None:
    other = agency.a_client("Acme")
    with pytest.raises(Duplicates, match="Acme Freight"):
        edit(agency, other, phone="0113 496 0100")
    edit(agency, other, phone="0113 496 0100", really_new="two firms at one switchboard")
    assert agency.sam.read_now(clients.values, other).values["phone"] == "0113 496 0100"
    edit(agency, other, website="acme.example")


def test_an_edit_that_makes_nothing_likelier_is_not_refused(agency: Agency) -> None:
    first = agency.a_client("Brookhill Logistics Ltd", postcode="LS10 1AB", town="Leeds")
    agency.sam.operate_now(lambda desk: desk.db.run("DELETE FROM not_duplicate"))
    twin = agency.a_client("Brookhill Logistics Limited", postcode="LS10 1AB", town="Leeds")
    agency.sam.operate_now(lambda desk: desk.db.run("DELETE FROM not_duplicate"))
    edit(agency, twin, website="brookhill.example")
    assert agency.sam.read_now(clients.values, first).values["website"] is None


def test_a_reason_must_say_something(agency: Agency, acme: int) -> None:
    other = agency.a_client("Zebra Foods Ltd")
    with pytest.raises(Invalid, match="few words"):
        edit(agency, other, name="Acme Freight Limited", really_new="x")


def test_whoever_adds_one_that_is_as_likely_as_not_the_same_is_asked(agency: Agency) -> None:
    agency.a_client("Compass Fostering East Ltd")
    with pytest.raises(Duplicates, match="^Perhaps already there: Compass Fostering East Ltd") as asked:
        agency.sam.write_now(clients.add, clients.NewClient("Compass Fostering South East Ltd"))
    assert asked.value.candidates[0].strength == "possible"
    with pytest.raises(Duplicates, match="^Probably already there"):
        agency.sam.write_now(clients.add, clients.NewClient("Compass Fostering East"))
    agency.sam.write_now(clients.add, clients.NewClient("Compass Catering Ltd"))


def test_who_was_alike_already_hides_nobody_who_becomes_so(agency: Agency) -> None:
    agency.a_client("Acme", phone="0113 496 0100")
    first = agency.a_client("Acme Freight Ltd")
    for _ in range(6):
        agency.a_client("Acme Freight Ltd")
    agency.sam.operate_now(lambda desk: desk.db.run("DELETE FROM not_duplicate"))
    with pytest.raises(Duplicates, match="already there: Acme \\("):
        edit(agency, first, phone="0113 496 0100")
