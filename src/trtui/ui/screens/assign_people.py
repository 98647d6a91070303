"""The people that contact assignment knows by name: chosen on the way there, or found by typing."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from trtui.desk.assignment import Person
from trtui.ui.screens.assign_plan import Newcomer, Plan
from trtui.ui.screens.assign_rows import person_row
from trtui.ui.subjects import Subject
from trtui.ui.widgets.rows import Row


class People:
    """Everybody who was found so far, by number, so that marks outlive another search."""

    def __init__(self, chosen: Iterable[Subject] = ()) -> None:
        self._known = {one.id: Person(one.id, one.name, "", (), "", False, "", "") for one in chosen}
        self._chosen = tuple(self._known)
        self._unread = set(self._known)
        self.found: tuple[int, ...] = ()
        """Who was found last, in order."""

    def __iter__(self) -> Iterator[int]:
        return iter(self._known)

    def __contains__(self, number: object) -> bool:
        return number in self._known

    def take(self, found: Sequence[Person]) -> None:
        """Take the answer to a search."""
        self.found = tuple(one.contact_id for one in found)
        self._known.update(zip(self.found, found, strict=True))
        self._unread.difference_update(self.found)

    def called(self, number: int) -> str:
        """Return somebody's name."""
        return self._known[number].name

    def person(self, number: int) -> Person | None:
        """Return somebody who was found."""
        return self._known.get(number)

    def newcomer(self, number: int) -> Newcomer:
        """Return somebody as a line of a plan."""
        person = self._known[number]
        return Newcomer(number, person.name, person.job_title, csi=person.csi, phone=person.phone)

    def first(self, marked: Iterable[int]) -> list[int]:
        """Return who stands above those found: who was chosen elsewhere, or marked in another search."""
        there = set(self.found)
        return [*self._chosen, *(number for number in marked if number not in there)]

    def rows(self, first: Iterable[int], plan: Plan, here: Collection[int]) -> list[Row]:
        """Return ``first`` and behind them who was found last, as rows; ``here`` are assigned already."""
        return [
            person_row(self._known[number], plan, here, is_read=number not in self._unread)
            for number in dict.fromkeys([*first, *self.found])
        ]
