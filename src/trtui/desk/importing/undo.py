"""Taking an import back: what nobody touched since goes, what somebody edited stays, and the user is told which."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from trtui.desk.importing import batches
from trtui.desk.importing.doors import Doors
from trtui.desk.importing.reversal import Left, Share, clients_of, undo_change
from trtui.domain.errors import Conflict, StoreUnavailable, TrtuiError

if TYPE_CHECKING:
    from trtui.store.look import Look

NAMED = 100
"""How many clients a report names."""


@dataclass(frozen=True, slots=True)
class UndoReport:
    """What became of an import that was taken back, by client.

    ``removed`` are clients that it had made, ``restored`` those that it had added to; ``kept`` were changed by somebody
    since, ``failed`` could not be undone. Both lists name the first hundred; the counts count all.
    """

    batch_id: int
    file: str
    removed: int
    restored: int
    kept_count: int = 0
    failed_count: int = 0
    kept: tuple[Left, ...] = ()
    failed: tuple[Left, ...] = ()

    @property
    def text(self) -> str:
        """Return it in words: ``1,204 clients removed, 3 as before, 2 kept because edited since, 0 failed``."""
        return (
            f"{self.removed:,} clients removed, {self.restored:,} as before, "
            f"{self.kept_count:,} kept because edited since, {self.failed_count:,} failed"
        )

    def document(self) -> dict[str, Any]:
        """Return it for JSON."""
        return {
            "batch": self.batch_id,
            "file": self.file,
            "undone": self.removed + self.restored,
            "removed": self.removed,
            "restored": self.restored,
            "kept": self.kept_count,
            "failed": self.failed_count,
            "kept_clients": [left.document() for left in self.kept],
            "failed_clients": [left.document() for left in self.failed],
        }


async def undo_batch(doors: Doors, batch_id: int, on_progress: Callable[[float], None]) -> UndoReport:
    """Take an import back, newest change first, each in a transaction of its own."""
    batch = await doors.read(batches.may_undo, batch_id)
    changes = await doors.operate(batches.begin_undo, batch_id)
    removed = restored = 0
    left: dict[int, tuple[Left, bool]] = {}
    for done, change_id in enumerate(changes):
        for share, is_failure in await _undo_or_fail(doors, change_id, tuple(left)):
            removed, restored = removed + share.removed, restored + share.restored
            for one in share.kept:
                left.setdefault(one.client_id or 0, (one, is_failure))
        on_progress((done + 1) / len(changes))
    if not (removed or restored or left) and batch.undone_at is not None:
        raise Conflict(f"Import {batch_id} was taken back already; nothing of it is left.")
    await doors.operate(batches.end_undo, batch_id)
    kept = [one for one, is_failure in left.values() if not is_failure]
    failed = [one for one, is_failure in left.values() if is_failure]
    return UndoReport(
        batch_id,
        batch.file,
        removed,
        restored,
        len(kept),
        len(failed),
        tuple(kept[:NAMED]),
        tuple(failed[:NAMED]),
    )


async def _undo_or_fail(
    doors: Doors, change_id: int, stuck: tuple[int, ...], only: Sequence[int] | None = None
) -> list[tuple[Share, bool]]:
    """Undo a change; where the store refuses, half by half, so that only the clients at fault are left."""
    try:
        return [(await doors.write(undo_change, change_id, stuck, only), False)]
    except StoreUnavailable:
        raise
    except Exception as error:
        if not isinstance(error, TrtuiError) and type(error).__name__ != "IntegrityError":
            raise
        keys = list(only) if only is not None else await doors.write(clients_of, change_id)
        if len(keys) > 1:
            half = len(keys) // 2
            first = await _undo_or_fail(doors, change_id, stuck, keys[:half])
            return first + await _undo_or_fail(doors, change_id, stuck, keys[half:])
        why = error.message if isinstance(error, TrtuiError) else "other records depend on it"
        name = await doors.read(_name_of, keys[0] if keys else 0)
        return [(Share(kept=(Left(keys[0] if keys else None, name, why),)), True)]


def _name_of(look: Look, client_id: int) -> str:
    from trtui.store.queries import portraits

    return portraits.client_name(look.db, client_id) or "a client"
