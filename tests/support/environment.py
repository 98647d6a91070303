"""The environment in which tests run: nothing of the user's own settings, data or terminal reaches them."""

from __future__ import annotations

import os
import time
from pathlib import Path

HIDDEN_PREFIXES = ("TEXTUAL", "TRTUI_", "XDG_", "PG", "PYTHON")
HIDDEN = (
    "NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES", "TMUX",
    "BROWSER", "EDITOR", "VISUAL", "PAGER",
)  # fmt: skip
KEPT = (
    "TRTUI_TEST_PG", "TRTUI_TEST_PG_DSN", "TRTUI_NO_PG", "TRTUI_REAL_DATA",
    "PYTHONHASHSEED", "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip


def make_private(folder: Path) -> None:
    """Point home and data folders into ``folder`` and drop settings that change how the program behaves."""
    for name in list(os.environ):
        if name not in KEPT and (name in HIDDEN or name.startswith(HIDDEN_PREFIXES)):
            del os.environ[name]
    home = folder / "home"
    home.mkdir(exist_ok=True)
    os.environ.update(
        HOME=str(home),
        XDG_DATA_HOME=str(home / "data"),
        XDG_CONFIG_HOME=str(home / "config"),
        XDG_STATE_HOME=str(home / "state"),
        XDG_CACHE_HOME=str(home / "cache"),
        LOGNAME="sam",
        USER="sam",
        LC_ALL="C.UTF-8",
        TERM="xterm-256color",
        # a zone that nobody asks for, so that reading the machine's zone instead of the given one shows
        TZ="Asia/Kathmandu",
    )
    time.tzset()
