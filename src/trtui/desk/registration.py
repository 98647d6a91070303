"""A client and its company in the register: what is known of it, and taking a company for a client."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from trtui.desk import duplicates, identity, registered_sites
from trtui.desk.access import open_client
from trtui.desk.duplicates import Asked
from trtui.desk.stored_names import stored_as
from trtui.domain import company_number
from trtui.domain.kinds import NameKind
from trtui.domain.policy import Verb
from trtui.domain.register.casing import plain, written
from trtui.domain.register.values import Edition, Registered
from trtui.domain.register.watching import key
from trtui.domain.time import local_day, start_of_day

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.queries.registrations import RegistrationRow
    from trtui.store.tables import Client
    from trtui.store.work import Work

FIELDS: Final = ("number", "name", "address", "industry")
"""What of a client ``take`` may fill or replace."""
PREVIOUS: Final = 10
ADDRESS: Final = 500


@dataclass(frozen=True, slots=True)
class Registration:
    """A client's company as the register last told it; ``source`` says in words which register, and of when.

    ``sic`` are codes, ``sic_texts`` what each stands for. ``checked_at`` is when somebody last took or asked it, or
    when the edition was loaded.
    """

    client_id: int
    number: str
    name: str
    status: str
    category: str
    sic: tuple[str, ...]
    sic_texts: tuple[str, ...]
    incorporated_on: date | None
    accounts_due_on: date | None
    address: str
    postcode: str
    checked_at: int
    source: str


@dataclass(frozen=True, slots=True)
class Taken:
    """What taking a company filled, and what it left: the field, what the client has, what the register says.

    Where the client's number is another one and was to stay, nothing was taken at all.
    """

    client_id: int
    filled: tuple[str, ...] = ()
    kept: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_linked(self) -> bool:
        """Whether the client is now that company."""
        return all(field != "number" for field, _, _ in self.kept)


def of_client(look: Look, client_id: int) -> Registration | None:
    """Return a client's company as the register in use, or whoever was asked after it, tells it; else none.

    Raises NotFound, NotAllowed for the client.
    """
    from trtui.desk import register
    from trtui.store.queries import registrations

    open_client(look, client_id)
    number = registrations.number(look.db, client_id)
    if not number:
        return None
    row = registrations.of_clients(look.db, (client_id,)).get(client_id)
    edition = register.edition(look)
    if edition is not None and not (row is not None and is_newer(row, edition, look)):
        company = register.get_many(look, (number,)).get(number)
        if company is not None:
            return _told(client_id, company, edition.loaded_at, _edition_words(edition))
    return _kept(row) if row is not None else None


@stored_as("registration.take")
def take(
    work: Work,
    client_id: int,
    company: Registered,
    *,
    replace: Collection[str] = (),
    is_current: bool = False,
    really_new: str = "",
) -> Taken:
    """Make a client a company of the register: fill what is empty, and replace only what is named in ``replace``.

    Filled are the number, the registered address (as a site of its own), the industry, and the company's names as
    other names of the client; ``replace`` may name any of ``FIELDS``. ``is_current`` when the register over the
    network said so just now. Raises Duplicates where another client has the number, or is likely the
    same by the name that is to be taken, unless a reason is given; NotFound, NotAllowed, Invalid.
    """
    from trtui.store.queries import clients
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    if client.number and client.number != company.number and "number" not in replace:
        return Taken(client_id, (), (("number", client.number, company.number),))
    if client.number != company.number:
        without = (client_id, *clients.known_apart(work.db, client_id))
        overruled = duplicates.refuse_alike(work, Asked(number=company.number), really_new, without=without)
        duplicates.remember_new(work, client_id, overruled, really_new)
    if "name" in replace and key(client.name) != key(company.name):
        form = {"name": client.name, "number": client.number}
        identity.check_edit(work, client_id, form, {"name": written(company.name)}, really_new)
    taken = link(work, client, company, replace=replace, is_current=is_current)
    work.label = f"Take company {company.number} for {client.name}"
    return taken


def link(
    work: Work,
    client: Client,
    company: Registered,
    *,
    replace: Collection[str] = (),
    is_current: bool = False,
) -> Taken:
    """Fill a client from its company, whose number no other client has; the caller has asked for leave."""
    from trtui.desk import watch

    client_id = work.number(client)
    number = company_number.parse(company.number)
    filled: list[str] = []
    kept: list[tuple[str, str, str]] = []
    values: dict[str, Any] = {}
    if client.number != number:
        filled.append("number")
        values["number"] = number
    was = client.name
    if key(was) != key(company.name):
        if "name" in replace:
            filled.append("name")
            values["name"] = written(company.name)
        else:
            kept.append(("name", was, company.name))
    industry = _industry(company)
    if industry and client.industry != industry:
        if not client.industry or "industry" in replace:
            filled.append("industry")
            values["industry"] = industry
        else:
            kept.append(("industry", client.industry, industry))
    work.change(client, **values)
    outcome = registered_sites.take(work, client_id, company, replaces="address" in replace)
    if outcome.is_filled:
        filled.append("address")
    if outcome.kept is not None:
        kept.append(("address", *outcome.kept))
    if _take_names(work, client, company, was):
        filled.append("previous names")
    keep(work, client_id, company, is_current=is_current)
    watch.note(work, client, company, is_current=is_current)
    return Taken(client_id, tuple(filled), tuple(kept))


def keep(work: Work, client_id: int, company: Registered, *, is_current: bool) -> bool:
    """Keep what the register says of a client's company; return whether more than the time of asking differs."""
    from trtui.store.queries import registrations
    from trtui.store.tables import ClientRegistration

    values = _values(work, company, is_current)
    there = registrations.kept(work.db, client_id)
    if there is None:
        work.add(ClientRegistration(client_id=client_id, **values))
        return True
    row = work.get(ClientRegistration, there)
    differs = any(getattr(row, name) != value for name, value in values.items() if name != "checked_at")
    work.change(row, **values)
    return differs


def is_newer(row: RegistrationRow, edition: Edition, look: Look | Work) -> bool:
    """Tell whether what was asked over the network is newer than an edition."""
    return row.source == "online" and row.checked_at >= edition_at(edition, look)


def edition_at(edition: Edition, look: Look | Work) -> int:
    """Return the beginning of an edition's day; of one without a day, when it was loaded."""
    return start_of_day(edition.edition_on, look.zone) if edition.edition_on else edition.loaded_at


def edition_day(edition: Edition, look: Look | Work) -> date:
    """Return the day of an edition; of one without, that on which it was loaded."""
    return edition.edition_on or local_day(edition.loaded_at, look.zone)


def _values(work: Work, company: Registered, is_current: bool) -> dict[str, Any]:
    from trtui.desk import register

    edition = None if is_current else register.edition(work)
    day = edition_day(edition, work) if edition is not None else local_day(work.now, work.zone)
    return {
        "number": company.number,
        "name": plain(company.name),
        "status": plain(company.status),
        "category": plain(company.category),
        "sic": " ".join(map(plain, company.sic)),
        "sic_texts": "\n".join(map(plain, company.sic_texts)),
        "incorporated_on": company.incorporated_on.isoformat() if company.incorporated_on else None,
        "accounts_due_on": company.accounts_due_on.isoformat() if company.accounts_due_on else None,
        "address": plain(company.address, ADDRESS),
        "postcode": plain(company.postcode),
        "previous": "\n".join(
            f"{one.until_on.isoformat() if one.until_on else '':<10} {plain(one.name)}"
            for one in company.previous_names
        ),
        "checked_at": work.now,
        "source": "online" if is_current else day.isoformat(),
    }


def _take_names(work: Work, client: Client, company: Registered, was: str) -> int:
    """Note the company's names that the client is not known by yet; return how many."""
    from trtui.store.queries import clients
    from trtui.store.tables import ClientName

    client_id = work.number(client)
    known = {key(client.name)}
    for row in clients.names(work.db, client_id):
        if row.kind == NameKind.REGISTERED and key(row.name) in known:
            work.remove(work.get(ClientName, row.id))  # it is the client's own name now
        known.add(key(row.name))
    names: list[tuple[str, NameKind, date | None]] = [(company.name, NameKind.REGISTERED, None)]
    names += [(one.name, NameKind.PREVIOUS, one.until_on) for one in company.previous_names[:PREVIOUS]]
    if client.name != was:
        names.insert(0, (was, NameKind.PREVIOUS, None))
    count = 0
    for name, kind, until in names:
        if (word := key(name)) and word not in known:
            known.add(word)
            work.add(
                ClientName(
                    client_id=client_id,
                    name=written(name),
                    kind=kind.value,
                    until_on=until.isoformat() if until else None,
                )
            )
            count += 1
    return count


def _industry(company: Registered) -> str:
    return plain(next((text for text in company.sic_texts if text), ""))


def _edition_words(edition: Edition) -> str:
    from trtui.domain import spoken

    return f"edition of {spoken.day(edition.edition_on)}" if edition.edition_on else edition.source


def _told(client_id: int, company: Registered, at: int, source: str) -> Registration:
    return Registration(
        client_id=client_id,
        number=company.number,
        name=company.name,
        status=company.status,
        category=company.category,
        sic=company.sic,
        sic_texts=company.sic_texts,
        incorporated_on=company.incorporated_on,
        accounts_due_on=company.accounts_due_on,
        address=company.address,
        postcode=company.postcode,
        checked_at=at,
        source=source,
    )


def _kept(row: RegistrationRow) -> Registration:
    from trtui.domain import spoken

    online = row.source == "online"
    sic = tuple(row.sic.split())
    return Registration(
        client_id=row.client_id,
        number=row.number,
        name=row.name,
        status=row.status,
        category=row.category,
        sic=sic,
        sic_texts=tuple(row.sic_texts.split("\n")) if sic else (),
        incorporated_on=date.fromisoformat(row.incorporated_on) if row.incorporated_on else None,
        accounts_due_on=date.fromisoformat(row.accounts_due_on) if row.accounts_due_on else None,
        address=row.address,
        postcode=row.postcode,
        checked_at=row.checked_at,
        source="Companies House" if online else f"edition of {spoken.day(date.fromisoformat(row.source))}",
    )
