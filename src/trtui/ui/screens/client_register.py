"""What the register says of a client: in the head, in the overview, and taking a company for it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import aclosing
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from trtui.desk import registration, watch
from trtui.domain import spoken
from trtui.domain.errors import Duplicates
from trtui.domain.register.watching import FlagKind
from trtui.domain.time import local_day
from trtui.ui.dialogs import ask, look_up
from trtui.ui.form import Field
from trtui.ui.menu import Choice
from trtui.ui.picker import Picker
from trtui.ui.screens import company_lines, register_take
from trtui.ui.screens.client_sections import Seen
from trtui.ui.screens.register_side import NO_REGISTER, NOBODY
from trtui.ui.widgets.arrangement import text_of
from trtui.ui.widgets.cell_lines import Line
from trtui.ui.widgets.rows import Cell, Column, Row, Tone
from trtui.ui.widgets.status_line import StatusLine

if TYPE_CHECKING:
    from trtui.desk.registration import Registration
    from trtui.desk.summary import ClientSummary
    from trtui.desk.watch import Flag
    from trtui.domain.register.values import RegisterHit
    from trtui.store.look import Look
    from trtui.ui.app import Workspace

LIMIT = 20
FEWEST_LETTERS = 3
_LIGHT = frozenset({FlagKind.RENAMED, FlagKind.ACCOUNTS})


class Known(NamedTuple):
    """What the register says of a client."""

    registration: Registration | None = None
    flags: tuple[Flag, ...] = ()

    def head_line(self, seen: Seen) -> Line | None:
        """Return what is amiss as one line of the head, the gravest first."""
        if not self.flags:
            return None
        said = " · ".join(flag.text for flag in self.flags)
        return [Cell(f"! {said}", tone(self.flags[0].kind)), Cell(f"  {since(self.flags[0], seen)}", "muted")]

    def rows(self, seen: Seen) -> list[Row]:
        """Return what the register says as lines of the overview."""
        return [] if self.registration is None else _rows(self.registration, seen)


def read(look: Look, client_id: int) -> Known:
    """Return a client's company and what is amiss with it."""
    flags = tuple(one for one in watch.of_client(look, client_id) if not one.is_dismissed)
    return Known(registration.of_client(look, client_id), flags)


def since(flag: Flag, seen: Seen) -> str:
    """Return since when a flag is known, and from where: ``since the edition of 1 Nov 2026``."""
    try:
        return f"since the edition of {spoken.day(date.fromisoformat(flag.edition))}"
    except ValueError:
        return f"since {spoken.day(local_day(flag.since, seen.zone))}, {flag.edition}"


def tone(kind: str) -> Tone:
    """Return how grave a kind of flag is."""
    return "due" if kind in _LIGHT else "overdue"


def _rows(known: Registration, seen: Seen) -> list[Row]:
    today = local_day(seen.now, seen.zone)
    due = ""
    if known.accounts_due_on is not None:
        late = known.accounts_due_on < today
        due = f"{'! overdue, were ' if late else ''}due {spoken.day(known.accounts_due_on)}"
    industry = "; ".join(
        f"{code} {words}".strip() for code, words in zip(known.sic, known.sic_texts, strict=False)
    )
    checked = spoken.relative(known.checked_at, seen.now, seen.zone)
    facts: list[tuple[str, str | Cell]] = [
        ("Name", Cell(known.name, "strong")),
        ("Number", known.number),
        ("Status", company_lines.status(known.status)),
        ("Address", ", ".join(part for part in (known.address, known.postcode) if part)),
        ("Industry", industry),
        ("Since", spoken.day(known.incorporated_on) if known.incorporated_on else ""),
        ("Accounts", Cell(due, "due") if due.startswith("!") else due),
        ("Source", Cell(f"{known.source}, checked {checked}", "muted")),
    ]
    heading = Row(("register",), (Cell("On the register", "accent"),), heading=True)
    lines = [
        Row(("register", label), (Cell(label, "muted"), value)) for label, value in facts if text_of(value)
    ]
    return [heading, *lines]


# Taking a company


class CompanyPicker(Picker):
    """The companies of the register that a client may be, found while typing."""

    HINT = "a name, a company number or a postcode"
    EMPTY = NOBODY

    def __init__(self, heading: str, text: str, near: str) -> None:
        super().__init__(heading, text)
        self._near = near
        self.hits: dict[str, RegisterHit] = {}

    def columns(self) -> Sequence[Column]:
        """Return the columns of companies."""
        return company_lines.COLUMNS

    async def show_found(self, text: str) -> None:
        """Show what is found as it comes, and say what may be missing."""
        status = self.query_one(StatusLine)
        companies = cast("Workspace", self.app).companies
        if not await companies.are_there():
            self.table.empty = NO_REGISTER
            self.table.refresh()
            return
        if sum(map(str.isalnum, text)) < FEWEST_LETTERS:
            status.show("")
            return
        async with aclosing(companies.answers(text, self._near, LIMIT)) as coming:
            async for answer in coming:
                self.hits = {hit.number: hit for hit in answer.hits}
                self.table.show_rows([company_lines.row(hit) for hit in answer.hits], keep=True)
                status.show(answer.hint or ("" if answer.is_whole else "asking Companies House …"))


async def take(app: Workspace, head: ClientSummary) -> None:
    """Choose a company of the register for a client and take it; what differs is kept unless the user says not."""
    near = "" if head.number else head.postcode
    picker = CompanyPicker(f"On the register: {head.name}", head.number or head.name, near)
    row = await look_up(app, picker)
    hit = picker.hits.get(str(row.key)) if row is not None else None
    if hit is None:
        return
    found = await register_take.company_of(app, hit)
    taken = await _take(app, head, found)
    if taken is None:
        return
    differing = [
        register_take.Differing(*one)
        for one in taken.kept
        if one[0] != "industry" or one[1] not in found.company.sic  # a code says what its words do
    ]
    changes = 1
    if differing:
        what = register_take.labels(differing)
        title = f"Kept your {what}; take theirs?" if taken.is_linked else f"This client has another {what}"
        chosen = await register_take.choose(app, differing, title)
        if chosen:
            again = await _take(app, head, found, [one.field for one in chosen])
            if again is not None:
                changes = 2 if taken.is_linked else 1
                fields = dict.fromkeys((*taken.filled, *again.filled))
                taken = registration.Taken(head.id, tuple(fields), again.kept)
    _tell(app, taken, found, changes)


async def _take(
    app: Workspace, head: ClientSummary, found: register_take.Found, replace: Sequence[str] = ()
) -> registration.Taken | None:
    """Take a company; where another client has its number, ask what is to be done."""

    async def write(really_new: str = "") -> registration.Taken:
        return await app.office.write(
            registration.take,
            head.id,
            found.company,
            replace=tuple(replace),
            is_current=found.is_current,
            really_new=really_new,
        )

    try:
        return await write()
    except Duplicates as likely:
        other: Any = likely.candidates[0]
        choice = await app.choose(
            f"{other.name} has number {found.company.number} already",
            [
                Choice(
                    "Open it",
                    "open",
                    "o",
                    "they may be one",
                    "" if other.may_open else "You have no access to it",
                ),
                Choice("Really two clients", "new", "r", "takes it here too, with your reason"),
                Choice("Leave it", "back", "l"),
            ],
        )
    match choice.value if choice else "back":
        case "open":
            await app.visit_client(other.client_id)
        case "new":
            field = Field("reason", "Reason", required=True, hint="a branch with its own account, …")
            if reason := await ask(app, f"Why are they two clients, and {other.name} another?", field):
                return await write(str(reason))
    return None


def _tell(app: Workspace, taken: registration.Taken, found: register_take.Found, changes: int) -> None:
    kept = [register_take.Differing(*one) for one in taken.kept]
    if not taken.is_linked:
        app.tell(f"Nothing taken: the client keeps its number {taken.kept[0][1]}", "warning")
        return
    parts = [f"Took {', '.join(taken.filled)}." if taken.filled else "Took it; nothing was to be filled."]
    if kept:
        parts.append(f"Kept your {register_take.labels(kept)}.")
    parts.append("u undoes." if changes == 1 else "u twice undoes.")
    app.changed(" ".join((*parts, found.hint)).strip())
