"""Many callers, one queue: no client is ever claimed twice, none is left out; on both databases, in processes."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.support.agency import Agency
from tests.support.blitz import Call, careful, careless, work_together
from tests.support.calling import a_due_contact, call, take
from tests.support.clock import FixedClock
from trtui.desk import claims, queue
from trtui.desk.office import Office
from trtui.store import queue as rows
from trtui.store.look import Desk
from trtui.store.place import Store, open_store

CLIENTS = 24
LOGINS = ["sam", "priya", "jo", "max"]


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    made = Agency(store_url, clock)
    yield made
    made.close()


def called_twice(calls: list[list[Call]]) -> list[int]:
    """Return the clients that were claimed more than once: what must be empty."""
    counts = Counter(client for one in calls for client, _ in one)
    return sorted(client for client, times in counts.items() if times > 1)


def many_due(agency: Agency, count: int = CLIENTS) -> set[int]:
    """Add clients with two due contacts each."""
    found = set()
    for number in range(count):
        client = agency.a_client(f"Client {number} Ltd")
        found.add(client)
        for name in ("Ann", "Bob"):
            a_due_contact(agency, f"{name} {number}", client, csi="ABCD"[number % 4])
    return found


def test_a_blitz_calls_every_client_exactly_once(agency: Agency) -> None:
    due = many_due(agency)
    calls = work_together(LOGINS, careful, agency.url, agency.clock.now())
    assert called_twice(calls) == []
    assert {client for one in calls for client, _ in one} == due
    assert sum(len(one) for one in calls) == CLIENTS
    assert agency.sam.read_now(claims.live) == ()
    assert all(
        row.refusal.startswith("called 0 s ago") for row in agency.sam.read_now(queue.due, "everyone").rows
    )


def test_the_proof_can_fail(agency: Agency) -> None:
    many_due(agency, 4)
    calls = work_together(LOGINS[:3], careless, agency.url, agency.clock.now())
    assert called_twice(calls) != []


def claiming(store: Store, office: Office) -> Desk:
    return Desk(store.writer(), office.actor, office.clock.now(), office.clock.zone, office.rules)


def test_a_claim_in_the_making_is_stepped_over_not_waited_for(agency: Agency) -> None:
    first, second = a_due_contact(agency, days_late=9), a_due_contact(agency, "Ola Berg")
    agency.priya.read_now(lambda look: None)
    store = open_store(agency.url)
    try:
        if store.kind == "sqlite":
            pytest.skip("SQLite has one writer at a time: others wait for milliseconds")
        with store.writing():
            mine = claims.claim_next(claiming(store, agency.sam), "everyone")
            theirs = agency.priya.operate_now(claims.claim_next, "everyone")
        assert mine is not None and theirs is not None
        assert (mine.contact_id, theirs.contact_id) == (first, second)
    finally:
        store.close()


def test_what_was_recorded_while_somebody_reached_for_it_is_not_called_again(
    agency: Agency, monkeypatch: pytest.MonkeyPatch
) -> None:
    dana = a_due_contact(agency)
    claimed = take(agency.sam, dana)
    head = rows.head
    found = agency.priya.read_now(lambda look: head(look.db, queue.select(look, "everyone", "", None), 16))
    call(agency.sam, dana, "conversation", token=claimed.token)
    monkeypatch.setattr(rows, "head", lambda *_: found)
    assert [one.item.contact_id for one in found] == [dana]
    assert agency.priya.operate_now(claims.claim_next, "everyone") is None


def test_many_who_reach_for_the_same_client_leave_one_with_it(agency: Agency) -> None:
    dana = a_due_contact(agency)
    offices = [agency.sit(login) for login in LOGINS]
    for office in offices:
        office.read_now(lambda look: None)
    gate, won, lost = threading.Barrier(len(offices)), [], []

    def reach(office: Office) -> None:
        gate.wait(30)
        try:
            won.append(take(office, dana).token)
        except Exception as error:
            lost.append(type(error).__name__)

    threads = [threading.Thread(target=reach, args=[office]) for office in offices]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (len(won), lost) == (1, ["Conflict"] * (len(offices) - 1))
