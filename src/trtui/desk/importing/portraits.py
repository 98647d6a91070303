"""A client as an import works on it: what the store has, and what rows of the file add, before anything is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trtui.domain.folding import fold
from trtui.domain.policy import ClientAccess, Visibility

if TYPE_CHECKING:
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


CLIENT = (
    "id",
    "name",
    "number",
    "website",
    "stage",
    "sales_level",
    "industry",
    "owner_id",
    "team_id",
    "access",
    "archived_at",
)
SITE = (
    "id",
    "client_id",
    "kind",
    "name",
    "line1",
    "line2",
    "town",
    "county",
    "postcode",
    "country",
    "is_main",
)
CONTACT = ("id", "name", "job_title", "csi", "owner_id", "archived_at", "anonymised_at")
ASSIGNMENT = ("id", "client_id", "contact_id", "role", "is_primary")
POINT = ("id", "client_id", "contact_id", "kind", "value", "typed", "label", "position")


def load_portraits(db: Reader, ids: Iterable[int]) -> dict[int, Portrait]:
    """Read clients with all that an import may add to; the missing are left out."""
    listed = db.listed(sorted(set(ids)))

    def pieces(table: str, fields: Sequence[str], where: str, order: str = "id") -> list[Piece]:
        names = ", ".join(fields)
        rows = db.rows(f"SELECT {names} FROM {table} WHERE {where} ORDER BY {order}", ids=listed)
        return [Piece(table, dict(zip(fields[1:], row[1:], strict=True)), id=row[0]) for row in rows]

    def of(column: str) -> str:
        return db.among(column, "ids")

    found = {
        int(piece.id or 0): Portrait(piece, access=_access(piece))
        for piece in pieces("client", CLIENT, of("id"))
    }
    if not found:
        return found
    for piece in pieces("client_name", ("id", "client_id", "name", "kind"), of("client_id")):
        found[piece.values["client_id"]].names.append(piece)
    for piece in pieces("site", SITE, f"{of('client_id')} AND removed_at IS NULL"):
        found[piece.values["client_id"]].sites.append(piece)
    for piece in pieces("contact_point", POINT, f"{of('client_id')} AND invalid_at IS NULL", "position, id"):
        found[piece.values["client_id"]].points.append(piece)
    for client_id, tag_id, name in db.rows(
        f"SELECT c.client_id, t.id, t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id WHERE {of('c.client_id')}",
        ids=listed,
    ):
        found[client_id].tags[fold(name)] = Piece("tag", {"name": name}, id=tag_id)
    for client_id, body in db.rows(
        f"SELECT client_id, body FROM note WHERE {of('client_id')} AND removed_at IS NULL", ids=listed
    ):
        found[client_id].notes.add(body)
    for client_id, user_id in db.rows(
        f"SELECT client_id, user_id FROM client_grant WHERE {of('client_id')}", ids=listed
    ):
        access = found[client_id].access
        found[client_id].access = ClientAccess(
            access.owner_id,
            access.owner_name,
            access.visibility,
            access.team_id,
            {*access.granted_ids, user_id},
        )
    assignments = pieces("assignment", ASSIGNMENT, f"{of('client_id')} AND to_at IS NULL")
    people = load_people(db, {piece.values["contact_id"] for piece in assignments})
    for piece in assignments:
        contact, points = people[piece.values["contact_id"]]
        found[piece.values["client_id"]].people.append(Someone(contact, piece, points))
    _name_owners(db, found)
    return found


def load_people(db: Reader, ids: Iterable[int]) -> dict[int, tuple[Piece, list[Piece]]]:
    """Read contacts with the numbers and addresses that hold."""
    listed = db.listed(sorted(set(ids)))
    found: dict[int, tuple[Piece, list[Piece]]] = {}
    for row in db.rows(
        f"SELECT {', '.join(CONTACT)} FROM contact WHERE {db.among('id', 'ids')} ORDER BY id", ids=listed
    ):
        found[row[0]] = Piece("contact", dict(zip(CONTACT[1:], row[1:], strict=True)), id=row[0]), []
    for row in db.rows(
        f"SELECT {', '.join(POINT)} FROM contact_point WHERE {db.among('contact_id', 'ids')} AND invalid_at IS NULL"
        " ORDER BY position, id",
        ids=listed,
    ):
        found[row[2]][1].append(Piece("contact_point", dict(zip(POINT[1:], row[1:], strict=True)), id=row[0]))
    return found


def find_people(db: Reader, values: Iterable[str]) -> dict[str, list[int]]:
    """Return who can be reached under these numbers and addresses: contact ids by value."""
    found: dict[str, list[int]] = {}
    for value, contact_id in db.rows(
        "SELECT p.value, p.contact_id FROM contact_point p JOIN contact c ON c.id = p.contact_id"
        f" WHERE {db.among('p.value', 'given')} AND p.kind IN ('email', 'phone') AND p.invalid_at IS NULL"
        " AND c.archived_at IS NULL AND c.anonymised_at IS NULL ORDER BY p.contact_id",
        given=db.listed(sorted(set(values))),
    ):
        found.setdefault(value, []).append(contact_id)
    return found


def find_numbers(db: Reader, numbers: Iterable[str]) -> dict[str, list[int]]:
    """Return which clients have these company numbers: client ids by number."""
    found: dict[str, list[int]] = {}
    for number, client_id in db.rows(
        f"SELECT number, id FROM client WHERE {db.among('number', 'given')} ORDER BY id",
        given=db.listed(sorted(set(numbers))),
    ):
        found.setdefault(number, []).append(client_id)
    return found


def _access(client: Piece) -> ClientAccess:
    values = client.values
    return ClientAccess(values["owner_id"], "", Visibility(values["access"]), values["team_id"])


def _name_owners(db: Reader, found: dict[int, Portrait]) -> None:
    owners = {portrait.access.owner_id for portrait in found.values()} - {None}
    names: dict[int | None, str] = dict(
        db.rows(f"SELECT id, name FROM user_account WHERE {db.among('id', 'ids')}", ids=db.listed(owners))
    )
    for portrait in found.values():
        access = portrait.access
        portrait.access = ClientAccess(
            access.owner_id,
            names.get(access.owner_id, ""),
            access.visibility,
            access.team_id,
            access.granted_ids,
        )
