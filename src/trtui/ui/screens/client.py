"""Client summary: the head of one client, and its sections chosen by digit."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget

from trtui.desk import assignment, contacts, notes, search, sections, summary
from trtui.desk.sections import ContactLine, NoteLine
from trtui.desk.summary import ClientSummary
from trtui.domain.errors import NotFound, TrtuiError
from trtui.ui import copying, reassigning, verbs
from trtui.ui.actions import Scope
from trtui.ui.beside import beside
from trtui.ui.menu import Choice
from trtui.ui.peeking_place import NOT_CHOSEN, PeekingPlace
from trtui.ui.screens import client_forms, client_lines, contact_status, history_list
from trtui.ui.screens.client_head import head_lines, tabs
from trtui.ui.screens.client_peek import LONG, about_person, facts_of
from trtui.ui.screens.client_sections import BY_NAME, SECTIONS, Section, Seen, overview_rows
from trtui.ui.screens.client_table import ContactTable, NoteTable, SectionTable
from trtui.ui.shown import counted
from trtui.ui.subjects import Subject, Trail
from trtui.ui.text import clip
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.arrangement import Arrangement, text_of
from trtui.ui.widgets.cell_lines import CellLines
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.peek_pane import Listing, PeekPane
from trtui.ui.widgets.rows import Cell, Row
from trtui.ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from trtui.ui.screens.client_register import Known


class ClientPlace(PeekingPlace):
    """Everything about one client."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.CLIENT, Scope.GLOBAL)
    PLACE = "‹"

    def __init__(
        self,
        client_id: int,
        trail: Trail | None = None,
        section: str = "overview",
        contact_id: int | None = None,
    ) -> None:
        super().__init__()
        self.client_id = client_id
        self.trail = trail
        self.section = BY_NAME["contacts" if contact_id is not None else section]
        self.head: ClientSummary | None = None
        self.known: Known | None = None
        """What the register says of the client, where it has a number."""
        self._wanted = None if contact_id is None else ("contact", contact_id)
        self._arrangements = {section.name: Arrangement() for section in SECTIONS}
        self._brought: dict[str, bool] = {}
        self._lines: dict[object, Any] = {}

    def again(self) -> ClientPlace:
        """Return a place that shows the same client and section."""
        return ClientPlace(self.client_id, self.trail, self.section.name)

    def compose_body(self) -> Iterable[Widget]:
        """Yield head, section names, the lists of which one is shown, and the peek pane."""
        yield CellLines(id="head")
        yield CellLines(id="tabs")
        with Listing():
            yield ContactTable((), id="contacts")
            yield NoteTable((), id="notes")
            yield SectionTable((), id="section")
            yield PeekPane()

    def on_mount(self) -> None:
        """Show the section that was asked for, and that the client is being read."""
        self.query_one("#head", CellLines).show([[Cell("Reading …", "muted")]])
        self._turn(self.section)

    # Reading

    async def load(self) -> None:
        """Read the head and the section in front."""
        section = self.section
        self.head = head = await self.office.read(summary.summary, self.client_id)
        # asked before the head is drawn, so that the list below never moves
        self.known = await self._on_register(head)
        self._show_head(head)
        await self._load_section(section, head)
        self.start(partial(self.office.operate, search.opened, self.client_id), "remember the visit")

    def show_error(self, error: TrtuiError) -> None:
        """Leave a client that is no longer there, such as one whose addition was undone; tell any other error."""
        if isinstance(error, NotFound) and self.is_current:
            beside(
                self.workspace,
                partial(self._leave_behind, self.status.said or error.message),
                "leave a client",
            )
        else:
            super().show_error(error)

    async def _leave_behind(self, said: str) -> None:
        self.workspace.take_away(self)
        self.workspace.tell(said)

    async def _load_section(self, section: Section, head: ClientSummary) -> None:
        seen = self._seen_now
        if section.read is None:
            people = await self._people()
            notes_and_tasks = await self.office.read(sections.notes, self.client_id)
            rows: list[Row] = overview_rows(head, people, notes_and_tasks, seen)
            if self.known is not None:
                rows += self.known.rows(seen)
            found: Sequence[Any] = ()
        else:
            brought = section.brings_along(self._arrangements[section.name].text)
            found = await self.office.read(section.read, self.client_id, **brought)
            rows = [section.row(one, seen) for one in found]
            self._brought = brought
        if section is self.section:
            self._lines = dict(zip((row.key for row in rows), found, strict=False))
            self._front.empty = section.empty
            self._front.show_rows(rows, keep=True)
            self._go_to_wanted()
            self._wanted = None
            self.show_peek()

    async def _on_register(self, head: ClientSummary) -> Known | None:
        if not head.number:
            return None
        module = "trtui.ui.screens.client_register"
        if module not in sys.modules:
            await self.office.load(module)  # in the store's own thread: the screen does not wait for it
        from trtui.ui.screens import client_register

        return await self.office.read(client_register.read, self.client_id)

    def _go_to_wanted(self) -> None:
        key = next((key for key in self._lines if isinstance(key, tuple) and key[:2] == self._wanted), None)
        if key is not None:
            self._wanted = None
            self.start(partial(self._front.go_to, key), "go to a record")

    @property
    def _seen_now(self) -> Seen:
        return Seen(self.office.clock.now(), self.office.clock.zone)

    def _show_head(self, head: ClientSummary) -> None:
        trail = self.trail
        origin = (trail.origin or trail.name).capitalize() if trail else "trtui"
        self.header.show(f"‹ {origin}", head.name, trail.label if trail else "")
        seen = self._seen_now
        amiss = self.known.head_line(seen) if self.known else None
        self.query_one("#head", CellLines).show(head_lines(head, seen, amiss))
        self.query_one("#tabs", CellLines).show([tabs(self.section)])
        self.status.show("")

    # Sections

    @property
    def _front(self) -> SectionTable:
        own = self.section.name if self.section.name in ("contacts", "notes") else "section"
        return self.query_one(f"#{own}", SectionTable)

    def act_section(self, verb: str) -> None:
        """Show another section."""
        if BY_NAME[verb] is not self.section:
            self._turn(BY_NAME[verb])
            self.reload()

    def act_pane(self, verb: str) -> None:
        """Show the next or previous section."""
        at = SECTIONS.index(self.section) + (1 if verb == "next" else -1)
        self.act_section(SECTIONS[at % len(SECTIONS)].name)

    def _turn(self, section: Section) -> None:
        self.section = section
        for table in self.query(SectionTable):
            table.display = table is self._front
        self._lines = {}
        self._front.turn(section, self._arrangements[section.name])
        self._front.focus()
        self.query_one("#tabs", CellLines).show([tabs(section)])
        self.follow_filter()
        self.count_marks()

    # The filter, and what it brings along

    def on_arranged_table_arranged(self, event: ArrangedTable.Arranged) -> None:
        """Read former contacts or finished tasks too while the filter names them."""
        if event.table is self._front and self.section.read is not None and self.head is not None:
            brought = self.section.brings_along(event.table.arrangement.text)
            if brought != self._brought:
                self._brought = brought
                self.reload()

    def why_list_sort(self) -> str | None:
        """Say that facts have no columns to sort by."""
        return "The overview has its order" if self.section.read is None else None

    # What is under the cursor, or marked

    @property
    def lines(self) -> list[Any]:
        """The marked lines of the section, else the one under the cursor."""
        return [self._lines[key] for key in self._front.targets if key in self._lines]

    @property
    def line(self) -> Any:
        """The first of the lines that verbs act on, or none."""
        return next(iter(self.lines), None)

    @property
    def subjects(self) -> Sequence[Subject]:
        """The marked contacts or the one under the cursor; in other sections the client."""
        people = [one for one in self.lines if isinstance(one, ContactLine)]
        if people:
            return [Subject("contact", one.contact_id, self.client_id, one.name) for one in people]
        return (self._client,)

    @property
    def _client(self) -> Subject:
        return Subject("client", self.client_id, self.client_id, self.head.name if self.head else "")

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Edit what was opened; a vacancy asks what is to be done with it."""
        self.start(partial(self.shell.perform, "record.edit"), "open a row")

    # The peek

    def fill_peek(self, pane: PeekPane) -> None:
        """Show the whole of the line under the cursor."""
        row = self._front.current
        line = None if row is None else self._lines.get(row.key)
        if isinstance(line, ContactLine):
            self.start(partial(self._peek_at_contact, pane, line), "peek", exclusive=True)
        elif line is not None:
            pane.show(facts_of(line, self._seen_now))
        elif row is not None:
            pane.show([Fact("", cell, LONG) for cell in row.cells if text_of(cell)])
        else:
            pane.show(NOT_CHOSEN)

    async def _peek_at_contact(self, pane: PeekPane, line: ContactLine) -> None:
        form = await self.office.read(contacts.values, line.contact_id)
        there = await self.office.read(sections.notes, self.client_id)
        about = [one for one in there if not one.is_task and one.contact_id == line.contact_id]
        pane.show([*facts_of(line, self._seen_now, form.values), *about_person(about, self._seen_now)])

    # Adding, editing, removing, copying

    async def act_record_new(self) -> None:
        """Add what belongs to the section."""
        if self.section.name == "activity":
            await verbs.log_touch(self.workspace, self.subjects[0])
        else:
            people = await self._people()
            added = await client_lines.add(self.workspace, self.client_id, self.section.name, people)
            if added is not None:
                self._wanted = added  # the list is being read again: it goes there as soon as it has it
                self._go_to_wanted()

    async def act_record_edit(self) -> None:
        """Edit what is under the cursor."""
        if self.section.name == "overview":
            await client_forms.edit_client(self.workspace, self.client_id)
        elif self.line is None:
            self.shell.tell("Nothing is selected. Press n for something new.", "warning")
        else:
            await client_lines.edit(self.workspace, self.client_id, self.line, await self._people())

    async def act_record_remove(self) -> None:
        """Delink the marked contacts, or remove the marked records; everything can be undone."""
        if self.section.name == "overview":
            await self._archive()
        elif not self.lines:
            self.shell.tell("Nothing is selected.", "warning")
        elif await client_lines.remove(self.workspace, self.client_id, self.lines):
            self._front.clear_marks()

    async def act_record_copy(self) -> None:
        """Copy the text of what is under the cursor, or one line for each marked record."""
        rows = [row for row in map(self._front.row_of, self._front.targets) if row is not None]
        if self.section.name == "overview" and rows:
            facts = ["  ".join(filter(None, map(text_of, row.cells))) for row in rows]
            said = text_of(rows[0].cells[1]) if len(rows) == 1 else "\n".join(facts)
            label = facts[0] if len(rows) == 1 else counted(len(rows), "line")
            await copying.of_one(self.workspace, self._client, Choice(clip(label, 50), said, "l"))
        elif len(self.lines) == 1 and isinstance(self.line, ContactLine):
            await copying.of_one(self.workspace, self.subjects[0])
        else:
            await client_lines.copy(self.workspace, self.lines)

    async def act_text_edit(self) -> None:
        """Edit the text of a note, a task, a vacancy or a department in $EDITOR."""
        await client_lines.edit_text(self.workspace, self.client_id, self.line)

    def why_text_edit(self) -> str | None:
        """Say where there is no text to edit."""
        return client_lines.why_no_text(self.section.name, self.line)

    async def act_record_history(self) -> None:
        """Show who changed what of the line under the cursor, or of the client."""
        record = history_list.record_of(self.line)
        if record is None:
            await verbs.history(self.workspace, (self._client,))
        else:
            await history_list.show(self.workspace, record, client_lines.title_of(self.line))

    async def act_contact_assign(self) -> None:
        """Assign people to this client; marked contacts are taken along to another one."""
        people = self.subjects if len(self._front.marks) else ()
        await self.workspace.visit_assign(people or (self._client,), None if people else self.trail)

    async def act_contact_primary(self) -> None:
        """Make the contact under the cursor the primary one."""
        line = self.line
        if isinstance(line, ContactLine):
            await self.office.write(assignment.make_primary, self.client_id, line.contact_id)
            self.workspace.changed(f"{line.name} is the primary contact. u undoes.")

    def why_contact_primary(self) -> str | None:
        """Say that only a contact can be the primary one, and have a role."""
        return None if isinstance(self.line, ContactLine) else "Choose a contact first: 2 shows them"

    why_contact_role = why_contact_primary

    async def act_contact_put_back(self) -> None:
        """Take the marked contacts, or the one under the cursor, back into the call queue."""
        await verbs.put_back(self.workspace, self.subjects)

    async def act_call_reassign(self) -> None:
        """Give the call-backs agreed with the contacts to a colleague or to everyone."""
        await reassigning.of_contacts(self.workspace, self.subjects)

    async def act_contact_role(self) -> None:
        """Set what the contact is at this client."""
        if self.line is not None:
            await client_lines.role(self.workspace, self.client_id, self.line)

    # The menu of the client

    async def act_client_override(self) -> None:
        """Set the status of the contact under the cursor by hand, or that of the client."""
        line = self.line
        if isinstance(line, ContactLine) and line.to_at is None:
            if not await contact_status.override(self.workspace, line):
                return
        await self.act_client("override")

    async def _archive(self) -> None:
        if self.head is not None:
            firm = [(self.client_id, self.head.name)]
            is_archived = self.head.archived_at is not None
            await (verbs.restore_clients if is_archived else verbs.archive_clients)(self.workspace, firm)

    async def act_note_pin(self) -> None:
        """Keep a note at the top, or let it go down with the others."""
        line = self.line
        if isinstance(line, NoteLine) and not line.is_task:
            await self.office.write(notes.pin_note, line.id, not line.is_pinned)
            self.workspace.changed(
                "Let go down with the others. u undoes." if line.is_pinned else "Pinned. u undoes."
            )

    def why_note_pin(self) -> str | None:
        """Say that only notes are pinned."""
        line = self.line
        return None if isinstance(line, NoteLine) and not line.is_task else "Only a note is pinned"

    # The register

    async def act_register_take(self) -> None:
        """Choose the company that this client is, and take what the register says of it."""
        from trtui.ui.screens import client_register

        if self.head is not None:
            await client_register.take(self.workspace, self.head)

    # Other records of the list

    async def act_record_next(self) -> None:
        """Go to the next client of the list this one was opened from."""
        await self._step(1)

    async def act_record_previous(self) -> None:
        """Go to the previous client of the list."""
        await self._step(-1)

    async def _step(self, by: int) -> None:
        trail = self.trail.step(by) if self.trail else None
        if trail is None:
            self.shell.tell(
                "The end of the list." if self.trail else "This client was not opened from a list."
            )
            return
        self.trail, self.client_id = trail, trail.client_ids[trail.at]
        self._front.clear_marks()
        for arrangement in self._arrangements.values():
            arrangement.text = ""
        self.follow_filter()
        self.reload()

    async def _people(self) -> Sequence[sections.ContactLine]:
        return await self.office.read(sections.contacts, self.client_id)
