"""Comparing names that people type: capitals, accents and the ways of writing a letter do not count."""

from __future__ import annotations

from trtui.domain.folding import fold, readings


def is_same(left: str, right: str) -> bool:
    """Tell whether two texts are one in some spelling: “Brügge” is “BRUEGGE” and “brugge”."""
    return fold(left) == fold(right) or not set(readings(left)).isdisjoint(readings(right))


def begins_word(text: str, typed: str) -> bool:
    """Tell whether a word of a text, with what follows it, begins with what was typed in some spelling."""
    return any(f" {begin}" in f" {said}" for begin in readings(typed) if begin for said in readings(text))


class Typed:
    """Words that were typed to narrow a list; each has to occur in what a row says, in some spelling."""

    def __init__(self, text: str) -> None:
        self._words = [readings(word) for word in text.split()]

    def __bool__(self) -> bool:
        return bool(self._words)

    def is_in(self, *texts: str) -> bool:
        """Tell whether every word occurs in one of the texts."""
        said = "\n".join(reading for text in texts for reading in readings(text))
        return all(any(reading in said for reading in word) for word in self._words)
