"""The search text of one record: everything by which it is found, as one line that an index can take apart.

Six segments between bars: the words of its name; its other names, each ended by a semicolon, those that are the name
itself in another spelling marked ``=``; what else describes it;
the words of what it belongs to, each marked ``^``; neighbouring words joined; and facets, each marked ``~``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

BAR: Final = "|"
END: Final = ";"
CONTEXT: Final = "^"
SPELT: Final = "="


def write(
    name: Sequence[str],
    others: Sequence[Sequence[str]] = (),
    about: Iterable[str] = (),
    context: str = "",
    joined: Iterable[str] = (),
    facets: Iterable[str] = (),
    spellings: Sequence[Sequence[str]] = (),
) -> str:
    """Return the search text; ``context`` is marked already."""
    if spellings:
        others = [*((SPELT, *spelt) for spelt in spellings), *others]
    names = " ".join(f"{' '.join(other)} {END}" for other in others if other) if others else ""
    return BAR.join((" ".join(name), names, " ".join(about), context, " ".join(joined), " ".join(facets)))


class Record:
    """A search text taken apart, each segment when it is asked for."""

    __slots__ = ("_segments", "name")

    def __init__(self, text: str) -> None:
        self._segments = text.split(BAR)
        self.name: list[str] = self._segments[0].split()
        """The words of its name, in order."""

    @property
    def others(self) -> list[list[str]]:
        """The words of its other names."""
        found = self._segments[1]
        if not found:
            return []
        return [words for other in found.split(END) if (words := other.split()) and words[0] != SPELT]

    @property
    def spellings(self) -> list[list[str]]:
        """The words of its name in other spellings."""
        found = self._segments[1]
        if SPELT not in found:
            return []
        return [words[1:] for other in found.split(END) if (words := other.split()) and words[0] == SPELT]

    @property
    def about(self) -> list[str]:
        """What else describes it: places and domains, or job titles and roles."""
        return self._segments[2].split()

    @property
    def context(self) -> list[str]:
        """The words of what it belongs to, which alone do not find it."""
        return self._segments[3].replace(CONTEXT, "").split()

    @property
    def joined(self) -> list[str]:
        """Neighbouring words of its names, joined."""
        return self._segments[4].split()

    @property
    def runs(self) -> list[list[str]]:
        """All its words, those that stand together in one list: the name first, the context last."""
        return [self.name, *self.spellings, *self.others, self.about, self.joined, self.context]

    @property
    def facets(self) -> list[str]:
        """What it is."""
        return self._segments[5].split()

    def as_context(self) -> str:
        """Return this record's words as the context of another; of the joined ones only the first two.

        Of what it is about only plain words and postcode districts: nobody looks for a contact by the company's number.
        """
        names = (*self.spellings, *self.others)
        own = [*self.name, *(word for other in names for word in other), *self.joined[:1]]
        about = [word for word in self.about if word.isalpha() or (len(word) < 5 and word[0].isalpha())]
        return " ".join(CONTEXT + word for word in dict.fromkeys(own + about))
