"""The one tree of errors; every message says what happened and what to do about it.

TrtuiError
├── Invalid            a value that cannot be taken (field names the input)
├── NotFound           no such record
├── Ambiguous          several records are called so
├── NotAllowed         the user may not do this
│   └── ShutOut        the user may not sit at this store any more
├── Conflict           somebody else changed it since
│   ├── StaleSave      a form was saved over newer values (field by field)
│   └── UndoRefused    an undo would overwrite somebody's later change
├── Duplicates         likely the same as existing clients
├── StoreUnavailable   the database cannot be opened, read or written now
│   └── SchemaTooNew   the database was made by a newer program
├── ConfigError        a configuration file or setting cannot be used
└── Unexpected         an error in the program, written down under a number
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from dataclasses import field as kept
from typing import Any


class TrtuiError(Exception):
    """The root of every error that a user may see; ``exit_code`` is the command line's answer."""

    exit_code = 1

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Invalid(TrtuiError):
    """A value that cannot be taken; ``field`` names the input it came from, or is empty."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.field = field


class NotFound(TrtuiError):
    """No such record."""


class Ambiguous(TrtuiError):
    """Several records are called so; ``candidates`` are their numbers and names, the likeliest first."""

    exit_code = 2

    def __init__(self, what: str, candidates: Sequence[tuple[int, str]], *, is_more: bool = False) -> None:
        listed = "".join(f"\n{number:>8}  {name}" for number, name in candidates)
        super().__init__(f"{what}:{listed}{chr(10) + '          …' if is_more else ''}")
        self.candidates = tuple(candidates)


class NotAllowed(TrtuiError):
    """The user may not do this."""

    exit_code = 4


class ShutOut(NotAllowed):
    """The user may not sit at this store any more; nothing that was read before may stay in sight."""


class Conflict(TrtuiError):
    """Somebody else changed the record since it was read."""

    exit_code = 5


@dataclass(frozen=True, slots=True)
class FieldConflict:
    """One field that two people changed: the value both started from, mine, and theirs.

    ``label`` is what people call the field, ``words`` are mine and theirs in words.
    """

    field: str
    base: Any
    mine: Any
    theirs: Any
    label: str = kept(default="", compare=False)
    words: tuple[str, str] = kept(default=("", ""), compare=False)


class StaleSave(Conflict):
    """A form saved over newer values: the fields both changed, who changed them and when (epoch seconds)."""

    def __init__(self, message: str, fields: Sequence[FieldConflict], by: str, at: int, version: int) -> None:
        super().__init__(message)
        self.fields = tuple(fields)
        self.by = by
        self.at = at
        self.version = version


class UndoRefused(Conflict):
    """An undo that would overwrite a later change; ``by`` and ``at`` say whose and when (epoch seconds).

    ``why`` is a sentence or two, ``verb`` what was refused: to undo, or to redo.
    """

    def __init__(self, why: str, by: str = "", at: int = 0, verb: str = "undo") -> None:
        super().__init__(f"Cannot {verb}: {why} Nothing was changed.")
        self.why = why
        self.by = by
        self.at = at


class Duplicates(TrtuiError):
    """Likely the same as existing clients; ``candidates`` holds them, most likely first."""

    exit_code = 3

    def __init__(self, message: str, candidates: Sequence[Any]) -> None:
        super().__init__(message)
        self.candidates = tuple(candidates)


class StoreUnavailable(TrtuiError):
    """The database cannot be opened, read or written now."""


class SchemaTooNew(StoreUnavailable):
    """The database was made by a newer program."""


class ConfigError(TrtuiError):
    """A configuration file or a setting cannot be used."""

    exit_code = 2


class Unexpected(TrtuiError):
    """An error in the program that was written down as an incident; it concerns ``what`` alone."""

    def __init__(self, number: str, what: str, rest: str = "the rest still works") -> None:
        super().__init__(f"{what} failed (incident {number}); {rest}.")
        self.number = number

    def concerning(self, what: str, rest: str = "the rest still works") -> Unexpected:
        """Return the error with other words for what failed, and for what goes on."""
        return Unexpected(self.number, what, rest)
