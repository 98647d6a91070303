"""Proposing a number for clients that have none: the likeliest company, accepted or refused by people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.register import a_company, a_zip, many
from trtui.desk import history, numbering, register, summary
from trtui.desk.numbering import Proposed
from trtui.integrations.register_file import open_register_file

COMPANIES = [
    a_company("BROOKHILL LOGISTICS LIMITED", "04418292", RegAddress__PostCode="LS10 1AB"),
    a_company("ABBEY CARE HOMES LTD", "05551234", RegAddress__PostCode="BS1 4DJ"),
    a_company(
        "VOSTEQ SYSTEMS LIMITED",
        "SC123456",
        **{"PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED", "PreviousName_1.CONDATE": "04/03/2011"},
    ),
    *many(100, 80_000_000),
]


@pytest.fixture
def loaded(agency: Agency, tmp_path: Path) -> Agency:
    """An agency with a register."""
    register.load_now(agency.sam, open_register_file([a_zip(tmp_path / "file.zip", COMPANIES)]))
    return agency


def number(agency: Agency, client: int) -> str:
    return agency.sam.read_now(summary.summary, client).number


def test_the_likeliest_company_is_proposed_accepted_and_given_back(loaded: Agency) -> None:
    brookhill = loaded.a_client("Brookhill Logistics", postcode="LS10 1AB")
    loaded.a_client("Nobody Knows Whom")
    assert numbering.propose(loaded.sam) == Proposed(2, 1)
    (proposal,) = loaded.sam.read_now(numbering.listed)
    assert (proposal.client_id, proposal.client, proposal.where) == (
        brookhill, "Brookhill Logistics", "LS10 1AB",
    )  # fmt: skip
    assert (proposal.number, proposal.name, proposal.status) == (
        "04418292", "BROOKHILL LOGISTICS LIMITED", "Active",
    )  # fmt: skip
    assert proposal.score >= 0.9 and proposal.reasons
    assert loaded.sam.write_now(numbering.accept, [brookhill]) == 1
    assert number(loaded, brookhill) == "04418292"
    assert loaded.sam.read_now(numbering.listed) == ()
    loaded.sam.write_now(history.undo)
    assert number(loaded, brookhill) == ""
    assert loaded.sam.read_now(numbering.listed) == (proposal,)
