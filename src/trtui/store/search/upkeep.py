"""Keeping search documents and their index true, record by record or as a whole."""

from __future__ import annotations

from collections.abc import Callable, Set
from typing import TYPE_CHECKING, Final

from trtui.store.search import index
from trtui.store.search.documents import Between, Some, client_documents, contact_documents

if TYPE_CHECKING:
    from trtui.store.reader import Writer

CHUNK: Final = 5000


def reindex(db: Writer, client_ids: Set[int], contact_ids: Set[int]) -> None:
    """Bring the search of these clients and contacts up to date, within the transaction that changed them.

    Contacts carry the words of their clients, so a changed client's contacts belong to ``contact_ids``.
    """
    if client_ids:
        index.replace(db, "client", client_ids, client_documents(db, Some(db, client_ids)))
    if contact_ids:
        index.replace(db, "contact", contact_ids, contact_documents(db, Some(db, contact_ids)))


def rebuild(db: Writer, progress: Callable[[str, int, int], None] = lambda *_: None) -> None:
    """Make all documents and the index anew; ``progress`` hears the stage, how far it is, and the end."""
    index.empty(db)
    for noun, make in (("client", client_documents), ("contact", contact_documents)):
        last = int(db.value(f"SELECT coalesce(max(id), 0) FROM {noun}"))
        for first in range(0, last, CHUNK):
            chosen = Between(first, min(first + CHUNK, last))
            index.add_all(db, noun, make(db, chosen))  # type: ignore[arg-type]
            progress(f"search, {noun}s", min(first + CHUNK, last), last)
    index.settle(db)
