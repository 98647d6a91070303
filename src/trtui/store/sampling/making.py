"""Making the rows of many clients, in this process or in several beside it; the result is the same."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from trtui.domain import sample
from trtui.domain.rules import Rules
from trtui.store.sampling.helping import Helper, Tell
from trtui.store.sampling.rows import Calendar, add_client, agency_rows
from trtui.store.sampling.sheets import Sheets, empty
from trtui.store.sampling.standings import HUNDRED, Standings

RANGE: Final = 10 * HUNDRED
"""How many clients are made and written at a time."""
ALONE: Final = 4_000
"""Up to so many clients are made faster than another process starts."""
MOST_HELPERS: Final = 4
"""More of them would wait for the one that writes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What sample is wanted: so many clients of a seed, whose histories end at ``now``."""

    seed: int
    clients: int
    now: int
    zone: tzinfo
    rules: Rules

    @property
    def ranges(self) -> range:
        """The first client of each range."""
        return range(0, self.clients, RANGE)

    @property
    def is_large(self) -> bool:
        """Tell whether other processes are of help."""
        return self.clients > ALONE and helpers() > 1


def helpers() -> int:
    """Return how many processes may work beside each other."""
    return min(MOST_HELPERS, os.cpu_count() or 1)


def make(order: Order) -> Iterator[Sheets]:
    """Yield the rows of the agency, then those of its clients, range by range."""
    agency = sample.agency(order.seed, order.clients)
    yield agency_rows(agency, Calendar(order.now, order.zone, order.rules))
    if order.is_large:
        yield from side_by_side(order, helpers())
    else:
        yield from (sheets_of(order, first) for first in order.ranges)


def sheets_of(order: Order, first: int) -> Sheets:
    """Return the rows of one range of clients; sites and jobs are numbered within it."""
    count = min(RANGE, order.clients - first)
    calendar = Calendar(order.now, order.zone, order.rules)
    standings = Standings(order.now, order.zone, order.rules)
    tags = {name: number for number, name in enumerate(sample.agency(order.seed, order.clients).tags, 1)}
    clients = list(sample.generate(order.seed, first, count, order.now, order.zone))
    sheets = empty()
    for start in range(0, count, HUNDRED):
        hundred = clients[start : start + HUNDRED]
        for client in hundred:
            add_client(sheets, client, calendar, tags)
        standings.add(sheets, hundred)
    return sheets


def side_by_side(order: Order, count: int) -> Iterator[Sheets]:
    """Yield the rows of all ranges in their order, made in turn by so many processes."""
    with ExitStack() as stack:
        made = [
            stack.enter_context(closing(Helper(make_some, order, place, count))) for place in range(count)
        ]
        for place in range(len(order.ranges)):
            yield next(made[place % count])


def make_some(tell: Tell[Sheets], order: Order, place: int, count: int) -> None:
    for first in order.ranges[place::count]:
        tell(sheets_of(order, first))
