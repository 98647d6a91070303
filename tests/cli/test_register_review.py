"""``trtui register load``, ``watch``, ``propose`` and ``review``: what scripts and people read of them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.register import a_company, a_zip, many
from trtui.cli import main
from trtui.domain.register.values import Registered

Run = Callable[..., tuple[int, str, str]]

COMPANIES = [
    a_company("WOUND UP LIMITED", "00000001", CompanyStatus="Liquidation"),
    a_company("ABBEY CARE HOMES LTD", "05551234", RegAddress__PostCode="BS1 4DJ"),
    a_company("BROOKHILL LOGISTICS LIMITED", "04418292"),
    *many(50, 80_000_000),
]


@pytest.fixture
def run(store_url: str, clock: FixedClock, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command at a store with three clients, and return its exit code and what it printed."""
    agency = Agency(store_url, clock)
    agency.a_client("Wound Up Ltd", number="00000001")
    agency.a_client("Abbey Care Homes", postcode="BS1 4DJ")
    agency.a_client("Brookhill Logistics")
    agency.close()
    a_zip(tmp_path / "file.zip", COMPANIES)

    def carry_out(*words: str, as_user: str = "sam") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--db", store_url, "--as", as_user, "register", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return carry_out


@pytest.fixture
def loaded(run: Run, tmp_path: Path) -> Run:
    assert run("load", str(tmp_path / "file.zip"))[0] == 0
    return run


def test_a_load_compares_the_clients(run: Run, tmp_path: Path) -> None:
    code, out, err = run("load", str(tmp_path / "file.zip"))
    assert code == 0, err
    assert "Compared 1 client with the edition of 1 Nov 2026: 1 new flag, 0 ended." in out
    document = json.loads(run("load", str(tmp_path / "file.zip"), "--json")[1])
    assert document["watch"]["clients"] == 1 and document["watch"]["raised"] == 0


def test_the_watch_is_told_in_words_and_as_json(loaded: Run) -> None:
    code, out, _ = loaded("watch")
    assert code == 0 and "Wound Up Ltd" in out and "in liquidation" in out
    document = json.loads(loaded("watch", "--json")[1])
    assert document["examined"]["missing"] == 0 and document["asked"] is None
    (flag,) = document["flags"]
    assert set(flag) == {
        "client_id",
        "client",
        "owner",
        "number",
        "kind",
        "text",
        "since",
        "edition",
        "is_dismissed",
    }
    assert (flag["kind"], flag["number"]) == ("liquidation", "00000001")
    assert loaded("watch", "--mine", "--plain", as_user="max")[1] == ""


def test_a_consultant_sees_what_the_last_comparison_found(loaded: Run) -> None:
    code, out, err = loaded("watch", "--json", as_user="priya")
    document = json.loads(out)
    assert code == 0, err
    assert document["examined"] is None and len(document["flags"]) == 1
    code, _, err = loaded("propose", as_user="priya")
    assert code == 4 and "load the company register" in err


def test_without_a_register_or_a_key_it_is_said_what_to_do(run: Run) -> None:
    assert json.loads(run("watch", "--json")[1])["flags"] == []
    code, _, err = run("propose")
    assert code == 1 and "trtui register load FILE" in err
    code, _, err = run("watch", "--ask", "1")
    assert code == 2 and "api_key under [register]" in err


class Online:
    """The register over the network, which knows one company and is closed when done."""

    is_closed = False

    async def profile(self, number: str, patience: float = 0.0) -> Registered | None:
        return Registered(number, "WOUND UP LIMITED", "Dissolved") if number == "00000001" else None

    async def close(self) -> None:
        self.is_closed = True


def test_the_register_over_the_network_is_asked_about_some_clients(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    online = Online()
    monkeypatch.setattr("trtui.integrations.companies_house.connect", lambda *_: online)
    document = json.loads(run("watch", "--ask", "1", "--json")[1])
    assert document["asked"] == {"asked": 1, "changed": 1, "hint": ""}
    assert [(one["kind"], one["edition"]) for one in document["flags"]] == [("dissolved", "Companies House")]
    assert online.is_closed


def test_proposals_are_found_reviewed_refused_and_accepted(loaded: Run) -> None:
    code, out, _ = loaded("review")
    assert code == 0 and out == ""
    assert json.loads(loaded("propose", "--json")[1]) == {"clients": 2, "found": 2, "waiting": 2}
    assert "Looked for 0 clients and found 0; 2 wait" in loaded("propose")[1]
    document = json.loads(loaded("review", "--json")[1])
    assert [one["number"] for one in document["proposals"]] == ["05551234", "04418292"]
    abbey, brookhill = (str(one["client_id"]) for one in document["proposals"])
    assert "ABBEY CARE HOMES LTD" in loaded("review")[1]
    refused = json.loads(loaded("review", "--refuse", brookhill, "--json")[1])
    assert (refused["refused"], len(refused["proposals"])) == (1, 1)
    accepted = json.loads(loaded("review", "--accept-above", "0.9", "--json")[1])
    assert accepted == {"accepted": 1, "refused": 0, "proposals": []}
    code, _, err = loaded("review", "--accept", abbey)
    assert code == 0 and "Nothing is proposed" in err
    assert json.loads(loaded("propose", "--again", "--json")[1]) == {"clients": 1, "found": 1, "waiting": 0}


def test_plain_lines_hold_what_can_be_cut(loaded: Run) -> None:
    loaded("propose")
    lines = loaded("review", "--plain")[1].splitlines()
    assert [line.split("\t")[1] for line in lines] == ["Abbey Care Homes", "Brookhill Logistics"]
    assert loaded("watch", "--plain")[1].split("\t")[4] == "liquidation"


def test_what_is_no_likelihood_is_refused(loaded: Run) -> None:
    assert loaded("review", "--accept-above", "0.2")[0] == 2
