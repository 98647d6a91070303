"""What an empty search box shows."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from trtui.desk import clients, drafts, history, home, search, target20
from trtui.desk.home import Home


def start(agency: Agency, by: str = "sam") -> Home:
    return agency.sit(by).read_now(home.home)


def test_an_empty_store_shows_nothing(agency: Agency) -> None:
    found = start(agency)
    assert (found.due, found.recent, found.target20, found.due_count, found.clients, found.contacts, found.drafts) == (
        (), (), (), 0, 0, 0, 0,
    )  # fmt: skip


def test_the_day_begins_with_who_is_due_what_was_opened_and_the_target_20(agency: Agency) -> None:
    brook, acme = agency.a_client(), agency.a_client("Acme Freight", by=agency.priya)
    dana = agency.a_contact("Dana Whitlock", brook, csi="A", phone="0113 496 0142")
    agency.a_contact("Ravi Menon", brook, phone="0113 496 0107")
    agency.a_contact("Jo Bright", acme, csi="B", phone="0113 496 0109", by=agency.priya)
    agency.sam.write_now(target20.add, [dana])
    agency.sam.operate_now(search.opened, acme)
    agency.sam.operate_now(drafts.keep, "note:client:1", "half a sentence")
    found = start(agency)
    assert [(hit.name, hit.client_name, hit.next_call.text) for hit in found.due] == [
        ("Dana Whitlock", "Brookhill Logistics Ltd", "today")
    ]
    assert [hit.name for hit in found.recent] == ["Acme Freight"]
    assert [hit.name for hit in found.target20] == ["Dana Whitlock"]
    assert (found.due_count, found.due_is_more, found.clients, found.contacts, found.drafts) == (
        1,
        False,
        2,
        3,
        1,
    )
    assert [hit.name for hit in start(agency, "priya").due] == ["Jo Bright"]


def test_a_store_tells_how_big_it_is_archived_and_undone_clients_considered(agency: Agency) -> None:
    brook = agency.a_client()
    agency.a_contact("Dana Whitlock", brook)
    agency.sam.write_now(clients.archive, [brook])
    agency.a_client("Acme Freight", by=agency.priya)
    agency.priya.write_now(history.undo)
    assert start(agency).size_text == "1 client, 1 contact"


def test_a_big_store_tells_about_how_big_it_is(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(home, "COUNTED", 2)
    brook = agency.a_client()
    for name in ("Dana Whitlock", "Ravi Menon", "Jo Bright", "Max Ford"):
        agency.a_contact(name, brook)
    found = start(agency)
    assert (found.clients, found.clients_are_about) == (1, False)
    assert (found.contacts, found.contacts_are_about) == (4, True)
    assert found.size_text == "1 client, about 4 contacts"


@pytest.mark.parametrize(
    ("last_number", "told"),
    [(1_049, 1_000), (12_345, 12_000), (1_000_000, 1_000_000), (2_001_105, 2_000_000)],
)
def test_about_so_many_is_told_in_two_digits(last_number: int, told: int) -> None:
    assert home._about(home.COUNTED + 1, last_number) == told
