"""Numbers and addresses that belong to nobody: telephone, company number, web domain, e-mail."""

from __future__ import annotations

from trtui.domain.sample.stream import Draw, mixed, slot
from trtui.domain.sample.towns import REGIONS
from trtui.domain.sample.values import SamplePhone

# Ofcom keeps a thousand numbers in each of these areas for fiction: a hundred switchboards of ten lines.
_BOARDS_PER_AREA = 100
DESK_CLIENTS = len(REGIONS) * _BOARDS_PER_AREA
"""The first clients, whose numbers are all from the ranges for fiction."""
# How soon the areas of the home region and its neighbours are used up, against those of the others.
_REACH = {0: 0.22, 1: 0.35, 9: 0.35, 10: 0.4, 2: 0.8, 8: 0.8, 5: 1.0}
_SHOWN_BOARDS = ((0, 10), (3, 10), (0, 11))  # the showcase's: Leeds, Bath and York
_MOBILES = 1000
_MAIN_PER_100 = 72
# No place has the area code 01632, so its other numbers cannot ring either.
_NOWHERE_FROM, _NOWHERE_SIZE = 200_000, 760_000
_FIRST_COMPANY, _COMPANIES, _PREFIXED = 90_000_000, 10_000_000, 100_000

SCOTLAND, NORTHERN_IRELAND = (6, 7), 12
# How many of each hundred later clients lie in each region, in the order of REGIONS.
_PER_HUNDRED = (7, 4, 6, 7, 11, 8, 3, 3, 5, 9, 5, 27, 2, 3)
_REGION_OF_SLOT = tuple(region for region, count in enumerate(_PER_HUNDRED) for _ in range(count))
_REGION_SLOTS = tuple(
    tuple(slot for slot in range(100) if _REGION_OF_SLOT[slot] == region) for region in range(len(REGIONS))
)
_SCOTTISH = tuple(place for region in SCOTLAND for place in _REGION_SLOTS[region])
_REGION_PURPOSE = 7


def region_of(seed: int, number: int) -> int:
    """Return the region of a client: the home region's come first, the later ones lie all over the country."""
    if number < DESK_CLIENTS:
        return _schedule(seed)[number][0]
    return _REGION_OF_SLOT[slot(seed, number, _REGION_PURPOSE)]


_schedules: dict[int, tuple[tuple[int, int], ...]] = {}


def _schedule(seed: int) -> tuple[tuple[int, int], ...]:
    """Return region and switchboard of each of the first clients: home early, the whole country by and by."""
    found = _schedules.get(seed)
    if found is None:
        boards: list[tuple[float, int, int]] = []
        for region in range(len(REGIONS)):
            reach = _REACH.get(region, 3.0)
            for board in range(_BOARDS_PER_AREA):
                chance = mixed(seed, region, board, 0xB0A2D) / 2.0**64
                boards.append((reach * (board + chance) / _BOARDS_PER_AREA, region, board))
        boards.sort()
        rest = ((region, board) for _, region, board in boards)
        found = _SHOWN_BOARDS + tuple(one for one in rest if one not in _SHOWN_BOARDS)
        _schedules[seed] = found
    return found


def _spaced(dial: str, rest: str) -> str:
    return f"{dial} {rest[:-4]} {rest[-4:]}"


class Lines:
    """The telephone lines of one client: switchboard, direct lines, mobiles."""

    __slots__ = ("_number", "_seed", "_style", "_main")

    def __init__(self, seed: int, number: int, draw: Draw) -> None:
        self._seed = seed
        self._number = number
        self._style = int(draw() * 10)
        self._main = self._main_digits()

    def _main_digits(self) -> tuple[str, str] | None:
        number = self._number
        if number < DESK_CLIENTS:
            region, board = _schedule(self._seed)[number]
            return REGIONS[region].dial, f"{REGIONS[region].spare}{board:02}0"
        place = slot(self._seed, number, 3)
        if place >= _MAIN_PER_100:
            return None
        code = (number // 100 * _MAIN_PER_100 + place) * 7919 % _NOWHERE_SIZE + _NOWHERE_FROM
        return "01632", str(code)

    def main(self) -> SamplePhone | None:
        """Return the switchboard's number, or none."""
        if self._main is None:
            return None
        dial, rest = self._main
        return SamplePhone(f"+44{dial[1:]}{rest}", self._typed(dial, rest), "main")

    def _typed(self, dial: str, rest: str) -> str:
        if len(dial) == 5:
            return f"{dial} {rest}"
        if self._style == 8:
            return f"+44 {dial[1:]} {rest[:-4]} {rest[-4:]}"
        if self._style == 9:
            return f"{dial}{rest}"
        return _spaced(dial, rest)

    def direct(self, place: int) -> SamplePhone | None:
        """Return the direct line of the client's ``place``-th contact, in larger stores an extension; or none."""
        if self._main is None:
            return None
        dial, rest = self._main
        if self._number < DESK_CLIENTS:
            if place > 8:
                return None
            rest = f"{rest[:-1]}{place + 1}"
            return SamplePhone(f"+44{dial[1:]}{rest}", self._typed(dial, rest), "direct")
        ext = str(210 + place)
        return SamplePhone(f"+44{dial[1:]}{rest}", f"{dial} {rest} ext {ext}", "direct", ext)

    def mobile(self, place: int) -> SamplePhone | None:
        """Return a mobile number while the thousand for fiction last, two per client; or none."""
        code = self._number * 2 + place
        if place > 1 or code >= _MOBILES:
            return None
        rest = f"900{code * 387 % _MOBILES:03}"
        return SamplePhone(f"+447700{rest}", f"07700 {rest}", "mobile")


def company_number(seed: int, number: int, region: int, *, is_llp: bool) -> str:
    """Return a registered number in a range that no register has reached: 9…, OC9…, SC9…, NI9….

    Companies House stands below 18,000,000, OC500000, SC900000 and NI800000 in 2026. No two clients share a number;
    where the hundred thousand of a prefix are used up, England's range serves.
    """
    prefix, per_hundred, place = "", 0, 0
    if is_llp:
        prefix, per_hundred = "OC", 1
    elif region in SCOTLAND or region == NORTHERN_IRELAND:
        prefix = "NI" if region == NORTHERN_IRELAND else "SC"
        slots = _REGION_SLOTS[region]
        per_hundred = len(_SCOTTISH) if region in SCOTLAND else len(slots)
        if number >= DESK_CLIENTS:
            place = (_SCOTTISH if region in SCOTLAND else slots).index(slot(seed, number, _REGION_PURPOSE))
    if prefix:
        code = number // 100 * per_hundred + place
        if number < DESK_CLIENTS and not is_llp:
            code = _PREFIXED - 1 - number
        elif code >= _PREFIXED - DESK_CLIENTS:
            prefix = ""
        if prefix:
            return f"{prefix}9{code:05}"
    return str(_FIRST_COMPANY + (number * 7_654_321 + seed * 1009) % _COMPANIES)


_SLUG = {code: None for code in range(128) if not chr(code).isalnum()}


def slug(text: str) -> str:
    """Return the letters and digits of an unaccented text, lower case, for a web address."""
    return text.lower().translate(_SLUG)


def domain(stem: tuple[str, ...], town: str, draw: Draw, *, is_rare: bool) -> str:
    """Return a web domain under the reserved ``.example``; short names take the town with them unless ``is_rare``."""
    words = [slug(word) for word in stem]
    words = [word for word in words if word]
    share = draw()
    if not is_rare and sum(map(len, words)) < 22:
        words.append(slug(town))
    joined = ("-" if share < 0.25 else "").join(words)[:48].strip("-") or "client"
    return f"{joined}.uk.example" if share > 0.93 else f"{joined}.example"


_MAIL_FORMS = ("dot", "dot", "dot", "initial", "initial.dot", "given")


def mail_form(draw: Draw) -> str:
    """Return how a client writes its people's e-mail addresses."""
    return _MAIL_FORMS[int(len(_MAIL_FORMS) * draw())]


def email(form: str, given: str, family: str, host: str) -> str:
    """Return a person's e-mail address at a host in a client's form."""
    given, family = slug(given), slug(family)
    if form == "dot":
        return f"{given}.{family}@{host}"
    if form == "initial":
        return f"{given[:1]}{family}@{host}"
    if form == "initial.dot":
        return f"{given[:1]}.{family}@{host}"
    return f"{given}@{host}"
