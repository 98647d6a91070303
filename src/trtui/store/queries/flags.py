"""Comparing clients with the register, and the flags that were raised."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple

from trtui.store.queries.registrations import ONLINE
from trtui.store.visibility import may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader, Writer

_COLUMNS = ("client_id", "kind", "rank", "number", "name", "text", "facts", "since_at", "edition")
# A flag counts for the company that was compared, a renaming for the name that was.
_STANDING = (
    "FROM register_flag f JOIN client k ON k.id = f.client_id AND k.number = f.number"
    " AND (k.name = f.name OR f.kind <> 'renamed')"
    " LEFT JOIN register_verdict v ON v.client_id = f.client_id AND v.kind = f.kind AND v.facts = f.facts"
)


class FlagRow(NamedTuple):
    """A flag as it is kept."""

    client_id: int
    kind: str
    rank: int
    number: str
    name: str
    text: str
    facts: str
    since_at: int
    edition: str


class StandingRow(NamedTuple):
    """A flag that counts, with its client's owner and whether somebody dismissed it."""

    client_id: int
    name: str
    owner: str
    number: str
    kind: str
    text: str
    facts: str
    since_at: int
    edition: str
    is_dismissed: bool


class CompanyRow(NamedTuple):
    """A company as far as the watch needs; ``previous`` in the lines in which the register keeps it."""

    number: str
    name: str
    status: str
    accounts_due_on: str | None
    previous: str


def numbered(db: Reader, after: int, most: int) -> list[tuple[int, str, str]]:
    """Return the next clients with a number: id, name, number, by id; archived ones are left aside."""
    return [
        (number, name, registered)
        for number, name, registered in db.rows(
            "SELECT id, name, number FROM client WHERE id > :after AND number IS NOT NULL AND archived_at IS NULL"
            " ORDER BY id LIMIT :most",
            after=after,
            most=most,
        )
    ]


def last_client(db: Reader) -> int:
    """Return the highest id of a client."""
    return int(db.value("SELECT coalesce(max(id), 0) FROM client"))


def companies(db: Reader, numbers: Collection[str]) -> dict[str, CompanyRow]:
    """Return companies of the register in use, by number; those that it does not hold are left out."""
    from trtui.store.register import opening

    opening.require(db)
    rows = db.rows(
        "SELECT c.number, c.name, s.term, c.accounts_due_on, c.previous FROM register_company c"
        f" JOIN register_term s ON s.id = c.status WHERE {db.among('c.number', 'numbers')}",
        numbers=db.listed(numbers),
    )
    return {row[0]: CompanyRow._make(row) for row in rows}


def highest(db: Reader, letters: str) -> str:
    """Return the highest number of the register in use that begins with these letters and goes on in digits."""
    from trtui.store.register import opening

    opening.require(db)
    found = db.value(
        "SELECT max(number) FROM register_company WHERE number >= :first AND number < :after",
        first=f"{letters}0",
        after=f"{letters}:",
    )
    return str(found or "")


def other_names(db: Reader, client_ids: Collection[int]) -> dict[int, list[str]]:
    """Return the other names that clients go by."""
    found: dict[int, list[str]] = {}
    if client_ids:
        for client_id, name in db.rows(
            f"SELECT client_id, name FROM client_name WHERE {db.among('client_id', 'ids')} ORDER BY id",
            ids=db.listed(client_ids),
        ):
            found.setdefault(client_id, []).append(name)
    return found


def asked_online(db: Reader, first: int, last: int, since: int) -> dict[int, tuple[str, CompanyRow, int]]:
    """Return by client what was asked over the network since an instant: its number, the company, when."""
    rows = db.rows(
        "SELECT client_id, number, name, status, accounts_due_on, previous, checked_at FROM client_registration"
        " WHERE client_id BETWEEN :first AND :last AND source = :online AND checked_at >= :since",
        first=first,
        last=last,
        online=ONLINE,
        since=since,
    )
    return {row[0]: (row[1], CompanyRow._make(row[1:6]), row[6]) for row in rows}


def between(db: Reader, first: int, last: int) -> dict[tuple[int, str], FlagRow]:
    """Return all flags of a range of clients, whether they count or not, by client and kind."""
    rows = db.rows(
        f"SELECT {', '.join(_COLUMNS)} FROM register_flag WHERE client_id BETWEEN :first AND :last",
        first=first,
        last=last,
    )
    return {(row[0], row[1]): FlagRow._make(row) for row in rows}


def put(db: Writer, rows: Sequence[FlagRow]) -> None:
    """Keep flags, each in the place of the one of its client and kind."""
    names = ", ".join(_COLUMNS)
    values = ", ".join(f":{name}" for name in _COLUMNS)
    renewed = ", ".join(f"{name} = excluded.{name}" for name in _COLUMNS[2:])
    db.run_many(
        f"INSERT INTO register_flag ({names}) VALUES ({values})"
        f" ON CONFLICT (client_id, kind) DO UPDATE SET {renewed}",
        [row._asdict() for row in rows],
    )


def take_away(db: Writer, flags: Iterable[tuple[int, str]]) -> None:
    """Remove flags, by client and kind."""
    db.run_many(
        "DELETE FROM register_flag WHERE client_id = :client_id AND kind = :kind",
        [{"client_id": client_id, "kind": kind} for client_id, kind in flags],
    )


def standing(
    db: Reader, actor: Actor, *, mine: bool, dismissed: bool, limit: int, kinds: Collection[str] = ()
) -> list[StandingRow]:
    """Return the flags of the clients that somebody may open: the gravest first, of these the newest."""
    return _rows(
        db,
        f"{_where(actor, mine=mine, dismissed=dismissed)}{_of(db, kinds)}"
        " ORDER BY f.rank, f.since_at DESC, f.client_id LIMIT :limit",
        limit=limit,
        **({"kinds": db.listed(kinds)} if kinds else {}),
    )


def of_clients(db: Reader, client_ids: Collection[int]) -> list[StandingRow]:
    """Return the flags of clients, the gravest first, dismissed ones too."""
    return _rows(
        db,
        f"WHERE {db.among('f.client_id', 'ids')} ORDER BY f.client_id, f.rank",
        ids=db.listed(client_ids),
    )


def counts(db: Reader, actor: Actor, *, mine: bool) -> dict[str, int]:
    """Return how many flags of each kind count and are not dismissed, for the clients that somebody may open."""
    return dict(
        db.rows(
            f"SELECT f.kind, count(*) {_STANDING} {_where(actor, mine=mine, dismissed=False)}"
            " GROUP BY f.kind, f.rank ORDER BY f.rank"
        )
    )


def clients(db: Reader, actor: Actor, *, mine: bool) -> int:
    """Return how many clients have a flag that counts and is not dismissed."""
    where = _where(actor, mine=mine, dismissed=False)
    return int(db.value(f"SELECT count(DISTINCT f.client_id) {_STANDING} {where}"))


def _where(actor: Actor, *, mine: bool, dismissed: bool) -> str:
    conditions = ["k.archived_at IS NULL", may_open(actor)]
    if mine:
        conditions.append(f"k.owner_id = {int(actor.user_id)}")
    if not dismissed:
        conditions.append("v.id IS NULL")
    return f"WHERE {' AND '.join(conditions)}"


def _of(db: Reader, kinds: Collection[str]) -> str:
    return f" AND {db.among('f.kind', 'kinds')}" if kinds else ""


def _rows(db: Reader, rest: str, **parameters: Any) -> list[StandingRow]:
    rows = db.rows(
        "SELECT f.client_id, k.name, coalesce((SELECT u.name FROM user_account u WHERE u.id = k.owner_id), ''),"
        f" f.number, f.kind, f.text, f.facts, f.since_at, f.edition, v.id IS NOT NULL {_STANDING} {rest}",
        **parameters,
    )
    return [StandingRow._make((*row[:9], bool(row[9]))) for row in rows]
