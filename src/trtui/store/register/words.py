"""The words of the register's names: how many companies hold each, and which a typed one may mean."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Final

from trtui.domain.finding import spelling
from trtui.domain.matching import word_rarity
from trtui.domain.matching.normal import plain_word

if TYPE_CHECKING:
    from trtui.store.reader import Reader

BEGUN: Final = 40
"""How many of the words that a half-typed one may become are asked for, the commonest."""
MEANT: Final = 16
"""How many of the words that a mistyped one may mean are asked for."""
SHORTEST_START: Final = 3
SHORTEST_MEANT_START: Final = 4
NEAR: Final = 4_000
RARER: Final = 5
"""A word that is in use is no slip of one so many times rarer."""
_LAST: Final = "\U0010ffff"


class Words:
    """The vocabulary at one moment; each word is looked up once. It is the register's own ``Rarity``."""

    def __init__(self, db: Reader, companies: int) -> None:
        self._db = db
        self._companies = companies
        self._counts: dict[str, int] = {}
        self._rarities: dict[str, float] = {}

    def prepare(self, words: Iterable[str]) -> None:
        """Look many words up in one statement."""
        missing = [word for word in dict.fromkeys(words) if word not in self._counts]
        if missing:
            found = dict(self._counted(missing))
            for word in missing:
                self._counts[word] = found.get(word, 0)

    def learn(self, counted: Iterable[tuple[str, int]]) -> None:
        """Take note of counts that were read already."""
        self._counts.update(counted)

    def __call__(self, word: str) -> float:
        """Return the rarity of a word as compared."""
        rarity = self._rarities.get(word)
        if rarity is None:
            rarity = self._rarities[word] = word_rarity(word, self.count(word), self._companies)
        return rarity

    def count(self, word: str) -> int:
        """Return how many companies hold a word."""
        if word not in self._counts:
            self.prepare((word,))
        return self._counts[word]

    def begun(self, start: str) -> list[tuple[str, int]]:
        """Return the words that a half-typed one may become, each with how many companies hold it, the commonest first.

        One or two letters may become anything.
        """
        if len(start) < SHORTEST_START:
            return []
        return self._db.rows(
            "SELECT word, companies FROM register_word WHERE word >= :start AND word < :after"
            " ORDER BY companies DESC, word LIMIT :n",
            start=start,
            after=start + _LAST,
            n=BEGUN,
        )

    def meant(self, word: str) -> list[str]:
        """Return the words that a mistyped one may have been meant for: one slip away, from eight letters on two."""
        if len(word) < spelling.SHORTEST or not any(map(str.isalpha, word)):
            return []
        tried = dict.fromkeys(spelling.one_slip(word))
        last = word[:-1]  # the word is whole, so its last letter may be wrong as well
        tried.update(dict.fromkeys((last, *(last + letter for letter in spelling.LETTERS))))
        plain = dict.fromkeys(other for one in tried if (other := plain_word(one)) != word)
        found = self._counted([one for one in plain if len(one) > 2])
        least = self.count(word) // RARER
        near = [other for other, count in sorted(found, key=lambda item: -item[1]) if count > least]
        if spelling.allowed(word) > 1 and len(near) < MEANT:
            near += self._two_slips(word, least)
        return list(dict.fromkeys(near))[:MEANT]

    def meant_start(self, start: str) -> list[str]:
        """Return the words that begin with what a mistyped beginning may have been meant for."""
        if len(start) < SHORTEST_MEANT_START or not spelling.allowed(start):
            return []
        starts = [one for one in spelling.one_slip(start) if len(one) >= SHORTEST_MEANT_START]
        if self._db.dialect.name == "sqlite":
            source = (
                "json_each(:starts) b JOIN register_word w ON w.word >= b.value AND w.word < b.value || :last"
            )
        else:  # its planner would read the whole vocabulary for a join by range
            source = (
                "unnest(CAST(:starts AS text[])) AS b (value) CROSS JOIN LATERAL (SELECT * FROM register_word"
                ' WHERE word >= b.value COLLATE "C" AND word < (b.value || :last) COLLATE "C"'
                f" ORDER BY word LIMIT {NEAR}) w"
            )
        return self._db.column(
            f"SELECT w.word FROM {source} ORDER BY w.companies DESC, w.word LIMIT :n",
            starts=self._db.listed(starts),
            last=_LAST,
            n=BEGUN,
        )

    def _two_slips(self, word: str, least: int) -> list[str]:
        """Return words two slips away that begin with the same letters."""
        from rapidfuzz import process  # megabytes, and most questions hold no slip
        from rapidfuzz.distance import OSA

        head = word[: spelling.HEAD]
        others = self._db.column(
            "SELECT word FROM register_word WHERE word >= :head AND word < :after"
            " AND length(word) BETWEEN :shortest AND :longest AND companies > :least"
            " ORDER BY companies DESC LIMIT :n",
            head=head,
            after=head + _LAST,
            shortest=len(word) - 2,
            longest=len(word) + 2,
            least=least,
            n=NEAR,
        )
        near = process.extract(word, others, scorer=OSA.distance, score_cutoff=2, limit=MEANT)
        return [other for other, edits, _ in near if edits]

    def _counted(self, words: Collection[str]) -> list[tuple[str, int]]:
        return [
            (word, count)
            for word, count in self._db.rows(
                f"SELECT word, companies FROM register_word WHERE {self._db.among('word', 'words')}",
                words=self._db.listed(words),
            )
        ]
