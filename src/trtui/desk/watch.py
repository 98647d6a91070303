"""The watch over the clients' companies: flags for those that are insolvent, gone, renamed or late with accounts.

Flags are made by comparing all clients with the register in use, and can be made again at any time. What people say to
them, that one is dismissed, is kept for the facts that it was said about.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from trtui.desk import identity, register, registration, verdicts
from trtui.desk.access import open_client
from trtui.desk.examining import ONLINE, Examined, Progress, day_of, differences, examine, row_of
from trtui.desk.stored_names import stored_as
from trtui.domain import spoken
from trtui.domain.errors import NotFound
from trtui.domain.kinds import NameKind
from trtui.domain.policy import Verb
from trtui.domain.register import watching
from trtui.domain.register.casing import written
from trtui.domain.register.values import Registered
from trtui.domain.register.watching import FlagKind, Raised
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.desk.register_api import Online
    from trtui.store.look import Look
    from trtui.store.queries.flags import StandingRow
    from trtui.store.tables import Client
    from trtui.store.work import Work

__all__ = (
    "Examined", "Flag", "Refreshed", "count", "counts", "dismiss", "examine", "flags", "look_again", "note",
    "of_client", "refresh", "rename", "renew",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that the register says of a client: what kind, in words, and since when it is known.

    ``since`` is an instant; ``edition`` says in which edition, or from where, it was known first.
    """

    client_id: int
    client: str
    owner: str
    number: str
    kind: str
    text: str
    since: int
    edition: str
    is_dismissed: bool


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many clients the register over the network was asked about, how many differed, and why it stopped."""

    asked: int = 0
    changed: int = 0
    hint: str = ""


async def refresh(
    office: Office,
    online: Online,
    client_ids: Sequence[int],
    *,
    patience: float = 0.0,
    progress: Progress = lambda *_: None,
) -> Refreshed:
    """Ask the register over the network about some clients, and flag what it says.

    ``patience`` is for how many seconds to wait for each where more was asked than it allows. Where it allows no more,
    or cannot be reached, what was learnt so far is kept and the hint says why.
    """
    from trtui.domain.register_api import RegisterUnavailable

    asked = changed = 0
    for at, client_id in enumerate(client_ids):
        number = await office.read(_number, client_id)
        if number:
            try:
                company = await online.profile(number, patience)
            except RegisterUnavailable as error:
                return Refreshed(asked, changed, error.message)
            changed += await office.write(renew, client_id, number, company)
            asked += 1
        progress("asking Companies House", at + 1, len(client_ids))
    return Refreshed(asked, changed)


@stored_as("watch.renew")
def renew(work: Work, client_id: int, number: str, company: Registered | None) -> bool:
    """Keep what the register over the network said of a client's company just now; return whether it differs.

    None says that it knows no company of that number.
    """
    from trtui.store.tables import Client

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    if client.number != number:
        return False
    if company is None:
        lost = Raised(FlagKind.DISSOLVED, f"Companies House knows no company {number}", number)
        return _note(work, client, (lost,), ONLINE)
    differs = registration.keep(work, client_id, company, is_current=True)
    work.label = f"Ask Companies House about {client.name}"
    return note(work, client, company, is_current=True) or differs


def note(work: Work, client: Client, company: Registered, *, is_current: bool) -> bool:
    """Flag what the register says of one client's company; return whether that differs from before."""
    from trtui.store.queries import flags as kept

    edition = None if is_current else register.edition(work)
    on = local_day(work.now, work.zone) if edition is None else registration.edition_day(edition, work)
    client_id = work.number(client)
    others = kept.other_names(work.db, (client_id,)).get(client_id, ())
    found = watching.raised(
        (client.name, *others),
        company.name,
        company.status,
        company.accounts_due_on,
        [(one.name, one.until_on) for one in company.previous_names],
        on,
    )
    return _note(work, client, found, day_of(edition, work) if edition is not None else ONLINE)


def look_again(work: Work, client: Client) -> None:
    """Compare one client with the register in use, if there is one, after its name or number was changed."""
    if client.number and register.is_there(work):
        company = register.get_many(work, (client.number,)).get(client.number)
        if company is not None:
            note(work, client, company, is_current=False)


def flags(
    look: Look, *, mine: bool = False, dismissed: bool = False, limit: int = 500, kinds: Collection[str] = ()
) -> tuple[Flag, ...]:
    """Return the flags of the clients that the user may open, the gravest first, of one kind the newest first.

    ``mine`` leaves only one's own clients, ``kinds`` only such flags; ``dismissed`` brings dismissed ones too.
    """
    from trtui.store.queries import flags as kept

    found = kept.standing(look.db, look.actor, mine=mine, dismissed=dismissed, limit=limit, kinds=kinds)
    return tuple(map(_told, found))


def of_client(look: Look, client_id: int) -> tuple[Flag, ...]:
    """Return a client's flags, the gravest first, dismissed ones too. Raises NotFound, NotAllowed."""
    from trtui.store.queries import flags as kept

    open_client(look, client_id)
    return tuple(map(_told, kept.of_clients(look.db, (client_id,))))


def count(look: Look, *, mine: bool = False) -> int:
    """Return how many clients have a flag that nobody dismissed."""
    from trtui.store.queries import flags as kept

    return kept.clients(look.db, look.actor, mine=mine)


def counts(look: Look, *, mine: bool = False) -> dict[str, int]:
    """Return how many flags of each kind nobody dismissed, the gravest first."""
    from trtui.store.queries import flags as kept

    return kept.counts(look.db, look.actor, mine=mine)


@stored_as("watch.dismiss")
def dismiss(work: Work, client_ids: Sequence[int], kinds: Collection[str] = ()) -> int:
    """Dismiss flags of clients, of all kinds where none is named, until their facts change; return how many."""
    from trtui.store.queries import flags as kept

    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
    found = [
        row
        for row in kept.of_clients(work.db, client_ids)
        if not row.is_dismissed and (not kinds or row.kind in kinds)
    ]
    verdicts.give(work, [(row.client_id, row.kind, row.facts) for row in found])
    if found:
        of = spoken.listed(list({row.client_id: row.name for row in found}.values()), "client")
        work.label = f"Dismiss {', '.join(dict.fromkeys(row.kind for row in found))} of {of}"
    return len(found)


@stored_as("watch.rename")
def rename(work: Work, client_id: int, really_new: str = "") -> str:
    """Give a client the name that its company has now; the old one stays as a previous name. Returns the new name.

    Raises NotFound where it is not flagged as renamed, Duplicates where another client is likely the same and no
    reason is given.
    """
    from trtui.store.queries import clients
    from trtui.store.queries import flags as kept
    from trtui.store.tables import Client, ClientName

    open_client(work, client_id, Verb.EDIT_CLIENT)
    client = work.get(Client, client_id)
    flag = next((row for row in kept.of_clients(work.db, (client_id,)) if row.kind == FlagKind.RENAMED), None)
    if flag is None:
        raise NotFound(
            f"The register knows {client.name} by no other name. Compare again: trtui register watch"
        )
    old, new = client.name, written(flag.facts)
    form = {"name": old, "number": client.number}
    identity.check_edit(work, client_id, form, {"name": new}, really_new)
    work.change(client, name=new)
    others = {watching.key(row.name): row for row in clients.names(work.db, client_id)}
    if (same := others.get(watching.key(new))) is not None:
        work.remove(work.get(ClientName, same.id))
    if watching.key(old) not in others:
        work.add(ClientName(client_id=client_id, name=old, kind=NameKind.PREVIOUS.value))
    work.label = f"Rename {old} to {new}"
    return new


def _number(look: Look, client_id: int) -> str:
    from trtui.store.queries import registrations

    open_client(look, client_id, Verb.EDIT_CLIENT)
    return registrations.number(look.db, client_id)


def _note(work: Work, client: Client, found: Sequence[Raised], source: str) -> bool:
    from trtui.store.queries import flags as kept

    client_id = work.number(client)
    rows = {
        (client_id, one.kind.value): row_of(
            client_id, client.name, client.number or "", one, work.now, source
        )
        for one in found
    }
    come, renewed, gone = differences(rows, kept.between(work.db, client_id, client_id))
    kept.take_away(work.db, gone)
    kept.put(work.db, [*come, *renewed])
    return bool(come or gone)


def _told(row: StandingRow) -> Flag:
    return Flag(
        client_id=row.client_id,
        client=row.name,
        owner=row.owner,
        number=row.number,
        kind=row.kind,
        text=row.text,
        since=row.since_at,
        edition=row.edition,
        is_dismissed=row.is_dismissed,
    )
