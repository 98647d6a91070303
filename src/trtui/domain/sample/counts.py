"""How many contacts each client has, and so the number of its first one, without counting from the beginning."""

from __future__ import annotations

from itertools import accumulate

from trtui.domain.sample import showcase
from trtui.domain.sample.stream import slot

# Of each hundred clients so many have 0, 1, 2 … contacts: 200 in all, of the best-kept clients 320.
_SHARES = {0: 8, 1: 37, 2: 29, 3: 14, 4: 7, 5: 3, 8: 1, 12: 1}
_BEST_SHARES = {0: 3, 1: 16, 2: 24, 3: 23, 4: 15, 5: 9, 6: 5, 8: 4, 11: 1}
_COUNTS = tuple(count for count, clients in _SHARES.items() for _ in range(clients))
_BEST_COUNTS = tuple(count for count, clients in _BEST_SHARES.items() for _ in range(clients))
_PURPOSE = 11

BEST_KEPT = 1_000
"""The first clients are the ones the agency knows best: more contacts, more calls, more notes."""


def contacts_of(seed: int, number: int) -> int:
    """Return how many contacts a client has."""
    if number in showcase.CLIENTS:
        return len(showcase.CLIENTS[number].people)
    return (_BEST_COUNTS if number < BEST_KEPT else _COUNTS)[slot(seed, number, _PURPOSE)]


def first_contact(seed: int, number: int) -> int:
    """Return the number of a client's first contact: the contacts of all clients before it."""
    hundred = number // 100
    before = hundred * sum(_COUNTS) + min(hundred, BEST_KEPT // 100) * (sum(_BEST_COUNTS) - sum(_COUNTS))
    if hundred:
        before += _showcase_surplus(seed)
    return before + sum(contacts_of(seed, other) for other in range(hundred * 100, number))


def contact_numbers(seed: int, first: int, count: int) -> list[int]:
    """Return the number of the first contact of each of ``count`` clients, and of the one after them."""
    counts = [contacts_of(seed, number) for number in range(first, first + count)]
    return list(accumulate(counts, initial=first_contact(seed, first)))


def _showcase_surplus(seed: int) -> int:
    """Return how many contacts more the showcase has than the shares give its places."""
    return sum(
        len(shown.people) - _BEST_COUNTS[slot(seed, number, _PURPOSE)]
        for number, shown in showcase.CLIENTS.items()
    )
