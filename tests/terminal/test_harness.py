"""The terminal that the other tests look through shows, counts and signals what a real one would."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.support.waiting import wait_while_blocking
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

PROGRAM = r"""
import os, signal, sys, termios, tty
def say(text): os.write(1, text.encode())
def size(*_): say("\x1b[2J\x1b[Hsize %dx%d " % tuple(os.get_terminal_size(0)))
def hung_up(*_):
    open(sys.argv[1], "w").write("hung up"); os._exit(0)
signal.signal(signal.SIGWINCH, size)
signal.signal(signal.SIGHUP, hung_up)
signal.signal(signal.SIGTERM, lambda *_: os._exit(7))
tty.setraw(0)
size()
while key := os.read(0, 100):
    if key == b"q": say("bye"); sys.exit(3)
    if key == b"b": say("\x1b[31m" + "x" * 5000)
    if key == b"\x1b[B": say("\x1b[3;1Hdown\x1b[>1u\x1b[?2026h")
    if key == b"t": say("\x1b[4;1Htty %s" % os.ttyname(os.open("/dev/tty", os.O_RDWR)))
    if key == b"s": say("\x1b[?2026$p")
    if key.startswith(b"\x1b[?2026;"): say("\x1b[5;1Hsync known")
"""


@pytest.fixture
def note(tmp_path: Path) -> Path:
    return tmp_path / "note"


def start(note: Path) -> Terminal:
    terminal = Terminal([sys.executable, "-c", PROGRAM, note], columns=80, rows=24)
    terminal.wait_for("size 80x24")
    return terminal


def test_keys_change_the_screen_and_strange_sequences_do_not(note: Path) -> None:
    with start(note) as terminal:
        terminal.press("down")
        terminal.wait_for("down")
        assert terminal.line(2) == "down"


def test_a_key_is_charged_for_its_bytes(note: Path) -> None:
    with start(note) as terminal:
        cost = terminal.key_cost("b")
        assert cost.size == 5000 + len("\x1b[31m")
        assert 0 < cost.first_ms <= cost.last_ms
        assert terminal.screen.buffer[5][0].fg == "red"


def test_the_program_sees_a_new_size(note: Path) -> None:
    with start(note) as terminal:
        terminal.resize(100, 30)
        terminal.wait_for("size 100x30")
        assert len(terminal.screen.display) == 30


def test_the_terminal_is_the_controlling_one(note: Path) -> None:
    with start(note) as terminal:
        terminal.press("t")
        terminal.wait_for("tty /dev/")


def test_a_question_about_abilities_is_answered(note: Path) -> None:
    with start(note) as terminal:
        terminal.press("s")
        terminal.wait_for("sync known")


def test_exit_codes_and_last_words_are_kept(note: Path) -> None:
    with start(note) as terminal:
        terminal.press("q")
        assert terminal.wait_exit() == 3
        assert "bye" in terminal.text()


def test_signals_reach_the_program(note: Path) -> None:
    with start(note) as terminal:
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 7


def test_a_dropped_line_hangs_the_program_up(note: Path) -> None:
    with start(note) as terminal:
        terminal.hang_up()
        wait_while_blocking(note.exists, what="the program was told")
        assert terminal.wait_exit() == 0


def test_waiting_for_what_never_comes_shows_the_screen(note: Path) -> None:
    with start(note) as terminal, pytest.raises(AssertionError, match="size 80x24"):
        terminal.wait_for("never", timeout=0.05)


def test_waiting_for_a_program_that_ended_says_so(note: Path) -> None:
    with start(note) as terminal:
        terminal.press("q")
        with pytest.raises(AssertionError, match=r"the program ended \(3\)"):
            terminal.wait_for("never")


def test_nothing_is_left_running(note: Path) -> None:
    terminal = start(note)
    assert terminal.memory() > 1 << 20
    terminal.close()
    assert terminal.process.returncode == -signal.SIGKILL
