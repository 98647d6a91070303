"""A terminal to run the program in, as a person would: keys in, a screen out, every byte counted.

    with Terminal(["trtui", "demo"], columns=80, rows=24) as terminal:
        terminal.wait_for("Search")
        terminal.send("acme")
        terminal.press("down", "enter")
        cost = terminal.key_cost("j")           # milliseconds and bytes of one repaint

The child gets a real pseudo-terminal as its controlling terminal, so that signals, resizing and hanging up
behave as they do over SSH. The emulator is slow: bytes are first taken in and timed, and drawn only when the
screen is looked at: the child never waits for the drawing.
"""

from __future__ import annotations

import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

KEYS: Mapping[str, str] = {
    "enter": "\r", "escape": "\x1b", "tab": "\t", "shift+tab": "\x1b[Z", "space": " ", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "pageup": "\x1b[5~", "pagedown": "\x1b[6~", "delete": "\x1b[3~",
    "f1": "\x1bOP", "f5": "\x1b[15~", "f10": "\x1b[21~",
    **{f"ctrl+{letter}": chr(ord(letter) - 96) for letter in "abcdefghijklmnopqrstuvwxyz"},
}  # fmt: skip
"""Key name → what a terminal sends for it."""

ANSWERS: Mapping[bytes, bytes] = {
    b"\x1b[?2026$p": b"\x1b[?2026;2$y",  # synchronised output: known, and off
}
"""What a modern terminal answers when it is asked what it can do."""

# the emulator would print parameters of these sequences, which say nothing about the screen
_UNKNOWN = re.compile(rb"\x1b\[[<=>][0-9;:]*[a-zA-Z]|\x1b\[[0-9;?]*\$[a-z]|\x1b[P_^X].*?\x1b\\", re.S)
_UNFINISHED = re.compile(rb"\x1b(?:[\[\]P_^X][^\x1b]*)?$", re.S)
_WHOLE = re.compile(rb"\x1b\[[0-?]*[ -/]*[@-~]|\x1b\][^\x07\x1b]*\x07", re.S)


@dataclass(frozen=True, slots=True)
class KeyCost:
    """What a key cost: milliseconds to the first and to the last byte of the answer, and how many bytes."""

    first_ms: float
    last_ms: float
    size: int


class Terminal:
    """A program in a pseudo-terminal of a size; ends the program when it is closed."""

    def __init__(
        self,
        command: Sequence[str | Path],
        *,
        columns: int = 120,
        rows: int = 40,
        env: Mapping[str, str] | None = None,
        cwd: Path | None = None,
        answers: Mapping[bytes, bytes] = ANSWERS,
    ) -> None:
        self.received = 0
        self.raw = bytearray()
        self._answers = answers
        self._ended = False
        self._undrawn = bytearray()
        self._emulator = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._emulator)
        self._fd, inside = os.openpty()
        self._set_size(columns, rows)
        self.started_at = self.last_byte_at = time.perf_counter()
        # A session leader without a terminal gets the first one it opens as its controlling terminal.
        adopt = 'exec <>"$0" >&0 2>&1; exec "$@"'
        self.process = subprocess.Popen(
            ["/bin/sh", "-c", adopt, os.ttyname(inside), *map(str, command)],
            env={**os.environ, "TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})},
            cwd=cwd,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            start_new_session=True,
        )
        # the child has opened the terminal once a byte of its own came; until then our end keeps it from hanging up
        self._inside: int | None = inside
        self._typed = bytearray()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def screen(self) -> pyte.Screen:
        """The emulated screen, with colours and attributes per cell, drawn up to the last byte that came."""
        if self._undrawn:
            data = _UNKNOWN.sub(b"", bytes(self._undrawn))
            self._undrawn.clear()
            tail = _UNFINISHED.search(data)
            if tail and not _WHOLE.match(tail[0]):
                self._undrawn += tail[0]
                data = data[: tail.start()]
            self._stream.feed(data)
        return self._emulator

    def text(self) -> str:
        """Return what is on the screen, line by line, without spaces at the ends."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def line(self, number: int) -> str:
        """Return one line of the screen, counted from 0, or from the bottom with a negative number."""
        return self.screen.display[number].rstrip()

    def send(self, text: str | bytes) -> None:
        """Type text."""
        data = text.encode() if isinstance(text, str) else text
        self._typed += data
        os.write(self._fd, data)

    def press(self, *keys: str) -> None:
        """Press keys by name (``enter``, ``ctrl+s``), or as the character they are, one write each."""
        for key in keys:
            self.send(KEYS.get(key, key))

    def wait_for(self, what: str | Callable[[str], object], timeout: float = 20.0) -> float:
        """Read until a text is on the screen, or a predicate of the screen holds.

        Returns the seconds to the byte that made it so; the time that drawing takes here is not counted.
        """
        begun = time.perf_counter()
        holds = what if callable(what) else lambda screen: what in screen
        while not holds(self.text()):
            left = timeout - (time.perf_counter() - begun)
            if left <= 0 or self._ended:
                why = f"and the program ended ({self.wait_exit()})" if self._ended else f"after {timeout} s"
                raise AssertionError(f"not on the screen {why}: {what!r}\n{self.text()}")
            self._read_burst(left)
        return max(0.0, self.last_byte_at - begun)

    def settle(self, quiet: float = 0.15, timeout: float = 20.0) -> None:
        """Read until nothing has come for ``quiet`` seconds."""
        end = time.perf_counter() + timeout
        while time.perf_counter() < end and self._read(quiet):
            pass

    def listen(self, seconds: float) -> None:
        """Read all that comes within a time, whether anything does or not."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0 and not self._ended:
            self._read(left)

    def first_byte_after(self, text: str | bytes, timeout: float = 20.0) -> float:
        """Type text and return the milliseconds until the program answered with anything."""
        begun = time.perf_counter()
        self.send(text)
        if not self._read(timeout):
            raise AssertionError(f"no answer to {text!r} after {timeout} s\n{self.text()}")
        return (self.last_byte_at - begun) * 1000

    def key_cost(self, key: str, quiet: float = 0.15) -> KeyCost:
        """Press a key on a quiet screen and return what its repaint cost."""
        self.settle(quiet)
        before = self.received
        first = self.first_byte_after(KEYS.get(key, key))
        begun = self.last_byte_at - first / 1000
        self.settle(quiet)
        return KeyCost(first, (self.last_byte_at - begun) * 1000, self.received - before)

    def resize(self, columns: int, rows: int) -> None:
        """Change the size, as when a window is dragged; the program gets SIGWINCH."""
        self.screen.resize(rows, columns)
        self._set_size(columns, rows)

    def signal(self, number: signal.Signals) -> None:
        """Send a signal to the program."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Close the line, as when an SSH connection drops: the program gets SIGHUP and its writes fail."""
        self._close_lines()

    def wait_exit(self, timeout: float = 10.0) -> int:
        """Read what is left until the program ends, and return its exit code (negative: the signal)."""
        end = time.perf_counter() + timeout
        while not self._ended and time.perf_counter() < end and self.process.poll() is None:
            self._read(0.05)
        while self._read(0):
            pass
        return self.process.wait(max(0.01, end - time.perf_counter()))

    def memory(self) -> int:
        """Return the bytes of memory of the program and its children, shared pages counted by share."""
        return sum(_proportional_size(pid) for pid in [self.process.pid, *_children(self.process.pid)])

    def close(self) -> None:
        """End the program, with all that it started, and release the terminal."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self._close_lines()

    def _read(self, timeout: float) -> bool:
        """Take in what is there, waiting at most ``timeout`` seconds; false when nothing came."""
        if self._ended or not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux answers so once the program is gone
            data = b""
        if not data:
            self._ended = True
            return False
        self.last_byte_at = time.perf_counter()
        is_echo = data.strip() in self._typed  # of the terminal itself, before the program has it
        if self._inside is not None and not is_echo:
            os.close(self._inside)
            self._inside = None
        self.received += len(data)
        self.raw += data
        self._undrawn += data
        for question, answer in self._answers.items():
            if question in data:
                self.send(answer)
        return True

    def _read_burst(self, timeout: float) -> None:
        """Wait for bytes, then take in all that follow without a pause."""
        if self._read(timeout):
            while self._read(0.004):
                pass

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _close_lines(self) -> None:
        for fd in (self._fd, self._inside):
            if fd is not None and fd >= 0:
                os.close(fd)
        self._fd, self._inside = -1, None
        self._ended = True


def _proportional_size(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup")
    if rollup.exists():
        found = re.search(r"^Pss:\s+(\d+) kB", rollup.read_text(), re.M)
        return int(found[1]) * 1024 if found else 0
    return int(_ps("-o", "rss=", "-p", str(pid)) or 0) * 1024


def _children(pid: int) -> list[int]:
    lines = _ps("-A", "-o", "pid=,ppid=").splitlines()
    parents = [(int(child), int(parent)) for child, parent in map(str.split, lines)]
    found = [pid]
    for each in found:
        found += [child for child, parent in parents if parent == each]
    return found[1:]


def _ps(*arguments: str) -> str:
    return subprocess.run(["ps", *arguments], capture_output=True, text=True, check=False).stdout
