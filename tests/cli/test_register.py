"""``trtui register``: the made-up register of the demo, loaded, asked and shown."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.agency import Agency
from tests.support.clock import FixedClock
from tests.support.register import a_company, a_csv
from trtui.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(store_url: str, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as somebody, and return its exit code and what it printed."""
    Agency(store_url, clock).close()

    def carry_out(*words: str, as_user: str = "sam") -> tuple[int, str, str]:
        capsys.readouterr()
        code = main(["--db", store_url, "--as", as_user, "register", *words])
        out, err = capsys.readouterr()
        return code, out, err

    return carry_out


def test_the_sample_is_written_loaded_found_and_shown(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "sample.zip"
    assert run("status")[1].startswith("There is no company register here yet.")
    code, _, err = run("find", "anything")
    assert code == 1 and "trtui register load FILE" in err
    assert run("sample", str(file), "--clients", "60")[0] == 0
    code, out, err = run("load", str(file))
    assert code == 0, err
    assert "line 2," in out or "line 3," in out
    assert "6 bad rows left out; 2 taken without a part." in out
    code, out, _ = run("find", "white", "hrat", "otley", "--json")
    hit = json.loads(out)[0]
    assert hit["name"] == 'THE "WHITE HART" AT OTLEY LIMITED'
    assert {
        "number",
        "matched_name",
        "is_previous_name",
        "status",
        "line",
        "town",
        "postcode",
        "sic",
        "score",
        "reasons",
    } <= set(hit)
    code, out, _ = run("show", hit["number"])
    assert code == 0 and 'THE "WHITE HART" AT OTLEY LIMITED' in out and "82990" in out
    document = json.loads(run("show", hit["number"], "--json")[1])
    assert document["has_overdue_accounts"] is False and document["incorporated_on"].count("-") == 2
    code, out, _ = run("status")
    assert "companies of 1 " in out and "Active" in out and "by Sam" in out
    assert json.loads(run("status", "--json")[1])["edition"]["tally"]["bad"] == 6
    assert run("find", "many", "names", "--plain")[1].split("\t")[1] == "MANY NAMES LIMITED"


def test_a_former_name_is_told(run: Run, tmp_path: Path) -> None:
    once = {"PreviousName_1.CompanyName": "HOLLIN HAULAGE LIMITED", "PreviousName_1.CONDATE": "04/03/2011"}
    run("load", str(a_csv(tmp_path / "one.csv", [a_company("VOSTEQ LIMITED", "04418292", **once)])))
    assert "VOSTEQ LIMITED  HOLLIN HAULAGE LIMITED" in run("find", "hollin", "haulage")[1]
    assert "formerly      HOLLIN HAULAGE LIMITED (until" in run("show", "4418292")[1]


def test_filters_and_json(run: Run, tmp_path: Path) -> None:
    file = a_csv(
        tmp_path / "one.csv",
        [a_company("HERE LIMITED", "1"), a_company("THERE LIMITED", "2", RegAddress__PostCode="BA1 5QX")],
    )
    code, out, _ = run("load", str(file), "--postcode", "ls", "--sic", "78", "--json")
    document = json.loads(out)
    assert code == 0
    assert document["tally"] == {"rows": 1, "bad": 0, "flawed": 0, "passed_over": 1}
    assert document["filters"] == {"areas": ["LS"], "sic": ["78"]}
    assert "only postcodes LS; SIC 78 (1 others passed over)" in run("status")[1]


def test_what_goes_wrong_is_told_in_words_with_the_right_exit_code(run: Run, tmp_path: Path) -> None:
    file = a_csv(tmp_path / "one.csv", [a_company("HERE LIMITED", "1")])
    assert run("load", str(file), as_user="priya")[0] == 4
    assert run("load", str(file), "--postcode", "Leeds")[0] == 1
    code, _, err = run("load", str(tmp_path / "none.zip"))
    assert code == 1 and "There is no file" in err
    assert run("load")[0] == 2
    assert run("load", str(file))[0] == 0
    code, _, err = run("show", "SC999999")
    assert code == 1 and "holds no company SC999999" in err
    code, _, err = run("find", "nobody", "at", "all")
    assert code == 0 and err == "No company found.\n"


def test_an_interrupted_load_says_how_to_go_on(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from trtui.store.register import loading

    def interrupted(*_: object) -> object:
        raise KeyboardInterrupt

    file = a_csv(tmp_path / "one.csv", [a_company("HERE LIMITED", "1")])
    with monkeypatch.context() as patched:
        patched.setattr(loading, "read_block", interrupted)
        code, _, err = run("load", str(file))
    assert code == 1 and "The register in use stays. Go on with the same command and --resume." in err
    assert "was broken off after 0 companies" in run("status")[1]
    assert run("load", str(file), "--resume")[0] == 0
    assert "broken off" not in run("status")[1]
