"""How what was found looks as rows, and as lines to copy."""

from __future__ import annotations

from collections.abc import Sequence

from trtui.desk.hits import Hit
from trtui.ui import shown
from trtui.ui.copying import Copied
from trtui.ui.widgets.rows import Cell, Row


def row(hit: Hit, list_name: str = "") -> Row:
    """Return the row of a client, or of a contact: under its client, or by itself in a named list of the home page."""
    name = f"{hit.name} (archived)" if hit.is_archived else hit.name
    if hit.via:
        name = f"{name} ({hit.via})"
    is_client = hit.kind == "client"
    named = Cell(name, "muted" if hit.is_archived else "strong" if is_client else "")
    where = hit.where if is_client or not list_name else ""
    status = shown.status(hit.status) if is_client else shown.status(hit.status)._replace(tone="muted")
    code, call, phone = hit.csi or shown.NONE, shown.next_call(hit.next_call), shown.phone(hit.phone)
    owner = Cell(hit.owner, "muted")
    beside = status if is_client else Cell(phone, "muted")
    cells: tuple[str | Cell, ...] = (named, where, beside, code, call, phone if is_client else "", owner)
    if list_name:
        cells = (named, "" if is_client else hit.client_name, phone, code, call, where, status, owner)
    return Row(
        (hit.kind, hit.id, hit.client_id, list_name),
        cells,
        depth=0 if is_client or list_name or not hit.client_id else 1,
        values={"name": hit.name, "next": hit.due_at, "status": hit.status.value if is_client else None},
    )


def copied(hits: Sequence[Hit]) -> list[Copied]:
    """Return what can be copied of several: whole lines, names, numbers."""
    numbers = [shown.phone(hit.phone) for hit in hits]
    lines = [
        ", ".join(part for part in (hit.name, *_whence(hit), number) if part)
        for hit, number in zip(hits, numbers, strict=True)
    ]
    return [
        Copied("l", "Whole lines", lines),
        Copied("n", "Names", [hit.name for hit in hits]),
        Copied("p", "Phone numbers", numbers),
    ]


def _whence(hit: Hit) -> tuple[str, ...]:
    return (hit.where,) if hit.kind == "client" else (hit.client_name, hit.where)
