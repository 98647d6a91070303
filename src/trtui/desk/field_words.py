"""What people call the fields of records, and what stands in them, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, Final

from trtui.domain import spoken

if TYPE_CHECKING:
    from trtui.store.reader import Reader

_CALLED: Final[Mapping[str, str]] = {
    "client.number": "company number",
    "client.customer_type": "type",
    "client.banner": "warning",
    "job.headcount": "people",
    "job.contact_id": "contact who gave it",
    "task.title": "task",
    "task.due_at": "date",
    "task.contact_id": "contact it is about",
    "task.assigned_to": "person it is for",
    "task.team_id": "team it is for",
    "note.body": "note",
    "note.contact_id": "contact it is about",
    "placement.starts_on": "first day",
    "placement.ends_on": "last day",
    "client_id": "assigned to",
    "e164": "number",
    "ext": "extension",
    "taken_back_why": "reason",
    "phone": "number",
    "email": "e-mail",
    "csi": "code",
    "csi_since_at": "code since",
    "is_primary": "primary",
    "line1": "address",
    "line2": "address, second line",
    "to_at": "left",
}
"""``table.field``, or ``field`` in any table → what it is called, where that is not its own name."""
_SUFFIXES: Final = ("_id", "_at", "_on")
_CODES: Final = frozenset({"stage", "outcome"})
"""Fields that hold codes written with underscores."""


def called(field: str, entity: str = "") -> str:
    """Return what people call a field of a table: ``owner_id`` is the owner, ``archived_at`` archived."""
    name = _CALLED.get(f"{entity}.{field}") or _CALLED.get(field)
    if name is None:
        name = field
        for suffix in _SUFFIXES:
            name = name.removesuffix(suffix)
        name = name.replace("_", " ")
    return name


def in_words(db: Reader, zone: tzinfo, values: Iterable[tuple[str, Any]]) -> list[str]:
    """Return what stands in fields, given as pairs of name and value, in words; empty for nothing."""
    from trtui.store.queries import record_changes

    pairs = list(values)
    names = record_changes.names_of(db, ({field: value} for field, value in pairs))
    return [_said(field, value, zone, names) for field, value in pairs]


def _said(field: str, value: Any, zone: tzinfo, names: Mapping[tuple[str, int], str]) -> str:
    """Return a field's value in words: whom a number means, when an instant was, yes and no."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return spoken.exact(value, zone)
    if isinstance(value, int):
        if field.endswith("_at"):
            return spoken.exact(value, zone)
        return names.get((field, value), str(value))
    if field.endswith("_on"):
        return _day(str(value))
    return str(value).replace("_", " ") if field in _CODES else str(value)


def _day(text: str) -> str:
    try:
        return spoken.day(date.fromisoformat(text))
    except ValueError:
        return text
