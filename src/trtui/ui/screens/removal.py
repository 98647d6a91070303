"""Removing several records of a client at once: one question, one change, one undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from trtui.desk import jobs, notes, sites, touches
from trtui.desk.sections import ActivityLine, JobLine, NoteLine, SiteLine
from trtui.ui.shown import counted

Step = tuple[Callable[[Any, int], None], int]
"""A use case of the desk and the number of the record that it takes away."""
Line = ActivityLine | JobLine | NoteLine | SiteLine


def remove(work: Any, steps: Sequence[Step], label: str) -> int:
    """Carry out several removals as one change; if one of them is refused, none is done."""
    for take_away, number in steps:
        take_away(work, number)
    work.label = label
    return len(steps)


def step(line: Line) -> Step | None:
    """Return what takes a line away; none for what cannot be, such as the record of a change."""
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
        return counted(len(lines), *nouns[0])
    return f"{len(lines):,} {' and '.join(sorted(several for _, several in nouns))}"


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
