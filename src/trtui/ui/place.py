"""The frame of every full screen: header, body, status, hints."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.screen import Screen
from textual.widget import Widget

from trtui.ui.actions import Context, Scope
from trtui.ui.keymap import bindings
from trtui.ui.shell import Shell
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.header import HeaderLine
from trtui.ui.widgets.hint_bar import HintBar, rest
from trtui.ui.widgets.status_line import StatusLine
from trtui.ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from trtui.ui.widgets.filter_line import FilterLine


class Place(Screen[Any], inherit_bindings=False):
    """A full screen with a list or two; subclasses name their scopes and yield a body.

    List actions reach the table that has the focus, or the first one when the focus is elsewhere, so that the
    arrows move in the results without leaving a search box.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    """Whose keys are live on this screen; the bindings are made from them."""
    PLACE: ClassVar[str] = "trtui"
    """What the header calls this screen."""
    OUTLIVES: ClassVar[tuple[str, ...]] = ()
    """Actions that write here although they do not everywhere: they are finished even when the screen is left."""
    ALLOW_SELECT = False

    def __init_subclass__(cls, *args: Any, **kwargs: Any) -> None:
        if "SCOPES" in cls.__dict__:
            cls.BINDINGS = cast(list[BindingType], bindings(*cls.SCOPES))
        super().__init_subclass__(*args, **kwargs)

    @property
    def shell(self) -> Shell:
        """The app, as what it is."""
        return cast(Shell, self.app)

    @property
    def header(self) -> HeaderLine:
        """The top line."""
        return self.query_one(HeaderLine)

    @property
    def status(self) -> StatusLine:
        """The line above the hints."""
        return self.query_one(StatusLine)

    @property
    def table(self) -> VirtualTable | None:
        """The table that list actions reach."""
        if isinstance(self.focused, VirtualTable):
            return self.focused
        return next((table for table in self.query(VirtualTable) if table.display), None)

    def compose_body(self) -> Iterable[Widget]:
        """Yield what stands between the header and the status line."""
        return ()

    def compose(self) -> ComposeResult:
        """Yield the frame."""
        yield HeaderLine(self.PLACE)
        yield from self.compose_body()
        yield StatusLine()
        yield HintBar()

    def action_context(self) -> Context:
        """Return what the guards of actions look at."""
        table = self.table
        if table is None:
            return Context(has_row=True)
        return Context(has_row=table.current is not None, marked=len(table.marks))

    # Lists, also while the focus is in a box beside them

    def act_cursor(self, verb: str) -> bool | None:
        """Move in the list."""
        return self._to_table("act_cursor", verb)

    def act_page(self, verb: str) -> bool | None:
        """Move in the list by pages."""
        return self._to_table("act_page", verb)

    def act_record_open(self) -> bool | None:
        """Open what is under the cursor of the list."""
        return self._to_table("act_record_open")

    def act_list_refresh(self) -> bool | None:
        """Read the list again."""
        return self._to_table("act_list_refresh")

    async def act_mark(self, verb: str) -> None:
        """Mark in the list."""
        if self.table is not None:
            await self.table.act_mark(verb)

    def _to_table(self, method: str, *arguments: str) -> bool | None:
        table = self.table
        if table is None:
            return False
        return cast("bool | None", getattr(table, method)(*arguments))

    # Filter and order

    @property
    def arranged(self) -> ArrangedTable | None:
        """The table that is narrowed and sorted in memory, if the list is such a one."""
        table = self.table
        return table if isinstance(table, ArrangedTable) else None

    async def act_list_filter(self) -> None:
        """Narrow the list by typing."""
        from trtui.ui.widgets.filter_line import FilterLine

        if self.arranged is not None:
            if not self.query(FilterLine):
                await self.mount(FilterLine(), before=self.status)
            self.query_one(FilterLine).edit(self.arranged)

    def act_list_sort(self) -> None:
        """Sort the list by its next column."""
        if self.arranged is not None:
            self.arranged.sort_by_next()
            self.tell_order()

    def act_list_reverse(self) -> None:
        """Turn the order of the list round."""
        if self.arranged is not None:
            self.arranged.turn_round()
            self.tell_order()

    def tell_order(self) -> None:
        """Say in what order the list stands now."""
        if self.arranged is not None:
            said = self.arranged.arrangement.said
            self.shell.tell(said[:1].upper() + said[1:] if said else "In the usual order again")

    def why_list_filter(self) -> str | None:
        """Say that there is no list to narrow."""
        return None if self.arranged is not None else "There is no list to narrow here"

    def why_list_sort(self) -> str | None:
        """Say that there is no list to sort."""
        return None if self.arranged is not None else "There is no list to sort here"

    def why_list_reverse(self) -> str | None:
        """Say that there is no list to turn round."""
        return self.why_list_sort()

    def follow_filter(self) -> None:
        """Show the filter of the list in front, if it has one."""
        for line in self.query("#filter-line"):
            cast("FilterLine", line).follow(self.arranged)

    def on_arranged_table_arranged(self, event: ArrangedTable.Arranged) -> None:
        """Show how many rows the filter leaves."""
        if event.table is self.arranged:
            self.follow_filter()

    # Panes

    def act_pane(self, verb: str) -> None:
        """Go to the next or previous pane."""
        if verb == "next":
            self.focus_next()
        else:
            self.focus_previous()

    # Hints follow the focus and the cursor

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show the keys of what has the focus now."""
        self.shell.refresh_hints()

    def on_screen_resume(self) -> None:
        """Show the keys of this screen."""
        self.shell.refresh_hints()

    def on_screen_suspend(self) -> None:
        """Show no keys while something else has them."""
        rest(self)

    def on_virtual_table_row_highlighted(self) -> None:
        """Grey what cannot be done with this row."""
        self.shell.refresh_hints()

    def on_virtual_table_marks_changed(self) -> None:
        """Count the marks, and grey what cannot be done with them."""
        self.count_marks()
        self.shell.refresh_hints()

    def count_marks(self) -> None:
        """Say on the status line how many rows of the list in front are marked."""
        self.status.mark(len(self.table.marks) if self.table is not None else 0)
