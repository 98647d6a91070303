"""Call queue: the calls that are due, the card of the current one, and two keys per call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Any, ClassVar

from textual.containers import Horizontal, Vertical
from textual.widget import Widget

from trtui.desk import calling, cards, claims, history, plans, queue, sessions
from trtui.desk.queue import QueuePage, QueueRow
from trtui.desk.sessions import Figures, Session
from trtui.domain.spoken import given_name
from trtui.ui import shown, verbs
from trtui.ui.actions import Scope
from trtui.ui.desk_place import DeskPlace
from trtui.ui.dialogs import ask
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.screens import client_forms, queue_session
from trtui.ui.screens.client_sections import Seen
from trtui.ui.screens.queue_call import CallInHand
from trtui.ui.screens.queue_card import card_lines, legend
from trtui.ui.screens.queue_line import NextCallLine
from trtui.ui.subjects import Subject, Trail, clients_of
from trtui.ui.widgets.cell_lines import CellLines
from trtui.ui.widgets.rows import Cell, Column, Row
from trtui.ui.widgets.virtual_table import VirtualTable

COLUMNS = (
    Column("contact", "Contact", 12, grow=2, least=8),
    Column("client", "Client", 10, grow=3, priority=1, least=8),
    Column("csi", "C", 1),
    Column("due", "Due", 11),
    Column("phone", "Number", 15, priority=3),
    Column("why", "Why", 24, priority=4),
    Column("owner", "Owner", 10, priority=5),
)
EMPTY = (
    "Nothing is due. Press w to see the team's calls or everyone's, \\ to change the filter, g s to search."
)
LIMIT = 100
RENEW_SECONDS = 60
LOOK_SECONDS = 20


class QueuePlace(DeskPlace):
    """The list, the card, and the line that says what comes next."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.QUEUE, Scope.GLOBAL)
    PLACE = "trtui  Calls due"
    AUTO_FOCUS = "#list"

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.scope = "mine"
        self.filter_text = ""
        self._rows: dict[object, QueueRow] = {}
        self._call: CallInHand | None = None

    @property
    def call(self) -> CallInHand:
        """The call in hand."""
        if self._call is None:
            self._call = CallInHand(self)
        return self._call

    @property
    def calls(self) -> VirtualTable:
        """The list of due calls."""
        return self.query_one("#list", VirtualTable)

    @property
    def line(self) -> NextCallLine:
        """The line of the next call."""
        return self.query_one(NextCallLine)

    def compose_body(self) -> Iterable[Widget]:
        """Yield figures, list and card, and the line of the next call."""
        yield CellLines(id="figures")
        with Horizontal(classes="body"):
            yield VirtualTable(COLUMNS, empty=EMPTY, id="list")
            with Vertical(id="card", classes="pane -right"):
                yield CellLines(id="card-lines")
                yield CellLines(id="legend")
        yield NextCallLine(id="next")

    def on_mount(self) -> None:
        """Keep the claim while the card is open, and see what others do."""
        self.set_interval(RENEW_SECONDS, partial(self.start, self.call.renew, "renew the claim"))
        self.set_interval(LOOK_SECONDS, self._look)

    # Reading

    async def load(self) -> None:
        """Read the session, the list and the card."""
        if self.session is None:
            self.session = await self.office.read(sessions.current)
            if self.session is not None:
                self.scope, self.filter_text = self.session.scope, self.session.filter_text
        number = self.session.id if self.session else None
        page = await self.office.read(queue.due, self.scope, self.filter_text, LIMIT, session_id=number)
        figures = await self.office.read(sessions.figures, number) if number is not None else None
        self._show_list(page)
        self._show_figures(page, figures)
        await self._load_card()

    def _show_list(self, page: QueuePage) -> None:
        now, zone = self.office.clock.now(), self.office.clock.zone
        self._rows = {("contact", row.contact_id): row for row in page.rows}
        table = self.calls
        table.show_rows([self._row(row, now, zone) for row in page.rows], keep=True)
        total = f"{'more than ' if page.is_more else ''}{page.total:,} due"
        parts = [total, f"whose: {self.scope}"]
        if self.filter_text:
            parts.append(f"filter: {self.filter_text}")
        if page.skipped:
            parts.append(f"{page.skipped} skipped")
        self.status.show(" · ".join([*parts, *page.hints]))

    def _row(self, row: QueueRow, now: int, zone: Any) -> Row:
        tones = {"due": "due", "overdue": "overdue"}
        contact: str | Cell = f"{'T20 ' if row.in_target20 else ''}{row.contact}"
        due = Cell(row.due.label, tones.get(row.due.state.value, ""))  # type: ignore[arg-type]
        if row.claim is not None:
            mine = row.is_mine
            contact = Cell(f"{'◉' if mine else '◐'} {row.contact}", "good" if mine else "muted")
            due = Cell("mine" if mine else row.claim.text(now), "good" if mine else "muted")
        return Row(
            ("contact", row.contact_id),
            (
                contact,
                row.client,
                row.csi or shown.NONE,
                due,
                shown.phone(row.phone),
                Cell(row.why, "muted"),
                given_name(row.owner),
            ),
        )

    def _show_figures(self, page: QueuePage, figures: Figures | None) -> None:
        who = given_name(self.office.actor.name)
        name = f" · blitz “{self.session.name}”" if self.session and self.session.name else ""
        line: list[str | Cell] = []
        right = f"{page.total:,}{'+' if page.is_more else ''} to call"
        if figures is not None:
            goal = f" ({figures.goal_text})" if figures.goal_text else ""
            parts = (
                shown.counted(figures.attempts, "attempt"),
                shown.counted(figures.conversations, "conversation") + goal,
                shown.counted(figures.meetings, "meeting"),
                shown.counted(figures.vacancies, "vacancy", "vacancies"),
                f"{figures.per_hour} / h",
            )
            line = [" · ".join(parts)]
            total = figures.done + page.total
            right = f"{figures.done} of {total:,}{'+' if page.is_more else ''} {_bar(figures.done, total)}"
        if self.session is not None and self.session.is_on_break:
            line = [Cell("On a break: press b to go on.", "due")]
        if not line:
            line = [
                Cell("Press enter to take the first call; digits record the outcome, enter goes on.", "muted")
            ]
        self.query_one("#figures", CellLines).show([line])
        self.header.show(title=f"{who}{name}", right=right)

    async def _load_card(self) -> None:
        contact_id = self.call.claimed.contact_id if self.call.claimed else self._under_cursor()
        if contact_id is None:
            self.call.card = None
            self.query_one("#card-lines", CellLines).show(
                [[Cell("The card of the call shows here.", "muted")]]
            )
            self.query_one("#legend", CellLines).show([])
            return
        number = self.session.id if self.session else None
        card = await self.office.read(cards.card, contact_id, number)
        if contact_id == (self.call.claimed.contact_id if self.call.claimed else self._under_cursor()):
            self.call.card = card
            self.show_card()

    def show_card(self) -> None:
        """Show the card of the call in hand, or of the row under the cursor."""
        if self.call.card is None:
            return
        seen = Seen(self.office.clock.now(), self.office.clock.zone)
        self.query_one("#card-lines", CellLines).show(card_lines(self.call.card, seen, self.call.note))
        keys = (
            legend(calling.outcomes_of(self.office.rules))
            if self.call.claimed
            else [[Cell("enter takes this call", "muted")]]
        )
        self.query_one("#legend", CellLines).show([[Cell("─" * 34, "muted")], *keys])

    def _under_cursor(self) -> int | None:
        current = self.calls.current
        row = self._rows.get(current.key) if current else None
        return row.contact_id if row else None

    def on_virtual_table_row_highlighted(self) -> None:
        """Look at the card of the row under the cursor, without claiming it."""
        if self.call.claimed is None and self.is_mounted:
            self.start(self._load_card, "card", exclusive=True)

    @property
    def subjects(self) -> Sequence[Subject]:
        """The call in hand, else the marked contacts or the one under the cursor."""
        if self.call.claimed is not None:
            return (
                Subject(
                    "contact",
                    self.call.claimed.contact_id,
                    self.call.claimed.client_id,
                    self.call.claimed.contact,
                ),
            )
        table = self.calls
        rows = [self._rows[key] for key in table.targets if key in self._rows]
        return [Subject("contact", row.contact_id, row.client_id, row.contact) for row in rows]

    # Taking a call

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Take the call that was opened."""
        row = self._rows.get(event.row.key)
        if row is not None:
            self.start(partial(self.call.take, row.contact_id), "take a call")

    async def act_record_open(self) -> None:
        """Accept the next call that is shown; without one, take the call under the cursor, or open its client."""
        if self.call.proposal is not None:
            await self.call.accept()
        elif self.call.claimed is not None:
            await self._open_client()
        else:
            contact_id = self._under_cursor()
            if contact_id is None:
                self.shell.tell(EMPTY)
            else:
                await self.call.take(contact_id)

    async def session_id(self) -> int:
        """Return the session that calls count in, begun if there is none."""
        if self.session is None:
            await self.office.operate(
                sessions.start, "", self.scope, self.filter_text, self.office.rules.goal_conversations
            )
            self.session = await self.office.read(sessions.current)
        assert self.session is not None
        return self.session.id

    # The outcome

    async def act_outcome(self, verb: str) -> None:
        """Show what an outcome proposes; enter accepts it and goes on to the next client."""
        await self.call.propose(verb)

    async def act_change_undo(self) -> None:
        """Take the last outcome back and its call in hand again."""
        undone = await self.office.write(history.undo)
        self.workspace.changed(f"Undone: {undone.label}")
        if self.call.last_called is not None and self.call.claimed is None:
            contact_id, self.call.last_called = self.call.last_called, None
            await self.call.take(contact_id)

    # Beside the outcome

    async def act_call_note(self) -> None:
        """Write a note while talking."""
        await self.call.write_note()

    async def act_call_skip(self) -> None:
        """Pass over a contact in this session, with the reason."""
        subjects = self.subjects
        if not subjects:
            return
        reason = await ask(self.shell, f"Skip {subjects[0].name}", Field("reason", "Why", required=True))
        if not reason:
            return
        await self.office.operate(plans.skip, await self.session_id(), subjects[0].id, str(reason))
        await self.call.go_on()

    async def act_call_snooze(self) -> None:
        """Set the date of the next call; a call in hand is let go."""
        had = self.call.claimed
        before = self.workspace.revision
        await verbs.snooze(self.workspace, self.subjects)
        if had is not None and self.workspace.revision != before:
            await self.call.go_on()

    async def act_queue(self, verb: str) -> None:
        """Break, choose whose calls, or set up the blitz."""
        await queue_session.do(self, verb)

    async def act_list_filter(self) -> None:
        """Narrow the queue with filters, such as csi:a town:leeds."""
        text = await ask(
            self.shell,
            "Filter",
            Field("text", "Only", self.filter_text, hint="csi:a town:leeds tag:x owner:me status:target"),
        )
        if text is not None:
            await self.retarget(self.scope, str(text))

    async def retarget(self, scope: str, filter_text: str) -> None:
        """Work another part of the queue."""
        self.scope, self.filter_text = scope, filter_text
        if self.session is not None:
            await self.office.operate(sessions.change, self.session.id, scope=scope, filter_text=filter_text)
        self.reload()

    async def act_record_edit(self) -> None:
        """Edit the contact of the card."""
        if self.subjects:
            await client_forms.edit_contact(self.workspace, self.subjects[0].id)

    async def act_record_remove(self) -> None:
        """Say that a manager may release somebody's claim, or let go of one's own."""
        if self.call.claimed is not None:
            await self.call.give_back()
            return
        row = self._rows.get(("contact", self._under_cursor()))
        if row is not None and row.claim is not None and not row.is_mine:
            choice = await self.shell.choose(
                row.claim.text(self.office.clock.now()),
                [Choice("Release the claim", True, "r"), Choice("Leave it", False, "l")],
            )
            if choice is not None and choice.value:
                whose = await self.office.operate(claims.release_other, row.client_id)
                self.workspace.changed(f"Released: {whose} no longer has it.")

    async def _open_client(self) -> None:
        subjects = self.subjects
        numbers = clients_of(subjects)
        if numbers:
            listed = clients_of(
                [
                    Subject("contact", row.contact_id, row.client_id, row.contact)
                    for row in self._rows.values()
                ]
            )
            trail = Trail("calls", tuple(listed), listed.index(numbers[0])) if numbers[0] in listed else None
            await self.workspace.visit_client(numbers[0], trail, contact_id=subjects[0].id)

    def act_place_back(self) -> bool | None:
        """Leave the line of the next call, then the call in hand, then the queue."""
        if self.call.proposal is not None:
            self.call.put_away()
            self.reload()
            return None
        if self.call.claimed is not None:
            self.start(self._give_back, "let go of a call")
            return None
        return None if self.calls.clear_marks() else False

    async def _give_back(self) -> None:
        await self.call.give_back()
        self.shell.tell("Let go: somebody else may take it.")

    async def leave(self) -> None:
        """Give the call in hand back to the others."""
        await self.call.release()

    # Living with others

    def _look(self) -> None:
        if self.is_current and self.call.proposal is None:
            self.reload()


def _bar(done: int, total: int, cells: int = 13) -> str:
    full = 0 if total <= 0 else min(cells, done * cells // total)
    return "▓" * full + "░" * (cells - full)
