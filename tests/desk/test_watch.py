"""The watch over the clients' companies: who is insolvent, gone, renamed or late, told once and until it changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.register import a_company, a_zip, many
from trtui.desk import register, watch
from trtui.desk.office import Office
from trtui.desk.watch import Examined
from trtui.domain.register.values import Filters
from trtui.integrations.register_file import open_register_file

OTHERS = many(20, 9_000_000)


class Loading:
    """Loads editions of the register, one after another."""

    def __init__(self, agency: Agency, folder: Path) -> None:
        self.agency, self.folder, self.month = agency, folder, 10

    def __call__(self, *companies: Sequence[str], wanted: Filters | None = None) -> None:
        self.month += 1
        name = f"BasicCompanyDataAsOneFile-2026-{self.month}-01.csv"
        path = a_zip(self.folder / f"{self.month}.zip", [*companies, *OTHERS], name)
        register.load_now(self.agency.sam, open_register_file([path]), wanted)


@pytest.fixture
def load(agency: Agency, tmp_path: Path) -> Loading:
    return Loading(agency, tmp_path)


def told(office: Office, **options: bool) -> list[tuple[str, str, str]]:
    return [(one.client, one.kind, one.text) for one in office.read_now(watch.flags, **options)]


def test_what_is_amiss_is_flagged_the_gravest_first(agency: Agency, load: Loading) -> None:
    rows = [
        ("Sound", "00000001", {}),
        ("Wound Up", "00000002", {"CompanyStatus": "Liquidation"}),
        ("Run By Others", "00000003", {"CompanyStatus": "In Administration/Administrative Receiver"}),
        ("Agreed", "00000004", {"CompanyStatus": "Voluntary Arrangement"}),
        ("Struck", "00000005", {"CompanyStatus": "Active - Proposal to Strike off"}),
        ("Late", "00000006", {"Accounts.NextDueDate": "31/10/2026"}),
        ("In Time", "00000007", {"Accounts.NextDueDate": "05/11/2026"}),
    ]
    load(*(a_company(f"{name.upper()} LIMITED", number, **columns) for name, number, columns in rows))
    for name, number, _ in rows:
        agency.a_client(f"{name} Ltd", number=number)
    agency.a_client("Gone Ltd", number="00000008")
    agency.a_client("Without Number Ltd")
    done = watch.examine(agency.sam)
    assert done == Examined(8, 6, 0, 1, "2026-11-01")
    assert told(agency.sam) == [
        (
            "Gone Ltd",
            "dissolved",
            "not in the register of 1 Nov 2026: dissolved, or 00000008 is not its number",
        ),
        ("Wound Up Ltd", "liquidation", "in liquidation"),
        ("Run By Others Ltd", "insolvency", "in administration/administrative receiver"),
        ("Agreed Ltd", "insolvency", "voluntary arrangement"),
        ("Struck Ltd", "strike-off proposed", "to be struck off the register"),
        ("Late Ltd", "accounts overdue", "accounts were due on 31 Oct 2026"),
    ]
    assert agency.sam.read_now(watch.count) == 6
    assert watch.examine(agency.sam) == Examined(8, 0, 0, 1, "2026-11-01")
