"""The book of imports: which files came in, how far each got, what its changes are, which tags and teams there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from trtui.store.reader import Reader, Writer


class Batch(NamedTuple):
    """One file brought in, and how many of its rows came to what."""

    id: int
    file: str
    digest: str
    user_id: int | None
    user: str
    started_at: int
    ended_at: int | None
    undone_at: int | None
    created: int
    updated: int
    duplicate: int
    refused: int


_BATCHES = (
    "SELECT b.id, b.file, b.digest, b.user_id, coalesce(u.name, 'somebody'), b.started_at, b.ended_at, b.undone_at,"
    " b.created, b.updated, b.duplicate, b.refused FROM import_batch b"
    " LEFT JOIN user_account u ON u.id = b.user_id"
)


def newest(db: Reader, limit: int) -> list[Batch]:
    """Return the newest imports first."""
    return [Batch(*row) for row in db.rows(f"{_BATCHES} ORDER BY b.id DESC LIMIT :limit", limit=limit)]


def batch(db: Reader, batch_id: int) -> Batch | None:
    """Return one import, if there is one of this number."""
    row = db.row(f"{_BATCHES} WHERE b.id = :id", id=batch_id)
    return None if row is None else Batch(*row)


def last_number(db: Reader) -> int | None:
    """Return the number of the newest import, if anything was imported yet."""
    number: int | None = db.value("SELECT max(id) FROM import_batch")
    return number


def same_content(db: Reader, digest: str) -> list[Batch]:
    """Return the imports of the same content that were not taken back, newest first."""
    return [
        Batch(*row)
        for row in db.rows(
            f"{_BATCHES} WHERE b.digest = :digest AND b.undone_at IS NULL ORDER BY b.id DESC", digest=digest
        )
    ]


def begin(db: Writer, file: str, digest: str, user_id: int, now: int) -> int:
    """Open the book of a file and return its number."""
    return int(
        db.value(
            "INSERT INTO import_batch (file, digest, user_id, started_at, created, updated, duplicate, refused)"
            " VALUES (:file, :digest, :user, :now, 0, 0, 0, 0) RETURNING id",
            file=file,
            digest=digest,
            user=user_id,
            now=now,
        )
    )


def count(
    db: Writer, batch_id: int, so_far: int, *, created: int, updated: int, duplicate: int, refused: int
) -> bool:
    """Add rows to an open book that has counted ``so_far``; return whether it was still so."""
    return bool(
        db.run(
            "UPDATE import_batch SET created = created + :created, updated = updated + :updated,"
            " duplicate = duplicate + :duplicate, refused = refused + :refused"
            " WHERE id = :id AND ended_at IS NULL AND created + updated + duplicate + refused = :so_far",
            so_far=so_far,
            id=batch_id,
            created=created,
            updated=updated,
            duplicate=duplicate,
            refused=refused,
        )
    )


def end(db: Writer, batch_id: int, now: int) -> None:
    """Close a book that is still open."""
    db.run(
        "UPDATE import_batch SET ended_at = :now WHERE id = :id AND ended_at IS NULL", now=now, id=batch_id
    )


def end_undo(db: Writer, batch_id: int, now: int) -> None:
    """Note that an import was taken back."""
    db.run("UPDATE import_batch SET undone_at = :now WHERE id = :id", now=now, id=batch_id)


def changes_of(db: Reader, batch_id: int) -> list[int]:
    """Return the changes that an import made, newest first."""
    return db.column("SELECT id FROM change WHERE batch_id = :id ORDER BY id DESC", id=batch_id)


def last_change(db: Reader) -> int:
    """Return the number of the newest change of all."""
    return int(db.value("SELECT coalesce(max(id), 0) FROM change"))


def has_made(db: Reader, batch_id: int, client_id: int) -> bool:
    """Tell whether an import made a client."""
    made = db.value(
        "SELECT i.id FROM change_item i JOIN change c ON c.id = i.change_id"
        " WHERE i.entity = 'client' AND i.entity_id = :id AND i.before IS NULL AND c.batch_id = :batch",
        id=client_id,
        batch=batch_id,
    )
    return made is not None


def teams(db: Reader) -> dict[int, int]:
    """Return the first team of each user who is in one."""
    return dict(db.rows("SELECT user_id, min(team_id) FROM team_member GROUP BY user_id"))


def tags(db: Reader) -> list[tuple[int, str]]:
    """Return all tags, each as number and name."""
    return db.rows("SELECT id, name FROM tag ORDER BY id")
