"""What the index is asked for: words and facets combined, in the language of either database."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, TypeAlias

LONGEST: Final = 8
"""The index answers beginnings of up to eight characters at once; the rest is checked when candidates are ranked."""


@dataclass(frozen=True, slots=True)
class Term:
    """One word of the index, whole or a beginning."""

    text: str
    is_beginning: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """All of these."""

    parts: tuple[Asked, ...]

    def holds(self, answers: Iterable[bool]) -> bool:
        """Return the answer from those of the parts."""
        return all(answers)


@dataclass(frozen=True, slots=True)
class Any:
    """At least one of these."""

    parts: tuple[Asked, ...]

    def holds(self, answers: Iterable[bool]) -> bool:
        """Return the answer from those of the parts."""
        return any(answers)


@dataclass(frozen=True, slots=True)
class Without:
    """The first, unless it is the second."""

    part: Asked
    unwanted: Asked


Asked: TypeAlias = Term | All | Any | Without


def beginning(word: str) -> Term:
    """Return the term for words that begin like this, no longer than what the index answers at once."""
    return Term(word[:LONGEST], True)


def rare_beginning(word: str) -> Term:
    """Return the term for words that begin like this, to the last letter: right where few words do."""
    return Term(word, True)


def all_of(*parts: Asked | None) -> Asked | None:
    """Return the conjunction of those that are there, or none."""
    found = tuple(part for part in parts if part is not None)
    return All(found) if len(found) > 1 else found[0] if found else None


def any_of(*parts: Asked | None) -> Asked | None:
    """Return the disjunction of those that are there, or none."""
    found = tuple(dict.fromkeys(part for part in parts if part is not None))
    return Any(found) if len(found) > 1 else found[0] if found else None


def fts5(asked: Asked) -> str:
    """Return the question in the language of SQLite's FTS5."""
    if isinstance(asked, Term):
        return f'"{asked.text}"*' if asked.is_beginning else f'"{asked.text}"'
    if isinstance(asked, Without):
        return f"({fts5(asked.part)} NOT {fts5(asked.unwanted)})"
    word = " AND " if isinstance(asked, All) else " OR "
    return "(" + word.join(map(fts5, asked.parts)) + ")"


def tsquery(asked: Asked) -> str:
    """Return the question in the language of PostgreSQL's tsquery."""
    if isinstance(asked, Term):
        return f"'{asked.text}':*" if asked.is_beginning else f"'{asked.text}'"
    if isinstance(asked, Without):
        return f"({tsquery(asked.part)} & !{tsquery(asked.unwanted)})"
    word = " & " if isinstance(asked, All) else " | "
    return "(" + word.join(map(tsquery, asked.parts)) + ")"
