"""Who may be the same as a company being entered: candidates from an index.

Nothing here looks at all names. What is entered asks for a few dozen keys (its words, near words, pairs of words,
initials, the whole name, domain, postcode); each key gives a bounded number of clients, the shortest names first; those
that share most are compared closely.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Final

from trtui.domain.matching import Known, Typed, asked_words, word_rarity
from trtui.store import vocabulary
from trtui.store.matching.clients import domain_key, known, postcode_key

if TYPE_CHECKING:
    from trtui.store.reader import Reader

COMPARED: Final = 50
"""How many candidates are worth a close comparison."""
PER_KEY: Final = 150
"""How many clients one key of a name brings at most."""
PER_EXACT: Final = 20
"""How many clients one domain, phone number, postcode or company number brings at most."""
NEAR_WORDS: Final = 6
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
    places: dict[int, frozenset[int]] = {}
    for key in asked.keys:
        if not key.word:
            places[key.key] = places.get(key.key, frozenset()) | key.about
        elif key.word in held:
            number = held[key.word][0]
            places[number] = places.get(number, frozenset()) | key.about
    for at, word in enumerate(asked.words):
        rare.keep(word, held.get(word, (0, 0))[1])
        for number in _near(db, word):
            places.setdefault(number, frozenset((at,)))
    weights = [rare(word) for word in asked.words]
    found: dict[int, int] = {}
    sizes: dict[int, int] = {}
    for key_number, size, client_id in _holders(db, list(places), PER_KEY):
        mask = found.get(client_id, 0)
        for at in places[key_number]:
            mask |= 1 << at
        found[client_id] = mask
        sizes[client_id] = min(size, sizes.get(client_id, size))

    def closeness(client_id: int) -> float:
        mask = found[client_id]
        shared = sum(weight for at, weight in enumerate(weights) if mask >> at & 1)
        return shared - max(0, sizes[client_id] - mask.bit_count())

    return sorted(found, key=lambda client_id: (-closeness(client_id), client_id))[:limit]


def _near(db: Reader, word: str) -> list[int]:
    found = [one.number for one in vocabulary.near(db, (word,)).get(word, []) if one.edits][:NEAR_WORDS]
    return found


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
