"""How the tests bring an empty database to the current schema: once per worker, then it is copied."""

from __future__ import annotations


def make_schema(url: str) -> None:
    """Make a store where there is none."""
    from trtui.store.place import open_store

    open_store(url).close()
