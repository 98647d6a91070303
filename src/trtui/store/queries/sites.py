"""Sites and departments of a client."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from trtui.domain.folding import fold

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class SiteRow(NamedTuple):
    """A site."""

    id: int
    version: int
    kind: str
    name: str
    line1: str
    line2: str
    town: str
    county: str
    postcode: str
    country: str
    is_main: bool


class DepartmentRow(NamedTuple):
    """A department, with the address of its site."""

    id: int
    version: int
    name: str
    line1: str
    line2: str
    town: str
    county: str
    postcode: str
    country: str
    phone: str
    note: str
    website: str
    site_id: int | None


def of_client(db: Reader, client_id: int) -> list[SiteRow]:
    """Return a client's sites, the main one first."""
    rows = db.rows(
        "SELECT id, version, kind, coalesce(name, ''), coalesce(line1, ''), coalesce(line2, ''),"
        " coalesce(town, ''), coalesce(county, ''), coalesce(postcode, ''), coalesce(country, ''), is_main"
        " FROM site WHERE client_id = :id AND removed_at IS NULL ORDER BY is_main DESC, kind, id",
        id=client_id,
    )
    return [SiteRow._make((*row[:10], bool(row[10]))) for row in rows]


def departments(db: Reader, client_id: int) -> list[DepartmentRow]:
    """Return a client's departments by name."""
    rows = db.rows(
        "SELECT d.id, d.version, d.name, coalesce(s.line1, ''), coalesce(s.line2, ''), coalesce(s.town, ''),"
        " coalesce(s.county, ''), coalesce(s.postcode, ''), coalesce(s.country, ''), coalesce(d.phone, ''),"
        " coalesce(d.note, ''), coalesce(d.website, ''), d.site_id FROM department d"
        " LEFT JOIN site s ON s.id = d.site_id WHERE d.client_id = :id AND d.removed_at IS NULL"
        " ORDER BY d.id",
        id=client_id,
    )
    return sorted((DepartmentRow._make(row) for row in rows), key=lambda row: fold(row.name))


def main(db: Reader, client_id: int) -> int | None:
    """Return a client's main site, or none."""
    found = db.value(
        "SELECT id FROM site WHERE client_id = :id AND is_main AND removed_at IS NULL", id=client_id
    )
    return None if found is None else int(found)


def oldest(db: Reader, client_id: int) -> int | None:
    """Return a client's oldest site that was not removed, or none."""
    found = db.value(
        "SELECT id FROM site WHERE client_id = :id AND removed_at IS NULL ORDER BY id LIMIT 1", id=client_id
    )
    return None if found is None else int(found)


def is_site_of(db: Reader, client_id: int, site_id: int) -> bool:
    """Tell whether a site is one of a client's that were not removed."""
    found = db.value(
        "SELECT id FROM site WHERE id = :site AND client_id = :client AND removed_at IS NULL",
        site=site_id,
        client=client_id,
    )
    return found is not None


def has_department(db: Reader, client_id: int, name: str) -> bool:
    """Tell whether a client has a department of a name, capitals aside."""
    found = db.value(
        "SELECT id FROM department WHERE client_id = :id AND removed_at IS NULL AND lower(name) = lower(:name)",
        id=client_id,
        name=name,
    )
    return found is not None
