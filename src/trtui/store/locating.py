"""What the name of a store means, told without opening it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from trtui.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from trtui.store.reader import DialectName


def locate(url: str) -> tuple[str, DialectName]:
    """Return the path or connection string, and the kind of database, that a ``--db`` value means.

    Raises StoreUnavailable for a URL of another kind.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return url, "postgresql"
    for prefix in ("sqlite:///", "sqlite://", "file:"):
        if url.startswith(prefix):
            url = url.removeprefix(prefix)
            break
    if "://" in url:
        raise StoreUnavailable(
            f"{url.split('://')[0]}:// is no kind of store. Give a file's path, or a URL that begins with postgresql://"
        )
    return str(Path(url).expanduser().absolute()), "sqlite"
