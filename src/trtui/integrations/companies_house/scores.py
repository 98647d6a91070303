"""How likely each company that the register found is meant: the register tells an order and no more."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trtui.domain import company_number
from trtui.domain.register.values import RegisterHit


def scored(text: str, hits: Sequence[RegisterHit]) -> tuple[RegisterHit, ...]:
    """Return the hits in their order, compared with what was typed as the duplicate check compares names."""
    # the comparison takes long to load; the client has it ready by the first answer
    from trtui.domain.matching import Known, Typed, general_rarity, rank

    number = company_number.find(text)
    known = [
        Known(at, hit.name, (hit.matched_name,) if hit.is_previous_name else (), hit.number)
        for at, hit in enumerate(hits)
    ]
    matches = {
        match.client_id: match for match in rank(Typed("" if number else text, number), known, general_rarity)
    }
    return tuple(
        replace(hit, score=matches[at].score, reasons=matches[at].reasons) for at, hit in enumerate(hits)
    )
