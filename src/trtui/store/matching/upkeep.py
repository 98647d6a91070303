"""Keeping the index of client names true, client by client or as a whole."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, Final

from trtui.domain.matching import IndexKeys, Known, index_words
from trtui.store import vocabulary
from trtui.store.matching.clients import domain_key, known, postcode_key

if TYPE_CHECKING:
    from trtui.store.reader import Writer

CHUNK: Final = 5000
"""How many clients or words a rebuild takes at a time."""

_BELOW_ZERO: Final = 1 << 31

Entries = dict[int, int]
"""The keys of one client, each with the size of the shortest name that has it."""
Row = tuple[int, ...]


def reindex(db: Writer, client_ids: Set[int]) -> None:
    """Bring the keys of these clients up to date, within the transaction that changed them.

    A client whose names, domains and postcodes are what they were costs only their comparison.
    """
    if not client_ids:
        return
    old = {
        client_id: _read(keys)
        for client_id, keys in db.rows(
            f"SELECT client_id, keys FROM match_client WHERE {db.among('client_id', 'ids')}",
            ids=db.listed(client_ids),
        )
    }
    new = _entries(db, known(db, sorted(client_ids)))
    changed = [one for one in sorted(client_ids) if old.get(one) != new.get(one)]
    gone: list[Row] = []
    come: list[Row] = []
    counts: Counter[int] = Counter()
    for client_id in changed:
        before, after = old.get(client_id, {}), new.get(client_id, {})
        gone += [(key, size, client_id) for key, size in before.items() if after.get(key) != size]
        come += [(key, size, client_id) for key, size in after.items() if before.get(key) != size]
        counts.subtract(key for key in before if key > 0)
        counts.update(key for key in after if key > 0)
    if gone:
        db.run_many(
            "DELETE FROM match_key WHERE key = :key AND size = :size AND client_id = :client_id",
            map(_key_row, gone),
        )
    if come:
        db.run_many(
            "INSERT INTO match_key (key, size, client_id) VALUES (:key, :size, :client_id)",
            map(_key_row, come),
        )
    removed = [one for one in changed if one not in new]
    if removed:
        db.run(f"DELETE FROM match_client WHERE {db.among('client_id', 'ids')}", ids=db.listed(removed))
    kept = [_client_row(one, new[one]) for one in changed if one in new]
    if kept:
        db.run_many(
            "INSERT INTO match_client (client_id, keys) VALUES (:client_id, :keys)"
            " ON CONFLICT (client_id) DO UPDATE SET keys = excluded.keys",
            kept,
        )
    vocabulary.count(db, counts)


def rebuild(db: Writer, progress: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Make the whole index anew; ``progress`` hears the stage, how far it is, and the end.

    Rows are gathered as packed numbers and written in the order of their table, for a tree that is filled in order
    is written once.
    """
    for table in ("match_key", "match_client", "word_piece", "word"):
        db.run(f"DELETE FROM {table}")
    last = int(db.value("SELECT coalesce(max(id), 0) FROM client"))
    numbers: dict[str, int] = {}
    counts = array("q", (0,))
    postings = Sorted()
    for first in range(0, last, CHUNK):
        ids = db.column("SELECT id FROM client WHERE id > :a AND id <= :b", a=first, b=first + CHUNK)
        rows = []
        for client_id, facts in known(db, ids).items():
            found = _of(facts, lambda word: numbers.setdefault(word, len(numbers) + 1))
            counts.extend([0] * (len(numbers) + 1 - len(counts)))
            for key, size in found.items():
                postings.add(key, size, client_id)
                if key > 0:
                    counts[key] += 1
            rows.append(_client_row(client_id, found))
        _load(db, "match_client", ("client_id", "keys"), [(row["client_id"], row["keys"]) for row in rows])
        progress("duplicates, clients", min(first + CHUNK, last), last)
    _load(
        db,
        "word",
        ("id", "word", "clients"),
        ((number, word, counts[number]) for word, number in numbers.items()),
    )
    _renumber(db)
    slips = Sorted()
    for word, number in numbers.items():
        for piece in vocabulary.pieces(word):
            slips.add(piece, 0, number)
    numbers.clear()
    _load(db, "word_piece", ("piece", "word_id"), ((piece, number) for piece, _, number in slips))
    progress("duplicates, words", 1, 2)
    _load(db, "match_key", ("key", "size", "client_id"), iter(postings))
    progress("duplicates, words", 2, 2)


class Sorted:
    """Many rows of key, size and number, in eight bytes each, given back in order."""

    _PARTS: Final = 64

    def __init__(self) -> None:
        self._parts = [array("Q") for _ in range(self._PARTS)]

    def add(self, key: int, size: int, number: int) -> None:
        """Take a row: 32 bits of key, 5 of size, 27 of number."""
        # Words are numbered as they come, so that the few that are everywhere have small numbers.
        unsigned = key + _BELOW_ZERO
        part = unsigned >> 26 if key < 0 else 32 + key.bit_length()
        self._parts[part].append(unsigned << 32 | size << 27 | number)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        """Return the rows in order, and forget them."""
        for at, part in enumerate(self._parts):
            self._parts[at] = array("Q")
            for packed in sorted(part):
                yield (packed >> 32) - _BELOW_ZERO, packed >> 27 & 31, packed & (1 << 27) - 1


def _entries(db: Writer, facts: Mapping[int, Known]) -> dict[int, Entries]:
    """Return the keys of clients; new words are taken up."""
    named = {one.client_id: index_words((one.name, *one.also)) for one in facts.values()}
    numbers = vocabulary.learn(
        db, (word for names in named.values() for name in names for word in name.words)
    )
    return {one.client_id: _of(one, numbers.__getitem__, named[one.client_id]) for one in facts.values()}


def _of(one: Known, number: Callable[[str], int], names: Sequence[IndexKeys] | None = None) -> Entries:
    """Return the keys of a client, in a fixed order."""
    found: Entries = {}
    for name in names if names is not None else index_words((one.name, *one.also)):
        for key in (*map(number, name.words), *name.keys):
            found[key] = min(name.size, found.get(key, name.size))
    for key in (*map(domain_key, one.domains), *map(postcode_key, one.postcodes)):
        found[key] = 0
    return found


def _read(keys: str) -> Entries:
    return {int(key): int(size) for key, _, size in (entry.partition(":") for entry in keys.split())}


def _client_row(client_id: int, entries: Entries) -> dict[str, Any]:
    return {"client_id": client_id, "keys": " ".join(f"{key}:{size}" for key, size in entries.items())}


def _key_row(row: Row) -> dict[str, int]:
    key, size, client_id = row
    return {"key": key, "size": size, "client_id": client_id}


def _load(db: Writer, table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Write many rows in the fastest way the database has."""
    names = ", ".join(columns)
    if db.dialect.name == "postgresql":
        with db.connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" for _ in columns)
    db.connection.executemany(f"INSERT INTO {table} ({names}) VALUES ({marks})", rows)


def _renumber(db: Writer) -> None:
    """Have PostgreSQL go on numbering words after the highest number."""
    if db.dialect.name == "postgresql":
        db.run("SELECT setval(pg_get_serial_sequence('word', 'id'), coalesce(max(id), 1)) FROM word")
