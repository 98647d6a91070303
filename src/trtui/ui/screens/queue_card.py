"""The call card: everything that is needed to talk, on lines that fit half a narrow screen."""

from __future__ import annotations

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Vertical

from trtui.desk.cards import Card, CardNumber
from trtui.domain import phones, spoken
from trtui.domain.outcomes import Effect, OutcomeTable
from trtui.ui.screens.client_sections import Seen
from trtui.ui.shown import counted
from trtui.ui.text import clip
from trtui.ui.widgets.cell_lines import CellLines, Line, wrapped
from trtui.ui.widgets.rows import Cell, Tone

Ranked = tuple[int, Line]
"""A line and how soon it goes where there is little room: what has the least stays longest."""
LONG = 6
"""Lines that one thing of the card may take."""


class CardLines(CellLines):
    """The lines of a card, broken between words; as many as there is room for, those that matter most."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, most=LONG)
        self._ranked: tuple[Ranked, ...] = ()
        self._fitted_for: tuple[int, int] | None = None
        self._lines_fitted: Sequence[Line] = ()

    def show_ranked(self, lines: Sequence[Ranked]) -> None:
        """Show other lines."""
        self._ranked, self._fitted_for = tuple(lines), None
        self._lines = tuple(tuple(line) for _, line in lines)
        self.refresh()

    def _fitted(self, cells: int) -> Sequence[Line]:
        room = (cells, self.size.height)
        if room != self._fitted_for:
            parts = [
                (max(rank, 0) if at else rank, part)
                for rank, line in self._ranked
                for at, part in enumerate(wrapped(line, max(1, cells - 2), LONG))
            ]
            self._lines_fitted, self._fitted_for = fitting(parts, room[1]), room
        return self._lines_fitted


class CardPane(Vertical):
    """The card of the call in hand, or of the row under the cursor, over the keys of the outcomes."""

    def __init__(self) -> None:
        super().__init__(id="card", classes="pane -right")
        self._card = CardLines(id="card-lines")
        self._legend = CellLines(id="legend")
        self._shown: tuple[Card, Seen, str, OutcomeTable | None] | None = None

    def compose(self) -> ComposeResult:
        """Yield card and keys."""
        yield self._card
        yield self._legend

    def show(self, card: Card, seen: Seen, note: str, outcomes: OutcomeTable | None) -> None:
        """Show a card; ``outcomes`` are the keys that are live while the call is in hand."""
        self._shown = (card, seen, note, outcomes)
        self._legend.show(
            legend(outcomes)
            if outcomes is not None
            else [[Cell("↵", "accent"), Cell(" start call", "muted")]]
        )
        self._card.show_ranked(card_lines(card, seen, note, outcomes))

    def show_none(self) -> None:
        """Say what shows here."""
        self._shown = None
        self._card.show_ranked([(0, [Cell("The card of the call shows here.", "muted")])])
        self._legend.show([])


def card_lines(card: Card, seen: Seen, note: str = "", outcomes: OutcomeTable | None = None) -> list[Ranked]:
    """Return a card's lines in their order, each with its rank: what matters most has the least.

    ``outcomes`` are the keys that are live while the call is in hand.
    """
    title = card.role or card.job_title
    lines: list[Ranked] = [
        (-1, [Cell(card.contact, "strong"), f", {title}" if title else ""]),
        (0, [card.client.name, Cell(f" · {card.client.town}" if card.client.town else "", "muted")]),
    ]
    if card.claim is not None and not card.is_mine:
        lines.append((0, [Cell(f"◐ {card.claim.text(seen.now)}: look, don't call", "due")]))
    elif card.blocked or (card.refusal and not card.is_mine):
        lines.append((0, [Cell(f"! {card.blocked or card.refusal}", "due")]))
    if card.aside:
        lines.append((0, [Cell(f"! {card.aside}", "due")]))
    if card.client.banner:
        lines.append((0, [Cell(f"! {card.client.banner}", "due")]))
    for at, one in enumerate(card.numbers[:4]):
        lines.append((-2 if not at else 3, _number(one)))
    if not card.numbers:
        repair = next((one for one in outcomes or () if Effect.REPAIR_TASK in one.effects), None)
        otherwise = f", or {repair.key} {repair.short}" if repair else ""
        lines.append((-2, [Cell(f"☎ no number: find one{otherwise}", "due")]))
    facts = [f"CSI {card.csi}" if card.csi else "no code", card.client.status.value.short]
    if card.best_time:
        good = {True: ", now", False: ", not now", None: ""}[card.is_good_time]
        facts.append(f"likes: {card.best_time}{good}")
    if card.attempts_this_week:
        facts.append(f"{counted(card.attempts_this_week, 'attempt')} this week")
    lines.append((1, [Cell(" · ".join(facts), "muted")]))
    lines.append((1, [Cell(card.due.label, _tone(card.due.state.value)), Cell(f" · {card.why}", "muted")]))
    if card.credit:
        lines.append((3, [Cell("credit ", "muted"), card.credit]))
    if note:
        lines.append((0, [Cell("note ", "accent"), note.replace("\n", " ⏎ ")]))
    if card.script:
        lines += [(3, [Cell(line, "accent")]) for line in card.script.splitlines()[:4]]
    for at, touch in enumerate(card.touches):
        when = spoken.relative(touch.at, seen.now, seen.zone)
        what = (touch.outcome_label or touch.kind).lower()
        by = Cell(f" · {spoken.given_name(touch.who)}", "muted")
        lines.append((1 if not at else 4, [f"{when} · {what}", by]))
        if touch.note:
            lines.append((1 if not at else 4 + at, [f"  “{touch.note.splitlines()[0]}”"]))
    for at, job in enumerate(card.jobs[:3]):
        registered = Cell(f" ({spoken.relative(job.registered_at, seen.now, seen.zone)})", "muted")
        lines.append((2 if not at else 4, [Cell("open ", "muted"), job.title, registered]))
    for at, task in enumerate(card.tasks[:2]):
        lines.append((2 if not at else 4, [Cell("task ", "muted"), task.title]))
    for other in card.others[:3]:
        last = other.last_call_at
        called = spoken.relative(last, seen.now, seen.zone) if last else "not called yet"
        lines.append((7, [Cell(f"also {other.name}, {called}", "muted")]))
    return lines


def fitting(lines: Sequence[Ranked], room: int) -> list[Line]:
    """Return the lines for which there is room, in their order: the last of those that matter least go first."""
    kept = list(enumerate(lines))
    while len(kept) > max(1, room):
        kept.remove(max(kept, key=lambda one: (one[1][0], one[0])))
    return [line for _, (_, line) in kept]


def legend(outcomes: OutcomeTable) -> list[Line]:
    """Return the keys of the outcomes, two in a line."""
    cells = [(one.key, one.short) for one in outcomes]
    lines: list[Line] = []
    for start in range(0, len(cells), 2):
        line: list[str | Cell] = []
        for at, (key, label) in enumerate(cells[start : start + 2]):
            line += [Cell(f"{key} ", "accent"), label if at else f"{clip(label, 14):<15}"]
        lines.append(line)
    return lines


def _number(one: CardNumber) -> Line:
    """Return a number, what it is, and whether it may be called; what does not fit goes on below."""
    judged = one.permission
    tone: Tone = "good" if judged.may_call and not judged.warns else "due" if judged.may_call else "overdue"
    shown = phones.display(one.value)
    if not judged.may_call:
        return [Cell(f"✖ {shown}", "muted"), Cell(f" {judged.label}", tone)]
    return [Cell(f"☎ {shown}", "strong"), Cell(f" {one.label}", "muted"), Cell(f" {judged.label}", tone)]


def _tone(state: str) -> Tone:
    return "due" if state == "due" else "overdue" if state == "overdue" else ""
