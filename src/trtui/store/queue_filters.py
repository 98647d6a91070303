"""What limits a call queue, as conditions over ``contact_state s``.

Every condition that looks into another table is a counting subquery: neither database can turn that into a join, so
the rows are always met in the order of the queue's index and the search stops at the first ones that fit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING, Any

from trtui.domain.csi import CsiCode
from trtui.domain.finding.record import CONTEXT
from trtui.domain.finding.words import cut
from trtui.domain.folding import fold, readings, skeleton
from trtui.domain.query import NO_CODE, DueKind, Query
from trtui.domain.queue import UNCODED_RANK
from trtui.domain.time import local_day
from trtui.store.filtering import NOBODYS, due_before, no_town, overdue_before, town_marks, values
from trtui.store.visibility import EVERYBODY, may_open

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.domain.rules import Rules
    from trtui.store.reader import Reader
    from trtui.store.search.terms import Asked

RANKS = (*(code.rank for code in CsiCode), UNCODED_RANK)


@dataclass(slots=True)
class Limits:
    """The conditions and their parameters; ``owners`` none means everybody's, a none in it nobody's contacts.

    ``until`` is set when a due date in the future is asked for. ``is_empty`` says that nothing can match. ``narrow``
    are statements that give the clients which a condition leaves (and perhaps some more), by an index; ``asked`` is a
    question to the search index for the contacts that the typed words leave (and some more), or none.
    """

    conditions: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    """Conditions on the due date alone, which an index can follow."""
    parameters: dict[str, Any] = field(default_factory=dict)
    ranks: tuple[int, ...] = RANKS
    owners: tuple[int | None, ...] | None = None
    until: int | None = None
    is_empty: bool = False
    narrow: list[str] = field(default_factory=list)
    asked: Asked | None = None
    hints: list[str] = field(default_factory=list)

    def add(self, condition: str, parameters: Mapping[str, Any] | None = None) -> None:
        """Add a condition."""
        self.conditions.append(condition)
        self.parameters |= parameters or {}


def limits(db: Reader, actor: Actor, query: Query, now: int, zone: tzinfo, rules: Rules) -> Limits:
    """Return what the reader's rights and the filter text leave of the queue."""
    named = values(db, actor, query)
    found = Limits(hints=[*query.hints, *named.hints], is_empty=named.is_empty or query.has_unknown)
    _codes(found, query)
    if named.owners is not None:
        found.owners = tuple(sorted(named.owners, key=lambda owner: owner or 0))
        found.add(owner_condition(found.owners))
    _due(found, query, now, zone, rules)
    _words(found, query)
    _towns(found, db, query)
    for numbers in named.tags:
        _tag(found, numbers)
    _standing(found, query, now)
    _visible(found, actor)
    return found


def _visible(found: Limits, actor: Actor) -> None:
    condition = may_open(actor, "k")
    if condition != EVERYBODY:
        found.add(f"(SELECT count(*) FROM client k WHERE k.id = s.client_id AND {condition}) > 0")


def _codes(found: Limits, query: Query) -> None:
    if query.codes:
        found.ranks = tuple(
            sorted(UNCODED_RANK if code == NO_CODE else CsiCode(code).rank for code in query.codes)
        )
        found.add(f"+s.csi_rank IN ({_numbers(found.ranks)})")


def owner_condition(owners: tuple[int | None, ...]) -> str:
    """Return the condition that a contact is on one of these consultants' lists.

    The plus keeps both databases from choosing an index for it: the rows come from a better one.
    """
    named = [owner for owner in owners if owner is not NOBODYS]
    ways = [f"+s.owner_id IN ({_numbers(named)})"] if named else []
    if NOBODYS in owners:
        ways.append("+s.owner_id IS NULL")
    return f"({' OR '.join(ways) or '1 = 0'})"


def _due(found: Limits, query: Query, now: int, zone: tzinfo, rules: Rules) -> None:
    if query.due is None:
        return
    today = local_day(now, zone)
    if query.due.kind is DueKind.NONE:
        found.is_empty = True
        found.hints.append("Contacts without a due date are not in the queue: search for due:none instead.")
    elif query.due.kind is DueKind.OVERDUE:
        found.dates.append(f"s.due_since < {overdue_before(rules, today, zone, 's.csi_rank')}")
    elif query.due.days < 0:
        found.dates.append(f"s.due_since < {due_before(query, today, zone)}")
    else:
        found.until = due_before(query, today, zone)


def _words(found: Limits, query: Query) -> None:
    if query.words:
        found.asked = _asked(query.words)
    for number, word in enumerate(query.words):
        ways = _begins(found, f"word{number}", readings(word))
        if not ways:
            continue
        plain = skeleton(word)
        if plain != fold(word):
            # Names are kept by their plainest spelling: “Müller” begins with “mueller” only in its search document.
            spelt = _begins(found, f"plain{number}", (plain,))
            found.parameters[f"spelt{number}"] = f"% {_escaped(fold(word))}%"
            written = (
                f"(SELECT count(*) FROM search_{{1}} d WHERE d.id = {{0}}.{{1}}_id"
                f" AND d.words LIKE :spelt{number} ESCAPE '!') > 0"
            )
            ways = f"{ways} OR (({spelt}) AND {written})"
        found.add(
            f"({ways.format('s', 'contact')} OR (SELECT count(*) FROM client_state c WHERE c.client_id = s.client_id"
            f" AND ({ways.format('c', 'client')})) > 0)"
        )


def _begins(found: Limits, name: str, begins: tuple[str, ...]) -> str:
    """Return the condition that a word of the name of ``{0}`` begins in one of these ways."""
    ways = []
    for number, begin in enumerate(dict.fromkeys(filter(None, begins))):
        parameter = f"{name}_{number}"
        found.parameters |= {parameter: f"{_escaped(begin)}%", f"{parameter}_later": f"% {_escaped(begin)}%"}
        ways += [f"{{0}}.name_key LIKE :{one} ESCAPE '!'" for one in (parameter, f"{parameter}_later")]
    return " OR ".join(ways)


def _asked(words: tuple[str, ...]) -> Asked | None:
    """Return the question for contacts who may have these words, or whose clients may.

    The index holds the words of a name taken apart at every sign; a word that a name contains as typed begins some of
    its words the same way. Job titles and towns answer too: the names themselves decide.
    """
    from trtui.store.search.terms import Term, all_of, any_of

    return all_of(
        *(
            any_of(
                *(
                    all_of(*(any_of(Term(part, True), Term(CONTEXT + part, True)) for part in cut(reading)))
                    for reading in readings(word)
                )
            )
            for word in words
        )
    )


def _towns(found: Limits, db: Reader, query: Query) -> None:
    """Leave clients with a site in a town that begins as typed, by the marks of the search documents."""
    if not query.towns:
        return
    from trtui.store.search import index
    from trtui.store.search.terms import any_of, rare_beginning

    marks = town_marks(query.towns)
    asked = any_of(*map(rare_beginning, marks))
    source, condition = index.source(db, "client", "words", "town_marks")
    statement = f"SELECT d.id AS client_id FROM {source} WHERE {condition}"
    asking = {} if asked is None else {"town_marks": index.question(db, asked)}
    if asked is None or db.value(f"{statement} LIMIT 1", **asking) is None:
        found.is_empty = True
        found.hints.append(no_town(query.towns))
        return
    found.narrow.append(statement)
    begins = {f"town{number}": f"% {_escaped(mark)}%" for number, mark in enumerate(marks)}
    ways = " OR ".join(f"d.words LIKE :{name} ESCAPE '!'" for name in begins)
    found.add(
        f"(SELECT count(*) FROM search_client d WHERE d.id = s.client_id AND ({ways})) > 0", asking | begins
    )


def _tag(found: Limits, numbers: tuple[int, ...]) -> None:
    listed = _numbers(numbers)
    found.narrow.append(f"SELECT DISTINCT client_id FROM client_tag WHERE tag_id IN ({listed})")
    found.add(
        f"(SELECT count(*) FROM client_tag x WHERE x.client_id = s.client_id AND x.tag_id IN ({listed})) > 0"
    )


def _standing(found: Limits, query: Query, now: int) -> None:
    """Leave clients by status, set by hand or derived, by account stage and by sales level."""
    if query.statuses:
        wanted = _quoted(query.statuses)
        found.narrow.append(
            f"SELECT c.client_id FROM client_state c WHERE c.status IN ({wanted}) UNION"
            f" SELECT v.client_id FROM status_override v WHERE v.status IN ({wanted}) AND v.client_id IS NOT NULL"
        )
        override = (
            "SELECT v.status FROM status_override v WHERE v.client_id = s.client_id AND v.cleared_at IS NULL"
            " AND (v.expires_at IS NULL OR v.expires_at > :now)"
        )
        derived = "SELECT c.status FROM client_state c WHERE c.client_id = s.client_id"
        found.add(f"coalesce(({override}), ({derived})) IN ({wanted})", {"now": now})
    for column, wished in (("stage", query.stages), ("sales_level", query.levels)):
        if wished:
            fits = f"k.{column} IN ({_quoted(wished)})"
            found.add(f"(SELECT count(*) FROM client k WHERE k.id = s.client_id AND {fits}) > 0")


def _escaped(text: str) -> str:
    """Return text with the signs of LIKE made ordinary by ``!``."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _numbers(values: Any) -> str:
    return ", ".join(str(int(value)) for value in sorted(values)) or "NULL"


def _quoted(values: Any) -> str:
    """Return members of closed sets as SQL text."""
    return ", ".join(f"'{value.value}'" for value in sorted(values))
