"""Keys count from the moment the program is started, and what is pasted is never a key."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.terminal.conftest import Open
from tests.terminal.harness import Terminal
from trtui.store import sample

pytestmark = pytest.mark.terminal

MOMENTS = {
    "at once": lambda terminal: True,
    "when the program takes the terminal": lambda terminal: b"\x1b[?1049h" in terminal.raw,
    "when it asks what the terminal can do": lambda terminal: b"\x1b[?2026$p" in terminal.raw,
    "at the first frame": lambda terminal: b"\x1b[?2026h" in terminal.raw,
}


@pytest.fixture
def starting(store: Path) -> Iterator[Terminal]:
    """The workspace, only just started."""
    with ExitStack() as open_terminals:
        command = [sys.executable, "-m", "trtui", "--db", store, "--as", sample.FIRST_LOGIN]
        yield open_terminals.enter_context(Terminal(command, columns=80, rows=24))


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_is_typed_from_the_start_on_is_taken_letter_by_letter(starting: Terminal, moment: str) -> None:
    starting.wait_for(lambda _: MOMENTS[moment](starting))
    starting.send("brookhill")
    starting.wait_for("▸ brookhill")


def test_enter_that_is_pressed_before_the_program_takes_the_terminal_opens_what_was_typed(
    starting: Terminal,
) -> None:
    starting.send("brookhill log\r")
    starting.wait_for("▸1 Overview")


@pytest.mark.parametrize("pieces", ["whole", "split"])
def test_escapes_in_a_paste_press_no_keys(workspace: Open, pieces: str) -> None:
    terminal = workspace()
    pasted = "\x1b[200~Acme \x1b\x1bq Ltd\x1b[201~"
    for piece in [pasted] if pieces == "whole" else pasted:
        terminal.send(piece)
    terminal.wait_for("▸ Acme ��q Ltd")
    terminal.press("escape")
    terminal.send("\x1b[200~\x1bq\x11\x1b[201~")
    terminal.wait_for("Nothing was pasted")
    terminal.press("g")
    terminal.wait_for("Call queue")
    terminal.send("\x1b[200~q\x1b[201~")
    terminal.press("escape")
    terminal.wait_for("▸ Acme ��q Ltd")
    assert terminal.process.poll() is None


def test_text_typed_in_one_go_with_the_keys_of_its_form_goes_into_the_form(workspace: Open) -> None:
    terminal = workspace()
    terminal.send("brookhill log\r6nnnote that is o\x13")
    terminal.wait_for("note that is o")
    terminal.wait_for("Saved")
