"""How companies of the register look: beside a form, in a list to choose from, in words."""

from __future__ import annotations

from collections.abc import Hashable

from trtui.domain.register.values import RegisterHit, standing
from trtui.ui.screens.match_list import MatchList, Parts
from trtui.ui.text import clip, fit, wrap
from trtui.ui.widgets.rows import Cell, Column, Row, Tone

COLUMNS = (
    Column("number", "Number", 8),
    Column("name", "Company", 24, grow=3, least=12),
    Column("status", "Status", 12, grow=1, least=8),
    Column("where", "Where", 16, grow=1, priority=1),
    Column("also", "Formerly", 16, grow=1, priority=2),
)
_TONES: tuple[Tone, ...] = ("", "due", "overdue", "overdue")
_INDENT = " " * 9
_LINES_OF_CHOSEN = 4


def status(words: str) -> Cell:
    """Return a company's status: as the register says it, with a sign where it is not sound."""
    how = standing(words)
    said = words.lower().removeprefix("active - ") or "no status"
    return Cell(f"! {said}" if how else said, _TONES[how])


def where(hit: RegisterHit) -> str:
    """Return town and postcode."""
    return " ".join(part for part in (hit.town, hit.postcode) if part)


def row(hit: RegisterHit) -> Row:
    """Return a company as a row of a list to choose from."""
    also = hit.matched_name if hit.is_previous_name else ""
    return Row(
        hit.number,
        (hit.number, Cell(hit.name, "strong"), status(hit.status), where(hit), Cell(also, "muted")),
        words=f"{hit.line} {' '.join(hit.sic)}",
    )


class CompanyList(MatchList[RegisterHit]):
    """Companies of the register that may be meant."""

    def identity(self, one: RegisterHit) -> Hashable:
        """Return the company's number."""
        return one.number

    def lines_of(self, one: RegisterHit, cells: int, is_chosen: bool) -> list[Parts]:
        """Return number and name, below them how it stands and where it is; of the chosen one the whole address."""
        name = fit(one.name, max(1, cells - 1 - len(_INDENT)))
        lines: list[Parts] = [((f"{one.number:<8} ", "muted"), (name, "name"))]
        room = cells - len(_INDENT) - 1
        if one.is_previous_name:
            lines.append(((f"{_INDENT}{clip(f'formerly {one.matched_name}', room)}", "muted"),))
        how = status(one.status)
        said = [how.text, one.line if is_chosen else "", where(one), ", ".join(one.sic)]
        if is_chosen and one.incorporated_on is not None:
            said.append(f"since {one.incorporated_on.year}")
        text = " · ".join(part for part in said if part)
        for number, part in enumerate(wrap(text, room, limit=_LINES_OF_CHOSEN if is_chosen else 1)):
            # what is wrong with a company stands out, the rest of the line does not
            marked = len(how.text) if number == 0 and how.tone else 0
            first = (f"{_INDENT}{part[:marked]}", "due" if marked else "muted")
            lines.append((first, (part[marked:], "muted")))
        return lines
