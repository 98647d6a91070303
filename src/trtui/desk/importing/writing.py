"""Writing what an import planned: all pieces of a chunk in a few flushes, parents before what hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trtui.desk.importing.portraits import Piece
from trtui.domain.errors import Conflict

if TYPE_CHECKING:
    from trtui.store.work import Work

_PARENTS = frozenset({"tag", "client", "contact"})


def write_pieces(work: Work, pieces: Sequence[Piece]) -> None:
    """Write new and changed rows; new ones get their numbers.

    Raises Conflict where a row to be changed is gone, or changes under one's hands.
    """
    new = [piece for piece in pieces if piece.is_new]
    changed = [piece for piece in pieces if not piece.is_new]
    # A client has one primary contact at a time, also between two statements: the old one steps back first.
    changed.sort(key=lambda piece: bool(piece.changes.get("is_primary")))
    for piece in changed:
        row = _stored(work, piece)
        for name, value in piece.changes.items():
            setattr(row, name, value)
        if "is_primary" in piece.changes:
            work.flush()
    work.flush()
    _insert(work, [piece for piece in new if piece.table in _PARENTS])
    _insert(work, [piece for piece in new if piece.table not in _PARENTS])


def _stored(work: Work, piece: Piece) -> Any:
    from trtui.store.tables import KEPT

    row = work.session.get(KEPT[piece.table], piece.id)
    if row is None:
        raise Conflict(f"Somebody removed the {piece.table.replace('_', ' ')} {piece.id} a moment ago.")
    return row


def _insert(work: Work, pieces: Sequence[Piece]) -> None:
    from trtui.store.tables import KEPT

    rows = [
        (
            KEPT[piece.table],
            {name: value.id if isinstance(value, Piece) else value for name, value in piece.values.items()},
        )
        for piece in pieces
    ]
    for piece, number in zip(pieces, work.insert(rows), strict=True):
        piece.id = number
