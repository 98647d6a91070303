"""What README shows is what the program does: its key table, its commands, its settings and its pictures."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from trtui.integrations import config_text
from trtui.ui import keymap


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text()


def between(text: str, name: str) -> str:
    found = re.search(rf"<!-- {name} -->\n(.*?)<!-- /{name} -->", text, re.S)
    assert found, f"README has no part “{name}”"
    return found[1]


def test_the_key_table_is_the_registrys(readme: str) -> None:
    assert between(readme, "keys") == keymap.markdown(keymap.Keymap()), "run: make docs"


def test_the_command_list_is_what_help_prints(readme: str) -> None:
    printed = subprocess.run(
        [sys.executable, "-m", "trtui", "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "100", "PATH": ""},
    ).stdout
    assert between(readme, "help") == f"```\n{printed}```\n", "run: make docs"


def test_the_settings_shown_are_read_as_they_stand(readme: str, tmp_path: Path) -> None:
    (shown,) = re.findall(r"```toml\n(.*?)```", readme, re.S)
    read = config_text.parse(shown, tmp_path / "config.toml")
    assert read.offered == {}, "what the agency decides is kept in the store"
    assert read.keys == {"contact.assign": "a, f6"}
    assert tomllib.loads(shown)["screen"]["theme"] == read.screen.theme


def test_every_command_shown_exists(readme: str) -> None:
    from trtui.cli.commands import COMMANDS

    named = set(re.findall(r"^(?:.*&& )?trtui (?:--\S+ \S+ )?([a-z]+)", readme, re.M))
    assert named >= {"find", "client", "import", "queue", "export"}
    assert named <= set(COMMANDS), named - set(COMMANDS)


def test_every_picture_is_there_and_asks_nothing_of_the_network(readme: str, root: Path) -> None:
    pictures = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", readme)
    assert pictures
    for name in pictures:
        drawn = (root / name).read_text()
        assert drawn.lstrip().startswith("<svg")
        assert "url(" not in drawn.replace("url(#", "")
