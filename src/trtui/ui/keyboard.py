"""Reading the keys of a terminal: bytes become keys and pastes, and nothing that comes ends the reading."""

from __future__ import annotations

import os
import select
import threading
import time
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable
from typing import ClassVar

from textual import events
from textual._xterm_parser import XTermParser
from textual.keys import Keys
from textual.message import Message

from trtui.ui.pastes import BEGIN, END, Pastes, Piece

AT_ONCE = 65_536
"""Bytes that are read in one go."""
_REST = 0.05
"""Seconds without a byte after which an escape may be the key."""


class KeyParser(XTermParser):
    """Reads keys and pastes from characters.

    Escape followed at once by a character is just that: escape, then the character. Terminals send alt+x in the same
    way, and over a slow line both keys come in one packet; Textual would take it for alt+x, or drop the escape before
    punctuation. Nothing is on alt unless the user put it there. What is pasted is never a key.
    """

    bound: ClassVar[frozenset[str]] = frozenset()
    """Keys on alt that the user bound; they stay what they are."""

    def __init__(self, debug: bool = False) -> None:
        super().__init__(debug)
        self._pastes = Pastes()

    def feed(self, data: str) -> Iterable[Message]:
        """Yield what some more characters are; an empty text is their end."""
        if not data:
            yield from super().feed(data)
        for piece in self._pastes.take(data, time.monotonic()):
            yield from self._read(piece)

    def tick(self) -> Iterable[Message]:
        """Yield what is not waited for any longer."""
        if not self._pastes.waits:
            yield from super().tick()
        for piece in self._pastes.rest(time.monotonic()):
            yield from self._read(piece)

    def _read(self, piece: Piece) -> Iterable[Message]:
        if piece.kind == "keys":
            yield from super().feed(piece.text)
        elif piece.kind == "paste":
            text = piece.text.replace("\x00", "")
            if text:
                yield events.Paste(text)
        elif (
            self._timeout_time is not None
        ):  # it waits for what follows the escape, which was that of the bracket
            bracket = BEGIN[1:] + END
            yield from (token for token in super().feed(bracket) if not isinstance(token, events.Paste))

    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:
        """Read a key that is sent as numbers; one that cannot be is ignored."""
        try:
            return super()._parse_extended_key(sequence)  # type: ignore[no-any-return]
        except (ValueError, OverflowError):
            return [events.Key(Keys.Ignore, sequence)]

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        if alt and f"alt+{sequence}" not in self.bound:
            yield events.Key("escape", "\x1b")
            alt = False
        yield from super()._sequence_to_key_events(sequence, alt)


class Keyboard:
    """Reads a terminal's bytes in a thread, and hands on what they are."""

    def __init__(
        self, fd: int, hand_on: Callable[[Message], None], fell: Callable[[Exception], None]
    ) -> None:
        """Read from a file descriptor; ``fell`` hears of characters that could not be read."""
        self._fd = fd
        self._hand_on = hand_on
        self._fell = fell
        self._parser = KeyParser()
        self._decoder = getincrementaldecoder("utf-8")("replace")

    def read_until(self, done: threading.Event) -> None:
        """Read until the event is set; raises OSError when the terminal is gone."""
        if self._comes(0):
            # Typed while the terminal still took lines: it made a line feed of enter.
            self._take(self._read().replace(b"\n", b"\r"))
        while not done.is_set():
            if self._comes(_REST):
                self._take(self._read())
            self._try(self._parser.tick)

    def _comes(self, timeout: float) -> bool:
        return bool(select.select([self._fd], [], [], timeout)[0])

    def _read(self) -> bytes:
        data = os.read(self._fd, AT_ONCE)
        if not data:
            raise OSError("the terminal was closed")
        return data

    def _take(self, data: bytes) -> None:
        text = self._decoder.decode(data)
        if text:
            self._try(lambda: self._parser.feed(text))

    def _try(self, read: Callable[[], Iterable[Message]]) -> None:
        """Hand on what is read; a parser that failed is replaced, or the keyboard would be dead."""
        try:
            for message in read():
                self._hand_on(message)
        except OSError:
            raise
        except Exception as error:
            self._parser = KeyParser()
            self._fell(error)
