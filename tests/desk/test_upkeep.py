"""Whether a store is whole, and making its derived rows anew."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import search, summary, upkeep
from trtui.domain.errors import NotAllowed
from trtui.store import schema
from trtui.store.look import Desk


def break_lists(desk: Desk) -> None:
    desk.db.run("DELETE FROM contact_state")
    desk.db.run("DELETE FROM search_client")
    desk.db.run("UPDATE client_state SET status = 'target', phone = '+440000'")


def take_primary(desk: Desk) -> None:
    desk.db.run("UPDATE assignment SET is_primary = :no", no=False)


def test_a_store_that_is_whole_has_nothing_wrong(agency: Agency) -> None:
    agency.a_contact(at=agency.a_client())
    report = agency.sam.read_now(upkeep.examine)
    assert (report.schema, report.clients, report.contacts, report.wrong) == (schema.HEAD, 1, 1, ())


def test_lists_out_of_step_are_told_and_made_anew(agency: Agency) -> None:
    client = agency.a_client()
    agency.a_contact(at=client)
    before = agency.sam.read_now(summary.summary, client)
    agency.sam.operate_now(break_lists)
    (wrong,) = agency.sam.read_now(upkeep.examine).wrong
    assert wrong == ("contact lists", "1 rows are out of step. Run: trtui doctor --rebuild")
    assert not agency.sam.read_now(search.find, "brookhill").hits
    agency.sam.operate_now(upkeep.rebuild)
    assert agency.sam.read_now(upkeep.examine).wrong == ()
    assert agency.sam.read_now(summary.summary, client) == before
    assert [hit.id for hit in agency.sam.read_now(search.find, "brookhill").hits if hit.kind == "client"] == [
        client
    ]


def test_a_client_without_a_primary_contact_is_told(agency: Agency) -> None:
    agency.a_contact(at=agency.a_client())
    agency.sam.operate_now(take_primary)
    assert [name for name, _ in agency.sam.read_now(upkeep.examine).wrong] == ["primary contacts"]


def test_only_who_looks_after_the_store_makes_lists_anew(agency: Agency) -> None:
    with pytest.raises(NotAllowed):
        agency.priya.operate_now(upkeep.rebuild)
