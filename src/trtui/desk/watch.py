"""The watch over the clients' companies: flags for those that are insolvent, gone, renamed or late with accounts.

Flags are made by comparing all clients with the register in use, and can be made again at any time. What people say to
them, that one is dismissed, is kept for the facts that it was said about.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from trtui.desk import duplicates, register, registration
from trtui.desk.access import open_client, permit
from trtui.desk.duplicates import Asked
from trtui.domain.errors import NotFound
from trtui.domain.kinds import NameKind
from trtui.domain.policy import Verb
from trtui.domain.register import watching
from trtui.domain.register.casing import cased
from trtui.domain.register.rows import previous_names
from trtui.domain.register.values import Edition, Registered
from trtui.domain.register.watching import FlagKind, Raised
from trtui.domain.text import LINE_LIMIT
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.desk.register_api import Online
    from trtui.store.look import Desk, Look
    from trtui.store.queries.flags import CompanyRow, FlagRow, StandingRow
    from trtui.store.tables import Client
    from trtui.store.work import Work

Progress = Callable[[str, int, int], None]
CHUNK: Final = 4000
SAMPLES: Final = 40
SAMPLE: Final = 25
"""How many clients at how many places are looked up first, to see whether the register is the whole one."""
FEW: Final = 5
"""With fewer clients missing than this, the register is taken for whole."""
ONLINE: Final = "Companies House"
_LETTERS = re.compile(r"[A-Z]*")


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
class Examined:
    """What a comparison did: how many clients it looked at, how many flags it raised anew, how many it took back.

    ``missing`` counts the clients whose number the register does not hold; ``hint`` says why they are not flagged.
    """

    clients: int = 0
    raised: int = 0
    ended: int = 0
    missing: int = 0
    edition: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Refreshed:
    """How many clients the register over the network was asked about, how many differed, and why it stopped."""

    asked: int = 0
    changed: int = 0
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Compared:
    """What a comparison of some clients found; ``last`` is the highest of them, zero at the end."""

    last: int
    clients: int = 0
    missing: int = 0
    come: Sequence[FlagRow] = ()
    gone: Sequence[tuple[int, str]] = ()
    renewed: Sequence[FlagRow] = ()


@dataclass(slots=True)
class _Edition:
    """The edition compared with, and what is asked of it once."""

    edition: Edition
    key: str
    on: date
    says_who_is_gone: bool
    newest: dict[str, str] = field(default_factory=dict)


def examine(office: Office, *, progress: Progress = lambda *_: None) -> Examined:
    """Compare every client that has a number with the register in use, and raise or take back flags.

    It goes by chunks of clients, and may be broken off and repeated at any time: what was flagged stays flagged since
    the same day. Raises NotAllowed, NotFound where there is no register.
    """
    office.read_now(_permit)
    last, edition = office.read_now(_start)
    clients = raised = ended = missing = after = 0
    while True:
        found = office.read_now(_compare, edition, after)
        if found.come or found.gone or found.renewed:
            office.operate_now(_keep, found)
        clients, missing = clients + found.clients, missing + found.missing
        raised, ended = raised + len(found.come), ended + len(found.gone)
        if not found.last:
            break
        after = found.last
        progress("comparing clients", min(after, last), last)
    progress("comparing clients", last, last)
    return Examined(clients, raised, ended, missing, edition.key, _hint(edition, missing))


async def refresh(
    office: Office, online: Online, client_ids: Sequence[int], *, progress: Progress = lambda *_: None
) -> Refreshed:
    """Ask the register over the network about some clients, and flag what it says.

    Where it allows no more, or cannot be reached, what was learnt so far is kept and the hint says why.
    """
    from trtui.domain.register_api import RegisterUnavailable

    asked = changed = 0
    for at, client_id in enumerate(client_ids):
        number = await office.read(_number, client_id)
        if number:
            try:
                company = await online.profile(number)
            except RegisterUnavailable as error:
                return Refreshed(asked, changed, error.message)
            changed += await office.write(renew, client_id, number, company)
            asked += 1
        progress("asking Companies House", at + 1, len(client_ids))
    return Refreshed(asked, changed)


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
    return _note(work, client, found, _key(edition, work) if edition is not None else ONLINE)


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


def dismiss(work: Work, client_ids: Sequence[int], kinds: Collection[str] = ()) -> int:
    """Dismiss flags of clients, of all kinds where none is named, until their facts change; return how many."""
    from trtui.store.queries import flags as kept
    from trtui.store.tables import RegisterVerdict

    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
    found = [
        row
        for row in kept.of_clients(work.db, client_ids)
        if not row.is_dismissed and (not kinds or row.kind in kinds)
    ]
    work.insert(
        [
            (
                RegisterVerdict,
                {
                    "client_id": row.client_id,
                    "kind": row.kind,
                    "facts": row.facts,
                    "said_by": work.actor.user_id,
                    "said_at": work.now,
                },
            )
            for row in found
        ]
    )
    if found:
        of = found[0].name if len({row.client_id for row in found}) == 1 else f"{len(client_ids)} clients"
        work.label = f"Dismiss {', '.join(dict.fromkeys(row.kind for row in found))} of {of}"
    return len(found)


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
    old, new = client.name, cased(flag.facts)[:LINE_LIMIT]
    without = (client_id, *clients.known_apart(work.db, client_id))
    asked = Asked(name=new, number=client.number or "")
    overruled = duplicates.refuse_likely(work, asked, really_new, without=without)
    duplicates.remember_new(work, client_id, overruled, really_new)
    work.change(client, name=new)
    others = {watching.key(row.name): row for row in clients.names(work.db, client_id)}
    if (same := others.get(watching.key(new))) is not None:
        work.remove(work.get(ClientName, same.id))
    if watching.key(old) not in others:
        work.add(ClientName(client_id=client_id, name=old, kind=NameKind.PREVIOUS.value))
    work.label = f"Rename {old} to {new}"
    return new


def _permit(look: Look) -> None:
    permit(look, Verb.LOAD_REGISTER)


def _number(look: Look, client_id: int) -> str:
    from trtui.store.queries import registrations

    open_client(look, client_id, Verb.EDIT_CLIENT)
    return registrations.number(look.db, client_id)


def _start(look: Look) -> tuple[int, _Edition]:
    """Return the highest client, and the edition to compare with."""
    from trtui.store.queries import flags as kept
    from trtui.store.register import opening

    opening.require(look.db)
    edition = register.edition(look)
    assert edition is not None
    last = kept.last_client(look.db)
    of = _Edition(edition, _key(edition, look), registration.edition_day(edition, look), False)
    of.says_who_is_gone = not edition.filters.words and _is_whole(look, of, last)
    return last, of


def _is_whole(look: Look, of: _Edition, last: int) -> bool:
    """Tell whether the register holds most of the clients' companies: a part of the file, or a sample, does not."""
    from trtui.store.queries import flags as kept

    missing = total = 0
    step = max(1, last // SAMPLES)
    seen: set[int] = set()
    for after in range(0, last, step):
        clients = [row for row in kept.numbered(look.db, after, SAMPLE) if row[0] not in seen]
        seen.update(row[0] for row in clients)
        there = kept.companies(look.db, [number for _, _, number in clients])
        total += len(clients)
        missing += sum(_is_gone(look, of, number) for _, _, number in clients if number not in there)
    return missing < FEW or missing * 2 <= total


def _is_gone(look: Look, of: _Edition, number: str) -> bool:
    """Tell whether a number that the register does not hold should be in it.

    One beyond the highest of its kind is of a company that is newer than the edition; of a kind of which there are
    none, the file does not tell.
    """
    from trtui.store.queries import flags as kept

    match = _LETTERS.match(number)
    letters = match[0] if match else ""
    if letters not in of.newest:
        of.newest[letters] = kept.highest(look.db, letters)
    return number <= of.newest[letters]


def _compare(look: Look, of: _Edition, after: int) -> _Compared:
    """Compare the next chunk of clients."""
    from trtui.store.queries import flags as kept
    from trtui.store.queries import registrations

    clients = kept.numbered(look.db, after, CHUNK)
    is_end = len(clients) < CHUNK
    last = kept.last_client(look.db) if is_end else clients[-1][0]
    there = kept.companies(look.db, [number for _, _, number in clients]) if clients else {}
    since = registration.edition_at(of.edition, look)
    asked = kept.asked_online(look.db, after + 1, last, since)
    former = [
        client_id
        for client_id, name, number in clients
        if (held := there.get(number)) is not None
        and held.previous
        and held.name.casefold() != name.casefold()
    ]
    others = kept.other_names(look.db, [*former, *asked])
    lost = [client_id for client_id, _, number in clients if number not in there]
    known = registrations.of_clients(look.db, lost) if lost else {}
    found: dict[tuple[int, str], FlagRow] = {}
    missing = 0
    for client_id, name, number in clients:
        company, on, source = there.get(number), of.on, of.key
        if client_id in asked and asked[client_id][0] == number:
            _, company, at = asked[client_id]
            on, source = local_day(at, look.zone), ONLINE
        amiss: tuple[Raised, ...] = ()
        if company is not None:
            amiss = _raised((name, *others.get(client_id, ())), company, on)
        elif _is_gone(look, of, number):
            missing += 1
            if of.says_who_is_gone:
                amiss = (watching.missing(number, client_id in known, of.edition.edition_on),)
        for one in amiss:
            found[client_id, one.kind.value] = _row(client_id, name, number, one, look.now, source)
    come, renewed, gone = _differences(found, kept.between(look.db, after + 1, last))
    return _Compared(0 if is_end else last, len(clients), missing, come, gone, renewed)


def _raised(names: tuple[str, ...], company: CompanyRow, on: date) -> tuple[Raised, ...]:
    due = company.accounts_due_on
    previous = previous_names(company.previous) if company.previous else ()
    return watching.raised(
        names, company.name, company.status, date.fromisoformat(due) if due else None, previous, on
    )


def _differences(
    found: dict[tuple[int, str], FlagRow], there: dict[tuple[int, str], FlagRow]
) -> tuple[list[FlagRow], list[FlagRow], list[tuple[int, str]]]:
    """Return the flags that come anew, those that are worded anew, and those that go."""
    come: list[FlagRow] = []
    renewed: list[FlagRow] = []
    for place, row in found.items():
        old = there.get(place)
        if old is None or (old.number, old.facts) != (row.number, row.facts):
            come.append(row)
        elif (old.name, old.text) != (row.name, row.text):
            renewed.append(row._replace(since_at=old.since_at, edition=old.edition))
    return come, renewed, [place for place in there if place not in found]


def _keep(desk: Desk, found: _Compared) -> None:
    from trtui.store.queries import flags as kept

    kept.take_away(desk.db, found.gone)
    kept.put(desk.db, [*found.come, *found.renewed])


def _note(work: Work, client: Client, found: Sequence[Raised], source: str) -> bool:
    from trtui.store.queries import flags as kept

    client_id = work.number(client)
    rows = {
        (client_id, one.kind.value): _row(client_id, client.name, client.number or "", one, work.now, source)
        for one in found
    }
    come, renewed, gone = _differences(rows, kept.between(work.db, client_id, client_id))
    kept.take_away(work.db, gone)
    kept.put(work.db, [*come, *renewed])
    return bool(come or gone)


def _row(client_id: int, name: str, number: str, one: Raised, now: int, source: str) -> FlagRow:
    from trtui.store.queries.flags import FlagRow

    return FlagRow(client_id, one.kind.value, one.kind.rank, number, name, one.text, one.facts, now, source)


def _key(edition: Edition, look: Look | Work) -> str:
    """Return which edition it is, in the words of a flag."""
    return registration.edition_day(edition, look).isoformat()


def _hint(of: _Edition, missing: int) -> str:
    if of.says_who_is_gone or not missing:
        return ""
    if of.edition.filters.words:
        return f"The register holds only {of.edition.filters.words}: who is not in it need not be dissolved."
    return (
        f"The register does not hold {missing:,} of the clients' numbers. It looks like a part of the file, so that "
        "nobody is called dissolved; load all parts: trtui register load FILE…"
    )


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
