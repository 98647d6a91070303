"""A client as an import works on it: what the store has, and what rows of the file add, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trtui.domain.folding import fold
from trtui.domain.policy import ClientAccess, Visibility

if TYPE_CHECKING:
    from trtui.store.queries.portraits import PortraitRow
    from trtui.store.reader import Reader

NO_ACCESS_NEEDED = ClientAccess()


@dataclass(slots=True, eq=False)
class Piece:
    """One row of the store, as it is or as it is to be.

    A new one has no ``id`` until it is written; its values may be other new pieces, which stand for their ids.
    ``changes`` are the fields of an existing one that will be set.
    """

    table: str
    values: dict[str, Any]
    id: int | None = None
    changes: dict[str, Any] = field(default_factory=dict)

    @property
    def is_new(self) -> bool:
        """Whether the store has it not yet."""
        return self.id is None

    def get(self, name: str) -> Any:
        """Return a field as it will be."""
        return self.changes[name] if name in self.changes else self.values.get(name)

    def set(self, name: str, value: Any) -> bool:
        """Set a field; return whether that differs from what it was."""
        if self.get(name) == value:
            return False
        if self.is_new:
            self.values[name] = value
        else:
            self.changes[name] = value
        return True


@dataclass(slots=True, eq=False)
class Someone:
    """A person at a client: the contact, the assignment, the numbers and addresses."""

    contact: Piece
    assignment: Piece
    points: list[Piece] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The person's name."""
        return str(self.contact.get("name"))


@dataclass(slots=True, eq=False)
class Portrait:
    """A client with all that an import may look at or add to.

    ``is_of_this_file`` says that the file itself made it, so that its later rows may go on describing it.
    """

    client: Piece
    access: ClientAccess = NO_ACCESS_NEEDED
    names: list[Piece] = field(default_factory=list)
    tags: dict[str, Piece] = field(default_factory=dict)
    sites: list[Piece] = field(default_factory=list)
    points: list[Piece] = field(default_factory=list)
    people: list[Someone] = field(default_factory=list)
    notes: set[str] = field(default_factory=set)
    is_of_this_file: bool = False

    @property
    def id(self) -> int | None:
        """The client's number, none until it is written."""
        return self.client.id

    @property
    def name(self) -> str:
        """The client's name."""
        return str(self.client.get("name"))

    @property
    def is_archived(self) -> bool:
        """Whether the client is in the archive."""
        return self.client.get("archived_at") is not None

    @property
    def postcodes(self) -> set[str]:
        """The postcodes of its sites."""
        return {str(code) for site in self.sites if (code := site.get("postcode"))}

    @property
    def emails(self) -> list[str]:
        """Every e-mail address at it."""
        return [str(point.get("value")) for point in self.all_points() if point.get("kind") == "email"]

    @property
    def phones(self) -> list[str]:
        """Every number at it."""
        return [str(point.get("value")) for point in self.all_points() if point.get("kind") == "phone"]

    @property
    def other_names(self) -> tuple[str, ...]:
        """Its trading and previous names."""
        return tuple(str(piece.get("name")) for piece in self.names)

    def all_points(self) -> list[Piece]:
        """Return its own points and those of its people."""
        return [*self.points, *(point for someone in self.people for point in someone.points)]


def load_portraits(db: Reader, ids: Iterable[int]) -> dict[int, Portrait]:
    """Read clients with all that an import may add to; the missing are left out."""
    from trtui.store.queries import portraits as store

    wanted = sorted(set(ids))
    clients = store.clients(db, wanted)
    if not clients:
        return {}
    owners = store.user_names(db, {client.owner_id for client in clients if client.owner_id is not None})
    granted: dict[int, set[int]] = {}
    for client_id, user_id in store.grants(db, wanted):
        granted.setdefault(client_id, set()).add(user_id)
    found = {
        client.id: Portrait(
            _piece("client", client),
            access=ClientAccess(
                client.owner_id,
                owners.get(client.owner_id, "") if client.owner_id is not None else "",
                Visibility(client.access),
                client.team_id,
                granted.get(client.id, frozenset()),
            ),
        )
        for client in clients
    }
    for name in store.other_names(db, wanted):
        found[name.client_id].names.append(_piece("client_name", name))
    for site in store.sites(db, wanted):
        found[site.client_id].sites.append(_piece("site", site))
    for point in store.points(db, wanted):
        found[point.client_id or 0].points.append(_piece("contact_point", point))
    for client_id, tag_id, text in store.tags(db, wanted):
        found[client_id].tags[fold(text)] = Piece("tag", {"name": text}, id=tag_id)
    for client_id, body in store.notes(db, wanted):
        found[client_id].notes.add(body)
    assignments = store.people(db, wanted)
    people = load_people(db, {one.contact_id for one in assignments})
    for one in assignments:
        contact, points = people[one.contact_id]
        found[one.client_id].people.append(Someone(contact, _piece("assignment", one), points))
    return found


def load_people(db: Reader, ids: Iterable[int]) -> dict[int, tuple[Piece, list[Piece]]]:
    """Read contacts with the numbers and addresses that hold."""
    from trtui.store.queries import portraits as store

    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found: dict[int, tuple[Piece, list[Piece]]] = {
        contact.id: (_piece("contact", contact), []) for contact in store.contacts(db, wanted)
    }
    for point in store.points_of_people(db, wanted):
        found[point.contact_id or 0][1].append(_piece("contact_point", point))
    return found


def _piece(table: str, row: PortraitRow) -> Piece:
    values = row._asdict()
    return Piece(table, values, id=values.pop("id"))
