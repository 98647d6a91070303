"""Finding out in which encoding a text was saved."""

from __future__ import annotations

import codecs
from pathlib import Path

from trtui.domain.errors import Invalid

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SPOKEN = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "cp1252": "Windows-1252"}
_SAMPLE = 4096


def encoding_of(path: Path, said: str = "") -> str:
    """Return the encoding of a text: as said, as marked at its beginning, else UTF-8 where it fits, else Windows-1252.

    Reads the whole file once unless it is marked. Raises Invalid for an encoding nobody knows.
    """
    if said:
        try:
            return codecs.lookup(said).name
        except LookupError:
            raise Invalid(
                f"There is no encoding {said!r}. Common ones: utf-8, windows-1252, utf-16, macroman.",
                "encoding",
            ) from None
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
        for mark, name in _MARKS:
            if head.startswith(mark):
                return name
        if wide := _unmarked_wide(head):
            return wide
        file.seek(0)
        decoder = codecs.getincrementaldecoder("utf-8")("surrogateescape")
        whole = broken = 0
        while block := file.read(1 << 20):
            text = decoder.decode(block)
            if not text.isascii():
                bad = sum(1 for char in text if "\udc80" <= char <= "\udcff")
                whole += sum(1 for char in text if char > "\x7f") - bad
                broken += bad
    # Where most of what is not ASCII is good UTF-8, a few lines are damaged, and only they are refused.
    return "utf-8" if whole >= broken else "cp1252"


def spoken(encoding: str) -> str:
    """Return an encoding's name as people write it."""
    return _SPOKEN.get(encoding, encoding.upper())


def _unmarked_wide(head: bytes) -> str:
    """Return UTF-16 without a mark, by the zero bytes that Latin text has in it."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.6 * len(odd) and even.count(0) < 0.05 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.6 * len(even) and odd.count(0) < 0.05 * len(odd):
        return "utf-16-be"
    return ""
