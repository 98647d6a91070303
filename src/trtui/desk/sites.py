"""Sites and departments of a client."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.desk.access import open_client, open_record
from trtui.desk.saving import refuse_removed, save_form
from trtui.desk.stored_names import stored_as
from trtui.domain import postcode, web
from trtui.domain.errors import Invalid
from trtui.domain.kinds import SiteKind
from trtui.domain.policy import Verb
from trtui.domain.text import line, note, required

if TYPE_CHECKING:
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class NewSite:
    """An address as typed into the form."""

    kind: str = "workplace"
    name: str = ""
    line1: str = ""
    line2: str = ""
    town: str = ""
    county: str = ""
    postcode: str = ""
    country: str = ""


FIELDS = ("kind", "name", "line1", "line2", "town", "county", "postcode", "country")


@stored_as("sites.add")
def add(work: Work, client_id: int, new: NewSite) -> int:
    """Add an address of a client; the first becomes its main site. Returns its number.

    Raises Invalid for an address without any line.
    """
    from trtui.store.queries import sites
    from trtui.store.tables import Client, Site

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    clean = {name: _clean(name, getattr(new, name)) for name in FIELDS}
    if not any(clean[name] for name in FIELDS[1:]):
        raise Invalid("The address is empty: type a town or a postcode.", "town")
    values: dict[str, Any] = {**clean, "is_main": sites.main(work.db, client_id) is None}
    row = work.add(Site(client_id=client_id, created_at=work.now, **values))
    work.label = f"Add a site to {client.name}"
    return work.number(row)


@stored_as("sites.edit")
def edit(work: Work, site_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int) -> None:
    """Save a site's form; raises StaleSave where somebody changed the same field meanwhile, Invalid."""
    from trtui.store.tables import Client, Site

    row = open_record(work, Site, site_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "site")
    clean = {name: _clean(name, value) for name, value in wanted.items() if name in FIELDS}
    save_form(work, row, {name: base.get(name) or None for name in clean}, clean, version)
    work.label = f"Edit a site of {work.get(Client, row.client_id).name}"


@stored_as("sites.make_main")
def make_main(work: Work, site_id: int) -> None:
    """Make a site the one that lists show."""
    from trtui.store.queries import sites
    from trtui.store.tables import Client, Site

    row = open_record(work, Site, site_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "site")
    before = sites.main(work.db, row.client_id)
    if before is not None and before != site_id:
        work.change(work.get(Site, before), is_main=False)
    work.change(row, is_main=True)
    work.label = f"Set the main site of {work.get(Client, row.client_id).name}"


def remove(work: Work, site_id: int) -> None:
    """End a site; the oldest that is left becomes the main one. An undo brings it back."""
    from trtui.store.queries import sites
    from trtui.store.tables import Client, Site

    row = open_record(work, Site, site_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "site")
    was_main = row.is_main
    work.change(row, removed_at=work.now, is_main=False)
    if was_main:
        heir = sites.oldest(work.db, row.client_id)
        if heir is not None:
            work.change(work.get(Site, heir), is_main=True)
    work.label = f"Remove a site of {work.get(Client, row.client_id).name}"


@stored_as("sites.add_department")
def add_department(work: Work, client_id: int, name: str) -> int:
    """Add a department that starts as a copy of its client's main site, website and main number.

    Returns its number. Raises Invalid for an empty name or one that the client has already.
    """
    from trtui.store.queries import clients, sites
    from trtui.store.tables import Client, Department

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    clean = required(name, "The department", field="name")
    if sites.has_department(work.db, client_id, clean):
        raise Invalid(f"{client.name} has a department {clean} already.", "name")
    phone = clients.main_phone(work.db, client_id)
    row = work.add(
        Department(
            client_id=client_id,
            name=clean,
            site_id=sites.main(work.db, client_id),
            website=client.website,
            phone=phone.typed if phone else None,
            created_at=work.now,
        )
    )
    work.label = f"Add the department {clean} to {client.name}"
    return work.number(row)


@stored_as("sites.edit_department")
def edit_department(
    work: Work, department_id: int, base: Mapping[str, Any], wanted: Mapping[str, Any], version: int
) -> None:
    """Save a department's form (name, site_id, phone, website, note); raises StaleSave, Invalid."""
    from trtui.store.queries import sites
    from trtui.store.tables import Department

    row = open_record(work, Department, department_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "department")
    clean: dict[str, Any] = {}
    for name, value in wanted.items():
        if name == "name":
            clean[name] = required(str(value or ""), "The department", field=name)
        elif name == "note":
            clean[name] = note(str(value or "")) or None
        elif name == "phone":
            clean[name] = line(str(value or ""), 40, name) or None
        elif name == "website":
            clean[name] = web.website(str(value or "")) or None
        elif name == "site_id":
            known = value in (None, row.site_id) or sites.is_site_of(work.db, row.client_id, int(value))
            if not known:
                raise Invalid("A department is at a site of this client: add the site first.", "site_id")
            clean[name] = value
    save_form(work, row, {name: base.get(name) or None for name in clean}, clean, version)
    work.label = f"Edit the department {row.name}"


def remove_department(work: Work, department_id: int) -> None:
    """End a department; an undo brings it back."""
    from trtui.store.tables import Department

    row = open_record(work, Department, department_id, Verb.EDIT_CLIENT)
    refuse_removed(work, row, "department")
    work.change(row, removed_at=work.now)
    work.label = f"Remove the department {row.name}"


def _clean(name: str, value: Any) -> str | None:
    text = "" if value is None else str(value)
    if name == "kind":
        if text not in tuple(SiteKind):
            raise Invalid(f"A site is one of: {', '.join(SiteKind)}.", "kind")
        return text
    if name == "postcode":
        return postcode.entered(line(text, 40, name)) or None
    return line(text, field=name) or None
