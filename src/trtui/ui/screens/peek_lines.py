"""What the peek pane says of a client."""

from __future__ import annotations

from trtui.desk import sections, summary
from trtui.domain import spoken
from trtui.domain.time import Clock
from trtui.ui import shown
from trtui.ui.subjects import Subject
from trtui.ui.widgets.cell_lines import Line
from trtui.ui.widgets.rows import Cell

NOTES = 3
"""Notes that are shown: about a contact those about them, about a client the pinned ones."""


def peek_lines(
    head: summary.ClientSummary,
    people: tuple[sections.ContactLine, ...],
    happened: tuple[sections.ActivityLine, ...],
    notes: tuple[sections.NoteLine, ...],
    subject: Subject,
    clock: Clock,
) -> list[Line]:
    """Return a client at a glance: how it stands, whom to call, its people and what happened last."""
    now, zone = clock.now(), clock.zone
    lines: list[Line] = [
        [Cell(head.name, "strong")],
        [f"{head.status.value.glyph} {head.status.value.label}"],
        [Cell(head.status.because.sentence, "muted")],
    ]
    for label, value in (
        ("Owner", head.owner),
        ("Where", " ".join(part for part in (head.town, head.postcode) if part)),
        ("Phone", shown.phone(head.phone)),
        ("Web", head.website),
        ("№", head.number),
        ("Tags", ", ".join(head.tags)),
    ):
        if value:
            lines.append([Cell(f"{label:<6}", "muted"), value])
    if head.next_call is not None:
        one = head.next_call
        lines.append(
            [
                Cell("Next  ", "muted"),
                f"{one.contact} ",
                shown.due(one.due_at, one.due_since, one.interval_days, now, zone, one.due_on),
                Cell(f"  {spoken.exact(one.due_on or one.due_at, zone)}", "muted"),
            ]
        )
    lines.append([""])
    for person in people[:6]:
        mark = (
            "★ "
            if person.is_primary
            else "▸ "
            if subject.kind == "contact" and person.contact_id == subject.id
            else "  "
        )
        name = f"{person.name} (archived)" if person.is_archived else person.name
        lines.append([f"{mark}{name}", Cell(f"  {person.role or person.job_title}", "muted")])
        if person.phone:
            lines.append(
                [
                    Cell(f"    {shown.phone(person.phone)}", ""),
                    Cell(f"  {person.csi}" if person.csi else "", "accent"),
                ]
            )
    if len(people) > 6:
        lines.append([Cell(f"  and {len(people) - 6} more", "muted")])
    about = [
        one
        for one in notes
        if not one.is_task and (one.contact_id == subject.id if subject.kind == "contact" else one.is_pinned)
    ]
    if about:
        lines.append([""])
    for note in about[:NOTES]:
        lines.append([Cell("⚑ " if note.is_pinned else "✎ ", "muted"), " ".join(note.text.split())])
    if happened:
        lines.append([""])
    for event in happened:
        lines.append([Cell(f"{spoken.relative(event.at, now, zone):<11}", "muted"), event.said])
        if event.detail:
            lines.append([Cell(f"           “{event.detail.splitlines()[0]}”", "muted")])
    return lines
