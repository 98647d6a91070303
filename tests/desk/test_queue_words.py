"""Typed words leave the same calls whether the queue is walked or the search index is asked first."""

from __future__ import annotations

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, take_next, the_queue
from trtui.desk import claims, clients, plans, queue, target20
from trtui.domain.policy import Visibility
from trtui.store import queue_selection

WALK, ASK = -1, queue_selection.MANY
PEOPLE = {
    "Dana Smith": "Brookhill Logistics Ltd",
    "Ravi Smithson-Okoro": "Acme Freight Ltd",
    "Sinéad O'Brien": "Müller & Söhne GmbH",
    "Łukasz Nowak": "A.B.C. Haulage",
    "Jo Bright": "Smith&Sons (Yorkshire) Ltd",
    "50% Off": "100_000 Lorries",
    "Zoë de la Cruz": "Goldsmith Partners",
}
FOUND = {
    "smith": {"Dana Smith", "Ravi Smithson-Okoro", "Jo Bright"},
    "SMITHS": {"Ravi Smithson-Okoro"},
    "smithson-o": {"Ravi Smithson-Okoro"},
    "smith&s": {"Jo Bright"},
    "o'b": {"Sinéad O'Brien"},
    "sinead": {"Sinéad O'Brien"},
    "lukasz a.b.": {"Łukasz Nowak"},
    "muller &": {"Sinéad O'Brien"},
    "50%": {"50% Off"},
    "100_": {"50% Off"},
    "de logistics": set(),
    "dana brookhill": {"Dana Smith"},
    "dana acme": set(),
    "cruz gold": {"Zoë de la Cruz"},
    "!": set(),
    "ltd": {"Dana Smith", "Ravi Smithson-Okoro", "Jo Bright"},
    "csi:a smith": {"Dana Smith", "Jo Bright"},
    "town:leeds smith": {"Jo Bright"},
    "logisticsandmore": set(),
}


@pytest.mark.parametrize("way", [WALK, ASK])
def test_words_begin_words_of_the_contact_or_its_client(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, way: int
) -> None:
    monkeypatch.setattr(queue_selection, "MANY", way)
    for number, (name, client) in enumerate(PEOPLE.items()):
        at = agency.a_client(client, town="Leeds" if name == "Jo Bright" else "York")
        a_due_contact(agency, name, at, csi="AB"[number % 2], days_late=number)
    for text, names in FOUND.items():
        page = agency.sam.read_now(queue.due, "everyone", text)
        assert {row.contact for row in page.rows} == names, text
        assert page.total == len(names), text
    assert the_queue(agency.sam, "everyone", "smith") == ["Jo Bright", "Ravi Smithson-Okoro", "Dana Smith"]


@pytest.mark.parametrize("way", [WALK, ASK])
def test_words_change_nothing_in_who_is_offered_and_when(
    agency: Agency, monkeypatch: pytest.MonkeyPatch, way: int
) -> None:
    monkeypatch.setattr(queue_selection, "MANY", way)
    a_due_contact(agency, "Late Smith", csi="A", days_late=40)
    agency.sam.write_now(target20.add, [a_due_contact(agency, "Target Smith", csi="A")])
    agency.priya.operate_now(claims.claim, a_due_contact(agency, "Taken Smith", csi="A", days_late=60))
    private = agency.a_client("Quiet Ltd", by=agency.priya)
    agency.priya.write_now(clients.set_access, private, Visibility.OWNER)
    a_due_contact(agency, "Quiet Smith", private)
    agency.sam.write_now(plans.snooze, [a_due_contact(agency, "Later Smith")], "+3d")
    assert the_queue(agency.jo, "everyone", "smith") == ["Taken Smith", "Late Smith", "Target Smith"]
    assert the_queue(agency.jo, "everyone", "smith", include_later=True)[-1] == "Later Smith"
    assert the_queue(agency.sam, "everyone", "smith")[0] == "Target Smith"
    page = agency.jo.read_now(queue.due, "everyone", "smith", 2)
    assert (len(page.rows), page.total) == (2, 3)
    assert take_next(agency.jo, "everyone", "smith") == "Late Smith"
    assert the_queue(agency.jo, "everyone", "smith")[0] == "Late Smith"
    assert take_next(agency.max, "everyone", "late smith") is None


def test_the_queues_of_a_few_are_walked(agency: Agency) -> None:
    a_due_contact(agency, "Dana Smith")
    seen = agency.sam.read_now(queue.select, "mine", "smith", None)
    assert seen.contacts is None and not seen.is_narrow
    assert agency.sam.read_now(queue.select, "everyone", "smith", None).is_narrow
    assert the_queue(agency.sam, "mine", "smith") == ["Dana Smith"]


@pytest.mark.parametrize("few", [0, queue_selection.FEW_OWNERS])
def test_words_stay_within_the_scope(agency: Agency, monkeypatch: pytest.MonkeyPatch, few: int) -> None:
    monkeypatch.setattr(queue_selection, "FEW_OWNERS", few)
    for office, name in ((agency.priya, "Own"), (agency.max, "Team"), (agency.jo, "Other")):
        a_due_contact(agency, f"{name} Smith", by=office)
    promised = a_due_contact(agency, "Promised Smith", by=agency.jo)
    agency.priya.write_now(plans.call_back, promised, "30min")
    agency.priya.write_now(target20.add, [a_due_contact(agency, "Target Smith", by=agency.jo, csi="B")])
    agency.clock.advance(hours=1)
    mine = ["Promised Smith", "Target Smith", "Own Smith"]
    assert the_queue(agency.priya, "mine", "smith") == mine
    assert sorted(the_queue(agency.priya, "team", "smith")) == sorted([*mine, "Team Smith"])
    assert the_queue(agency.priya, "mine", "owner:jo smith") == ["Promised Smith", "Target Smith"]


def test_what_most_have_is_left_to_the_queue(agency: Agency, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queue_selection, "MANY", 1)
    for name in ("Dana Smith", "Ravi Smith"):
        a_due_contact(agency, name)
    assert not agency.sam.read_now(queue.select, "everyone", "smith", None).is_narrow
    assert sorted(the_queue(agency.sam, "everyone", "smith")) == ["Dana Smith", "Ravi Smith"]
