"""What the peek says of a line of a client's sections: all of it, with exact dates."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from trtui.desk.sections import ActivityLine, ContactLine, JobLine, NoteLine, SiteLine
from trtui.domain import spoken
from trtui.ui import shown
from trtui.ui.screens.client_sections import Seen
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.rows import Cell

LONG = 40
"""Lines that a long text may take; the pane scrolls under the wheel."""


def facts_of(line: Any, seen: Seen, values: Mapping[str, Any] | None = None) -> Sequence[Fact]:
    """Return the facts about a line; ``values`` are those of a contact's form, where they were read."""
    match line:
        case ContactLine():
            facts = _contact(line, seen, values or {})
        case ActivityLine():
            facts = [
                Fact("", Cell(line.said, "strong"), 3),
                Fact("When", spoken.exact(line.at, seen.zone)),
                Fact("Who", line.who),
                Fact("With", line.contact),
                Fact("", line.detail, LONG),
            ]
        case JobLine():
            facts = [
                Fact("", Cell(line.title, "strong"), 3),
                Fact("Status", line.status),
                Fact("Kind", line.kind),
                Fact("Contact", line.contact),
                Fact("Since", f"{spoken.exact(line.registered_at, seen.zone)}, {line.registered_by}"),
                Fact("Filled", "" if line.filled_at is None else spoken.exact(line.filled_at, seen.zone)),
                Fact("Placed", line.candidates or (str(line.placements) if line.placements else ""), 3),
                Fact("", line.note, LONG),
            ]
        case SiteLine():
            facts = [
                Fact("", Cell(line.name or line.town or line.address, "strong"), 3),
                Fact("Kind", "department" if line.is_department else line.kind),
                *(
                    Fact(label, text, 2)
                    for label, text in (
                        ("Address", line.line1),
                        (" ", line.line2),
                        ("Town", line.town),
                        ("County", line.county),
                        ("Postcode", line.postcode),
                        ("Country", line.country),
                        ("Phone", shown.phone(line.phone)),
                        ("Website", line.website),
                    )
                ),
                Fact("", line.note, LONG),
            ]
        case NoteLine():
            facts = _note(line, seen)
        case _:
            facts = []
    return [fact for fact in facts if _text(fact.value)]


def _contact(line: ContactLine, seen: Seen, values: Mapping[str, Any]) -> list[Fact]:
    due = shown.due(line.due_at, line.due_since, line.interval_days, seen.now, seen.zone, line.due_on)
    when = (
        f"{due.text}, {spoken.exact(line.due_on or line.due_at, seen.zone)}"
        if line.due_at is not None
        else ""
    )
    numbers = dict.fromkeys(
        shown.phone(str(number))
        for number in (line.phone, values.get("phone"), values.get("mobile"))
        if number
    )
    emails = dict.fromkeys(str(email) for email in (line.email, values.get("email")) if email)
    return [
        Fact("", Cell(f"★ {line.name}" if line.is_primary else line.name, "strong"), 2),
        Fact("", Cell("archived; x brings it back" if line.is_archived else "", "muted"), 2),
        Fact("Role", line.role),
        Fact("Title", line.job_title),
        *(Fact("☎" if not at else " ", number) for at, number in enumerate(numbers)),
        *(Fact("E-mail", email, 2) for email in emails),
        Fact("CSI", line.csi),
        Fact("Next", _next(line, Cell(when, due.tone)), 2),
        Fact("Likes", str(values.get("best_time") or "")),
        Fact("Status", line.status.value.label),
        Fact(" ", Cell(line.status.because.sentence, "muted"), 2),
        Fact(
            "Last contact", "" if line.last_touch_at is None else spoken.exact(line.last_touch_at, seen.zone)
        ),
        Fact("Since", spoken.exact(line.from_at, seen.zone)),
        Fact("Left", "" if line.to_at is None else spoken.exact(line.to_at, seen.zone)),
    ]


def _next(line: ContactLine, due: Cell) -> Cell:
    """Return the date of the next call, or why there is none."""
    if line.blocked:
        return Cell(f"not in the call queue: {line.blocked}", "due")
    if line.due_at is None and line.to_at is None and not line.is_archived:
        return Cell("not in the call queue: no CSI code", "muted")
    return due


def about_person(notes: Sequence[NoteLine], seen: Seen) -> list[Fact]:
    """Return the notes about a person, in their order, each with who wrote it when."""
    facts = []
    for note in notes:
        facts.append(Fact("Pinned" if note.is_pinned else "Note", note.text, LONG))
        facts.append(Fact("", Cell(f"{spoken.exact(note.at, seen.zone)}, {note.who}", "muted"), 2))
    return facts


def _note(line: NoteLine, seen: Seen) -> list[Fact]:
    if not line.is_task:
        return [
            Fact("", line.text, LONG),
            Fact("Written", f"{spoken.exact(line.at, seen.zone)}, {line.who}"),
            Fact("About", line.contact),
        ]
    return [
        Fact("", Cell(line.text, "strong"), LONG),
        Fact("Due", "" if line.due_at is None else spoken.exact(line.due_on or line.due_at, seen.zone)),
        Fact("Kind", line.kind),
        Fact("For", line.assigned_to),
        Fact("Team", line.team),
        Fact("About", line.contact),
        Fact("Added", f"{spoken.exact(line.at, seen.zone)}, {line.who}"),
        Fact("Done", "" if line.done_at is None else spoken.exact(line.done_at, seen.zone)),
    ]


def _text(value: str | Cell) -> str:
    return value.text if isinstance(value, Cell) else value
