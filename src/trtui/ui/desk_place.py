"""A place that reads from the desk: it reads again when something was changed, and knows what verbs act on."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Awaitable, Callable, Hashable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual.css.query import NoMatches

from trtui.desk.office import Office
from trtui.domain.errors import Invalid, TrtuiError
from trtui.ui.actions import Action
from trtui.ui.answers import Answers
from trtui.ui.beside import beside, is_left, tell_fall
from trtui.ui.place import Place
from trtui.ui.subjects import Subject, clients_of, contacts_of

if TYPE_CHECKING:
    from trtui.ui.app import Workspace

FRESH = 5.0
"""Seconds for which a place that is come back to is taken to show what the store holds."""


class DeskPlace(Place):
    """A full screen over the desk; subclasses read in ``load`` and name their ``subjects``."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = -1
        self._read_at = 0.0
        self._fresh = Answers(lambda: self.workspace.revision, outlasts=True)

    @property
    def workspace(self) -> Workspace:
        """The app, as what it is."""
        return cast("Workspace", self.app)

    @property
    def office(self) -> Office:
        """Where reads and writes are carried out."""
        return self.workspace.office

    @property
    def subjects(self) -> Sequence[Subject]:
        """What verbs act on now: the marked records, else the one under the cursor."""
        return ()

    def again(self) -> DeskPlace | None:
        """Return a new place that shows the same, or none for a place that is left for good."""
        return None

    async def load(self) -> None:
        """Read what is shown and show it; errors that it raises are told."""

    def reload(self) -> None:
        """Read again beside the event loop's queue, keeping what is shown until the new is there."""
        self._seen, self._read_at = self.workspace.revision, time.monotonic()
        beside(self, self._load, "load", exclusive=True)

    def behind(self, action: Action) -> Answers | None:
        """Let what is done with rows wait until they are read again after something was changed."""
        return self._fresh if action.is_about_rows and self._fresh.are_due else None

    def start(
        self,
        work: Callable[[], Awaitable[Any]],
        what: str,
        *,
        exclusive: bool = False,
        holds: bool = False,
        outlives: bool = False,
    ) -> None:
        """Do something beside the event loop's queue; an error it raises is told, the place stays.

        With ``holds`` keys wait until it is done: they are meant for what it leads to. With ``outlives`` it is finished
        even when the place is left meanwhile.
        """
        owner = self.workspace if outlives else self
        beside(owner, partial(self._guarded, work, holds), what, exclusive=exclusive, about=self)

    async def _guarded(self, work: Callable[[], Awaitable[Any]], holds: bool) -> None:
        with self.shell.typeahead.hold() if holds else contextlib.nullcontext():
            try:
                await work()
            except Exception as error:
                tell_fall(self, error, "This")

    async def _load(self) -> None:
        try:
            await self.workspace.opened.wait()
            revision = self.workspace.revision
            await self.load()
            self.workspace.follow()
        except Exception as error:
            if is_left(self):
                return
            told = self.shell.trouble(error, "Reading this")
            self._fresh.fail(told.message)
            self.show_error(told)
        else:
            self._fresh.take(revision)

    async def leave(self) -> None:
        """Give back what others wait for, when the place is left for good."""

    def on_unmount(self) -> None:
        """Give back what others wait for."""
        if self.app.is_running:
            beside(self.app, self._left, "leave a place")

    async def _left(self) -> None:
        """Leave in peace: what cannot be given back ends by itself, and nobody looks at this place any more."""
        try:
            await self.leave()
        except Exception as error:
            self.shell.trouble(error, "Leaving")

    def show_error(self, error: TrtuiError) -> None:
        """Say what went wrong, in the list's place where there is one."""
        if self.table is not None and not self.table.total:
            self.table.fail(error.message)
        self.shell.tell(error.message, "error")

    def on_mount(self) -> None:
        """Read for the first time."""
        self.reload()

    def on_screen_resume(self) -> None:
        """Read again what was changed while another place was in front: from here, or perhaps by others."""
        super().on_screen_resume()
        is_old = time.monotonic() > self._read_at + FRESH
        if self.is_mounted and (is_old or self._seen != self.workspace.revision):
            self.reload()

    def key_of_client(self, client_id: int) -> object:
        """Return the row of the list that stands for a client; none where there is none, or the cursor is there."""
        return None

    def come_back(self, client_id: int) -> None:
        """Put the cursor on the client that was looked at last."""
        key = self.key_of_client(client_id)
        if key is not None and self.table is not None:
            self.start(partial(self.table.go_to, cast("Hashable", key)), "go to a client")

    def act_list_refresh(self) -> bool | None:
        """Read the list again."""
        self.reload()
        return None

    # Verbs that mean the same everywhere

    async def act_touch_log(self) -> None:
        """Log a call or another touch."""
        from trtui.ui import verbs

        await verbs.log_touch(self.workspace, self._first())

    async def act_call_snooze(self) -> None:
        """Set the date of the next call."""
        from trtui.ui import verbs

        await verbs.snooze(self.workspace, self.subjects)

    async def act_contact_code(self) -> None:
        """Set the CSI code."""
        from trtui.ui import verbs

        await verbs.code(self.workspace, self.subjects)

    async def act_contact_target(self) -> None:
        """Put people on the Target 20, or take them off it."""
        from trtui.ui import verbs

        await verbs.target20(self.workspace, self.subjects)

    async def act_client(self, verb: str) -> None:
        """Do what was chosen from the menu of the client under the cursor, or of the marked ones."""
        from trtui.ui.screens import client_menu

        if await client_menu.do(self.workspace, verb, clients_of(self.subjects)) and self.table is not None:
            self.table.clear_marks()

    def why_client(self, verb: str) -> str | None:
        """Say that no client is there to act on, or that this takes one."""
        return self._why_no_client(verb)

    def _why_no_client(self, verb: str) -> str | None:
        from trtui.ui.screens.client_menu import SEVERAL

        count = len(clients_of(self.subjects))
        if not count:
            return "Choose a client first"
        return f"This takes one client; {count} are marked" if count > 1 and verb not in SEVERAL else None

    async def act_job(self, verb: str) -> None:
        """Register a vacancy."""
        from trtui.desk import sections
        from trtui.ui.screens import record_forms

        (client_id,) = clients_of(self.subjects)
        people = await self.office.read(sections.contacts, client_id)
        await record_forms.add_job(
            self.workspace, client_id, people, next(iter(contacts_of(self.subjects)), None)
        )

    why_job = why_client

    async def act_note_add(self) -> None:
        """Write a note about the person under the cursor, or about the client."""
        from trtui.desk import sections
        from trtui.ui.screens import note_forms

        (client_id,) = clients_of(self.subjects)
        people = await self.office.read(sections.contacts, client_id)
        about = next(iter(contacts_of(self.subjects)), None)
        await note_forms.write_note(self.workspace, client_id, people, contact_id=about)

    def why_note_add(self) -> str | None:
        """Say that there is nobody to write about."""
        return self._why_no_client("note")

    async def act_record_history(self) -> None:
        """Show who changed what of the record, and when."""
        from trtui.ui import verbs

        await verbs.history(self.workspace, self.subjects)

    async def act_number_menu(self) -> None:
        """Block, unblock or screen a number of a contact or client."""
        from trtui.ui import numbers

        await numbers.menu(self.workspace, self._first())

    async def act_record_copy(self) -> None:
        """Copy a phone number, an e-mail address, the name or a summary."""
        from trtui.ui import copying

        await copying.of_one(self.workspace, self._first())

    async def act_contact_assign(self) -> None:
        """Assign contacts."""
        await self.workspace.visit_assign(self.subjects)

    def _first(self) -> Subject:
        subjects = self.subjects
        if not subjects:
            raise Invalid("Nothing is selected any more.")
        return subjects[0]

    def why_contact_code(self) -> str | None:
        """Say that a code belongs to a contact."""
        return None if any(one.kind == "contact" for one in self.subjects) else "Choose a contact first"

    why_contact_target = why_contact_code

    def why_number_menu(self) -> str | None:
        """Say that nothing is there that could have a number."""
        return None if self.subjects else "Nothing is selected"

    def why_record_history(self) -> str | None:
        """Say that nothing is there that could have a history."""
        return None if self.subjects else "Nothing is selected"

    def why_touch_log(self) -> str | None:
        """Say that nobody is there whom a call could be logged with."""
        try:
            return None if self.subjects else "Nothing is selected"
        except NoMatches:
            return "Nothing is selected"  # the list is being taken apart
