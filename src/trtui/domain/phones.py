"""Phone numbers: any written form in, E.164 kept, national form shown, found by any part of it.

A *line* is a number with its extension, if it has one, as one text: ``+441134960150`` or, in the form of RFC 3966,
``+441134960150;ext=204``. The extension belongs to the line and not to E.164.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from trtui.domain.errors import Invalid

REGION: Final = "GB"
TYPED_LIMIT: Final = 60
SEARCH_DIGITS: Final = 4
"""Fewer digits than this are no search for a number."""


class PhoneKind(StrEnum):
    """What kind of line a number is."""

    LANDLINE = "landline"
    MOBILE = "mobile"
    FREEPHONE = "freephone"
    PREMIUM = "premium rate"
    INTERNET = "internet"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text, ``start`` to ``end`` (excluded), that is written like a phone number, with its label.

    ``text`` is the number alone, in plain digits and signs.
    """

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Phone:
    """A number as typed and as understood.

    ``e164`` is none when the text is not a number that can be called; ``reason`` then says why. ``ext`` is
    the extension in digits, empty without one and where the number itself could not be understood.
    """

    typed: str
    e164: str | None
    ext: str = ""
    kind: PhoneKind = PhoneKind.UNKNOWN
    reason: str = ""

    @property
    def number(self) -> str:
        """Return the number without its extension: E.164, or the typed form where it could not be understood."""
        return self.e164 or self.typed

    @property
    def key(self) -> str:
        """Return what identifies the line: the number with its extension."""
        return line(self.number, self.ext)


# Ofcom keeps 07700 900 and 01632 960 for drama, and no place has the area code 01632: these numbers are in no range in
# use, but every invented example is written with them.
_DRAMA: Final = {"+447700900": PhoneKind.MOBILE, "+441632": PhoneKind.LANDLINE}
_DRAMA_DIGITS: Final = 12
# A trunk zero in brackets after the country code, as in +44 (0)113, is written but never dialled.
_BRACKET_ZERO = re.compile(r"\(\s*0\s*\)")
_EXTENSION = re.compile(r"(?:;?\s*(?:ext(?:ension|n)?|x|#)\.?[\s:=.]*)([0-9]{1,7})\s*$", re.IGNORECASE)
_PHONE_SIGNS = re.compile(r"[+(]?[0-9+()./\-\s\u2010-\u2015]*")
_COUNTRY_PREFIX = re.compile(r"\s*(?:\+|00)")
_LINE: Final = re.compile(r"(\+[0-9]+);ext=([0-9]+)")
_PLAIN_NUMBER: Final = re.compile(r"[0-9+()./\-\s\u2010-\u2015]*")
WHOLE_DIGITS: Final = 7
"""So many digits are a number by themselves; fewer may be any figure."""
_LONGEST: Final = 15
"""No number in the world has more digits (E.164)."""
_SHORTEST: Final = 9
"""Two numbers that are written one after the other have at least so many digits each."""
_SIGNS: Final = str.maketrans(
    dict.fromkeys(
        "\u00ad\u2010\u2011\u2012\u2013\u2014\u2015\u2053\u2212\u223c\u30fc\ufe58\ufe63\uff0d\uff5e~", "-"
    )
    | dict.fromkeys("\u00b7\u2022\u2027\u22c5\uff0e", ".")
    | dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff", " ")
    | {
        "\uff0b": "+",
        "\uff0f": "/",
        "[": "(",
        "]": ")",
        "\uff3b": "(",
        "\uff3d": ")",
        "\uff08": "(",
        "\uff09": ")",
    }
)
"""What is written for the signs of a number elsewhere: on web pages, in signatures, on other keyboards."""
_LABEL: Final = r"tele?(?:phone|fon)?|phone|ph|fon|mob(?:ile)?|cell|fax|ddi?|callto|[tmpfdw](?=[).:\s+0])"
_RUN: Final = re.compile(
    rf"(?<![\w@])(?P<label>(?:\(?(?:{_LABEL})[).:\s]*){{0,3}})"
    r"(?P<number>[+(]{0,2}[0-9](?:[\s().\-/]{0,4}[0-9])*\)?)"
    r"(?P<extension>(?:[;,]?\s*(?:ext(?:ension|n)?|x|\#)[\s.:=]*[0-9]{0,7})?)(?![\w@])",
    re.IGNORECASE,
)
_ANOTHER: Final = re.compile(r"\s*/\s*(?=[+(]{0,2}0)|\s+(?=[+(]{0,2}0[0-9]{2})")


def entered(text: str, region: str, field: str) -> Phone:
    """Read a number that somebody typed into a field; raises Invalid for a text without any digit."""
    if not any(char.isdigit() for char in text):
        raise Invalid(f"“{' '.join(text.split())[:40]}” is not a phone number: it has no digits.", field)
    return parse(text, region)


def parse(text: str, region: str = REGION) -> Phone:
    """Read a number in any written form; what cannot be called is kept as typed, with the reason.

    Words around the only number of a text count for nothing: “0113 496 0100 (office)”.
    """
    found = _read(text, region)
    if found.e164 is None and len(written := runs(found.typed)) == 1:
        alone = _read(written[0].text, region)
        if alone.e164 is not None:
            return replace(alone, typed=found.typed)
    return found


def _read(text: str, region: str) -> Phone:
    # phonenumbers costs 20 ms and some memory to import; screens start without it.
    import phonenumbers
    from phonenumbers import PhoneNumberFormat, ValidationResult

    typed = " ".join(text.split())[:TYPED_LIMIT]
    if not any(char.isdigit() for char in typed):
        return Phone(typed, None, reason="no digits: not a phone number")
    try:
        number = phonenumbers.parse(_BRACKET_ZERO.sub("", typed), region)
    except phonenumbers.NumberParseException as error:
        return Phone(typed, None, reason=_unreadable(error.error_type, region))
    ext = _ascii_digits(number.extension or "")
    e164 = phonenumbers.format_number(number, PhoneNumberFormat.E164)
    if phonenumbers.is_valid_number(number):
        return Phone(typed, e164, ext, _kind(phonenumbers.number_type(number)))
    if len(e164) == _DRAMA_DIGITS + 1 and (kind := _drama(e164)) is not None:
        return Phone(typed, e164, ext, kind)
    reasons = {
        ValidationResult.TOO_SHORT: "too short for a phone number",
        ValidationResult.TOO_LONG: "too long for a phone number (one number per field)",
        ValidationResult.INVALID_COUNTRY_CODE: "no country has this code",
        ValidationResult.IS_POSSIBLE_LOCAL_ONLY: "the area code is missing",
    }
    possible = phonenumbers.is_possible_number_with_reason(number)
    return Phone(typed, None, reason=reasons.get(possible, "no such number: check the digits"))


def line(number: str, ext: str | None) -> str:
    """Return a number with its extension as one text; ``without_extension`` and ``extension`` take it apart."""
    return f"{number};ext={ext}" if ext and number.startswith("+") else number


def without_extension(line: str) -> str:
    """Return the number of a line: E.164, or the typed form where it could not be understood."""
    found = _LINE.fullmatch(line)
    return found[1] if found else line


def extension(line: str) -> str:
    """Return the extension of a line, or nothing."""
    found = _LINE.fullmatch(line)
    return found[2] if found else ""


def is_same_line(ext: str, other: str) -> bool:
    """Tell whether two extensions of one number may be the same line: they do not differ, or one is not known."""
    return not ext or not other or ext == other


def searched_extension(text: str) -> str:
    """Return the extension behind a number, whole or in part, that somebody searches for, or nothing."""
    found = _EXTENSION.search(plain_signs(text).strip())
    return found[1] if found else ""


def typed_extension(typed: str, e164: str) -> str:
    """Return the extension in a typed text whose number was read as this one, or nothing.

    The country in which it was read is taken from the number itself.
    """
    if _PLAIN_NUMBER.fullmatch(typed):
        return ""
    import phonenumbers

    try:
        code = phonenumbers.parse(e164, None).country_code
    except phonenumbers.NumberParseException:
        return ""
    found = parse(typed, phonenumbers.region_code_for_country_code(code or 0))
    return found.ext if found.e164 == e164 else ""


def runs(text: str) -> tuple[Run, ...]:
    """Return the stretches of a text that are written like phone numbers, whole or in part, in order.

    Digits of any script, the dashes and spaces of web pages, labels before a number (``Tel:``, ``(T)``) and its
    extension belong to it; letters glued to it make it something else.
    """
    if not any(char.isdigit() for char in text):
        return ()
    plain = plain_signs(text)
    found: list[Run] = []
    for match in _RUN.finditer(plain):
        label, number, extension = match["label"].strip(), match["number"], match["extension"]
        at = match.start("number")
        is_initial = len(label) == 1 and len(_digits(number)) < WHOLE_DIGITS
        start = match.start() if label and not is_initial else at
        *before, last = _apart(number)
        for piece in before:
            found.append(Run(start, at + len(piece.rstrip(" /")), piece.rstrip(" /")))
            start = at = at + len(piece)
        found.append(Run(start, match.end(), f"{last}{extension}" if _digits(extension) else last))
    return tuple(found)


def plain_signs(text: str) -> str:
    """Return text with its digits and the signs of phone numbers as a plain keyboard writes them, sign for sign."""
    if text.isascii():
        return text.translate(_SIGNS)
    return "".join(
        str(unicodedata.decimal(char)) if char.isdecimal() else " " if char.isspace() else char
        for char in text.translate(_SIGNS)
    )


def display(number: str, region: str = REGION) -> str:
    """Return a kept number or line for the screen: national at home, international abroad, as typed if not E.164.

    An extension stands behind it: ``0113 496 0150 ext 204``.
    """
    if not number.startswith("+"):
        return number
    if ext := extension(number):
        return f"{display(without_extension(number), region)} ext {ext}"
    # The common case by hand, because a list of a thousand rows is no reason to load phonenumbers.
    if region == REGION and (home := _british(number)) is not None:
        return home
    import phonenumbers
    from phonenumbers import PhoneNumberFormat

    try:
        parsed = phonenumbers.parse(number, None)
    except phonenumbers.NumberParseException:
        return number
    at_home = phonenumbers.country_code_for_region(region) == parsed.country_code
    return phonenumbers.format_number(
        parsed, PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    )


def digits_for_search(text: str, region: str = REGION) -> str:
    """Return the digits by which a number typed in any form, whole or in part, is found; empty for too few.

    The result is one run of the digits of the E.164 form: ``0113 496``, ``+44 (0)113 496`` and ``496 0142``
    give ``113496``, ``44113496`` and ``4960142``, all of them parts of ``441134960142``. An extension is left
    out.
    """
    bare = _EXTENSION.sub("", plain_signs(text).strip())
    bare = _BRACKET_ZERO.sub("", bare)
    if _PHONE_SIGNS.fullmatch(bare) is None:
        return ""
    digits = re.sub(r"[^0-9]", "", bare)
    if _COUNTRY_PREFIX.match(bare):
        digits = digits.removeprefix("00")
    elif region != REGION and len(digits) > 6 and (whole := parse(bare, region).e164):
        # Outside Britain the trunk prefix is not always one zero.
        return whole[1:]
    elif digits.startswith("0"):
        digits = digits[1:]
    return digits if len(digits) >= SEARCH_DIGITS - 1 and len(_digits(bare)) >= SEARCH_DIGITS else ""


def search_keys(e164: str) -> tuple[str, ...]:
    """Return the strings that index a number: ``digits_for_search`` is the beginning of one of them."""
    digits = _digits(e164)
    return tuple(digits[start:] for start in range(max(1, len(digits) - SEARCH_DIGITS + 2)))


def _ascii_digits(text: str) -> str:
    """Return the digits of any script as those from 0 to 9; other signs are left out."""
    return "".join(str(unicodedata.digit(char)) for char in text if char.isdecimal())


def _digits(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _apart(number: str) -> list[str]:
    """Return numbers that were written one after the other, each with the signs behind it."""
    found, start = [], 0
    if len(_digits(number)) > _LONGEST:
        for sign in _ANOTHER.finditer(number):
            is_next = len(_digits(number[sign.end() :])) >= _SHORTEST
            if is_next and len(_digits(number[start : sign.start()])) >= _SHORTEST:
                found.append(number[start : sign.end()])
                start = sign.end()
    return [*found, number[start:]]


def _drama(e164: str) -> PhoneKind | None:
    return next((kind for begin, kind in _DRAMA.items() if e164.startswith(begin)), None)


def _british(e164: str) -> str | None:
    """Return the national form of the common British numbers, or none for the ones with odd groups."""
    if len(e164) != _DRAMA_DIGITS + 1 or not e164.startswith("+44"):
        return None
    rest = e164[3:]
    if rest[0] == "2":
        return f"0{rest[:2]} {rest[2:6]} {rest[6:]}"
    if rest[0] == "1" and (rest[1] == "1" or rest[2] == "1"):
        return f"0{rest[:3]} {rest[3:6]} {rest[6:]}"
    if rest[0] == "7" and rest[1] not in "06":
        return f"0{rest[:4]} {rest[4:]}"
    return f"0{rest[:4]} {rest[4:]}" if rest.startswith("7700900") else None


def _kind(number_type: int) -> PhoneKind:
    from phonenumbers import PhoneNumberType

    return {
        PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
        PhoneNumberType.MOBILE: PhoneKind.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.UNKNOWN,
        PhoneNumberType.TOLL_FREE: PhoneKind.FREEPHONE,
        PhoneNumberType.PREMIUM_RATE: PhoneKind.PREMIUM,
        PhoneNumberType.VOIP: PhoneKind.INTERNET,
    }.get(number_type, PhoneKind.OTHER)


def _unreadable(error_type: int, region: str) -> str:
    from phonenumbers import NumberParseException

    return {
        NumberParseException.INVALID_COUNTRY_CODE: f"unknown country code (read as {region})",
        NumberParseException.TOO_LONG: "too long for a phone number (one number per field)",
        NumberParseException.TOO_SHORT_NSN: "too short for a phone number",
        NumberParseException.TOO_SHORT_AFTER_IDD: "too short for a phone number",
    }.get(error_type, "not a phone number")
