"""What the terminal at hand can take; decided before Textual is imported, which reads its settings at import.

Over SSH every byte and every timer costs: no mouse reports, fewer frames. In a hosted session (one service
account for all, ``TRTUI_HOSTED=1``) the environment belongs to nobody and may start nothing.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, MutableMapping
from typing import Literal, NamedTuple

from trtui.domain.errors import ConfigError, TrtuiError

MouseSetting = Literal["auto", "on", "off"]
ColourSetting = Literal["auto", "truecolor", "256", "16"]

_COLOURS = {"truecolor": "truecolor", "256": "256", "16": "standard"}
_DANGEROUS = (
    "TEXTUAL",
    "TEXTUAL_DRIVER",
    "TEXTUAL_LOG",
    "TEXTUAL_DEVTOOLS_HOST",
    "TEXTUAL_DEVTOOLS_PORT",
    "TEXTUAL_PRESS",
    "TEXTUAL_SCREENSHOT",
    "TEXTUAL_SCREENSHOT_LOCATION",
    "TEXTUAL_SCREENSHOT_FILENAME",
    "TEXTUAL_SHOW_RETURN",
    "TEXTUAL_ALLOW_SIGNALS",
    "TEXTUAL_DEBUG",
    "TEXTUAL_THEME",
)
"""Variables that make Textual run other code, write files or print what it holds."""


class TerminalProfile(NamedTuple):
    """How to run the app in this terminal."""

    remote: bool
    """The keyboard is at the other end of an SSH line."""
    hosted: bool
    mouse: bool
    frames: int
    """Frames per second at most."""


def is_hosted(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether one service account holds the sessions of many, so that nothing of the server may be reached."""
    return environ.get("TRTUI_HOSTED", "") not in ("", "0")


def prepare(
    environ: MutableMapping[str, str] | None = None,
    mouse: MouseSetting = "auto",
    colours: ColourSetting = "auto",
) -> TerminalProfile:
    """Set Textual's environment for this terminal, before Textual is imported, and return the profile."""
    environ = os.environ if environ is None else environ
    if "textual" in sys.modules and environ is os.environ:
        raise RuntimeError("the terminal profile must be set before textual is imported")
    hosted = is_hosted(environ)
    remote = bool(environ.get("SSH_CONNECTION") or environ.get("SSH_TTY") or hosted)
    for name in _DANGEROUS:
        environ.pop(name, None)
    if hosted:
        for name in ("BROWSER", "EDITOR", "VISUAL", "PAGER"):
            environ.pop(name, None)
    frames = 30 if remote else 60
    environ["TEXTUAL_ANIMATIONS"] = "none"
    environ["TEXTUAL_FPS"] = str(frames)
    environ["TEXTUAL_SMOOTH_SCROLL"] = "0"
    if colours != "auto":
        environ["TEXTUAL_COLOR_SYSTEM"] = _COLOURS[colours]
    use_mouse = mouse == "on" or (mouse == "auto" and not remote)
    return TerminalProfile(remote, hosted, use_mouse, frames)


def require_terminal() -> None:
    """Refuse to start the workspace where nobody can see or steer it.

    Raises TrtuiError without a terminal on input and output, ConfigError on one that cannot place the cursor.
    """
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TrtuiError(
            "The workspace needs a terminal. In pipes and scripts use the commands, "
            "for instance `trtui find TEXT --plain`; over SSH add -t."
        )
    if os.environ.get("TERM", "") in ("", "dumb"):
        raise ConfigError(
            f"This terminal (TERM={os.environ.get('TERM', '') or 'not set'}) cannot show the workspace. "
            "Set TERM, for instance to xterm-256color, or use the commands with --plain."
        )
