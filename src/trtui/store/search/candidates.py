"""Candidates: the few hundred records that may be what was typed, read through indexes that answer at once.

No statement here sorts or counts what matches: each stops at its limit. Where it does, those that would come first
(names that begin with the text, neighbours that were typed as one, the user's own) are asked for by themselves, so
that a limit cuts off only what would have come last.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from trtui.domain.finding.ranking import Fit, Tier, Way, fit
from trtui.domain.finding.record import Record
from trtui.domain.finding.words import GRAM, grams
from trtui.domain.folding import skeleton
from trtui.store.search import facets, index, questions
from trtui.store.search.questions import (
    Terms,
    each_way,
    every_word,
    has_letter,
    one_meant,
    usual,
    whole,
    with_context,
)
from trtui.store.search.terms import Asked, Term, all_of, any_of

if TYPE_CHECKING:
    from trtui.store.look import Look
    from trtui.store.search.filters import Filters
    from trtui.store.search.index import Noun

ENOUGH: Final = 60
"""How many candidates one question brings at least; more match."""
FIRST: Final = 30
"""How many are asked for that would come first."""
KEYED: Final = 150
"""How many candidates share a number or the beginning of an address."""

FORMS: Final = (
    "", "ltd", "limited", "plc", "llp", "cic", "ltd.", "p.l.c.", "inc", "inc.", "llc", "gmbh", "ag", "bv", "b.v.", "nv",
    "sa", "sarl", "srl", "spa", "ab", "as", "aps", "oy", "kg", "co", "co ltd"
)  # fmt: skip
"""The legal forms with which a name is looked up as a whole where more names begin with it than are read."""

_LAST: Final = "\U0010ffff"
_STATE: Final = {
    "client": ("JOIN client_state s ON s.client_id = d.id", "s.next_call_at"),
    "contact": ("JOIN contact_state s ON s.contact_id = d.id", "s.due_at"),
}


@dataclass(slots=True)
class Candidate:
    """A record that fits what was typed."""

    noun: Noun
    id: int
    record: Record
    fit: Fit
    is_own: bool
    score: float


@dataclass(slots=True)
class Pool:
    """The candidates so far, the best fit of each; ``limit`` is how many are wanted."""

    look: Look
    filters: Filters
    limit: int
    found: dict[tuple[Noun, int], Candidate] = field(default_factory=dict)
    is_cut: bool = False
    """Whether more match than were read."""

    def add(
        self, noun: Noun, rows: list[tuple[Any, ...]], ways: tuple[Way, ...], known: Fit | None = None
    ) -> None:
        """Judge records and keep those that fit; ``known`` is the fit of what was found by a key."""
        mine = facets.owner(self.look.actor.user_id)
        for number, text in rows:
            before = self.found.get((noun, number))
            if before is not None and not before.fit.slips:
                continue
            record = Record(text)
            found = fit(record, ways, is_company=noun == "client") if ways else known
            if found is None:
                continue
            if known is not None and ways:
                found = Fit(max(found.tier, known.tier), max(found.closeness, known.closeness), found.slips)
            marks = record.facets
            if not self.filters.is_town(marks):
                continue
            is_own = mine in marks
            score = found.score(is_own=is_own, is_client=noun == "client")
            if before is None or score > before.score:
                self.found[noun, number] = Candidate(noun, number, record, found, is_own, score)

    def has_enough(self, tier: Tier) -> bool:
        """Tell whether as many records fit in this tier or a better one as are wanted: no others can come before."""
        fitting = sum(one.fit.tier >= tier and not one.fit.slips for one in self.found.values())
        return fitting >= max(FIRST, self.limit)

    def leave_few_slips(self, most: int) -> None:
        """Where anything fits as it was typed, keep only the best of what fits with a slip."""
        slipped = [key for key, one in self.found.items() if one.fit.slips]
        if len(slipped) < len(self.found) and len(slipped) > most:
            slipped.sort(key=lambda key: _order(self.found[key]))
            for key in slipped[most:]:
                del self.found[key]

    def best(self, due_before: int) -> list[Candidate]:
        """Return the best candidates, more than are wanted; among equals those due before an instant first."""
        first = sorted(self.found.values(), key=_order)[: self.limit * 3 // 2]
        for noun in index.NOUNS:
            mine = {one.id: one for one in first if one.noun == noun}
            _, due = _STATE[noun]
            for number in self.look.db.column(
                f"SELECT s.{noun}_id FROM {noun}_state s"
                f" WHERE {self.look.db.among(f's.{noun}_id', 'ids')} AND {due} < :due_before",
                ids=self.look.db.listed(mine),
                due_before=due_before,
            ):
                one = mine[number]
                one.score = one.fit.score(is_own=one.is_own, is_due=True, is_client=noun == "client")
        return sorted(first, key=_order)


def _order(one: Candidate) -> tuple[float, list[str], int]:
    return -one.score, one.record.name, one.id


def by_words(pool: Pool, noun: Noun, ways: tuple[Way, ...]) -> None:
    """Find records by words of their own, at the beginning of a word and in any order."""
    asked = any_of(*each_way(ways))
    if noun == "contact" and pool.has_enough(Tier.IN_ORDER):
        # Other people's contacts come after the clients that fit as well.
        pool.is_cut = True
        if not has_letter(ways):
            _ask(pool, noun, all_of(asked, _mine(pool)), ways, FIRST)
        return
    if not _words(pool, noun, ways, lambda term: any_of(*each_way(ways, term)), max(ENOUGH, pool.limit)):
        return
    pool.is_cut = True
    _ask(pool, noun, all_of(asked, _mine(pool)), ways, FIRST)
    if noun == "client" and len(ways) > 1:
        _ask(pool, noun, any_of(*each_way(ways)[1:]), ways, FIRST)


def by_meaning(pool: Pool, noun: Noun, ways: tuple[Way, ...], *, is_one: bool) -> None:
    """Find records by words as they may have been meant: one of them with ``is_one``, the others as typed."""

    def asked(term: Terms) -> Asked | None:
        return (
            any_of(*(one_meant(way, term(ways)) for way in ways)) if is_one else any_of(*each_way(ways, term))
        )

    pool.is_cut |= _words(pool, noun, ways, asked, ENOUGH)


def by_context(pool: Pool, ways: tuple[Way, ...]) -> None:
    """Find contacts by words of their own together with words of their clients."""
    several = tuple(way for way in ways if len(way) > 1)

    def asked(term: Terms) -> Asked | None:
        return any_of(*(with_context(way, term(ways)) for way in several))

    if several:
        pool.is_cut |= _words(pool, "contact", several, asked, max(ENOUGH, pool.limit))


def by_filters(pool: Pool, noun: Noun) -> None:
    """Find records by filters alone: through the facets, by due date, or in the order of their names."""
    known, many = Fit(Tier.ELSEWHERE, 0.0), max(ENOUGH, pool.limit)
    _, due = _STATE[noun]
    if pool.filters.wanted is not None:
        pool.is_cut |= _ask(pool, noun, None, (), many, known)
        return
    condition = pool.filters.condition(noun)
    order = due if f"{due} <" in condition else "s.name_key"
    rows = pool.look.db.rows(
        f"SELECT d.id, d.words FROM {noun}_state s JOIN search_{noun} d ON d.id = s.{noun}_id"
        f" WHERE NOT s.is_archived{condition} ORDER BY {order} LIMIT {many}",
        **pool.filters.parameters,
    )
    pool.is_cut |= len(rows) == many
    pool.add(noun, _admitted(pool, rows), (), known)


def by_beginning(pool: Pool, noun: Noun, texts: tuple[str, ...], ways: tuple[Way, ...]) -> None:
    """Find records whose names begin with the text in one of its spellings, the user's own first."""
    many = max(FIRST, pool.limit)
    text, *others = texts
    rows = _begun(pool, noun, "s.name_key", text, many)
    pool.add(noun, _admitted(pool, rows), ways)
    if len(rows) == many and (plain := skeleton(text)) not in texts:
        # Names are kept by their plainest spelling: “Müller” stands elsewhere than “Mueller”.
        others.append(plain)
    for other in others:
        pool.add(noun, _admitted(pool, _begun(pool, noun, "s.name_key", other, many)), ways)
    if len(rows) < many:
        return
    if noun == "client":
        pool.add(noun, _admitted(pool, _called(pool, texts)), ways)
        pool.add(
            noun,
            _begun(pool, noun, "s.name_key", text, many, f" AND s.owner_id = {pool.look.actor.user_id}"),
            ways,
        )
    else:
        _ask(pool, noun, all_of(every_word(ways[0]), _mine(pool)), ways, FIRST)


def _called(pool: Pool, texts: tuple[str, ...]) -> list[tuple[Any, ...]]:
    """Return the clients whose whole name was typed, but for its legal form."""
    names = [f"{text} {form}".rstrip() for text in texts for form in FORMS]
    return pool.look.db.rows(
        "SELECT d.id, d.words FROM client_state s JOIN search_client d ON d.id = s.client_id"
        f" WHERE {pool.look.db.among('s.name_key', 'names')}{pool.filters.condition('client')} LIMIT {FIRST}",
        names=pool.look.db.listed(names),
        **pool.filters.parameters,
    )


def by_address(
    pool: Pool, noun: Noun, kind: str, value: str, ways: tuple[Way, ...], tier: Tier, ext: str = ""
) -> bool:
    """Find records by the beginning of an e-mail address or international number; return whether there are any.

    With ``ext`` only numbers with this extension.
    """
    condition = f" AND p.kind = '{kind}'" + (" AND p.ext = :ext" if ext else "")
    rows = _begun(pool, noun, "p.value", value, KEYED, condition, ext=ext)
    pool.is_cut |= len(rows) == KEYED
    pool.add(noun, _admitted(pool, rows), ways, Fit(tier, 1.0))
    return bool(rows)


def by_digits(pool: Pool, noun: Noun, digits: str, ways: tuple[Way, ...]) -> None:
    """Find records by a phone number, whole or any part of it."""
    asked = all_of(*map(Term, grams(digits))) if len(digits) >= GRAM else Term(digits, True)
    assert asked is not None
    source, condition = index.source(pool.look.db, noun, "digits")
    rows = pool.look.db.rows(
        f"SELECT d.id, d.words FROM {source}{_state(pool, noun)} WHERE {condition}"
        f" AND d.digits LIKE :part{pool.filters.condition(noun)} LIMIT {KEYED}",
        asked=index.question(pool.look.db, asked),
        part=f"%{digits}%",
        **pool.filters.parameters,
    )
    pool.is_cut |= len(rows) == KEYED
    pool.add(noun, _admitted(pool, rows), ways, Fit(tier_of(digits), 1.0))


def by_key(pool: Pool, key: str, ways: tuple[Way, ...]) -> None:
    """Find clients by a word of the index that is not typed as such: a company number or, after ``@``, a domain."""
    keyed = tuple((*way, (key,)) for way in ways) or (((key,),),)
    asked = any_of(*map(every_word, keyed))
    pool.is_cut |= _ask(pool, "client", asked, keyed, KEYED, Fit(Tier.BEGINS, 1.0))


def tier_of(digits: str) -> Tier:
    """Return what so many digits of a number are worth beside words."""
    steps = ((10, Tier.EXACT), (7, Tier.BEGINS), (5, Tier.IN_ORDER))
    return next((tier for least, tier in steps if len(digits) >= least), Tier.ANY_ORDER)


def _words(
    pool: Pool, noun: Noun, ways: tuple[Way, ...], asked: Callable[[Terms], Asked | None], limit: int
) -> bool:
    """Add what answers a question about words; return whether more would.

    What is asked of long words is only how they begin. Where that brought mostly others, they are asked for whole.
    """
    before = len(pool.found)
    is_cut = _ask(pool, noun, asked(usual), ways, limit)
    if is_cut and len(pool.found) - before < limit // 2 and questions.has_long(ways):
        is_cut = _ask(pool, noun, asked(whole), ways, limit)
    return is_cut


def _ask(
    pool: Pool, noun: Noun, asked: Asked | None, ways: tuple[Way, ...], limit: int, known: Fit | None = None
) -> bool:
    """Add what answers a question; return whether more would."""
    limited = pool.filters.limit(asked) if asked is not None or not ways else None
    if limited is None:
        return False
    source, condition = index.source(pool.look.db, noun, "words")
    rows = pool.look.db.rows(
        f"SELECT d.id, d.words FROM {source}{_state(pool, noun)}"
        f" WHERE {condition}{pool.filters.condition(noun)} LIMIT {limit}",
        asked=index.question(pool.look.db, limited),
        **pool.filters.parameters,
    )
    pool.add(noun, rows, ways, known)
    return len(rows) == limit


def _begun(
    pool: Pool, noun: Noun, column: str, text: str, limit: int, condition: str = "", **parameters: str
) -> list[tuple[Any, ...]]:
    """Return records by the beginning of a name or address, in its order.

    The index of names answers alone: whether a record is archived, its own facets say.
    """
    key = index.ordered(pool.look.db, column)
    table, state = f"{noun}_state s", ""
    if column.startswith("p."):
        table, state = "contact_point p", _state(pool, noun)
    return pool.look.db.rows(
        f"SELECT d.id, d.words FROM {table} JOIN search_{noun} d ON d.id = {table[-1]}.{noun}_id{state}"
        f" WHERE {key} >= :begin AND {key} < :end{condition}{pool.filters.condition(noun)}"
        f" ORDER BY {key} LIMIT {limit}",
        begin=text,
        end=text + _LAST,
        **parameters,
        **pool.filters.parameters,
    )


def _state(pool: Pool, noun: Noun) -> str:
    """Return the join with the state where a condition is about it."""
    return f" {_STATE[noun][0]}" if pool.filters.conditions[noun] else ""


def _mine(pool: Pool) -> Term:
    return Term(facets.owner(pool.look.actor.user_id))


def _admitted(pool: Pool, rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    return [row for row in rows if pool.filters.admits(Record(row[1]).facets)]
