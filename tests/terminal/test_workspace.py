"""The workspace as it is used: in a real terminal, by keyboard, until it is left or the line drops."""

from __future__ import annotations

import re
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.terminal.conftest import Open
from tests.terminal.harness import Terminal

pytestmark = pytest.mark.terminal

ALTERNATE_SCREEN_LEFT = b"\x1b[?1049l"
CURSOR_SHOWN = b"\x1b[?25h"

FREE_TEXT = {
    "client": ("name", "banner", "website"),
    "client_name": ("name",),
    "contact": ("name", "job_title"),
    "contact_point": ("typed",),
    "site": ("name", "line1", "town"),
    "department": ("name", "note"),
    "touch": ("note",),
    "note": ("body",),
    "task": ("title",),
    "job": ("title", "note"),
    "tag": ("name",),
    "status_override": ("reason",),
    "call_plan": ("reason",),
    "change": ("label",),
}
"""Table → columns that hold what people typed."""

ATTACK = (
    "Evil\x1b]52;c;RVZJTA==\x07\x1b]0;owned\x07\x1b[6n\x9b2J\x1bPq\x1b\\ [@click=app.quit]x[/] [/b] [red]"
)


def integrity(store: Path) -> str:
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchone()[0]


def wait_and_type(terminal: Terminal, text: str) -> None:
    terminal.send(text)
    terminal.wait_for(f"▸ {text}")


def test_it_opens_in_the_box_finds_a_client_and_comes_back(workspace: Open) -> None:
    terminal = workspace()
    wait_and_type(terminal, "brookhill log")
    terminal.wait_for("Brookhill Logistics Ltd")
    terminal.press("enter")
    terminal.wait_for(lambda screen: "Brookhill Logistics Ltd" in screen.splitlines()[0])
    terminal.wait_for("Overview")
    terminal.press("escape")
    terminal.wait_for("▸ brookhill log")


def test_leaving_gives_the_terminal_back(workspace: Open) -> None:
    terminal = workspace()
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0
    assert ALTERNATE_SCREEN_LEFT in terminal.raw and CURSOR_SHOWN in terminal.raw


def test_being_asked_to_end_gives_the_terminal_back(workspace: Open, store: Path) -> None:
    terminal = workspace()
    terminal.signal(signal.SIGTERM)
    terminal.wait_exit()
    assert ALTERNATE_SCREEN_LEFT in terminal.raw and CURSOR_SHOWN in terminal.raw
    assert "Traceback" not in terminal.raw.decode(errors="replace")
    assert integrity(store) == "ok"


def test_a_dropped_line_ends_the_program(workspace: Open, store: Path) -> None:
    terminal = workspace()
    terminal.hang_up()
    terminal.wait_exit()
    assert integrity(store) == "ok"


def test_a_program_killed_while_a_place_is_open_leaves_a_whole_store(workspace: Open, store: Path) -> None:
    terminal = workspace()
    wait_and_type(terminal, "brookhill log")
    terminal.wait_for("Brookhill Logistics Ltd")
    terminal.press("enter")
    terminal.wait_for("Overview")
    terminal.signal(signal.SIGKILL)
    assert terminal.wait_exit() == -signal.SIGKILL
    assert integrity(store) == "ok"


def test_keys_that_arrive_in_one_packet_are_all_taken(workspace: Open) -> None:
    terminal = workspace()
    terminal.send("brook\x7f\x7fo")
    terminal.wait_for("▸ broo")


def test_nothing_is_sent_while_nobody_does_anything(workspace: Open) -> None:
    terminal = workspace(120, 40)
    terminal.settle(1.0)
    before = terminal.received
    terminal.listen(3.0)
    assert terminal.received == before


@pytest.mark.parametrize(("columns", "rows"), [(40, 10), (60, 16), (80, 24), (160, 50)])
def test_it_fits_the_terminal(workspace: Open, columns: int, rows: int) -> None:
    terminal = workspace(columns, rows, ready="▸")
    wait_and_type(terminal, "brookhill")
    terminal.wait_for("Brookhill")


def test_it_follows_a_change_of_size(workspace: Open) -> None:
    terminal = workspace(80, 24)
    terminal.resize(120, 40)
    terminal.settle()
    wait_and_type(terminal, "brookhill log")
    terminal.wait_for(lambda screen: "Brookhill Logistics" in screen and len(screen.splitlines()) == 40)
    terminal.resize(60, 16)
    terminal.wait_for(lambda screen: "Brookhill" in screen.splitlines()[3])


def test_without_a_terminal_it_says_so(store: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "trtui", "--db", store, "--as", "sam"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0
    assert "terminal" in done.stderr
    assert "Traceback" not in done.stderr


def test_no_text_of_a_store_acts_on_the_terminal(store: Path, workspace: Open) -> None:
    with closing(sqlite3.connect(store)) as connection, connection:
        for table, columns in FREE_TEXT.items():
            values = ", ".join(f"{column} = ? || id" for column in columns)
            connection.execute(f"UPDATE {table} SET {values}", [ATTACK] * len(columns))
    terminal = workspace(120, 40)
    wait_and_type(terminal, "brookhill log")
    terminal.wait_for("Evil")
    terminal.press("enter")
    terminal.wait_for("Overview")
    for section in "23456":
        terminal.press(section)
        terminal.settle()
    terminal.press("escape")
    terminal.wait_for("▸")
    terminal.settle()
    terminal.press("g", "q")
    terminal.wait_for("Calls due")
    terminal.press("enter")
    terminal.settle()
    assert "Evil" in terminal.text()
    sent = re.sub(rb"\x1b\]22;[a-z]*\x07", b"", bytes(terminal.raw))  # the shape of the mouse pointer
    for harm in (b"\x1b]52;c;RVZJ", b"\x1b]0;owned", b"\x1b[6n", b"\xc2\x9b", b"\x1bPq", b"\x07"):
        assert harm not in sent, sent[max(0, sent.find(harm) - 80) : sent.find(harm) + 40]
    assert terminal.process.poll() is None
