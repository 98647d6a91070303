"""Comparing the clients with the register in use, chunk by chunk, and keeping what is found as flags."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Final

from trtui.desk import register, registration
from trtui.desk.access import permit
from trtui.domain.policy import Verb
from trtui.domain.register import watching
from trtui.domain.register.rows import previous_names
from trtui.domain.register.values import Edition
from trtui.domain.register.watching import Raised
from trtui.domain.time import local_day

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.store.look import Desk, Look
    from trtui.store.queries.flags import CompanyRow, FlagRow
    from trtui.store.work import Work

Progress = Callable[[str, int, int], None]
CHUNK: Final = 4000
SAMPLES: Final = 40
SAMPLE: Final = 25
"""How many clients at how many places are looked up first, to see whether the register is the whole one."""
FEW: Final = 5
"""With fewer clients missing than this, the register is taken for whole."""
ONLINE: Final = "Companies House"
BEYOND: Final = 2**31 - 1
"""No client has a higher number."""
_LETTERS = re.compile(r"[A-Z]*")


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


def _permit(look: Look) -> None:
    permit(look, Verb.LOAD_REGISTER)


def _start(look: Look) -> tuple[int, _Edition]:
    """Return the highest client, and the edition to compare with."""
    from trtui.store.queries import flags as kept
    from trtui.store.register import opening

    opening.require(look.db)
    edition = register.edition(look)
    assert edition is not None
    last = kept.last_client(look.db)
    of = _Edition(edition, day_of(edition, look), registration.edition_day(edition, look), False)
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
    # at the end also the flags of clients that an undo took away
    last = BEYOND if is_end else clients[-1][0]
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
            found[client_id, one.kind.value] = row_of(client_id, name, number, one, look.now, source)
    come, renewed, gone = differences(found, kept.between(look.db, after + 1, last))
    return _Compared(0 if is_end else last, len(clients), missing, come, gone, renewed)


def _raised(names: tuple[str, ...], company: CompanyRow, on: date) -> tuple[Raised, ...]:
    due = company.accounts_due_on
    previous = previous_names(company.previous) if company.previous else ()
    return watching.raised(
        names, company.name, company.status, date.fromisoformat(due) if due else None, previous, on
    )


def differences(
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


def row_of(client_id: int, name: str, number: str, one: Raised, now: int, source: str) -> FlagRow:
    from trtui.store.queries.flags import FlagRow

    return FlagRow(client_id, one.kind.value, one.kind.rank, number, name, one.text, one.facts, now, source)


def day_of(edition: Edition, look: Look | Work) -> str:
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
