"""What is to be reviewed, as rows: companies proposed for clients, and what the register says is amiss."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from trtui.domain import spoken
from trtui.domain.register.casing import cased
from trtui.ui.actions import Scope
from trtui.ui.keymap import bindings
from trtui.ui.screens import company_lines
from trtui.ui.screens.client_register import since, tone
from trtui.ui.screens.client_sections import Seen
from trtui.ui.widgets.arranged_table import ArrangedTable
from trtui.ui.widgets.arrangement import Order
from trtui.ui.widgets.facts import Fact
from trtui.ui.widgets.rows import Cell, Column, Row

if TYPE_CHECKING:
    from trtui.desk.numbering import Proposal
    from trtui.desk.watch import Flag

PROPOSALS = (
    Column("score", "Likely", 6, align="right"),
    Column("client", "Client", 22, grow=2, least=10, best=32),
    Column("where", "Where", 14, grow=1, priority=4),
    Column("company", "Company", 22, grow=2, least=10, best=32),
    Column("address", "Its address", 26, grow=2, priority=5),
    Column("number", "Number", 8, priority=3),
    Column("status", "Status", 12, priority=4),
)
FLAGS = (
    Column("kind", "Issue", 21, least=12),
    Column("client", "Client", 22, grow=2, least=10),
    Column("text", "Companies House says", 26, grow=3, priority=1),
    Column("since", "Since", 9, priority=2),
    Column("owner", "Owner", 14, priority=3),
    Column("number", "Number", 8, priority=4),
)
FLAG_ORDERS = (Order("client", "client"), Order("since", "since"), Order("owner", "owner"))
_LONG = 4


class ProposalTable(ArrangedTable):
    """Companies proposed for clients, with their keys."""

    BINDINGS = [*bindings(Scope.PROPOSALS)]


class FlagTable(ArrangedTable):
    """What the register says is amiss, with its keys."""

    BINDINGS = [*bindings(Scope.FLAGS)]


def proposal_row(one: Proposal) -> Row:
    """Return a proposal as a row."""
    likely = f"{one.score * 100:.0f} %"
    how = company_lines.status(one.status)
    signs = f"{'≈ ' if one.holder else ''}{'! ' if how.tone else ''}"
    return Row(
        ("proposal", one.client_id),
        (
            Cell("refused", "muted") if one.is_refused else Cell(likely, "strong"),
            Cell(one.client, "strong"),
            Cell(one.where, "muted"),
            Cell(f"{signs}{cased(one.name)}", "due" if signs else ""),
            Cell(cased(one.address), "muted"),
            Cell(one.number, "muted"),
            how,
        ),
        tone="muted" if one.is_refused else "",
        values={"score": one.score, "client": one.client, "company": one.name, "status": one.status},
        words=" ".join((one.address, one.where, one.holder, "refused" if one.is_refused else "")),
    )


def proposal_facts(one: Proposal) -> Sequence[Fact]:
    """Return all of a proposal: the client, the company, and why they may be one."""
    facts = [
        Fact("", Cell(one.client, "strong"), 2),
        Fact("Where", one.where, 2),
        Fact("", Cell(f"{one.score * 100:.0f} % likely on the register", "accent")),
        Fact("Name", cased(one.name), 2),
        Fact("Number", one.number),
        Fact("Status", company_lines.status(one.status), 2),
        Fact("Address", cased(one.address), 3),
        Fact("Why", "; ".join(reason.detail for reason in one.reasons), 6),
    ]
    if one.holder:
        said = f"≈ {one.holder} has this number already: the two may be one"
        facts.insert(2, Fact("", Cell(said, "due"), 3))
    return [fact for fact in facts if fact.value]


def flag_row(one: Flag, seen: Seen) -> Row:
    """Return a flag as a row."""
    return Row(
        ("flag", one.client_id, one.kind),
        (
            Cell(f"! {one.kind}", "muted" if one.is_dismissed else tone(one.kind)),
            Cell(one.client, "strong"),
            one.text,
            Cell(spoken.relative(one.since, seen.now, seen.zone), "muted"),
            Cell(one.owner, "muted"),
            Cell(one.number, "muted"),
        ),
        tone="muted" if one.is_dismissed else "",
        values={"since": one.since, "kind": one.kind},
        words=f"{one.owner} {one.number} {one.edition} {'dismissed' if one.is_dismissed else ''}",
    )


def flag_facts(one: Flag, seen: Seen) -> Sequence[Fact]:
    """Return all of a flag."""
    facts = [
        Fact("", Cell(one.client, "strong"), 2),
        Fact("Issue", Cell(f"! {one.kind}", tone(one.kind))),
        Fact("", one.text, _LONG),
        Fact("Known", since(one, seen), 2),
        Fact("Number", one.number),
        Fact("Owner", one.owner),
        Fact("", Cell("dismissed", "muted") if one.is_dismissed else ""),
    ]
    return [fact for fact in facts if fact.value]
