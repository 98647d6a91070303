"""The workspace: the office behind the screens, the ways between places, and undo."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from textual.screen import Screen

from trtui.desk.office import Office
from trtui.domain.errors import TrtuiError
from trtui.domain.outcomes import OUTCOMES
from trtui.domain.time import HOUR
from trtui.ui.actions import ACTIONS
from trtui.ui.actions.own_outcomes import named
from trtui.ui.beside import beside
from trtui.ui.keymap import Keymap
from trtui.ui.shell import KeepTheme, Shell
from trtui.ui.subjects import Subject, Trail
from trtui.ui.widgets.status_line import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from trtui.ui.companies import Companies, Connect
    from trtui.ui.desk_place import DeskPlace
    from trtui.ui.palette import Hit


SHEETS = ("search.tcss", "client.tcss", "assign.tcss", "queue.tcss", "new_client.tcss", "review.tcss")


class Workspace(Shell):
    """The app over one office. It starts in the search box; the store is opened after the first paint."""

    def __init__(
        self,
        office: Office,
        keymap: Keymap | None = None,
        theme: str = "trtui-dark",
        *,
        log_folder: Path | None = None,
        version: str = "",
        diffing: bool = True,
        register: Connect | None = None,
        keep_theme: KeepTheme | None = None,
        offered: Mapping[str, Any] | None = None,
    ) -> None:
        """Make the workspace; ``register`` makes the way to the company register over the network.

        ``offered`` is what an older settings file of the user's decides for the agency.
        """
        super().__init__(
            keymap or Keymap(),
            theme,
            log_folder=log_folder,
            clock=office.clock,
            version=version,
            diffing=diffing,
            sheets=SHEETS,
            keep_theme=keep_theme,
        )
        self.office = office
        self._offered = offered or {}
        self._outcomes = OUTCOMES
        office.unexpected = self.trouble
        office.shut_out = self._shut_out
        self.find_records = self._find_records
        self.revision = 0
        """Counts what was changed from here; a place that saw an older one reads again."""
        self.opened = asyncio.Event()
        """Set once the store is open."""
        self._last_visit: DeskPlace | None = None
        self._connect = register
        self._companies: Companies | None = None

    @property
    def companies(self) -> Companies:
        """The company register; made when it is first asked for."""
        if self._companies is None:
            from trtui.ui.companies import Companies

            self._companies = Companies(self.office, self._connect)
        return self._companies

    def get_default_screen(self) -> Screen[None]:
        """Return the place that is always at the bottom: search."""
        from trtui.ui.screens.search import SearchPlace

        return SearchPlace()

    def on_mount(self) -> None:
        """Open the store when the first screen has been painted."""
        self.call_after_refresh(beside, self, self._open, "open the store", vital=True)

    async def _open(self) -> None:
        try:
            await self.office.open()
            self.follow()
            await self.office.load("trtui.desk.home", "trtui.desk.search", "trtui.ui.screens.search_rows")
        except TrtuiError as error:
            self.exit(return_code=error.exit_code, message=error.message)
            return
        self.opened.set()
        self._follow_the_day()
        self.set_interval(HOUR, self._follow_the_day)
        if self.office.notice:
            self.tell(self.office.notice)
        elif self._offered:
            beside(self, self._offer, "look at the settings file")
        if not gc.isenabled():
            gc.freeze()  # what a start leaves stays for good: no collection need look at it again
            gc.enable()

    def _follow_the_day(self) -> None:
        beside(self, self._end_placements, "look for placements that have ended")

    async def _end_placements(self) -> None:
        """Let the lists know of clients whose last placement has ended since somebody looked."""
        with contextlib.suppress(TrtuiError):
            await self.office.load("trtui.desk.upkeep")
            from trtui.desk import upkeep

            clients = await self.office.read(upkeep.ended)
            if clients:
                await self.office.operate(upkeep.follow, clients)
                self.changed()

    def follow(self) -> None:
        """Call the outcomes what the agency calls them, as its settings are now."""
        outcomes = self.office.rules.outcomes
        if outcomes != self._outcomes:
            self._outcomes = outcomes
            self.keymap.rename(named(ACTIONS, outcomes))

    async def _offer(self) -> None:
        """Say that the settings file decides what the store does, and how that is taken over."""
        from trtui.desk import settings

        found = await self.office.read(settings.differences, self._offered)
        if not found:
            return
        names = ", ".join(one.name for one in found[:3]) + (" …" if len(found) > 3 else "")
        if await self.office.read(settings.may_change):
            self.tell(
                f"Your settings file differs from the store in {names}: trtui settings take-from-file shows it."
            )
        else:
            self.tell(
                f"Your settings file has no effect on {names}: the store's settings hold for everybody."
            )

    async def on_unmount(self) -> None:
        """Give back what others wait for, and let go of the store."""
        await self._leave_places()
        if self._companies is not None:
            await self._companies.close()
        await self.office.shut()

    async def _leave_places(self) -> None:
        for place in self._places():
            try:
                await place.leave()
            except Exception as error:
                self.trouble(error, "Leaving")

    def _shut_out(self, message: str) -> None:
        """Cover everything that was read before, once the user may not sit here any more."""
        from trtui.ui.covers import ShutOut

        if self.is_running and not isinstance(self.screen, ShutOut):
            self.push_screen(ShutOut(message))

    # Records and drafts

    async def _find_records(self, text: str) -> Sequence[Hit]:
        """Find records for the palette."""
        from trtui.desk import search
        from trtui.ui.palette import Hit

        def opening(number: int, contact_id: int | None) -> Callable[[], object]:
            return partial(
                beside, self, partial(self.visit_client, number, contact_id=contact_id), "open a record"
            )

        found = await self.office.read(search.find, text, 20)
        hits = []
        for hit in found.hits:
            number = hit.id if hit.kind == "client" else hit.client_id
            if number is not None:
                contact_id = hit.id if hit.kind == "contact" else None
                detail = hit.where if hit.kind == "client" else f"{hit.client_name} · {hit.where}"
                hits.append(Hit(hit.name, detail, opening(number, contact_id)))
        return hits

    async def keep_drafts(self) -> None:
        """Keep what was typed and not saved, so that it is put back where it was typed."""
        from trtui.desk import drafts

        for screen in self.screen_stack:
            try:
                for place, words in getattr(screen, "drafts", dict)().items():
                    await self.office.operate(drafts.keep, place, words)
            except Exception as error:  # the other drafts shall be kept all the same
                self.trouble(error, "Keeping a draft")

    # Changes

    def changed(self, message: str = "", kind: str = "good") -> None:
        """Tell that something was written: places read again, and the user hears it."""
        self.revision += 1
        place = self.place
        if place is not None:
            place.reload()
        if message:
            told: Kind = "good" if kind == "good" else "warning"
            self.tell(message, told)
            if place is not None and place is not self.screen:
                place.status.say(message, told)  # still there when the dialog over it is closed

    async def act_change_undo(self) -> None:
        """Undo the last change."""
        from trtui.desk import history

        undone = await self.office.write(history.undo)
        self.changed(f"Undone: {undone.label}  (U does it again)")

    async def act_change_redo(self) -> None:
        """Redo what was undone."""
        from trtui.desk import history

        redone = await self.office.write(history.redo)
        self.changed(f"Done again: {redone.label}")

    # Places

    @property
    def place(self) -> DeskPlace | None:
        """The place in front, or none under a dialog."""
        from trtui.ui.desk_place import DeskPlace

        return next((one for one in reversed(self.screen_stack) if isinstance(one, DeskPlace)), None)

    def _places(self) -> list[DeskPlace]:
        from trtui.ui.desk_place import DeskPlace

        return [one for one in self._screen_stack if isinstance(one, DeskPlace)]

    async def go(self, place: DeskPlace) -> None:
        """Put a place in front; escape leads back to the one before."""
        self._last_visit = self.place
        await self.push_screen(place)

    async def visit_client(
        self,
        client_id: int,
        trail: Trail | None = None,
        section: str = "overview",
        contact_id: int | None = None,
    ) -> None:
        """Open a client's summary, at a section; with a contact, at that person among the contacts."""
        from trtui.ui.screens.client import ClientPlace

        await self.go(ClientPlace(client_id, trail, section, contact_id))

    async def replace_place(self, place: DeskPlace) -> None:
        """Put a place where the one in front is; escape leads where it led before."""
        await self.switch_screen(place)

    async def visit_assign(self, subjects: Sequence[Subject] = (), trail: Trail | None = None) -> None:
        """Open contact assignment: for a client, or with people to assign to a client still to be chosen."""
        from trtui.ui.screens.assign import visit

        await visit(self, subjects, trail)

    async def visit_queue(self) -> None:
        """Open the call queue, or come back to it."""
        from trtui.ui.screens.queue import QueuePlace

        if not await self._back_to(QueuePlace):
            await self.go(QueuePlace())

    async def visit_review(self, part: str = "") -> None:
        """Open what the register proposes and what it says is amiss, or come back to it."""
        from trtui.ui.screens.review import ReviewPlace

        if not await self._back_to(ReviewPlace):
            await self.go(ReviewPlace(part))

    async def visit_new_client(self, name: str = "") -> None:
        """Open the form for a new client."""
        from trtui.ui.screens.new_client import NewClientPlace

        await self.go(NewClientPlace(name))

    async def _back_to(self, kind: type[DeskPlace]) -> bool:
        if not any(isinstance(one, kind) for one in self.screen_stack):
            return False
        while not isinstance(self.screen, kind):
            await self.pop_screen()
        return True

    async def act_go(self, verb: str) -> None:
        """Go to a place of the go-to menu."""
        if verb == "search":
            await self.act_search_focus()
        elif verb == "queue":
            await self.visit_queue()
        elif verb == "assign":
            await self.visit_assign()
        elif verb == "review":
            await self.visit_review()

    async def act_search_focus(self) -> None:
        """Go to the search box from anywhere."""
        from trtui.ui.screens.search import SearchPlace

        await self._back_to(SearchPlace)
        if isinstance(self.screen, SearchPlace):
            self.screen.to_box()

    async def act_place_back(self) -> None:
        """Leave the place in front."""
        if len(self.screen_stack) > 1:
            self._last_visit = left = self.place
            await self.pop_screen()
            seen = getattr(left, "client_id", None)
            if seen is not None and self.place is not None:
                self.place.come_back(seen)

    async def act_place_last(self) -> None:
        """Go to the place before this one, and back again."""
        last = self._last_visit
        if last is None or last is self.place:
            self.tell("No previous screen yet")
            return
        if last in self.screen_stack:
            now = self.place
            while self.screen is not last:
                await self.pop_screen()
            self._last_visit = now
        else:
            again = last.again()
            if again is not None:
                await self.go(again)

    async def act_app_quit(self) -> None:
        """Quit; what was typed and not saved is kept, and a call in hand is given back."""
        with contextlib.suppress(TrtuiError):
            await self.keep_drafts()
        await self._leave_places()
        self.exit()
