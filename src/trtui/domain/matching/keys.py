"""Under which keys a name is kept in the index, and by which an entered name asks for clients.

A name is kept under each of its words (as compared), each pair of words that are neighbours or have one word between
them, its initials, and the whole of it written without spaces. Pairs bring together names of nothing but common words,
names whose rare word is mistyped, and words written together on one side ("Carehomes" asks for the pair care, homes).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

from trtui.domain.matching.normal import STOP_WORDS, Phrase, letters_of, normalise, plain_part

INITIALS_FROM, INITIALS_TO = 3, 7
_SHORTEST_HALF = 3
_SHORTEST_START = 4
# An abbreviation proves about as much as one rare word, however many words it stands for.
_WORTH_OF_INITIALS = 1.2
_WORTH_OF_WHOLE = 2.0
MAX_SIZE = 31


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """How one name is kept: words (by text), other keys (by number, below zero), and how many words it has."""

    words: tuple[str, ...]
    keys: tuple[int, ...]
    size: int


class AskedKey(NamedTuple):
    """One key to ask for: a word by its text, or another key by number.

    ``about`` holds the positions of the asked words that it stands for, so that a client found by several keys is not
    counted twice; ``covers`` is how many words of the client's name it accounts for, 0 for all of them; ``worth`` is
    the share of the words' rarity that it proves.
    """

    word: str
    key: int
    about: frozenset[int]
    covers: int
    worth: float


@dataclass(frozen=True, slots=True)
class Asked:
    """What an entered name asks for: its words as compared, and every key under which a partner may be kept."""

    words: tuple[str, ...]
    keys: tuple[AskedKey, ...]
    pairs: tuple[tuple[int, int], ...]
    """The positions of words that make pairs, for asking with a word that a mistyped one may mean."""


def key_of(kind: str, *parts: str) -> int:
    """Return the number of a key, below zero; it is the same on every machine."""
    return -1 - (crc32("\0".join((kind, *parts)).encode("utf-8", "surrogatepass")) & 0x7FFFFFFF)


def pair_key(one: str, other: str) -> int:
    """Return the key of two words as compared, in either order."""
    return key_of("pair", one, other) if one <= other else key_of("pair", other, one)


def pairs_in(count: int) -> list[tuple[int, int]]:
    """Return the places of words that make a pair: neighbours, and those with one word between them."""
    return [(one, one + step) for step in (1, 2) for one in range(count - step)]


def index_words(names: Iterable[str]) -> tuple[IndexKeys, ...]:
    """Return how the names of one client are kept, one entry for each way of reading them."""
    found: dict[IndexKeys, None] = {}
    for name in names:
        for phrase in normalise(name).phrases:
            if phrase.words:
                found.setdefault(_kept(phrase))
    return tuple(found)


def _kept(phrase: Phrase) -> IndexKeys:
    words, _ = _telling(phrase)
    keys = [pair_key(words[one], words[other]) for one, other in pairs_in(len(words))]
    keys.append(_whole(phrase))
    keys += [key_of("initials", letters) for letters in _initials(phrase, parts=True)]
    return IndexKeys(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(keys)), min(len(words), MAX_SIZE))


def _telling(phrase: Phrase) -> tuple[list[str], list[str]]:
    """Return the words that tell a name from others, as compared and as written, word for word.

    Those are all but the stop words; a name of nothing else keeps them.
    """
    pairs = zip(phrase.words, phrase.written, strict=True)
    telling = [(word, written) for word, written in pairs if word not in STOP_WORDS]
    if not telling:
        return list(phrase.words), list(phrase.written)
    return [word for word, _ in telling], [written for _, written in telling]


def _whole(phrase: Phrase) -> int:
    return key_of("whole", "".join(_telling(phrase)[1]))


def _initials(phrase: Phrase, *, parts: bool = False) -> tuple[str, ...]:
    """Return the abbreviations that a name may have: its first letters, with and without those of stop words.

    With ``parts`` also those without its first or its last word, which are often a place: "Leeds CVS".
    """
    _, telling = _telling(phrase)
    runs = [telling, list(phrase.written)]
    if parts and len(telling) > INITIALS_FROM:
        runs += [telling[1:], telling[:-1], list(phrase.written[1:])]
    found = dict.fromkeys("".join(map(letters_of, run)) for run in runs)
    return tuple(letters for letters in found if INITIALS_FROM <= len(letters) <= INITIALS_TO)


@lru_cache(maxsize=2048)
def _halves(word: str) -> tuple[int, ...]:
    """Return the keys of the pairs of words into which a word can be cut."""
    cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    return tuple([pair_key(plain_part(word[:cut]), plain_part(word[cut:])) for cut in cuts])


def asked_words(name: str) -> Asked:
    """Return what an entered name asks for, but for mistyped words, which the vocabulary finds."""
    places: dict[str, int] = {}
    keys: dict[str | int, AskedKey] = {}
    pairs: dict[tuple[int, int], None] = {}

    def ask(about: frozenset[int], covers: int, worth: float, word: str = "", key: int = 0) -> None:
        there = keys.get(word or key)
        if there is None or there.worth < worth:
            keys[word or key] = AskedKey(word, key, about, covers, worth)

    for phrase in normalise(name).phrases:
        if not phrase.words:
            continue
        words, written = _telling(phrase)
        at = [places.setdefault(word, len(places)) for word in words]
        alone = [frozenset((place,)) for place in at]
        for place, word in zip(alone, words, strict=True):
            ask(place, 1, 1.0, word)
        for one, other in pairs_in(len(words)):
            pairs[at[one], at[other]] = None
            both = frozenset((at[one], at[other]))
            ask(both, 2, 1.0, key=pair_key(words[one], words[other]))
            if other == one + 1:
                ask(both, 1, 1.0, plain_part(written[one] + written[other]))
        for place, word in zip(alone, written, strict=True):
            if INITIALS_FROM <= len(word) <= INITIALS_TO and word.isalpha():
                ask(place, 0, 0.9, key=key_of("initials", word))
            for key in _halves(word):
                ask(place, 2, 1.0, key=key)
            for cut in range(_SHORTEST_START, len(word) - 1):
                ask(place, 1, 0.4 + 0.4 * cut / len(word), word[:cut])
        whole = frozenset(at)
        ask(whole, 0, _WORTH_OF_WHOLE, key=_whole(phrase))
        for letters in _initials(phrase, parts=True):
            ask(whole, 1, _WORTH_OF_INITIALS / len(at), plain_part(letters))
    return Asked(tuple(places), tuple(keys.values()), tuple(pairs))
