"""``trtui settings``, and what becomes of an older settings file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trtui.cli import main


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A store of sam's, with priya as a consultant."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("TRTUI_CONFIG", raising=False)
    monkeypatch.setenv("TZ", "Europe/Dublin")
    where = str(tmp_path / "a.db")
    assert main(["--db", where, "--as", "sam", "user", "add", "priya"]) == 0
    return where


def run(store: str, *arguments: str, who: str = "sam") -> int:
    return main(["--db", store, "--as", who, *arguments])


def test_the_first_run_says_whose_time_and_holidays_hold(
    capsys: pytest.CaptureFixture[str], store: str
) -> None:
    said = capsys.readouterr().err
    assert "goes by the time of Europe/Dublin and keeps the bank holidays of IE" in said
    assert run(store, "user", "list") == 0
    assert "goes by" not in capsys.readouterr().err


def test_settings_are_listed_set_and_unset(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "settings", "set", "cadence.B", "3") == 0
    assert capsys.readouterr().out == "cadence.B is 3\n"
    assert run(store, "settings", "get", "cadence.B") == 0
    assert capsys.readouterr().out == "3\n"
    assert run(store, "settings", "list", "--json", who="priya") == 0
    listed = {one["name"]: one for one in json.loads(capsys.readouterr().out)}
    assert (listed["cadence.B"]["value"], listed["cadence.B"]["by"]) == (3, "Sam")
    assert (listed["time_zone"]["value"], listed["goal"]["is_set"]) == ("Europe/Dublin", False)
    assert run(store, "settings", "list") == 0
    assert "Months between conversations, code B." in capsys.readouterr().out
    assert run(store, "settings", "unset", "cadence.B", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {"name": "cadence.B", "value": 2}


def test_what_cannot_be_set_says_what_would_do(store: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(store, "settings", "set", "gaol", "3") == 1
    assert "Did you mean “goal”?" in capsys.readouterr().err
    assert run(store, "settings", "set", "country", "GB-SCO") == 1
    assert "GB-SCT" in capsys.readouterr().err
    assert run(store, "settings", "set", "goal", "12", who="priya") == 4


def test_an_older_file_is_offered_to_who_leads_and_has_no_effect_otherwise(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "old.toml"
    file.write_text('[agency]\ngoal = 12\ntime_zone = "America/New_York"\n[calls]\nscript = "Hello"\n')
    monkeypatch.setenv("TRTUI_CONFIG", str(file))
    run(store, "doctor", who="priya")
    said = capsys.readouterr().out
    assert "[agency] and [calls] of" in said and "have no effect" in said and "take-from-file" not in said
    run(store, "doctor")
    assert "differs in time_zone, goal, script" in " ".join(
        capsys.readouterr().out.replace("goal, time_zone", "time_zone, goal").split()
    )
    assert run(store, "settings", "take-from-file", "--yes", who="priya") == 4
    assert run(store, "settings", "get", "goal") == 0
    assert capsys.readouterr().out.endswith("10\n")
    assert run(store, "settings", "take-from-file", "--yes") == 0
    assert "Took 3." in capsys.readouterr().out
    monkeypatch.delenv("TRTUI_CONFIG")
    assert run(store, "settings", "get", "time_zone") == 0
    assert capsys.readouterr().out == "America/New_York\n"
    assert run(store, "settings", "take-from-file", str(file), "--yes") == 0
    assert "decides nothing that the store does not" in capsys.readouterr().err


def test_a_new_store_takes_the_zone_of_an_older_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "old.toml"
    file.write_text('[agency]\ntime_zone = "Europe/Berlin"\n')
    monkeypatch.setenv("TRTUI_CONFIG", str(file))
    store = str(tmp_path / "new.db")
    assert run(store, "user", "add", "priya") == 0
    assert "Europe/Berlin and keeps the bank holidays of DE" in capsys.readouterr().err


def test_commands_go_by_the_outcomes_and_the_zone_of_the_store(
    store: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(store, "settings", "set", "outcomes.gatekeeper", "off = true") == 0
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    assert run(store, "queue", "log", "1", "gatekeeper") == 2
    assert "There is no outcome 'gatekeeper'" in capsys.readouterr().err
    assert run(store, "settings", "get", "time_zone") == 0
    assert capsys.readouterr().out == "Europe/Dublin\n"
