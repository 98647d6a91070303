"""Search, the start screen: a box that takes typing at once, and under it whom it finds."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input

from trtui.ui.actions import Action, Scope
from trtui.ui.answers import Answers
from trtui.ui.desk_place import DeskPlace
from trtui.ui.screens.peek import Peek
from trtui.ui.subjects import Subject, Trail, clients_of
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.arrangement import Order
from trtui.ui.widgets.line_input import LineInput
from trtui.ui.widgets.note import Note
from trtui.ui.widgets.rows import Cell, Column, Row
from trtui.ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from trtui.desk.home import Home
    from trtui.desk.search import Found, Hit
    from trtui.domain.errors import TrtuiError

ORDERS = (
    Order("name", "name"),
    Order("next", "next call"),
    Order("status", "status"),
    Order("where", "town"),
)
COLUMNS = (
    Column("name", "Client / contact", 24, grow=3, least=12, best=28),
    Column("where", "Where", 10, grow=2, priority=3, best=28),
    Column("status", "Status / phone", 16, priority=2, best=24),
    Column("csi", "CSI", 3, priority=1),
    Column("next", "Next call", 11, priority=1, best=14),
    Column("phone", "Phone", 16, best=24, priority=5),
    Column("owner", "Owner", 14, priority=6),
)
"""Of what is found: a client's status, and under it whom to call on which number."""
HOME_COLUMNS = (
    Column("name", "Name", 20, grow=3, least=12, best=28),
    Column("client", "Client", 16, grow=2, priority=2, best=28),
    Column("phone", "Phone", 16, priority=2, best=24),
    Column("csi", "CSI", 3, priority=2),
    Column("next", "Next call", 11, priority=1, best=14),
    Column("where", "Where", 12, priority=4),
    Column("status", "Status", 16, priority=4, best=24),
    Column("owner", "Owner", 14, priority=6),
)
"""Of the lists under an empty box, in which people stand by themselves."""
STEPS = (60, 240, 1000)
"""Lines read at first, and when the cursor reaches the last of a list that was cut."""
NOTHING = "No match. Try fewer letters, or press escape, then n to add “{text}” as a new client."
NOBODY_FITS = "No match for all of that. Remove a filter."
EMPTY = "No clients yet. Press escape, then n to add one; or leave with q and run: trtui import FILE"


class SearchPlace(DeskPlace):
    """The box, the results, and for an empty box: due today, recently opened, my Target 20."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.SEARCH, Scope.GLOBAL)
    PLACE = "trtui  Search"
    AUTO_FOCUS = "#box"

    def __init__(self) -> None:
        super().__init__()
        self._hits: dict[object, Hit] = {}
        self._asked = ""
        self._shown_for: str | None = ""
        self._answers = Answers(lambda: self.box.value.strip())
        self._told_at = self._counted_at = -1
        self._flagged = 0
        self._state = ("", "")
        self._is_cut = False
        self._step = self._shown_step = 0

    def compose_body(self) -> Iterable[Widget]:
        """Yield the box over the results and the peek pane."""
        yield SearchBox(id="box-line", classes="-after-sign")
        yield Horizontal(
            ArrangedTable(COLUMNS, orders=ORDERS, grouped=True, empty=EMPTY, id="results"),
            Peek(id="peek"),
            classes="body",
        )

    def on_mount(self) -> None:
        """Say what is waited for."""
        if not self.workspace.opened.is_set():
            self.status.show("Opening the store …")

    @property
    def box(self) -> LineInput:
        """The search box."""
        return self.query_one("#box", LineInput)

    @property
    def results(self) -> ArrangedTable:
        """The list under the box."""
        return self.query_one("#results", ArrangedTable)

    def to_box(self) -> None:
        """Put the cursor in the box, its text chosen so that typing begins anew."""
        self.box.focus()
        self.box.action_select_all()

    # Finding

    def on_input_changed(self, event: Input.Changed) -> None:
        """Find what is typed, letter by letter; what fits best stands first again."""
        if event.input.id == "box" and event.value.strip() != self._asked:
            self._asked, self._step = event.value.strip(), 0
            self.results.arrangement.order, self.results.arrangement.is_reversed = None, False
            self.reload()

    async def load(self) -> None:
        """Find, or show what an empty box shows."""
        from trtui.desk import home, search

        text, step = self.box.value, self._step
        began = time.perf_counter()
        if text.strip():
            found = await self.office.read(search.find, text, STEPS[step])
            if text.strip() == self.box.value.strip() and step == self._step:
                self._shown_step = step
                self._show(found, time.perf_counter() - began)
            if self._told_at == self.workspace.revision:
                return
        start = await self.office.read(home.home)
        self._tell_day(start)
        if not self.box.value.strip():
            self._show_home(start)
            await self._tell_flags()

    def show_error(self, error: TrtuiError) -> None:
        """Say why nothing was found; what stood there stays, and keys about it are refused."""
        self._answers.fail(error.message)
        super().show_error(error)

    def behind(self, action: Action) -> Answers | None:
        """Let what is done with the results wait for those of the whole text."""
        if action.is_about_rows and self._answers.are_due:
            return self._answers
        return super().behind(action)

    def _tell_day(self, start: Home) -> None:
        """Say in the header who sits here and how many calls are due; read again when something was changed."""
        self._told_at = self.workspace.revision
        due = f"{start.due_count:,}{'+' if start.due_is_more else ''} due today"
        flags = f" · {start.drafts} ⚑" if start.drafts else ""
        self.header.show(right=f"{self.office.actor.name} · {due}{flags}")

    def _show(self, found: Found, seconds: float) -> None:
        self._hits = {}
        text = self.box.value.strip()
        self.results.empty = _said_of_nothing(found, text)
        keep = self._shown_for == text
        self.results.take_columns(COLUMNS)
        self.results.show_rows([self._row(hit) for hit in found.hits], keep=keep)
        if not keep:
            self.results.go(_best(found.hits))
        self._shown_for = text
        self._answers.take(text)
        self._show_peek(anew=keep)
        count = sum(hit.is_match for hit in found.hits)
        self._is_cut = not found.is_exact or found.total > count
        parts = [*found.hints, self._count_text(found, count), *found.notes[len(found.hints) :]]
        self._state = (" · ".join(parts), "" if found.hints else f"{seconds:.3f} s")
        self._show_state()

    def _count_text(self, found: Found, count: int) -> str:
        """Say how many are shown of how many, and whether more come at the end of the list."""
        if not self._is_cut:
            return found.count_text
        if found.is_exact:
            return f"first {count:,} of {found.total:,}"
        return f"first {count:,}; {'more below' if self._may_read_on else 'type more to narrow it'}"

    @property
    def _may_read_on(self) -> bool:
        return self._is_cut and self._step == self._shown_step < len(STEPS) - 1

    def _show_home(self, start: Home) -> None:
        self._hits = {}
        rows: list[Row] = []
        for title, hits in (
            (f"Due today ({start.due_count:,}{'+' if start.due_is_more else ''})", start.due),
            ("Recently opened", start.recent),
            ("My Target 20", start.target20),
        ):
            if hits:
                rows.append(Row(("heading", title), (Cell(title, "accent"),), heading=True))
                rows += [self._row(hit, title) for hit in hits]
        self.results.empty = (
            EMPTY if not start.clients else "Type a name, a number, a postcode or an e-mail address."
        )
        begun = self._shown_for is not None
        self.results.take_columns(HOME_COLUMNS)
        self.results.show_rows(rows, keep=not begun)
        self._shown_for = None
        self._answers.take("")
        self._show_peek(anew=not begun)
        said = start.size_text
        if start.held:
            key = self.shell.keymap.shown("go.queue")
            said = f"{said} · you still have {start.held} in the call queue: {key}"
        self._state, self._is_cut = (said, ""), False
        self._show_state()

    async def _tell_flags(self) -> None:
        """Say how many of one's clients the register says something of, once everything else is shown."""
        revision = self.workspace.revision
        if self._counted_at != revision:
            await self.office.load("trtui.desk.watch")
            from trtui.desk import watch

            self._flagged = await self.office.read(watch.count, mine=True)
            self._counted_at = revision
        if self._flagged and self._shown_for is None:
            from trtui.ui.shown import counted

            where = self.shell.keymap.shown("go.review")
            said, _ = self._state
            needs = "needs" if self._flagged == 1 else "need"
            count = counted(self._flagged, "client")
            self._state = (f"{said} · ! {count} {needs} a Companies House check: {where}", "")
            self._show_state()

    def act_list_refresh(self) -> bool | None:
        """Read again, what others changed included."""
        self._counted_at = -1
        return super().act_list_refresh()

    def _show_state(self) -> None:
        """Say how many were found, and in what order they stand."""
        said, seconds = self._state
        order = self.results.arrangement.said
        if order and self._is_cut:
            order = f"{order} among those shown"
        self.status.show(" · ".join(part for part in (said, order) if part), seconds)

    def tell_order(self) -> None:
        """Leave saying the order to the status line, which always does."""

    def on_arranged_table_arranged(self, event: ArrangedTable.Arranged) -> None:
        """Say in what order the results stand."""
        self._show_state()

    def _row(self, hit: Hit, list_name: str = "") -> Row:
        from trtui.ui.screens.search_rows import row

        shown = row(hit, list_name)
        self._hits[shown.key] = hit
        return shown

    # What is under the cursor

    def _hit(self, key: object) -> Hit | None:
        return self._hits.get(key)

    @property
    def subjects(self) -> Sequence[Subject]:
        """The marked results, else the one under the cursor."""
        return [_subject(hit) for hit in self._chosen]

    @property
    def _chosen(self) -> list[Hit]:
        found = [self._hit(key) for key in self.results.targets]
        return [hit for hit in found if hit is not None]

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Open the client, at the contact that was chosen; of several marked ones the first, the others behind it."""
        is_marked = len(self.results.marks) > 0 and bool(self._chosen)
        hit = self._chosen[0] if is_marked else self._hit(event.row.key)
        if hit is None:
            return
        number = hit.id if hit.kind == "client" else hit.client_id
        if number is None:
            self.shell.tell(f"{hit.name} is assigned to no client. Press a to assign.", "warning")
            return
        listed = (
            self._chosen
            if is_marked
            else [shown for row in self.results.rows if (shown := self._hit(row.key)) is not None]
        )
        numbers = clients_of([_subject(one) for one in listed])
        unit = (
            "client " if len(listed) != len(numbers) else ""
        )  # rows of contacts count in the list, not here
        name = "marked" if is_marked else "search"
        trail = Trail(name, tuple(numbers), numbers.index(number), "search", unit)
        contact = hit.id if hit.kind == "contact" else None
        self.set_focus(self.results)  # who comes back goes on in the list
        opening = partial(self.workspace.visit_client, number, trail, contact_id=contact)
        self.start(opening, "open a client", holds=True)

    def on_virtual_table_row_highlighted(self) -> None:
        """Show the record beside the list."""
        self._show_peek()
        if self._may_read_on and self.results.cursor >= self.results.total - 1:
            self._step += 1
            self.reload()

    def _show_peek(self, *, anew: bool = False) -> None:
        subjects = self.subjects
        self.query_one(Peek).show_subject(subjects[0] if subjects else None, anew=anew)

    def on_virtual_table_marks_changed(self) -> None:
        """Say what stays unmarked when all that is shown of a longer list is marked."""
        shown = sum(not row.heading for row in self.results.rows)
        if self._is_cut and 1 < shown <= len(self.results.marks):
            more = "; G reads on" if self._may_read_on else ""
            self.shell.tell(f"Marked the {shown:,} that are shown, not all that match{more}.", "warning")

    def key_of_client(self, client_id: int) -> object:
        """Return the row of a client, else of somebody at it; none where the cursor stands at it already."""
        now = self.results.current
        hit = None if now is None else self._hit(now.key)
        if hit is not None and clients_of([_subject(hit)]) == [client_id]:
            return None
        keys = [key for key, one in self._hits.items() if clients_of([_subject(one)]) == [client_id]]
        return next((key for key in keys if self._hits[key].kind == "client"), next(iter(keys), None))

    # Keys

    def on_resize(self) -> None:
        """Show the peek pane where there is room for it."""
        self.query_one(Peek).settle()

    def act_peek_toggle(self) -> None:
        """Show or hide the record beside the list."""
        self.query_one(Peek).toggle()

    async def act_record_new(self) -> None:
        """Add a client; what was typed in vain becomes its name."""
        await self.workspace.visit_new_client(self.box.value.strip() if not self.results.total else "")

    async def act_record_remove(self) -> None:
        """Archive the marked clients, or the marked contacts; those that are archived come back."""
        from trtui.ui import verbs

        chosen = self._chosen
        kinds = {hit.kind for hit in chosen}
        if chosen and all(hit.is_archived for hit in chosen) and len(kinds) == 1:
            back = verbs.restore_clients if kinds == {"client"} else verbs.restore
            is_done = await back(self.workspace, [(hit.id, hit.name) for hit in chosen])
        else:
            is_done = await verbs.archive(self.workspace, self.subjects)
        if is_done:
            self.results.clear_marks()

    async def act_record_edit(self) -> None:
        """Edit the client or contact under the cursor."""
        from trtui.ui.screens import client_forms

        hit = self._chosen[0]
        if hit.kind == "client":
            await client_forms.edit_client(self.workspace, hit.id)
        else:
            await client_forms.edit_contact(self.workspace, hit.id)

    def why_record_edit(self) -> str | None:
        """Say that nothing is there to edit."""
        return None if self._chosen else "Nothing is selected"

    async def act_record_copy(self) -> None:
        """Copy something of the record under the cursor, or one line for each marked one."""
        from trtui.ui import copying
        from trtui.ui.screens.search_rows import copied

        hits = self._chosen
        if len(hits) == 1:
            await copying.of_one(self.workspace, _subject(hits[0]))
        else:
            await copying.of_several(self.workspace, len(hits), copied(hits))

    def act_list_filter(self) -> None:
        """Go on typing in the box, with another word: here every filter is typed."""
        self.box.focus()
        if self.box.value.strip():
            self.box.value = f"{self.box.value.rstrip()} "
        self.box.cursor_position = len(self.box.value)

    def label_place_back(self) -> str:
        """Say how the keys of the list are come by."""
        return "list keys" if self.focused is self.box else ""

    def act_place_back(self) -> None:
        """Leave the box for the list; in the list drop the marks, then clear the box."""
        if self.focused is self.box:
            self.results.focus()
        elif not self.results.clear_marks():
            self.box.value = ""

    def on_key(self, event: events.Key) -> None:
        """Go on typing in the box with a letter or digit that is no key of the list."""
        typed = event.character or ""
        if (
            self.focused is not self.box
            and typed.isalnum()
            and not self.shell.keymap.has_key(event.key, self.SCOPES)
        ):
            event.stop()
            self.box.focus()
            self.box.value += typed
            self.box.cursor_position = len(self.box.value)


def _said_of_nothing(found: Found, text: str) -> str:
    """Return what stands in place of rows: what of the filters was not understood, and what to do."""
    return "\n".join((*found.hints, NOTHING.format(text=text) if found.has_words else NOBODY_FITS))


def _best(hits: Sequence[Hit]) -> int:
    """Return the place of the best result: the first client, or whichever of its contacts fits better."""
    end = next((at for at, hit in enumerate(hits) if at and hit.kind == "client"), len(hits))
    fitting = [at for at in range(end) if hits[at].is_match]
    return max(fitting, key=lambda at: (hits[at].score, -at), default=0)


def _subject(hit: Hit) -> Subject:
    return Subject(hit.kind, hit.id, hit.client_id, hit.name)


class QueryInput(LineInput):
    """The box itself: the key that leads to it from anywhere is no text while the box is empty."""

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Return whether a key is typed here."""
        return not (character == "/" and not self.value) and super().check_consume_key(key, character)

    async def _on_key(self, event: events.Key) -> None:
        """Take characters, but for that one."""
        if event.character == "/" and not self.value:
            event.prevent_default()


class SearchBox(Horizontal):
    """The box with its sign and the reach of the search."""

    def compose(self) -> ComposeResult:
        """Yield sign and box."""
        yield Note("▸ ", classes="prompt")
        yield QueryInput(placeholder="name, phone, e-mail, postcode, status:target csi:a owner:me", id="box")
