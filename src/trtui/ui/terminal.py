"""What a terminal can do beside drawing: the clipboard over any line, and the user's editor."""

from __future__ import annotations

import asyncio
import base64
import os
import shlex
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from typing import Any

from textual.app import App, SuspendNotSupported

from trtui.domain.errors import TrtuiError
from trtui.ui.text import safe

LONGEST_COPY = 8_192
"""Bytes of text; terminals cut longer clipboard sequences without a word."""
TMUX_SECONDS = 3.0
"""Seconds that tmux has to answer."""
_SCREEN_CHUNK = 700


def clipboard_sequences(text: str, environ: Mapping[str, str]) -> list[str]:
    """Return what to write so that the terminal at the user's end copies text (OSC 52).

    Inside tmux it is sent twice: tmux takes the plain form with ``set-clipboard on``, and passes the wrapped
    form on with ``allow-passthrough on``. GNU screen only passes wrapped pieces on.
    """
    payload = base64.b64encode(text.encode("utf-8")).decode("ascii")
    plain = f"\x1b]52;c;{payload}\x07"
    if environ.get("TMUX"):
        escaped = plain.replace("\x1b", "\x1b\x1b")
        return [plain, f"\x1bPtmux;{escaped}\x1b\\"]
    if environ.get("STY"):
        pieces = [plain[at : at + _SCREEN_CHUNK] for at in range(0, len(plain), _SCREEN_CHUNK)]
        return [f"\x1bP{piece}\x1b\\" for piece in pieces]
    return [plain]


def copyable(text: str) -> str:
    """Return text from data as it may go to the clipboard: safe, and short enough to arrive whole.

    Raises TrtuiError when it is too long.
    """
    clean = safe(text, lines=True)
    if len(clean.encode("utf-8")) > LONGEST_COPY:
        raise TrtuiError(f"Too long to copy through a terminal ({LONGEST_COPY // 1024} KB at most).")
    return clean


def is_in_tmux(environ: Mapping[str, str]) -> bool:
    """Return whether tmux is between the program and the terminal, and may be asked to copy."""
    return bool(environ.get("TMUX")) and environ.get("TRTUI_HOSTED", "") in ("", "0")


async def copy_in_tmux(text: str, environ: Mapping[str, str]) -> bool:
    """Put text into tmux's own buffer, and from there onto the terminal's clipboard; return whether tmux took it."""
    path = shutil.which("tmux", path=environ.get("PATH"))
    if path is None:
        return False
    for options in (["-w"], []):  # before 3.2 tmux does not know -w
        try:
            running = await asyncio.create_subprocess_exec(
                path,
                "load-buffer",
                *options,
                "-",
                stdin=asyncio.subprocess.PIPE,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
                env=dict(environ),
            )
        except OSError:
            return False
        try:
            await asyncio.wait_for(running.communicate(text.encode()), TMUX_SECONDS)
        except TimeoutError:
            running.kill()
            return False
        if running.returncode == 0:
            return True
    return False


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """Return the user's editor as an argument list; raises TrtuiError when there is none."""
    named = environ.get("VISUAL") or environ.get("EDITOR")
    if named:
        try:
            command = shlex.split(named)
        except ValueError:
            command = []
        if command and shutil.which(command[0]):
            return command
        raise TrtuiError("The editor named in $EDITOR was not found. Set EDITOR to one that is installed.")
    for name in ("nano", "vim", "vi"):
        if path := shutil.which(name):
            return [path]
    raise TrtuiError("There is no editor here. Set EDITOR to the one you like.")


def edit(app: App[Any], text: str, environ: Mapping[str, str] | None = None) -> str:
    """Let the user edit text in their editor and return what they left; the screen waits meanwhile.

    The text lies in a file that only the user can read, and is removed afterwards. Raises TrtuiError when
    there is no editor, when it failed, or in a hosted session, where no program may be started.
    """
    environ = os.environ if environ is None else environ
    if environ.get("TRTUI_HOSTED"):
        raise TrtuiError("Editors cannot be started in a hosted session. Edit the text in its box.")
    command = editor_command(environ)
    with tempfile.TemporaryDirectory(prefix="trtui-") as folder:
        path = os.path.join(folder, "text.md")
        with open(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
        try:
            with app.suspend():
                ended = subprocess.run([*command, path], check=False).returncode
        except SuspendNotSupported:
            raise TrtuiError("The editor cannot be shown in this terminal.") from None
        except OSError:
            raise TrtuiError("The editor could not be started. Check $EDITOR.") from None
        if ended:
            raise TrtuiError("The editor ended with an error; nothing was changed.")
        with open(path, encoding="utf-8", errors="replace") as file:
            return file.read().rstrip("\n")
