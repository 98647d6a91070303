"""The progress bar: one line, however narrow the terminal and however long the text."""

from __future__ import annotations

import io

import pytest

from trtui.cli.progress import Progress


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("columns", [20, 40, 80])
def test_a_line_never_fills_the_terminal_and_so_never_scrolls(
    columns: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    screen = Screen()
    with Progress(screen) as progress:
        progress.share("4,714 created, 0 updated, 86 duplicates, 0 refused, and more to say", 0.26)
        written = screen.getvalue().rpartition("\x1b[K")[2]
        assert written.startswith("▓") and len(written) < columns
    assert screen.getvalue().endswith("\r\x1b[K")


def test_in_a_pipe_nothing_is_shown() -> None:
    pipe = io.StringIO()
    with Progress(pipe) as progress:
        progress.show("rows", 1, 2)
    assert pipe.getvalue() == ""


def test_what_is_counted_is_shown_beside_its_share() -> None:
    screen = Screen()
    Progress(screen).show("rows", 1_500, 3_000)
    assert "50 %  rows 1,500 of 3,000" in screen.getvalue()
    Progress(screen).show("rows", 1_500, 0)
    assert screen.getvalue().endswith("rows 1,500")
