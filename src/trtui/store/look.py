"""What use cases work with that need no ORM: a reading of the store, or an operational write."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import tzinfo
from typing import TYPE_CHECKING

from trtui.domain.rules import Rules

if TYPE_CHECKING:
    from trtui.domain.policy import Actor
    from trtui.store.reader import Reader, Writer


@dataclass(frozen=True, slots=True)
class Look:
    """One reading of the store from one moment: everything a read use case may depend on."""

    db: Reader
    actor: Actor
    now: int
    zone: tzinfo
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True)
class Desk:
    """One operational transaction (claims, sessions, drafts): plain statements that no journal records."""

    db: Writer
    actor: Actor
    now: int
    zone: tzinfo
    rules: Rules = field(default_factory=Rules)
