"""The terminal profile: what Textual is told before it is imported."""

from __future__ import annotations

import io
import sys

import pytest

from tests.support.imports import loaded_by
from trtui.cli.terminal_profile import prepare, require_terminal
from trtui.domain.errors import ConfigError, TrtuiError


def test_a_local_terminal_gets_everything() -> None:
    environ = {"TERM": "xterm"}
    profile = prepare(environ)
    assert profile.mouse and not profile.remote
    assert environ["TEXTUAL_FPS"] == "60"
    assert environ["TEXTUAL_ANIMATIONS"] == "none"
    assert "TEXTUAL_COLOR_SYSTEM" not in environ


def test_over_ssh_the_mouse_is_left_to_the_terminal_and_frames_are_fewer() -> None:
    environ = {"SSH_CONNECTION": "1.2.3.4 5 6.7.8.9 22", "EDITOR": "vi"}
    profile = prepare(environ)
    assert (profile.mouse, profile.remote, profile.hosted, profile.frames) == (False, True, False, 30)
    assert environ["EDITOR"] == "vi"
    assert prepare({"SSH_TTY": "/dev/pts/1"}, mouse="on").mouse
    assert not prepare({}, mouse="off").mouse


def test_a_hosted_session_can_start_and_write_nothing() -> None:
    environ = {
        "TRTUI_HOSTED": "1",
        "EDITOR": "vi",
        "BROWSER": "lynx",
        "TEXTUAL_DRIVER": "x:Y",
        "TEXTUAL_LOG": "/x",
        "TEXTUAL": "debug",
    }
    profile = prepare(environ)
    assert profile.hosted and profile.remote and not profile.mouse
    assert not {"EDITOR", "BROWSER", "TEXTUAL_DRIVER", "TEXTUAL_LOG", "TEXTUAL"} & set(environ)


@pytest.mark.parametrize(
    ("colours", "told"), [("truecolor", "truecolor"), ("256", "256"), ("16", "standard")]
)
def test_colours_can_be_chosen(colours: str, told: str) -> None:
    environ: dict[str, str] = {}
    prepare(environ, colours=colours)  # type: ignore[arg-type]
    assert environ["TEXTUAL_COLOR_SYSTEM"] == told


def test_it_is_decided_without_textual() -> None:
    loaded = loaded_by("from trtui.cli.terminal_profile import prepare", "prepare()")
    assert "textual" not in {name.split(".")[0] for name in loaded}


def test_without_a_terminal_the_commands_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    with pytest.raises(TrtuiError, match="trtui find TEXT --plain"):
        require_terminal()


class Tty(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_that_cannot_place_the_cursor_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", Tty())
    monkeypatch.setattr(sys, "stdout", Tty())
    monkeypatch.setenv("TERM", "dumb")
    with pytest.raises(ConfigError, match="TERM=dumb"):
        require_terminal()
    monkeypatch.setenv("TERM", "xterm-256color")
    require_terminal()
