"""The settings of the store as a transaction goes by them."""

from __future__ import annotations

from datetime import tzinfo
from typing import TYPE_CHECKING, NamedTuple

from trtui.domain.rules import Rules
from trtui.store.queries import settings

if TYPE_CHECKING:
    from trtui.store.reader import Reader


class Agreed(NamedTuple):
    """What the settings make: rules, and the time zone; none where the store has no zone yet."""

    kept: settings.Kept
    rules: Rules
    zone: tzinfo | None


def agreed(db: Reader, before: Agreed | None = None) -> Agreed:
    """Return what holds now; ``before`` is given back where no setting has changed since."""
    kept = settings.kept(db)
    if before is not None and before.kept == kept:
        return before
    from zoneinfo import ZoneInfo

    from trtui.domain.settings import rules

    values = settings.values(kept)
    name = values.get("time_zone")
    return Agreed(kept, rules(values), ZoneInfo(name) if name else None)
