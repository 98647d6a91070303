"""What became of the rows of an import, row by row and in sum."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """What becomes of a row."""

    CREATED = "created"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Alike:
    """A client that a row may mean; ``score`` 0–1, ``reasons`` as pairs of kind and words.

    In a dry run a client that an earlier row of the file would make has no ``client_id``.
    """

    client_id: int | None
    name: str
    score: float
    strength: str
    reasons: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RowResult:
    """What became of one row, or would become of it in a dry run; ``line`` is its line in the file.

    ``client_id`` is the client made, added to, or found to be the same; none in a dry run for one that was not made.
    ``is_unchanged`` marks a duplicate that is the same client and says nothing new. ``remarks`` are notes on a row that
    was taken.
    """

    line: int
    outcome: Outcome
    name: str
    client_id: int | None = None
    reason: str = ""
    remarks: tuple[str, ...] = ()
    candidates: tuple[Alike, ...] = ()
    is_unchanged: bool = False

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "line": self.line,
            "outcome": self.outcome.value,
            "name": self.name,
            "client_id": self.client_id,
            "reason": self.reason,
            "remarks": list(self.remarks),
            "unchanged": self.is_unchanged,
            "candidates": [
                {
                    "client_id": alike.client_id,
                    "name": alike.name,
                    "score": alike.score,
                    "strength": alike.strength,
                    "reasons": [{"kind": kind, "detail": detail} for kind, detail in alike.reasons],
                }
                for alike in self.candidates
            ],
        }


@dataclass(frozen=True, slots=True)
class Counts:
    """How many rows came to what; ``unchanged`` of the duplicates said nothing new."""

    created: int = 0
    updated: int = 0
    duplicate: int = 0
    refused: int = 0
    unchanged: int = 0

    @property
    def rows(self) -> int:
        """All rows so far."""
        return self.created + self.updated + self.duplicate + self.refused

    def plus(self, results: Sequence[RowResult]) -> Counts:
        """Return the counts with more rows."""
        of = [result.outcome for result in results]
        return replace(
            self,
            created=self.created + of.count(Outcome.CREATED),
            updated=self.updated + of.count(Outcome.UPDATED),
            duplicate=self.duplicate + of.count(Outcome.DUPLICATE),
            refused=self.refused + of.count(Outcome.REFUSED),
            unchanged=self.unchanged + sum(result.is_unchanged for result in results),
        )

    @property
    def text(self) -> str:
        """Return the counts in words: ``1,204 created, 3 updated, 12 duplicates (2 unchanged), 1 refused``."""
        unchanged = f" ({self.unchanged:,} with nothing new)" if self.unchanged else ""
        duplicates = f"{self.duplicate:,} duplicate{'' if self.duplicate == 1 else 's'}{unchanged}"
        return f"{self.created:,} created, {self.updated:,} updated, {duplicates}, {self.refused:,} refused"


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did, or would do in a dry run.

    ``columns`` are pairs of what the file calls a column and what it was taken for, ``ignored`` the others. ``notices``
    are sentences for the user, such as that the same file was imported before. ``batch_id`` is what an undo asks for.
    """

    file: str
    described: str
    batch_id: int | None
    is_dry: bool
    counts: Counts
    columns: tuple[tuple[str, str], ...] = ()
    ignored: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()
    is_complete: bool = True
    resumed_from: int = 0
    """Rows that were taken in an earlier, interrupted run; they are part of the counts."""

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "file": self.file,
            "format": self.described,
            "batch": self.batch_id,
            "dry_run": self.is_dry,
            "complete": self.is_complete,
            "rows": self.counts.rows,
            "created": self.counts.created,
            "updated": self.counts.updated,
            "duplicate": self.counts.duplicate,
            "refused": self.counts.refused,
            "unchanged": self.counts.unchanged,
            "resumed_from": self.resumed_from,
            "columns": [{"header": header, "column": column} for header, column in self.columns],
            "ignored": list(self.ignored),
            "notices": list(self.notices),
        }


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import has come; ``share`` of the file passed, 0 to 1."""

    counts: Counts
    share: float
