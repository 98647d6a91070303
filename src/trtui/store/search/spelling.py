"""The words in use, and those among them that a mistyped word may have been meant for.

The store keeps every word of the search documents once, sorted, and once more sorted from behind. A slip is undone by
trying: all beginnings that one slip away lie from what was typed are some hundred look-ups, a millisecond at any size.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from trtui.domain.finding import spelling
from trtui.domain.finding.record import Record

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer

VARIANTS: Final = 64
"""How many meanings of one word are followed."""
NEAR: Final = 4000
"""How many words are compared letter by letter at most."""
LONGEST: Final = 24

_LAST: Final = "\U0010ffff"


def words_of(texts: Iterable[str]) -> set[str]:
    """Return the words of search texts in which a slip would be forgiven."""
    found: set[str] = set()
    for text in texts:
        record = Record(text)
        found.update(record.name, record.about)
        for other in (*record.spellings, *record.others):
            found.update(other)
    return {word for word in found if spelling.SHORTEST <= len(word) <= LONGEST and word.isalpha()}


def learn(db: Writer, words: Iterable[str]) -> None:
    """Add words; those that nobody uses any more stay until the next rebuild, they only cost a look-up."""
    wanted = sorted(words)
    if not wanted:
        return
    # Most are known, and a word that somebody else is just adding would keep this transaction waiting for theirs.
    known = set(
        db.column(f"SELECT word FROM search_word WHERE {db.among('word', 'words')}", words=db.listed(wanted))
    )
    rows = [{"word": word, "back": word[::-1]} for word in wanted if word not in known]
    if rows:
        db.run_many(
            "INSERT INTO search_word (word, back) VALUES (:word, :back) ON CONFLICT (word) DO NOTHING", rows
        )


def one_slip(db: Reader, word: str) -> tuple[str, ...]:
    """Return the beginnings of words in use that are one slip from this word, likelier ones first."""
    if not spelling.allowed(word):
        return ()
    return tuple(_in_use(db, spelling.one_slip(word))[:VARIANTS])


def two_slips(db: Reader, word: str) -> tuple[str, ...]:
    """Return the beginnings of words in use that are up to two slips from this word, nearest first.

    Two slips in the first letters are undone once the word is complete, by its end.
    """
    if spelling.allowed(word) < 2:
        return ()
    near = _that_begin(db, "word", spelling.heads(word))
    near += [back[::-1] for back in _that_begin(db, "back", [spelling.tail(word)[::-1]])]
    return tuple(spelling.two_slips(word, near)[:VARIANTS])


def _in_use(db: Reader, beginnings: list[str]) -> list[str]:
    """Return those of these beginnings that some word in use has, in the same order."""
    found = set(
        db.column(
            f"SELECT b.value FROM {_table(db)} WHERE EXISTS (SELECT 1 FROM search_word w WHERE {_range(db, 'word')})",
            beginnings=db.listed(beginnings),
            last=_LAST,
        )
    )
    return [beginning for beginning in beginnings if beginning in found]


def _that_begin(db: Reader, column: str, beginnings: list[str]) -> list[str]:
    return db.column(
        f"SELECT w.{column} FROM {_table(db)} JOIN search_word w ON {_range(db, column)} LIMIT {NEAR}",
        beginnings=db.listed(beginnings),
        last=_LAST,
    )


def _table(db: Reader) -> str:
    return (
        "json_each(:beginnings) b"
        if db.dialect.name == "sqlite"
        else "unnest(CAST(:beginnings AS text[])) AS b (value)"
    )


def _range(db: Reader, column: str) -> str:
    kept = f"w.{column}" if db.dialect.name == "sqlite" else f'w.{column} COLLATE "C"'
    return f"{kept} >= b.value AND {kept} < b.value || :last"
