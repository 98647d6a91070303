"""What happens when the program fails: a log without personal data, and one sentence for the user.

Tracebacks are written as types and places in our source only. Neither local variables nor the messages of
errors are kept: both carry names, numbers and passwords.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType

from trtui.domain.time import Clock

LOG_NAME = "incidents.log"
LOG_BYTES = 262_144
"""Size at which the log starts again; the one before is kept beside it."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One failure: its number, which the user can tell, and where it was written down."""

    number: str
    log: Path | None

    @property
    def message(self) -> str:
        """What the user reads after the program is gone."""
        where = f" What happened is in {self.log} (no personal data)." if self.log else ""
        return (
            f"trtui stopped because of an error in it: incident {self.number}.{where} What was saved is safe."
        )


def outline(error: BaseException) -> str:
    """Return an error and its causes as types, files, lines and functions."""
    return "\n".join(_lines(error))


def _lines(error: BaseException) -> Iterator[str]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield f"{type(link).__module__}.{type(link).__qualname__}"
        yield from _frames(link.__traceback__)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
        if link is not None:
            yield "after"


def _frames(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        code = trace.tb_frame.f_code
        yield f"  {code.co_filename}:{trace.tb_lineno} {code.co_qualname}"
        trace = trace.tb_next


@dataclass(frozen=True, slots=True)
class IncidentLog:
    """Where incidents are written down."""

    folder: Path
    clock: Clock | None = None
    version: str = ""

    def record(self, error: BaseException) -> Incident:
        """Write an error down and return its incident; never fails itself: without a file it has no log."""
        number = _number()
        entry = f"{self._time()} incident {number} trtui {self.version}\n{outline(error)}\n\n"
        try:
            return Incident(number, self._append(entry))
        except OSError:
            return Incident(number, None)

    def _time(self) -> str:
        if self.clock is None:
            return "some time"
        return datetime.fromtimestamp(self.clock.now(), self.clock.zone).isoformat(timespec="seconds")

    def _append(self, entry: str) -> Path:
        log = self.folder / LOG_NAME
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if log.exists() and log.stat().st_size > LOG_BYTES:
            log.replace(log.with_suffix(".old"))
        descriptor = os.open(log, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(descriptor, "a", encoding="utf-8") as file:
            file.write(entry)
        return log


def _number() -> str:
    from secrets import token_hex

    return token_hex(4)


def record(error: BaseException, log: IncidentLog | None) -> Incident:
    """Write an error down where there is a log, and return its incident."""
    return log.record(error) if log is not None else Incident(_number(), None)
