"""Login names: what a user is known by to the store."""

from __future__ import annotations

import re
from typing import Final

from trtui.domain.errors import Invalid

_LOGIN: Final = re.compile(r"[a-z_][a-z0-9_.@+\\-]{0,62}")
"""Names of Unix accounts, of PostgreSQL roles and of directory accounts such as ``sam@agency.example``."""


def login_name(text: str) -> str:
    """Return a login name in the form in which it is kept: lower case; raises Invalid for anything else than a name."""
    clean = text.strip().lower()
    if not _LOGIN.fullmatch(clean):
        raise Invalid(
            "A login is up to 63 letters, digits, dots, dashes, underscores, plus or at signs, "
            "and begins with a letter.",
            "login",
        )
    return clean
