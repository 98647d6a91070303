"""A made-up company register in the format of the real one: the sample's clients, as it knows them, and others.

It holds what real editions hold: companies renamed, insolvent, to be struck off, with accounts overdue, gone since the
client was entered; and rows that no loader should stumble over.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from trtui.domain.register.layout import COLUMNS, PREVIOUS, SIC
from trtui.domain.sample import showcase
from trtui.domain.sample.identity import Identity, identity
from trtui.domain.sample.naming import Named, company_name
from trtui.domain.sample.numbers import NORTHERN_IRELAND, SCOTLAND, company_number, region_of
from trtui.domain.sample.sectors import SECTORS
from trtui.domain.sample.stream import Draw, Stream, mixed, pick
from trtui.domain.sample.towns import Town, address_line, postcode_in, town_in
from trtui.domain.sample.variants import previous_name

OTHERS: Final = 3_000
"""Companies that are nobody's client."""
_FIRST_OTHER: Final = 5_000_000
_WALES: Final = 13
_PURPOSE: Final = 41
_ALL = tuple(sector for sector in SECTORS for _ in range(sector.weight) if sector.style == "company")
_SPACED: Final = frozenset({"CompanyNumber", "RegAddress.AddressLine2", "ConfStmtLastMadeUpDate"})
_FORMS: Final = {
    "Ltd": "LIMITED",
    "Ltd.": "LIMITED",
    "LTD": "LTD",
    "Limited": "LIMITED",
    "PLC": "PLC",
    "LLP": "LLP",
}
_CATEGORIES: Final = {
    "LLP": "Limited Liability Partnership",
    "PLC": "Public Limited Company",
    "C.I.C.": "Community Interest Company",
    "CIC": "Community Interest Company",
}
_ACCOUNTS: Final = (
    "TOTAL EXEMPTION FULL",
    "MICRO ENTITY",
    "DORMANT",
    "UNAUDITED ABRIDGED",
    "FULL",
    "NO ACCOUNTS FILED",
)

ACTIVE: Final = "Active"
STRIKE_OFF: Final = "Active - Proposal to Strike off"
LIQUIDATION: Final = "Liquidation"


class Fate(NamedTuple):
    """What became of a client's company since it was entered."""

    status: str = ACTIVE
    is_gone: bool = False
    is_renamed: bool = False
    is_overdue: bool = False


def header() -> bytes:
    """Return the first line, with spaces in front of some names as in the real file."""
    return ",".join(f" {name}" if name in _SPACED or "_" in name else name for name in COLUMNS).encode()


def lines(seed: int, clients: int, today: date, others: int = OTHERS) -> Iterator[bytes]:
    """Yield the rows for so many clients of a seed and so many other companies, awkward ones included."""
    stream = Stream()
    taken: set[str] = set()
    for number in range(clients):
        for cells in _of_client(stream, seed, number, today):
            taken.add(cells[0])
            yield line(cells)
    for number in range(_FIRST_OTHER, _FIRST_OTHER + others):
        cells = other(stream, seed, number, today)
        if cells[0] not in taken:
            taken.add(cells[0])
            yield line(cells)
    yield from _awkward(stream, seed, today)


def line(cells: Sequence[str]) -> bytes:
    """Return a row as it is written: every cell in quotes, quotes doubled."""
    return ('"' + '","'.join(cell.replace('"', '""') for cell in cells) + '"').encode()


def fate(seed: int, number: int) -> Fate:
    """Return what became of a client's company; those of the showcase stay as they are."""
    if number in showcase.CLIENTS:
        return Fate()
    share = mixed(seed, number, _PURPOSE) % 100
    if share < 3:
        return Fate(is_gone=True)
    if share < 6:
        return Fate(LIQUIDATION)
    if share < 9:
        return Fate(STRIKE_OFF)
    if share < 13:
        return Fate(is_renamed=True)
    return Fate(is_overdue=share < 17)


def _of_client(stream: Stream, seed: int, number: int, today: date) -> Iterator[list[str]]:
    """Yield the row of a client's company, if it is one and is still there; twins are the same company."""
    known = identity(stream, seed, number)
    became = fate(seed, number)
    if known.twin_of is not None or not known.named.form or became.is_gone:
        return
    draw = stream.wind(seed, number, _PURPOSE)
    is_llp = known.named.form == "LLP"
    registered = known.company_number or company_number(seed, number, known.region, is_llp=is_llp)
    name = registered_name(known.named)
    previous: list[tuple[str, date]] = []
    if became.is_renamed:
        previous = [(name, today - timedelta(days=20 + int(draw() * 200)))]
        name = _renamed(draw, known)
    yield row(
        draw, name, registered, known.town, known.postcode, known.sector.industry, today,
        form=known.named.form, status=became.status, is_overdue=became.is_overdue, previous=previous,
    )  # fmt: skip


def other(stream: Stream, seed: int, number: int, today: date) -> list[str]:
    """Return the row of a company that is nobody's client."""
    draw = stream.wind(seed, number, _PURPOSE)
    sector = pick(draw, _ALL)
    region = region_of(seed, number)
    town = town_in(draw, region)
    is_llp = number % 100 == 0
    named = company_name(draw, sector, town, is_llp=is_llp)
    registered = company_number(seed, number, region, is_llp=is_llp)
    share = draw()
    status = STRIKE_OFF if share < 0.05 else LIQUIDATION if share < 0.07 else ACTIVE
    previous: list[tuple[str, date]] = []
    if draw() < 0.12:
        day = today - timedelta(days=int(draw() * 4000))
        previous = [(_upper(previous_name(draw, named, sector, town)), day)]
    return row(
        draw, registered_name(named), registered, town, postcode_in(draw, town), sector.industry, today,
        form=named.form, status=status, is_overdue=draw() < 0.06, previous=previous,
    )  # fmt: skip


def row(
    draw: Draw,
    name: str,
    number: str,
    town: Town,
    postcode: str,
    industry: str,
    today: date,
    *,
    form: str = "Limited",
    status: str = ACTIVE,
    is_overdue: bool = False,
    previous: Sequence[tuple[str, date]] = (),
) -> list[str]:
    """Return the 55 cells of a company."""
    began = today - timedelta(days=200 + int(9000 * draw() ** 2))
    due = (
        today + timedelta(days=int(draw() * 270))
        if not is_overdue
        else today - timedelta(days=9 + int(draw() * 150))
    )
    made_up = due - timedelta(days=640)
    confirmed = today + timedelta(days=int(draw() * 360) - 20)
    parts = {
        "CompanyName": name,
        "CompanyNumber": number,
        "RegAddress.AddressLine1": address_line(draw, works=draw() < 0.3).upper(),
        "RegAddress.PostTown": town.name.upper(),
        "RegAddress.Country": _country(town.region),
        "RegAddress.PostCode": postcode,
        "CompanyCategory": _CATEGORIES.get(form, "Private Limited Company"),
        "CompanyStatus": status,
        "CountryOfOrigin": "United Kingdom",
        "IncorporationDate": _day(began),
        "Accounts.AccountRefDay": str(made_up.day),
        "Accounts.AccountRefMonth": str(made_up.month),
        "Accounts.NextDueDate": _day(due),
        "Accounts.LastMadeUpDate": _day(made_up) if made_up > began else "",
        "Accounts.AccountCategory": pick(draw, _ACCOUNTS),
        "Mortgages.NumMortCharges": "0",
        "Mortgages.NumMortOutstanding": "0",
        "Mortgages.NumMortPartSatisfied": "0",
        "Mortgages.NumMortSatisfied": "0",
        "SICCode.SicText_1": f"{industry} - {_industry(industry)}",
        "LimitedPartnerships.NumGenPartners": "0",
        "LimitedPartnerships.NumLimPartners": "0",
        "URI": f"http://business.data.gov.uk/id/company/{number}",
        "ConfStmtNextDueDate": _day(confirmed),
        "ConfStmtLastMadeUpDate": _day(confirmed - timedelta(days=379)),
    }
    if draw() < 0.4:
        parts["RegAddress.AddressLine2"] = f"{town.name.upper()} BUSINESS QUARTER"
    if draw() < 0.15:
        parts[f"SICCode.SicText_{SIC // 2}"] = "82990 - Other business support service activities n.e.c."
    for at, (old, until) in enumerate(previous[:PREVIOUS], 1):
        parts[f"PreviousName_{at}.CompanyName"] = old
        parts[f"PreviousName_{at}.CONDATE"] = _day(until)
    return [parts.get(column, "") for column in COLUMNS]


def registered_name(named: Named) -> str:
    """Return a client's name as the register writes it: in capitals, the legal form in full, no trading name."""
    return _upper(named.name)


def _upper(name: str) -> str:
    words = name.split()
    lower = [word.lower() for word in words]
    if "t/a" in lower:
        words = words[: lower.index("t/a")]
    words[-1] = _FORMS.get(words[-1], words[-1])
    return " ".join(words).upper()


def _renamed(draw: Draw, known: Identity) -> str:
    return _upper(previous_name(draw, known.named, known.sector, known.town))


def _country(region: int) -> str:
    if region in SCOTLAND:
        return "SCOTLAND"
    return {NORTHERN_IRELAND: "NORTHERN IRELAND", _WALES: "WALES"}.get(region, "ENGLAND")


def _industry(code: str) -> str:
    return next(
        (sector.name.capitalize() for sector in SECTORS if sector.industry == code), "Other activities"
    )


def _day(day: date) -> str:
    return f"{day.day:02}/{day.month:02}/{day.year}"


def _awkward(stream: Stream, seed: int, today: date) -> Iterator[bytes]:
    """Yield rows as real files have them now and then."""
    draw = stream.wind(seed, 0, _PURPOSE + 1)
    town = town_in(draw, 0)
    numbers = iter(company_number(seed, _FIRST_OTHER - at, 0, is_llp=False) for at in range(1, 30))

    def plain(name: str, **changes: str) -> list[str]:
        cells = row(draw, name, next(numbers), town, postcode_in(draw, town), "82990", today)
        for column, value in changes.items():
            cells[COLUMNS.index(column.replace("__", "."))] = value
        return cells

    yield line(plain('THE "WHITE HART" AT OTLEY LIMITED'))
    yield line(plain('QUOTES ""AND"", COMMAS, LIMITED'))
    yield line(plain("CAFÉ DE L'ÉTOILE (LEEDS) LIMITED"))
    yield line(plain("CAFÉ LATIN ONE LIMITED")).decode().encode("latin-1")
    yield line(plain("  SPACED   OUT   LIMITED "))
    yield line(plain("J.B.W. & SONS (1987) LTD."))
    yield line(plain("[BOLD]NOT MARKUP[/BOLD] LIMITED"))
    yield line(plain("=1+1 FORMULA LIMITED"))
    yield line(
        plain(
            "NO ADDRESS LIMITED",
            RegAddress__AddressLine1="",
            RegAddress__PostTown="",
            RegAddress__PostCode="",
        )
    )
    yield line(plain("CARE OF OTHERS LIMITED", RegAddress__CareOf="HARTLEY & CO", RegAddress__POBox="12"))
    yield line(
        plain(
            "FOUR TRADES LIMITED",
            **{f"SICCode__SicText_{at}": f"7810{at} - Trade {at}" for at in (1, 2, 3, 4)},
        )
    )
    yield line(plain("NO TRADE LIMITED", SICCode__SicText_1="None Supplied"))
    yield b""
    yield line(plain("IMPOSSIBLE DAY LIMITED", IncorporationDate="31/02/2019"))
    yield line(plain("AMERICAN DAY LIMITED", Accounts__NextDueDate="2026-13-40"))
    yield line(plain("WRONG NUMBER LIMITED", CompanyNumber="12AB5678"))
    yield line(plain("NO NUMBER LIMITED", CompanyNumber=""))
    yield line(plain("", CompanyNumber=next(numbers)))
    twice = plain("TWICE IN THE FILE LIMITED")
    yield line(twice)
    yield line(twice)
    yield line(plain("TOO SHORT LIMITED")[:20])
    yield b'"OPEN QUOTE LIMITED,12345678,'
    changes = {f"PreviousName_{at}.CompanyName": f"MANY NAMES {at} LIMITED" for at in range(1, PREVIOUS + 1)}
    changes |= {f"PreviousName_{at}.CONDATE": f"01/02/{2025 - at}" for at in range(1, PREVIOUS + 1)}
    yield line(plain("MANY NAMES LIMITED", **changes))
    yield line(plain("LAST OF ALL LIMITED"))
