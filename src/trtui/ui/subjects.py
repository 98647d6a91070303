"""What a verb acts on: clients and contacts as the lists of all screens name them."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Literal, NamedTuple

Kind = Literal["client", "contact"]


class Subject(NamedTuple):
    """A client, or a contact with the client that it is seen at."""

    kind: Kind
    id: int
    client_id: int | None
    name: str

    @property
    def key(self) -> Hashable:
        """The record's key in lists."""
        return (self.kind, self.id, self.client_id)


def clients_of(subjects: Sequence[Subject]) -> list[int]:
    """Return the clients that subjects are or belong to, each once, in order."""
    found = [one.client_id if one.kind == "contact" else one.id for one in subjects]
    return list(dict.fromkeys(number for number in found if number is not None))


def contacts_of(subjects: Sequence[Subject]) -> list[int]:
    """Return the contacts among subjects, each once, in order."""
    return list(dict.fromkeys(one.id for one in subjects if one.kind == "contact"))


class Trail(NamedTuple):
    """The list a record was opened from, for going to the next and the previous one."""

    name: str
    client_ids: tuple[int, ...]
    at: int
    origin: str = ""
    """The screen that escape leads back to, where the list is called otherwise."""
    unit: str = ""
    """What is counted, with a space behind it, where the list has other rows too."""

    @property
    def label(self) -> str:
        """The place in the list, as the header shows it: ``[1/4 of search]``."""
        return f"[{self.unit}{self.at + 1}/{len(self.client_ids)} of {self.name}]"

    def step(self, by: int) -> Trail | None:
        """Return the trail at the next (1) or previous (-1) record, or none at its ends."""
        at = self.at + by
        return self._replace(at=at) if 0 <= at < len(self.client_ids) else None
