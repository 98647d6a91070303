"""A small agency to test with: people who sit at one store, and short words for what they do."""

from __future__ import annotations

from typing import Any

from tests.support.clock import FixedClock
from trtui.desk import clients, contacts, jobs, settings, users
from trtui.desk.office import Office


class Agency:
    """Sam (administrator), Priya and Jo (consultants) and Max (manager) at one store, each at an own desk."""

    def __init__(self, url: str, clock: FixedClock, is_new: bool = True) -> None:
        """Sit down at a store; at one that is not new the people are known already."""
        self.url, self.clock = url, clock
        self._offices: dict[str, Office] = {}
        self.sam = self.sit("sam")
        if not is_new:
            return
        self.sam.write_now(users.add, "priya", "Priya Shah", "consultant", "", "Leeds")
        self.sam.write_now(users.add, "jo", "Jo Bright", "consultant", "", "Bath")
        self.sam.write_now(users.add, "max", "Max Ford", "manager", "", "Leeds")

    def sit(self, login: str, again: bool = False) -> Office:
        """Return the office at which somebody sits; ``again`` opens another sitting of the same person."""
        if again or login not in self._offices:
            self._offices[f"{login} again" if again else login] = Office(self.url, self.clock, login=login)
        return self._offices[f"{login} again" if again else login]

    @property
    def priya(self) -> Office:
        """Priya's office."""
        return self.sit("priya")

    @property
    def jo(self) -> Office:
        """Jo's office."""
        return self.sit("jo")

    @property
    def max(self) -> Office:
        """Max's office."""
        return self.sit("max")

    def settle(self, name: str, value: Any) -> None:
        """Give a setting of the store a value, as an administrator does."""
        self.sam.write_now(settings.change, name, value)

    def a_client(self, name: str = "Brookhill Logistics Ltd", by: Office | None = None, **fields: Any) -> int:
        """Add a client and return its number."""
        new = clients.NewClient(name, **fields)
        return (by or self.sam).write_now(clients.add, new, "a test says so").client_id

    def a_contact(
        self, name: str = "Dana Whitlock", at: int | None = None, by: Office | None = None, **fields: Any
    ) -> int:
        """Add a contact, assigned to the client ``at`` where one is given, and return its number."""
        new = contacts.NewContact(name, **fields)
        return (by or self.sam).write_now(contacts.add, new, at, is_really_new=True).contact_id

    def a_job(self, at: int, title: str = "Night shift planner", **fields: Any) -> int:
        """Register a vacancy and return its number."""
        return self.sam.write_now(jobs.add, at, jobs.NewJob(title, **fields))

    def close(self) -> None:
        """Close every office."""
        for office in self._offices.values():
            office.close()
