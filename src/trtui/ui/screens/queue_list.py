"""How the call queue looks: its rows, its orders, and the figures above it."""

from __future__ import annotations

from collections.abc import Hashable
from datetime import tzinfo

from trtui.desk.queue import QueuePage, QueueRow
from trtui.desk.sessions import Figures, Session
from trtui.domain import spoken
from trtui.ui import shown
from trtui.ui.shown import counted
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.arrangement import Order
from trtui.ui.widgets.cell_lines import Line
from trtui.ui.widgets.rows import Cell, Column, Row, Tone
from trtui.ui.widgets.table_messages import Told

ORDERS = (Order("contact", "name"), Order("town", "town"), Order("touch", "last contact"))
"""What the queue can be sorted by instead of the order in which calls are due."""
EMPTY = (
    "Nothing is due. Press w to see the team's calls or everyone's, \\ to change the filter, g s to search."
)
COLUMNS = (
    Column("contact", "Contact", 12, grow=3, least=8, best=24),
    Column("client", "Client", 10, grow=2, priority=1, least=8, best=24),
    Column("csi", "C", 1),
    Column("due", "Due", 11, best=14),
    Column("phone", "Number", 15, best=24, priority=3),
    Column("why", "Why", 24, priority=4),
    Column("owner", "Owner", 10, priority=5),
    Column("town", "Town", 12, priority=6),
    Column("touch", "Last contact", 12, priority=7),
)
_TONES: dict[str, Tone] = {"due": "due", "overdue": "overdue"}


class CallTable(ArrangedTable):
    """The due calls; what narrows them is asked of the store, for it also decides whose call comes next."""

    class Narrowed(Told):
        """Something else was typed as the filter."""

        def __init__(self, table: CallTable, text: str) -> None:
            super().__init__(table)
            self.text = text

    def __init__(self) -> None:
        super().__init__(COLUMNS, orders=ORDERS, empty=EMPTY, id="list")
        self.filter_hint = "csi:a town:leeds tag:x owner:me status:target, or a name"
        self._wanted = ""
        self._said = ""

    @property
    def filter_text(self) -> str:
        """What the queue is narrowed by."""
        return self._wanted

    @property
    def is_filter_seen(self) -> bool:
        """Leave it to the status line, which always says by what the queue is narrowed."""
        return False

    @property
    def count_text(self) -> str:
        """How many calls are due."""
        return self._said

    def take_filter(self, text: str) -> None:
        """Hear by what the session narrows the queue."""
        self._wanted = text

    def count(self, said: str) -> None:
        """Hear how many calls are due."""
        self._said = said

    def narrow(self, text: str) -> None:
        """Ask for the calls that a filter leaves."""
        if text != self._wanted:
            self._wanted = text
            self.post_message(self.Narrowed(self, text))

    def act_place_back(self) -> bool:
        """Drop the marks; the filter belongs to the session and stays."""
        return self.clear_marks()


def key_of(contact_id: int | None) -> Hashable:
    """Return a contact's key in the list."""
    return ("contact", contact_id)


def call_row(row: QueueRow, now: int, zone: tzinfo, *, is_in_hand: bool = False) -> Row:
    """Return a call as a row; one that somebody has says who, one's own whether it is in hand here."""
    contact: str | Cell = f"{'T20 ' if row.in_target20 else ''}{row.contact}"
    due = Cell(row.due.label, _TONES.get(row.due.state.value, ""), shown.short_due(row.due.label))
    if row.claim is not None:
        mine = row.is_mine
        contact = Cell(f"{'◉' if mine else '◐'} {row.contact}", "good" if mine else "muted")
        held = "in call" if is_in_hand else f"yours {spoken.elapsed(now - row.claim.taken_at)}"
        due = Cell(held if mine else row.claim.text(now), "good" if mine else "muted")
    return Row(
        key_of(row.contact_id),
        (
            contact,
            row.client,
            row.csi or shown.NONE,
            due,
            shown.phone(row.phone),
            Cell(row.why, "muted"),
            spoken.given_name(row.owner),
            row.town,
            shown.ago(row.last_touch_at, now, zone),
        ),
        values={"contact": row.contact, "touch": row.last_touch_at or 0},
    )


def figures_line(session: Session | None, figures: Figures | None, *, is_empty: bool = False) -> Line:
    """Return the line of figures, or what begins a session where a call is due."""
    if session is not None and session.is_on_break:
        return [Cell("On a break: press b to go on.", "due")]
    if figures is None:
        said = "↵ starts the first call; then a digit for its outcome, ↵ for the next call."
        if is_empty:
            said = "No call is due here now."
        return [Cell(said, "muted")]
    goal = f" ({figures.goal_text})" if figures.goal_text else ""
    parts = (
        counted(figures.attempts, "attempt"),
        counted(figures.conversations, "conversation") + goal,
        counted(figures.meetings, "meeting"),
        counted(figures.vacancies, "vacancy", "vacancies"),
        "" if figures.per_hour is None else f"{figures.per_hour} / h",
    )
    return [" · ".join(part for part in parts if part)]


def progress(page: QueuePage, figures: Figures | None) -> str:
    """Return how far the queue is worked off, for the header."""
    more = "+" if page.is_more else ""
    if figures is None:
        return f"{page.total:,}{more} to call"
    total = figures.done + page.total
    return f"{figures.done} of {total:,}{more} {progress_bar(figures.done, total)}"


def progress_bar(done: int, total: int, cells: int = 13) -> str:
    """Return a bar that shows the first call, and is full only at the last."""
    full = 0 if total <= 0 else min(cells, done * cells // total) or min(done, 1)
    return "▓" * full + "░" * (cells - full)
