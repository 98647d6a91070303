"""Removing several records of a client at once: one change, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from trtui.desk import jobs, notes, sites, touches
from trtui.desk.sections import ActivityLine, JobLine, NoteLine, SiteLine
from trtui.desk.stored_names import stored_as
from trtui.domain.errors import Invalid

if TYPE_CHECKING:
    from trtui.store.work import Work

Line = ActivityLine | JobLine | NoteLine | SiteLine


@stored_as("removal.remove")
def remove(work: Work, lines: Sequence[Line]) -> str:
    """Remove what lines stand for, and return what that was in words; if one is refused, none is removed.

    Raises Invalid for a line that cannot be removed, such as the record of a change.
    """
    for line in lines:
        found = _step(line)
        if found is None:
            raise Invalid("A change stays. It can be undone with u.")
        take_away, number = found
        take_away(work, number)
    what = named(lines)
    if len(lines) > 1:
        work.label = f"Remove {what}"
    return what


def can_go(line: Line) -> bool:
    """Tell whether what a line stands for can be removed."""
    return _step(line) is not None


def _step(line: Line) -> tuple[Callable[[Work, int], None], int] | None:
    match line:
        case JobLine():
            return jobs.remove, line.id
        case SiteLine(is_department=True):
            return sites.remove_department, line.id
        case SiteLine():
            return sites.remove, line.id
        case NoteLine(is_task=True):
            return notes.remove_task, line.id
        case NoteLine():
            return notes.remove_note, line.id
        case _:
            is_touch = line.key.startswith("t")
            return (touches.remove, int(line.key[1:])) if is_touch else None


def named(lines: Sequence[Line]) -> str:
    """Return what lines are, in words: ``3 notes``, ``1 vacancy``, ``4 notes and tasks``."""
    nouns = list(dict.fromkeys(_noun(line) for line in lines))
    if len(nouns) == 1:
        one, several = nouns[0]
        return f"{len(lines):,} {one if len(lines) == 1 else several}"
    *first, last = sorted(several for _, several in nouns)
    return f"{len(lines):,} {', '.join(first)} and {last}"


def _noun(line: Line) -> tuple[str, str]:
    match line:
        case JobLine():
            return "vacancy", "vacancies"
        case SiteLine():
            return ("department", "departments") if line.is_department else ("site", "sites")
        case NoteLine():
            return ("task", "tasks") if line.is_task else ("note", "notes")
        case _:
            return "touch", "touches"
