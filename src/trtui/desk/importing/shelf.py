"""Where an import looks up what is known: the store, and in a dry run what the file would have added to it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from trtui.desk.access import open_contact
from trtui.desk.importing.portraits import (
    Piece,
    Portrait,
    load_people,
    load_portraits,
)
from trtui.domain.errors import NotAllowed, NotFound
from trtui.domain.folding import fold
from trtui.domain.matching import word_rarity

if TYPE_CHECKING:
    from trtui.domain.matching import Known, Rarity, Typed
    from trtui.store.look import Look
    from trtui.store.matching import Finder
    from trtui.store.reader import Reader
    from trtui.store.work import Work


COMPARED = 12
"""Candidates compared closely per row; the fifty of a single check would take twice as long and find 0.6 % more."""


class Shelf:
    """The store as an import sees it; ``over`` is what lies over it in a dry run and wins where both know a client.

    ``batch_id`` names the import; in a dry run ``floor`` is the highest client number that the store had before. By
    one of them a client that this very file made is told from others.
    """

    def __init__(
        self,
        look: Look | Work,
        over: Look | None = None,
        *,
        batch_id: int | None = None,
        floor: int | None = None,
    ) -> None:
        self.look = look
        self.over = over
        self.batch_id = batch_id
        self.floor = floor
        self._layers: Sequence[Look | Work] = (look,) if over is None else (over, look)

    def numbers(self, numbers: Iterable[str]) -> dict[str, list[int]]:
        """Return which clients have these company numbers."""
        from trtui.store.queries import portraits

        wanted = set(numbers)
        found: dict[str, list[int]] = {}
        for layer in self._layers if wanted else ():
            for number, ids in portraits.with_numbers(layer.db, wanted).items():
                found[number] = list(dict.fromkeys([*found.get(number, ()), *ids]))
        return found

    def portraits(self, ids: Iterable[int]) -> dict[int, Portrait]:
        """Return clients with all that an import may add to."""
        wanted = set(ids)
        found: dict[int, Portrait] = {}
        for layer in self._layers:
            if missing := wanted - found.keys():
                found.update(load_portraits(layer.db, missing))
        return found

    def people_at(self, values: Iterable[str]) -> dict[str, list[int]]:
        """Return who can be reached under these numbers and addresses."""
        from trtui.store.queries import portraits

        wanted = set(values)
        found: dict[str, list[int]] = {}
        for layer in self._layers if wanted else ():
            for value, ids in portraits.reached_at(layer.db, wanted).items():
                found[value] = list(dict.fromkeys([*found.get(value, ()), *ids]))
        return found

    def person(self, contact_id: int) -> tuple[Piece, list[Piece]] | None:
        """Return a contact with its numbers and addresses."""
        for layer in self._layers:
            if found := load_people(layer.db, [contact_id]):
                return found[contact_id]
        return None

    def tags(self) -> dict[str, Piece]:
        """Return all tags by folded name."""
        from trtui.store.queries import imports

        found = imports.tags(self._layers[0].db)
        return {fold(name): Piece("tag", {"name": name}, id=tag_id) for tag_id, name in found}

    @cached_property
    def rarity(self) -> Rarity:
        """How much words say here."""
        if self.over is None:
            return self._finders[0].rarity
        return _LayeredRarity([layer.db for layer in self._layers])

    def prepare(self, names: Iterable[str]) -> None:
        """Take note of the names that ``candidates`` will be asked about, to look up together what can be."""
        wanted = set(names)
        for finder in self._finders:
            finder.prepare(wanted)

    def candidates(self, typed: Typed) -> list[Known]:
        """Return the clients that may be the same, as the check of a new client finds them."""
        found: dict[int, Known] = {}
        for finder in self._finders:
            for known in finder.candidates(typed):
                found.setdefault(known.client_id, known)
        return list(found.values())

    @cached_property
    def _finders(self) -> list[Finder]:
        from trtui.store.matching import Finder

        return [Finder(layer.db, COMPARED) for layer in self._layers]

    def is_open(self, contact_id: int) -> bool:
        """Return whether the user may open a contact."""
        for layer in self._layers:
            try:
                open_contact(layer, contact_id)
            except NotAllowed:
                return False
            except NotFound:
                continue
            return True
        return False

    def is_of_this_file(self, client_id: int) -> bool:
        """Return whether the import itself made a client."""
        from trtui.store.queries import imports

        if self.floor is not None:
            return client_id > self.floor
        return self.batch_id is not None and imports.has_made(self.look.db, self.batch_id, client_id)

    def last_change(self) -> int:
        """Return the number of the newest change: whether somebody else wrote meanwhile shows in it."""
        from trtui.store.queries import imports

        return imports.last_change(self.look.db)


class _LayeredRarity:
    """How much words say among the clients of several stores together, looked up once each."""

    def __init__(self, stores: Sequence[Reader]) -> None:
        from trtui.store import matching

        self._stores = stores
        self._clients = max(map(matching.clients_in, stores))
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        """Return the rarity of a word as compared."""
        from trtui.store import vocabulary

        if word not in self._known:
            counts = [vocabulary.find(db, (word,)).get(word, (0, 0))[1] for db in self._stores]
            self._known[word] = word_rarity(word, sum(counts), self._clients)
        return self._known[word]
