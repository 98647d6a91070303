"""The call card: everything that is needed to talk, on lines that fit half a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from trtui.desk.cards import Card
from trtui.domain import phones, spoken
from trtui.domain.outcomes import OutcomeTable
from trtui.ui.screens.client_sections import Seen
from trtui.ui.widgets.cell_lines import CellLines, Line
from trtui.ui.widgets.rows import Cell, Tone


class CardPane(Vertical):
    """The card of the call in hand, or of the row under the cursor, over the keys of the outcomes."""

    def __init__(self) -> None:
        super().__init__(id="card", classes="pane -right")
        self._card = CellLines(id="card-lines")
        self._legend = CellLines(id="legend")

    def compose(self) -> ComposeResult:
        """Yield card and keys."""
        yield self._card
        yield self._legend

    def show(self, card: Card, seen: Seen, note: str, outcomes: OutcomeTable | None) -> None:
        """Show a card; ``outcomes`` are the keys that are live while the call is in hand."""
        self._card.show(card_lines(card, seen, note))
        keys = legend(outcomes) if outcomes is not None else [[Cell("enter takes this call", "muted")]]
        self._legend.show([[Cell("─" * 34, "muted")], *keys])

    def show_none(self) -> None:
        """Say what shows here."""
        self._card.show([[Cell("The card of the call shows here.", "muted")]])
        self._legend.show([])


def card_lines(card: Card, seen: Seen, note: str = "") -> list[Line]:
    """Return a card's lines, the most needed first."""
    title = card.role or card.job_title
    lines: list[Line] = [
        [Cell(card.contact, "strong"), f", {title}" if title else ""],
        [card.client.name, Cell(f" · {card.client.town}" if card.client.town else "", "muted")],
    ]
    if card.client.banner:
        lines.append([Cell(f"! {card.client.banner}", "due")])
    lines += [
        _number(one.value, one.label, one.permission.label, one.permission.may_call, one.permission.warns)
        for one in card.numbers[:4]
    ]
    if not card.numbers:
        lines.append([Cell("☎ no number: find one, or 9 wrong number", "due")])
    facts = [f"CSI {card.csi}" if card.csi else "no code", card.client.status.value.short]
    if card.best_time:
        facts.append(f"likes: {card.best_time}")
    lines.append([Cell(" · ".join(facts), "muted")])
    lines.append([Cell(f"{card.due.label}", _tone(card.due.state.value)), Cell(f" {card.why}", "muted")])
    for touch in card.touches:
        when = spoken.relative(touch.at, seen.now, seen.zone)
        what = touch.outcome_label or touch.kind
        lines.append(
            [
                Cell("last ", "muted"),
                f"{when}  {what.lower()}",
                Cell(f", {spoken.given_name(touch.who)}", "muted"),
            ]
        )
        if touch.note:
            lines.append([Cell(f"  “{touch.note.splitlines()[0]}”", "")])
    for job in card.jobs[:3]:
        lines.append(
            [
                Cell("open ", "muted"),
                job.title,
                Cell(f" ({spoken.relative(job.registered_at, seen.now, seen.zone)})", "muted"),
            ]
        )
    for task in card.tasks[:2]:
        lines.append([Cell("task ", "muted"), task.title])
    for other in card.others[:3]:
        called = (
            spoken.relative(other.last_call_at, seen.now, seen.zone)
            if other.last_call_at
            else "not called yet"
        )
        lines.append([Cell(f"also {other.name}, {called}", "muted")])
    if card.script:
        lines += [[Cell(line, "accent")] for line in card.script.splitlines()[:4]]
    if card.claim is not None and not card.is_mine:
        lines.append([Cell(f"◐ {card.claim.text(seen.now)}: look, don't call", "due")])
    elif card.blocked or (card.refusal and not card.is_mine):
        lines.append([Cell(f"! {card.blocked or card.refusal}", "due")])
    if note:
        lines.append([Cell("note ", "accent"), note.replace("\n", " ⏎ ")])
    return lines


def legend(outcomes: OutcomeTable) -> list[Line]:
    """Return the keys of the outcomes, two in a line."""
    cells = [(one.key, one.short) for one in outcomes]
    lines: list[Line] = []
    for start in range(0, len(cells), 2):
        line: list[str | Cell] = []
        for at, (key, label) in enumerate(cells[start : start + 2]):
            line += [Cell(f"{key} ", "accent"), label if at else f"{label[:15]:<16}"]
        lines.append(line)
    return lines


def _number(value: str, label: str, permission: str, may_call: bool, warns: bool) -> Sequence[str | Cell]:
    tone: Tone = "good" if may_call and not warns else "due" if may_call else "overdue"
    shown = phones.display(value)
    if not may_call:
        return [Cell(f"✖ {shown} ", "muted"), Cell(permission, tone)]
    return [
        Cell(f"☎ {shown} ", "strong"),
        Cell(f"{label}  " if label else "", "muted"),
        Cell(permission, tone),
    ]


def _tone(state: str) -> Tone:
    return "due" if state == "due" else "overdue" if state == "overdue" else ""
