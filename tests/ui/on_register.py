"""A register beside an agency's store, and one over the network that answers as a test wishes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

from tests.support.agency import Agency
from tests.support.register import a_company, a_zip, many
from trtui.desk import register
from trtui.domain.register.values import Registered, RegisterHit
from trtui.domain.register_api import RegisterUnavailable
from trtui.integrations.register_file import open_register_file

COMPANIES = [
    a_company("BROOKHILL LOGISTICS LIMITED", "04418292", RegAddress__PostCode="LS10 1AB"),
    a_company("BROOKHILL LOGISTICS (BATH) LIMITED", "04418293", RegAddress__PostCode="BA1 5QX"),
    a_company(
        "ABBEY CARE HOMES LTD", "05551234", CompanyStatus="Liquidation", RegAddress__PostCode="BS1 4DJ"
    ),
    a_company(
        "VOSTEQ SYSTEMS LIMITED",
        "SC123456",
        RegAddress__PostCode="LS11 5AA",
        **{"PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED", "PreviousName_1.CONDATE": "04/03/2011"},
    ),
    a_company("HART BAKERY LIMITED", "06000001", RegAddress__PostCode="LS1 1AA"),
    a_company("HART BAKERY LIMITED", "06000002", RegAddress__PostCode="BA1 5QX"),
    *many(100, 80_000_000),
]


def load(agency: Agency, folder: Path, companies: Sequence[Sequence[str]] = COMPANIES) -> None:
    """Put a register beside the agency's store."""
    register.load_now(agency.sam, open_register_file([a_zip(folder / "file.zip", companies)]))


class Network:
    """The register over the network: what it finds, or why it cannot be asked; it remembers what it was asked."""

    def __init__(self, *companies: Registered, trouble: str = "") -> None:
        self.companies = {one.number: one for one in companies}
        self.trouble = trouble
        self.asked: list[str] = []
        self.is_closed = False
        self.may_answer = asyncio.Event()
        self.may_answer.set()

    async def search(self, text: str, limit: int = 20) -> tuple[RegisterHit, ...]:
        """Return the companies whose name holds the text."""
        self.asked.append(text)
        await self._answer()
        found = [one for one in self.companies.values() if text.casefold() in one.name.casefold()]
        return tuple(
            RegisterHit(
                one.number,
                one.name,
                one.name,
                False,
                one.status,
                one.line,
                one.town,
                one.postcode,
                one.sic,
                0.9,
            )
            for one in found
        )

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        """Return a company."""
        self.asked.append(number)
        await self._answer()
        return self.companies.get(number)

    async def close(self) -> None:
        """Remember that the connections are closed."""
        self.is_closed = True

    async def _answer(self) -> None:
        await self.may_answer.wait()
        if self.trouble:
            raise RegisterUnavailable(self.trouble)
