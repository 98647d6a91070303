"""Where the register's API is."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from trtui.domain.errors import ConfigError

API_URL: Final = "https://api.company-information.service.gov.uk"
LOOPBACK: Final = frozenset({"127.0.0.1", "::1", "localhost"})


def checked_url(url: str) -> str:
    """Return the address of an API without a slash at its end; raises ConfigError for one that is none.

    The key travels with every request, so only an encrypted address will do, or this machine.
    """
    try:
        parts = urlsplit(url.strip())
        host, _ = parts.hostname, parts.port
    except ValueError:
        host = None
    if not host or parts.scheme not in ("http", "https") or parts.query or parts.fragment or parts.username:
        raise ConfigError(f"register.api_url must be an address such as {API_URL}.")
    if parts.scheme == "http" and host not in LOOPBACK:
        raise ConfigError("register.api_url must begin with https://: the key is sent with every request.")
    return parts.geturl().rstrip("/")
