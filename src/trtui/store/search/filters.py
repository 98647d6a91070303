"""What limits a search besides its words: the filters typed with them, and what the user may open."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from trtui.domain.policy import reach
from trtui.domain.query import DueKind, Query
from trtui.domain.time import local_day
from trtui.store.filtering import Values, due_before, no_town, overdue_before, town_marks, values
from trtui.store.search import facets, index
from trtui.store.search.terms import Asked, Term, Without, all_of, any_of, beginning, rare_beginning

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.search.index import Noun


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
    named = values(look.db, look.actor, query)
    found = Filters(hints=named.hints, is_empty=named.is_empty or not look.actor.is_active)
    hidden = _hidden(look)
    if query.wants_archived:
        found.unwanted = hidden
    else:
        found.unwanted = any_of(Term(facets.ARCHIVED), hidden)
    found.towns = town_marks(query.towns)
    if query.towns and not found.towns:
        found.is_empty = True
        found.hints.append(no_town(query.towns))
    found.wanted = all_of(
        any_of(*(Term(facets.status(one.value)) for one in sorted(query.statuses))),
        any_of(*(Term(facets.code(one)) for one in sorted(query.codes))),
        _owners(named),
        *(any_of(*(Term(facets.tag(number)) for number in numbers)) for numbers in named.tags),
        any_of(*map(beginning, found.towns)),
        any_of(*(Term(facets.stage(one.value)) for one in sorted(query.stages))),
        any_of(*(Term(facets.level(one.value)) for one in sorted(query.levels))),
        Term(facets.ARCHIVED) if query.wants_archived else None,
    )
    _due(look, query, found)
    return found


def has_town(look: Look, towns: tuple[str, ...]) -> bool:
    """Tell whether a client that the user may open has a site in one of these towns."""
    asked = any_of(*map(rare_beginning, town_marks(towns)))
    hidden = _hidden(look)
    if asked is None:
        return False
    source, condition = index.source(look.db, "client", "words")
    asking = index.question(look.db, asked if hidden is None else Without(asked, hidden))
    return look.db.value(f"SELECT d.id FROM {source} WHERE {condition} LIMIT 1", asked=asking) is not None


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


def _owners(named: Values) -> Asked | None:
    return any_of(*map(Term, sorted(map(facets.owner, named.owners or ()))))


def _due(look: Look, query: Query, found: Filters) -> None:
    if query.due is None:
        return
    today = local_day(look.now, look.zone)
    if query.due.kind is DueKind.NONE:
        found.conditions["client"].append("s.next_call_at IS NULL")
        found.conditions["contact"].append("s.due_at IS NULL")
        return
    if query.due.kind is DueKind.OVERDUE:
        late = "{0}.due_since < " + overdue_before(look.rules, today, look.zone, "{0}.csi_rank")
        found.conditions["contact"].append(late.format("s"))
        found.conditions["client"].append(
            f"EXISTS (SELECT 1 FROM contact_state x WHERE x.client_id = s.client_id AND {late.format('x')})"
        )
        return
    found.parameters["until"] = due_before(query, today, look.zone)
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
