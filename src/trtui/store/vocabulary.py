"""The words of client names: how many clients hold each, and which words a mistyped or half-typed one may mean.

A slip is found through pieces: what is left of the first seven letters of a word when one letter is left out, or two of
a word of eight letters and more. Two words within that many edits of each other share a piece, so that finding the
words near a mistyped one is a look-up in an index, whatever the size of the vocabulary.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final
from zlib import crc32

from trtui.domain.matching.edits import edits_between, edits_up_to, typos_allowed

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer

WINDOW: Final = 7
SHORTEST_START: Final = 3
LONGEST: Final = 48
_LAST: Final = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class Near:
    """A word in use that may be meant: its number, how many clients hold it, and the edits between."""

    word: str
    number: int
    clients: int
    edits: int


def find(db: Reader, words: Collection[str]) -> dict[str, tuple[int, int]]:
    """Return the number of each word in use, and how many clients hold it."""
    if not words:
        return {}
    return {
        word: (number, clients)
        for number, word, clients in db.rows(
            f"SELECT id, word, clients FROM word WHERE {db.among('word', 'words')}", words=db.listed(words)
        )
    }


def near(db: Reader, words: Iterable[str]) -> dict[str, list[Near]]:
    """Return for each word the words in use near it: the nearest first, then those that most clients hold.

    An edit is a letter more, less or other, or two neighbours swapped; words of 4 to 7 letters may differ by one,
    longer ones by two.
    """
    asked = {word: pieces(word) for word in words}
    rows = _sharing(db, {piece for found in asked.values() for piece in found})
    result: dict[str, list[Near]] = {}
    for word, found in asked.items():
        if found:
            result[word] = _ranked(
                Near(other, number, clients, edits)
                for number, other, clients in rows
                if (edits := 0 if other == word else edits_between(word, other)) is not None
            )
    return result


def begun(db: Reader, start: str, limit: int) -> list[Near]:
    """Return the words in use that a half-typed word may become; fewer than three letters may become anything."""
    if len(start) < SHORTEST_START:
        return []
    found = {
        word: Near(word, number, clients, 0)
        for number, word, clients in db.rows(
            "SELECT id, word, clients FROM word WHERE word >= :start AND word < :after AND clients > 0"
            " ORDER BY clients DESC, word LIMIT :limit",
            start=start,
            after=start + _LAST,
            limit=limit,
        )
    }
    if len(found) < limit and len(start) >= WINDOW:
        allowed = typos_allowed(len(start))
        for number, word, clients in _sharing(db, pieces(start)):
            edits = _edits_to_start(start, word, allowed)
            if edits is not None:
                found.setdefault(word, Near(word, number, clients, edits))
    return _ranked(found.values())[:limit]


def _sharing(db: Reader, wanted: Collection[int]) -> list[tuple[int, str, int]]:
    if not wanted:
        return []
    return db.rows(
        "SELECT id, word, clients FROM word WHERE clients > 0 AND id IN"
        f" (SELECT word_id FROM word_piece WHERE {db.among('piece', 'pieces')})",
        pieces=db.listed(wanted),
    )


def _ranked(found: Iterable[Near]) -> list[Near]:
    return sorted(found, key=lambda one: (one.edits, -one.clients, one.word))


def _edits_to_start(start: str, word: str, allowed: int) -> int | None:
    lengths = range(len(start) - allowed, min(len(word), len(start) + allowed) + 1)
    edits = min((edits_up_to(allowed, start, word[:length]) for length in lengths), default=9)
    return edits if edits <= allowed else None


def pieces(word: str) -> list[int]:
    """Return the numbers of a word's pieces; words of fewer than four letters and with digits have none."""
    allowed = typos_allowed(len(word))
    if not allowed or len(word) > LONGEST or not word.isalpha():
        return []
    window = word[:WINDOW]
    found = {window}
    shorter = {window}
    for _ in range(allowed):
        shorter = {left[:at] + left[at + 1 :] for left in shorter for at in range(len(left))}
        found |= shorter
    return [crc32(piece.encode("utf-8", "surrogatepass")) & 0x7FFFFFFF for piece in found]


def learn(db: Writer, words: Iterable[str]) -> dict[str, int]:
    """Return the numbers of words, taking up those that are new."""
    wanted = sorted({word for word in words if word})
    known = {word: number for word, (number, _) in find(db, wanted).items()}
    new = [word for word in wanted if word not in known]
    if new:
        db.run_many(
            "INSERT INTO word (word, clients) VALUES (:word, 0) ON CONFLICT (word) DO NOTHING",
            [{"word": word} for word in new],
        )
        added = {word: number for word, (number, _) in find(db, new).items()}
        db.run_many(
            "INSERT INTO word_piece (piece, word_id) VALUES (:piece, :word_id) ON CONFLICT DO NOTHING",
            [{"piece": piece, "word_id": added[word]} for word in new for piece in pieces(word)],
        )
        known |= added
    return known


def count(db: Writer, changes: Mapping[int, int]) -> None:
    """Add to the counts of words, by number.

    On PostgreSQL a word whose row somebody else is just writing keeps its count: it is a statistic, and nobody shall
    wait for another's transaction because both have a client called "Services".
    """
    free = " FOR UPDATE SKIP LOCKED" if db.dialect.name == "postgresql" else ""
    by_change: dict[int, list[int]] = {}
    for number, change in changes.items():
        if change:
            by_change.setdefault(change, []).append(number)
    for change, numbers in by_change.items():
        db.run(
            "UPDATE word SET clients = clients + :change WHERE id IN"
            f" (SELECT id FROM word WHERE {db.among('id', 'ids')}{free})",
            change=change,
            ids=db.listed(numbers),
        )
