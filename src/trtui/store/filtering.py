"""What the values of filters mean in this store: owners, tags, towns, due dates; for search, queue and exports."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta, tzinfo
from typing import TYPE_CHECKING, Final

from trtui.domain.csi import CsiCode, cadence_from
from trtui.domain.nearest import nearest
from trtui.domain.query import ME, NOBODY, Query
from trtui.domain.queue import UNCODED_RANK
from trtui.domain.spelt import begins_word, is_same
from trtui.domain.time import start_of_day
from trtui.store.visibility import EVERYBODY, may_open

if TYPE_CHECKING:
    from datetime import date

    from trtui.domain.policy import Actor
    from trtui.domain.rules import Rules
    from trtui.store.reader import Reader

NAMED: Final = 6
"""How many known values are named to whoever typed an unknown one."""
ALL_TAGS: Final = 50
NOBODYS: Final = None
"""The owner of what belongs to nobody."""


@dataclass(slots=True)
class Values:
    """Whom and what a query's filters name.

    ``owners`` none means that none are asked for, a none in it nobody's records. ``tags`` hold the numbers that each
    typed tag may mean. ``is_empty`` says that nothing can fit; ``hints`` say why, and what could.
    """

    owners: frozenset[int | None] | None = None
    tags: tuple[tuple[int, ...], ...] = ()
    is_empty: bool = False
    hints: list[str] = field(default_factory=list)


def values(db: Reader, actor: Actor, query: Query) -> Values:
    """Return what the owners and tags of a query mean to whoever asks."""
    found = Values()
    if query.owners:
        _owners(found, db, actor, query.owners)
    if query.tags:
        _tags(found, db, actor, query.tags)
    return found


def _owners(found: Values, db: Reader, actor: Actor, names: Iterable[str]) -> None:
    owners: set[int | None] = set()
    everyone = db.rows("SELECT id, login, name, disabled_at FROM user_account ORDER BY login")
    for name in names:
        if name in (ME, NOBODY):
            owners.add(actor.user_id if name == ME else NOBODYS)
            continue
        fitting = [row[0] for row in everyone if row[1].lower() == name or begins_word(row[2], name)]
        owners.update(fitting)
        if not fitting:
            found.hints.append(f"No user is called “{name}”{_instead(name, [ME, NOBODY], everyone)}")
    found.owners = frozenset(owners)
    found.is_empty |= not owners


def _instead(name: str, words: list[str], everyone: list[tuple[int, str, str, int | None]]) -> str:
    """Return whom somebody may have meant: who is called nearly so, else the first of all."""
    known = {row[2]: row[1] for row in everyone if row[3] is None}
    parts = {part: full for full in known for part in full.casefold().split()} | {
        one: one for one in known.values()
    }
    near = nearest(name, parts)
    if near:
        return f"; did you mean {parts[near]}?"
    return f"; use {_listed([*words, *known.values()], len(words) + NAMED)}"


def _tags(found: Values, db: Reader, actor: Actor, names: Iterable[str]) -> None:
    known = tags(db, actor)
    asked: list[tuple[int, ...]] = []
    for name in names:
        same = [number for number, tag in known if is_same(tag, name)]
        numbers = same or [number for number, tag in known if begins_word(tag, name)][:ALL_TAGS]
        if not numbers:
            found.is_empty = True
            near = nearest(name, (tag for _, tag in known))
            tip = f"did you mean {near}?" if near else f"use {_listed([tag for _, tag in known], NAMED)}"
            found.hints.append(f"There is no tag “{name}”{f'; {tip}' if known else '.'}")
        asked.append(tuple(numbers))
    found.tags = tuple(asked)


def tags(db: Reader, actor: Actor) -> list[tuple[int, str]]:
    """Return the tags, without those that only clients carry which the reader may not open."""
    condition = may_open(actor, "k")
    limit = ""
    if condition != EVERYBODY:
        carried = "SELECT 1 FROM client_tag x JOIN client k ON k.id = x.client_id WHERE x.tag_id = t.id"
        limit = (
            f" WHERE EXISTS ({carried} AND {condition})"
            " OR NOT EXISTS (SELECT 1 FROM client_tag x WHERE x.tag_id = t.id)"
        )
    return [
        (number, name) for number, name in db.rows(f"SELECT t.id, t.name FROM tag t{limit} ORDER BY t.name")
    ]


def town_marks(towns: Iterable[str]) -> tuple[str, ...]:
    """Return the facets that towns begin with whose names begin as typed, in every spelling."""
    from trtui.store.search import facets

    return tuple(dict.fromkeys(mark for town in towns for mark in facets.towns(town)))


def town_there(towns: Iterable[str], marks: tuple[str, ...]) -> str:
    """Return the first of some towns that was asked for, or nothing."""
    return next((town for town in towns if any(mark.startswith(marks) for mark in town_marks([town]))), "")


def no_town(towns: Iterable[str]) -> str:
    """Return the sentence that nobody is in these towns."""
    return f"No client has a site in “{next(iter(towns))}”."


def overdue_before(rules: Rules, today: date, zone: tzinfo, rank: str) -> str:
    """Return as SQL before which instant a call has to be due to be overdue, by the column of its rank."""
    cadence = cadence_from(rules.cadence)
    latest = {code.rank: cadence.interval(code).half_days for code in CsiCode} | {UNCODED_RANK: 1}
    cases = " ".join(
        f"WHEN {number} THEN {start_of_day(today - timedelta(days=days - 1), zone)}"
        for number, days in latest.items()
    )
    return f"CASE {rank} {cases} END"


def due_before(query: Query, today: date, zone: tzinfo) -> int:
    """Return the instant before which a call has to be due for a filter of so many days."""
    assert query.due is not None
    days = query.due.days
    return start_of_day(today if days < 0 else today + timedelta(days=days + 1), zone)


def _listed(names: list[str], most: int) -> str:
    shown = names[:most]
    if len(names) > most:
        return f"{', '.join(shown)} …"
    return f"{', '.join(shown[:-1])} or {shown[-1]}" if len(shown) > 1 else "".join(shown)
