"""A dry run's own little store: it takes what would have been written, over the real one, and is thrown away."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from trtui.desk.importing.shelf import Shelf
from trtui.desk.importing.writing import write_pieces
from trtui.desk.office import Office

if TYPE_CHECKING:
    from trtui.desk.importing.chunks import Plan
    from trtui.domain.time import Clock
    from trtui.store.look import Look

ROOM = 3
"""How many times the size of the store must be free on the disk before it is copied."""


class Scratch:
    """A temporary store for what a dry run would have written.

    Of an SQLite store it is a whole copy, if the disk has room for one. Otherwise it begins with the users and tags,
    numbers its rows above those of the real store, and lies over it: clients that are added to are copied one by one.
    """

    def __init__(self, look: Look, clock: Clock) -> None:
        from trtui.store import overlay, temporary

        self._folder = temporary.make_folder("dry")
        path = str(self._folder / "dry.db")
        try:
            self._is_copy = overlay.copy_whole(look.db, path, ROOM)
            self.floor = overlay.highest_client(look.db) if self._is_copy else overlay.begin(look.db, path)
        except BaseException:
            self._remove()
            raise
        self.office = Office(path, clock, look.actor.login)
        self._adopted: set[int] = set()

    def rehearse(self, look: Look, plan: Callable[[Shelf], Plan]) -> Plan:
        """Make a plan and write it here instead of in the real store."""
        found = self.office.read_now(lambda here: plan(self._shelf(look, here)))
        if not self._is_copy:
            self._adopt(look, found.clients, found.contacts)
        self.office.write_now(lambda work: write_pieces(work, found.pieces))
        return found

    def close(self) -> None:
        """Throw the store away."""
        self.office.close()
        self._remove()

    def _shelf(self, look: Look, here: Look) -> Shelf:
        if self._is_copy:
            return Shelf(here, floor=self.floor)
        return Shelf(look, here, floor=self.floor)

    def _adopt(self, look: Look, clients: Iterable[int], contacts: Iterable[int]) -> None:
        """Copy clients and contacts of the real store, so that what is added to them is remembered."""
        from trtui.store import overlay

        missing = {number for number in clients if number <= self.floor} - self._adopted
        people = set(contacts)
        if missing or people:
            self._adopted |= missing
            self.office.operate_now(lambda desk: overlay.adopt(look.db, desk.db, missing, people))

    def _remove(self) -> None:
        from trtui.store.temporary import remove_folder

        remove_folder(self._folder)
