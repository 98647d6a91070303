"""``trtui doctor`` tells whether the register can be asked over the network, and never with which key."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from trtui.cli import main
from trtui.integrations.config import KEY_VARIABLE

KEY = "a-key-that-nobody-may-read"


def told(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> tuple[str, str]:
    """Return what the doctor says of the register, and all that it printed."""
    main(["--db", sqlite_url, "--as", "sam", "doctor", "--json"])
    printed = "".join(capsys.readouterr())
    (text,) = [one["text"] for one in json.loads(printed) if one["what"] == "register over the network"]
    return text, printed


def test_without_a_key_it_says_that_all_is_well(sqlite_url: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert told(sqlite_url, capsys)[0] == "no API key is set; the loaded register is asked alone"


@pytest.mark.parametrize("place", ["settings", "environment"])
def test_a_key_is_told_of_and_not_told(
    sqlite_url: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    place: str,
) -> None:
    settings = tmp_path / "config.toml"
    in_file = f'api_key = "{KEY}"\n' if place == "settings" else ""
    settings.write_text(f'[register]\n{in_file}api_url = "https://gateway.example.org"\n')
    monkeypatch.setenv("TRTUI_CONFIG", str(settings))
    if place == "environment":
        monkeypatch.setenv(KEY_VARIABLE, KEY)
    text, printed = told(sqlite_url, capsys)
    assert text == "an API key is set, for https://gateway.example.org"
    assert KEY not in printed


def test_a_key_that_cannot_be_one_is_refused_without_being_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, f"{KEY} twice")
    assert main(["--db", sqlite_url, "doctor"]) == 1
    printed = "".join(capsys.readouterr())
    assert f"{KEY_VARIABLE} is no API key" in printed
    assert KEY not in printed
