"""The line of the next call: what an outcome proposes, in one editable field."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import ComposeResult
from textual.containers import Horizontal

from trtui.domain.errors import Invalid
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

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, classes="-after-sign")
        self._proposal: Proposal | None = None
        self._why = ""
        self._read: Callable[[str], Proposal] | None = None

    def on_mount(self) -> None:
        """Stay away until there is something to propose."""
        self.display = False

    @property
    def typed(self) -> str:
        """What stands in the field."""
        return self.query_one(LineInput).value.strip()

    def propose(
        self,
        proposal: Proposal,
        typed: str = "",
        blocks: str = "",
        read: Callable[[str], Proposal] | None = None,
    ) -> None:
        """Show a proposal, the date chosen so that typing replaces it; what was typed before stays instead.

        What is typed is shown beside the field as ``read`` understands it. An outcome that ends the calls has no date
        to type; ``blocks`` says what it blocks, if it does.
        """
        ends = proposal.outcome.next_call is NextCall.NEVER
        asks = "" if ends else f"{proposal.asks.value} ▸ "
        self.query_one("#next-label", Note).show(f" {proposal.outcome.label} → {asks}")
        code = f"code {proposal.proposes_code}" if proposal.takes_code else ""
        why = " · ".join(part for part in (proposal.why, code if code not in proposal.why else "") if part)
        if ends:
            why = blocks or proposal.why.removeprefix("none: ")
        self._proposal, self._read, self._why = proposal, read, why if ends else f" ({why})" if why else ""
        self.query_one("#next-why", Note).show(self._why)
        box = self.query_one(LineInput)
        box.placeholder, box.styles.width = ("", 1) if ends else (EXAMPLES, DATE)
        box.value = typed or proposal.typed
        self.display = True
        box.focus()
        if not typed:
            box.action_select_all()

    def on_input_changed(self) -> None:
        """Say how what is typed is read, before it is accepted."""
        if self._proposal is None or self._read is None:
            return
        typed, said = self.typed, self._why
        if typed and typed != self._proposal.typed:
            try:
                found = self._read(typed)
            except Invalid as refused:
                said = f" {refused.message}"
            else:
                said = f" → {found.text}" + (f" · {found.hint}" if found.hint else "")
        self.query_one("#next-why", Note).show(said)
