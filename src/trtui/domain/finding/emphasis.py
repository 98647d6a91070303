"""Which parts of a shown text are what was typed."""

from __future__ import annotations

import re
from typing import Final

from trtui.domain.finding.ranking import Way
from trtui.domain.finding.words import cut, spellings

Span = tuple[int, int]
_Word = tuple[int, int, str]
"""A word's place in the text, and its folded letters."""
_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def spans(text: str, ways: tuple[Way, ...]) -> tuple[Span, ...]:
    """Return the places (start, end) in a text, in order and apart, that were typed: of all ways the one with most."""
    words = [(found.start(), found.end(), "".join(cut(found[0]))) for found in _WORD.finditer(text)]
    runs = [words, *_spelt(text, words)]
    best: tuple[Span, ...] = ()
    for way in ways:
        found = _apart({span for beginnings in way for span in _of_word(runs, beginnings)})
        if _letters(text, found) > _letters(text, best):
            best = found
    return best


def _spelt(text: str, words: list[_Word]) -> list[list[_Word]]:
    """Return the words again in each manner of writing their letters, mostly none."""
    ways = [spellings(text[start:end]) for start, end, _ in words]
    return [
        [
            (start, end, "".join(way[manner]) if manner < len(way) else word)
            for (start, end, word), way in zip(words, ways, strict=True)
        ]
        for manner in range(max(map(len, ways), default=0))
    ]


def _apart(found: set[Span]) -> tuple[Span, ...]:
    """Return spans in order, those that overlap as one."""
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _letters(text: str, found: tuple[Span, ...]) -> int:
    return sum(char.isalnum() for start, end in found for char in text[start:end])


def _of_word(runs: list[list[_Word]], beginnings: tuple[str, ...]) -> list[Span]:
    for beginning in beginnings:
        for words in runs:
            if found := _begun(words, beginning):
                return found
    return []


def _begun(words: list[_Word], beginning: str) -> list[Span]:
    found = [
        (start, min(end, start + len(beginning))) for start, end, word in words if word.startswith(beginning)
    ]
    if found:
        return found
    for (start, _, left), (_, end, right) in zip(words, words[1:], strict=False):
        if left and beginning.startswith(left) and (left + right).startswith(beginning):
            return [(start, min(end, end - len(right) + len(beginning) - len(left)))]
    return []
