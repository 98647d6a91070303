"""What people say to what the register says: kept for the facts that it was said about."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from trtui.store.work import Work


def give(work: Work, said: Iterable[tuple[int, str, str]]) -> None:
    """Say no to things that the register says: of which client, what kind, and the facts that it is about."""
    from trtui.store.tables import RegisterVerdict

    by = {"said_by": work.actor.user_id, "said_at": work.now}
    work.insert(
        [
            (RegisterVerdict, {"client_id": client_id, "kind": kind, "facts": facts, **by})
            for client_id, kind, facts in said
        ]
    )
