"""How cells look, and the shortest way from one look to the next (SGR sequences)."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple


class Look(NamedTuple):
    """Attributes, colours and link of a cell. ``ink`` None is any colour: on a space nobody sees it."""

    attributes: frozenset[str]
    ink: str | None
    paper: str
    link: str


PLAIN = Look(frozenset(), "", "", "")

_OFF = {
    "1": "22",
    "2": "22",
    "3": "23",
    "4": "24",
    "5": "25",
    "6": "25",
    "7": "27",
    "8": "28",
    "9": "29",
    "53": "55",
}
"""What ends an attribute."""
_SEEN_ON_SPACE = frozenset({"4", "9", "21", "51", "52", "53"})
_REVERSE = "7"
_LEVELS = (0, 95, 135, 175, 215, 255)


@lru_cache(maxsize=4096)
def look(sgr: str, link: str) -> Look:
    """Read SGR parameters as Textual writes them."""
    codes = sgr.split(";") if sgr else []
    attributes: set[str] = set()
    ink, paper = "", ""
    at = 0
    while at < len(codes):
        code = codes[at]
        size = 1
        if code in ("38", "48"):
            size = 5 if codes[at + 1 : at + 2] == ["2"] else 3
            colour = _short(codes[at : at + size])
            ink, paper = (colour, paper) if code == "38" else (ink, colour)
        elif code.isdigit() and (30 <= int(code) <= 39 or 90 <= int(code) <= 97):
            ink = "" if code == "39" else code
        elif code.isdigit() and (40 <= int(code) <= 49 or 100 <= int(code) <= 107):
            paper = "" if code == "49" else code
        else:
            attributes.add(code)
        at += size
    return Look(frozenset(attributes), ink, paper, link)


def _short(codes: list[str]) -> str:
    """Return a colour with its number in the palette of 256 where that is the same colour: eight bytes less."""
    if len(codes) == 5:
        red, green, blue = (int(code or 0) for code in codes[2:])
        if red == green == blue and (red - 8) % 10 == 0 and 8 <= red <= 238:
            return f"{codes[0]};5;{232 + (red - 8) // 10}"
        if red in _LEVELS and green in _LEVELS and blue in _LEVELS:
            number = 16 + 36 * _LEVELS.index(red) + 6 * _LEVELS.index(green) + _LEVELS.index(blue)
            return f"{codes[0]};5;{number}"
    return ";".join(codes)


@lru_cache(maxsize=4096)
def shows_on_space(seen: Look) -> Look:
    """Return what of a look can be seen on a space."""
    if _REVERSE in seen.attributes:
        return seen
    return Look(seen.attributes & _SEEN_ON_SPACE, None, seen.paper, seen.link)


@lru_cache(maxsize=8192)
def restyle(now: Look, wanted: Look) -> tuple[str, Look]:
    """Return the shortest sequence that makes the next characters look as wanted, and the look it leaves."""
    if wanted.ink is None:
        # Keep what cannot be seen on a space, rather than switching there and back.
        hidden = now.attributes - _SEEN_ON_SPACE - {_REVERSE}
        wanted = Look(wanted.attributes | hidden, now.ink, wanted.paper, wanted.link)
    if now == wanted:
        return "", wanted
    link = f"\x1b]{wanted.link or '8;;'}\x1b\\" if wanted.link != now.link else ""
    if (now.attributes, now.ink, now.paper) == (wanted.attributes, wanted.ink, wanted.paper):
        return link, wanted
    full = [code for code in (*sorted(wanted.attributes), wanted.ink, wanted.paper) if code]
    ways = ["\x1b[" + ";".join((["0"] if now[:3] != PLAIN[:3] else []) + full) + "m" if full else "\x1b[m"]
    if (step := _step(now, wanted)) is not None:
        ways.append(f"\x1b[{';'.join(step)}m")
    return link + min(ways, key=len), wanted


def _step(now: Look, wanted: Look) -> list[str] | None:
    """Return only the codes that differ, or None when an attribute that must end has no end of its own."""
    ended = now.attributes - wanted.attributes
    if any(code not in _OFF for code in ended):
        return None
    off = sorted({_OFF[code] for code in ended})
    begun = wanted.attributes - now.attributes
    # Bold and dim end with the same code.
    again = {code for code in wanted.attributes & now.attributes if _OFF.get(code) in off}
    codes = off + sorted(begun | again)
    if wanted.ink != now.ink:
        codes.append(wanted.ink or "39")
    if wanted.paper != now.paper:
        codes.append(wanted.paper or "49")
    return codes
