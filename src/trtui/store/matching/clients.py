"""Clients as evidence for the duplicate check, and the keys under which they are kept."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING, Any, Final

from trtui.domain import web
from trtui.domain.matching import Known, key_of

if TYPE_CHECKING:
    from trtui.store.reader import Reader

OWN_NAMES: Final = 20
POINTS: Final = 40
"""How many other names, domains, phone numbers and postcodes of one client count."""


def domain_key(domain: str) -> int:
    """Return the key of a company's web and e-mail domain."""
    return key_of("domain", domain)


def postcode_key(postcode: str) -> int:
    """Return the key of a postcode."""
    return key_of("postcode", postcode)


def named(db: Reader, ids: Collection[int]) -> dict[int, Known]:
    """Return clients as evidence by name and number alone, in the order of ``ids``; missing ones are left out."""
    if not ids:
        return {}
    listed = db.listed(ids)
    also = _other_names(db, listed)
    rows = db.rows(f"SELECT id, name, number FROM client WHERE {db.among('id', 'ids')}", ids=listed)
    found = {
        client_id: Known(client_id, name, tuple(also.get(client_id, ())[:OWN_NAMES]), number or "")
        for client_id, name, number in rows
    }
    return {client_id: found[client_id] for client_id in ids if client_id in found}


def _other_names(db: Reader, listed: Any) -> dict[int, list[str]]:
    also: dict[int, list[str]] = {}
    for client_id, name in db.rows(
        f"SELECT client_id, name FROM client_name WHERE {db.among('client_id', 'ids')} ORDER BY id",
        ids=listed,
    ):
        also.setdefault(client_id, []).append(name)
    return also


def known(db: Reader, ids: Collection[int]) -> dict[int, Known]:
    """Return clients as evidence, in the order of ``ids``; those that do not exist are left out."""
    if not ids:
        return {}
    listed = db.listed(ids)
    also = _other_names(db, listed)
    domains: dict[int, dict[str, None]] = {}
    phones: dict[int, dict[str, None]] = {}
    postcodes: dict[int, dict[str, None]] = {}
    of_client, of_contact = db.among("p.client_id", "ids"), db.among("a.client_id", "ids")
    for client_id, kind, value in db.rows(
        f"SELECT p.client_id, p.kind, p.value FROM contact_point p WHERE {of_client}"
        " UNION ALL SELECT a.client_id, p.kind, p.value FROM assignment a"
        f" JOIN contact_point p ON p.contact_id = a.contact_id WHERE {of_contact} AND a.to_at IS NULL",
        ids=listed,
    ):
        if kind != "phone":
            if domain := web.company_domain(value):
                domains.setdefault(client_id, {})[domain] = None
        elif value.startswith("+"):
            phones.setdefault(client_id, {})[value] = None
    for client_id, postcode in db.rows(
        f"SELECT client_id, postcode FROM site WHERE {db.among('client_id', 'ids')} AND removed_at IS NULL"
        " AND postcode IS NOT NULL ORDER BY id",
        ids=listed,
    ):
        postcodes.setdefault(client_id, {})[postcode] = None
    found: dict[int, Known] = {}
    for client_id, name, number, website in db.rows(
        f"SELECT id, name, number, website FROM client WHERE {db.among('id', 'ids')}", ids=listed
    ):
        if website and (domain := web.company_domain(website)):
            domains[client_id] = {domain: None, **domains.get(client_id, {})}
        found[client_id] = Known(
            client_id,
            name,
            tuple(also.get(client_id, ())[:OWN_NAMES]),
            number or "",
            tuple(domains.get(client_id, ()))[:POINTS],
            tuple(phones.get(client_id, ()))[:POINTS],
            tuple(postcodes.get(client_id, ()))[:POINTS],
        )
    return {client_id: found[client_id] for client_id in ids if client_id in found}
