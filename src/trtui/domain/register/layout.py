"""The columns of the monthly company file: found by their names, in any order, with others between them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from trtui.domain.errors import Invalid

PREVIOUS: Final = 10
SIC: Final = 4

COLUMNS: Final = (
    "CompanyName",
    "CompanyNumber",
    "RegAddress.CareOf",
    "RegAddress.POBox",
    "RegAddress.AddressLine1",
    "RegAddress.AddressLine2",
    "RegAddress.PostTown",
    "RegAddress.County",
    "RegAddress.Country",
    "RegAddress.PostCode",
    "CompanyCategory",
    "CompanyStatus",
    "CountryOfOrigin",
    "DissolutionDate",
    "IncorporationDate",
    "Accounts.AccountRefDay",
    "Accounts.AccountRefMonth",
    "Accounts.NextDueDate",
    "Accounts.LastMadeUpDate",
    "Accounts.AccountCategory",
    "Returns.NextDueDate",
    "Returns.LastMadeUpDate",
    "Mortgages.NumMortCharges",
    "Mortgages.NumMortOutstanding",
    "Mortgages.NumMortPartSatisfied",
    "Mortgages.NumMortSatisfied",
    *(f"SICCode.SicText_{at}" for at in range(1, SIC + 1)),
    "LimitedPartnerships.NumGenPartners",
    "LimitedPartnerships.NumLimPartners",
    "URI",
    *(
        name
        for at in range(1, PREVIOUS + 1)
        for name in (f"PreviousName_{at}.CONDATE", f"PreviousName_{at}.CompanyName")
    ),
    "ConfStmtNextDueDate",
    "ConfStmtLastMadeUpDate",
)
"""The 55 columns in the order in which Companies House writes them; some of its header names begin with a space."""

PICKED: Final = (
    "CompanyName",
    "CompanyNumber",
    "RegAddress.CareOf",
    "RegAddress.POBox",
    "RegAddress.AddressLine1",
    "RegAddress.AddressLine2",
    "RegAddress.PostTown",
    "RegAddress.County",
    "RegAddress.Country",
    "RegAddress.PostCode",
    "CompanyCategory",
    "CompanyStatus",
    "IncorporationDate",
    "Accounts.NextDueDate",
    "Accounts.LastMadeUpDate",
    "Accounts.AccountCategory",
    "ConfStmtNextDueDate",
    *(f"SICCode.SicText_{at}" for at in range(1, SIC + 1)),
    "PreviousName_1.CompanyName",
)
"""The columns that every row is asked for, in this order."""

_MAY_BE_MISSING: Final = frozenset(
    {
        "RegAddress.CareOf",
        "RegAddress.POBox",
        "RegAddress.County",
        "RegAddress.Country",
        "ConfStmtNextDueDate",
        *(f"SICCode.SicText_{at}" for at in range(2, SIC + 1)),
        "PreviousName_1.CompanyName",
    }
)


class Layout:
    """Where the columns stand in one file.

    ``picked`` are the places of ``PICKED``; a column that the file lacks stands at ``width``, one beyond the last.
    ``previous`` are the places of name and date of each previous name.
    """

    __slots__ = ("picked", "previous", "width")

    def __init__(self, header: Sequence[str], source: str) -> None:
        """Read a header; raises Invalid naming the columns that are missing."""
        places = {_bare(name): at for at, name in reversed(list(enumerate(header)))}
        missing = [name for name in PICKED if _bare(name) not in places and name not in _MAY_BE_MISSING]
        if len(missing) > len(PICKED) // 2:
            raise Invalid(
                f"{source} is not the company file of Companies House: its first line names none of the columns "
                f"that this has, such as {missing[0]}. Get BasicCompanyData from the register's download page.",
                "file",
            )
        if missing:
            columns = "a column" if len(missing) == 1 else "columns"
            raise Invalid(
                f"{source} lacks {columns} that the register needs: {', '.join(missing)}. "
                "Perhaps the format has changed: look for a newer trtui; nothing was loaded.",
                "file",
            )
        self.width = len(header)
        self.picked = tuple(places.get(_bare(name), self.width) for name in PICKED)
        self.previous = tuple(
            (places[name], places[day])
            for at in range(1, PREVIOUS + 1)
            if (name := _bare(f"PreviousName_{at}.CompanyName")) in places
            and (day := _bare(f"PreviousName_{at}.CONDATE")) in places
        )


def _bare(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
