"""Which record a number or a name means, where a command asks for one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from trtui.domain.errors import Ambiguous, NotFound
from trtui.domain.spelt import is_same

if TYPE_CHECKING:
    from trtui.desk.hits import Hit
    from trtui.store.look import Look

SHOWN: Final = 10
"""How many candidates are named."""
BIGGEST: Final = 2**31 - 1
"""The biggest number of a record, as both databases hold it."""


def client_named(look: Look, text: str) -> int:
    """Return the client that a number or a name means.

    A name means the only client that is called so, its legal form aside, else the only one that it fits; archived
    ones count where no other fits. What the user may not open does not exist. Raises NotFound, and Ambiguous where
    several fit.
    """
    typed = " ".join(text.split())
    is_number = typed.isascii() and typed.isdecimal()
    if is_number and (found := _numbered(look, int(typed))) is not None:
        return found
    bare = _bare(typed)
    hits: list[Hit] = []
    for archived, name in ((False, typed), (False, bare), (True, typed), (True, bare)):
        hits = hits or _called(look, name, archived)
    whole = [hit for hit in hits if is_same(hit.name, typed) or is_same(_bare(hit.name), bare)]
    fitting = whole if whole or is_number else hits
    if not fitting and is_number:
        raise NotFound(f"There is no client {typed[:60]}.")
    if not fitting:
        raise NotFound(f"There is no client “{typed[:60]}”. Find one with: trtui find {typed[:60]}")
    if len(fitting) > 1:
        raise Ambiguous(
            f"Several clients fit “{typed[:60]}”. Give the number, or more of the name",
            [(hit.id, f"{hit.name} ({hit.where})" if hit.where else hit.name) for hit in fitting[:SHOWN]],
            is_more=len(fitting) > SHOWN,
        )
    return fitting[0].id


def _numbered(look: Look, number: int) -> int | None:
    from trtui.store.queries import hits as lines

    if not 0 < number <= BIGGEST:
        return None
    return next((row.id for row in lines.clients(look.db, look.actor, [number], look.now)), None)


def _called(look: Look, typed: str, archived: bool) -> list[Hit]:
    """Return the clients that a name fits as it is typed."""
    from trtui.desk.hits import hits_of
    from trtui.domain.query import Query, readings
    from trtui.store import search

    words = tuple(typed.split())
    if not words:
        return []
    query = Query(typed, words, readings=readings(words), kinds=frozenset({"client"}))
    found = search.find(look, replace(query, wants_archived=archived), SHOWN * 5, is_exact=True)
    return [hit for hit in hits_of(look, found.places) if hit.is_match]


def _bare(name: str) -> str:
    from trtui.domain.finding.words import cut
    from trtui.domain.matching.forms import split_form

    return " ".join(split_form(cut(name))[0])
