"""Writing the theme into the configuration: everything else in the file stays as it was."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trtui.domain.errors import ConfigError
from trtui.integrations.config import load
from trtui.integrations.config_write import set_theme

WRITTEN = """\
# mine since 2024
store = "team.db"   # on the server

[keys]
"contact.assign" = "a, f6"

[screen]  # how it looks
mouse = "off"
theme = "trtui-dark"  # for the evening
"""


@pytest.mark.parametrize("breaks", ["\n", "\r\n"])
def test_comments_and_other_settings_stay(tmp_path: Path, breaks: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(WRITTEN.replace("\n", breaks).encode())
    assert set_theme("trtui-light", path) == path
    assert path.read_bytes().decode() == WRITTEN.replace("trtui-dark", "trtui-light").replace("\n", breaks)
    assert load(path).screen.theme == "trtui-light"


@pytest.mark.parametrize(
    "text", ["", "# nothing yet\n", "[agency]\ngoal = 12\n", 'screen = { mouse = "on" }\n']
)
def test_a_file_without_a_theme_gets_one(tmp_path: Path, text: str) -> None:
    path = tmp_path / "config.toml"
    path.write_text(text)
    set_theme("trtui-contrast", path)
    assert load(path).screen.theme == "trtui-contrast"
    assert all(line in path.read_text() for line in text.splitlines() if "screen" not in line)


def test_without_a_file_one_is_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRTUI_CONFIG", str(tmp_path / "new" / "config.toml"))
    assert load(set_theme("trtui-light")).screen.theme == "trtui-light"


def test_a_link_stays_a_link_and_permissions_stay(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text(WRITTEN)
    real.chmod(0o640)
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    set_theme("trtui-light", link)
    assert link.is_symlink() and "trtui-light" in real.read_text()
    assert real.stat().st_mode & 0o777 == 0o640


def test_a_file_that_cannot_be_written_is_told_and_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "config.toml"
    path.write_text(WRITTEN)
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(ConfigError, match="read-only"):
        set_theme("trtui-light", path)
    monkeypatch.undo()
    path.write_text("[screen")
    with pytest.raises(ConfigError, match=r"config\.toml"):
        set_theme("trtui-light", path)
    assert path.read_text() == "[screen"
    (tmp_path / "file").write_text("")
    with pytest.raises(ConfigError, match="cannot be written"):
        set_theme("trtui-light", tmp_path / "file" / "config.toml")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["config.toml", "file"]
