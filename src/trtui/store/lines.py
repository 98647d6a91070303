"""Telephone lines in statements: a number with its extension, and whether somebody objected to calls on it.

An objection without an extension blocks the whole number, one with an extension blocks that line alone. The registers
list whole numbers.
"""

from __future__ import annotations

from typing import Final

from trtui.domain import phones

LINE: Final = "(p.value || coalesce(';ext=' || p.ext, ''))"
"""The number ``p`` (contact_point) with its extension, as ``domain.phones`` writes a line."""
_OF_LINE: Final = "o.e164 = p.value AND (o.ext IS NULL OR o.ext = p.ext) AND o.taken_back_at IS NULL"
OBJECTED: Final = f"EXISTS (SELECT 1 FROM objection o WHERE {_OF_LINE})"
"""Whether an objection stands to calls on the line ``p``."""
FIRST_OBJECTION: Final = f"(SELECT min(o.id) FROM objection o WHERE {_OF_LINE})"
"""The first objection that stands to calls on the line ``p``."""


def parts(line: str) -> dict[str, str | None]:
    """Return the parameters ``number`` and ``ext`` of a line; the extension is none for a whole number."""
    return {"number": phones.without_extension(line), "ext": phones.extension(line) or None}
