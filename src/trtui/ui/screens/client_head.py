"""The head of a client's summary: who it is, how it stands and why, what is next; and the names of the sections."""

from __future__ import annotations

from collections.abc import Sequence

from trtui.desk.summary import ClientSummary
from trtui.ui import shown
from trtui.ui.screens.client_sections import SECTIONS, Section, Seen
from trtui.ui.widgets.cell_lines import Line
from trtui.ui.widgets.rows import Cell


def head_lines(head: ClientSummary, seen: Seen, amiss: Line | None = None) -> Sequence[Line]:
    """Return the lines above the sections; ``amiss`` is what the register says that people should know."""
    value = head.status.value
    facts = [
        f"Owner {head.owner}" if head.owner else "No owner",
        " ".join(part for part in (head.town, head.postcode) if part),
        shown.phone(head.phone),
        head.website,
        f"№ {head.number}" if head.number else "",
    ]
    lines: list[Line] = [
        [
            Cell(f"{value.glyph} {value.label}", "strong"),
            Cell(f"  {head.status.because.sentence}", "muted"),
        ],
        [" · ".join(fact for fact in facts if fact)],
        _next_call(head, seen),
    ]
    if head.banner:
        lines.append([Cell(f"! {head.banner}", "due")])
    if amiss is not None:
        lines.append(amiss)
    if head.archived_at is not None:
        lines.append(
            [Cell("Archived: hidden from lists and search. Press . then x to bring it back.", "overdue")]
        )
    return lines


def _next_call(head: ClientSummary, seen: Seen) -> Line:
    call: list[str | Cell] = ["Next call "]
    if head.next_call is None:
        call.append(Cell("none planned", "muted"))
    else:
        one = head.next_call
        due = shown.due(one.due_at, one.due_since, one.interval_days, seen.now, seen.zone, one.due_on)
        call += [f"{one.contact} ", due]
    if head.tags:
        call.append(Cell("   " + " ".join(f"#{tag}" for tag in head.tags), "accent"))
    if head.claimed_by:
        who = "you are" if head.is_claimed_by_me else f"{head.claimed_by} is"
        call.append(Cell(f"   ◐ {who} on a call", "due"))
    return call


def tabs(chosen: Section) -> Line:
    """Return the names of the sections with their digits."""
    return [
        Cell(
            f"{'▸' if section is chosen else ' '}{number} {section.label} ",
            "accent" if section is chosen else "muted",
        )
        for number, section in enumerate(SECTIONS, 1)
    ]
