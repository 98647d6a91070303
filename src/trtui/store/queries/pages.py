"""All records that fit a question, page by page in the order of their numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trtui.store.reader import Reader
    from trtui.store.search.filters import Filters
    from trtui.store.search.index import Noun
    from trtui.store.search.terms import Asked


def after(
    db: Reader, noun: Noun, limits: Filters, asked: Asked | None, last: int, size: int
) -> list[tuple[int, str]]:
    """Return the records after the ``last`` one, each number with its search text.

    They are those that the index finds, or all where neither words nor filters ask it anything.
    """
    from trtui.store.search import index

    limited = limits.limit(asked)
    source, condition = f"search_{noun} d", "NOT s.is_archived"
    parameters = dict(limits.parameters)
    if limited is not None:
        source, condition = index.source(db, noun, "words")
        parameters["asked"] = index.question(db, limited)
    return db.rows(
        f"SELECT d.id, d.words FROM {source} JOIN {noun}_state s ON s.{noun}_id = d.id"
        f" WHERE {condition}{limits.condition(noun)} AND d.id > :last ORDER BY d.id LIMIT :size",
        last=last,
        size=size,
        **parameters,
    )
