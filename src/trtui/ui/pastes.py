"""Which of the characters from a terminal are keys, and which are pasted.

A terminal puts brackets around what is pasted: ``ESC [200~`` and ``ESC [201~``. Nothing between them is a key, whatever
it is and in whatever pieces it comes; the brackets themselves may come in pieces too.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

BEGIN, END = "\x1b[200~", "\x1b[201~"
LONGEST = 1_048_576
"""Characters that are handed on at once; a longer paste comes in parts."""
BRACKET_PATIENCE = 2.0
"""Seconds for the rest of an opening bracket."""
KEY_PATIENCE = 0.3
"""Seconds for more of it behind the first two characters, which may be two keys."""
PATIENCE = 5.0
"""Seconds without a character after which a paste without its end is handed on as far as it came."""


class Piece(NamedTuple):
    """Some of the characters: typed or pasted; ``begin`` stands where a paste begins."""

    kind: Literal["keys", "begin", "paste"]
    text: str = ""


class Pastes:
    """Takes the characters as they come, and hands them on as pieces.

    An escape that may begin a bracket is handed on at once, for it may be the key; what follows it is kept until it is
    known. So the last of the keys handed on before ``begin`` is the escape of the bracket, which is not meant.
    """

    def __init__(self) -> None:
        self._kept = ""
        """Characters behind an escape that may belong to an opening bracket."""
        self._escape_at: float | None = None
        """When the escape that was handed on last came, as long as nothing else came behind it."""
        self._pasted: list[str] | None = None
        self._tail = ""
        """The last characters of a paste, which may begin its end."""
        self._size = 0
        self._came_at = 0.0
        self._is_cut_off = False

    @property
    def waits(self) -> bool:
        """Whether more of an opening bracket is waited for: the escape before it is no key yet."""
        return bool(self._kept)

    @property
    def is_pasting(self) -> bool:
        """Whether the end of a paste is still to come."""
        return self._pasted is not None

    def take(self, text: str, now: float) -> list[Piece]:
        """Return the pieces that are known with some more characters; ``now`` is in seconds."""
        self._came_at = now
        pieces: list[Piece] = []
        while text:
            text = self._paste(text, pieces) if self._pasted is not None else self._type(text, pieces)
        return pieces

    def rest(self, now: float) -> list[Piece]:
        """Return what is not waited for any longer."""
        if self._pasted is not None and now >= self._came_at + PATIENCE:
            self._is_cut_off = True
            return [self._end(self._tail)]
        patience = KEY_PATIENCE if len(self._kept) == 1 else BRACKET_PATIENCE
        if self._kept and now >= self._came_at + patience:
            kept, self._kept, self._escape_at = self._kept, "", None
            return [Piece("keys", kept)]
        return []

    def _type(self, text: str, pieces: list[Piece]) -> str:
        """Hand on what is typed; return what comes behind an opening bracket."""
        if self._is_cut_off and END in text and BEGIN not in text.partition(END)[0]:
            late, _, text = text.partition(END)
            self._is_cut_off = False
            if late:
                pieces.append(Piece("paste", late))
            return text
        is_behind = self._escape_at is not None and self._came_at <= self._escape_at + BRACKET_PATIENCE
        if not self._kept and not is_behind:
            self._escape_at = None
        begun = "" if self._escape_at is None else "\x1b"
        whole = begun + self._kept + text
        at = whole.find(BEGIN)
        if at >= 0:
            self._add_keys(pieces, whole[len(begun) : at + 1])
            pieces.append(Piece("begin"))
            self._kept, self._escape_at, self._is_cut_off = "", None, False
            self._pasted, self._tail, self._size = [], "", 0
            return whole[at + len(BEGIN) :]
        shown = len(whole) - _open_end(whole)
        self._add_keys(pieces, whole[len(begun) : shown + 1])
        self._kept = whole[shown + 1 :]
        if shown == len(whole):
            self._escape_at = None
        elif shown or not begun:
            self._escape_at = self._came_at
        return ""

    @staticmethod
    def _add_keys(pieces: list[Piece], text: str) -> None:
        if text:
            pieces.append(Piece("keys", text))

    def _paste(self, text: str, pieces: list[Piece]) -> str:
        """Keep what is pasted; return what comes behind the closing bracket."""
        assert self._pasted is not None
        whole = self._tail + text
        at = whole.find(END)
        if at >= 0:
            pieces.append(self._end(whole[:at]))
            return whole[at + len(END) :]
        kept = next((size for size in range(len(END) - 1, 0, -1) if whole.endswith(END[:size])), 0)
        self._tail = whole[len(whole) - kept :]
        self._pasted.append(whole[: len(whole) - kept])
        self._size += len(whole) - kept
        if self._size >= LONGEST:
            pieces.append(Piece("paste", "".join(self._pasted)))
            self._pasted, self._size = [], 0
        return ""

    def _end(self, last: str) -> Piece:
        assert self._pasted is not None
        pasted = "".join([*self._pasted, last])
        self._pasted, self._tail = None, ""
        return Piece("paste", pasted)


def _open_end(text: str) -> int:
    """Return how many characters at the end of a text may begin an opening bracket."""
    return next((size for size in range(len(BEGIN) - 1, 0, -1) if text.endswith(BEGIN[:size])), 0)
