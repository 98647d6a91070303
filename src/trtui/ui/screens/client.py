"""Client summary: the head of one client, and its sections chosen by digit."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.widget import Widget

from trtui.desk import assignment, jobs, notes, search, sections, sites, summary
from trtui.desk.summary import ClientSummary
from trtui.domain.errors import NotFound, TrtuiError
from trtui.ui import shown, verbs
from trtui.ui.actions import Scope
from trtui.ui.beside import beside
from trtui.ui.desk_place import DeskPlace
from trtui.ui.keymap import bindings
from trtui.ui.menu import Choice
from trtui.ui.screens import client_forms, client_menu
from trtui.ui.screens.client_sections import BY_NAME, SECTIONS, Section, Seen, overview_rows
from trtui.ui.subjects import Subject, Trail
from trtui.ui.widgets.cell_lines import CellLines, Line
from trtui.ui.widgets.rows import Cell, Row
from trtui.ui.widgets.virtual_table import VirtualTable


class SectionTable(VirtualTable):
    """The list of one section; its columns change with the section."""

    def turn(self, section: Section) -> None:
        """Become the list of another section, empty until its rows are there."""
        self.columns, self.empty = section.columns, section.empty
        self.clear_marks()
        self.show_rows((), keep=False)
        self.on_resize()


class ContactTable(SectionTable):
    """The list of contacts, with the keys that people need."""

    BINDINGS = [*bindings(Scope.CONTACTS)]


class ClientPlace(DeskPlace):
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
        self.former = False
        self._wanted_contact = contact_id
        self._lines: dict[object, Any] = {}

    def again(self) -> DeskPlace:
        """Return a place that shows the same client and section."""
        return ClientPlace(self.client_id, self.trail, self.section.name)

    def compose_body(self) -> Iterable[Widget]:
        """Yield head, section names and the two lists of which one is shown."""
        yield CellLines(id="head")
        yield CellLines(id="tabs")
        yield ContactTable(BY_NAME["contacts"].columns, empty=BY_NAME["contacts"].empty, id="contacts")
        yield SectionTable((), id="section", header=True)

    def on_mount(self) -> None:
        """Show the section that was asked for."""
        self._turn(self.section)

    # Reading

    async def load(self) -> None:
        """Read the head and the section in front."""
        section = self.section
        self.head = head = await self.office.read(summary.summary, self.client_id)
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
        await self.workspace.act_place_back()
        self.workspace.tell(said)

    async def _load_section(self, section: Section, head: ClientSummary) -> None:
        seen = Seen(self.office.clock.now(), self.office.clock.zone)
        if section.read is None:
            people = await self._people()
            notes_and_tasks = await self.office.read(sections.notes, self.client_id)
            rows: list[Row] = overview_rows(head, people, notes_and_tasks, seen)
            self._lines = {}
        else:
            options = {"former": self.former} if section.name == "contacts" else {}
            found = await self.office.read(section.read, self.client_id, **options)
            rows = [section.row(one, seen) for one in found]
            self._lines = {row.key: one for row, one in zip(rows, found, strict=True)}
        if section is self.section:
            self._front.show_rows(rows, keep=True)
            self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted_contact is not None:
            key = next(
                (key for key, one in self._lines.items() if one.contact_id == self._wanted_contact), None
            )
            self._wanted_contact = None
            if key is not None:
                self.start(partial(self._front.go_to, key), "go to the contact")

    def _show_head(self, head: ClientSummary) -> None:
        trail = self.trail.label if self.trail else ""
        self.header.show(f"‹ {self.trail.name.capitalize() if self.trail else 'trtui'}", head.name, trail)
        self.query_one("#head", CellLines).show(self._head_lines(head))
        self.query_one("#tabs", CellLines).show([self._tabs()])
        self.status.show("", f"№ {head.id}")

    def _head_lines(self, head: ClientSummary) -> list[Line]:
        now, zone = self.office.clock.now(), self.office.clock.zone
        value = head.status.value
        lines: list[Line] = [
            [
                Cell(f"{value.glyph} {value.label}", "strong"),
                Cell(f"  {head.status.because.sentence}", "muted"),
            ]
        ]
        facts = [
            f"Owner {head.owner}" if head.owner else "No owner",
            " ".join(part for part in (head.town, head.postcode) if part),
            shown.phone(head.phone),
            head.website,
            f"№ {head.number}" if head.number else "",
        ]
        lines.append([" · ".join(fact for fact in facts if fact)])
        call: list[str | Cell] = ["Next call "]
        if head.next_call is None:
            call.append(Cell("none planned", "muted"))
        else:
            one = head.next_call
            call += [f"{one.contact} ", shown.due(one.due_at, one.due_since, one.interval_days, now, zone)]
        if head.tags:
            call.append(Cell("   " + " ".join(f"#{tag}" for tag in head.tags), "accent"))
        if head.claimed_by:
            call.append(Cell(f"   ◐ {head.claimed_by} is on a call", "due"))
        lines.append(call)
        if head.banner:
            lines.append([Cell(f"! {head.banner}", "due")])
        if head.archived_at is not None:
            lines.append(
                [Cell("Archived: hidden from lists and search. Press . then x to bring it back.", "overdue")]
            )
        return lines

    def _tabs(self) -> Line:
        cells: list[str | Cell] = []
        for number, section in enumerate(SECTIONS, 1):
            chosen = section is self.section
            cells.append(
                Cell(f"{'▸' if chosen else ' '}{number} {section.label} ", "accent" if chosen else "muted")
            )
        return cells

    # Sections

    @property
    def _front(self) -> SectionTable:
        return self.query_one("#contacts" if self.section.name == "contacts" else "#section", SectionTable)

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
        if section.name != "contacts":
            self._front.turn(section)
        self._front.focus()
        self.query_one("#tabs", CellLines).show([self._tabs()])

    # What is under the cursor

    @property
    def _line(self) -> Any:
        current = self._front.current
        return None if current is None else self._lines.get(current.key)

    @property
    def subjects(self) -> Sequence[Subject]:
        """The marked contacts or the one under the cursor; in other sections the client."""
        if self.section.name == "contacts":
            found = [self._lines[key] for key in self._front.targets if key in self._lines]
            if found:
                return [Subject("contact", one.contact_id, self.client_id, one.name) for one in found]
        return (Subject("client", self.client_id, self.client_id, self._client_name),)

    @property
    def _client_name(self) -> str:
        return self.head.name if self.head else ""

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Edit what was opened; a vacancy asks what is to be done with it."""
        self.start(partial(self.shell.perform, "record.edit"), "open a row")

    # Adding, editing, removing

    async def act_record_new(self) -> None:
        """Add what belongs to the section."""
        app, number = self.workspace, self.client_id
        match self.section.name:
            case "contacts":
                await client_forms.add_contact(app, number)
            case "activity":
                await verbs.log_touch(app, self.subjects[0])
            case "jobs":
                await client_forms.add_job(app, number, await self._people())
            case "sites":
                choice = await app.choose(
                    "New", [Choice("Site", "site", "s"), Choice("Department", "department", "d")]
                )
                if choice is not None and choice.value == "site":
                    await client_forms.edit_site(app, number)
                elif choice is not None:
                    await client_forms.add_department(app, number)
            case "notes":
                choice = await app.choose("New", [Choice("Note", "note", "n"), Choice("Task", "task", "t")])
                if choice is not None and choice.value == "note":
                    await client_forms.write_note(app, number)
                elif choice is not None:
                    await client_forms.edit_task(app, number, await self._people())
            case _:
                await client_forms.write_note(app, number)

    async def act_record_edit(self) -> None:
        """Edit what is under the cursor."""
        app, number, line = self.workspace, self.client_id, self._line
        if self.section.name == "overview":
            await client_forms.edit_client(app, number)
        elif line is None:
            app.tell("Nothing is selected. Press n for something new.", "warning")
        elif self.section.name == "contacts":
            await client_forms.edit_contact(app, line.contact_id)
        elif self.section.name == "activity":
            await client_menu.read(app, line)
        elif self.section.name == "jobs":
            await client_menu.job(app, line, await self._people())
        elif self.section.name == "sites":
            await client_menu.site(app, number, line)
        elif line.is_task:
            await client_menu.task(app, number, line, await self._people())
        else:
            await client_forms.write_note(app, number, line)

    async def act_record_remove(self) -> None:
        """Delink the marked contacts, or remove what is under the cursor; everything can be undone."""
        app, line, office = self.workspace, self._line, self.office
        if self.section.name == "overview":
            await verbs.archive(app, self.subjects)
            return
        if line is None:
            app.tell("Nothing is selected.", "warning")
            return
        match self.section.name:
            case "contacts":
                ids = [one.id for one in self.subjects]
                done = await office.write(assignment.delink, self.client_id, ids)
                said = f"Delinked {done.delinked}. Their history stays; u undoes."
            case "jobs":
                await office.write(jobs.remove, line.id)
                said = f"Removed the vacancy “{line.title}”. u undoes."
            case "sites" if line.is_department:
                await office.write(sites.remove_department, line.id)
                said = "Removed the department. u undoes."
            case "sites":
                await office.write(sites.remove, line.id)
                said = "Removed the site. u undoes."
            case "notes" if line.is_task:
                await office.write(notes.remove_task, line.id)
                said = "Removed the task. u undoes."
            case "notes":
                await office.write(notes.remove_note, line.id)
                said = "Removed the note. u undoes."
            case _:
                app.tell("What happened stays. A change can be undone with u.", "warning")
                return
        self._front.clear_marks()
        app.changed(said)

    async def act_contact_assign(self) -> None:
        """Assign people to this client; marked contacts are taken along to another one."""
        people = self.subjects if len(self._front.marks) else ()
        await self.workspace.visit_assign(
            people or (Subject("client", self.client_id, self.client_id, self._client_name),)
        )

    async def act_contact_primary(self) -> None:
        """Make the contact under the cursor the primary one."""
        if self._line is not None:
            await self.office.write(assignment.make_primary, self.client_id, self._line.contact_id)
            self.workspace.changed(f"{self._line.name} is the primary contact. u undoes.")

    async def act_contact_role(self) -> None:
        """Set what the contact is at this client."""
        if self._line is not None:
            await client_menu.role(self.workspace, self.client_id, self._line)

    async def act_text_edit(self) -> None:
        """Edit a note in $EDITOR."""
        await client_menu.edit_in_editor(self.workspace, self.client_id, self._line)

    def act_list_filter(self) -> None:
        """Show or hide former contacts."""
        if self.section.name == "contacts":
            self.former = not self.former
            self.reload()
            self.shell.tell(
                "Former contacts are shown too." if self.former else "Former contacts are hidden."
            )

    # The menu of the client

    async def act_job(self, verb: str) -> None:
        """Register a vacancy."""
        contact = self._line.contact_id if self.section.name == "contacts" and self._line else None
        await client_forms.add_job(self.workspace, self.client_id, await self._people(), contact)

    async def act_client(self, verb: str) -> None:
        """Do what was chosen from the menu."""
        if self.head is not None:
            await client_menu.do(self.workspace, verb, self.head)

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
        self.reload()

    async def _people(self) -> Sequence[sections.ContactLine]:
        return await self.office.read(sections.contacts, self.client_id)
