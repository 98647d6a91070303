"""Review: the companies that the register proposes for clients, and what it says is amiss with them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widget import Widget

from trtui.desk import numbering, register, watch
from trtui.domain.errors import Duplicates, Invalid
from trtui.domain.folding import fold
from trtui.domain.policy import Role
from trtui.domain.register.watching import FlagKind
from trtui.ui.actions import Scope
from trtui.ui.desk_place import DeskPlace
from trtui.ui.dialogs import ask
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.screens import review_rows
from trtui.ui.screens.client_sections import Seen
from trtui.ui.screens.register_side import NO_REGISTER
from trtui.ui.screens.review_rows import FlagTable, ProposalTable
from trtui.ui.shown import counted
from trtui.ui.subjects import Subject, Trail
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.cell_lines import CellLines
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.peek_pane import Listing, PeekPane
from trtui.ui.widgets.rows import Cell
from trtui.ui.widgets.virtual_table import VirtualTable

if TYPE_CHECKING:
    from trtui.desk.numbering import Proposal
    from trtui.desk.watch import Flag

LIMIT = 500
SURE = 95
"""Per cent from which all proposals are offered to be taken at once."""
NOTHING_PROPOSED = (
    "No company is proposed. After a load of the register, look for those without a number: {command}"
)
NOTHING_AMISS = "Nothing is amiss that the register knows of. Compare again: {command}"
PROPOSE, WATCH = "trtui register propose", "trtui register watch"


class ReviewPlace(DeskPlace):
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

    def again(self) -> DeskPlace:
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
        self._show(
            "proposals", rows, NO_REGISTER if not is_there else NOTHING_PROPOSED.format(command=PROPOSE)
        )
        rows = [review_rows.flag_row(one, seen) for one in flags]
        self._flags = {row.key: one for row, one in zip(rows, flags, strict=True)}
        self._show("flags", rows, NO_REGISTER if not is_there else NOTHING_AMISS.format(command=WATCH))
        if self._may_turn and flags and not proposals:
            self._turn("flags")
        self._may_turn = False
        self._tell()
        self._show_peek()

    def _show(self, part: str, rows: list[Any], empty: str) -> None:
        table = self._table(part)
        whose = f" {self.shell.keymap.shown('review.scope')} shows everyone's." if self.mine else ""
        table.empty = f"{empty}.{whose}".replace("..", ".")
        table.show_rows(rows)
        if table.marks.keep({row.key for row in rows}):
            table.marks_changed()

    def _tell(self) -> None:
        names = (("proposals", "Proposed numbers"), ("flags", "Register flags"))
        cells = [
            Cell(
                f"{'▸' if name == self.part else ' '}{title} {count:,}  ",
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
        self._show_peek()

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

    def act_peek_toggle(self) -> None:
        """Show or hide all that is known beside the list."""
        self.query_one(PeekPane).toggle()
        self._show_peek()

    def on_virtual_table_row_highlighted(self) -> None:
        """Show all of another line."""
        self._show_peek()

    def on_resize(self) -> None:
        """Fill the pane when it comes by itself."""
        self.call_after_refresh(self._show_peek)

    def _show_peek(self) -> None:
        pane, row = self.query_one(PeekPane), self.front.current
        key = row.key if row is not None else None
        if not pane.display:
            return
        if key in self._proposals:
            pane.show(review_rows.proposal_facts(self._proposals[key]))
        elif key in self._flags:
            pane.show(review_rows.flag_facts(self._flags[key], self._seen_now))
        else:
            pane.show([Fact("", Cell("Nothing is selected.", "muted"), 2)])

    # Proposals

    async def act_proposal_accept(self) -> None:
        """Take the proposed companies."""
        chosen = self.proposals
        ids = [one.client_id for one in chosen]
        try:
            done = await self.office.write(numbering.accept, ids)
        except Duplicates as likely:
            await self._open_holder(chosen[0], likely)
            return
        self.front.clear_marks()
        left = len(ids) - done
        whose = chosen[0].client if len(ids) == 1 else counted(done, "client")
        said = f"Took the company of {whose}. u undoes." if done else "None was taken."
        if left:
            said += f" {left} left: their number is at another client, or not in the register any more."
        self.workspace.changed(said, "warning" if left else "good")

    async def _open_holder(self, one: Proposal, likely: Duplicates) -> None:
        other = likely.candidates[0]
        choice = await self.shell.choose(
            f"{other.name} has number {one.number} already",
            [
                Choice(
                    "Open it", "open", "o", "they may be one", "" if other.may_open else "Not yours to open"
                ),
                Choice("Refuse the proposal", "refuse", "r", "not this company"),
                Choice("Leave it", "leave", "l"),
            ],
        )
        if choice is not None and choice.value == "open":
            await self.workspace.visit_client(other.client_id)
        elif choice is not None and choice.value == "refuse":
            await self._refuse([one])

    async def act_proposal_accept_above(self) -> None:
        """Take all proposals from a likelihood on."""
        waiting = [one.score for one in self._proposals.values() if not one.is_refused and not one.holder]

        def preview(text: str) -> str:
            try:
                score = _percent(text)
            except Invalid:
                return ""
            count = sum(one >= score for one in waiting)
            return f"{counted(count, 'client')}{' of those shown' if self._counts[0] > LIMIT else ''}"

        whose = "of my clients" if self.mine else "of everyone's clients"
        field = Field("score", "Per cent", str(SURE), required=True, parse=_percent, preview=preview)
        score = await ask(self.shell, f"Take every company {whose} that is at least so likely", field)
        if score is None:
            return
        done = last = await self.office.write(numbering.accept_above, score, self.mine)
        while last == numbering.AT_ONCE:
            last = await self.office.write(numbering.accept_above, score, self.mine)
            done += last
        self.front.clear_marks()
        said = f"Took the company of {counted(done, 'client')}. u undoes." if done else "None is so likely."
        self.workspace.changed(said, "good" if done else "warning")

    async def act_proposal_refuse(self) -> None:
        """Refuse the proposed companies."""
        await self._refuse(self.proposals)

    async def _refuse(self, chosen: Sequence[Proposal]) -> None:
        done = await self.office.write(numbering.refuse, [one.client_id for one in chosen])
        self.front.clear_marks()
        what = f"{chosen[0].name} for {chosen[0].client}" if len(chosen) == 1 else counted(done, "proposal")
        self.workspace.changed(f"Refused {what}. u undoes." if done else "That was refused already.")

    def why_proposal(self, verb: str) -> str | None:
        """Say that the proposals are not in front, or that there are none."""
        if self.part != "proposals":
            return "Go to the proposed numbers first (tab)"
        return None if self._proposals else "No company is proposed"

    # Flags

    async def act_flag_dismiss(self) -> None:
        """Dismiss the marked flags, or the one under the cursor."""
        kinds: defaultdict[str, list[int]] = defaultdict(list)
        for one in self.flags:
            kinds[one.kind].append(one.client_id)
        done = 0
        for kind, ids in kinds.items():
            done += await self.office.write(watch.dismiss, ids, (kind,))
        self.front.clear_marks()
        self.workspace.changed(
            f"Dismissed {counted(done, 'flag')} until the facts change. u undoes."
            if done
            else "That was dismissed already."
        )

    async def act_flag_rename(self) -> None:
        """Give the clients their companies' new names."""
        done: list[str] = []
        for one in [one for one in self.flags if one.kind == FlagKind.RENAMED]:
            name = await self._rename(one)
            if name:
                done.append(f"{one.client} is now {name}")
        if done:
            self.front.clear_marks()
            said = done[0] if len(done) == 1 else f"Renamed {counted(len(done), 'client')}"
            self.workspace.changed(f"{said}. u undoes.")

    async def _rename(self, one: Flag) -> str:
        try:
            return await self.office.write(watch.rename, one.client_id)
        except Duplicates as likely:
            other = likely.candidates[0]
            field = Field("reason", "Reason", required=True, hint="esc leaves the name as it is")
            reason = await ask(self.shell, f"Why is {one.client} not the same as {other.name}?", field)
        return await self.office.write(watch.rename, one.client_id, str(reason)) if reason else ""

    def why_flag(self, verb: str) -> str | None:
        """Say that the flags are not in front, or that nobody was renamed."""
        if self.part != "flags":
            return "Go to the register flags first (tab)"
        if verb == "rename" and not any(one.kind == FlagKind.RENAMED for one in self.flags):
            return "Its company has no new name"
        return None if self.flags else "Nothing is selected"

    async def act_record_remove(self) -> None:
        """Refuse the proposals, or dismiss the flags."""
        await (self.act_proposal_refuse() if self.part == "proposals" else self.act_flag_dismiss())


def _percent(text: str) -> float:
    """Return a share that was typed in per cent."""
    try:
        value = float(text.strip().removesuffix("%").replace(",", "."))
    except ValueError:
        value = -1.0
    if not 50 <= value <= 100:
        raise Invalid("Give 50 to 100: how likely it has to be, in per cent.", "score")
    return value / 100
