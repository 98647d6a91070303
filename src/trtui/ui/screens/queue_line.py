"""The line of the next call: what an outcome proposes, in one editable field."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal

from trtui.domain.outcomes import NextCall
from trtui.domain.proposals import Proposal
from trtui.domain.when import EXAMPLES
from trtui.ui.form_fields import Note
from trtui.ui.widgets.line_input import LineInput

DATE = 18
"""Cells for a date."""


class NextCallLine(Horizontal):
    """Shown after a digit; enter accepts it, escape takes it away."""

    def compose(self) -> ComposeResult:
        """Yield what it says, the field, and why."""
        yield Note("", id="next-label")
        yield LineInput(placeholder=EXAMPLES, id="next-box")
        yield Note("", id="next-why")

    def on_mount(self) -> None:
        """Stay away until there is something to propose."""
        self.display = False

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(LineInput).value.strip()

    def propose(self, proposal: Proposal, typed: str = "", number: str = "") -> None:
        """Show a proposal, the date chosen so that typing replaces it; what was typed before stays instead.

        An outcome that ends the calls has no date to type; ``number`` is the one that was called.
        """
        ends = proposal.outcome.next_call is NextCall.NEVER
        asks = "" if ends else f"{proposal.asks.value} ▸ "
        self.query_one("#next-label", Note).show(f" {proposal.outcome.label} → {asks}")
        code = f"code {proposal.proposes_code}" if proposal.takes_code else ""
        why = " · ".join(part for part in (proposal.why, code if code not in proposal.why else "") if part)
        if ends:
            why = proposal.why.removeprefix("none: ").replace("the number", number or "the number")
        self.query_one("#next-why", Note).show(why if ends else f" ({why})" if why else "")
        box = self.query_one(LineInput)
        box.placeholder, box.styles.width = ("", 1) if ends else (EXAMPLES, DATE)
        box.value = typed or proposal.typed
        self.display = True
        box.focus()
        if not typed:
            box.action_select_all()
