"""What limits a search besides its words: the filters typed with them, and what the user may open."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from trtui.domain.csi import CsiCode, cadence_from
from trtui.domain.folding import fold
from trtui.domain.policy import reach
from trtui.domain.query import ME, NOBODY, DueKind, Query
from trtui.domain.queue import UNCODED_RANK
from trtui.domain.time import local_day, start_of_day
from trtui.store.search import facets
from trtui.store.search.terms import Asked, Term, Without, all_of, any_of, beginning

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.search.index import Noun

ALL_TAGS: Final = 50


@dataclass(slots=True)
class Filters:
    """Facets that must be there, facets that must not, and conditions on the state ``s`` by kind of record."""

    wanted: Asked | None = None
    unwanted: Asked | None = None
    towns: tuple[str, ...] = ()
    """Facets of towns that are longer than what the index answers, so that candidates are checked."""
    conditions: dict[Noun, list[str]] = field(default_factory=lambda: {"client": [], "contact": []})
    parameters: dict[str, Any] = field(default_factory=dict)
    hints: list[str] = field(default_factory=list)
    is_empty: bool = False
    """Whether nothing can match."""

    def limit(self, asked: Asked | None) -> Asked | None:
        """Return a question limited by the facets; none when there is nothing that an index could answer."""
        found = all_of(asked, self.wanted)
        return Without(found, self.unwanted) if found is not None and self.unwanted is not None else found

    def admits(self, marks: list[str]) -> bool:
        """Tell whether a candidate's facets pass, for candidates that no facet chose."""
        return all(_holds(one, marks) for one in (self.wanted,) if one is not None) and not (
            self.unwanted is not None and _holds(self.unwanted, marks)
        )

    def is_town(self, marks: list[str]) -> bool:
        """Tell whether the towns asked for are there by their whole names."""
        return not self.towns or any(mark.startswith(self.towns) for mark in marks)

    def condition(self, noun: Noun) -> str:
        """Return the conditions on the state, each with its AND."""
        return "".join(f" AND {one}" for one in self.conditions[noun])


def filters(look: Look, query: Query) -> Filters:
    """Return what limits a search of this user."""
    found = Filters()
    hidden = _hidden(look)
    if query.wants_archived:
        found.unwanted = hidden
    else:
        found.unwanted = any_of(Term(facets.ARCHIVED), hidden)
    found.wanted = all_of(
        any_of(*(Term(facets.status(one.value)) for one in sorted(query.statuses))),
        any_of(*(Term(facets.code(one)) for one in sorted(query.codes))),
        _owners(look, query, found),
        _tags(look, query, found),
        any_of(*(beginning(facets.town(one)) for one in query.towns)),
        any_of(*(Term(facets.stage(one.value)) for one in sorted(query.stages))),
        any_of(*(Term(facets.level(one.value)) for one in sorted(query.levels))),
        Term(facets.ARCHIVED) if query.wants_archived else None,
    )
    found.towns = tuple(facets.town(one) for one in query.towns)
    if not look.actor.is_active:
        found.is_empty = True
    _due(look, query, found)
    return found


def _hidden(look: Look) -> Asked | None:
    """Return the facets of what the user may not open; the rule is ``policy.reach``."""
    limits = reach(look.actor)
    if limits.everything:
        return None
    ways = any_of(
        Term(facets.user(limits.user_id)),
        *(Term(facets.team(one)) for one in sorted(limits.team_ids)),
        *(Term(facets.led(one)) for one in sorted(limits.led_team_ids)),
    )
    assert ways is not None
    return Without(Term(facets.RESTRICTED), ways)


def _owners(look: Look, query: Query, found: Filters) -> Asked | None:
    if not query.owners:
        return None
    owners: set[str] = set()
    for name in query.owners:
        if name in (ME, NOBODY):
            owners.add(facets.owner(look.actor.user_id if name == ME else None))
            continue
        users = [
            user_id
            for user_id, login, full in look.db.rows("SELECT id, login, name FROM user_account")
            if login.lower() == name or f" {fold(full)}".find(f" {fold(name)}") >= 0
        ]
        owners.update(map(facets.owner, users))
        if not users:
            found.hints.append(f"Nobody here is called “{name}”.")
    found.is_empty |= not owners
    return any_of(*map(Term, sorted(owners)))


def _tags(look: Look, query: Query, found: Filters) -> Asked | None:
    asked: list[Asked | None] = []
    known = look.db.rows("SELECT id, name FROM tag") if query.tags else []
    for name in query.tags:
        wanted = fold(name)
        same = [number for number, tag in known if fold(tag) == wanted]
        begin = [number for number, tag in known if fold(tag).startswith(wanted)]
        numbers = same or begin[:ALL_TAGS]
        if not numbers:
            found.hints.append(f"There is no tag “{name}”.")
            found.is_empty = True
        asked.append(any_of(*(Term(facets.tag(number)) for number in numbers)))
    return all_of(*asked)


def _due(look: Look, query: Query, found: Filters) -> None:
    if query.due is None:
        return
    today = local_day(look.now, look.zone)
    if query.due.kind is DueKind.NONE:
        found.conditions["client"].append("s.next_call_at IS NULL")
        found.conditions["contact"].append("s.due_at IS NULL")
        return
    if query.due.kind is DueKind.OVERDUE:
        cadence = cadence_from(look.rules.cadence)
        latest = {code.rank: cadence.interval(code).half_days for code in CsiCode} | {UNCODED_RANK: 1}
        cases = " ".join(
            f"WHEN {rank} THEN {start_of_day(today - timedelta(days=days - 1), look.zone)}"
            for rank, days in latest.items()
        )
        late = f".due_since < CASE {{0}}.csi_rank {cases} END"
        found.conditions["contact"].append("s" + late.format("s"))
        found.conditions["client"].append(
            f"EXISTS (SELECT 1 FROM contact_state x WHERE x.client_id = s.client_id AND x{late.format('x')})"
        )
        return
    days = query.due.days
    if days < 0:
        found.parameters["until"] = start_of_day(today, look.zone)
    else:
        found.parameters["until"] = start_of_day(today + timedelta(days=days + 1), look.zone)
    found.conditions["client"].append("s.next_call_at < :until")
    found.conditions["contact"].append("s.due_at < :until")


def _holds(asked: Asked, marks: list[str]) -> bool:
    """Tell whether facets answer a question that is made of facets alone."""
    if isinstance(asked, Term):
        if asked.is_beginning:
            return any(mark.startswith(asked.text) for mark in marks)
        return asked.text in marks
    if isinstance(asked, Without):
        return _holds(asked.part, marks) and not _holds(asked.unwanted, marks)
    return asked.holds(_holds(part, marks) for part in asked.parts)
