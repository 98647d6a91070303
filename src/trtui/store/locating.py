"""What the name of a store means, told without opening it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from trtui.domain.errors import StoreUnavailable

if TYPE_CHECKING:
    from trtui.store.reader import DialectName


_NEARLY_A_URL = re.compile(
    r"\s*(?:(?:postgres\w*|pgsql|psql)(?:\+\w+)?\s*:"
    r"|(?:host|hostaddr|port|dbname|user|password|passfile|service|sslmode)\s*="
    r"|[^/\\]*:[^/\\]*@)",
    re.IGNORECASE,
)
"""A misspelt scheme, a list of ``host=… password=…``, or ``user:password@host``."""


def locate(url: str) -> tuple[str, DialectName]:
    """Return the path or connection string, and the kind of database, that a ``--db`` value means.

    Raises StoreUnavailable for a URL of another kind, and for what is nearly a database's URL: it may hold a password,
    so it is neither taken for a path nor repeated.
    """
    if url.startswith(("postgresql://", "postgres://")):
        return url, "postgresql"
    if _NEARLY_A_URL.match(url):
        raise StoreUnavailable("The database URL cannot be read. It looks like postgresql://user@host/name.")
    for prefix in ("sqlite:///", "sqlite://", "file:"):
        if url.startswith(prefix):
            url = url.removeprefix(prefix)
            break
    if "://" in url:
        raise StoreUnavailable(
            f"{url.split('://')[0]}:// is no kind of store. Give a file's path, or a URL that begins with postgresql://"
        )
    return str(Path(url).expanduser().absolute()), "sqlite"


def shown(url: str) -> str:
    """Return a store's path or URL as it may be printed: without a password."""
    if not url.startswith(("postgresql://", "postgres://")):
        return url
    from urllib.parse import urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return "the database"
    user, at, host = parts.netloc.rpartition("@")
    return f"{parts.scheme}://{user.partition(':')[0]}{at}{host}{parts.path}"


def has_password(url: str) -> bool:
    """Tell whether a store's URL holds a password, which others can read wherever the URL stands."""
    if not url.startswith(("postgresql://", "postgres://")):
        return False
    from urllib.parse import parse_qs, urlsplit

    try:
        parts = urlsplit(url)
        return bool(parts.password) or "password" in parse_qs(parts.query)
    except ValueError:
        return ":" in url.partition("://")[2].partition("@")[0]
