"""How the tests bring an empty database to the current schema: once per worker, then it is copied."""

from __future__ import annotations

from tests.support.databases import MakeSchema


def schema_maker() -> MakeSchema | None:
    """Return what makes the schema, or None while the store makes it on opening."""
    return None
