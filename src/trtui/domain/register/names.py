"""Under which words a company of the register is kept, and by which it is asked for: those of the duplicate check."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from trtui.domain.matching.forms import split_form
from trtui.domain.matching.normal import MAX_CHARACTERS, MAX_WORDS, STOP_WORDS, fold, plain_word, split_words

_WORD = re.compile(r"[^\W_]+")
# Where one of these stands, words may belong together: ask the full rule.
_RUNS: Final = frozenset({"united", "university", "great", "northern", "co", "nhs", "dot"})


def written_words(name: str) -> tuple[str, ...]:
    """Return the words of a name as written, folded, without “the” in front and without legal forms."""
    folded = fold(name[:MAX_CHARACTERS])
    found: Sequence[str]
    if "." in folded or "&" in folded or "+" in folded:
        found = split_words(folded)
    else:
        found = _WORD.findall(folded)
        if len(min(found, key=len, default="xx")) == 1 or not _RUNS.isdisjoint(found):
            found = split_words(folded)
    if len(found) > MAX_WORDS:
        found = found[:MAX_WORDS]
    if len(found) > 1:
        if found[0] == "the":
            found = found[1:]
        found, _ = split_form(found)
    return tuple(found)


def key_of(words: Iterable[str]) -> str:
    """Return the text under which names are sorted, and of which a half-typed name is the beginning."""
    return " ".join(words)


def telling(words: Iterable[str]) -> list[str]:
    """Return the words in the spelling under which they are compared, each once, stop words left out.

    A name of nothing else keeps them.
    """
    plain = dict.fromkeys(map(plain_word, words))
    return [word for word in plain if word not in STOP_WORDS] or list(plain)


def kept_words(name: str, previous: Sequence[str] = ()) -> tuple[str, list[str]]:
    """Return how a company is kept: its key, and the words of all its names."""
    written = written_words(name)
    words = telling(written)
    if previous:
        every = dict.fromkeys(words)
        for other in previous:
            every.update(dict.fromkeys(telling(written_words(other))))
        words = list(every)
    return " ".join(written), words
