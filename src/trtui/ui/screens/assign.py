"""Contact assignment: people on the left, the client's contacts on the right, one save for all of it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget
from textual.widgets import Input

from trtui.desk import assigning, assignment, summary
from trtui.desk.assignment import Member
from trtui.desk.same_person import SamePerson
from trtui.domain.errors import Invalid, NotFound, TrtuiError
from trtui.ui import copying
from trtui.ui.actions import Action, Context, Scope
from trtui.ui.answers import Answers
from trtui.ui.beside import beside, is_left
from trtui.ui.peeking_place import PeekingPlace
from trtui.ui.screens import assign_forms
from trtui.ui.screens.assign_lists import LIMIT, Lists
from trtui.ui.screens.assign_plan import Newcomer, Plan, from_text
from trtui.ui.screens.assign_rows import (
    key_of,
    number_of,
)
from trtui.ui.screens.assign_sides import Sides
from trtui.ui.screens.drafting import Draft
from trtui.ui.subjects import Subject, Trail
from trtui.ui.text import clip
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.peek_pane import PeekPane
from trtui.ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from trtui.ui.app import Workspace


async def visit(workspace: Workspace, subjects: Sequence[Subject], trail: Trail | None = None) -> None:
    """Open contact assignment: for the client that was chosen, or, with people chosen, for one still to be named.

    ``trail`` is the list that the client was opened from; of several clients it leads through these.
    """
    people = [one for one in subjects if one.kind == "contact"]
    clients = [] if people else list(subjects)
    whom = people[0].name if len(people) == 1 else "contacts"
    client_id: int | None = clients[0].id if len(clients) == 1 else None
    if client_id is None:
        client_id = await assign_forms.choose_client(workspace, f"Assign {whom} to", clients)
    if client_id is None:
        return
    if len(clients) > 1:
        numbers = tuple(dict.fromkeys(one.id for one in clients))
        trail = Trail("marked", numbers, numbers.index(client_id))
    await workspace.go(AssignPlace(client_id, people, trail))


class AssignPlace(PeekingPlace):
    """Two lists side by side, and a plan that nobody else sees until it is saved."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.ASSIGN, Scope.GLOBAL)
    PLACE = "trtui  Assign contacts"

    def __init__(
        self,
        client_id: int,
        marked: Sequence[Subject] = (),
        trail: Trail | None = None,
        *,
        is_next: bool = False,
    ) -> None:
        """Make the place; one that is the next of a list begins in the list, so that the key works again."""
        super().__init__()
        self._is_next = is_next
        self.client_id = client_id
        self.trail = trail
        self.lists = Lists(marked)
        """Who stands on both sides."""
        self._client = ""
        self._answers = Answers(self._asked)
        self._draft: Draft | None = None

    def again(self) -> AssignPlace:
        """Return a place for the same client."""
        return AssignPlace(self.client_id, trail=self.trail)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the two sides, and below them the peek pane."""
        yield self.sides
        yield PeekPane()

    def on_mount(self) -> None:
        """Mark who was chosen on the way here, and put back a plan that was not saved last time."""
        self._draft = Draft(self, f"assign:{self.client_id}")
        sides = self.sides
        sides.people.marks.add(key_of(number) for number in self.lists.people)
        (sides.people if len(sides.people.marks) or self._is_next else sides.box).focus()
        sides.show_filter()
        beside(self, self._put_back, "put back")

    def on_unmount(self) -> None:
        """Keep what is not saved, however the place was left."""
        if self._draft is not None:
            self._draft.keep_soon()

    @property
    def sides(self) -> Sides:
        """The two sides."""
        return self.lists.sides

    @property
    def members(self) -> Sequence[Member]:
        """The client's contacts as they were read last; a save refuses to overwrite what changed since."""
        return self.lists.members

    @property
    def plan(self) -> Plan:
        """What is planned and not saved."""
        return self.lists.planning.now

    @property
    def table(self) -> VirtualTable | None:
        """The list of the side in front."""
        return self.sides.front

    def action_context(self) -> Context:
        """Return what the guards of actions look at."""
        front = self.sides.front
        return Context(has_row=front.current is not None, marked=len(front.marks))

    # Reading

    async def load(self) -> None:
        """Read the client's contacts and the people; the plan is kept over what others did meanwhile."""
        if not self._client:
            self._client = (await self.office.read(summary.summary, self.client_id)).name
            self.sides.show_client(self._client)
        before = self.members
        self.lists.members = await self.office.read(assignment.members, self.client_id)
        plan = self.plan.over(self.members)
        if plan != self.plan:
            if before:
                self.shell.tell("Others did a part of your plan meanwhile; the rest is kept.", "warning")
            self._go_on_with(plan)
        self._show_contacts()
        await self._find()
        self.show_peek()
        if self._draft is not None and self.plan.count:
            await self._draft.works()

    async def _find(self) -> None:
        asked = text, only_free = self._asked()
        found = await self.office.read(
            assignment.people, self.client_id, text, only_free=only_free, limit=LIMIT
        )
        if asked == self._asked():
            self.lists.people.take(found)
            self._show_people()
            self._answers.take(asked)

    def _asked(self) -> tuple[str, bool]:
        return self.sides.text, self.sides.only_free

    def behind(self, action: Action) -> Answers | None:
        """Let what is done with the people wait for those whom the whole text finds."""
        if action.is_about_rows and not self.sides.is_right and self._answers.are_due:
            return self._answers
        return super().behind(action)

    def show_error(self, error: TrtuiError) -> None:
        """Say why nobody was found, the plan is kept; leave a client that is no longer there."""
        self._answers.fail(error.message)
        if isinstance(error, NotFound) and self.is_current:
            beside(self.workspace, partial(self._leave_behind, self.status.said or error.message), "leave")
        else:
            super().show_error(error)

    async def _leave_behind(self, said: str) -> None:
        self.workspace.take_away(self)
        self.workspace.tell(said)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find people while typing."""
        if event.input is self.sides.box:
            self._search()

    def tell_order(self) -> None:
        """Leave saying the order to the status line, which always does."""

    def on_arranged_table_arranged(self, event: ArrangedTable.Arranged) -> None:
        """Offer people who are assigned here too while the filter names them."""
        if event.table is self.sides.people and self.lists.follow_filter():
            self._search()
        self._show_state()

    def on_sides_turned(self) -> None:
        """Show the filter and the peek of the side in front."""
        self.follow_filter()
        self._show_state()
        self.show_peek()

    def _search(self) -> None:
        beside(self, self._try_find, "find", exclusive=True)

    async def _try_find(self) -> None:
        await self.workspace.opened.wait()
        try:
            await self._find()
        except Exception as error:
            if is_left(self):
                return
            told = self.shell.trouble(error, "Finding people")
            self._answers.fail(told.message)
            self.sides.people.fail(told.message)
            self.shell.tell(told.message, "error")

    # Showing

    def _show_people(self) -> None:
        self.lists.show_people(self.shell.keymap.shown)
        self._show_state()

    def _show_contacts(self) -> None:
        self.lists.show_contacts(self.shell.keymap.shown)

    def _show_state(self) -> None:
        right = [self.lists.marked, self.trail.label if self.trail else ""]
        self.header.warn(self.lists.unsaved)
        self.header.show(f"‹ {clip(self._client, 28)}", "Assign contacts", " · ".join(filter(None, right)))
        self.status.show(" · ".join(filter(None, self.lists.state)), self.plan.in_short)

    def count_marks(self) -> None:
        """Leave counting to the header, which counts the marks of both sides."""

    def fill_peek(self, pane: PeekPane) -> None:
        """Show all that is known of the person under the cursor."""
        pane.show(self.lists.facts(self.office.clock.zone))

    def on_virtual_table_marks_changed(self) -> None:
        """Count the marks."""
        self._show_state()

    # What is under the cursor

    @property
    def _targets(self) -> list[int]:
        return self.lists.targets

    @property
    def subjects(self) -> Sequence[Subject]:
        """The people that verbs act on; of those who are not known yet there is no record."""
        return self.lists.subjects(self.client_id)

    def _called(self, number: int) -> str:
        return self.lists.called(number)

    def why_touch(self, verb: str) -> str | None:
        """Say that only who is saved can be called."""
        return None if self.subjects else "This person is not saved yet"

    why_call = why_touch

    def why_record_copy(self) -> str | None:
        """Say that only of who is saved something can be copied."""
        return None if self.subjects else "This person is not saved yet"

    async def act_record_copy(self) -> None:
        """Copy something of one person, or one line for each marked one."""
        numbers = [one.id for one in self.subjects]
        if len(numbers) == 1:
            await super().act_record_copy()
        else:
            await copying.of_several(self.workspace, len(numbers), self.lists.copied(numbers))

    # Other clients of the list

    def act_record_next(self) -> None:
        """Go to the next client of the list."""
        self._go_by(1)

    def act_record_previous(self) -> None:
        """Go to the previous client of the list."""
        self._go_by(-1)

    def _go_by(self, by: int) -> None:
        trail = self.trail.step(by) if self.trail else None
        if self.plan.count:
            raise Invalid(
                f"Save the plan first with {self.shell.keymap.shown('form.save')}, or leave with esc."
            )
        if trail is None:
            self.shell.tell(
                "The end of the list." if self.trail else "This client was not opened from a list."
            )
            return
        # on the app: the worker of a screen would end with it
        following = AssignPlace(trail.client_ids[trail.at], trail=trail, is_next=True)
        beside(self.workspace, partial(self.workspace.replace_place, following), "next client")

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Plan to assign the person that was opened; on the right, set the role."""
        if event.table is self.sides.people:
            self._assign([number_of(event.row.key)])
        else:
            beside(self, partial(self.shell.perform, "contact.role"), "role")

    # Planning

    def _plan(self, plan: Plan, said: str) -> None:
        if self.lists.planning.do(plan):
            self._show_plan()
            save = f" {self.shell.keymap.shown('form.save')} saves." if plan.count else ""
            self.shell.tell(f"{said}.{save}")
        else:
            self.shell.tell(f"{said}: so it is already.")

    def _show_plan(self) -> None:
        self._keep()
        self._show_contacts()
        self._show_people()
        self.show_peek()
        self.shell.refresh_hints()

    def _go_on_with(self, plan: Plan) -> None:
        self.lists.planning.begin(plan)
        self._keep()

    def _keep(self) -> None:
        if self._draft is not None:
            self._draft.put(self.plan.to_text())

    def act_contact_assign(self) -> None:
        """Plan to assign the marked people, or the one under the cursor."""
        numbers = self._targets
        was_marked = self.sides.people.marks.clear()
        self._assign(numbers)
        if not was_marked and not self.sides.box.has_focus:
            self.sides.people.act_cursor("down")

    def why_contact_assign(self) -> str | None:
        """Say where the people to assign are."""
        if self.sides.is_right:
            return "The people to assign are on the other side: press tab"
        return None if self._targets else "No contact is selected"

    def _assign(self, numbers: Sequence[int]) -> None:
        newcomers = [self.lists.people.newcomer(number) for number in numbers]
        whom = newcomers[0].name if len(newcomers) == 1 else f"{len(newcomers)} people"
        self._plan(self.plan.assign(newcomers, self.members), f"To be assigned: {whom}")
        self._reveal(newcomers[-1].contact_id)
        if self.sides.box.has_focus:
            self.sides.box.action_select_all()

    def _reveal(self, number: int) -> None:
        beside(self, partial(self.sides.contacts.go_to, key_of(number)), "reveal", exclusive=True)

    def act_record_remove(self) -> None:
        """Plan to delink the marked contacts; lines that were only planned are taken back."""
        numbers, before = self._targets, self.plan
        self.sides.front.marks.clear()
        plan = before.remove(numbers, self.members)
        leaving = len(plan.leaving - before.leaving)
        whom = self._called(numbers[0]) if len(numbers) == 1 else f"{leaving or len(numbers)} contacts"
        self._plan(plan, f"To be delinked: {whom}" if leaving else f"Taken back: {whom}")

    def why_record_remove(self) -> str | None:
        """Say that only who is on the client's side can leave it."""
        there = {one.contact_id for one in self.plan.lines(self.members)}
        return None if there.intersection(self._targets) else "Not assigned here"

    def act_contact_primary(self) -> None:
        """Plan who becomes the primary contact; somebody from the left is assigned along with it."""
        number = self._targets[0]
        plan = self.plan
        if number in self.lists.people and not self.sides.is_right:
            plan = plan.assign([self.lists.people.newcomer(number)], self.members)
        plan = plan.make_primary(number, self.members)
        self._plan(plan, f"Primary contact: {self._primary_of(plan)}")

    def _primary_of(self, plan: Plan) -> str:
        return next((one.name for one in plan.lines(self.members) if one.is_primary), "no one")

    async def act_contact_role(self) -> None:
        """Plan what somebody is at this client."""
        number = self._targets[0]
        role_now = self.plan.role_of(number, self.members)
        role = await assign_forms.ask_role(self.shell, self._called(number), role_now)
        if role is not None:
            said = f"Role of {self._called(number)}: {role or 'none'}"
            self._plan(self.plan.with_role(number, role, self.members), said)

    def why_contact_role(self) -> str | None:
        """Say that a role belongs to somebody who is assigned, or is to be."""
        return self.plan.why_no_role(self._targets[0], self.members) if self._targets else None

    async def act_record_new(self) -> None:
        """Plan to add and assign a person who is not known yet."""
        person = await assign_forms.new_person(
            self.workspace, self.client_id, "" if self.lists.people.found else self.sides.text
        )
        if isinstance(person, SamePerson):
            self._plan_known(person)
        elif person is not None:
            number = min([0, *(one.contact_id for one in self.plan.coming)]) - 1
            newcomer = Newcomer(number, person.name, person.job_title, person.role, person)
            self._plan(self.plan.assign([newcomer], self.members), f"To be added and assigned: {person.name}")
            self._reveal(number)

    def _plan_known(self, person: SamePerson) -> None:
        """Plan to assign somebody who turned out to be known, or show them where they are a contact already."""
        if person.is_here and person.contact_id in {one.contact_id for one in self.members}:
            self.shell.tell(f"{person.name} is a contact here already.")
        else:
            newcomer = Newcomer(person.contact_id, person.name, person.job_title)
            self._plan(self.plan.assign([newcomer], self.members), f"To be assigned: {person.name}")
        self._reveal(person.contact_id)

    # Saving, and taking back

    async def act_form_save(self) -> None:
        """Carry the plan out as one change with one undo."""
        plan = self.plan
        if not plan.count:
            self.shell.tell("Nothing is planned that could be saved.")
            return
        new = {one.contact_id: one.new for one in plan.coming if one.new is not None}
        done = await self.office.write(assigning.save, self.client_id, plan.steps(), self.members, new)
        self._go_on_with(self.plan.without(plan))
        if self._draft is not None and not self.plan.count:
            await self._draft.forget()
        counts = ((done.assigned, "assigned"), (done.delinked, "delinked"))
        said = ", ".join(f"{count} {deed}" for count, deed in counts if count)
        self.workspace.changed(f"Saved{f': {said}' if said else ''}. u undoes.")

    def act_change_undo(self) -> bool | None:
        """Take the last planned step back; without a plan, leave the key to what was saved."""
        return self._step(self.lists.planning.undo(self.members), "Taken back")

    def act_change_redo(self) -> bool | None:
        """Plan again what was taken back; without that, leave the key to what was saved."""
        return self._step(self.lists.planning.redo(self.members), "Planned again")

    def _step(self, is_done: bool, said: str) -> bool | None:
        if not is_done:
            return False
        self._show_plan()
        self.shell.tell(f"{said}; nothing is saved yet.")
        return None

    def act_place_back(self) -> bool | None:
        """Leave; a plan is not dropped unasked."""
        if not self.plan.count:
            return False
        # on the app: leaving ends the workers of this screen
        beside(self.workspace, self._leave, "leave", exclusive=True, about=self)
        return None

    async def _leave(self) -> None:
        wish = await assign_forms.ask_to_leave(self.shell, self.plan.count)
        if wish == "stay":
            return
        if wish == "drop":
            self._go_on_with(Plan())
            if self._draft is not None:
                await self._draft.forget()
        else:
            try:
                await self.act_form_save()
            except Exception as error:
                self.shell.fell(error, "Saving")
                return
        self.shell.take_away(self)

    # Drafts

    def drafts(self) -> dict[str, str]:
        """Return the plan that is not saved, to be kept when the line is cut."""
        return self._draft.unsaved if self._draft else {}

    async def _put_back(self) -> None:
        await self.workspace.opened.wait()
        assert self._draft is not None
        try:
            kept = await self._draft.read()
        except TrtuiError:
            return  # reading the lists meets the same trouble and tells it
        if kept is not None and not self.plan.count:
            self._go_on_with(from_text(kept[0]))
            self.reload()
            self.shell.tell(f"Restored your unsaved changes from {kept[1]}; esc, then d discards them.")
