"""How records look in lists: statuses, due dates, numbers and names as cells."""

from __future__ import annotations

from datetime import date, tzinfo

from trtui.domain import csi, phones, spoken
from trtui.domain.csi import Dueness, DueState
from trtui.domain.status import ClientStatus, ContactStatus
from trtui.ui.widgets.rows import Cell, Tone

NONE = Cell("–", "muted")
_TONES: dict[DueState, Tone] = {DueState.DUE: "due", DueState.OVERDUE: "overdue"}


def due(
    due_at: int | None,
    since: int | None,
    interval_days: int | None,
    now: int,
    zone: tzinfo,
    due_on: date | None = None,
) -> Cell:
    """Return a next call: ``● 3 d overdue`` in amber or red, ``in 9 d`` plain, a dash for none."""
    return next_call(csi.dueness(due_at, interval_days, now, zone, since, due_on))


def next_call(seen: Dueness) -> Cell:
    """Return a due date as it stands now."""
    if seen.state is DueState.NONE:
        return NONE
    return Cell(seen.label, _TONES.get(seen.state, ""), short_due(seen.label))


def short_due(label: str) -> str:
    """Return a due date for narrow columns, where its sign says that it has passed: ``▲ 29 d``, ``● 12:00``."""
    return label.removesuffix(" overdue").replace("today ", "")


def status(value: ClientStatus | ContactStatus) -> Cell:
    """Return a status as a list shows it."""
    said = value.label.replace("without placements", "w/o placements").replace(
        "with placements", "w/ placements"
    )
    short = value.short if isinstance(value, ClientStatus) else value.label.partition(" with")[0]
    return Cell(said, "muted" if value is ClientStatus.PROSPECT else "", short)


def phone(number: str) -> str:
    """Return a number as people here write it."""
    return phones.display(number) if number else ""


def ago(at: int | None, now: int, zone: tzinfo) -> Cell:
    """Return when something was last done, in words, or a dash for never."""
    return NONE if at is None else Cell(spoken.relative(at, now, zone))


def share(done: int, of: int, noun: str) -> str:
    """Return how many of those that were chosen it was done to: ``3 of 4 contacts``, ``4 contacts``."""
    return counted(of, noun) if done == of else f"{done:,} of {counted(of, noun)}"


def counted(number: int, noun: str, several: str = "") -> str:
    """Return a number with its noun: ``1 note``, ``3 notes``, ``2 vacancies``."""
    return f"{number:,} {noun if number == 1 else several or f'{noun}s'}"
