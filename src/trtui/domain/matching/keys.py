"""Under which keys a name is kept in the index, and by which an entered name asks for clients.

A name is kept under each of its words (as compared), each pair of neighbouring words, its initials, and the whole
of it written without spaces. Pairs bring together names of nothing but common words, and words written together on
one side ("Carehomes" asks for the pair care, homes).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from zlib import crc32

from trtui.domain.matching.normal import STOP_WORDS, Phrase, normalise, plain_word

INITIALS_FROM, INITIALS_TO = 3, 7
_SHORTEST_HALF = 3
MAX_SIZE = 31


@dataclass(frozen=True, slots=True)
class IndexKeys:
    """How one name is kept: words (by text), other keys (by number, below zero), and how many words it has."""

    words: tuple[str, ...]
    keys: tuple[int, ...]
    size: int


@dataclass(frozen=True, slots=True)
class AskedKey:
    """One key to ask for: a word by its text, or another key by number; ``about`` are the words it stands for.

    ``about`` holds positions in the asked words, so that a client found by several keys is not counted twice.
    """

    word: str
    key: int
    about: frozenset[int]


@dataclass(frozen=True, slots=True)
class Asked:
    """What an entered name asks for: its words as compared, and every key under which a partner may be kept."""

    words: tuple[str, ...]
    keys: tuple[AskedKey, ...]


def key_of(kind: str, *parts: str) -> int:
    """Return the number of a key, below zero; it is the same on every machine."""
    return -1 - (crc32("\0".join((kind, *parts)).encode("utf-8", "surrogatepass")) & 0x7FFFFFFF)


def pair_key(one: str, other: str) -> int:
    """Return the key of two words as compared, in either order."""
    return key_of("pair", *sorted((one, other)))


def index_words(names: Iterable[str]) -> tuple[IndexKeys, ...]:
    """Return how the names of one client are kept, one entry for each way of reading them."""
    found: dict[IndexKeys, None] = {}
    for name in names:
        for phrase in normalise(name).phrases:
            if phrase.words:
                found.setdefault(_kept(phrase))
    return tuple(found)


def _kept(phrase: Phrase) -> IndexKeys:
    words = _telling(phrase.words)
    keys = [pair_key(one, other) for one, other in pairwise(words)]
    keys.append(_whole(phrase))
    keys += [key_of("initials", letters) for letters in _initials(phrase)]
    return IndexKeys(tuple(dict.fromkeys(words)), tuple(dict.fromkeys(keys)), min(len(words), MAX_SIZE))


def _telling(words: Sequence[str]) -> list[str]:
    """Return the words without stop words; a name of nothing else keeps them."""
    return [word for word in words if word not in STOP_WORDS] or list(words)


def _whole(phrase: Phrase) -> int:
    return key_of("whole", "".join(_telling(phrase.written)))


def _initials(phrase: Phrase) -> tuple[str, ...]:
    """Return the first letters of a name, with and without its stop words, where they make an abbreviation."""
    every = "".join(word[0] for word in phrase.written)
    telling = "".join(word[0] for word in _telling(phrase.written))
    return tuple(
        letters for letters in dict.fromkeys((telling, every)) if INITIALS_FROM <= len(letters) <= INITIALS_TO
    )


def asked_words(name: str) -> Asked:
    """Return what an entered name asks for, but for mistyped words, which the vocabulary finds."""
    places: dict[str, int] = {}
    keys: dict[tuple[str, int], set[int]] = {}

    def ask(about: Iterable[int], word: str = "", key: int = 0) -> None:
        keys.setdefault((word, key), set()).update(about)

    for phrase in normalise(name).phrases:
        if not phrase.words:
            continue
        words = _telling(phrase.words)
        written = _telling(phrase.written)
        at = [places.setdefault(word, len(places)) for word in words]
        for place, word in zip(at, words, strict=True):
            ask((place,), word)
        for one, other in pairwise(range(len(words))):
            about = (at[one], at[other])
            ask(about, key=pair_key(words[one], words[other]))
            ask(about, plain_word(written[one] + written[other]))
        for place, word in zip(at, written, strict=True):
            if INITIALS_FROM <= len(word) <= INITIALS_TO and word.isalpha():
                ask((place,), key=key_of("initials", word))
            for cut in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
                ask((place,), key=pair_key(plain_word(word[:cut]), plain_word(word[cut:])))
        ask(at, key=_whole(phrase))
        for letters in _initials(phrase):
            ask(at, plain_word(letters))
    return Asked(
        tuple(places), tuple(AskedKey(word, key, frozenset(about)) for (word, key), about in keys.items())
    )
