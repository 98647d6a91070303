"""Finding a company while its name, number or postcode is typed.

What is typed is asked for as it stands; only where that does not answer, in the ways in which it may have been meant:
with slips undone, words joined or divided, and at last by the rarest words alone. The few dozen companies that come
back are compared closely, by the measures of the duplicate check.
"""

from __future__ import annotations

import re
from itertools import combinations, islice, permutations
from typing import TYPE_CHECKING, Final

from trtui.domain import company_number, postcode
from trtui.domain.matching.normal import fold, plain_word, split_words
from trtui.domain.register import ranking
from trtui.domain.register.names import key_of, telling, written_words
from trtui.domain.register.values import RegisterHit
from trtui.store.register import candidates, opening
from trtui.store.register.words import BEGUN, Words
from trtui.store.search.terms import Asked, Term, all_of, any_of

if TYPE_CHECKING:
    from trtui.store.reader import Reader
    from trtui.store.register.candidates import Candidate

LIMIT: Final = 8
BEGINNING: Final = 30
ENOUGH: Final = 60
"""How many companies one question brings at most."""
COMPARED: Final = 24
"""How many are compared closely."""
ORDERS: Final = 24
"""In how many orders of its words a whole name is looked up."""
MERGED: Final = 20_000
"""The index answers at once for a beginning whose words so many companies hold in all."""
COMMON: Final = 1_000
"""A word that so many companies hold is no half-typed slip."""
AT_POSTCODE: Final = 200
PAIRED: Final = 4
TELLING: Final = 3.0
"""A word twice as rare as this is asked for by itself when nothing else is found, a pair that is thrice as rare."""
LIKELY: Final = 0.75

_LONGEST: Final = 200
_POSTCODE = re.compile(r"\b([A-Za-z]{1,2}[0-9][A-Za-z0-9]?)\s*([0-9][A-Za-z]{2})\b")


def find(db: Reader, text: str, limit: int = LIMIT) -> list[RegisterHit]:
    """Return the companies that a text may mean, the likeliest first.

    Raises NotFound where there is no register.
    """
    opening.require(db)
    with opening.indexed(db):
        return _found(db, _clean(text), limit)


def _found(db: Reader, text: str, limit: int) -> list[RegisterHit]:
    if _is_number(text) and (found := _by_number(db, text, limit)):
        return found
    whole = postcode.searched(text)
    if whole and " " in whole:
        return ranking.at_postcode(candidates.by_postcode(db, whole, AT_POSTCODE), limit)
    words, code = text, ""
    if (match := _POSTCODE.search(text)) and postcode.is_british(match[0]):
        code = postcode.normalise(match[0])
        words = " ".join((text[: match.start()] + text[match.end() :]).split())
    hits = _Search(db, words, code).hits(limit)
    if whole and len(hits) < limit:
        # A district alone may also be a name: "E1", "M6".
        hits += ranking.at_postcode(candidates.by_postcode(db, f"{whole} ", AT_POSTCODE), limit - len(hits))
    return hits


def alike(db: Reader, name: str, code: str = "", limit: int = LIMIT) -> list[RegisterHit]:
    """Return the companies that a whole name may mean, with how likely each is; ``code`` is a postcode of it.

    Raises NotFound where there is no register.
    """
    opening.require(db)
    with opening.indexed(db):
        return _Search(db, _clean(name), postcode.normalise(_clean(code)), is_whole=True).hits(limit)


def _clean(text: str) -> str:
    """Return what is typed without what no database takes."""
    kept = text[: 4 * _LONGEST].replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")
    return " ".join(kept.split())[:_LONGEST]


def _is_number(text: str) -> bool:
    """Tell whether a text reads as a number: bare, or with words such as “Company No.” before it."""
    return company_number.looks_like(text) or (
        len(text) > company_number.LENGTH and bool(company_number.find(text))
    )


def _by_number(db: Reader, text: str, limit: int) -> list[RegisterHit]:
    exact = candidates.by_number(db, company_number.find(text), 1)
    typed = re.sub(r"[\s.\-]", "", text).upper()
    begun = candidates.by_number(db, typed, limit) if len(typed) < company_number.LENGTH else []
    return ranking.by_number(exact, begun, limit)


class _Search:
    """One question: what is typed, read in every way, and the companies found so far."""

    def __init__(self, db: Reader, text: str, code: str, *, is_whole: bool = False) -> None:
        self.db, self.text, self.code = db, text, code
        written = written_words(text)
        raw = split_words(fold(text))
        self.written = written
        self.plain = telling(written) if written else []
        # What ends in a legal form, or with a blank behind it, is not being typed any more.
        is_ended = is_whole or bool(raw) and (not written or raw[-1] != written[-1])
        self.start = "" if is_ended or not written else written[-1]
        self.words = Words(db, int(db.value("SELECT taken FROM register_edition") or 0))
        self.words.prepare(self.plain)
        self.found: dict[int, Candidate] = {}
        self.begun: list[tuple[str, int]] = []
        self.meant: dict[str, list[str]] = {}
        self.asked: set[tuple[Asked, str]] = set()
        self.answers = 0
        """How many companies hold every word as it was typed."""

    def hits(self, limit: int) -> list[RegisterHit]:
        """Return the likeliest companies."""
        if not self.plain:
            found = candidates.by_postcode(self.db, self.code, AT_POSTCODE) if self.code else []
            return ranking.at_postcode(found, limit)
        self._as_typed()
        hits = self._ranked(limit)
        if not self._is_answered(hits, limit):
            before = len(self.found)
            self._as_meant()
            if len(self.found) == before or not hits or hits[0].score < LIKELY:
                self._by_rarest()
            if len(self.found) > before:
                hits = self._ranked(limit)
        return hits

    def _is_answered(self, hits: list[RegisterHit], limit: int) -> bool:
        if hits and hits[0].score >= LIKELY:
            return True
        return self.answers >= limit <= len(hits)

    def _as_typed(self) -> None:
        key = key_of(self.written)
        beginning = candidates.by_key(self.db, key, BEGINNING)
        self._add(beginning)
        if len(self.written) > 1:
            orders = [key_of(order) for order in islice(permutations(self.written), 1, ORDERS)]
            self._add(candidates.by_keys(self.db, orders, BEGINNING))
        begun = self.begun = self.words.begun(self.start)
        self.words.learn(begun)
        rest = [Term(word) for word in (self.plain[:-1] if self.start else self.plain)]
        last = [self.plain[-1], *(word for word, _ in begun)] if self.start else []
        if rest:
            self.answers = self._ask(all_of(*rest, any_of(*map(Term, last))))
        else:
            self.answers = self._ask(self._few(last)) + len(beginning)
        if self.code:
            held = set(self.plain)
            nearby = candidates.by_postcode(self.db, self.code, AT_POSTCODE)
            self._add([one for one in nearby if not held.isdisjoint(telling(one.name_key.split()))])
        if self.answers < ENOUGH and len(begun) == BEGUN and sum(count for _, count in begun) < MERGED:
            # Rarer words begin like that too: the index is asked for the beginning itself.
            self.answers += self._ask(all_of(*rest, Term(self.start, True)))
        for joined in self._joined():
            self._ask(joined)

    def _few(self, words: list[str]) -> Asked | None:
        """Return the question for any of these words, the first ones of which not too many companies hold."""
        few: list[Term] = []
        held = 0
        self.words.prepare(words)
        for word in dict.fromkeys(words):
            held += self.words.count(word)
            if held <= MERGED:
                few.append(Term(word))
        return any_of(*few)

    def _joined(self) -> list[Asked]:
        """Return the questions for neighbours written as one word, and for words written as two."""
        ways: list[Asked | None] = []
        written = self.written
        for at in range(min(len(written) - 1, 4)):
            joined = plain_word(written[at] + written[at + 1])
            if self.words.count(joined):
                rest = telling((*written[:at], *written[at + 2 :])) if len(written) > 2 else []
                ways.append(all_of(Term(joined), *map(Term, rest)))
        for at, word in enumerate(written):
            if len(word) < 6 or self.words.count(plain_word(word)) > 20 or not word.isalpha():
                continue
            cuts = [(plain_word(word[:cut]), plain_word(word[cut:])) for cut in range(2, len(word) - 1)]
            self.words.prepare(part for cut in cuts for part in cut)
            cuts.sort(key=lambda cut: -min(map(self.words.count, cut)))
            cuts = [cut for cut in cuts if all(map(self.words.count, cut))]
            rest = telling((*written[:at], *written[at + 1 :])) if len(written) > 1 else []
            ways += [all_of(*map(Term, cut), *map(Term, rest)) for cut in cuts[:3]]
        return [way for way in ways if way is not None]

    def _as_meant(self) -> None:
        """Ask with slips undone in any of the words."""
        for word in self.plain:
            others = self.words.meant(word)
            if self.start and word == self.plain[-1]:
                begun = [one for one, _ in self.begun]
                slipped = self.words.meant_start(self.start) if self.words.count(word) < COMMON else []
                others = [*others, *slipped, *begun]
            if others:
                self.meant[word] = list(dict.fromkeys([word, *others]))
        if self.meant:
            every = [self._meaning(word) for word in self.plain]
            self._ask(all_of(*every) if len(every) > 1 else self._few(self.meant[self.plain[0]]))

    def _meaning(self, word: str) -> Asked | None:
        """Return the question for a word in all its meanings."""
        return any_of(*map(Term, self.meant.get(word, [word])))

    def _by_rarest(self) -> None:
        """Ask for pairs of the rarest words, then for the rarest alone."""
        rarest = sorted(self.plain, key=self.words, reverse=True)[:PAIRED]
        pairs = [
            all_of(self._meaning(one), self._meaning(other))
            for one, other in combinations(rarest, 2)
            if self.words(one) + self.words(other) > 3 * TELLING
        ]
        self._ask(any_of(*pairs))
        alone = [word for word in rarest if self.words(word) > 2 * TELLING]
        self._ask(self._few([meant for word in alone for meant in self.meant.get(word, [word])]))

    def _ask(self, asked: Asked | None, code: str = "") -> int:
        if asked is None or (asked, code) in self.asked:
            return 0
        self.asked.add((asked, code))
        found = candidates.by_words(self.db, asked, ENOUGH, code)
        self._add(found)
        return len(found)

    def _add(self, found: list[Candidate]) -> None:
        for one in found:
            self.found.setdefault(one.id, one)

    def _ranked(self, limit: int) -> list[RegisterHit]:
        near = ranking.closest(self.text, tuple(self.found.values()), max(COMPARED, limit))
        return ranking.by_name(self.text, self.code, near, self.words, limit)
