"""The call in hand: claimed, noted, recorded or given back; what others do with it meanwhile is noticed."""

from __future__ import annotations

import contextlib
from functools import partial
from typing import TYPE_CHECKING
from uuid import uuid4

from trtui.desk import calling, claims, drafts, numbers, sections
from trtui.desk.cards import Card
from trtui.desk.claims import Claimed, ClaimLost
from trtui.domain import phones
from trtui.domain.errors import Conflict, Invalid, NotAllowed, NotFound, TrtuiError
from trtui.domain.outcomes import Effect
from trtui.domain.proposals import Proposal, edit
from trtui.ui.actions import Action
from trtui.ui.actions.own_outcomes import outcome_of
from trtui.ui.beside import is_left
from trtui.ui.dialogs import Question, show
from trtui.ui.form import Field
from trtui.ui.screens import record_forms

if TYPE_CHECKING:
    from trtui.ui.screens.queue import QueuePlace

LEAVING = 3
"""How many of those who leave the queue with a blocked number are named."""
TAKE_FIRST = "Take the call first: press enter."


class CallInHand:
    """One person's call at the queue; at most one at a time."""

    def __init__(self, place: QueuePlace) -> None:
        self.claimed: Claimed | None = None
        self.card: Card | None = None
        self.proposal: Proposal | None = None
        self.whole_number = False
        """Whether an outcome that blocks the line which was called blocks its whole number."""
        self.note = ""
        self._place = place
        self._office = place.office
        self._once = ""

    async def take(self, contact_id: int) -> None:
        """Claim a contact's client; a call in hand is given back first."""
        place = self._place
        if place.session is not None and place.session.is_on_break:
            place.shell.tell("You are on a break: press b to go on.", "warning")
            return
        number = await place.session_id()
        if self.claimed is not None and self.claimed.contact_id != contact_id:
            await self.release()
        try:
            claimed = await self._office.operate(claims.claim, contact_id, number)
        except TrtuiError:
            place.reload()
            raise
        await self._hold(claimed)

    async def take_back(self, contact_id: int, note: str) -> None:
        """Take a call whose outcome was undone in hand again, with its note; the one in hand is given back."""
        place = _draft(contact_id)
        if note and await self._office.read(drafts.kept, place) is None:
            await self._office.operate(drafts.keep, place, note)
        await self.take(contact_id)

    async def made(self, contact_id: int) -> None:
        """Go on to the next call where the one in hand was recorded after all."""
        if self.claimed is not None and self.claimed.contact_id == contact_id:
            await self._office.operate(drafts.forget, _draft(contact_id))
            await self.go_on()

    async def take_next(self) -> None:
        """Claim the next client of the queue, in the order in which the list stands."""
        place = self._place
        number = await place.session_id()
        if place.calls.arrangement.is_natural:
            claimed = await self._office.operate(claims.claim_next, place.scope, place.filter_text, number)
        else:
            claimed = await self._claim_in_order(number)
        await self._hold(claimed)

    async def _claim_in_order(self, session_id: int) -> Claimed | None:
        """Claim the first of the calls as they are shown; one that somebody was quicker with is passed over."""
        for row in await self._place.in_order():
            with contextlib.suppress(Conflict, Invalid, NotAllowed, NotFound):
                return await self._office.operate(claims.claim, row.contact_id, session_id)
        return None

    async def _hold(self, claimed: Claimed | None) -> None:
        if is_left(self._place):  # nobody is there to make the call
            if claimed is not None:
                await self._office.operate(claims.release, claimed.client_id, claimed.token)
            return
        self.claimed, self.card, self.note, self._once = claimed, None, "", uuid4().hex
        self.put_away()
        if claimed is None:
            self._place.shell.tell("That was the last one that is due here. Well done.", "good")
        else:
            kept = await self._office.read(drafts.kept, _draft(claimed.contact_id))
            self.note = kept[0] if kept else ""
            await self._place.calls.go_to(("contact", claimed.contact_id))
        self._place.reload()

    async def propose(self, action: Action) -> None:
        """Show what the outcome proposes that has an action's key in the agency's table."""
        if self.claimed is None:
            raise Invalid(TAKE_FIRST)
        outcome = outcome_of(action, calling.outcomes_of(self._office.rules))
        if outcome is None:
            raise Invalid(f"This agency uses no outcome on {action.keys[0]}.")
        self.proposal = await self._office.read(
            calling.proposal, self.claimed.contact_id, outcome.code, "", True
        )
        self.whole_number = False
        await self._show_proposal()

    async def _show_proposal(self) -> None:
        """Show the proposal, and what it blocks."""
        place, proposal, line = self._place, self.proposal, self._number()
        if proposal is None or self.claimed is None:
            return
        blocks = ""
        if line and Effect.BLOCKS_NUMBER in proposal.outcome.effects:
            wanted = phones.without_extension(line) if self.whole_number else line
            found = await self._office.read(numbers.would_block, wanted, self.claimed.contact_id)
            shown = phones.display(wanted, self._office.rules.region)
            alone = " alone" if phones.extension(wanted) else ""
            people = ", ".join(one.contact for one in found.others[:LEAVING])
            more = f" and {len(found.others) - LEAVING} more" if len(found.others) > LEAVING else ""
            also = f" · also out: {people}{more}" if people else ""
            blocks = f"{shown}{alone} is blocked for everybody{also}"
        if self.proposal is proposal:
            place.line.propose(proposal, blocks=blocks, read=partial(self._edited, proposal))
            place.shell.refresh_hints()

    async def toggle_whole_number(self) -> None:
        """Block the whole number rather than the extension that was called, or the extension again."""
        self.whole_number = not self.whole_number
        await self._show_proposal()

    def why_no_whole_number(self) -> str | None:
        """Say why there is no choice between an extension and its whole number."""
        if self.proposal is None or Effect.BLOCKS_NUMBER not in self.proposal.outcome.effects:
            return "No number is to be blocked"
        return None if phones.extension(self._number()) else "The number has no extension"

    async def keep_code(self) -> None:
        """Keep the contact's code where another one is proposed, or take it after all; a typed date stays."""
        claimed, before, line = self.claimed, self.proposal, self._place.line
        if claimed is None or before is None:
            return
        typed = line.typed
        self.proposal = await self._office.read(
            calling.proposal, claimed.contact_id, before.outcome.code, "", not before.takes_code
        )
        line.propose(
            self.proposal, "" if typed == before.typed else typed, read=partial(self._edited, self.proposal)
        )
        self._place.shell.refresh_hints()

    def _edited(self, proposal: Proposal, typed: str) -> Proposal:
        office = self._office
        return edit(proposal, typed, office.clock.now(), office.clock.zone, office.rules.workdays)

    def why_no_code(self) -> str | None:
        """Say why there is no code to keep or to take."""
        is_proposed = self.proposal is not None and self.proposal.proposes_code is not None
        return None if is_proposed else "No code is proposed"

    @property
    def code_label(self) -> str:
        """What the key of the code does with the outcome that is shown."""
        proposal = self.proposal
        if proposal is None or proposal.proposes_code is None:
            return ""
        old = f"code {self.card.csi}" if self.card is not None and self.card.csi else "no code"
        return f"keep {old}" if proposal.takes_code else f"take code {proposal.proposes_code}"

    @property
    def number_label(self) -> str:
        """What the key of the whole number does with the outcome that is shown."""
        if self.why_no_whole_number() is not None:
            return ""
        return "this extension only" if self.whole_number else "the whole number"

    def put_away(self) -> None:
        """Take the line of the next call away."""
        self.proposal = None
        if not is_left(self._place):
            self._place.line.display = False
            self._place.calls.focus()

    async def accept(self) -> None:
        """Record the outcome with the next call as it stands in the line, and take the next client."""
        claimed, proposal, place = self.claimed, self.proposal, self._place
        if claimed is None or proposal is None:
            return
        typed = place.line.typed
        try:
            done = await self._office.write(
                calling.record,
                claimed.contact_id,
                proposal.outcome.code,
                once=self._once,
                next_call=proposal if typed == proposal.typed else typed,
                takes_code=proposal.takes_code,
                note=self.note,
                phone=self._number(),
                token=claimed.token,
                session_id=await place.session_id(),
                client_id=claimed.client_id,
                whole_number=self.whole_number,
            )
        except ClaimLost as lost:
            await self._lost(claimed, lost)
            return
        await self._office.operate(drafts.forget, _draft(claimed.contact_id))
        self.claimed = None
        said = f"{done.text}. u undoes."
        if is_left(place):
            place.workspace.changed(said)
            return
        place.workspace.revision += 1
        await self.take_next()
        place.shell.tell(said, "good")
        if done.opens_vacancy:
            people = await self._office.read(sections.contacts, done.client_id)
            await record_forms.add_job(place.workspace, done.client_id, people, done.contact_id)

    def _number(self) -> str:
        if self.card is None:
            return ""
        return next((one.value for one in self.card.numbers if one.permission.may_call), "")

    async def write_note(self) -> None:
        """Write a note that is saved with the outcome, and kept if the line drops."""
        if self.claimed is None:
            raise Invalid(TAKE_FIRST)
        box = NoteBox(self.claimed.contact, self.note, _draft(self.claimed.contact_id))
        answer = await show(self._place.shell, box)
        text = None if answer is None else answer[0]
        if text is not None and self.claimed is not None:
            self.note = str(text)
            await self._office.operate(drafts.keep, _draft(self.claimed.contact_id), self.note)
            self._place.show_card()

    async def go_on(self) -> None:
        """Let a call in hand go and take the next one; without one only read the list again."""
        if self.claimed is None:
            self._place.reload()
            return
        await self.release()
        await self.take_next()

    async def give_back(self) -> None:
        """Let the call in hand go, for somebody else to take."""
        await self.release()
        self.put_away()
        self._place.reload()

    async def release(self) -> None:
        """Give the claim back; nothing on the screen changes yet."""
        if self.claimed is not None:
            claimed, self.claimed = self.claimed, None
            await self._office.operate(claims.release, claimed.client_id, claimed.token)

    async def look(self) -> None:
        """Let a call go that is no longer in hand: it was put off or given back elsewhere, or somebody has it now."""
        claimed = self.claimed
        if claimed is not None and not await self._office.read(
            claims.is_mine, claimed.client_id, claimed.token
        ):
            if self.note:
                await self._office.operate(drafts.keep, _draft(claimed.contact_id), self.note)
            if self.claimed is claimed:
                self.claimed = None
                self.put_away()

    async def renew(self) -> None:
        """Keep the claim for as long as the card is open."""
        claimed = self.claimed
        if claimed is None:
            return
        session = self._place.session
        try:
            await self._office.operate(
                claims.renew, claimed.client_id, claimed.token, session.id if session else None
            )
        except ClaimLost as lost:
            await self._lost(claimed, lost)

    async def _lost(self, claimed: Claimed, lost: ClaimLost) -> None:
        if self.note:
            await self._office.operate(drafts.keep, _draft(claimed.contact_id), self.note)
        self.claimed = None
        self.put_away()
        self._place.shell.tell(lost.message, "error")
        self._place.reload()


class NoteBox(Question):
    """The note of the call in hand; what is typed waits with the call when the line drops."""

    def __init__(self, name: str, note: str, draft: str) -> None:
        super().__init__(f"Call with {name}", Field("note", "Note", note, kind="lines", rows=5))
        self.add_class("-top")  # the keys of the outcomes stay in sight
        self._place = draft

    def drafts(self) -> dict[str, str]:
        """Return the words as they stand, as the note of the call."""
        typed = self.form.draft()
        return {self._place: typed["note"]} if "note" in typed else {}


def _draft(contact_id: int) -> str:
    return f"call:{contact_id}"
