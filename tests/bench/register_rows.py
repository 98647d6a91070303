"""A company file of any size in the true format, made quickly: names as the sample coins them, the rest from pools."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date, timedelta
from functools import partial
from pathlib import Path

from trtui.domain.register.layout import COLUMNS
from trtui.domain.sample import register as sample
from trtui.domain.sample.naming import company_name
from trtui.domain.sample.sectors import SECTORS
from trtui.domain.sample.stream import Stream
from trtui.domain.sample.towns import REGIONS, address_line, postcode_in
from trtui.domain.sample.variants import previous_name

TODAY = date(2026, 11, 1)
CSV = f"BasicCompanyDataAsOneFile-{TODAY}.csv"
_CHUNK = 20_000
_COMPANIES = tuple(sector for sector in SECTORS for _ in range(sector.weight) if sector.style == "company")
_TOWNS = tuple(town for region in REGIONS for town in region.towns)
_STATUSES = ("Active",) * 90 + (sample.STRIKE_OFF,) * 6 + (sample.LIQUIDATION,) * 3 + ("In Administration",)
_SIC = tuple(f"{code} - Activities of the kind numbered {code} and others not elsewhere classified"
             for code in range(10110, 99000, 122))  # fmt: skip


def write(path: Path, rows: int, seed: int) -> None:
    """Write a CSV of so many companies, and beside it the zip in which it would be fetched."""
    with ProcessPoolExecutor() as pool, path.open("wb") as file:
        file.write(sample.header() + b"\r\n")
        firsts = range(0, rows, _CHUNK)
        for text in pool.map(partial(_chunk, seed, rows), firsts):
            file.write(text)
    zipped = path.with_suffix(".zip")
    with zipfile.ZipFile(zipped, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:
        archive.write(path, CSV)


def _chunk(seed: int, rows: int, first: int) -> bytes:
    return ("\r\n".join(_rows(seed, first, min(first + _CHUNK, rows))) + "\r\n").encode()


def _rows(seed: int, first: int, last: int) -> Iterator[str]:
    chooser = random.Random(seed * 1_000_003 + first)
    pool = random.Random(seed)
    days = [
        f"{day.day:02}/{day.month:02}/{day.year}"
        for at in range(9_000)
        for day in [TODAY - timedelta(days=at)]
    ]
    ahead = [
        f"{day.day:02}/{day.month:02}/{day.year}" for at in range(400) for day in [TODAY + timedelta(days=at)]
    ]
    streets = [address_line(pool.random, works=pool.random() < 0.3).upper() for _ in range(5_000)]
    quarters = ["", "", "", *(f"{town.name.upper()} BUSINESS QUARTER" for town in _TOWNS[:40])]
    draw = Stream().wind(seed, first, 99)
    choice, below = chooser.choice, chooser.random
    blank_names = '"' + '","'.join([""] * 18) + '"'
    for at in range(first, last):
        town = choice(_TOWNS)
        sector = choice(_COMPANIES)
        named = company_name(draw, sector, town)
        name = sample.registered_name(named).replace('"', '""')
        number = f"{at * 17 % 89_999_999:08}" if at % 16 else f"SC{at // 16:06}"
        other = '"",""'
        if below() < 0.12:
            old = sample._upper(previous_name(draw, named, sector, town)).replace('"', '""')
            other = f'"{choice(days)}","{old}"'
        due = choice(ahead)
        yield (
            f'"{name}","{number}","","","{choice(streets)}","{choice(quarters) if below() < 0.5 else ""}",'
            f'"{town.name.upper()}","","{"ENGLAND" if below() < 0.7 else "UNITED KINGDOM"}",'
            f'"{postcode_in(draw, town)}","Private Limited Company","{choice(_STATUSES)}","United Kingdom","",'
            f'"{choice(days)}","31","3","{due}","{choice(days[:900])}","TOTAL EXEMPTION FULL","{choice(ahead)}",'
            f'"{choice(days[:900])}","0","0","0","0","{choice(_SIC)}",'
            f'"{choice(_SIC) if below() < 0.15 else ""}","","","0","0",'
            f'"http://business.data.gov.uk/id/company/{number}",{other},{blank_names},"{choice(ahead)}","{choice(days[:400])}"'
        )


assert len(COLUMNS) == 55
