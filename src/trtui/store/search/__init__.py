"""Search: documents of clients and contacts, the index over them, and finding in it."""

from trtui.store.search.upkeep import rebuild, reindex

__all__ = ["rebuild", "reindex"]
