"""Postcodes: British ones in their one written form, others tidied and left alone."""

from __future__ import annotations

import re
from typing import Final

from trtui.domain.errors import Invalid

LIMIT: Final = 12
LONGEST: Final = 10
_AREA = r"[A-Z]{1,2}"
_OUTWARD = rf"(?:{_AREA}[0-9][A-Z0-9]?|GIR)"
_FULL = re.compile(rf"({_OUTWARD})([0-9][ABD-HJLNP-UW-Z]{{2}})")
_DISTRICT = re.compile(rf"{_AREA}[0-9][A-Z0-9]?")
_SECTOR = re.compile(rf"({_OUTWARD}) ([0-9])(?:[ABD-HJLNP-UW-Z])?")
AREAS: Final = frozenset(
    "AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC "
    "EH EN EX FK FY G GL GU GX GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS "
    "LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR "
    "SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO ZE".split()
)


def normalise(text: str) -> str:
    """Return a postcode as it is written: ``LS10 1AB`` for ``ls101ab``; a foreign one is only tidied."""
    tidy = " ".join(text.upper().split())[:LIMIT].strip()
    full = _british(tidy)
    return f"{full[0]} {full[1]}" if full else tidy


def entered(text: str) -> str:
    """Return a postcode that somebody typed, in its written form; raises Invalid for what no country writes so."""
    tidy = " ".join(text.split())
    if tidy and (len(tidy) > LONGEST or not any(char.isdigit() for char in tidy)):
        raise Invalid(
            f"“{tidy[:20]}” is not a postcode: up to {LONGEST} letters and digits, as in LS10 1AB.",
            "postcode",
        )
    return normalise(tidy)


def is_british(text: str) -> bool:
    """Tell whether a text is a whole British postcode in any spacing or case."""
    return _british(text) is not None


def district(text: str) -> str:
    """Return the district of a British postcode, whole or in part (``LS10``), or nothing."""
    full = _british(text)
    if full:
        return full[0]
    tidy = " ".join(text.upper().split())
    if sector := _SECTOR.fullmatch(tidy):
        tidy = sector[1]
    return tidy if _DISTRICT.fullmatch(tidy) and _area(tidy) in AREAS else ""


def area(text: str) -> str:
    """Return the area of a British postcode (``LS``), or nothing."""
    found = district(text)
    return _area(found) if found else ""


def searched(text: str) -> str:
    """Return what is typed of a British postcode as the beginning of a normalised one, or nothing.

    ``ls10`` gives ``LS10``, ``ls10 1`` gives ``LS10 1``, ``ls101ab`` gives ``LS10 1AB``. A district alone has
    to be matched whole: ``LS1`` is not the beginning of ``LS10``.
    """
    if is_british(text):
        return normalise(text)
    tidy = " ".join(text.upper().split())
    return tidy if district(tidy) else ""


def _british(text: str) -> tuple[str, str] | None:
    tight = re.sub(r"[\s.\-]", "", text.upper())
    match = _FULL.fullmatch(tight)
    if match is None or (_area(match[1]) not in AREAS and match[1] != "GIR"):
        return None
    return match[1], match[2]


def _area(outward: str) -> str:
    return outward.rstrip("0123456789")[:2] if outward[-1:].isdigit() else re.split(r"[0-9]", outward)[0]
