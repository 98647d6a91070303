"""Tags and who carries them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.domain.folding import fold
from trtui.domain.spelt import is_same
from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader


class TagRow(NamedTuple):
    """A tag, how many clients carry it, and whether the client asked about does."""

    id: int
    name: str
    clients: int
    is_on: bool


def every(db: Reader, actor: Actor, client_id: int = 0) -> list[TagRow]:
    """Return the tags by name, counting the clients that the actor may open; one that only others carry is left out."""
    rows = db.rows(
        "SELECT t.id, t.name, count(k.id), max(CASE WHEN k.id = :id THEN 1 ELSE 0 END) FROM tag t"
        " LEFT JOIN client_tag c ON c.tag_id = t.id"
        f" LEFT JOIN client k ON k.id = c.client_id AND {may_open(actor)}"
        " GROUP BY t.id, t.name HAVING count(k.id) > 0 OR count(c.id) = 0",
        id=client_id,
    )
    found = [TagRow(row[0], row[1], row[2], bool(row[3])) for row in rows]
    return sorted(found, key=lambda row: (fold(row.name), row.id))


def of_client(db: Reader, client_id: int) -> list[str]:
    """Return the names of a client's tags."""
    found = db.column(
        "SELECT t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id WHERE c.client_id = :id ORDER BY t.id",
        id=client_id,
    )
    return sorted(found, key=fold)


def named(db: Reader, name: str) -> int | None:
    """Return the tag of a name in any spelling, the very one first, or none."""
    known = db.rows("SELECT id, name FROM tag ORDER BY id")
    same = [(fold(tag) != fold(name), int(number)) for number, tag in known if is_same(tag, name)]
    return min(same)[1] if same else None


def is_carried(db: Reader, client_id: int, tag_id: int) -> bool:
    """Tell whether a client carries a tag."""
    found = db.value(
        "SELECT id FROM client_tag WHERE client_id = :client AND tag_id = :tag", client=client_id, tag=tag_id
    )
    return found is not None


def carried(db: Reader, client_id: int, name: str) -> int | None:
    """Return the row that puts a tag of a name, in any spelling, on a client, or none."""
    known = db.rows(
        "SELECT c.id, t.name FROM client_tag c JOIN tag t ON t.id = c.tag_id WHERE c.client_id = :client"
        " ORDER BY c.id",
        client=client_id,
    )
    same = [(fold(tag) != fold(name), int(number)) for number, tag in known if is_same(tag, name)]
    return min(same)[1] if same else None
