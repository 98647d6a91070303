"""What the terminal sends for each key, read raw; for finding out why a key does nothing."""

from __future__ import annotations

import os
import select
import sys

from trtui.domain.errors import TrtuiError


def show_keys() -> None:
    """Print the bytes of each key press until q is pressed twice.

    Raises TrtuiError where there is no terminal to read from.
    """
    try:
        import termios
        import tty
    except ImportError:
        raise TrtuiError("This terminal cannot be read key by key.") from None
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise TrtuiError("There is no terminal here. Run it in a terminal window, not through a pipe.")
    file = sys.stdin.fileno()
    before = termios.tcgetattr(file)
    print("Press keys to see what the terminal sends; q twice ends.")
    last = b""
    try:
        tty.setraw(file)
        while True:
            sent = _read(file)
            sys.stdout.write(f"{describe(sent)}\r\n")
            sys.stdout.flush()
            if not sent or (sent == b"q" and last == b"q"):
                return
            last = sent
    finally:
        termios.tcsetattr(file, termios.TCSADRAIN, before)


def describe(sent: bytes) -> str:
    """Return what was sent, as hexadecimal bytes and in caret notation, with a word on keys that share a code."""
    signs = "".join(
        f"^{chr(byte + 64)}"
        if byte < 32
        else "^?"
        if byte == 127
        else chr(byte)
        if byte < 127
        else f"\\x{byte:02x}"
        for byte in sent
    )
    notes = {
        b"\x08": "ctrl+h and, in some terminals, backspace",
        b"\x09": "tab; ctrl+i is the same",
        b"\x0d": "enter; ctrl+m is the same",
        b"\x1b": "escape; ctrl+[ is the same",
        b"\x00": "ctrl+space or ctrl+@",
    }
    note = f"   ({notes[sent]})" if sent in notes else ""
    if len(sent) == 2 and sent[0] == 0x1B:
        note = "   (alt and a key: not used by trtui, since it is typed into boxes)"
    return f"{sent.hex(' '):<24} {signs}{note}"


def _read(file: int) -> bytes:
    sent = os.read(file, 64)
    while select.select([file], [], [], 0.02)[0]:
        more = os.read(file, 64)
        if not more:
            break
        sent += more
    return sent
