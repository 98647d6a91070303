"""Keeping search documents and their index true, record by record or as a whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Set
from typing import TYPE_CHECKING, Final

from trtui.store.search import index, spelling
from trtui.store.search.documents import Between, Some, client_documents, contact_documents

if TYPE_CHECKING:
    from trtui.store.reader import Writer
    from trtui.store.search.documents import Chosen, Document

    Maker = Callable[[Writer, Chosen], dict[int, Document]]

CHUNK: Final = 5000


def reindex(db: Writer, client_ids: Set[int], contact_ids: Set[int]) -> None:
    """Bring the search of these clients and contacts up to date, within the transaction that changed them.

    Contacts carry the words of their clients, so a changed client's contacts belong to ``contact_ids``.
    """
    changed: list[Document] = []
    if client_ids:
        documents = client_documents(db, Some(db, client_ids))
        changed += index.replace(db, "client", client_ids, documents).values()
    if contact_ids:
        documents = contact_documents(db, Some(db, contact_ids))
        changed += index.replace(db, "contact", contact_ids, documents).values()
    spelling.learn(db, spelling.words_of(document.words for document in changed))


def respell(db: Writer) -> None:
    """Make the documents anew of records whose words have letters that are written in several ways.

    A store from before documents held every spelling finds them by the plainest one alone.
    """
    clients = set(
        _marked(
            db,
            ("client", "id", "name"),
            ("client_name", "client_id", "name"),
            ("department", "client_id", "name"),
        )
    )
    clients |= set(_marked(db, ("site", "client_id", "name"), ("site", "client_id", "town")))
    contacts = set(_marked(db, ("contact", "id", "name"), ("contact", "id", "job_title")))
    contacts |= set(_marked(db, ("assignment", "contact_id", "role")))
    for ids in _chunks(clients):
        contacts |= set(
            db.column(
                f"SELECT contact_id FROM assignment WHERE {db.among('client_id', 'ids')} AND to_at IS NULL",
                ids=db.listed(ids),
            )
        )
        reindex(db, ids, set())
    for ids in _chunks(contacts):
        reindex(db, set(), ids)


def _marked(db: Writer, *columns: tuple[str, str, str]) -> Iterator[int]:
    """Yield the records, each as its number, of texts with letters beyond the plain alphabet."""
    fits = "{} GLOB '*[^ -~]*'" if db.dialect.name == "sqlite" else "{} ~ '[^ -~]'"
    for table, number, text in columns:
        yield from db.column(f"SELECT {number} FROM {table} WHERE {fits.format(text)}")


def _chunks(ids: Set[int]) -> Iterator[set[int]]:
    listed = sorted(ids)
    for first in range(0, len(listed), CHUNK):
        yield set(listed[first : first + CHUNK])


def rebuild(db: Writer, progress: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Make all documents and the index anew; ``progress`` hears the stage, how far it is, and the end."""
    index.empty(db)
    words: set[str] = set()
    makers: tuple[tuple[index.Noun, Maker], ...] = (
        ("client", client_documents),
        ("contact", contact_documents),
    )
    for noun, make in makers:
        last = int(db.value(f"SELECT coalesce(max(id), 0) FROM {noun}"))
        for first in range(0, last, CHUNK):
            documents = make(db, Between(first, min(first + CHUNK, last)))
            index.add_all(db, noun, documents)
            words |= spelling.words_of(document.words for document in documents.values())
            progress(f"search, {noun}s", min(first + CHUNK, last), last)
    spelling.learn(db, words)
    index.settle(db)
