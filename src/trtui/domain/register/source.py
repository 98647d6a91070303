"""What a load reads from: the company file in one or several parts, as blocks of whole lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple, Protocol


class Place(NamedTuple):
    """How far a reading came: in which part, at which byte of its text, before which line."""

    part: int = 0
    offset: int = 0
    line: int = 1


class Block(NamedTuple):
    """Some whole lines of one part, and the place behind them."""

    lines: list[str]
    first_line: int
    after: Place


@dataclass(frozen=True, slots=True)
class Part:
    """One CSV: its name and the size of its text in bytes."""

    name: str
    size: int


class RegisterSource(Protocol):
    """The company file, which can be read from any place that an earlier reading came to."""

    @property
    def name(self) -> str:
        """The file's name without its folder; of several, the first with how many more."""

    @property
    def edition_on(self) -> date | None:
        """The day of the edition: from the name, else when the file was made."""

    @property
    def fingerprint(self) -> str:
        """What tells this content from another, whatever the file is called."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """The parts in the order in which they are read."""

    def header(self, part: int) -> tuple[str, ...]:
        """Return the column names of a part. Raises Invalid."""

    def blocks(self, start: Place) -> Iterator[Block]:
        """Yield the lines from a place to the end of its part, without the header. Raises Invalid for damage."""
