"""Company names of every make: for tests that whatever is a name is taken."""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from pathlib import Path

from hypothesis import strategies as st

from tests.support.evil import EVIL
from trtui.domain.matching import forms, normal, words

ROOT = Path(__file__).resolve().parents[2]
REAL = (("companies.csv", "name"), ("names.csv", "name"), ("queries.csv", "q_name"))
"""Where the real names are, when they are on this machine: file and column."""

KNOWN_WORDS = sorted(
    {word for spelling in forms._FAMILY for word in spelling}
    | normal.STOP_WORDS
    | normal._ONE_WAY.keys()
    | set(normal._ONE_WAY.values())
    | normal._NUMBERS.keys()
    | {word for run in (*normal._RUNS, *normal._RUNS.values()) for word in run.split()}
    | words.PLACE_WORDS
    | words.GROUP_WORDS
    | words.SHARES.keys()
)
"""Every word that some rule of the program knows."""
SIGNS = "& + / \\ - – . , ; : | ' ’ ( ) [ ] \" @ # % * ! ? = ~ ^ _ T/A t/a trading-as formerly c/o"
SCRIPTS = (
    "Łódź Ærø Þór Đuro Ħal Ŋoma Œuvre ﬁrma ﬀ ǆ İstanbul ısı ẞ ß ŉ Straße Müller Ångström Žižek Việt Αθήνα Москва"
    " Київ თბილისი Երևան תל־אביב القاهرة ไทย हिन्दी বাংলা 東京 株式会社 서울 ①② ½ Ⅳ ٣٤ १२ 𝔄𝔠𝔪𝔢 👩‍👧 ªº ²³ ﷺ ㎏"
).split()
INVISIBLE = (
    "\u0301",
    "\u200b",
    "\u202e",
    "\ufeff",
    "\u00ad",
    "\u2060",
    "\U000e0041",
    "\x00",
    "\ud800",
    "\u0345",
)


def spellings(word: str) -> Iterator[str]:
    """Return a word, its plural, possessive and other turns, some of which become another known word."""
    yield from (word, f"{word}s", f"{word}es", f"{word}'s", f"{word}s'", f"{word[:-1]}ies", f"{word}{word}")
    yield from (word.upper(), ".".join(word), f"{word}2", f"2{word}", f"{word}\u0301")
    if word.endswith("s"):
        yield word[:-1]


_WORDS = st.one_of(
    st.sampled_from([turn for word in KNOWN_WORDS for turn in spellings(word)]),
    st.sampled_from(SIGNS.split()),
    st.sampled_from(SCRIPTS),
    st.sampled_from(INVISIBLE),
    st.sampled_from("a b c d e f x y z o i 1 2 3 0 007 1st 2nd 21st 3i 4u £ €".split()),
    st.text(max_size=12),
)
NAMES = st.one_of(
    st.lists(_WORDS, max_size=9).map(" ".join),
    st.lists(_WORDS, max_size=5).map("".join),
    st.text(max_size=80),
    st.sampled_from(sorted(EVIL.values())),
    _WORDS.map(lambda word: f"{word} " * 400),
)


def of_known_words() -> Iterator[str]:
    """Return each known word in every turn: alone, and as the last of a name."""
    for word in KNOWN_WORDS:
        for turn in spellings(word):
            yield from (turn, f"City {turn}")


def real() -> Iterator[str]:
    """Return the real names on this machine, if there are any."""
    folder = Path(os.environ.get("TRTUI_REAL_DATA", ROOT.parent / "shared" / "data"))
    for name, column in REAL:
        if (folder / name).exists():
            with (folder / name).open(encoding="utf-8", newline="") as file:
                yield from (row[column] for row in csv.DictReader(file))


def one_of_each_make(names: Iterator[str]) -> list[str]:
    """Return of many names one of each make: names of words of the same kinds in the same order are of one make."""
    found: dict[tuple[str, ...], str] = {}
    kinds: dict[str, str] = {}
    for name in names:
        make = []
        for word in _PIECE.findall(name.lower()):
            kind = kinds.get(word)
            if kind is None:
                kind = kinds[word] = _kind(word)
            make.append(kind)
        found.setdefault(tuple(make), name)
    return list(found.values())


_PIECE = re.compile(r"\w+|[^\w\s]")


def _kind(word: str) -> str:
    if not word.isalnum():
        return word
    plain = normal.plain_word(word)
    known = [plain in normal.STOP_WORDS, word in normal.STOP_WORDS, word in normal._ONE_WAY]
    known += [word in forms._ENDS, word in normal._NUMBERS, word in normal._CONTRACTED]
    return f"{''.join(map(str, map(int, known)))}{word.isascii():d}{word.isalpha():d}{len(word) == 1:d}"
