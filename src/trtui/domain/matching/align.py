"""Which words of two names belong together: equal, joined, initials, mistyped or shortened."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from trtui.domain.folding import skeleton_of
from trtui.domain.matching.edits import edits_between
from trtui.domain.matching.normal import STOP_WORDS, Phrase, letters_of
from trtui.domain.matching.words import PLACE_WORDS

EQUAL, JOINED, INITIALS, TYPO, SHORT = "equal", "joined", "initials", "typo", "short"


class Link(NamedTuple):
    """Words of the left name (by position) that mean the same as words of the right one; quality up to 1."""

    kind: str
    left: tuple[int, ...]
    right: tuple[int, ...]
    quality: float = 1.0
    edits: int = 0

    def turned(self) -> Link:
        """Return the same with the sides changed."""
        kind, left, right, quality, edits = self
        return Link(kind, right, left, quality, edits)


_MOST_TYPOS = 2
# Letters that only one of two names spells out (Koenig, Konig) cost next to nothing, in a word long enough to tell.
_SPELT_OUT = 0.97
_LONG = 6


def is_spelt_out(one: str, two: str) -> bool:
    """Tell whether two words differ in nothing but letters that one spells out, as in “Koenig” and “Konig”.

    Only long words are told by that, and none by its end: “Shoe” is no “Sho” and “Venue” no “Venu”.
    """
    return len(one) + len(two) > 2 * _LONG - 2 and one[-1] == two[-1] and skeleton_of(one) == skeleton_of(two)


def align(a: Phrase, b: Phrase) -> tuple[list[Link], list[int], list[int]]:
    """Return the links between two names, and the positions on each side that found no partner."""
    left, right = a.words, b.words
    links: list[Link] = []
    places: dict[str, list[int]] = {}
    for at, word in enumerate(right):
        places.setdefault(word, []).append(at)
    rest_left: list[int] = []
    used: set[int] = set()
    for at, word in enumerate(left):
        found = places.get(word)
        if found:
            links.append(Link(EQUAL, (at,), (found[0],)))
            used.add(found.pop(0))
        else:
            rest_left.append(at)
    rest_right = [at for at in range(len(right)) if at not in used]
    for kind, step in ((JOINED, _join), (INITIALS, _initials)):
        if not rest_left or not rest_right:
            break
        for one, many in step(a.written, b.written, rest_left, rest_right):
            links.append(Link(kind, one, many))
            rest_left = [at for at in rest_left if at not in one]
            rest_right = [at for at in rest_right if at not in many]
        for one, many in step(b.written, a.written, rest_right, rest_left):
            links.append(Link(kind, many, one))
            rest_left = [at for at in rest_left if at not in many]
            rest_right = [at for at in rest_right if at not in one]
    if rest_left and rest_right:
        for link in _near(left, right, rest_left, rest_right):
            links.append(link)
            rest_left = [at for at in rest_left if at not in link.left]
            rest_right = [at for at in rest_right if at not in link.right]
    return links, rest_left, rest_right


_Pairs = list[tuple[tuple[int, ...], tuple[int, ...]]]


def _join(one: Sequence[str], many: Sequence[str], free_one: list[int], free_many: list[int]) -> _Pairs:
    """Find single words that are two or three neighbours on the other side, written together."""
    if len(free_many) < 2:
        return []
    letters = {one[at][0] for at in free_one}
    runs: dict[str, tuple[int, ...]] = {}
    for first, second in pairwise(free_many):
        if second == first + 1 and many[first][0] in letters:
            runs[many[first] + many[second]] = (first, second)
    for a, b, c in zip(free_many, free_many[1:], free_many[2:], strict=False):
        if c == a + 2 and many[a][0] in letters:
            runs[many[a] + many[b] + many[c]] = (a, b, c)
    pairs: _Pairs = []
    if not runs:
        return pairs
    taken: set[int] = set()
    for at in free_one:
        run = runs.get(one[at])
        if run and not taken.intersection(run):
            pairs.append(((at,), run))
            taken.update(run)
    return pairs


def _initials(one: Sequence[str], many: Sequence[str], free_one: list[int], free_many: list[int]) -> _Pairs:
    """Find words of 2 to 7 letters that are the first letters of a run of words on the other side."""
    pairs: _Pairs = []
    taken: set[int] = set()
    for at in free_one:
        word = one[at]
        if not 2 <= len(word) <= 7 or not word.isalpha() or word in STOP_WORDS:
            continue
        for start in free_many:
            first = many[start]
            if first[0] != word[0] and first not in STOP_WORDS:
                continue
            run = _spell(word, many, start, free_many)
            if run and len(run) >= 2 and not taken.intersection(run):
                pairs.append(((at,), run))
                taken.update(run)
                break
    return pairs


def _spell(letters: str, words: Sequence[str], start: int, free: list[int]) -> tuple[int, ...]:
    """Return the run from ``start`` whose first letters spell ``letters``; stop words may be left out."""
    if start >= len(words):
        return ()
    word = words[start]
    given = letters_of(word)
    if start in free and letters.startswith(given):
        rest = letters[len(given) :]
        if not rest:
            return (start,)
        tail = _spell(rest, words, start + 1, free)
        if tail:
            return (start, *tail)
    if word in STOP_WORDS:
        return _spell(letters, words, start + 1, free)
    return ()


def _near(
    left: Sequence[str], right: Sequence[str], free_left: list[int], free_right: list[int]
) -> list[Link]:
    """Pair mistyped and shortened words, the closest first."""
    found: list[Link] = []
    for a in free_left:
        one = left[a]
        length, letter = len(one), one[0]
        for b in free_right:
            two = right[b]
            if letter != two[0] and (length < 4 or not -_MOST_TYPOS <= length - len(two) <= _MOST_TYPOS):
                continue
            are_places = (one in PLACE_WORDS) + (two in PLACE_WORDS)
            if are_places == 2:
                continue  # one place is no slip for another, nor short for it
            edits = edits_between(one, two)
            if edits is not None:
                quality = 1 - edits / max(length, len(two)) - (0.15 if letter != two[0] else 0)
                if quality < _SPELT_OUT and is_spelt_out(one, two):
                    quality = _SPELT_OUT
                found.append(Link(TYPO, (a,), (b,), quality, edits))
                continue
            short, long = (one, two) if len(one) < len(two) else (two, one)
            if not are_places and len(short) >= 3 and long.startswith(short) and short.isalpha():
                found.append(Link(SHORT, (a,), (b,), 0.5 + 0.4 * len(short) / len(long)))
    found.sort(key=lambda link: -link.quality)
    kept: list[Link] = []
    used_left: set[int] = set()
    used_right: set[int] = set()
    for link in found:
        if link.left[0] not in used_left and link.right[0] not in used_right:
            used_left.add(link.left[0])
            used_right.add(link.right[0])
            kept.append(link)
    return kept
