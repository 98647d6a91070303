"""The record under the cursor beside the list, without leaving it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, cast

from textual.containers import VerticalScroll

from trtui.desk import sections, summary
from trtui.domain import spoken
from trtui.domain.errors import TrtuiError
from trtui.domain.outcomes import OUTCOMES
from trtui.ui import shown
from trtui.ui.beside import beside
from trtui.ui.subjects import Subject, clients_of
from trtui.ui.widgets.cell_lines import CellLines, Line
from trtui.ui.widgets.rows import Cell

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

WIDE_ENOUGH = 140
"""Columns from which the pane is there by itself; narrower, a move of the cursor would send too much."""


class Peek(VerticalScroll, can_focus=False, inherit_bindings=False):
    """A pane that follows the cursor; shown by itself on wide terminals, by a key on others."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="pane -right")
        self._subject: Subject | None = None
        self._wanted: bool | None = None

    def compose(self):  # type: ignore[no-untyped-def]
        """Yield the lines."""
        yield CellLines(classes="peek-lines")

    def on_mount(self) -> None:
        """Be there or not, as the width says."""
        self._settle()

    @property
    def workspace(self) -> Workspace:
        """The app, as what it is."""
        return cast("Workspace", self.app)

    def toggle(self) -> None:
        """Show or hide the pane, whatever the width says."""
        self._wanted = not self.display
        self._settle()

    def settle(self) -> None:
        """Be there or not after the terminal changed its size."""
        self._settle()

    def show_subject(self, subject: Subject | None) -> None:
        """Show another record, or none."""
        if subject != self._subject:
            self._subject = subject
            if self.display:
                self._read()

    def _settle(self) -> None:
        self.display = self.app.size.width >= WIDE_ENOUGH if self._wanted is None else self._wanted
        if self.display:
            self._read()

    def _read(self) -> None:
        beside(self, partial(self._load, self._subject), "peek", exclusive=True)

    async def _load(self, subject: Subject | None) -> None:
        lines: list[Line] = [[Cell("Nothing is selected.", "muted")]]
        numbers = clients_of([subject]) if subject is not None else []
        if subject is not None and numbers:
            office = self.workspace.office
            try:
                head = await office.read(summary.summary, numbers[0])
                people = await office.read(sections.contacts, numbers[0])
                happened = await office.read(sections.activity, numbers[0], 6)
            except TrtuiError as error:
                lines = [[Cell(error.message, "overdue")]]
            else:
                lines = self._lines(head, people, happened, subject)
        if subject == self._subject:
            self.query_one(CellLines).show(lines)

    def _lines(
        self,
        head: summary.ClientSummary,
        people: tuple[sections.ContactLine, ...],
        happened: tuple[sections.ActivityLine, ...],
        subject: Subject,
    ) -> list[Line]:
        now, zone = self.workspace.office.clock.now(), self.workspace.office.clock.zone
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
                    shown.due(one.due_at, one.due_since, one.interval_days, now, zone),
                    Cell(f"  {spoken.exact(one.due_at, zone)}", "muted"),
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
            lines.append([f"{mark}{person.name}", Cell(f"  {person.role or person.job_title}", "muted")])
            if person.phone:
                lines.append(
                    [
                        Cell(f"    {shown.phone(person.phone)}", ""),
                        Cell(f"  {person.csi}" if person.csi else "", "accent"),
                    ]
                )
        if len(people) > 6:
            lines.append([Cell(f"  and {len(people) - 6} more", "muted")])
        if happened:
            lines.append([""])
        for event in happened:
            outcome = OUTCOMES.by_code(event.what)
            what = outcome.label if outcome else event.what.replace("_", " ")
            what = what[:1].upper() + what[1:]
            lines.append([Cell(f"{spoken.relative(event.at, now, zone):<9}", "muted"), what])
            if event.detail:
                lines.append([Cell(f"         “{event.detail.splitlines()[0]}”", "muted")])
        return lines
