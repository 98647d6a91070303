"""Whom a client may be the same as: one check for adding, editing, importing and asking."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from trtui.domain import company_number, phones, postcode, web
from trtui.domain.errors import Duplicates, Invalid
from trtui.domain.matching.values import CERTAIN, LIKELY, WARNED

if TYPE_CHECKING:
    from trtui.domain.matching import Known, Match, Typed
    from trtui.store.look import Look
    from trtui.store.work import Work


SHOWN = 5
"""How many clients that may be the same are told at most."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One piece of evidence, in words."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Candidate:
    """An existing client that may be the same; of one that the user may not open only name and owner are told."""

    client_id: int
    name: str
    score: float
    strength: str
    reasons: tuple[Reason, ...]
    town: str
    postcode: str
    phone: str
    owner: str
    number: str
    is_archived: bool
    may_open: bool
    last_touch_at: int | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A client as typed so far; every field may be empty or half-typed."""

    name: str = ""
    number: str = ""
    website: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    postcode: str = ""
    also: tuple[str, ...] = field(default=())


def check(
    look: Look | Work, asked: Asked | Typed, *, limit: int = SHOWN, without: Sequence[int] = ()
) -> tuple[Candidate, ...]:
    """Return the clients that may be the same as what was typed, or as evidence, most likely first, with the reasons.

    ``without`` leaves out clients, such as the one being edited. Archived clients are included, and clients that the
    user may not open where their names or company numbers alone make them likely: whose a telephone number, an address
    or a domain is stays untold.
    """
    from trtui.domain.matching import rank
    from trtui.store import matching

    typed = typed_from(look, asked) if isinstance(asked, Asked) else asked
    if not (typed.name or typed.number or typed.domains or typed.phones):
        return ()
    others = [one for one in matching.candidates(look.db, typed) if one.client_id not in without]
    others = _with_register(look, typed, others)
    rarity = matching.rarity(look.db, typed)
    matches = [match for match in rank(typed, others, rarity) if match.strength is not None]
    hidden = _hidden(look, matches[: 2 * limit])
    if hidden:
        bare = replace(typed, domains=(), phones=(), postcodes=())
        closed = [other for other in others if other.client_id in hidden] if bare.name or bare.number else []
        matches = [match for match in matches if match.client_id not in hidden]
        matches += [match for match in rank(bare, closed, rarity) if match.strength is not None]
        matches.sort(key=lambda match: (-match.score, match.client_id))
    return _told(look, matches[:limit])


def _with_register(look: Look | Work, typed: Typed, others: list[Known]) -> list[Known]:
    """Return these clients with what the register calls and called those that have the entered company number.

    A number decides where the register confirms it for one of the names, former ones included.
    """
    same = {one.client_id for one in others if typed.number and one.number == typed.number}
    if not same:
        return others
    from trtui.desk import register
    from trtui.domain.register.rows import previous_names
    from trtui.store.queries import registrations

    names = {
        name
        for row in registrations.of_clients(look.db, same).values()
        for name in (row.name, *(name for name, _ in previous_names(row.previous)))
    }
    if register.is_there(look):
        for company in register.get_many(look, (typed.number,)).values():
            names.update((company.name, *(former.name for former in company.previous_names)))
    return [replace(one, registered=tuple(sorted(names))) if one.client_id in same else one for one in others]


def typed_from(look: Look | Work, asked: Asked) -> Typed:
    """Return what was typed as evidence: what cannot be understood yet is left aside."""
    from trtui.domain.matching import Typed

    domains = [web.company_domain(text) for text in (asked.website, *asked.emails)]
    numbers = [phones.parse(text, look.rules.region).e164 for text in asked.phones]
    return Typed(
        name=asked.name.strip(),
        number=company_number.find(asked.number),
        domains=tuple(dict.fromkeys(domain for domain in domains if domain)),
        phones=tuple(dict.fromkeys(number for number in numbers if number)),
        postcodes=(postcode.normalise(asked.postcode),) if asked.postcode.strip() else (),
    )


def refuse_alike(
    work: Work,
    asked: Asked | Typed,
    really_new: str,
    *,
    without: Sequence[int] = (),
    before: Mapping[int, float] = MappingProxyType({}),
) -> tuple[Candidate, ...]:
    """Return the duplicates worth a warning that the reason overrules; raise Duplicates where there is no reason.

    ``before`` is how alike clients were already (0 to 1), of which only those are told that became likely or certain.
    Raises Invalid for a reason that says nothing.
    """
    found = [
        one
        for one in check(work, asked, limit=SHOWN + len(before), without=without)
        if _warnings(one.score) > _warnings(before.get(one.client_id, 0.0))
    ]
    found = found[:SHOWN]
    if not found:
        return ()
    if not really_new.strip():
        raise Duplicates(_already_there(found[0]), found)
    if len(really_new.strip()) < 3:
        raise Invalid("Say in a few words why this is really a new client; others will ask.", "really_new")
    return tuple(found)


def _warnings(score: float) -> int:
    """Return how many of the likenesses at which a user is asked, or asked again, a score has reached."""
    return sum(score >= mark for mark in (WARNED, LIKELY, CERTAIN))


def how_likely(candidate: Candidate) -> str:
    """Return the word for how likely a candidate is the same."""
    return "Perhaps" if candidate.strength == "possible" else "Probably"


def _already_there(candidate: Candidate) -> str:
    how = how_likely(candidate)
    if not candidate.may_open:
        whose = f"a client of {candidate.owner}'s" if candidate.owner else "a client of nobody's"
        return (
            f"{how} already there: {candidate.name}, {whose} that you may not open. "
            "Ask them or a manager, or say why this one is new."
        )
    why = "; ".join(reason.detail for reason in candidate.reasons[:3])
    return f"{how} already there: {candidate.name} ({why}). Open it, add a site to it, or say why this one is new."


def remember_new(work: Work, client_id: int, overruled: Sequence[Candidate], reason: str) -> None:
    """Remember that a client is not the same as the candidates that were shown."""
    from trtui.store.queries import clients
    from trtui.store.tables import NotDuplicate

    apart = clients.known_apart(work.db, client_id)
    for candidate in overruled:
        if candidate.client_id not in apart:
            first, second = sorted((client_id, candidate.client_id))
            work.add(
                NotDuplicate(
                    client_id=first,
                    other_id=second,
                    reason=reason.strip(),
                    said_by=work.actor.user_id,
                    said_at=work.now,
                )
            )


def _hidden(look: Look | Work, matches: Sequence[Match]) -> set[int]:
    """Return which of these clients the user may not open."""
    from trtui.store import calls

    numbers = {match.client_id for match in matches}
    return numbers - calls.open_ones(look.db, look.actor, numbers)


def _told(look: Look | Work, matches: Sequence[Match]) -> tuple[Candidate, ...]:
    from trtui.store.queries import known

    rows = known.alike(look.db, look.actor, [match.client_id for match in matches])
    told = []
    for match in matches:
        row = rows.get(match.client_id)
        if row is None:
            continue
        reasons = tuple(Reason(reason.kind, reason.detail) for reason in match.reasons)
        told.append(
            Candidate(
                client_id=match.client_id,
                name=row.name,
                score=round(match.score, 4),
                strength=str(match.strength),
                reasons=reasons if row.may_open else (),
                town=row.town if row.may_open else "",
                postcode=row.postcode if row.may_open else "",
                phone=row.phone if row.may_open else "",
                owner=row.owner,
                number=row.number if row.may_open else "",
                is_archived=row.archived_at is not None,
                may_open=bool(row.may_open),
                last_touch_at=row.last_touch_at if row.may_open else None,
            )
        )
    return tuple(told)
