"""The two lists of contact assignment and all that is known of who stands in them: found, assigned, planned."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import tzinfo

from trtui.desk.assignment import Member
from trtui.ui import shown
from trtui.ui.copying import Copied
from trtui.ui.screens.assign_people import People
from trtui.ui.screens.assign_plan import Plan, Planning
from trtui.ui.screens.assign_rows import (
    contact_facts,
    contact_row,
    no_contacts,
    no_people,
    number_of,
    person_facts,
)
from trtui.ui.screens.assign_sides import Sides
from trtui.ui.subjects import Subject
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.rows import Cell

LIMIT = 100
"""People shown at once; typing finds the others."""


class Lists:
    """Who is found on the left, who is assigned on the right, and what is planned with them."""

    def __init__(self, marked: Sequence[Subject] = ()) -> None:
        self.sides = Sides()
        self.planning = Planning()
        self.people = People(marked)
        self.members: Sequence[Member] = ()
        """The client's contacts as they were read last."""
        self._only_free = True

    @property
    def plan(self) -> Plan:
        """What is planned and not saved."""
        return self.planning.now

    # Showing

    def follow_filter(self) -> bool:
        """Take note of whom the filter names; return whether people are to be found anew."""
        only_free = self.sides.only_free
        if only_free == self._only_free:
            return False
        self._only_free = only_free
        self.sides.show_filter()
        return True

    def show_people(self, key: Callable[[str], str]) -> None:
        """Show who was found; ``key`` gives the live key of an action."""
        table, text = self.sides.people, self.sides.text
        table.empty = no_people(text, self._only_free, key)
        first = [] if text else self.people.first(number_of(one) for one in table.marks.keys)
        table.show_rows(self.people.rows(first, self.plan, {one.contact_id for one in self.members}))

    def show_contacts(self, key: Callable[[str], str]) -> None:
        """Show the client's contacts as planned."""
        table = self.sides.contacts
        table.empty = no_contacts(key)
        table.show_rows(contact_row(one, key("contact.role")) for one in self.plan.lines(self.members))

    @property
    def marked(self) -> str:
        """How many are marked on both sides, for the header."""
        count = len(self.sides.people.marks) + len(self.sides.contacts.marks)
        return f"{count} marked" if count else ""

    @property
    def unsaved(self) -> str:
        """How many changes are planned and not saved, for the header."""
        return f"{self.plan.count} unsaved" if self.plan.count else ""

    @property
    def state(self) -> Sequence[str]:
        """How many stand on either side and in what order those in front do, for the status line."""
        found = len(self.people.found)
        people = f"{found}{'+' if found >= LIMIT else ''} {'found' if self.sides.text else 'newest'}"
        return people, f"{len(self.members)} assigned here", self.sides.front.arrangement.said

    # Who is who

    @property
    def targets(self) -> list[int]:
        """The people that verbs act on: those marked on the side in front, else the one under the cursor."""
        return [number_of(key) for key in self.sides.front.targets]

    def subjects(self, client_id: int) -> Sequence[Subject]:
        """Return those of the targets who are on record."""
        here = {one.contact_id for one in self.members}
        return [
            Subject("contact", number, client_id if number in here else None, self.called(number))
            for number in self.targets
            if number > 0
        ]

    def called(self, number: int) -> str:
        """Return somebody's name."""
        lines = {one.contact_id: one.name for one in self.plan.lines(self.members)}
        return lines.get(number) or self.people.called(number)

    def facts(self, zone: tzinfo) -> Sequence[Fact]:
        """Return all that is known of the person under the cursor."""
        current = self.sides.front.current
        number = None if current is None else number_of(current.key)
        line = next((one for one in self.plan.lines(self.members) if one.contact_id == number), None)
        person = None if number is None else self.people.person(number)
        if line is not None and (person is None or self.sides.is_right):
            return contact_facts(line, self._member(line.contact_id), zone)
        if person is not None:
            return person_facts(person)
        return [Fact("", Cell("No contact is selected.", "muted"))]

    def copied(self, numbers: Sequence[int]) -> Sequence[Copied]:
        """Return what can be copied of several people."""
        people = [self._member(number) or self.people.person(number) for number in numbers]
        phones = [shown.phone(one.phone) if one else "" for one in people]
        names = [self.called(number) for number in numbers]
        lines = [
            ", ".join(part for part in (name, one.job_title if one else "", phone) if part)
            for name, one, phone in zip(names, people, phones, strict=True)
        ]
        kinds = (("l", "Whole lines", lines), ("n", "Names", names), ("p", "Phone numbers", phones))
        return [Copied(*kind) for kind in kinds]

    def _member(self, number: int) -> Member | None:
        return next((one for one in self.members if one.contact_id == number), None)
