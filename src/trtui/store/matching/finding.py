"""Who may be the same as a company being entered: candidates from an index.

Nothing here looks at all names. What is entered asks for a few dozen keys (its words, near words, pairs of words,
initials, the whole name, domain, postcode); each key gives a bounded number of clients, the shortest names first; those
that share most are compared closely.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from trtui.domain.matching import Asked, AskedKey, Known, Typed, asked_words, pair_key, word_rarity
from trtui.store import vocabulary
from trtui.store.matching.clients import domain_key, known, named, postcode_key

if TYPE_CHECKING:
    from trtui.store.reader import Reader
    from trtui.store.vocabulary import Near

COMPARED: Final = 36
"""How many candidates are worth a close comparison."""
PER_KEY: Final = 100
"""How many clients one key of a name brings at most."""
PER_EXACT: Final = 20
"""How many clients one domain, phone number, postcode or company number brings at most."""
NEAR_WORDS: Final = 8
"""How many of the words that one may mean are asked for by themselves."""
NEAR_NEW, NEAR_KNOWN, KNOWN_FROM = 30, 3, 5
"""How many are asked for in pairs with the words beside them: of a word that is new, of one that so many have."""
SPELT_RIGHT: Final = 500
"""A word that so many clients have is what was meant: words near it are not looked for."""
BEGUN_WORDS: Final = 3
TOO_COMMON: Final = 3.0
"""Words as common as one client in twenty are asked for only where there is nothing rarer."""
ONLY_THERE: Final = 0.5
"""How much rarity a word that only the client's name has outweighs."""
_STATEMENT_KEYS: Final = 40


class BaseRarity:
    """The rarity of words among the clients of a store, looked up once each."""

    def __init__(self, words: Words, clients: int) -> None:
        self._words = words
        self._clients = clients
        self._known: dict[str, float] = {}

    def __call__(self, word: str) -> float:
        """Return the rarity of a word as compared."""
        found = self._known.get(word)
        if found is None:
            held = self._words.held((word,)).get(word)
            found = self._known[word] = word_rarity(word, held[1] if held else 0, self._clients)
        return found

    def prepare(self, words: Iterable[str]) -> None:
        """Look up many words in one statement."""
        self._words.learn(word for word in words if word not in self._known)


class Words:
    """What the vocabulary says of words at one moment, looked up once each."""

    def __init__(self, db: Reader) -> None:
        self._db = db
        self._held: dict[str, tuple[int, int] | None] = {}
        self._near: dict[str, Sequence[Near]] = {}
        self._begun: dict[str, Sequence[Near]] = {}

    def learn(self, words: Iterable[str]) -> None:
        """Look up in one statement which of these words are in use."""
        missing = {word for word in words if word not in self._held}
        found = vocabulary.find(self._db, missing)
        for word in missing:
            self._held[word] = found.get(word)

    def held(self, words: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Return the number of each word in use, and how many clients hold it."""
        words = list(words)
        self.learn(words)
        return {word: found for word in words if (found := self._held[word]) is not None}

    def near(self, words: Iterable[str]) -> dict[str, Sequence[Near]]:
        """Return for each word the words in use near it, the nearest first."""
        words = list(words)
        missing = [word for word in words if word not in self._near]
        found = vocabulary.near(self._db, missing) if missing else {}
        for word in missing:
            self._near[word] = found.get(word, ())
        return {word: self._near[word] for word in words}

    def begun(self, start: str) -> Sequence[Near]:
        """Return the words in use that a word may be the beginning of."""
        found = self._begun.get(start)
        if found is None:
            found = self._begun[start] = vocabulary.begun(self._db, start, BEGUN_WORDS)
        return found


class Finder:
    """Finds who may be the same, for one name after another; what two of them ask is looked up once.

    It belongs to one reading of the store, and keeps what it looked up: for some hundred names, not for any number.
    """

    def __init__(self, db: Reader, limit: int = COMPARED) -> None:
        self._db = db
        self._limit = limit
        self._words = Words(db)
        self._asked: dict[str, Asked] = {}
        self._known: dict[int, Known] = {}
        self._named: dict[int, Known] = {}
        self.rarity = BaseRarity(self._words, clients_in(db))
        """How much words say among the clients of this store."""

    def prepare(self, names: Iterable[str]) -> None:
        """Look up in one statement the words of many names that will be asked about."""
        self._asked = {name: asked_words(name) for name in names}
        self._words.learn(key.word for asked in self._asked.values() for key in asked.keys if key.word)

    def candidates(self, typed: Typed) -> list[Known]:
        """Return the clients that may be the same, some dozens at most, archived ones included."""
        exact = _exact(self._db, typed)
        by_name = self._by_name(typed.name) if typed.name else []
        chosen = list(dict.fromkeys([*exact, *by_name]))
        # Beside a bare name nothing but names counts, and numbers, sites and people of some dozens are not read.
        is_bare = not (typed.domains or typed.phones or typed.postcodes)
        there = self._named if is_bare else self._known
        there.update((named if is_bare else known)(self._db, [one for one in chosen if one not in there]))
        return [there[one] for one in chosen if one in there]

    def _by_name(self, name: str) -> list[int]:
        """Return the clients whose names share most with this one, by the summed rarity of the shared words."""
        asked = self._asked.get(name) or asked_words(name)
        if not asked.words:
            return []
        keys = self._keys(asked)
        weights = [self.rarity(word) for word in asked.words]
        if max(weights) > TOO_COMMON:
            keys = {
                number: key
                for number, key in keys.items()
                if number < 0 or sum([weights[at] for at in key.about]) > TOO_COMMON
            }
        by_one: dict[int, tuple[int, int]] = {}
        by_more: dict[int, _Share] = {}
        for number, size, client_id in _holders(self._db, list(keys), PER_KEY):
            share = by_more.get(client_id)
            if share is None:
                first = by_one.pop(client_id, None)
                if first is None:
                    by_one[client_id] = number, size
                    continue
                share = by_more[client_id] = _Share(first[1])
                share.add(keys[first[0]], first[1])
            share.add(keys[number], size)
        closest = [(-share.closeness(weights), client_id) for client_id, share in by_more.items()]
        # Most clients share one key only, and the same key with the same size says the same of all of them.
        alike: dict[tuple[int, int], float] = {}
        for client_id, first in by_one.items():
            if first not in alike:
                share = _Share(first[1])
                share.add(keys[first[0]], first[1])
                alike[first] = -share.closeness(weights)
            closest.append((alike[first], client_id))
        return [client_id for _, client_id in heapq.nsmallest(self._limit, closest)]

    def _keys(self, asked: Asked) -> dict[int, AskedKey]:
        """Return the keys to ask for by their numbers, those of words that may be meant included."""
        held = self._words.held({key.word for key in asked.keys if key.word} | {*asked.words})
        keys: dict[int, AskedKey] = {}
        for key in asked.keys:
            if not key.word:
                keys.setdefault(key.key, key)
            elif key.word in held:
                keys.setdefault(held[key.word][0], key)

        def ask(number: int, about: Iterable[int], covers: int, worth: float) -> None:
            if number not in keys:
                keys[number] = AskedKey("", number, frozenset(about), covers, worth)

        unsure = [word for word in asked.words if held.get(word, (0, 0))[1] < SPELT_RIGHT]
        for word, near in self._words.near(unsure).items():
            at = asked.words.index(word)
            is_known = held.get(word, (0, 0))[1] >= KNOWN_FROM
            meant = [one for one in near if one.edits][: NEAR_KNOWN if is_known else NEAR_NEW]
            for rank, one in enumerate(meant):
                worth = 0.8 - one.edits / len(word)
                if rank < NEAR_WORDS:
                    ask(one.number, (at,), 1, worth)
                for pair in asked.pairs:
                    if at in pair:
                        other = asked.words[pair[0] if pair[1] == at else pair[1]]
                        ask(pair_key(one.word, other), pair, 2, (1 + worth) / 2)
        last = len(asked.words) - 1
        start = asked.words[last]
        for one in self._words.begun(start) if len(start) > 3 else ():
            ask(one.number, (last,), 1, 0.4 + 0.4 * len(start) / len(one.word))
        return keys


def rarity(db: Reader, typed: Typed) -> BaseRarity:
    """Return how much words say among the clients of this store."""
    found = BaseRarity(Words(db), clients_in(db))
    found.prepare(asked_words(typed.name).words)
    return found


def clients_in(db: Reader) -> int:
    """Return about how many clients there are: numbers are given in order, and no client is ever deleted."""
    return int(db.value("SELECT max(client_id) FROM match_client") or 0)


def candidates(db: Reader, typed: Typed, limit: int = COMPARED) -> list[Known]:
    """Return the clients that may be the same, some dozens at most, archived ones included."""
    return Finder(db, limit).candidates(typed)


class _Share:
    """What a client shares with the entered name, as far as its keys tell."""

    __slots__ = ("covered", "proved", "size")

    def __init__(self, size: int) -> None:
        self.proved: dict[int, float] = {}
        self.covered = 0
        self.size = size

    def add(self, key: AskedKey, size: int) -> None:
        """Take note of a key that both have."""
        _, _, about, covers, worth = key
        proved = self.proved
        for at in about:
            if proved.get(at, 0.0) < worth:
                proved[at] = worth
        if (covers or size) > self.covered:
            self.covered = covers or size
        if size < self.size:
            self.size = size

    def closeness(self, weights: list[float]) -> float:
        """Return the rarity of what is shared, less a little for each word that only the client's name has."""
        only_there = max(0, self.size - max(self.covered, len(self.proved)))
        return sum([weights[at] * worth for at, worth in self.proved.items()]) - ONLY_THERE * only_there


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
