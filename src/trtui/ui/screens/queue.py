"""Call queue: the calls that are due, the card of the current one, and two keys per call."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import ClassVar

from textual.containers import Horizontal
from textual.widget import Widget

from trtui.desk import calling, cards, claims, history, plans, queue, sessions
from trtui.desk.queue import QueuePage, QueueRow
from trtui.desk.sessions import Figures, Session
from trtui.domain.errors import TrtuiError
from trtui.domain.spoken import given_name
from trtui.ui import copying, reassigning, shown, verbs
from trtui.ui.actions import Action, Context, Scope
from trtui.ui.answers import Answers
from trtui.ui.copying import Copied
from trtui.ui.desk_place import DeskPlace
from trtui.ui.dialogs import ask
from trtui.ui.form import Field
from trtui.ui.screens import client_forms, queue_session
from trtui.ui.screens.client_sections import Seen
from trtui.ui.screens.queue_call import CallInHand
from trtui.ui.screens.queue_card import CardPane
from trtui.ui.screens.queue_line import NextCallLine
from trtui.ui.screens.queue_list import EMPTY, CallTable, call_row, figures_line, key_of, progress
from trtui.ui.subjects import Subject, Trail, clients_of
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.cell_lines import CellLines
from trtui.ui.widgets.virtual_table import VirtualTable

LIMIT = 100
WHOSE = {"mine": "My calls", "team": "My team's calls", "everyone": "Everyone's calls"}
"""What the status line calls the part of the queue that is worked."""
BESIDE, WIDE = 80, 120
"""Columns from which the card stands beside the list, and from which both have room enough."""
RENEW_SECONDS = 60
LOOK_SECONDS = 20
RELEASED = "Call released: somebody else may take it."


class QueuePlace(DeskPlace):
    """The list, the card, and the line that says what comes next."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.QUEUE, Scope.GLOBAL)
    PLACE = "trtui  Calls due"
    AUTO_FOCUS = "#list"
    OUTLIVES = ("record.open",)

    def __init__(self) -> None:
        super().__init__()
        self.session: Session | None = None
        self.scope = "mine"
        self.filter_text = ""
        self._rows: dict[object, QueueRow] = {}
        self._page: QueuePage | None = None
        self._call: CallInHand | None = None
        self._is_narrowed = False
        self._skipped: tuple[int, str, int] | None = None
        """The contact that was skipped last, and after which change."""
        self._card_wanted: bool | None = None
        """Whether the card shall be seen more, as the peek key said; None as the width says."""
        self._card_for: int | None = None
        self._answers = Answers(lambda: (self.scope, self.calls.filter_text.strip()))

    @property
    def call(self) -> CallInHand:
        """The call in hand."""
        if self._call is None:
            self._call = CallInHand(self)
        return self._call

    @property
    def calls(self) -> CallTable:
        """The list of due calls."""
        return self.query_one(CallTable)

    @property
    def line(self) -> NextCallLine:
        """The line of the next call."""
        return self.query_one(NextCallLine)

    def compose_body(self) -> Iterable[Widget]:
        """Yield figures, list and card, and the line of the next call."""
        yield CellLines(id="figures")
        with Horizontal(id="queue-body", classes="body"):
            yield CallTable()
            yield CardPane()
        yield NextCallLine(id="next")

    def on_mount(self) -> None:
        """Keep the claim while the card is open, and see what others do."""
        self.set_interval(RENEW_SECONDS, partial(self.start, self.call.renew, "renew the claim"))
        self.set_interval(LOOK_SECONDS, self._look)

    # Reading

    async def load(self) -> None:
        """Read the session, the list and the card."""
        if self.session is None:
            await self._take_session(await self.office.read(sessions.current))
        number = self.session.id if self.session else None
        await self.call.look()
        page, asked = await self._read_page()
        figures = await self.office.read(sessions.figures, number) if number is not None else None
        self._show_list(page, asked)
        self._show_figures(page, figures)
        await self._load_card()

    async def _take_session(self, session: Session | None) -> None:
        """Go on where the session was left; what was typed as its filter meanwhile wins."""
        self.session = session
        if session is None:
            return
        if self._is_narrowed:
            await self.office.operate(sessions.change, session.id, filter_text=self.filter_text)
        else:
            self.scope, self.filter_text = session.scope, session.filter_text
            self.calls.take_filter(self.filter_text)

    def behind(self, action: Action) -> Answers | None:
        """Let a call be taken only from the calls that the typed filter leaves."""
        if self.call.claimed is not None:
            return None
        if action.is_about_rows and self._answers.are_due:
            return self._answers
        return super().behind(action)

    def show_error(self, error: TrtuiError) -> None:
        """Say why the calls could not be read; no call is taken from those that stand there."""
        self._answers.fail(error.message)
        super().show_error(error)

    def _show_list(self, page: QueuePage, asked: object) -> None:
        self._answers.take(asked)
        now, zone = self.office.clock.now(), self.office.clock.zone
        self._page = page
        self.calls.count(self._total(page))
        self._rows = {key_of(row.contact_id): row for row in page.rows}
        self.calls.empty = "\n".join(page.hints) or EMPTY
        in_hand = self.call.claimed.contact_id if self.call.claimed else None
        self.calls.show_rows(
            [call_row(row, now, zone, is_in_hand=row.contact_id == in_hand) for row in page.rows], keep=True
        )
        if self.calls.marks.keep(self._rows):
            self.calls.marks_changed()
        self._show_state()

    def _show_state(self) -> None:
        page = self._page
        if page is None or self.call.proposal is not None:
            return
        parts = [*page.hints, self._total(page), WHOSE.get(self.scope, self.scope)]
        held = [row for row in page.rows if row.is_mine] if self.call.claimed is None else []
        if held:
            others = f" and {len(held) - 1} more" if len(held) > 1 else ""
            parts.insert(0, f"You still have {held[0].contact}{others}: enter on it goes on, x gives it back")
        if self.filter_text:
            parts.append(f"filter: {self.filter_text}")
        if page.skipped:
            parts.append(f"{page.skipped} skipped")
        if self.calls.arrangement.said:
            parts.append(self.calls.arrangement.said)
        self.status.show(" · ".join(parts))

    def _total(self, page: QueuePage) -> str:
        return f"{'more than ' if page.is_more else ''}{page.total:,} due"

    def tell_order(self) -> None:
        """Leave saying the order to the status line, which always does."""

    def on_arranged_table_arranged(self, event: ArrangedTable.Arranged) -> None:
        """Say in what order the calls stand."""
        self._show_state()

    def why_list_sort(self) -> str | None:
        """Say that only a list that is here as a whole can be put into another order."""
        if self._page is None or self._page.total <= len(self._page.rows):
            return None
        key = self.shell.keymap.shown("list.filter")
        return f"Only the first {LIMIT} calls are here in their order: narrow them with {key} first"

    async def in_order(self) -> Sequence[QueueRow]:
        """Read the calls again and return those that may be taken, in the order in which they are shown."""
        self._show_list(*await self._read_page())
        rows = [self._rows[row.key] for row in self.calls.rows if row.key in self._rows]
        return [row for row in rows if not row.refusal and row.claim is None]

    async def _read_page(self) -> tuple[QueuePage, object]:
        """Read the calls; return with them what was asked for."""
        number, asked = self.session.id if self.session else None, (self.scope, self.filter_text)
        return await self.office.read(queue.due, *asked, LIMIT, session_id=number), asked

    def _show_figures(self, page: QueuePage, figures: Figures | None) -> None:
        who = given_name(self.office.actor.name)
        name = f" · blitz “{self.session.name}”" if self.session and self.session.name else ""
        self.query_one("#figures", CellLines).show(
            [figures_line(self.session, figures, is_empty=not page.rows)]
        )
        self.header.show(title=f"{who}{name}", right=progress(page, figures))

    async def _load_card(self) -> None:
        contact_id = self.call.claimed.contact_id if self.call.claimed else self._under_cursor()
        if contact_id is None:
            self.call.card = None
            self.settle_card()
            self.query_one(CardPane).show_none()
            return
        number = self.session.id if self.session else None
        card = await self.office.read(cards.card, contact_id, number)
        if contact_id == (self.call.claimed.contact_id if self.call.claimed else self._under_cursor()):
            self.call.card = card
            self.show_card()

    def settle_card(self) -> None:
        """Give the card its place: beside the list where there is room, instead of it where there is none."""
        claimed = self.call.claimed
        in_hand = claimed.contact_id if claimed else None
        if in_hand != self._card_for:
            self._card_for, self._card_wanted = in_hand, None
        cells, wanted = self.size.width, self._card_wanted
        is_alone = cells < WIDE and bool(in_hand is not None and cells < BESIDE if wanted is None else wanted)
        self.set_class(in_hand is not None, "-in-call")
        self.query_one("#queue-body").set_class(is_alone, "-card-alone")
        self.query_one(CardPane).display = is_alone if cells < BESIDE else cells < WIDE or wanted is not False

    def on_resize(self) -> None:
        """Give the card its place in another width."""
        self._card_wanted = None
        self.settle_card()

    def show_card(self) -> None:
        """Show the card of the call in hand, or of the row under the cursor."""
        self.settle_card()
        if self.call.card is None:
            return
        seen = Seen(self.office.clock.now(), self.office.clock.zone)
        outcomes = calling.outcomes_of(self.office.rules) if self.call.claimed else None
        self.query_one(CardPane).show(self.call.card, seen, self.call.note, outcomes)

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
        return [_subject(row) for row in self._chosen]

    @property
    def _chosen(self) -> list[QueueRow]:
        calls = self.query(CallTable)  # none while the screen is being taken apart
        return [self._rows[key] for key in calls.first().targets if key in self._rows] if calls else []

    def action_context(self) -> Context:
        """Return what the guards of actions look at; a call in hand goes before marks."""
        if self.call.claimed is not None:
            return Context(has_row=True)
        return super().action_context()

    # Taking a call

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Take the call that was opened; the one in hand opens its client."""
        row = self._rows.get(event.row.key)
        if row is None:
            return
        if self.call.claimed is not None and self.call.claimed.contact_id == row.contact_id:
            self.start(self._open_client, "open a client", holds=True)
        else:
            self.start(partial(self.call.take, row.contact_id), "take a call", holds=True, outlives=True)

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

    def label_record_open(self) -> str:
        """Say what enter does: with the outcome that is shown, the call in hand, or the row under the cursor."""
        if self.call.proposal is not None:
            return "save and next"
        return "open client" if self.call.claimed is not None else "start call"

    def label_place_back(self) -> str:
        """Say what escape leaves."""
        if self.call.proposal is not None:
            return "back"
        return "release the call" if self.call.claimed is not None else ""

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
        await self.call.propose(self.shell.keymap[f"outcome.{verb}"])

    async def act_call_keep_code(self) -> None:
        """Keep the contact's code in the line of the next call, or take the proposed one after all."""
        await self.call.keep_code()

    def why_call_keep_code(self) -> str | None:
        """Say that no code is proposed."""
        return self.call.why_no_code()

    def label_call_keep_code(self) -> str:
        """Say which code is kept or taken."""
        return self.call.code_label

    async def act_call_whole_number(self) -> None:
        """Block the whole number rather than the extension that was called, or the extension again."""
        await self.call.toggle_whole_number()

    def label_call_whole_number(self) -> str:
        """Say what is blocked then."""
        return self.call.number_label

    def why_call_whole_number(self) -> str | None:
        """Say that there is no extension to choose."""
        return self.call.why_no_whole_number()

    async def act_change_undo(self) -> None:
        """Take the last outcome back and its call in hand again with its note, or a skip."""
        skipped, self._skipped = self._skipped, None
        if skipped is not None and skipped[2] == self.workspace.revision:
            await self.office.operate(plans.unskip, await self.session_id(), skipped[0])
            self.shell.tell(f"Not skipped any more: {skipped[1]}", "good")
            self.reload()
            return
        undone = await self.office.write(history.undo)
        self.workspace.changed(f"Undone: {undone.label}  (U does it again)")
        if undone.call is not None:
            await self.call.take_back(undone.call.contact_id, undone.call.note)

    async def act_change_redo(self) -> None:
        """Record again what was undone; a call that is in hand for it has been made."""
        redone = await self.office.write(history.redo)
        self.workspace.changed(f"Done again: {redone.label}")
        if redone.call is not None and self.call.claimed is not None:
            await self.call.made(redone.call.contact_id)

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
        one = subjects[0]
        await self.office.operate(plans.skip, await self.session_id(), one.id, str(reason))
        await self.call.go_on()
        self._skipped = (one.id, one.name, self.workspace.revision)
        self.shell.tell(f"Skipped {one.name} in this session. u undoes.")

    async def act_call_snooze(self) -> None:
        """Set the date of the next call; a call in hand is let go."""
        had = self.call.claimed
        before = self.workspace.revision
        await verbs.snooze(self.workspace, self.subjects)
        if had is not None and self.workspace.revision != before:
            await self.call.go_on()

    async def act_call_reassign(self) -> None:
        """Give an agreed call-back to a colleague or to everyone."""
        await reassigning.choose(self.workspace, self.subjects)

    async def act_queue(self, verb: str) -> None:
        """Break, choose whose calls, or set up the blitz."""
        await queue_session.do(self, verb)

    def on_call_table_narrowed(self, event: CallTable.Narrowed) -> None:
        """Work the calls that the filter leaves."""
        self._is_narrowed = True
        narrowed = partial(self.retarget, self.scope, event.text.strip())
        self.start(narrowed, "narrow the queue", exclusive=True)

    async def retarget(self, scope: str, filter_text: str) -> None:
        """Work another part of the queue."""
        self.scope, self.filter_text = scope, filter_text
        if self.session is not None:
            await self.office.operate(sessions.change, self.session.id, scope=scope, filter_text=filter_text)
        self.reload()

    def act_peek_toggle(self) -> None:
        """Show the card instead of the list where both have little room; elsewhere show or hide it beside the list."""
        shown = self.query_one("#queue-body").has_class("-card-alone")
        self._card_wanted = not (self.query_one(CardPane).display if self.size.width >= WIDE else shown)
        self.settle_card()

    async def act_record_copy(self) -> None:
        """Copy the number, e-mail or name of the call in hand, or one line for each marked one."""
        rows = self._chosen
        if self.call.claimed is not None or len(rows) == 1:
            await super().act_record_copy()
            return
        numbers = [shown.phone(row.phone) for row in rows]
        lines = [
            ", ".join(part for part in (row.contact, row.client, row.town, number) if part)
            for row, number in zip(rows, numbers, strict=True)
        ]
        names = Copied("n", "Names", [row.contact for row in rows])
        kinds = [Copied("l", "Whole lines", lines), names, Copied("p", "Phone numbers", numbers)]
        await copying.of_several(self.workspace, len(rows), kinds)

    async def act_record_edit(self) -> None:
        """Edit the contact of the card."""
        if self.subjects:
            await client_forms.edit_contact(self.workspace, self.subjects[0].id)

    async def act_record_remove(self) -> None:
        """Let go of one's own call, or let a manager release somebody's claim."""
        if self.call.claimed is not None:
            await self._give_back()
            return
        row = self._rows.get(key_of(self._under_cursor()))
        if row is None or row.claim is None:
            self.shell.tell("This call is not in hand: there is nothing to release.")
        elif row.is_mine:
            await self.office.operate(claims.release_all, [row.contact_id])
            self.workspace.changed(RELEASED)
        else:
            await queue_session.release(self, row)

    async def _open_client(self) -> None:
        subjects = self.subjects
        numbers = clients_of(subjects)
        if numbers:
            rows = [self._rows[row.key] for row in self.calls.rows if row.key in self._rows]
            listed = clients_of([_subject(row) for row in rows])
            trail = Trail("calls", tuple(listed), listed.index(numbers[0])) if numbers[0] in listed else None
            await self.workspace.visit_client(numbers[0], trail, contact_id=subjects[0].id)

    def key_of_client(self, client_id: int) -> object:
        """Return the row of a client; none with a call in hand, or where the cursor stands at it already."""
        now = self.calls.current
        if self.call.claimed is not None or now is None or self._rows[now.key].client_id == client_id:
            return None
        return next((key for key, row in self._rows.items() if row.client_id == client_id), None)

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
        self.shell.tell(RELEASED)

    async def leave(self) -> None:
        """Give the call in hand back to the others."""
        await self.call.release()

    # Living with others

    def _look(self) -> None:
        if self.is_current and self.call.proposal is None:
            self.reload()


def _subject(row: QueueRow) -> Subject:
    return Subject("contact", row.contact_id, row.client_id, row.contact)
