"""What is looked for: typed words read in every way in which they may be meant."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from trtui.domain.finding.ranking import Way
from trtui.domain.finding.words import SPELLINGS, cut
from trtui.domain.folding import readings

JOINS: Final = 6
"""How many neighbouring pairs are also tried as one word."""
TOKENS: Final = 16


@dataclass(frozen=True, slots=True)
class Wanted:
    """The ways to read the words: as typed first, then in other spellings, then with neighbours joined."""

    ways: tuple[Way, ...]
    texts: tuple[str, ...]
    """The words as they were typed, folded, in every spelling."""
    spelt: int = 1
    """How many of the first ways are the words as typed, each in a spelling of its own."""

    @property
    def words(self) -> tuple[str, ...]:
        """The words as typed."""
        return tuple(beginnings[0] for beginnings in self.ways[0]) if self.ways else ()

    def meaning(self, variants: Mapping[str, tuple[str, ...]]) -> Wanted:
        """Return the same with words that may have been mistyped."""
        return Wanted(
            tuple(tuple((word[0], *variants.get(word[0], ())) for word in way) for way in self.ways),
            self.texts,
            self.spelt,
        )


def wanted(words: tuple[str, ...]) -> Wanted:
    """Return what is looked for by typed words; without a letter or digit it is nothing."""
    tokens = _tokens(words)
    ways: list[Way] = []
    if tokens:
        ways.append(tuple((token,) for token in tokens))
    texts = readings(" ".join(words))[:SPELLINGS]
    for spelling in texts[1:]:
        way = tuple((token,) for token in _tokens(tuple(spelling.split(" "))))
        if way and way not in ways:
            ways.append(way)
    spelt = max(1, len(ways))
    for at in range(min(len(tokens) - 1, JOINS)):
        joined = tokens[at] + tokens[at + 1]
        ways.append(tuple((token,) for token in (*tokens[:at], joined, *tokens[at + 2 :])))
    if len(tokens) > 2 and all(len(token) == 1 for token in tokens):
        ways.append((("".join(tokens),),))
    return Wanted(tuple(ways), texts, spelt)


def _tokens(words: tuple[str, ...]) -> list[str]:
    tokens = [token for word in words for token in cut(word)][:TOKENS]
    if len(tokens) > 1:
        # "and" is written in so many ways that it is no reason not to find; at the end it may begin "Anderson".
        tokens = [token for token in tokens[:-1] if token != "and"] + tokens[-1:]
        if len(tokens) > 1 and tokens[-1] == "and" and words[-1].endswith("&"):
            tokens.pop()
    return tokens
