"""Whether an edit makes a client the same as another: the check of a new client, with all that is known of this one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from trtui.desk import duplicates
from trtui.domain import phones, web

if TYPE_CHECKING:
    from trtui.domain.matching import Typed
    from trtui.store.work import Work

FIELDS = ("name", "number", "website", "phone")
"""Fields of an edit form by which a client is told from others."""
LOOKED_AT = 20


def check_edit(
    work: Work, client_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], really_new: str
) -> bool:
    """Refuse an edit that makes a client likely the same as one that it was not likely the same as before.

    Returns whether it is told from others by something else now. Raises Duplicates, or Invalid for a reason that
    says nothing.
    """
    from trtui.store.queries import clients

    if all(wanted.get(name, base.get(name)) == base.get(name) for name in FIELDS):
        return False
    was = _evidence(work, client_id)
    without = (client_id, *clients.known_apart(work.db, client_id))
    before = {
        one.client_id: one.score for one in duplicates.check(work, was, limit=LOOKED_AT, without=without)
    }
    will_be = _edited(work, was, {name: base.get(name) for name in FIELDS}, {**base, **wanted})
    overruled = duplicates.refuse_alike(work, will_be, really_new, without=without, before=before)
    duplicates.remember_new(work, client_id, overruled, really_new)
    return True


def _evidence(work: Work, client_id: int) -> Typed:
    """Return all that the store knows of a client, as if it were being entered."""
    from trtui.domain.matching import Typed
    from trtui.store import matching

    one = matching.known(work.db, [client_id])[client_id]
    return Typed(one.name, one.number, one.domains, one.phones, one.postcodes)


def _edited(work: Work, was: Typed, base: Mapping[str, Any], wanted: Mapping[str, Any]) -> Typed:
    """Return the evidence as it will be: what the form held is replaced, what others gave stays."""

    def domain(text: object) -> str:
        return web.company_domain(str(text or ""))

    def number(text: object) -> str:
        return phones.parse(str(text or ""), work.rules.region).e164 or ""

    return replace(
        was,
        name=str(wanted.get("name") or was.name),
        number=str(wanted.get("number") or ""),
        domains=_replaced(was.domains, domain(base.get("website")), domain(wanted.get("website"))),
        phones=_replaced(was.phones, number(base.get("phone")), number(wanted.get("phone"))),
    )


def _replaced(values: tuple[str, ...], old: str, new: str) -> tuple[str, ...]:
    others = (value for value in values if value != old)
    return tuple(dict.fromkeys(value for value in (new, *others) if value))
