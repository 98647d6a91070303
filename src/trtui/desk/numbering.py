"""Proposing a registered number for each client that has none, to be accepted or refused by people."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from trtui.desk import register, registration, verdicts
from trtui.desk.access import open_client, permit
from trtui.desk.stored_names import stored_as
from trtui.domain import spoken
from trtui.domain.errors import Duplicates, NotFound
from trtui.domain.matching.values import Reason
from trtui.domain.policy import Verb
from trtui.domain.register.choosing import Likeliest, likeliest

if TYPE_CHECKING:
    from trtui.desk.office import Office
    from trtui.store.look import Desk, Look
    from trtui.store.queries.proposals import ProposalRow, StandingRow
    from trtui.store.work import Work

Progress = Callable[[str, int, int], None]
CHUNK: Final = 100
LIKELY_ENOUGH: Final = 0.5
"""Below this no company is proposed."""
CERTAIN: Final = 0.9
"""With the name itself this likely, former names are not tried."""
FORMER: Final = 5
COMPARED: Final = 5
"""How many companies are weighed against each other."""
AT_ONCE: Final = 1000
"""How many proposals one change accepts at most."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A company that a client may be, with how likely it is (0 to 1) and why.

    ``where`` is the client's town and postcode, ``address`` the company's. ``holder`` is the name of another client
    that has the number already: the two may be one.
    """

    client_id: int
    client: str
    where: str
    number: str
    name: str
    status: str
    address: str
    score: float
    reasons: tuple[Reason, ...]
    is_refused: bool
    holder: str = ""


@dataclass(frozen=True, slots=True)
class Proposed:
    """For how many clients a company was looked for, and for how many one was found."""

    clients: int = 0
    found: int = 0


@dataclass(frozen=True, slots=True)
class _Searched:
    """What was found for some clients; ``last`` is the highest of them, zero at the end."""

    last: int
    rows: Sequence[ProposalRow] = ()


def propose(office: Office, *, again: bool = False, progress: Progress = lambda *_: None) -> Proposed:
    """Look in the register in use for the company of every client without a number.

    It goes by chunks of clients, and goes on where it was broken off: a client is looked for once in an edition, and
    again when its name has changed. ``again`` forgets all that was found. Raises NotAllowed, NotFound where there is
    no register.
    """
    office.read_now(_permit)
    if again:
        office.operate_now(_forget)
    total, key = office.read_now(_start)
    clients = found = after = 0
    while total:
        searched = office.read_now(_search, after, key)
        if searched.rows:
            office.operate_now(_keep, searched.rows)
        clients += len(searched.rows)
        found += sum(bool(row.number) for row in searched.rows)
        progress("looking for companies", min(clients, total), total)
        if not searched.last:
            break
        after = searched.last
    return Proposed(clients, found)


def listed(
    look: Look, *, mine: bool = False, above: float = 0.0, limit: int = 500, refused: bool = False
) -> tuple[Proposal, ...]:
    """Return the proposals for the clients that the user may open, the likeliest first.

    ``mine`` leaves only one's own clients; ``refused`` brings refused ones too.
    """
    from trtui.store.queries import proposals

    rows = proposals.standing(look.db, look.actor, mine=mine, above=above, limit=limit, refused=refused)
    return tuple(map(_told, rows))


def of_client(look: Look, client_id: int) -> Proposal | None:
    """Return the proposal for a client, a refused one too, or none. Raises NotFound, NotAllowed."""
    from trtui.store.queries import proposals

    open_client(look, client_id)
    rows = proposals.standing(look.db, look.actor, refused=True, client_ids=(client_id,))
    return _told(rows[0]) if rows else None


def count(look: Look, *, mine: bool = False, above: float = 0.0) -> int:
    """Return how many proposals wait to be looked at."""
    from trtui.store.queries import proposals

    return proposals.count(look.db, look.actor, mine=mine, above=above)


@stored_as("numbering.accept")
def accept(work: Work, client_ids: Sequence[int]) -> int:
    """Take the proposed company for each of these clients, in one change; return for how many.

    Of several, those whose number another client has are left: the two may be one. Raises Duplicates for a single one
    of which that is so, NotFound where no register holds the companies.
    """
    from trtui.store.queries import proposals

    found = proposals.standing(
        work.db, work.actor, refused=True, limit=len(client_ids) or 1, client_ids=client_ids
    )
    companies = register.get_many(work, [row.number for row in found])
    is_single = len(client_ids) == 1
    names: list[str] = []
    taken = {row.number for row in found if row.holder}
    for row in found:
        company = companies.get(row.number)
        if company is None and is_single:
            raise NotFound(f"The register in use holds no company {row.number}: propose anew.")
        if company is None or (row.number in taken and not is_single):
            continue
        try:
            registration.take(work, row.client_id, company)
        except Duplicates:
            if is_single:
                raise
            continue
        taken.add(row.number)
        names.append(row.client)
    if names:
        work.label = f"Accept the company number of {spoken.listed(names, 'client')}"
    return len(names)


@stored_as("numbering.accept_above")
def accept_above(work: Work, score: float, mine: bool = False) -> int:
    """Accept all proposals that are at least so likely and not refused, the likeliest first; return how many.

    Those whose number another client has are left for people to look at. One change takes at most ``AT_ONCE``: call
    it again while it returns that many.
    """
    from trtui.store.queries import proposals

    found = proposals.standing(work.db, work.actor, mine=mine, above=score, limit=AT_ONCE, free=True)
    return accept(work, [row.client_id for row in found])


@stored_as("numbering.refuse")
def refuse(work: Work, client_ids: Sequence[int]) -> int:
    """Remember that clients are not the companies proposed; return how many were refused."""
    from trtui.store.queries import proposals

    for client_id in client_ids:
        open_client(work, client_id, Verb.EDIT_CLIENT)
    found = proposals.standing(work.db, work.actor, limit=len(client_ids) or 1, client_ids=client_ids)
    verdicts.give(work, [(row.client_id, proposals.NUMBER, row.number) for row in found])
    if found:
        work.label = (
            f"Refuse the company proposed for {spoken.listed([row.client for row in found], 'client')}"
        )
    return len(found)


def _permit(look: Look) -> None:
    permit(look, Verb.LOAD_REGISTER)


def _forget(desk: Desk) -> None:
    from trtui.store.queries import proposals

    proposals.forget(desk.db)


def _keep(desk: Desk, rows: Sequence[ProposalRow]) -> None:
    from trtui.store.queries import proposals

    proposals.put(desk.db, rows)


def _start(look: Look) -> tuple[int, str]:
    """Return for how many clients to look, and the key of the edition."""
    from trtui.store.queries import proposals
    from trtui.store.register import opening

    opening.require(look.db)
    edition = register.edition(look)
    assert edition is not None
    return proposals.count_unnumbered(look.db, edition.key), edition.key


def _search(look: Look, after: int, key: str) -> _Searched:
    from trtui.store.queries import proposals

    clients = proposals.unnumbered(look.db, after, CHUNK, key)
    ids = [client_id for client_id, _ in clients]
    former, postcodes = proposals.former_names(look.db, ids), proposals.postcodes(look.db, ids)
    rows = [
        _row(
            client_id,
            name,
            _best(look, (name, *former.get(client_id, ())), postcodes.get(client_id, "")),
            key,
        )
        for client_id, name in clients
    ]
    return _Searched(ids[-1] if len(ids) == CHUNK else 0, rows)


def _best(look: Look, names: Sequence[str], code: str) -> Likeliest | None:
    """Return the likeliest company for any of a client's names, its own first."""
    best: Likeliest | None = None
    for name in names[: 1 + FORMER]:
        found = likeliest(register.alike(look, name, code, COMPARED))
        if found is not None and (best is None or found.score > best.score):
            best = found
        if best is not None and best.score >= CERTAIN:
            break
    return best if best is not None and round(best.score, 2) >= LIKELY_ENOUGH else None


def _row(client_id: int, name: str, best: Likeliest | None, key: str) -> ProposalRow:
    from trtui.store.queries.proposals import ProposalRow

    if best is None:
        return ProposalRow(client_id, name, "", "", "", "", 0.0, "", key)
    hit = best.hit
    address = ", ".join(part for part in (hit.line, hit.town, hit.postcode) if part)
    reasons = json.dumps([[one.kind, one.detail] for one in best.reasons], ensure_ascii=False)
    return ProposalRow(client_id, name, hit.number, hit.name, hit.status, address, best.score, reasons, key)


def _told(row: StandingRow) -> Proposal:
    return Proposal(
        client_id=row.client_id,
        client=row.client,
        where=" ".join(part for part in (row.town, row.postcode) if part),
        number=row.number,
        name=row.company,
        status=row.status,
        address=row.address,
        score=round(row.score, 4),
        reasons=tuple(Reason(kind, detail) for kind, detail in json.loads(row.reasons or "[]")),
        is_refused=row.is_refused,
        holder=row.holder,
    )
