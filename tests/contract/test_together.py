"""Several people who edit, code, claim, log and undo at the same records at once; on both databases."""

from __future__ import annotations

import random
import threading
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.support.agency import Agency
from tests.support.calling import a_due_contact, everything
from tests.support.clock import FixedClock
from trtui.desk import claims, clients, contacts, history, notes, plans, sections, upkeep
from trtui.desk.office import Office
from trtui.domain.errors import Conflict, Invalid, NotFound

LOGINS = ["sam", "priya", "jo", "max"]
STEPS = 30


@pytest.fixture
def agency(store_url: str, clock: FixedClock) -> Iterator[Agency]:
    made = Agency(store_url, clock)
    yield made
    made.close()


class Colleague(threading.Thread):
    """Somebody who does one thing after another to a few shared records, and keeps count of what was done."""

    def __init__(self, office: Office, login: str, clients: list[int], people: list[int]) -> None:
        super().__init__()
        self.office, self.clients, self.people = office, clients, people
        self.chance = random.Random(login)
        self.done: Counter[str] = Counter()
        self.failed: list[BaseException] = []

    def run(self) -> None:
        """Do as many steps; a refusal because of the others is part of the work."""
        for _ in range(STEPS):
            what = self.chance.choice(["edit", "edit", "code", "note", "snooze", "claim", "undo"])
            try:
                getattr(self, what)()
                self.done[what] += 1
            except (Conflict, NotFound, Invalid):
                self.done["refused"] += 1
            except BaseException as error:
                self.failed.append(error)

    def edit(self) -> None:
        """Write the banner of a client as it was seen a moment ago."""
        number = self.chance.choice(self.clients)
        seen = self.office.read_now(clients.values, number)
        wanted = {**seen.values, "banner": f"Seen by {self.name} at {self.chance.random():.6f}"}
        self.office.write_now(clients.edit, number, seen.values, wanted, seen.version)

    def code(self) -> None:
        """Give a contact a code."""
        self.office.write_now(contacts.code, [self.chance.choice(self.people)], self.chance.choice("ABCD"))

    def note(self) -> None:
        """Write a note."""
        self.office.write_now(notes.add_note, self.chance.choice(self.clients), "They told me.")

    def snooze(self) -> None:
        """Put a call off."""
        self.office.write_now(plans.snooze, [self.chance.choice(self.people)], "3d")

    def claim(self) -> None:
        """Take a client, look, and give it back."""
        held = self.office.operate_now(claims.claim, self.chance.choice(self.people), None)
        self.office.operate_now(claims.release, held.client_id, held.token)

    def undo(self) -> None:
        """Take one's own last change back."""
        self.office.write_now(history.undo)


def test_four_at_the_same_records_lose_nothing_and_leave_a_whole_store(agency: Agency) -> None:
    at = [agency.a_client("Brookhill Logistics Ltd"), agency.a_client("Acme Freight Ltd")]
    people = [a_due_contact(agency, f"Person {number}", at[number % 2]) for number in range(4)]
    team = [Colleague(agency.sit(login), login, at, people) for login in LOGINS]
    for one in team:
        one.start()
    for one in team:
        one.join(120)
    assert [error for one in team for error in one.failed] == []
    done = sum((one.done for one in team), Counter[str]())
    assert sum(done.values()) == STEPS * len(LOGINS)
    assert done["edit"] and done["undo"] and done["claim"] and done["refused"]
    assert agency.sam.read_now(claims.live) == ()
    assert agency.sam.read_now(upkeep.examine).wrong == ()
    standing = sum(len(agency.sam.read_now(sections.notes, number)) for number in at)
    assert standing <= sum(one.done["note"] for one in team)
    as_they_left_it = everything(agency.sam)
    agency.sam.operate_now(upkeep.rebuild)
    assert everything(agency.sam) == as_they_left_it
