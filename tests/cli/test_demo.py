"""The demo: an agency to look round in, with a register of companies beside it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trtui.cli import main


def test_a_demo_store_can_be_searched_and_has_its_companies_on_the_register(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = str(tmp_path / "demo.db")
    assert main(["demo", "--create", store, "--clients", "60"]) == 0
    assert "Open it with" in capsys.readouterr().out
    assert main(["--db", store, "--as", "sam", "register", "find", "brokhill logistics", "--json"]) == 0
    assert "BROOKHILL LOGISTICS LIMITED" in [one["name"] for one in json.loads(capsys.readouterr().out)]
    assert main(["--db", store, "--as", "sam", "find", "brokhill", "--json"]) == 0
    assert "Brookhill Logistics Ltd" in [one["name"] for one in json.loads(capsys.readouterr().out)]
    assert list(tmp_path.glob("trtui-register-*")) == []
    assert main(["demo", "--create", store]) == 2
    assert "is there already" in capsys.readouterr().err
