"""Who may be the same as a company being entered: candidates from an index.

Nothing here looks at all names. What is entered asks for a few dozen keys (its words, near words, pairs of words,
initials, the whole name, domain, postcode); each key gives a bounded number of clients, the shortest names first; those
that share most are compared closely.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from trtui.domain.matching import Known, Typed, asked_words, pair_key, word_rarity
from trtui.store import vocabulary
from trtui.store.matching.clients import domain_key, known, postcode_key

if TYPE_CHECKING:
    from trtui.store.reader import Reader

COMPARED: Final = 50
"""How many candidates are worth a close comparison."""
PER_KEY: Final = 100
"""How many clients one key of a name brings at most."""
PER_EXACT: Final = 20
"""How many clients one domain, phone number, postcode or company number brings at most."""
NEAR_WORDS: Final = 8
"""How many of the words that one may mean are asked for by themselves."""
NEAR_NEW, NEAR_KNOWN, KNOWN_FROM = 30, 3, 5
"""How many are asked for in pairs with the words beside them: of a word that is new, of one that so many have."""
BEGUN_WORDS: Final = 3
TOO_COMMON: Final = 3.0
"""Words as common as one client in twenty are asked for only where there is nothing rarer."""
ONLY_THERE: Final = 0.5
"""How much rarity a word that only the client's name has outweighs."""
_STATEMENT_KEYS: Final = 40


class BaseRarity:
    """The rarity of words among the clients of a store, looked up once each."""

    def __init__(self, db: Reader) -> None:
        self._db = db
        self._clients = clients_in(db)
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        """Return the rarity of a word as compared."""
        found = self._known.get(word)
        if found is None:
            self.prepare((word,))
            found = self._known[word]
        return found

    def prepare(self, words: Iterable[str]) -> None:
        """Look up many words in one statement."""
        missing = {word for word in words if word not in self._known}
        held = vocabulary.find(self._db, missing)
        for word in missing:
            self.keep(word, held.get(word, (0, 0))[1])

    def keep(self, word: str, clients_with: int) -> None:
        """Take note of a word's count that is known already."""
        self._known[word] = word_rarity(word, clients_with, self._clients)


def rarity(db: Reader, typed: Typed) -> BaseRarity:
    """Return how much words say among the clients of this store."""
    found = BaseRarity(db)
    found.prepare(asked_words(typed.name).words)
    return found


def clients_in(db: Reader) -> int:
    """Return about how many clients there are: numbers are given in order, and no client is ever deleted."""
    return int(db.value("SELECT max(client_id) FROM match_client") or 0)


def candidates(db: Reader, typed: Typed, limit: int = COMPARED) -> list[Known]:
    """Return the clients that may be the same, some dozens at most, archived ones included."""
    exact = _exact(db, typed)
    by_name = _by_name(db, typed.name, limit) if typed.name else []
    chosen = list(dict.fromkeys([*exact, *by_name]))
    return list(known(db, chosen).values())


def _by_name(db: Reader, name: str, limit: int) -> list[int]:
    """Return the clients whose names share most with this one, by the summed rarity of the shared words."""
    asked = asked_words(name)
    if not asked.words:
        return []
    rare = BaseRarity(db)
    held = vocabulary.find(db, {key.word for key in asked.keys if key.word})
    for word in asked.words:
        rare.keep(word, held.get(word, (0, 0))[1])
    weights = [rare(word) for word in asked.words]
    keys: dict[int, _Key] = {}
    for key in asked.keys:
        if not key.word or key.word in held:
            number = held[key.word][0] if key.word else key.key
            keys.setdefault(number, _Key(key.about, key.covers, key.worth))
    for word, near in vocabulary.near(db, asked.words).items():
        at = asked.words.index(word)
        is_known = held.get(word, (0, 0))[1] >= KNOWN_FROM
        meant = [one for one in near if one.edits][: NEAR_KNOWN if is_known else NEAR_NEW]
        for rank, one in enumerate(meant):
            worth = 0.8 - one.edits / len(word)
            if rank < NEAR_WORDS:
                keys.setdefault(one.number, _Key(frozenset((at,)), 1, worth))
            for pair in asked.pairs:
                if at in pair:
                    other = asked.words[pair[0] if pair[1] == at else pair[1]]
                    keys.setdefault(pair_key(one.word, other), _Key(frozenset(pair), 2, (1 + worth) / 2))
    for one in vocabulary.begun(db, asked.words[-1], BEGUN_WORDS) if len(asked.words[-1]) > 3 else ():
        worth = 0.4 + 0.4 * len(asked.words[-1]) / len(one.word)
        keys.setdefault(one.number, _Key(frozenset((len(weights) - 1,)), 1, worth))
    if max(weights) > TOO_COMMON:
        keys = {
            number: key
            for number, key in keys.items()
            if number < 0 or sum(weights[at] for at in key.about) > TOO_COMMON
        }
    shares: dict[int, _Share] = {}
    for number, size, client_id in _holders(db, list(keys), PER_KEY):
        share = shares.get(client_id)
        if share is None:
            share = shares[client_id] = _Share(size)
        share.add(keys[number], size)
    return heapq.nsmallest(
        limit, shares, key=lambda client_id: (-shares[client_id].closeness(weights), client_id)
    )


class _Key(NamedTuple):
    """What a key that was asked for proves (``trtui.domain.matching.keys.AskedKey``)."""

    about: frozenset[int]
    covers: int
    worth: float


class _Share:
    """What a client shares with the entered name, as far as its keys tell."""

    __slots__ = ("covered", "proved", "size")

    def __init__(self, size: int) -> None:
        self.proved: dict[int, float] = {}
        self.covered = 0
        self.size = size

    def add(self, key: _Key, size: int) -> None:
        """Take note of a key that both have."""
        proved, worth = self.proved, key.worth
        for at in key.about:
            if proved.get(at, 0.0) < worth:
                proved[at] = worth
        self.covered = max(self.covered, key.covers or size)
        self.size = min(self.size, size)

    def closeness(self, weights: list[float]) -> float:
        """Return the rarity of what is shared, less a little for each word that only the client's name has."""
        only_there = max(0, self.size - max(self.covered, len(self.proved)))
        return sum(weights[at] * worth for at, worth in self.proved.items()) - ONLY_THERE * only_there


def _holders(db: Reader, keys: list[int], per_key: int) -> Iterator[tuple[int, int, int]]:
    """Return key, size and client for each of these keys, the shortest names first, so many for each key."""
    for first in range(0, len(keys), _STATEMENT_KEYS):
        part = keys[first : first + _STATEMENT_KEYS]
        one = (
            "SELECT * FROM (SELECT key, size, client_id FROM match_key WHERE key = :k{}"
            " ORDER BY size, client_id LIMIT :n) t{}"
        )
        yield from db.rows(
            " UNION ALL ".join(one.format(at, at) for at in range(len(part))),
            n=per_key,
            **{f"k{at}": key for at, key in enumerate(part)},
        )


def _exact(db: Reader, typed: Typed) -> list[int]:
    """Return the clients that share a company number, domain, phone number or postcode."""
    found: dict[int, None] = {}

    def add(ids: Iterable[int]) -> None:
        found.update(dict.fromkeys(ids))

    if typed.number:
        add(
            db.column(
                "SELECT id FROM client WHERE number = :number ORDER BY id LIMIT :n",
                number=typed.number,
                n=PER_EXACT,
            )
        )
    for phone in typed.phones:
        add(
            db.column(
                "SELECT DISTINCT coalesce(p.client_id, a.client_id) FROM contact_point p"
                " LEFT JOIN assignment a ON a.contact_id = p.contact_id AND a.to_at IS NULL"
                " WHERE p.value = :phone AND p.kind = 'phone' AND coalesce(p.client_id, a.client_id) IS NOT NULL"
                " LIMIT :n",
                phone=phone,
                n=PER_EXACT,
            )
        )
    keys = [domain_key(one) for one in typed.domains] + [postcode_key(one) for one in typed.postcodes]
    if keys:
        add(client_id for _, _, client_id in _holders(db, keys, PER_EXACT))
    return list(found)
