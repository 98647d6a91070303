"""Adding, editing and looking after clients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from trtui.desk import duplicates, identity, jobs
from trtui.desk.access import in_words, open_client, open_record, permit
from trtui.desk.duplicates import Asked
from trtui.desk.saving import save_form, stale
from trtui.desk.stored_names import stored_as
from trtui.domain import company_number, phones, postcode, spoken, web
from trtui.domain.errors import FieldConflict, Invalid, NotFound
from trtui.domain.policy import Verb, Visibility
from trtui.domain.stage import Obstacle
from trtui.domain.status import SalesLevel
from trtui.domain.text import line, required

if TYPE_CHECKING:
    from trtui.domain.register.values import Registered
    from trtui.store.look import Look
    from trtui.store.queries.clients import PhoneRow
    from trtui.store.work import Work


@dataclass(frozen=True, slots=True)
class NewClient:
    """A client as typed into the form; only the name is needed."""

    name: str
    number: str = ""
    website: str = ""
    phone: str = ""
    line1: str = ""
    town: str = ""
    postcode: str = ""


@dataclass(frozen=True, slots=True)
class ClientSaved:
    """A client as saved, and whether anything differed."""

    client_id: int
    name: str
    is_changed: bool = True


@dataclass(frozen=True, slots=True)
class ClientValues:
    """What an edit form starts from, and the version that a save must give back."""

    client_id: int
    version: int
    values: Mapping[str, Any]


FIELDS = (
    "name",
    "number",
    "website",
    "sales_level",
    "industry",
    "customer_type",
    "lead_source",
    "banner",
)


def asked_from(new: NewClient) -> Asked:
    """Return a form's content as a question to the duplicate check."""
    return Asked(
        name=new.name,
        number=new.number,
        website=new.website,
        phones=(new.phone,) if new.phone.strip() else (),
        postcode=new.postcode,
    )


@stored_as("clients.add")
def add(
    work: Work,
    new: NewClient,
    really_new: str = "",
    *,
    registered: Registered | None = None,
    is_current: bool = False,
) -> ClientSaved:
    """Add a client with its main number and first site; the user becomes its owner unless another is named.

    ``registered`` is the company that was taken from the register (``is_current`` when asked over the network just
    now): it fills what was not typed. Raises Invalid naming the field, Duplicates where an existing client is likely
    the same and no reason is given.
    """
    from trtui.store.tables import Client

    permit(work, Verb.ADD_CLIENT)
    name = required(new.name, "The name", field="name")
    number = company_number.parse(new.number)
    if registered is not None:
        if number and number != registered.number:
            raise Invalid(
                f"{number} was typed, but {registered.number} taken from the register: clear one of them.",
                "number",
            )
        number = registered.number
    website = web.website(new.website)
    asked = replace(asked_from(new), number=number)
    overruled = duplicates.refuse_alike(work, asked, really_new)
    client = work.add(
        Client(
            name=name,
            number=number or None,
            website=website or None,
            owner_id=work.actor.user_id,
            team_id=min(work.actor.team_ids, default=None),
            created_at=work.now,
            created_by=work.actor.user_id,
        )
    )
    assert client.id is not None
    if new.phone.strip():
        _set_phone(work, client.id, line(new.phone, 40, "phone"), None)
    if new.line1.strip() or new.town.strip() or new.postcode.strip():
        _add_first_site(work, client.id, new, registered, "registered" if number else "workplace")
    if registered is not None:
        from trtui.desk import registration

        registration.link(work, client, registered, is_current=is_current)
    duplicates.remember_new(work, client.id, overruled, really_new)
    work.label = f"Add {name}"
    return ClientSaved(client.id, name)


def values(look: Look, client_id: int) -> ClientValues:
    """Return what an edit form starts from.

    Raises NotFound, NotAllowed.
    """
    from trtui.store.queries import clients

    open_client(look, client_id, Verb.EDIT_CLIENT)
    row, phone = clients.form(look.db, client_id), clients.main_phone(look.db, client_id)
    assert row is not None
    found: dict[str, Any] = {name: getattr(row, name) for name in FIELDS}
    return ClientValues(client_id, row.version, {**found, "phone": phone.typed if phone else None})


@stored_as("clients.edit")
def edit(
    work: Work,
    client_id: int,
    base: Mapping[str, Any],
    wanted: Mapping[str, Any],
    version: int,
    really_new: str = "",
) -> ClientSaved:
    """Save an edit form: ``base`` and ``version`` as it was opened, ``wanted`` as it was left.

    Raises StaleSave where somebody changed the same field meanwhile, Duplicates where the client would become the
    same as another, Invalid naming the field.
    """
    from trtui.store.queries import clients
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    clean = {name: _clean(name, value) for name, value in wanted.items()}
    phone = clean.pop("phone", base.get("phone"))
    changed_identity = identity.check_edit(work, client_id, base, {**clean, "phone": phone}, really_new)
    changed = save_form(work, client, {name: base.get(name) for name in clean}, clean, version)
    if changed_identity and client.number:
        from trtui.desk import watch

        watch.look_again(work, client)
    if "phone" in wanted and (phone or None) != (base.get("phone") or None):
        there = clients.main_phone(work.db, client_id)
        if there is not None and there.typed not in (base.get("phone") or None, phone or None):
            clash = FieldConflict("phone", base.get("phone") or None, phone or None, there.typed)
            raise stale(work, "contact_point", there.id, [clash], version)
        changed = _set_phone(work, client_id, str(phone or ""), there) or changed
    work.label = f"Edit {client.name}"
    return ClientSaved(client_id, client.name, changed)


@stored_as("clients.archive")
def archive(work: Work, client_ids: Sequence[int], why: str = "") -> int:
    """Archive clients: hidden from lists and search unless asked for; return how many were not archived yet."""
    from trtui.store.tables import Client

    names: list[str] = []
    for client_id in client_ids:
        open_client(work, client_id, Verb.ARCHIVE_CLIENT)
        client = work.get(Client, client_id)
        if client.archived_at is None:
            work.change(client, archived_at=work.now, archived_why=line(why) or None)
            names.append(client.name)
    work.label = f"Archive {spoken.listed(names, 'client')}"
    return len(names)


@stored_as("clients.restore")
def restore(work: Work, client_ids: Sequence[int]) -> int:
    """Take clients back out of the archive; return how many were in it."""
    from trtui.store.tables import Client

    names: list[str] = []
    for client_id in client_ids:
        open_client(work, client_id, Verb.ARCHIVE_CLIENT)
        client = work.get(Client, client_id)
        if client.archived_at is not None:
            work.change(client, archived_at=None, archived_why=None)
            names.append(client.name)
    work.label = f"Restore {spoken.listed(names, 'client')}"
    return len(names)


@stored_as("clients.set_owner")
def set_owner(work: Work, client_ids: Sequence[int], owner_id: int) -> int:
    """Give clients to another owner, and with that to the owner's team; return how many changed hands."""
    from trtui.store.queries import users
    from trtui.store.tables import Client, UserAccount

    owner = work.get(UserAccount, owner_id, "user")
    if owner.disabled_at is not None:
        raise Invalid(f"{owner.name}'s account is disabled. Choose somebody else.", "owner")
    found = users.with_teams(work.db, owner.login)
    teams = found[1] if found is not None else frozenset()
    names: list[str] = []
    for client_id in client_ids:
        open_client(work, client_id, Verb.CHANGE_OWNER)
        client = work.get(Client, client_id)
        if client.owner_id != owner_id:
            team_id = client.team_id if client.team_id in teams else min(teams, default=None)
            work.change(client, owner_id=owner_id, team_id=team_id)
            names.append(client.name)
    work.label = f"Give {spoken.listed(names, 'client')} to {owner.name}"
    return len(names)


@stored_as("clients.set_access")
def set_access(
    work: Work,
    client_id: int,
    access: Visibility,
    granted: Sequence[int] = (),
    seen: Sequence[int] | None = None,
) -> bool:
    """Set who may open a client: everyone, the team or the owner, and whoever is granted it besides.

    ``seen`` are those it was granted to when that was decided: who was let in or out by others since stays so. Returns
    whether anything differed.
    """
    from trtui.store.queries import access as kept
    from trtui.store.tables import Client, ClientGrant, Team, UserAccount

    open_client(work, client_id, Verb.MANAGE_ACCESS)
    client = work.get(Client, client_id)
    was = (client.access, client.team_id)
    if access is Visibility.TEAM and client.team_id is None:
        team = min(work.actor.team_ids, default=None)
        if team is None:
            raise Invalid("You belong to no team. Choose the owner and grant people by name.", "access")
        work.change(client, team_id=team)
    work.change(client, access=access.value)
    there = kept.grants(work.db, client_id)
    leaving = set(there if seen is None else seen) - set(granted)
    coming = [user_id for user_id in granted if user_id not in there and user_id not in (seen or ())]
    for user_id in leaving & there.keys():
        work.remove(work.get(ClientGrant, there[user_id]))
    for user_id in coming:
        work.add(
            ClientGrant(
                client_id=client_id, user_id=user_id, granted_by=work.actor.user_id, granted_at=work.now
            )
        )
    if was == (client.access, client.team_id) and not coming and not leaving & there.keys():
        return False
    work.touch(client_id=client_id)
    team_name = work.get(Team, client.team_id, "team").name if client.team_id is not None else ""
    owner = work.get(UserAccount, client.owner_id, "user").name if client.owner_id is not None else ""
    names = [name for _, name in kept.granted(work.db, client_id)]
    work.label = f"Set who can see {client.name}: {in_words(access, team_name, owner, names)}"
    return True


def standing_in_the_way(
    look: Look, client_ids: Sequence[int]
) -> tuple[tuple[str, tuple[Obstacle, ...]], ...]:
    """Return the clients that have open vacancies or live placements, by name, each with them."""
    from trtui.store.queries import clients

    standing = []
    for client_id in client_ids:
        open_client(look, client_id)
        if obstacles := jobs.obstacles(look, client_id):
            row = clients.form(look.db, client_id)
            standing.append((row.name if row else "", tuple(obstacles)))
    return tuple(standing)


@stored_as("clients.add_name")
def add_name(work: Work, client_id: int, name: str, kind: str = "trading") -> int:
    """Note a previous or trading name of a client; it counts in search and in the duplicate check."""
    from trtui.store.tables import Client, ClientName

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    clean = required(name, "The other name", field="name")
    row = work.add(ClientName(client_id=client_id, name=clean, kind=kind))
    work.label = f"Note that {client.name} is also known as {clean}"
    return work.number(row)


@stored_as("clients.remove_name")
def remove_name(work: Work, name_id: int) -> None:
    """Take back a previous or trading name."""
    from trtui.store.tables import ClientName

    row = open_record(work, ClientName, name_id, Verb.EDIT_CLIENT, "name")
    work.remove(row)
    work.label = f"Remove the name {row.name}"


def _clean(name: str, value: Any) -> str | None:
    text = "" if value is None else str(value)
    if name == "name":
        return required(text, "The name", field="name")
    if name == "number":
        return company_number.parse(text) or None
    if name == "website":
        return web.website(text) or None
    if name == "sales_level":
        if text and text not in tuple(SalesLevel):
            raise Invalid("The sales level is hot, warm, cold or dead.", "sales_level")
        return text or None
    if name in FIELDS or name == "phone":
        return line(text, field=name) or None
    raise NotFound(f"A client has no field {name!r}.")


def _add_first_site(
    work: Work, client_id: int, new: NewClient, registered: Registered | None, kind: str
) -> None:
    """Add the address that was typed; one that is not the registered one is where the client works."""
    from trtui.store.tables import Site

    site = Site(
        client_id=client_id,
        kind=kind,
        line1=line(new.line1, field="line1") or None,
        town=line(new.town, 80, "town") or None,
        postcode=postcode.entered(line(new.postcode, 40, "postcode")) or None,
        is_main=True,
        created_at=work.now,
    )
    if registered is not None:
        from trtui.desk import registered_sites

        site.kind = "registered" if registered_sites.agrees(site, registered) else "workplace"
    work.add(site)


def _set_phone(work: Work, client_id: int, typed: str, there: PhoneRow | None) -> bool:
    from trtui.store.tables import ContactPoint

    if not typed:
        return there is not None and work.change(
            work.get(ContactPoint, there.id), invalid_at=work.now, invalid_why="removed"
        )
    phone = phones.entered(typed, work.rules.region, "phone")
    ext = phone.ext or None
    if there is not None:
        return work.change(work.get(ContactPoint, there.id), value=phone.number, typed=phone.typed, ext=ext)
    work.add(
        ContactPoint(
            client_id=client_id, kind="phone", value=phone.number, typed=phone.typed, ext=ext, label="main"
        )
    )
    return True
