"""The app without the product: keys become actions, text is safe, menus and messages have a place."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import os
import signal
import sys
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, TypeAlias
from weakref import WeakKeyDictionary

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.dom import DOMNode
from textual.driver import Driver
from textual.filter import LineFilter
from textual.message import Message
from textual.screen import Screen
from textual.theme import Theme
from textual.worker import WorkerFailed

from trtui.domain.errors import TrtuiError
from trtui.domain.time import Clock
from trtui.ui import dispatch, steady
from trtui.ui.actions import Action, Scope
from trtui.ui.answers import Waiting
from trtui.ui.beside import beside, is_left, may_ask, tell_fall
from trtui.ui.driver import QuietDriver
from trtui.ui.keymap import Keymap, bindings
from trtui.ui.overlays import Overlays
from trtui.ui.text import safe
from trtui.ui.theme import THEMES, styles
from trtui.ui.troubles import Troubles
from trtui.ui.typeahead import TypeAhead
from trtui.ui.wall import Wall
from trtui.ui.widgets.hint_bar import HintBar
from trtui.ui.widgets.status_line import Kind, StatusLine

if TYPE_CHECKING:
    from trtui.ui.crash import Incident
    from trtui.ui.menu import Choice
    from trtui.ui.palette import Find

assert steady  # importing it is what it is for

KeepTheme: TypeAlias = Callable[[str], Awaitable[None]]
"""Keeps a theme for the next start; raises TrtuiError saying why it cannot."""
SMALLEST = (40, 10)
"""Columns and rows that are enough."""

SEVERITY: dict[Kind, Literal["information", "warning", "error"]] = {
    "info": "information",
    "good": "information",
    "warning": "warning",
    "error": "error",
}


class Shell(App[Any], inherit_bindings=False):
    """Wires keys, menus, messages, themes and the wall; a product's app adds its places."""

    ENABLE_COMMAND_PALETTE = False
    TITLE = "trtui"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-small"), (80, "-normal"), (120, "-wide")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (16, "-tall")]
    BINDINGS: ClassVar[list[BindingType]] = [*bindings(Scope.GLOBAL)]

    def __init__(
        self,
        keymap: Keymap | None = None,
        theme: str = "trtui-dark",
        *,
        log_folder: Path | None = None,
        clock: Clock | None = None,
        version: str = "",
        diffing: bool = True,
        sheets: Sequence[str] = (),
        keep_theme: KeepTheme | None = None,
    ) -> None:
        """Make the shell.

        ``theme`` is one of ``trtui.ui.theme.NAMES``; incidents are written to ``log_folder``,
        with the time of ``clock`` and the ``version``; ``diffing``
        false sends everything to the terminal, not only what changed; ``sheets`` are further files of the
        styles folder; ``keep_theme`` keeps a theme that was chosen for the next start.
        """
        self.diffing = diffing
        # Set before Textual reads it: a theme that changes later makes it parse every stylesheet twice.
        self._reactive_theme = theme
        super().__init__(css_path=[str(path) for path in styles(*sheets)])
        # nothing of this app is to be styled yet: Textual would style the one that runs where this one is made
        self.set_class(True, f"-theme-{theme}", update=False)
        self.keymap = keymap or Keymap()
        self.find_records: Find | None = None
        """Looks records up for the palette; the product's app sets it."""
        self._wall = Wall()
        self._incidents = (log_folder, clock, version)
        self._troubles = Troubles(self._write_down)
        self.overlays = Overlays(self)
        self._keep_theme = keep_theme
        self._leaves_suddenly = False
        self.typeahead = TypeAhead(self)
        self._waiting = Waiting(self)
        self._locks: WeakKeyDictionary[DOMNode, dict[str, asyncio.Lock]] = WeakKeyDictionary()
        self._hints_wanted = False
        self.animation_level = "none"
        if overlay := self.keymap.overlay():
            self.set_keymap(overlay)

    @property
    def available_themes(self) -> dict[str, Theme]:
        """The themes of the product; Textual's own lack the names that our stylesheets use."""
        return {theme.name: theme for theme in THEMES}

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Return Textual's filters and behind them the wall."""
        return [*super().get_line_filters(), self._wall]

    # Actions

    async def action_do(self, action_id: str) -> None:
        """Do what a key is bound to."""
        await self.perform(action_id)

    async def perform(self, action_id: str) -> None:
        """Do an action, or tell why it cannot be done here and now.

        Handlers that are coroutines run beside the event loop's queue, one at a time per node and action, so
        they may wait for the desk, a menu or a dialog. A ``TrtuiError`` that leaves a handler is told.
        """
        self.quiet()
        if not self._waiting.put_off(self.keymap[action_id]):
            self.carry_out(action_id)

    def carry_out(self, action_id: str) -> None:
        """Do an action that need not wait, or tell why it cannot be done here and now."""
        action = self.keymap[action_id]
        nodes = dispatch.chain(self)
        if action.opens:
            self._open_sequences(action, nodes)
            return
        if said := dispatch.why_not(nodes, action):
            self.tell(said, "warning")
            return
        for handler in dispatch.handlers(nodes, action):
            if inspect.iscoroutinefunction(handler.run):
                self._start(handler, action)
                break
            try:
                if handler.run() is not False:
                    break
            except Exception as error:
                self.fell(error, f"“{action.label}”")
                break
        self.refresh_hints()

    def _start(self, handler: dispatch.Handler, action: Action) -> None:
        lock = self._locks.setdefault(handler.node, {}).setdefault(action.id, asyncio.Lock())

        async def run() -> None:
            async with lock:
                with self.typeahead.hold():
                    try:
                        await handler.run()
                    except Exception as error:
                        tell_fall(handler.node, error, f"“{action.label}”")
            self.refresh_hints()

        # A write that was begun is finished even when its screen is left meanwhile.
        outlives = action.writes or action.id in getattr(handler.node, "OUTLIVES", ())
        owner = self if outlives else handler.node
        beside(owner, run, f"act {action.id}", about=handler.node)

    def can(self, action_id: str) -> str | None:
        """Return why an action cannot run here and now, or None when it can."""
        return dispatch.why_not(dispatch.chain(self), self.keymap[action_id])

    # Menus

    def open_menu(
        self, title: str, choices: Sequence[Choice], then: Callable[[Choice | None], object]
    ) -> None:
        """Show a short menu; ``then`` gets the choice, or None when the menu is left."""
        self.overlays.menu(title, choices, then)

    async def choose(self, title: str, choices: Sequence[Choice], at: Any = None) -> Choice | None:
        """Show a short menu and wait for the choice; for handlers that are coroutines.

        ``at`` is the value of the choice that enter takes at first, where there is one.
        """
        return await self.overlays.choose(title, choices, at)

    def act_jump_show(self) -> None:
        """Label what can be gone to; the next keys choose."""
        self.overlays.jump()

    def _open_sequences(self, action: Action, nodes: Sequence[DOMNode]) -> None:
        from trtui.ui.menu import Choice

        scopes = {Scope.GLOBAL, *getattr(self.screen, "SCOPES", Scope)}
        choices = [
            Choice(other.label, other.id, key, why_not=dispatch.why_not(nodes, other) or "")
            for key, other in self.keymap.menu(action.id)
            if scopes.intersection(other.where)
        ]

        def then(choice: Choice | None) -> None:
            if choice is not None:
                self.call_next(self.perform, choice.value)

        self.overlays.menu(action.label.capitalize(), choices, then, by_letter=False)

    async def on_event(self, event: events.Event) -> None:
        """Give keys to the open menu before anything else, and one after the other."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if self.typeahead.put_off(event):
                return
            self._troubles.quiet()
            if isinstance(event, events.Key):
                if self.overlays.take(event):
                    self.typeahead.follow(self)
                    return
                self.typeahead.follow(self.focused or self.screen)
            elif not self._takes_paste(event):
                return
        await super().on_event(event)

    def _takes_paste(self, event: events.Paste) -> bool:
        """Make what was pasted safe; say so where there is no box that could take it."""
        if self.overlays.is_open or not getattr(self.focused, "TAKES_TEXT", False):
            self.tell("Nothing was pasted: there is no text box here.", "warning")
            return False
        event.text = safe(event.text, lines=True)
        return True

    def may_ask(self) -> bool:
        """Return whether the work at hand may ask something, and say so where its screen was left."""
        if may_ask(self):
            return True
        self.tell("Not done: you left that screen before it could ask.", "warning")
        return False

    def take_away(self, screen: Screen[Any]) -> None:
        """Take a screen off the stack, wherever it lies; what is over it stays."""
        if screen not in self._screen_stack or len(self._screen_stack) < 2:
            return
        if screen is self.screen:
            self.pop_screen()
        else:
            self._screen_stack.remove(screen)
            screen._pop_result_callback()
            self.call_next(self._replace_screen, screen)

    # Messages and hints

    def tell(self, message: str, kind: Kind = "info") -> None:
        """Say one line to the user: on the screen's status line, or as a toast where there is none."""
        lines = self.screen.query(StatusLine)
        if lines:
            lines.first().say(message, kind)
        else:
            self.notify(safe(message, lines=True), severity=SEVERITY[kind], markup=False)

    def trouble(self, error: Exception, what: str) -> TrtuiError:
        """Return an error as the user may see it; one that nobody foresaw is written down under a number."""
        return self._troubles.told(error, what)

    def fell(self, error: Exception, what: str, node: DOMNode | None = None) -> None:
        """Tell that something failed, on the screen that it belongs to, and go on."""
        told = self.trouble(error, what)
        screen = None if node is None or is_left(node) else node.screen
        lines = screen.query(StatusLine) if screen is not None else ()
        if lines:
            lines.first().say(told.message, "error")
        else:
            self.tell(told.message, "error")

    def fell_at(self, node: DOMNode, error: Exception, message: Message | None) -> bool:
        """Hear of an error in a handler of a node, or in drawing it; return whether the program goes on."""
        if not self._may_go_on(error):
            return False
        if isinstance(error, NoMatches) and is_left(node):
            return True
        if isinstance(node, Screen) and isinstance(message, events.Mount):
            self.call_later(self._leave_broken, node, error)  # it is not ready, and would fail at every key
        else:
            what = "Drawing a part of this screen" if message is None else "A part of this screen"
            self.fell(error, what, node)
        return True

    def _leave_broken(self, screen: Screen[Any], error: Exception) -> None:
        self.take_away(screen)
        self.fell(error, "Opening this screen")

    def _may_go_on(self, error: Exception) -> bool:
        """Return whether an error in a handler is one that the program can live with."""
        has_started = bool(self._screen_stack) and self._screen_stack[0].is_mounted
        return has_started and self.is_running and not self._exit and self._troubles.go_on()

    def quiet(self) -> None:
        """Take the last message away; the next action speaks for itself."""
        for line in self.screen.query(StatusLine):
            line.say("")

    def refresh_hints(self) -> None:
        """Bring the hint bar up to date, once, when the current work is done."""
        if not self._hints_wanted:
            self._hints_wanted = True
            self.call_later(self._refresh_hints)

    def _refresh_hints(self) -> None:
        self._hints_wanted = False
        if self.is_running and self.screen_stack:
            with contextlib.suppress(NoMatches):  # a place that is being taken apart has no keys any more
                for bar in self.screen.query(HintBar):
                    bar.update_hints()

    # What works everywhere

    async def act_help_open(self) -> None:
        """Show the live keys; do what is chosen, or name its key where it would change anything."""
        from trtui.ui.dialogs import look_up
        from trtui.ui.help import Help, help_rows

        row = await look_up(self, Help(help_rows(self)))
        if row is None:
            return
        action = self.keymap[str(row.key)]
        if action.writes:
            self.tell(f"{self.keymap.shown(action.id)} does it: {action.help}")
        else:
            await self.perform(action.id)

    async def act_palette_open(self) -> None:
        """Show actions and records; do or open what is chosen."""
        from trtui.ui.dialogs import look_up
        from trtui.ui.palette import Palette, action_rows

        palette = Palette(action_rows(self), self.find_records)
        row = await look_up(self, palette)
        if row is None or not isinstance(row.key, tuple):
            return
        kind, which = row.key
        if kind == "action":
            await self.perform(which)
        else:
            opened = palette.hits[which].open()
            if inspect.isawaitable(opened):
                await opened

    async def act_theme_choose(self) -> None:
        """Choose the colours, seen while choosing; they stay for the next start."""
        from trtui.ui.theme import LABELS
        from trtui.ui.theme_picker import choose

        name = await choose(self)
        if name is None:
            return
        said = f"Theme: {LABELS[name]}"
        if self._keep_theme is None:
            self.tell(said, "good")
            return
        try:
            await self._keep_theme(name)
        except TrtuiError as error:
            self.tell(f"{said}, until you quit: {error.message}", "warning")
        else:
            self.tell(f"{said}. It is kept for the next start.", "good")

    def act_screen_redraw(self) -> None:
        """Draw everything again, whatever the terminal shows now."""
        if isinstance(self._driver, QuietDriver):
            self._driver.forget()
        self.refresh(layout=True)

    # The terminal

    def get_driver_class(self) -> type[Driver]:
        """Return the driver that sends only what changed."""
        return QuietDriver

    def copy_to_clipboard(self, text: str) -> None:
        """Copy text to the clipboard of the terminal, through SSH and tmux too; raises TrtuiError if too
        long.
        """
        from trtui.ui.terminal import clipboard_sequences, copyable

        self._clipboard = copyable(text)
        if self._driver is not None:
            for sequence in clipboard_sequences(self._clipboard, os.environ):
                self._driver.write(sequence)

    def copy(self, text: str, what: str = "") -> None:
        """Copy text and say so; ``what`` names it for the message."""
        from trtui.ui.terminal import copyable, is_in_tmux

        if is_in_tmux(os.environ):
            self._clipboard = copyable(text)
            beside(self, partial(self._copy_in_tmux, self._clipboard, what or text), "copy", exclusive=True)
            return
        self.copy_to_clipboard(text)
        self._tell_copied(what or text, is_sure=not os.environ.get("TMUX"))

    async def _copy_in_tmux(self, text: str, what: str) -> None:
        from trtui.ui.terminal import copy_in_tmux

        is_there = await copy_in_tmux(text, os.environ)
        if not is_there:
            self.copy_to_clipboard(text)
        self._tell_copied(what, is_there)

    def _tell_copied(self, what: str, is_sure: bool) -> None:
        """Say that something was copied; through a tmux that did not answer for it only that it was sent."""
        if is_sure:
            self.tell(f"Copied {what}", "good")
        else:
            self.tell(f"Sent to tmux, which passes it on after “set -g set-clipboard on”: {what}", "warning")

    def edit_text(self, text: str) -> str:
        """Let the user edit text in $EDITOR; raises TrtuiError when that cannot be."""
        from trtui.ui.terminal import edit

        return edit(self, text)

    def open_url(self, url: str, *, new_tab: bool = True) -> None:
        """Copy a link instead of opening it: over SSH a browser would start on the wrong machine."""
        if url.startswith(("https://", "http://", "mailto:", "tel:")):
            self.copy(url, "the link")

    def action_suspend_process(self) -> None:
        """Leave job control to the shell; a hosted session has none to come back from."""

    def on_resize(self, event: events.Resize) -> None:
        """Ask for a larger terminal where nothing can be laid out."""
        from trtui.ui.covers import TooSmall

        small = event.size.width < SMALLEST[0] or event.size.height < SMALLEST[1]
        asked = isinstance(self.screen, TooSmall)
        if small and not asked:
            self.push_screen(TooSmall(*SMALLEST))
        elif asked and not small:
            self.pop_screen()

    # Leaving

    def on_load(self) -> None:
        """Hear of a cut line and of being ended."""
        loop = asyncio.get_running_loop()
        for number in (signal.SIGHUP, signal.SIGTERM):
            with contextlib.suppress(ValueError, RuntimeError, NotImplementedError):
                loop.add_signal_handler(number, self.hang_up, number)

    def hang_up(self, number: int = signal.SIGHUP) -> None:
        """Keep the drafts and leave: the line was cut, or the system wants the program to end."""
        if self._leaves_suddenly:
            return
        self._leaves_suddenly = True
        if number == signal.SIGHUP and isinstance(self._driver, QuietDriver):
            self._driver.cut()
        self.exit(return_code=128 + number)

    async def keep_drafts(self) -> None:
        """Keep what was typed and not saved; the product's app does it. Has three seconds."""

    async def _shutdown(self) -> None:
        if self._leaves_suddenly:
            with contextlib.suppress(Exception):
                await asyncio.wait_for(self.keep_drafts(), 3)
        await super()._shutdown()

    def _handle_exception(self, error: Exception) -> None:
        # Textual would print every local variable of every frame: names, numbers, passwords.
        cause = error.error if isinstance(error, WorkerFailed) else error
        if self._exit:
            self._write_down(cause)
            return
        if self._may_go_on(cause):
            self.fell(cause, "A part of this screen")
            return
        self._return_code = 1
        if self._exception is None:
            self._exception = error
            self._exception_event.set()
        self._leaves_suddenly = True
        self._exit_renderables.append(Text(self._write_down(cause).message))
        self._close_messages_no_wait()

    def _write_down(self, error: BaseException) -> Incident:
        from trtui.ui.crash import IncidentLog, record

        folder, clock, version = self._incidents
        return record(error, None if folder is None else IncidentLog(folder, clock, version))

    def panic(self, *renderables: Any) -> None:
        """Leave with an incident instead of a traceback."""
        error = sys.exc_info()[1]
        self._handle_exception(error if isinstance(error, Exception) else RuntimeError())
