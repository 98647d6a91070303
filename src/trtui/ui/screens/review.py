"""Review: the companies that the register proposes for clients, and what it says is amiss with them."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget

from trtui.desk import numbering, register, watch
from trtui.domain.folding import fold
from trtui.domain.policy import Role
from trtui.domain.register.watching import FlagKind
from trtui.ui.actions import Scope
from trtui.ui.menu import Choice
from trtui.ui.peeking_place import NOT_CHOSEN, PeekingPlace
from trtui.ui.screens import review_rows, review_verbs
from trtui.ui.screens.client_sections import Seen
from trtui.ui.screens.register_side import NO_REGISTER
from trtui.ui.screens.review_rows import FlagTable, ProposalTable
from trtui.ui.subjects import Subject, Trail
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.cell_lines import CellLines
from trtui.ui.widgets.peek_pane import Listing, PeekPane
from trtui.ui.widgets.rows import Cell
from trtui.ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from trtui.desk.numbering import Proposal
    from trtui.desk.watch import Flag

LIMIT = 500
NOTHING = {
    "proposals": "No company is suggested for {whose}. To look for matches: trtui register propose",
    "flags": "No issues at Companies House for {whose}. To compare again: trtui register watch",
}


class ReviewPlace(PeekingPlace):
    """Two lists, one of them in front: proposed numbers, and register flags."""

    SCOPES: ClassVar[tuple[Scope, ...]] = (Scope.REVIEW, Scope.GLOBAL)
    PLACE = "trtui  Review"

    def __init__(self, part: str = "", mine: bool | None = None) -> None:
        """Make the place; without a part it shows the proposals, or the flags where there are only those."""
        super().__init__()
        self.part = part or "proposals"
        self._may_turn = not part
        self._mine = mine
        self._proposals: dict[Hashable, Proposal] = {}
        self._flags: dict[Hashable, Flag] = {}
        self._counts = (0, 0)
        self._brought = (False, False)

    def again(self) -> ReviewPlace:
        """Return a place that shows the same."""
        return ReviewPlace(self.part, self._mine)

    def compose_body(self) -> Iterable[Widget]:
        """Yield the names of the two lists, the lists and the peek pane."""
        yield CellLines(id="review-parts")
        with Listing():
            yield ProposalTable(review_rows.PROPOSALS, empty="", id="proposals")
            yield FlagTable(review_rows.FLAGS, orders=review_rows.FLAG_ORDERS, empty="", id="flags")
            yield PeekPane()

    def on_mount(self) -> None:
        """Show the part that was asked for."""
        self._table("proposals").filter_hint = "any words · refused: those too"
        self._table("flags").filter_hint = "any words · dismissed: those too"
        self._turn(self.part)

    def _table(self, part: str) -> ArrangedTable:
        return self.query_one(f"#{part}", ArrangedTable)

    @property
    def front(self) -> ArrangedTable:
        """The list that is shown."""
        return self._table(self.part)

    @property
    def mine(self) -> bool:
        """Whether only the user's own clients are shown: at first so for who has a desk of clients."""
        if self._mine is None:
            self._mine = self.office.actor.role is Role.CONSULTANT
        return self._mine

    @property
    def _seen_now(self) -> Seen:
        return Seen(self.office.clock.now(), self.office.clock.zone)

    # Reading

    async def load(self) -> None:
        """Read both lists, for their numbers stand above them."""
        mine, brought = self.mine, self._brings_along()
        read = self.office.read
        is_there = await read(register.is_there)
        proposals = await read(numbering.listed, mine=mine, limit=LIMIT, refused=brought[0])
        flags = await read(watch.flags, mine=mine, limit=LIMIT, dismissed=brought[1])
        open_flags = sum((await read(watch.counts, mine=mine)).values())
        self._counts = (await read(numbering.count, mine=mine), open_flags)
        self._brought = brought
        seen = self._seen_now
        rows = [review_rows.proposal_row(one) for one in proposals]
        self._proposals = {row.key: one for row, one in zip(rows, proposals, strict=True)}
        self._show("proposals", rows, is_there)
        rows = [review_rows.flag_row(one, seen) for one in flags]
        self._flags = {row.key: one for row, one in zip(rows, flags, strict=True)}
        self._show("flags", rows, is_there)
        if self._may_turn and flags and not proposals:
            self._turn("flags")
        self._may_turn = False
        self._tell()
        self.show_peek()

    def _show(self, part: str, rows: list[Any], is_there: bool) -> None:
        table = self._table(part)
        table.empty = NO_REGISTER
        if is_there:
            table.empty = NOTHING[part].format(whose="your clients" if self.mine else "any client")
            if self.mine:
                table.empty += f" — or press {self.shell.keymap.shown('review.scope')} for everyone's clients"
        table.show_rows(rows)
        if table.marks.keep({row.key for row in rows}):
            table.marks_changed()

    def _tell(self) -> None:
        names = (("proposals", "Suggested company matches"), ("flags", "Companies House issues"))
        cells = [
            Cell(
                f"{'▸' if name == self.part else ' '}{title} {count:,} ",
                "accent" if name == self.part else "muted",
            )
            for (name, title), count in zip(names, self._counts, strict=True)
        ]
        self.query_one("#review-parts", CellLines).show([cells])
        self.header.show(right="my clients" if self.mine else "everyone's clients")
        shown, count = len(self.front.rows), self._counts[self.part == "flags"]
        self.status.show(f"the first {shown:,} of {count:,}" if count > LIMIT else "")

    def _brings_along(self) -> tuple[bool, bool]:
        """Return whether the filters name refused proposals and dismissed flags."""
        words = (("proposals", "refused"), ("flags", "dismissed"))
        proposals, flags = (
            any(len(typed) > 2 and word.startswith(typed) for typed in fold(self._text(part)).split())
            for part, word in words
        )
        return proposals, flags

    def _text(self, part: str) -> str:
        return self._table(part).arrangement.text

    def on_arranged_table_arranged(self, event: ArrangedTable.Arranged) -> None:
        """Read what was refused or dismissed too while the filter names it."""
        if event.table is self.front and self._brings_along() != self._brought:
            self.reload()

    # The two parts

    def act_pane(self, verb: str) -> None:
        """Show the other list."""
        self._turn("flags" if self.part == "proposals" else "proposals")
        self._tell()
        self.show_peek()

    def _turn(self, part: str) -> None:
        self.part = part
        for table in self.query(ArrangedTable):
            table.display = table is self.front
        self.front.focus()
        self.follow_filter()
        self.count_marks()

    async def act_review_scope(self) -> None:
        """Choose whose clients are shown."""
        choice = await self.shell.choose(
            "Whose clients", [Choice("Mine", True, "m"), Choice("Everyone's", False, "e")]
        )
        if choice is not None:
            self._mine = choice.value
            self.reload()

    # What is under the cursor

    @property
    def proposals(self) -> list[Proposal]:
        """The marked proposals, else the one under the cursor."""
        keys = self._table("proposals").targets if self.part == "proposals" else ()
        return [self._proposals[key] for key in keys if key in self._proposals]

    @property
    def flags(self) -> list[Flag]:
        """The marked flags, else the one under the cursor."""
        keys = self._table("flags").targets if self.part == "flags" else ()
        return [self._flags[key] for key in keys if key in self._flags]

    @property
    def subjects(self) -> Sequence[Subject]:
        """The clients of what is marked, each once."""
        found = {one.client_id: one.client for one in self.proposals} or {
            one.client_id: one.client for one in self.flags
        }
        return [Subject("client", number, number, name) for number, name in found.items()]

    def on_virtual_table_row_opened(self, event: VirtualTable.RowOpened) -> None:
        """Open the client; the others of the list are next to it."""
        known = self._proposals if self.part == "proposals" else self._flags
        listed = [known[row.key].client_id for row in self.front.rows if row.key in known]
        clients = tuple(dict.fromkeys(listed))
        one = known.get(event.row.key)
        if one is not None:
            trail = Trail("review", clients, clients.index(one.client_id))
            self.start(partial(self.workspace.visit_client, one.client_id, trail), "open a client")

    def key_of_client(self, client_id: int) -> object:
        """Return the row of a client in the list in front; none where the cursor stands at it already."""
        known = self._proposals if self.part == "proposals" else self._flags
        now = self.front.current
        if now is not None and now.key in known and known[now.key].client_id == client_id:
            return None
        return next((row.key for row in self.front.rows if known[row.key].client_id == client_id), None)

    def fill_peek(self, pane: PeekPane) -> None:
        """Show all of the line under the cursor."""
        row = self.front.current
        key = row.key if row is not None else None
        if key in self._proposals:
            pane.show(review_rows.proposal_facts(self._proposals[key]))
        elif key in self._flags:
            pane.show(review_rows.flag_facts(self._flags[key], self._seen_now))
        else:
            pane.show(NOT_CHOSEN)

    # What is done with them

    async def act_proposal(self, verb: str) -> None:
        """Take or refuse the proposed companies."""
        if verb == "accept_above":
            known = list(self._proposals.values())
            done = await review_verbs.accept_above(
                self.workspace, known, self.mine, is_all=self._counts[0] <= LIMIT
            )
        elif verb == "accept":
            done = await review_verbs.accept(self.workspace, self.proposals)
        else:
            done = await review_verbs.refuse(self.workspace, self.proposals)
        if done:
            self.front.clear_marks()

    def why_proposal(self, verb: str) -> str | None:
        """Say that the proposals are not in front, or that there are none."""
        if self.part != "proposals":
            return "Go to the suggested company matches first (tab)"
        return None if self._proposals else "No company is suggested"

    async def act_flag(self, verb: str) -> None:
        """Dismiss what the register says, or take the name that it tells."""
        do = review_verbs.rename if verb == "rename" else review_verbs.dismiss
        if await do(self.workspace, self.flags):
            self.front.clear_marks()

    def why_flag(self, verb: str) -> str | None:
        """Say that the flags are not in front, or that nobody was renamed."""
        if self.part != "flags":
            return "Go to the Companies House issues first (tab)"
        if verb == "rename" and not any(one.kind == FlagKind.RENAMED for one in self.flags):
            return "Its company has no new name"
        return None if self.flags else "Nothing is selected"

    async def act_record_remove(self) -> None:
        """Refuse the proposals, or dismiss the flags."""
        await (self.act_proposal("refuse") if self.part == "proposals" else self.act_flag("dismiss"))
