"""In a real terminal: the same screen for fewer bytes, a clean end when the line is cut, nothing from data
acted on.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.support.evil import EVIL
from tests.terminal.harness import ANSWERS, Terminal
from tests.ui.test_repaint import visible

pytestmark = pytest.mark.terminal

ROOT = Path(__file__).resolve().parents[2]
KEYS: Sequence[str] = (
    *"jkGgsq vnoxafd*?e", "escape", "escape", "tab", "down", "up", "pagedown", "pageup", "enter", "ctrl+s",
    "ctrl+d", "ctrl+u", "ctrl+l", "/", ":", "ab", "日本", "backspace", "right",
)  # fmt: skip


def app(
    *options: str, columns: int = 120, rows: int = 40, answers: dict[bytes, bytes] | None = None
) -> Terminal:
    return Terminal(
        [sys.executable, "-m", "tests.ui.small_app", *options],
        columns=columns,
        rows=rows,
        cwd=ROOT,
        answers=ANSWERS if answers is None else answers,
    )


def cells(terminal: Terminal) -> list[list[tuple[object, ...]]]:
    screen = terminal.screen
    return [[visible(screen.buffer[y][x]) for x in range(screen.columns)] for y in range(screen.lines)]


@pytest.mark.parametrize(("seed", "answers"), [(1, None), (2, {})], ids=["synchronised", "plain terminal"])
def test_the_screen_is_the_same_as_without_the_difference(
    seed: int, answers: dict[bytes, bytes] | None
) -> None:
    dice = random.Random(seed)
    with (
        app(columns=100, rows=30, answers=answers) as less,
        app("--plain", columns=100, rows=30, answers=answers) as whole,
    ):
        for terminal in (less, whole):
            terminal.wait_for("Client 5")
        for step in range(70):
            if dice.random() < 0.06:
                size = dice.randint(40, 130), dice.randint(10, 40)
                for terminal in (less, whole):
                    terminal.resize(*size)
                what = f"resize to {size}"
            else:
                what = dice.choice(KEYS)
                for terminal in (less, whole):
                    terminal.press(what)
            end = time.monotonic() + 8
            while True:
                for terminal in (less, whole):
                    terminal.settle(0.04)
                if cells(less) == cells(whole):
                    break
                assert time.monotonic() < end, (
                    f"step {step}, {what}\n{less.text()}\n{'=' * 40}\n{whole.text()}"
                )
        assert less.received < whole.received / 2


def test_bytes_stay_within_their_budgets() -> None:
    with app() as terminal:
        terminal.wait_for("Client 30")
        terminal.settle(0.3)
        assert terminal.received <= 40_000
        assert terminal.key_cost("j").size <= 1_000
        assert terminal.key_cost("j").size <= 1_000
        terminal.press("/")
        terminal.settle(0.3)
        for letter in ("2", "3", "backspace"):  # the whole list of results changes
            assert terminal.key_cost(letter).size <= 6_000
        assert terminal.key_cost("x").size <= 6_000
        assert terminal.key_cost("ctrl+l").size <= 40_000
        quiet = terminal.received
        terminal.listen(2)
        assert terminal.received == quiet


def test_without_a_mouse_no_mouse_reports_are_asked_for() -> None:
    with app() as terminal:
        terminal.wait_for("Client 5")
        assert b"?1003h" not in terminal.raw and b"?1000h" not in terminal.raw
    with app("--mouse") as terminal:
        terminal.wait_for("Client 5")
        assert b"?1000h" in terminal.raw


def test_nothing_from_data_is_acted_on() -> None:
    with app("--evil", columns=160, rows=60) as terminal:
        terminal.wait_for("DROP TABLE")
        for key in ("G", "home", "?", "escape", ":", "escape"):
            terminal.press(key)
            terminal.settle(0.2)
        raw = bytes(terminal.raw).replace(b"\x1b]22;default\x07", b"")
        for sequence in (
            b"\x1b]52",
            b"\x1b]0;",
            b"\x9b",
            b"\x1b[2J",
            b"\x1b[c",
            b"\x1b[6n",
            b"\x07",
            b"\xe2\x80\xae",
        ):
            assert sequence not in raw.replace(b"\xc2\x9b", b"\x9b"), sequence
        shown = terminal.text()
        assert "Acme [/b] Ltd" in shown
        assert "[@click=app.quit]Acme" in shown
        assert len(EVIL) > 20


def test_a_cut_line_keeps_the_draft_and_ends_the_program(tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    with app("--drafts", str(draft)) as terminal:
        terminal.wait_for("Client 5")
        terminal.press("/")
        terminal.send("half a name")
        terminal.wait_for("half a name")
        terminal.hang_up()
        assert terminal.process.wait(10) == 128 + signal.SIGHUP
    assert draft.read_text() == "half a name"


def test_a_line_that_stalled_and_is_then_cut_ends_the_program_too(tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    with app("--drafts", str(draft), "--plain") as terminal:
        terminal.wait_for("Client 5")
        for _ in range(60):  # more than the terminal and Textual hold, and nobody reads
            terminal.press("ctrl+l")
        time.sleep(0.5)
        terminal.hang_up()
        assert terminal.process.wait(15) == 128 + signal.SIGHUP
    assert draft.exists()


def test_a_request_to_end_restores_the_terminal(tmp_path: Path) -> None:
    draft = tmp_path / "draft"
    with app("--drafts", str(draft)) as terminal:
        terminal.wait_for("Client 5")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait_exit() == 128 + signal.SIGTERM
        assert terminal.raw.rstrip().endswith(b"\x1b[?1004l")
    assert draft.exists()


def test_an_action_that_fails_is_told_with_a_number_and_tells_nothing_of_anybody(tmp_path: Path) -> None:
    with app("--logs", str(tmp_path / "logs"), columns=100) as terminal:
        terminal.wait_for("Client 5")
        terminal.press("u")
        terminal.wait_for("“undo” failed (incident ")
        terminal.press("u", "j", "a")
        terminal.wait_for("assign [1]")
        assert "Dana" not in terminal.raw.decode(errors="replace")
    written = (tmp_path / "logs" / "incidents.log").read_text()
    assert written.count("act_change_undo") == 1
    assert "Dana" not in written


def test_a_crash_says_one_sentence_and_tells_nothing_of_anybody(tmp_path: Path) -> None:
    with app("--logs", str(tmp_path / "logs"), "--broken", columns=100) as terminal:
        assert terminal.wait_exit() == 1
        raw = terminal.raw.decode(errors="replace")
        assert "Dana" not in raw
        assert "Traceback" not in raw
        assert "incident" in " ".join(terminal.text().split())
    written = (tmp_path / "logs" / "incidents.log").read_text()
    assert "on_mount" in written
    assert "Dana" not in written


def test_escape_and_a_key_in_one_packet_are_two_keys() -> None:
    with app() as terminal:
        terminal.wait_for("Client 5")
        terminal.press("/")
        terminal.send("acme")
        terminal.wait_for("acme")
        terminal.send("\x1b:")
        terminal.wait_for("Find a command or record")
        terminal.send("\x1b")
        terminal.wait_for(lambda screen: "Find a command or record" not in screen)
        terminal.press("/")
        terminal.settle()
        terminal.send("\x1ba")
        terminal.wait_for("assign")
        assert "acme" in terminal.text() and "acmea" not in terminal.text()
