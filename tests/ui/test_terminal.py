"""The clipboard through SSH and tmux, and the user's editor."""

from __future__ import annotations

import base64
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.evil import EVIL
from tests.support.waiting import wait_until
from tests.ui.small_app import ClientList, SmallApp
from trtui.domain.errors import TrtuiError
from trtui.ui import terminal


def test_a_copy_goes_to_the_terminal_of_the_user() -> None:
    (plain,) = terminal.clipboard_sequences("0113 496 0142", {})
    assert plain == f"\x1b]52;c;{base64.b64encode(b'0113 496 0142').decode()}\x07"


def test_tmux_gets_it_plain_and_wrapped() -> None:
    plain, wrapped = terminal.clipboard_sequences("x", {"TMUX": "/tmp/tmux"})
    assert wrapped == "\x1bPtmux;" + plain.replace("\x1b", "\x1b\x1b") + "\x1b\\"


def test_screen_gets_it_in_pieces() -> None:
    pieces = terminal.clipboard_sequences("x" * 3000, {"STY": "1"})
    assert len(pieces) > 1
    assert all(len(piece) < 768 for piece in pieces)


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_what_is_copied_is_harmless_or_refused(text: str) -> None:
    try:
        copied = terminal.copyable(text)
    except TrtuiError:
        assert len(text) > terminal.LONGEST_COPY // 4
    else:
        assert "\x1b" not in copied and "\x00" not in copied


async def test_copying_says_what_was_copied() -> None:
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        app = pilot.app
        assert isinstance(app, SmallApp)
        app.copy("0113 496 0142", "the phone number")
        assert isinstance(app.screen, ClientList)
        assert app.screen.status.said == "Copied the phone number"
        assert app.clipboard == "0113 496 0142"
        app.open_url("https://brookhill.example")
        assert app.clipboard == "https://brookhill.example"
        app.open_url("javascript:alert(1)")
        assert app.clipboard == "https://brookhill.example"


TMUX = """#!/bin/sh
case "$2" in -w) [ -n "$OLD" ] && exit 1 ;; esac
[ -n "$DEAD" ] && exit 1
cat > "$BUFFER"
"""


@pytest.mark.parametrize(
    ("how", "said"),
    [
        ({}, "Copied the number"),
        ({"OLD": "1"}, "Copied the number"),
        ({"DEAD": "1"}, "Sent to tmux"),
        ({"PATH": "/nowhere"}, "Sent to tmux"),
        ({"TRTUI_HOSTED": "1"}, "Sent to tmux"),
    ],
)
async def test_inside_tmux_its_own_buffer_is_used_or_nothing_is_claimed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, how: dict[str, str], said: str
) -> None:
    (tmp_path / "tmux").write_text(TMUX)
    (tmp_path / "tmux").chmod(0o755)
    buffer = tmp_path / "buffer"
    path = f"{tmp_path}:{os.environ['PATH']}"
    for name, value in {"TMUX": "/tmp/x,1,0", "BUFFER": str(buffer), "PATH": path, **how}.items():
        monkeypatch.setenv(name, value)
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place = pilot.app.screen
        assert isinstance(pilot.app, SmallApp) and isinstance(place, ClientList)
        pilot.app.copy("0113 496 0142", "the number")
        await wait_until(lambda: place.status.said.startswith(said))
        assert pilot.app.clipboard == "0113 496 0142"
    assert (buffer.read_text() if buffer.exists() else "") == ("0113 496 0142" if "Copied" in said else "")


def script(folder: Path, body: str) -> str:
    path = folder / "editor"
    path.write_text(f"#!/bin/sh\n{body}\n")
    path.chmod(0o755)
    return str(path)


class Suspending(SmallApp):
    """An app whose terminal need not be given away."""

    @contextmanager
    def suspend(self) -> Iterator[None]:
        yield


def edit(folder: Path, body: str, text: str = "before", **more: str) -> str:
    environ = {"EDITOR": script(folder, body), **more}
    return terminal.edit(Suspending(), text, environ)


async def test_the_editor_gets_the_text_in_a_private_file_and_gives_it_back(tmp_path: Path) -> None:
    kept = tmp_path / "kept"
    body = f'stat -c "%a" "$1" > {kept}; cat "$1" >> {kept}; echo "$1" >> {kept}; printf "after\\n" > "$1"'
    assert edit(tmp_path, body) == "after"
    mode, text = kept.read_text().split("\n")[:2]
    assert (mode, text[:6]) == ("600", "before")
    path = kept.read_text().rsplit("\n", 2)[-2].removeprefix("before")
    assert not os.path.exists(path)


async def test_an_editor_with_options_is_no_shell_command(tmp_path: Path) -> None:
    marker = tmp_path / "owned"
    with pytest.raises(TrtuiError, match="not found"):
        terminal.edit(Suspending(), "x", {"EDITOR": f"nothing; touch {marker}"})
    assert not marker.exists()
    wait = {"EDITOR": script(tmp_path, '[ "$1" = --wait ] && printf "ok; touch x" > "$2"') + " --wait"}
    assert terminal.edit(Suspending(), "x", wait) == "ok; touch x"


async def test_an_editor_that_fails_changes_nothing(tmp_path: Path) -> None:
    with pytest.raises(TrtuiError, match="nothing was changed"):
        edit(tmp_path, "exit 3")


async def test_a_hosted_session_starts_no_program(tmp_path: Path) -> None:
    with pytest.raises(TrtuiError, match="hosted"):
        edit(tmp_path, "touch ran", TRTUI_HOSTED="1")


def test_without_an_editor_it_says_so(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(TrtuiError, match="There is no editor"):
        terminal.editor_command({})


async def test_the_long_field_of_a_form_goes_through_the_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    from trtui.ui.dialogs import FormDialog

    monkeypatch.setattr(SmallApp, "edit_text", lambda self, text: text.upper())
    async with SmallApp().run_test(size=(80, 24)) as pilot:
        place: Any = pilot.app.screen
        await wait_until(lambda: place.list.current is not None)
        await pilot.press("e")
        await wait_until(
            lambda: isinstance(pilot.app.screen, FormDialog) and pilot.app.screen.focused is not None
        )
        dialog = pilot.app.screen
        assert isinstance(dialog, FormDialog)
        await pilot.press("shift+tab", "f4")
        await wait_until(lambda: dialog.form.text("notes") == "FIRST LINE\nSECOND")
