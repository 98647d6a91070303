"""Whom a new client may be the same as: how likely, who it is, and why, in words."""

from __future__ import annotations

from collections.abc import Hashable

from trtui.desk.duplicates import Candidate
from trtui.ui.screens.match_list import MatchList, Parts
from trtui.ui.text import fit, wrap

_INDENT = 4
_LINES, _LINES_OF_CHOSEN = 2, 6


class Matches(MatchList[Candidate]):
    """The clients that may be the same."""

    def identity(self, one: Candidate) -> Hashable:
        """Return the client's number."""
        return one.client_id

    def lines_of(self, one: Candidate, cells: int, is_chosen: bool) -> list[Parts]:
        """Return how likely it is and its name, and below why, as far as there is room."""
        measure = f"{round(one.score * 100):>3} {one.strength} "
        name = fit(one.name, max(1, cells - 1 - len(measure)))
        lines: list[Parts] = [((measure, one.strength), (name, "name"))]
        indent = " " * (_INDENT - 1)
        limit = _LINES_OF_CHOSEN if is_chosen else _LINES
        for text in wrap(said_of(one), cells - _INDENT - 1, limit=limit):
            lines.append(((f"{indent}{text}", "muted"),))
        return lines


def said_of(one: Candidate) -> str:
    """Say why a candidate may be the same, where it is, whose it is, and what stands in the way of opening it."""
    where = " ".join(part for part in (one.town, one.postcode) if part)
    if not one.may_open:
        where = f"no access: ask {one.owner}" if one.owner else "no access"
    reasons = "; ".join(reason.detail for reason in one.reasons)
    owner = one.owner if one.may_open else ""
    archived = "archived" if one.is_archived else ""
    return " · ".join(part for part in (archived, reasons, where, owner) if part)
