"""A command takes a client's number or a name that is the only one, and never tells of what is not for its user."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import clients, naming
from trtui.desk.office import Office
from trtui.domain.errors import Ambiguous, NotFound
from trtui.domain.policy import Visibility


def named(office: Office, text: str) -> int:
    return office.read_now(naming.client_named, text)


def test_a_number_or_a_name_that_is_the_only_one(agency: Agency) -> None:
    brookhill = agency.a_client("Brookhill Logistics Ltd", town="Leeds")
    moebel = agency.a_client("Möbel König GmbH")
    digits = agency.a_client("118118 Ltd")
    agency.a_contact("Zoë Marsh", moebel)
    for text in (
        str(brookhill),
        "brookhill",
        "Brookhill Logistics",
        "BROOKHILL LOGISTICS LIMITED",
        " logistics  brook ",
    ):
        assert named(agency.sam, text) == brookhill, text
    for text in ("moebel koenig", "Möbel König", "mobel"):
        assert named(agency.sam, text) == moebel, text
    assert named(agency.sam, "118118") == digits
    for text in ("zoe marsh", "brokhill", "99", "118", "0", "99999999999", "", "owner:me", "%", "is:client"):
        with pytest.raises(NotFound, match="There is no client"):
            named(agency.sam, text)


def test_of_several_the_one_that_is_called_so_else_all_are_named(agency: Agency) -> None:
    brook = agency.a_client("Brook Ltd", town="Leeds")
    mill = agency.a_client("Brook Mill Ltd", town="Hull")
    assert named(agency.sam, "brook") == brook
    with pytest.raises(Ambiguous) as refused:
        named(agency.sam, "bro")
    assert {number for number, _ in refused.value.candidates} == {brook, mill}
    assert "Brook Mill Ltd (Hull)" in refused.value.message and refused.value.exit_code == 2
    agency.a_client("Brook Limited", town="York", by=agency.jo)
    with pytest.raises(Ambiguous):
        named(agency.sam, "brook")


def test_what_is_not_for_me_looks_like_none_and_archived_ones_come_last(agency: Agency) -> None:
    secret = agency.a_client("Quiet Mill Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, secret, Visibility.OWNER)
    other = agency.a_client("Quill Mill Ltd")
    for text in (str(secret), "quiet"):
        with pytest.raises(NotFound) as refused:
            named(agency.jo, text)
        assert "Priya" not in refused.value.message
        assert named(agency.priya, text) == secret
    assert named(agency.jo, "mill") == other
    agency.sam.write_now(clients.archive, [other], "closed")
    assert named(agency.jo, "mill") == named(agency.jo, str(other)) == other
